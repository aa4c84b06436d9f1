"""Seen from outside: the money raised together."""
