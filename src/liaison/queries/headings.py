"""What labels of other people's sheets mean, as it was told once."""

from __future__ import annotations

from liaison.store.database import Database


def known(database: Database) -> list[tuple[str, str, str, str]]:
    """Noun, header line, label, and the column that the label means."""
    return database.tuples("SELECT noun, line, label, meaning FROM heading")


def of_line(database: Database, noun: str, line: str) -> dict[str, tuple[int, str]]:
    """The labels of a header line, each with its row's key and its meaning."""
    rows = database.tuples(
        "SELECT label, id, meaning FROM heading WHERE noun = :noun AND line = :line", noun=noun, line=line
    )
    return {label: (row_id, meaning) for label, row_id, meaning in rows}
