"""Sheets of another shape than the noun's own: each is read into the noun's columns, every cell remembering where it stood."""
