"""The records that headings and labels of a sheet may mean: by code or name, by their day where no other has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liaison.cells import shown, text_of
from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Misread, Ref
from liaison.nouns.registry import NOUNS
from liaison.queries.records import stream
from liaison.services.sheets.header_lines import is_blank
from liaison.services.writing.work import Work

_day = Day()
_DATED = re.compile(
    r"(?:(?P<year>[0-9]{4})\s?[-./年]\s?(?=[0-9]{1,2}\s?[-./月]))?"
    r"(?P<month>[0-9]{1,2})\s?(?:月\s?|(?<=[-./][0-9])[-./]|(?<=[-./][0-9]{2})[-./])(?P<day>[0-9]{1,2})[日号]?"
)
"""A day beside a name: 2023-03-04, 2023年3月4日, 3月4日."""


def referred(column: Column) -> tuple[Noun, str]:
    """The noun that a column refers to, and the key of the column of its records that tells when they were, if one does."""
    assert isinstance(column.kind, Ref)
    noun = NOUNS[column.kind.noun]
    return noun, next(iter(noun.dated), "")


class Meant:
    """The records that a column refers to."""

    def __init__(self, work: Work, column: Column) -> None:
        self.noun, day = referred(column)
        self.index = work.index(self.noun.name)
        self.codes: dict[int, str] = {}
        self._days: dict[int, str] = {}
        for one in stream(work.database, self.noun) if day else ():
            self.codes[one["id"]] = one[self.noun.numbered]
            self._days[one["id"]] = one[day] or ""

    def find(self, cells: Sequence[object]) -> set[int]:
        """The records that all cells fit; none where one of them fits none."""
        filled = [cell for cell in cells if not is_blank(cell)]
        ways = [self._find(cell, alone=len(filled) == 1) for cell in filled]
        return set.intersection(*ways) if ways else set()

    def _find(self, cell: object, *, alone: bool) -> set[int]:
        """The records that a cell names, or that it names and that are of the day that stands beside the name; a day without
        its year tells nothing where it stands ``alone``."""
        if (found := self._one(cell)) or not isinstance(cell, str) or not (match := _DATED.search(cell)):
            return found
        year = f"{match['year']}-" if match["year"] else ""
        day = f"{year}{int(match['month']):02d}-{int(match['day']):02d}"
        name = cell[: match.start()] + cell[match.end() :]  # marks and brackets say nothing in a name
        named = self._one(name) if alone or name.strip() else self._days
        return {key for key in named if self._days.get(key, "").endswith(day)}

    def _one(self, cell: object) -> set[int]:
        text = text_of(cell)
        if found := self.index.certain(text) if isinstance(cell, str) else self.index.holders(text):
            return set(found)
        try:
            day = _day.parse(cell) if self._days else None
        except Misread:
            return set()
        return {key for key, one in self._days.items() if one == day}

    def trouble(self, cells: Sequence[object], found: set[int]) -> tuple[str, str]:
        """Why cells mean no one record, and what to do about it."""
        text = " ".join(text_of(cell) for cell in cells if not is_blank(cell))
        if found:
            listed = "、".join(sorted(self.index.labels[key] for key in found))
            return f"“{shown(text)}”对应 {len(found)} 条{self.noun.label}：{listed}，", "请改写编号。"
        return f"“{shown(text)}”没有找到对应的{self.noun.label}，", self.index.advice(text)

    def agreed(self, cells: Sequence[object]) -> int | None:
        """The record that one cell alone may mean, where a person agrees that it does."""
        filled = [cell for cell in cells if not is_blank(cell)]
        alone = filled[0] if len(filled) == 1 else None
        return self.index.agreed(alone) if isinstance(alone, str) else None
