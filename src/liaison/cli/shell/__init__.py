"""Typed: what every command shares: the root, the grammar, what was typed, how an answer is delivered."""
