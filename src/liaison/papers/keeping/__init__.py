"""Papers about what is kept: what is filed of a year."""
