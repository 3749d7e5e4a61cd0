"""Files to a Dataset: read, overlaid, validated and put together."""
