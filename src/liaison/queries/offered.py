"""What may be chosen in a sheet's columns."""

from __future__ import annotations

from liaison.columns import Noun
from liaison.kinds import Choice, Ref
from liaison.nouns.registry import NOUNS
from liaison.queries.words import words_of
from liaison.store.database import Database

_MOST_OFFERED = 32_000
"""Words that a drop-down takes."""


def offered(database: Database, noun: Noun) -> dict[str, list[str]]:
    """What each column of a noun's sheet offers: the council's words, and what other records are called."""
    found: dict[str, list[str]] = {}
    for column in noun.sheet:
        if isinstance(column.kind, Choice):
            words = list(words_of(database, column.kind.list))
        elif isinstance(column.kind, Ref) and column.kind.noun != noun.name:
            other = NOUNS[column.kind.noun]
            name = other.called if other.unique or "code" not in other else "code"
            sql = f"SELECT DISTINCT {name} FROM {other.table} ORDER BY {name} LIMIT {_MOST_OFFERED}"
            words = [word for (word,) in database.tuples(sql)]
        else:
            continue
        if words:
            found[column.key] = words
    return found
