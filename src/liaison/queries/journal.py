"""What the journal tells: its last link, and what has become of rows since an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from liaison.queries.keys import quoted
from liaison.store.database import Database

Change = tuple[str, int, str | None, str | None, str, str, str]
"""Table, key, the row before and after (JSON), who, when, and the command."""


def last_link(database: Database) -> tuple[int, str]:
    """The number of the last entry and its link of the chain; zeros where there is none yet."""
    last = database.tuples("SELECT id, chain FROM journal ORDER BY id DESC LIMIT 1")
    return last[0] if last else (0, "0" * 64)


def first_link(database: Database) -> str | None:
    """The link of the chain with which the journal begins: each council has its own, and keeps it."""
    found: str | None = database.value("SELECT chain FROM journal ORDER BY id LIMIT 1")
    return found


def link_of(database: Database, entry: int) -> str | None:
    """The link of the chain that an entry made."""
    found: str | None = database.value("SELECT chain FROM journal WHERE id = :id", id=entry)
    return found


def is_noted(database: Database, words: str) -> bool:
    """Whether the journal says that behind the command of an entry."""
    found = database.value("SELECT 1 FROM journal WHERE command LIKE :wanted LIMIT 1", wanted=f"%{words}%")
    return found is not None


def changes_since(
    database: Database, entry: int, tables: Iterable[str], *, edits: bool = False
) -> Iterator[Change]:
    """What was done to rows of some tables after an entry, in its order; as ``edits`` without rows made or removed."""
    kept = "AND i.before IS NOT NULL AND i.after IS NOT NULL" if edits else ""
    yield from database.execute(
        "SELECT r.table_name, r.row_id, i.before, i.after, j.who, j.at, j.command FROM journal AS j "
        "JOIN journal_row AS r ON r.journal_id = j.id JOIN journal_image AS i ON i.id = r.id "
        f"WHERE j.id > :entry AND r.table_name IN ({quoted(tables)}) {kept} ORDER BY r.id",
        entry=entry,
    )
