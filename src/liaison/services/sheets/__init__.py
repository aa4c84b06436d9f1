"""Sheets on their way in: recognised, read, matched with what is stored, judged, and written all at once."""
