"""The data for each of the reader's tools."""
