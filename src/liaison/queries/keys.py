"""Keys of records, and of the rows of their many-valued columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liaison.children import Link
from liaison.columns import Noun
from liaison.kinds import Ref
from liaison.queries.owned import own
from liaison.store.database import Database


def keys(database: Database, noun: Noun, where: str = "") -> list[int]:
    """The keys of the records of a noun that fit a condition (``t`` being its table)."""
    condition = f"WHERE {where}" if where else ""
    return [key for (key,) in database.tuples(f"SELECT t.id FROM {noun.table} AS t {condition}")]


def any_of(database: Database, noun: Noun) -> bool:
    """Whether there is any record of a noun."""
    where = f"WHERE {mine}" if (mine := own(noun)) else ""
    return database.value(f"SELECT 1 FROM {noun.table} AS t {where} LIMIT 1") is not None


def is_one_of(database: Database, noun: Noun, key: int) -> bool:
    """Whether the row of that key is a noun's own, not only one of its table."""
    where = f"AND {mine}" if (mine := own(noun)) else ""
    return database.value(f"SELECT 1 FROM {noun.table} AS t WHERE t.id = :key {where}", key=key) is not None


def key_of(database: Database, noun: Noun, values: dict[str, Any]) -> int | None:
    """The key of the record with those values, by database column; ``None`` stands for unknown."""
    where, given = _fitting(values)
    found: int | None = database.value(f"SELECT t.id FROM {noun.table} AS t WHERE {where}", **given)
    return found


def standing_keys(database: Database, noun: Noun, values: dict[str, Any]) -> list[int]:
    """The keys of all records with those values, but for those that another record of the noun takes back: by referring
    to them, as a reversal does."""
    where, given = _fitting(values)
    back = [c.store for c in noun.columns if isinstance(c.kind, Ref) and c.kind.noun == noun.name]
    taken = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {noun.table} AS x WHERE x.{store} = t.id)" for store in back
    )
    rows = database.tuples(f"SELECT t.id FROM {noun.table} AS t WHERE {where}{taken} ORDER BY t.id", **given)
    return [key for (key,) in rows]


def _fitting(values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The condition that table ``t`` has those values, and what it is to be given."""
    where = " AND ".join(
        f"t.{column} IS NULL" if value is None else f"t.{column} = :{column}"
        for column, value in values.items()
    )
    return where, {column: value for column, value in values.items() if value is not None}


def of_link(link: Link, alias: str) -> str:
    """The condition that a row of a link's table holds a value of that column, not of another that shares the table."""
    return f"{alias}.role = '{link.role}'" if link.role else "1 = 1"


def linked(database: Database, link: Link, owner: int) -> dict[Any, tuple[int, int | None]]:
    """The values of a many-valued column of one record, each with its row's key and its place."""
    rows = database.tuples(
        f"SELECT l.{link.value}, l.id, l.position FROM {link.table} AS l "
        f"WHERE l.{link.owner} = :owner AND {of_link(link, 'l')}",
        owner=owner,
    )
    return {value: (row_id, position) for value, row_id, position in rows}


def quoted(words: Iterable[str]) -> str:
    """Words of the program's own as a list in SQL, in their order."""
    return ", ".join(f"'{word}'" for word in sorted(words))
