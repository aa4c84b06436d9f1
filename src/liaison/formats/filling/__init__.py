"""Other people's forms: what stands in their cells, and copies in which blank cells hold something."""
