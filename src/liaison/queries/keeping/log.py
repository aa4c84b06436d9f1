"""What the journal tells of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from liaison.columns import Noun, Record
from liaison.nouns.keeping.log import ENTRY
from liaison.queries.keys import quoted
from liaison.queries.records import stream
from liaison.store.database import Database

_SHORT = 16
_TAKES_BACK = re.compile(r"liaison (?:undo|redo) (\d+)")

LOG = Noun("log", "日志", "journal", ENTRY, identity=(("entry",),), order="t.id DESC")
"""The journal as it is listed."""


class Seal(NamedTuple):
    """An entry's link of the chain: it stands for that entry and all before it."""

    entry: int
    at: str
    chain: str

    @property
    def text(self) -> str:
        """The seal as it is written down: the entry's number and the first 16 of the link's 64 digits."""
        return f"{self.entry}-{self.chain[:_SHORT]}"


def seal(database: Database, entry: int | None = None) -> Seal | None:
    """The seal of an entry, or of the last; nothing where there is no such entry."""
    which = "ORDER BY id DESC LIMIT 1" if entry is None else f"WHERE id = {entry:d}"
    found = database.tuples(f"SELECT id, at, chain FROM journal {which}")
    return Seal(*found[0]) if found else None


class Entry(NamedTuple):
    """One command that wrote ``rows`` rows. ``undoes`` is the entry that it takes back, ``undone_by`` the one by which it is
    taken back itself, as things stand."""

    entry: int
    at: str
    who: str
    command: str
    rows: int
    undoes: int | None = None
    undone_by: int | None = None


def takes_back(command: str) -> int | None:
    """The entry that a command takes back: it stands in its text, which the chain proves."""
    match = _TAKES_BACK.fullmatch(command)
    return int(match[1]) if match else None


def undone(database: Database) -> dict[int, int]:
    """The entries that are taken back as things stand, each with the one by which it is; an undo of an undo gives back."""
    found: dict[int, int] = {}
    taking = database.tuples(
        "SELECT id, command FROM journal WHERE command LIKE 'liaison undo %' OR command LIKE 'liaison redo %' ORDER BY id DESC"
    )
    for entry, command in taking:
        if entry not in found and (other := takes_back(command)):
            found[other] = entry
    return found


def last_entry(database: Database) -> Entry | None:
    """The newest entry, whatever it takes back; nothing where there is none yet."""
    found = database.tuples("SELECT id, at, who, command, rows FROM journal ORDER BY id DESC LIMIT 1")
    return Entry(*found[0]) if found else None


def entries(database: Database, where: str = "", **values: Any) -> Iterator[Entry]:
    """Entries that fit a condition (``t`` being the journal), the newest first."""
    return told(database, stream(database, LOG, where, **values))


def told(database: Database, rows: Iterable[Record]) -> Iterator[Entry]:
    """Rows of the journal as entries, each with what it took back and by what it is taken back."""
    taken = undone(database)
    for row in rows:
        entry, command = row["entry"], row["command"]
        yield Entry(entry, row["at"], row["who"], command, row["rows"], takes_back(command), taken.get(entry))


def with_rows(rows: str) -> str:
    """The condition of entries that touched rows which fit a condition: ``r`` being the row of the journal, ``i`` its images."""
    return (
        "EXISTS (SELECT 1 FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        f"WHERE r.journal_id = t.id AND {rows})"
    )


def rows_of_record(table: str, key: int, owned: Iterable[tuple[str, str]]) -> str:
    """The condition of rows that are a record, or belong to it: of these tables, by these columns."""
    own = f"(r.table_name = '{table}' AND r.row_id = {key:d})"
    theirs = [
        f"(r.table_name = '{child}' AND ({_tells('before', column, key)} OR {_tells('after', column, key)}))"
        for child, column in owned
    ]
    return f"({' OR '.join([own, *theirs])})"


def _tells(image: str, column: str, key: int) -> str:
    """That an image has a number in a column: as JSON is written, alike on both databases."""
    return f"(i.{image} LIKE '%\"{column}\":{key:d},%' OR i.{image} LIKE '%\"{column}\":{key:d}}}%')"


def gone(
    database: Database, tables: Iterable[str], texts: Collection[str]
) -> Iterator[tuple[str, int, Record]]:
    """The rows of some tables that were taken away and held one of these texts: table, key and what each was last."""
    likes = [f"i.before LIKE :text{number} ESCAPE '!'" for number in range(len(texts))]
    values = {f"text{number}": f"%{_literally(text)}%" for number, text in enumerate(texts)}
    found = database.tuples(
        "SELECT r.table_name, r.row_id, i.before FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        f"WHERE i.after IS NULL AND r.table_name IN ({quoted(tables)}) AND ({' OR '.join(likes)}) ORDER BY r.id",
        **values,
    )
    return ((table, key, json.loads(before)) for table, key, before in found)


def _literally(text: str) -> str:
    """A text as it stands in an image, nothing in it being a sign of ``LIKE``."""
    told = json.dumps(text, ensure_ascii=False)
    return told.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def rows_of_tables(tables: Mapping[str, str]) -> str:
    """The condition of rows that are of some tables, or those of them of which a condition on row ``r`` holds."""
    told = " OR ".join(
        f"r.table_name = '{table}'" + (f" AND {which}" if which else "") for table, which in tables.items()
    )
    return f"({told})"


def begun(commands: Iterable[str]) -> str:
    """The condition of entries whose command begins with one of these, word by word; empty for none."""
    return " OR ".join(f"t.command || ' ' LIKE '{command} %'" for command in commands)
