"""The stretch of days a summary is about, and the same stretch a year before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import normalize

from liaison.errors import Refused, Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 9999


class Period(NamedTuple):
    """The days from ``start`` to ``end``, both included; ``label`` is its name in a heading.

    ``last`` is the day on which it will end, where it has not yet and is measured through ``end``, that is today.
    """

    start: date
    end: date
    label: str
    last: date | None = None

    @property
    def complete(self) -> bool:
        """Whether it has ended."""
        return self.last is None

    @property
    def planned_end(self) -> date:
        """The day on which it ends or will end; of one without an end the last day measured."""
        return self.end if self.last in (None, date.max) else self.last

    @property
    def whole_year(self) -> int | None:
        """The calendar year this period is, or will be when it has ended; else ``None``."""
        number = self.start.year
        whole = (self.start, self.planned_end) == (date(number, 1, 1), date(number, 12, 31))
        return number if whole else None


def year(number: int) -> Period:
    """The calendar year. Raises ``Unreadable`` outside 1900 to 9999."""
    _check_year(number)
    return _labelled(date(number, 1, 1), date(number, 12, 31))


def half(number: int, which: int) -> Period:
    """The first (1) or second (2) half of a calendar year.

    Raises ``Unreadable`` for another half, or a year outside 1900 to 9999.
    """
    _check_year(number)
    if which == 1:
        return _labelled(date(number, 1, 1), date(number, 6, 30))
    if which == 2:
        return _labelled(date(number, 7, 1), date(number, 12, 31))
    raise Unreadable(f"没有第{which}个半年，请填 1（上半年）或 2（下半年）")


def between(start: date, end: date) -> Period:
    """The days from ``start`` to ``end``; a whole year or half year is called so.

    Raises ``Refused`` when the end is before the start, ``Unreadable`` for a year outside 1900 to 9999.
    """
    _check_year(start.year)
    _check_year(end.year)
    if end < start:
        raise Refused(f"结束日期{end.isoformat()}早于开始日期{start.isoformat()}，请核对这两个日期")
    return _labelled(start, end)


def through(period: Period, today: date) -> Period:
    """The period as far as it has gone: one that ends after today is measured through today, and says so.

    Raises ``Refused`` for one that has not begun.
    """
    if period.start > today:
        raise Refused(f"{period.label}从 {period.start} 开始，还没有到，", "不能出总结。")
    if period.end <= today:
        return period
    label = f"{period.label}（截至{today.year}年{today.month}月{today.day}日）"
    return Period(period.start, today, label, period.end)


def first_days(period: Period, of: Period) -> Period:
    """As many first days of a period as another has, or all of it where it is shorter."""
    end = min(period.end, period.start + (of.end - of.start))
    return Period(period.start, end, period.label)


def previous(period: Period) -> Period:
    """The same period a year before: what the figures of ``period`` are compared with.

    29 February becomes the 28th; a period that ends with February ends with February, leap year or not.
    The year before 1900 is made without complaint: nothing is known of it, but it can be asked.
    """
    return _labelled(_year_before(period.start), _end_year_before(period.end))


def months(period: Period) -> list[str]:
    """Each calendar month the period touches, as YYYY-MM, in order."""
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]


def _labelled(start: date, end: date) -> Period:
    """The period under its shortest right name."""
    number = start.year
    names = {
        (date(number, 1, 1), date(number, 12, 31)): f"{number}年度",
        (date(number, 1, 1), date(number, 6, 30)): f"{number}年上半年",
        (date(number, 7, 1), date(number, 12, 31)): f"{number}年下半年",
    }
    return Period(start, end, names.get((start, end), f"{start.isoformat()}至{end.isoformat()}"))


def _year_before(day: date) -> date:
    """The same day a year before, the 28th for 29 February."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _end_year_before(day: date) -> date:
    """The last day of the period a year before: the end of February stays the end of February."""
    if day.month == 2 and (day + timedelta(days=1)).month == 3:
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _check_year(number: int) -> None:
    """Refuse a year that cannot be read as one."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise Unreadable(f"年份{number}不在{FIRST_YEAR}至{LAST_YEAR}之间，请核对年份")


_YEAR = re.compile(r"(\d{4}) ?(?:年度?)?")
_MONTH = re.compile(r"(\d{4}) ?[-./年] ?(\d{1,2}) ?月?")
_PART = re.compile(r"(\d{4}) ?(?:年度?)? ?(上半年|下半年|第?([1-4一二三四])季度?)")
_QUARTERS = "一二三四"


def days_of(text: str) -> tuple[str, str] | None:
    """The first and the last day of a year, a half, a quarter or a month that is written so: 2023, 2023年, 2023上半年, 2023年第一季度,
    2023-05, 2023年5月; else nothing."""
    bare = normalize("NFKC", text).strip()
    if match := _YEAR.fullmatch(bare):
        number, first, last = int(match[1]), 1, 12
    elif match := _MONTH.fullmatch(bare):
        number, first = int(match[1]), int(match[2])
        last = first
    elif match := _PART.fullmatch(bare):
        number, quarter = int(match[1]), match[3]
        if quarter:
            last = 3 * (_QUARTERS.index(quarter) + 1 if quarter in _QUARTERS else int(quarter))
            first = last - 2
        else:
            first, last = (1, 6) if match[2] == "上半年" else (7, 12)
    else:
        return None
    if not (FIRST_YEAR <= number <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return f"{number:04d}-{first:02d}-01", last_of_month(number, last).isoformat()


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    # The month after the last year of all has no first day.
    return date(year, month + 1, 1) - timedelta(days=1) if month < 12 else date(year, 12, 31)


def called(first: str | None, last: str | None) -> str:
    """What the days from the first to the last are called: a whole year by its number; an end may be open."""
    if first and last and (first, last) == days_of(first[:4]):
        return f"{first[:4]}年"
    if first and last:
        return first if first == last else f"{first}至{last}"
    return f"{first}起" if first else f"{last}止" if last else ""


def monday(day: str) -> str:
    """The Monday of the week in which an ISO day lies."""
    moment = date.fromisoformat(day)
    return (moment - timedelta(days=moment.weekday())).isoformat()
