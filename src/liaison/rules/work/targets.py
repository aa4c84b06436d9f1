"""How often an indicator is read, and for what stretch its target is meant."""

from __future__ import annotations

from datetime import date, timedelta

PER = {"每日": "日", "每周": "周", "每月": "月"}
"""The stretch that one reading tells of."""

_FRIDAY = 4
_LENGTHS = ("日", "周", "月", "年")


def is_too_fine(target: str, every: str) -> bool:
    """Whether a target, such as 2000/日, is meant for a shorter stretch than a reading tells of."""
    _number, _, per = target.partition("/")
    return bool(per) and _LENGTHS.index(per) < _LENGTHS.index(PER[every])


def last_day_of(day: date, every: str) -> date:
    """The last day of the stretch that the reading of a day tells of."""
    match every:
        case "每周":
            return day + timedelta(days=6 - day.weekday())
        case "每月":
            return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day


def awaited(day: date, every: str) -> date:
    """The last day of that stretch on which its reading is not yet late.

    A daily reading of a Saturday or a Sunday may be told with that of the Monday: many services rest then.
    """
    last = last_day_of(day, every)
    rests = every == "每日" and last.weekday() > _FRIDAY
    return last + timedelta(days=7 - last.weekday()) if rests else last
