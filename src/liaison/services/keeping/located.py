"""Where the files of records lie, for who only looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from liaison.columns import Record
from liaison.errors import Damaged
from liaison.store.attached import file_in, folder_of
from liaison.store.database import Database


def path_of(database: Database, record: Record) -> Path:
    """Where the file of a row lies."""
    return file_in(folder_of(database), record["sha256"])


def located(database: Database, rows: Iterable[Record]) -> list[Record]:
    """Rows with the ``path`` of their files, of those that are there and whole by their digest's looks."""
    found = []
    for row in rows:
        with suppress(Damaged):
            path = path_of(database, row)
            if path.is_file():
                found.append(row | {"path": path})
    return found
