"""Keys of records, and of the rows of their many-valued columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liaison.columns import Link, Noun
from liaison.store.database import Database


def keys(database: Database, noun: Noun, where: str = "") -> list[int]:
    """The keys of the records of a noun that fit a condition (``t`` being its table)."""
    condition = f"WHERE {where}" if where else ""
    return [key for (key,) in database.tuples(f"SELECT t.id FROM {noun.table} AS t {condition}")]


def any_of(database: Database, noun: Noun) -> bool:
    """Whether there is any record of a noun."""
    return database.value(f"SELECT 1 FROM {noun.table} LIMIT 1") is not None


def key_of(database: Database, noun: Noun, values: dict[str, Any]) -> int | None:
    """The key of the record with those values, by database column; ``None`` stands for unknown."""
    where = " AND ".join(
        f"{column} IS NULL" if value is None else f"{column} = :{column}" for column, value in values.items()
    )
    given = {column: value for column, value in values.items() if value is not None}
    found: int | None = database.value(f"SELECT id FROM {noun.table} WHERE {where}", **given)
    return found


def linked(database: Database, link: Link, owner: int) -> dict[Any, tuple[int, int | None]]:
    """The values of a many-valued column of one record, each with its row's key and its place."""
    rows = database.tuples(
        f"SELECT {link.value}, id, position FROM {link.table} WHERE {link.owner} = :owner", owner=owner
    )
    return {value: (row_id, position) for value, row_id, position in rows}


def quoted(words: Iterable[str]) -> str:
    """Words of the program's own as a list in SQL, in their order."""
    return ", ".join(f"'{word}'" for word in sorted(words))
