"""The one way to write: a change gathers a command's rows, writes them set by set, and journals each before and after."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from types import NoneType
from typing import Any

from liaison.columns import Record
from liaison.commits import commits
from liaison.settings import Place, now, user
from liaison.store.database import Database
from liaison.store.explaining import explained
from liaison.store.waiting import begin

_CHUNK = 500
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Change:
    """What one command writes, in one transaction: all of it and its journal entry, or nothing.

    Rows are buffered and written at ``flush``: removals first, then inserts in the order of references, then updates.
    ``touched`` names the table and key of every row it has changed.
    """

    def __init__(self, database: Database, command: str) -> None:
        self.database = database
        self.command = command
        self._inserts: dict[str, list[Record]] = {}
        self._updates: dict[str, dict[int, Record]] = {}
        self._removals: dict[str, list[int]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._journal: list[tuple[str, int, str | None, str | None]] = []
        self._order: list[str] = []
        self.touched: set[tuple[str, int]] = set()
        self.entry = 0
        """The number of its journal entry, once that is written."""

    def number(self, name: str, *, least: int = 0) -> int:
        """A number never given out before under that name; above ``least`` where numbers came from elsewhere."""
        self._numbers[name] = max(self._last(name), least) + 1
        return self._numbers[name]

    def given(self, name: str, number: int) -> None:
        """Note that a number came from elsewhere: neither it nor a lower one is given out any more."""
        if number > self._last(name):
            self._numbers[name] = number

    def _last(self, name: str) -> int:
        if name not in self._numbers:
            found = self.database.value("SELECT last FROM counter WHERE name = :name", name=name)
            self._numbers[name] = self._first[name] = found or 0
        return self._numbers[name]

    def insert(self, table: str, row: Record) -> int:
        """Add a row; returns its new key."""
        numbers = self._numbers
        row_id = row["id"] = numbers[table] + 1 if table in numbers else self.number(table)
        numbers[table] = row_id
        self._inserts.setdefault(table, []).append(row)
        return row_id

    def is_new(self, table: str, row_id: int) -> bool:
        """Whether a row was added by this change."""
        return table in self._first and row_id > self._first[table]

    def update(self, table: str, row_id: int, values: Record) -> None:
        """Change some columns of a row."""
        self.touched.add((table, row_id))
        self._updates.setdefault(table, {}).setdefault(row_id, {}).update(values)

    def remove(self, table: str, row_id: int) -> None:
        """Take a row away; the journal keeps it."""
        self._removals.setdefault(table, []).append(row_id)

    def put_back(self, table: str, row: Record) -> None:
        """Add a row that was there before, under the key it had."""
        self._inserts.setdefault(table, []).append(row)

    def note(self, table: str, row_id: int, before: str | None, after: str | None) -> None:
        """Journal what has become of a row otherwise: in a migration. Images as JSON, see ``images``."""
        self._journal.append((table, row_id, before, after))

    @property
    def written(self) -> Sequence[tuple[str, int, str | None, str | None]]:
        """What has become of rows so far: table, key, and the images before and after."""
        return self._journal

    @property
    def rows(self) -> int:
        """How many rows it has written."""
        return len(self._journal)

    @property
    def is_first(self) -> bool:
        """Whether the journal had no entry before, once it is written."""
        return self._numbers.get("journal") == 1

    def flush(self) -> None:
        """Write what has been gathered, so that queries see it."""
        for name in reversed(self._in_order(self._removals)):
            self._write_removals(name, self._removals.pop(name))
        for name in self._in_order(self._inserts):
            self._write_inserts(name, self._inserts.pop(name))
        for name in self._in_order(self._updates):
            self._write_updates(name, self._updates.pop(name))

    def _in_order(self, names: Iterable[str]) -> list[str]:
        """Tables after those that they refer to, as the database itself tells."""
        wanted = sorted(names)
        if len(wanted) > 1:
            if not self._order:
                self._order = self.database.tables()
            wanted.sort(key=self._order.index)
        return wanted

    def _write_inserts(self, name: str, rows: list[Record]) -> None:
        columns = self._columns_of(name)
        given = set().union(*rows)
        _known(name, given, columns)
        nothing = [None] * len(rows)
        cells = {one: [row.get(one) for row in rows] if one in given else nothing for one in columns}
        self.database.insert_many(name, cells)
        self._journal.extend(zip(repeat(name), (row["id"] for row in rows), repeat(None), images(cells)))

    def _write_updates(self, name: str, updates: dict[int, Record]) -> None:
        columns = self._columns_of(name)
        sets: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for before in self._rows(name, columns, list(updates)):
            values = {key: value for key, value in updates[before["id"]].items() if before[key] != value}
            if values:
                _known(name, set(values), columns)
                sets.setdefault(tuple(values), []).append((*values.values(), before["id"]))
                self._journal.append((name, before["id"], _encode(before), _encode(before | values)))
        for keys, rows in sets.items():
            assignments = ", ".join(f"{key} = ?" for key in keys)
            self.database.execute_many(f"UPDATE {name} SET {assignments} WHERE id = ?", rows)

    def _write_removals(self, name: str, ids: list[int]) -> None:
        columns = self._columns_of(name)
        for before in self._rows(name, columns, ids):
            self._journal.append((name, before["id"], _encode(before), None))
        self.database.execute_many(f"DELETE FROM {name} WHERE id = ?", [(row_id,) for row_id in ids])

    def _columns_of(self, name: str) -> tuple[str, ...]:
        if name not in self._columns:
            nothing = self.database.execute(f"SELECT * FROM {name} LIMIT 0")
            self._columns[name] = tuple(column[0] for column in nothing.description)
        return self._columns[name]

    def _rows(self, name: str, columns: Sequence[str], ids: list[int]) -> Iterator[Record]:
        for start in range(0, len(ids), _CHUNK):
            wanted = ", ".join(str(int(row_id)) for row_id in ids[start : start + _CHUNK])
            yield from self.database.records(
                f"SELECT {', '.join(columns)} FROM {name} WHERE id IN ({wanted})"
            )

    def finish(self) -> None:
        """Write everything left, then the journal entry; an empty change leaves no trace."""
        self.flush()
        if self._journal:
            self._write_journal()
        upsert = "INSERT INTO counter (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last"
        if self._numbers:
            self.database.execute_many(upsert, list(self._numbers.items()))

    def _write_journal(self) -> None:
        last, previous = next(
            iter(self.database.tuples("SELECT id, chain FROM journal ORDER BY id DESC LIMIT 1")), (0, "")
        )
        entry, count = self.number("journal", least=last), len(self._journal)
        self.entry = entry
        first = self.number("journal_row", least=self.database.value("SELECT max(id) FROM journal_row") or 0)
        self._numbers["journal_row"] = first + count - 1
        random = os.urandom(16 * count).hex()
        salts = [random[place : place + 32] for place in range(0, 32 * count, 32)]
        tables, keys, before, after = zip(*self._journal, strict=True)
        digests = list(map(digest, salts, before, after))
        numbers = range(first, first + count)
        at, who = now(), user()
        chain = link(previous, (entry, at, who, self.command, count), zip(tables, keys, digests, strict=True))
        self.database.execute_many(
            "INSERT INTO journal (id, at, who, command, rows, first_row, chain) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(entry, at, who, self.command, count, first, chain)],
        )
        told = {
            "id": numbers,
            "journal_id": [entry] * count,
            "table_name": tables,
            "row_id": keys,
            "digest": digests,
        }
        self.database.insert_many("journal_row", told)
        told = {"id": numbers, "salt": salts, "before": before, "after": after}
        self.database.insert_many("journal_image", told)


def images(columns: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Each row as the JSON object that ``_encode`` makes of it; written column by column, for a sheet may have 100,000."""
    known = _Encoded()
    parts: list[str] = []
    cells: list[Iterable[Any]] = []
    for column, values in columns.items():
        kinds = set(map(type, values))
        if kinds == {NoneType}:
            parts.append(f"{_encode(column)}:null")
            continue
        parts.append(f"{_encode(column)}:%s")
        if kinds == {int}:
            cells.append(values)
        elif int in kinds:  # a number is no key: 1 and True, which is none, would be one
            cells.append([value if type(value) is int else known[value] for value in values])
        else:
            cells.append(map(known.__getitem__, values))
    template = "{" + ",".join(parts) + "}"
    return map(template.__mod__, zip(*cells, strict=True))


class _Encoded(dict[Any, str]):
    """Values met so far as JSON has them."""

    def __missing__(self, value: Any) -> str:
        self[value] = text = _encode(value)
        return text


def _known(table: str, given: set[str], columns: Sequence[str]) -> None:
    if unknown := given.difference(columns):
        raise KeyError(f"{table} has no column {sorted(unknown)}")


def digest(salt: str, before: str | None, after: str | None) -> str:
    """What proves an image, though nothing can be read out of it."""
    return hashlib.sha256(f"{salt}\n{before or ''}\n{after or ''}".encode()).hexdigest()


def link(previous: str, facts: tuple[Any, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """The chain's next link: a digest over the last link, an entry's facts and its rows' digests, in their order."""
    digest = hashlib.sha256(_encode([previous, *facts]).encode())
    digest.update("".join(["\n%s\t%d\t%s" % row for row in rows]).encode())  # noqa: UP031 - for 100,000 rows
    return digest.hexdigest()


@contextmanager
def changing(
    place: Place, command: str, *, keep: bool = True, before: Callable[[Change], None] | None = None
) -> Iterator[Change]:
    """Open a database for writing, alone; committed when the block ends well, unless ``keep`` is false (a trial run).

    ``before`` is called with all that has been written before it is kept, while others still see what was there.
    """
    from liaison.store.migrate import connect_current

    connection, dialect = connect_current(place)
    with explained(place):
        try:
            begin(connection, dialect, place)
            change = Change(Database(connection, dialect, place), command)
            yield change
            change.finish()
            if not keep:
                connection.execute("ROLLBACK")
                return
            if before is not None:
                before(change)
            commits.keep(lambda: connection.execute("COMMIT"), wrote=change.rows > 0)
        finally:
            connection.close()
