"""Whether a database is whole, found out without the product: its pages, its references, its journal, its money."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

Ask = Callable[[str], list[tuple[Any, ...]]]
_RANDOM = {
    "collection": {"stamp"},
    "collection_unit": {"sent"},
    "closing": {"at", "reopened"},
    "correction": {"at"},
}
"""Columns whose values differ each time."""


def faults_of(path: Path) -> list[str]:
    """What is wrong with a SQLite database."""
    with closing(sqlite3.connect(path)) as connection:
        found = [
            f"integrity: {row}" for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)
        ]
        found += [f"reference: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        return found + journal_faults(lambda sql: connection.execute(sql).fetchall())


def journal_faults(ask: Ask) -> list[str]:
    """Where the journal does not prove itself: digests of images, links of the chain, numbers of rows.

    Each entry's link is SHA-256 over the JSON array of the last link, its number, time, person, command and count of rows,
    then a line for each row: table, key and digest, parted by tabs; a row's digest is SHA-256 over salt, before and after.
    """
    found, rows = [], defaultdict(list)
    for entry, table, key, digest, salt, before, after in ask(
        "SELECT r.journal_id, r.table_name, r.row_id, r.digest, i.salt, i.before, i.after FROM journal_row AS r "
        "JOIN journal_image AS i ON i.id = r.id ORDER BY r.id"
    ):
        rows[entry].append(f"\n{table}\t{key}\t{digest}")
        if _sha(f"{salt}\n{before or ''}\n{after or ''}") != digest:
            found.append(f"journal: the image of {table} {key} in entry {entry}")
    last, number = "", 0
    for entry, at, who, command, count, chain in ask(
        "SELECT id, at, who, command, rows, chain FROM journal ORDER BY id"
    ):
        number += 1
        facts = json.dumps([last, entry, at, who, command, count], ensure_ascii=False, separators=(",", ":"))
        if _sha(facts + "".join(rows[entry])) != chain or len(rows[entry]) != count or entry != number:
            found.append(f"journal: entry {entry}")
        last = chain
    if set(rows) - set(range(1, number + 1)):
        found.append("journal: rows without an entry")
    return found


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(path: Path) -> str | None:
    """A digest of all that a database holds, but for what is random and when and by which words it was journalled."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
            )
        ]
        held: list[Any] = []
        for name in names:
            if name in ("journal", "journal_image"):
                held.append((name, connection.execute(f"SELECT count(*) FROM {name}").fetchone()))
                continue
            columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")]
            columns = [one for one in columns if one not in _RANDOM.get(name, ()) and one != "digest"]
            held.append(
                (
                    name,
                    columns,
                    sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {name}"), key=repr),
                )
            )
        return _sha(repr(held))


def doubles(ask: Ask) -> list[str]:
    """Codes and numbers that were given twice."""
    found = []
    for what, sql in {
        "unit": "SELECT code FROM unit",
        "activity": "SELECT code FROM activity",
        "entry": "SELECT fund_id, number FROM entry",
        "journal": "SELECT id FROM journal",
    }.items():
        found += [f"{what} {key}" for key, times in Counter(ask(sql)).items() if times > 1]
    return found
