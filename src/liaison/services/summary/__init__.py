"""Done: the summary of a period."""
