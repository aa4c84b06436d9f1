"""Typed: joint work: projects and activities."""
