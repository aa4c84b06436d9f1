"""Done: how a record of any noun is checked and written."""
