"""Asked: the money raised together."""
