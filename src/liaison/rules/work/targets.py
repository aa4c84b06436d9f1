"""How often an indicator is read, for what stretch its target is meant, and what its readings come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from liaison.rules.periods import last_of_month, monday

PER = {"每日": "日", "每周": "周", "每月": "月", "每季": "季", "每半年": "半年", "每年": "年", "一次": "次"}
"""The stretch that one reading tells of, the shortest first; what is read once tells of no stretch."""

ONCE = "1900-01-01"
"""The first day of what has no stretch."""

_FRIDAY = 4
_MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}
"""How many months the longer stretches have; each begins with a month that they divide the year by."""
_LENGTHS = tuple(PER.values())


def is_too_fine(target: str, every: str) -> bool:
    """Whether a target, such as 2000/日, is meant for a shorter stretch than a reading tells of."""
    _number, _, per = target.partition("/")
    return bool(per) and _LENGTHS.index(per) < _LENGTHS.index(PER[every])


def takes_months(every: str) -> bool:
    """Whether a month alone tells of which stretch a reading is."""
    return PER[every] in _MONTHS or every == "一次"


def takes_years(every: str) -> bool:
    """Whether a year alone tells of which stretch a reading is."""
    return PER[every] == "年" or every == "一次"


def first_day(day: str, per: str) -> str:
    """The first day of the stretch in which an ISO day lies: itself, its Monday, the first of its month, quarter, half or year;
    of what is read once, the one day that stands for all."""
    if per in _MONTHS:
        months = _MONTHS[per]
        return f"{day[:5]}{(int(day[5:7]) - 1) // months * months + 1:02d}-01"
    if per == "次":
        return ONCE
    return monday(day) if per == "周" else day


def last_day(day: str, per: str) -> str:
    """The last day of the stretch in which an ISO day lies; of what is read once that day itself."""
    if per in _MONTHS:
        return last_of_month(int(day[:4]), int(first_day(day, per)[5:7]) + _MONTHS[per] - 1).isoformat()
    return (date.fromisoformat(monday(day)) + timedelta(days=6)).isoformat() if per == "周" else day


def named_by(day: str, per: str) -> str:
    """What the stretch of a target is called in which a day lies: 2023-05-08, 2023-05, 2023年第2季度, 2023年上半年, 2023."""
    year, month = day[:4], int(day[5:7])
    if per == "季":
        return f"{year}年第{(month + 2) // 3}季度"
    if per == "半年":
        return f"{year}年{'上' if month <= 6 else '下'}半年"
    return {"月": day[:7], "年": year, "次": "一次"}.get(per, first_day(day, per))


def last_day_of(day: date, every: str) -> date:
    """The last day of the stretch that the reading of a day tells of."""
    return date.fromisoformat(last_day(day.isoformat(), PER[every]))


def awaited(day: date, every: str) -> date:
    """The last day of that stretch on which its reading is not yet late.

    A daily reading of a Saturday or a Sunday may be told with that of the Monday: many services rest then.
    """
    last = last_day_of(day, every)
    rests = every == "每日" and last.weekday() > _FRIDAY
    return last + timedelta(days=7 - last.weekday()) if rests else last


def rounded(total: int, count: int) -> int:
    """A quotient, half away from zero."""
    sign = -1 if total < 0 else 1
    return sign * ((2 * abs(total) + count) // (2 * count))


def rate(numerator: int, denominator: int, *, in_per_cent: bool) -> int:
    """A rate in ten-thousandths, of per cents where these are counted; ``denominator`` is not 0."""
    return rounded(numerator * (1_000_000 if in_per_cent else 10_000), denominator)


Part = tuple[int, int] | None
"""Numerator and denominator of a reading that is a rate."""


def totalled(
    values: Sequence[int], rule: str, parts: Sequence[Part] = (), *, in_per_cent: bool = False
) -> int | None:
    """Readings in the order of their days, put together as the indicator says: 合计, 期末, 平均 or 最大.

    Rates that all have their ``parts`` add up to the sum of the numerators over that of the denominators, and so does their mean.
    """
    if not values:
        return None
    if rule == "期末":
        return values[-1]
    if rule == "最大":
        return max(values)
    known = [part for part in parts if part]
    if known and len(known) == len(values):
        below = sum(part[1] for part in known)
        return rate(sum(part[0] for part in known), below, in_per_cent=in_per_cent)
    return rounded(sum(values), len(values)) if rule == "平均" else sum(values)
