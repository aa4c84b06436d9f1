"""Seen from outside: sheets out to the clerk's desk and back."""
