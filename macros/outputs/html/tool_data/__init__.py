"""What each of the reader's tools works with."""
