"""What a Dataset is turned into."""
