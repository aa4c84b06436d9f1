"""The council's own words, for columns that take one of a list."""

from __future__ import annotations

from liaison.store.database import Database


def words_of(database: Database, list_name: str) -> dict[str, bool]:
    """The words of one list in their order, each with whether the list is locked."""
    rows = database.tuples(
        "SELECT word, locked FROM choice WHERE list = :list ORDER BY position", list=list_name
    )
    return {word: bool(locked) for word, locked in rows}
