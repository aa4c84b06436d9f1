"""Done: honours and plaques."""
