"""Typed: sheets out to the clerk's desk and back."""
