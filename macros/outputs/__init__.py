"""What is made of a Dataset."""
