"""Opening a database for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from liaison.settings import Place
from liaison.store.database import Database, explained
from liaison.store.migrate import connect_current


@contextmanager
def reading(place: Place) -> Iterator[Database]:
    """Open a database for reading: one snapshot until the block ends."""
    connection, dialect = connect_current(place, writes=False)
    database = Database(connection, dialect, place)
    with explained(place):
        try:
            begin = "BEGIN" if dialect == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            connection.execute(begin)
            yield database
        finally:
            connection.close()
