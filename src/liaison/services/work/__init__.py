"""Done: joint work: projects and activities."""
