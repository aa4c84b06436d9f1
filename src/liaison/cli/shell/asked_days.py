"""The days that were asked of a list on the command line: a range, or a stretch written in one word."""

from __future__ import annotations

from typing import Any

from liaison.cli.shell import typed
from liaison.cli.shell.filters import RANGE
from liaison.cli.shell.here import Here
from liaison.columns import Noun
from liaison.errors import Refused, Unreadable
from liaison.rules.periods import days_of


def ends(here: Here, noun: Noun, values: dict[str, Any]) -> tuple[str | None, str | None]:
    """The first and the last day of the range asked for, nothing for an open end."""
    told = [
        flag
        for key, flag in (("on", "--on"), ("whole", noun.whole_list), ("year", "--year"))
        if values.get(key)
    ]
    bounds = values.get("first"), values.get("last")
    if any(bounds):
        told.append("--from、--to")
    if len(told) > 1:
        raise Unreadable(f"{'与'.join(told)} 只能写一种，", "请去掉多余的。")
    if year := values.get("year"):
        number = typed.year(year)
        return f"{number:04d}-01-01", f"{number:04d}-12-31"
    if any(bounds):
        first, last = (
            edge(text, side, flag) for side, (text, flag) in enumerate(zip(bounds, RANGE[:2], strict=True))
        )
        return _checked(first, last)
    if "on" in values and not values.get("whole"):
        if values["on"] is None and noun.span and values.get(noun.span[1]) is not None:
            return None, None  # who has left is on no list of today
        day = typed.day(values["on"]) or here.today
        return day, day
    return None, None


def edge(text: str | None, side: int, flag: str) -> str | None:
    """A day, or the first (0) or last (1) day of the month or year that is written."""
    if text is None:
        return None
    whole = days_of(text)
    return whole[side] if whole else typed.day(text, flag)


_UNTIL = ("至", "到", "~", "～", "—", "..")


def stretch(text: str, label: str, flag: str) -> tuple[str | None, str | None]:
    """The first and the last day of what is written: a day, a month, a year, or from one of them to another."""
    for mark in _UNTIL:
        begin, found, end = text.partition(mark)
        if found:
            sides = (begin.strip() or None, end.strip() or None)
            first, last = (edge(side, place, flag) for place, side in enumerate(sides))
            break
    else:
        first, last = edge(text, 0, flag), edge(text, 1, flag)
    if first is None and last is None:
        raise Unreadable(f"{label}（{flag}）是空的，", "例如 2023、2023-05、2023-01至2023-06。")
    return _checked(first, last)


def _checked(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    if first and last and first > last:
        raise Refused(f"{first} 在 {last} 以后，中间没有日子，", "请核对这两个日期。")
    return first, last
