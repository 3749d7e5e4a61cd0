"""What must hold, and what could be better."""
