"""How near what is to be done is on a day: red once it is overdue, yellow when it is near."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

LIGHTS = ("绿", "黄", "红", "灰")
NEAR = 7
"""Days before its last one from which what is to be done is near."""


def later(day: date, days: int) -> date:
    """The day so many days after another, or before it, counted as the calendar goes."""
    return day + timedelta(days=max((date.min - day).days, min(days, (date.max - day).days)))


def overdue_on(day: date, count: Callable[[date, int], date] = later) -> tuple[date, date]:
    """What is overdue and what is near on a day, by two days: what was to be done before the first is overdue, and what is
    to be done from then until the second, both included, is near.

    ``count`` tells which day is so many days after another, or before it: a council that counts working days gives its own.
    What was to be done on a day of rest may be done on the next working day (《民法典》第二百零三条).
    """
    return later(count(day, -1), 1), count(day, NEAR)
