"""Reported: the money raised together."""
