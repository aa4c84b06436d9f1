"""Asked: joint work, that is projects and activities."""
