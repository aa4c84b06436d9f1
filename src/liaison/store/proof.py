"""What proves the journal: its chain computed anew, and its images held against the tables.

Both find what was done behind the program's back: the chain an entry that was changed or taken out, the images a row that
was changed, removed or put in. An image that has been erased proves nothing any more; its digest still holds the chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from liaison.columns import Record
from liaison.store.change import digest, images, link
from liaison.store.database import Database, by_column

TECHNICAL = frozenset({"alembic_version", "counter", "journal", "journal_row", "journal_image"})
"""The tables that the journal does not tell about."""
_CHUNK = 5_000


@dataclass(frozen=True)
class Flaw:
    """Something that does not fit.

    ``kind`` of the chain: ``gone`` (entries ``entry`` to ``until`` are missing), ``link`` (what the entry says was changed), ``image`` (a row's image was
    changed). ``kind`` of the rows: ``changed`` (in these ``columns``), ``lost``, ``foreign`` (nobody entered it), and ``between`` where
    a row was changed behind the program's back before the entry changed it. ``row`` is what is known of the row.
    """

    kind: str
    entry: int = 0
    until: int = 0
    table: str = ""
    key: int = 0
    row: Record | None = None
    columns: tuple[str, ...] = ()


def chain_flaws(database: Database) -> Iterator[Flaw]:
    """Where the chain does not hold."""
    rows = groupby(
        database.execute(
            "SELECT r.journal_id, r.table_name, r.row_id, r.digest, i.salt, i.before, i.after, i.id FROM journal_row AS r "
            "LEFT JOIN journal_image AS i ON i.id = r.id ORDER BY r.journal_id, r.id"
        ),
        itemgetter(0),
    )
    of_entry, its = next(rows, (0, iter(())))
    previous, last = "", 0
    entries = database.execute("SELECT id, at, who, command, rows, chain FROM journal ORDER BY id")
    for entry, at, who, command, count, chain in entries:
        if entry > last + 1:
            yield Flaw("gone", last + 1, entry - 1)
        digests = []
        if of_entry == entry:
            for _entry, table, key, proof, salt, before, after, image in its:
                digests.append((table, key, proof))
                if image is None or (salt is not None and digest(salt, before, after) != proof):
                    yield Flaw("image", entry, table=table, key=key)
            of_entry, its = next(rows, (0, iter(())))
        if link(previous, (entry, at, who, command, count), digests) != chain or count != len(digests):
            yield Flaw("link", entry)
        previous, last = chain, entry
    given = database.value("SELECT last FROM counter WHERE name = 'journal'") or 0
    if given > last:
        yield Flaw("gone", last + 1, given)


def row_flaws(database: Database) -> Iterator[Flaw]:
    """Where the tables are not what the journal's images make of them."""
    yield from _between(database)
    last = groupby(
        database.execute(
            "SELECT r.table_name, r.row_id, r.journal_id, i.after FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
            "WHERE i.salt IS NOT NULL AND r.id IN (SELECT max(id) FROM journal_row GROUP BY table_name, row_id) "
            "ORDER BY r.table_name, r.row_id"
        ),
        itemgetter(0),
    )
    told = {table: {key: (entry, after) for _table, key, entry, after in rows} for table, rows in last}
    erased = set(
        database.tuples(
            "SELECT r.table_name, r.row_id FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id WHERE i.salt IS NULL"
        )
    )
    for table in database.tables():
        if table not in TECHNICAL:
            yield from _of_table(database, table, told.get(table, {}), erased)


def _of_table(
    database: Database, table: str, told: dict[int, tuple[int, str | None]], erased: set[tuple[Any, ...]]
) -> Iterator[Flaw]:
    cursor = database.execute(f"SELECT * FROM {table} ORDER BY id")
    columns = [column[0] for column in cursor.description]
    place = columns.index("id")
    for row, text in _imaged(cursor, columns):
        key = row[place]
        entry, after = told.pop(key, (0, None))
        if text == after:
            continue
        record = dict(zip(columns, row, strict=True))
        if after is None:
            if (table, key) not in erased:
                yield Flaw("foreign", entry, table=table, key=key, row=record)
        elif different := _different(json.loads(after), record):
            yield Flaw("changed", entry, table=table, key=key, row=record, columns=different)
    for key, (entry, after) in told.items():
        if after is not None:
            yield Flaw("lost", entry, table=table, key=key, row=json.loads(after))


def _imaged(cursor: Any, columns: list[str]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Rows with the image that the journal would have of each."""
    while rows := cursor.fetchmany(_CHUNK):
        yield from zip(rows, images(by_column(columns, rows)), strict=True)


def _between(database: Database) -> Iterator[Flaw]:
    """Rows that an entry found otherwise than the one before had left them."""
    found = database.execute(
        "SELECT entry, table_name, row_id, before, previous FROM (SELECT r.journal_id AS entry, r.table_name, r.row_id, "
        "i.before, i.salt, lag(i.after) OVER w AS previous, lag(i.salt) OVER w AS salted "
        "FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        "WINDOW w AS (PARTITION BY r.table_name, r.row_id ORDER BY r.id)) AS x "
        "WHERE salt IS NOT NULL AND salted IS NOT NULL AND COALESCE(before, '') <> COALESCE(previous, '') "
        "ORDER BY entry, table_name, row_id"
    )
    for entry, table, key, before, previous in found:
        if before is None or previous is None:
            yield Flaw("between", entry, table=table, key=key, row=json.loads(before or previous))
        elif different := _different(json.loads(previous), json.loads(before)):
            yield Flaw("between", entry, table=table, key=key, row=json.loads(before), columns=different)


def _different(one: Record, other: Record) -> tuple[str, ...]:
    """The columns that both know and in which they differ: a migration may have brought others."""
    return tuple(key for key, value in one.items() if key in other and other[key] != value)
