"""Reported: the summary of a period."""
