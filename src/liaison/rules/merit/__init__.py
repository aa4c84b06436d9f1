"""Rules about merit: honours and plaques."""
