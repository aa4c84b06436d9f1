"""Done: the money raised together."""
