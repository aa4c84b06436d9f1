"""Reported: joint work: projects and activities."""
