"""Right and wrong: joint work: projects and activities."""
