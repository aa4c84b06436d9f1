"""Typed: honours and plaques."""
