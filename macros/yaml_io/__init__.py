"""Turns YAML text into plain data with the place of every value, and back."""
