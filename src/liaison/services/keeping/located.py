"""Where the files of records lie, for who only looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from liaison.columns import Record
from liaison.store.attached import Kept, file_in, folder_of, is_whole
from liaison.store.database import Database


def path_of(database: Database, record: Record) -> Path:
    """Where the file of a row lies."""
    return file_in(folder_of(database), record["sha256"])


def located(database: Database, rows: Iterable[Record]) -> list[Record]:
    """Rows with the ``path`` of their files, of those that are there whole."""
    folder = folder_of(database)
    return [
        row | {"path": file_in(folder, row["sha256"])}
        for row in rows
        if is_whole(folder, Kept(row["sha256"], row["size"]))
    ]
