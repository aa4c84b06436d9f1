"""What the database tells of itself."""

from __future__ import annotations

from pathlib import Path

from liaison.store.database import Database


def faults_of_file(database: Database) -> list[str]:
    """What SQLite finds damaged in its file."""
    return [text for (text,) in database.tuples("PRAGMA integrity_check") if text != "ok"]


def columns(database: Database) -> dict[str, set[str]]:
    """The columns of every table."""
    found = {}
    for table in database.tables():
        nothing = database.execute(f"SELECT * FROM {table} LIMIT 0")
        found[table] = {column[0] for column in nothing.description}
    return found


def broken_references(database: Database) -> list[tuple[str, int | None, str]]:
    """Rows that refer to nothing: table, key, and the table referred to. PostgreSQL allows none."""
    if database.dialect == "postgresql":
        return []
    return [(table, key, other) for table, key, other, _which in database.tuples("PRAGMA foreign_key_check")]


def entries(database: Database) -> int:
    """How many entries the journal has."""
    found: int = database.value("SELECT count(*) FROM journal")
    return found


def size(path: Path) -> int:
    """The bytes of a SQLite database, those of its log included."""
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)
