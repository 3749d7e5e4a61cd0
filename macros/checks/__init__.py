"""The rules the guide has to follow, and advice on what could be better."""
