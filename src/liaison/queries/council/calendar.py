"""Which days are worked, by what the council has entered."""

from __future__ import annotations

from datetime import date

from liaison.columns import Record
from liaison.nouns.council.calendar import CALENDAR
from liaison.queries.records import records
from liaison.rules.working_days import Calendar
from liaison.store.database import Database


def calendar(database: Database) -> Calendar:
    """The calendar by which working days are counted."""
    days = database.tuples("SELECT day, kind FROM calendar_day")
    return Calendar({date.fromisoformat(day): kind == "rest" for day, kind in days})


def entered(database: Database, year: int) -> list[Record]:
    """The days of a year that the council has entered."""
    return records(database, CALENDAR, "t.day LIKE :year", year=f"{year:04d}-%")
