"""A toolkit for the secretariat of a regional party-building liaison council."""

__version__ = "0.1.0"
