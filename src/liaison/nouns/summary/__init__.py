"""Seen from outside: the summary of a period."""
