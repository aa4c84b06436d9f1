"""All shapes that sheets of a noun may have: those that the noun declares, and those that its days allow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Text
from liaison.shapes import Shape

_OF_A_DAY = ("日期", "时间")
_YEARS, _MONTHS, _DATES = ("年", "年份", "年度"), ("月", "月份"), ("日",)
_SPANS = ("起止时间", "起止日期", "起止年月日", "起讫时间", "起讫日期", "起止", "起讫", "时间段")


@dataclass(frozen=True)
class Parted(Shape):
    """A day in three columns, 年, 月 and 日; the year may stand in the heading above the other two."""

    day: Column

    @property
    def makes(self) -> tuple[str, ...]:
        """The day."""
        return (self.day.key,)

    @cached_property
    def parts(self) -> tuple[Column, ...]:
        """Year, month and day of the month; 年 alone is that of a column which 日期 alone would name."""
        names = (self.day.label, *self.day.synonyms)
        stems = [name[:-2] for name in names if name.endswith(_OF_A_DAY)]
        found = []
        for part, units in (("year", _YEARS), ("month", _MONTHS), ("date", _DATES)):
            called = list(dict.fromkeys(front + unit for unit in units for front in (*stems, *names)))
            found.append(Column(f"{self.day.key}.{part}", called[0], Text(), synonyms=tuple(called[1:])))
        return tuple(found)

    def fits(self, there: Collection[str]) -> bool:
        """A year may be missing: it is looked for elsewhere, and asked for."""
        _year, month, date = (part.key for part in self.parts)
        return month in there and date in there


@dataclass(frozen=True)
class Spanned(Shape):
    """Two days in one cell: 2023.5.1-2024.4.30. ``alone`` tells that one day alone is a whole span."""

    first: Column
    last: Column
    names: tuple[str, ...]
    alone: bool

    @property
    def makes(self) -> tuple[str, ...]:
        """Both days."""
        return (self.first.key, self.last.key)

    @cached_property
    def parts(self) -> tuple[Column, ...]:
        """The one column."""
        key = f"{self.first.key}-{self.last.key}"
        return (Column(key, self.names[0], Text(), synonyms=self.names[1:]),)

    def fits(self, there: Collection[str]) -> bool:
        """The one column is enough."""
        return self.parts[0].key in there


_known: dict[str, tuple[Shape, ...]] = {}


def shapes_of(noun: Noun) -> tuple[Shape, ...]:
    """The shapes that sheets of a noun may have: its own, and those that its days allow.

    Two days are one cell's where they belong together; of a project, 起止时间 says the plan, and 完成日期 what came of it.
    """
    if noun.name not in _known:
        days = [column for column in noun.sheet if isinstance(column.kind, Day)]
        found: list[Shape] = [*map(Parted, days), *noun.shapes]  # a ledger looks at its days
        if noun.span and noun.span_held and all(noun[key] in days for key in noun.span):
            first, last = noun.pick(*noun.span)
            found.append(Spanned(first, last, (*noun.spanned, *_SPANS), alone=noun.dated == (first.key,)))
        _known[noun.name] = tuple(found)
    return _known[noun.name]


def parts_of(noun: Noun) -> tuple[Column, ...]:
    """All columns that sheets of some shape have instead of the noun's own."""
    return tuple(part for shape in shapes_of(noun) for part in shape.parts)
