"""Whole papers made of figures and formats: the summary, the report of projects, a fund's statement."""
