"""Right and wrong: the money raised together."""
