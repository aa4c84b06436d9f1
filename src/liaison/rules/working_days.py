"""Working days, with the days in lieu (调休) of the State Council's yearly plans: counted in the years that are known, never guessed.

``chinesecalendar`` knows the plans from 2004 to the year after it was published; what a council has entered goes before it, and
is all there is of later years. The plan of a year is made known in the November before (国务院办公厅关于节假日安排的通知).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from liaison.errors import Refused

_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节"}
"""The holidays whose days never move; a whole plan has them all."""
_FEWEST = 12
"""Days off that a whole plan has at least: 全国年节及纪念日放假办法 (2024) has 13, of which 中秋 and 国庆 may share one."""
_SATURDAY = 5


class UnknownYear(Refused):
    """Nobody has told which days of a year are worked, or not of all; ``lacks`` says what a plan entered lacks."""

    def __init__(self, year: int, lacks: tuple[str, ...] = ()) -> None:
        what = f"只录入了一部分（缺{'、'.join(lacks)}）" if lacks else "还不知道"
        super().__init__(
            f"{year} 年的放假调休安排{what}，算不出工作日，",
            "国务院办公厅公布后，请用 liaison calendar import 表格 导入。",
        )


class Special(NamedTuple):
    """A day set apart: whether one rests on it, and the holiday it belongs to."""

    rests: bool
    name: str


@cache
def published() -> Mapping[date, Special]:
    """The days that the State Council has set apart: those of holidays, and days of a weekend that are worked for them."""
    from chinese_calendar.constants import Holiday, holidays, workdays

    names = {one.value: one.chinese for one in Holiday}
    rests = {day: Special(True, names[name]) for day, name in holidays.items()}
    return rests | {day: Special(False, f"{names[name]}调休") for day, name in workdays.items()}


@cache
def published_years() -> range:
    """The years whose plans are known without being entered."""
    years = [day.year for day in published()]
    return range(min(years), max(years) + 1)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: ``entered`` tells of the days that a council has entered whether one rests on them.

    All its methods raise ``UnknownYear`` for a day of a year that was not published and is not wholly entered.
    """

    entered: Mapping[date, bool]
    _worked: dict[int, list[int]] = field(default_factory=dict, compare=False, repr=False)

    def unknown(self, year: int) -> UnknownYear | None:
        """Why the working days of a year cannot be told; nothing where they can."""
        if year in published_years():
            return None
        told = [day for day in self.entered if day.year == year]
        rests = {day for day in told if self.entered[day]}
        lacks = [name for (month, day), name in _FIXED.items() if date(year, month, day) not in rests]
        if len(rests) < _FEWEST:
            lacks.append(f"休息日只有 {len(rests)} 天")
        return UnknownYear(year, tuple(lacks) if told else ()) if lacks else None

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked."""
        if unknown := self.unknown(day.year):
            raise unknown
        if day in self.entered:
            return not self.entered[day]
        special = published().get(day)
        return day.weekday() < _SATURDAY if special is None else not special.rests

    def working_days_between(self, first: date, last: date) -> int:
        """The working days after ``first`` up to ``last``; less than nothing where ``last`` comes before.

        The day on which a stretch begins is not counted (《民法典》第二百零一条): from a Friday to the Monday after it is 1.
        """
        if last < first:
            return -self.working_days_between(last, first)
        return sum(
            bisect_right(worked, last.toordinal()) - bisect_right(worked, first.toordinal())
            for worked in map(self._of_year, range(first.year, last.year + 1))
        )

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day, or before it where that is less than nothing; for 0 the day itself."""
        year, left = day.year, count
        while left:
            worked = self._of_year(year)
            place = (
                bisect_right(worked, day.toordinal()) if count > 0 else bisect_left(worked, day.toordinal())
            )
            there = place + left - 1 if count > 0 else place + left
            if 0 <= there < len(worked):
                return date.fromordinal(worked[there])
            left -= len(worked) - place if count > 0 else -place
            year += 1 if count > 0 else -1
        return day

    def _of_year(self, year: int) -> list[int]:
        """The working days of a year, as the numbers of days."""
        if year not in self._worked:
            if unknown := self.unknown(year):
                raise unknown
            days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            worked = {day for day in days if (day - 1) % 7 < _SATURDAY}  # day 1 was a Monday
            rests = {day: special.rests for day, special in published().items()} | dict(self.entered)
            for day, rested in rests.items():
                if day.year == year:
                    (worked.discard if rested else worked.add)(day.toordinal())
            self._worked[year] = sorted(worked)
        return self._worked[year]


class Count(NamedTuple):
    """How a council counts the days of its deadlines: working days of a calendar, or all days where there is none.

    Its methods raise ``UnknownYear`` as those of the calendar do.
    """

    calendar: Calendar | None = None

    @property
    def word(self) -> str:
        """What follows a number of such days."""
        return "天" if self.calendar is None else "个工作日"

    def between(self, first: date, last: date) -> int:
        """The days after ``first`` up to ``last``; less than nothing where ``last`` comes before."""
        if self.calendar is None:
            return (last - first).days
        return self.calendar.working_days_between(first, last)

    def add(self, day: date, count: int) -> date:
        """The day so many days after another, or before it where ``count`` is less than nothing."""
        if self.calendar is None:
            return day + timedelta(days=count)
        return self.calendar.add_working_days(day, count)

    def late(self, due: date, today: date) -> int:
        """By how many days something that was due is late, 0 where it is not: due on a Friday, on the Saturday it is late by no
        working day yet."""
        return max(0, self.between(due, today))
