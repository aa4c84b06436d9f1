"""Typed: the summary of a period."""
