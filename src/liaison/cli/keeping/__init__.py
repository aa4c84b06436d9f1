"""Commands: keep data safe and show that they are whole."""
