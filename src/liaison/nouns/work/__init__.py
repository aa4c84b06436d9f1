"""Seen from outside: joint work: projects and activities."""
