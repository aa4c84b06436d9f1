"""Asked: years that are closed."""
