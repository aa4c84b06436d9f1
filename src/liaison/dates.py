"""Days, and months that stand for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from liaison.cells import shown
from liaison.kinds import Kind, Misread, Stored

_PLAIN_DAY = re.compile(r"((?:19|[2-9][0-9])[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})")


MAYBE_OCTOBER = re.compile(r"[12][0-9]{3}\.1")
"""A number that may be a year and its first month, or its tenth without the 0."""


class Month(str):
    """A day of which only the month was written, and how that was ``written``."""

    __slots__ = ("written",)
    written: str

    @classmethod
    def of(cls, day: str, written: str) -> Month:
        """The day that the month is taken for, and what was written."""
        month = cls(day)
        month.written = written
        return month


class Year(Month):
    """A day of which only the year was written."""

    __slots__ = ()


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day from 1900 to 9999, stored as ``YYYY-MM-DD``; read strictly, never guessed.

    ``month`` says that the month alone may be written, and is read as a ``Month``: for its ``first`` day, for its ``last``, or for the
    ``whole`` of it, which is its first day until somebody says whether such a stretch counts; then a year alone is read as a
    ``Year`` too.
    """

    label: ClassVar[str] = "日期"
    number_format: ClassVar[str] = "yyyy-mm-dd"
    month: str = ""

    def parse(self, raw: object) -> Stored:
        """Real days of a workbook, Excel serial numbers, and the written forms people use."""
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            if raw.year < 1900:
                raise Misread(f"“{raw.isoformat()}”早于 1900 年，请核对")
            return raw.isoformat()
        if self.month and isinstance(raw, float) and MAYBE_OCTOBER.fullmatch(year := shown(raw)):
            year = year[:4]
            raise Misread(
                f"“{year}.1”可能是 1 月，也可能是去掉了末尾的 0 的 10 月，请写成 {year}-01 或 {year}-10"
            )
        return super().parse(raw)

    def read(self, text: str) -> str:
        """2023-5-1, 2023.5.1, 2023年5月1日, 20230501, 二〇二三年五月一日, full width; a weekday or a time may stand behind."""
        if plain := _PLAIN_DAY.fullmatch(text):
            try:
                return date(int(plain[1]), int(plain[3]), int(plain[4])).isoformat()
            except ValueError:  # said by the grammar
                pass
        from liaison.days import (  # a grammar that takes longer to build than most commands
            read_day,
            read_month,
            read_year,
        )

        if self.month and (span := read_month(text)):
            return Month.of(span[self.month == "last"], text)
        if self.month == "whole" and (first := read_year(text)):
            return Year.of(first, text)
        return read_day(text)

    def cell(self, value: Stored) -> Any:
        """A real day."""
        return None if value is None else date.fromisoformat(value)
