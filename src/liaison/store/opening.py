"""Opening a database for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from liaison.settings import Place
from liaison.store.database import Database, Dialect, in_memory
from liaison.store.explaining import explained
from liaison.store.migrate import connect_as_it_is, connect_current


@contextmanager
def reading(place: Place) -> Iterator[Database]:
    """Open a database for reading: one snapshot until the block ends."""
    with _snapshot(place, *connect_current(place, writes=False)) as database:
        yield database


@contextmanager
def glancing(place: Place) -> Iterator[Database]:
    """The same of a database that is left as it is: an older one is not upgraded. Raises ``NoDatabase``."""
    with _snapshot(place, *connect_as_it_is(place)) as database:
        yield database


@contextmanager
def nowhere() -> Iterator[Database]:
    """An empty database that is nobody's, to ask rows in that stand in none."""
    place = Place(path=Path(":memory:"))
    with _snapshot(place, in_memory(), "sqlite") as database:
        yield database


@contextmanager
def _snapshot(place: Place, connection: Any, dialect: Dialect) -> Iterator[Database]:
    database = Database(connection, dialect, place)
    with explained(place):
        try:
            begin = "BEGIN" if dialect == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            connection.execute(begin)
            yield database
        finally:
            connection.close()
