"""The commands that write or compare data files."""
