"""Asked: whether the database itself is whole."""
