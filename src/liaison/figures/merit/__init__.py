"""Reported: honours and plaques."""
