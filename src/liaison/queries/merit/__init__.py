"""Asked: honours and plaques."""
