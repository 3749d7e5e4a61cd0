"""Turns files into a Dataset: they are read, overlaid, validated and put together."""
