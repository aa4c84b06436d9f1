"""What may be seen of a record: private values are masked unless they are to be revealed, and left out for the public."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison.columns import Column, Record
from liaison.kinds import Stored


@dataclass(frozen=True)
class Profile:
    """Whom something is written for: its English ``key`` and its Chinese ``name``, and a ``note`` that says what was kept back.

    ``inside`` is for the secretariat, which may have private values revealed; only where ``persons`` are told of does it hold
    them at all.
    """

    key: str
    name: str
    note: str = ""
    inside: bool = False
    persons: bool = True

    def columns(self, columns: Sequence[Column]) -> list[Column]:
        """Those of some columns that it holds."""
        return [one for one in columns if self.persons or not (one.private or one.person)]


PROFILES = {
    one.key: one
    for one in (
        Profile("internal", "内部", inside=True),
        Profile("member", "成员单位", note="供成员单位使用，电话已遮盖。"),
        Profile("public", "公开", note="公开版，不含人员姓名、职务和电话。", persons=False),
    )
}
"""Whom things are written for, from the most to be seen to the least."""


def seen(column: Column, *, reveal: bool) -> Callable[[Record], Stored]:
    """How to get a column's stored value out of a record; unknown where the record lacks it."""
    key = column.key
    if not column.private or reveal:
        return lambda record: record.get(key)

    def masked(record: Record) -> Stored:
        value = record.get(key)
        return column.kind.mask(value) if value else value

    return masked
