"""Right and wrong: the council itself: its members, its chair, its own words."""
