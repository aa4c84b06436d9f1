"""What has become of rows, and what refers to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from liaison.columns import Noun, Record
from liaison.queries.owned import parts
from liaison.store.database import Database

_CHUNK = 500


def since(database: Database, entry: int) -> dict[tuple[str, int], list[int]]:
    """The rows that entries after one have touched, each with these entries."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for table, key, later in database.execute(
        "SELECT table_name, row_id, journal_id FROM journal_row WHERE journal_id > :entry ORDER BY id",
        entry=entry,
    ):
        found[table, key].append(later)
    return dict(found)


def present(database: Database, table: str, keys: list[int]) -> Iterator[Record]:
    """The rows of a table as they are now."""
    for start in range(0, len(keys), _CHUNK):
        listed = ", ".join(map(str, keys[start : start + _CHUNK]))
        yield from database.records(f"SELECT * FROM {table} WHERE id IN ({listed})")


def parts_of(database: Database, noun: Noun, keys: list[int]) -> Iterator[tuple[str, int]]:
    """The rows, by table and key, that are part of records of a noun."""
    for table, owner in parts(noun):
        yield from _holding(database, table, owner, keys)


def referring(database: Database, table: str, keys: list[int]) -> Iterator[tuple[str, int, str]]:
    """The rows, by table and key, that refer to rows of a table, each with the column that does."""
    for other, column in database.references(table):
        for _table, key in _holding(database, other, column, keys):
            yield other, key, column


def _holding(database: Database, table: str, column: str, keys: list[int]) -> Iterator[tuple[str, int]]:
    """The rows of a table that have one of these keys in a column."""
    for start in range(0, len(keys), _CHUNK):
        listed = ", ".join(map(str, keys[start : start + _CHUNK]))
        for (key,) in database.tuples(f"SELECT id FROM {table} WHERE {column} IN ({listed}) ORDER BY id"):
            yield table, key
