"""What may be seen of a record: private values are masked unless they are to be revealed."""

from __future__ import annotations

from collections.abc import Callable

from liaison.columns import Column, Record
from liaison.kinds import Stored


def seen(column: Column, *, reveal: bool) -> Callable[[Record], Stored]:
    """How to get a column's stored value out of a record; unknown where the record lacks it."""
    key = column.key
    if not column.private or reveal:
        return lambda record: record.get(key)

    def masked(record: Record) -> Stored:
        value = record.get(key)
        return column.kind.mask(value) if value else value

    return masked
