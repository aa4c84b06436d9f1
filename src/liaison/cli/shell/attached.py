"""The files of a record, where it is shown whole."""

from __future__ import annotations

from liaison.columns import Column, Noun, Record
from liaison.store.database import Database


def attached(database: Database, noun: Noun, record: Record) -> tuple[Column, ...]:
    """The column of a record's files, once they are in the record; none for a noun whose records have none."""
    from liaison.queries.keeping.attach import ATTACHED, files_of  # no list needs it

    files = files_of(database, noun, record["id"])
    if files is None:
        return ()
    record[ATTACHED.key] = files
    return (ATTACHED,)
