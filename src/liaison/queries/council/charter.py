"""The council's rules as they were, are or will be in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from liaison.columns import Record
from liaison.nouns.council.charter import CHARTER
from liaison.queries.records import records
from liaison.rules.council.charter import filled
from liaison.rules.deadlines import later
from liaison.rules.working_days import Count, UnknownYear
from liaison.store.database import Database


def version_on(database: Database, day: str) -> Record | None:
    """The version of the rules that is in force on a day: the newest that has taken effect; none before the first."""
    found = records(database, CHARTER, "t.start <= :day", "t.start DESC", limit=1, day=day)
    return found[0] if found else None


def next_start(database: Database, day: str) -> str | None:
    """The first day after that one on which other rules take effect, if there is one."""
    found: str | None = database.value("SELECT min(start) FROM charter WHERE start > :day", day=day)
    return found


def charter_on(database: Database, day: str) -> Record:
    """The rules of a day, by the keys of ``CHARTER``, with defaults for what the council has not set (``rules.council.charter``);
    ``unset`` are the keys of those."""
    return _whole(version_on(database, day))


def charters(database: Database) -> Callable[[str], Record]:
    """The same for many days: all versions are read at once."""
    versions = records(database, CHARTER, order="t.start")
    starts = [version["start"] for version in versions]

    def on(day: str) -> Record:
        place = bisect_right(starts, day)
        return _whole(versions[place - 1] if place else None)

    return on


def _whole(version: Record | None) -> Record:
    rules, unset = filled(version)
    return {column.key: None for column in CHARTER.columns} | rules | {"unset": unset}


def counted(database: Database, rules: Record) -> Count:
    """How the days of a deadline are counted, by the rules of a day."""
    if not rules["working_days"]:
        return Count()
    from liaison.queries.council.calendar import calendar  # a council that counts all days needs none

    return Count(calendar(database))


def counting(database: Database, rules: Record) -> Callable[[date, int], date]:
    """Which day is so many days after another, or before it, by the rules of a day.

    Where that takes a year whose working days nobody knows all days are counted, which is said.
    """
    count = counted(database, rules)
    if count.calendar is None:
        return later

    def add(start: date, days: int) -> date:
        try:
            return count.add(start, days)
        except UnknownYear as unknown:
            database.tell(f"{unknown.sentence}按自然日算。")
            return later(start, days)

    return add
