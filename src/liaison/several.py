"""Kinds of values that hold several: texts, records, rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, ClassVar

from liaison.cells import Lost, clean, is_wrapped, text_of
from liaison.kinds import Kind, Stored

_SPLIT = re.compile(r"[、，；;\r\n]+|,(?!\s*(?:Ltd|Inc|LLC|Co)\b)", re.IGNORECASE)


class Words(Kind):
    """Several texts in one cell, separated by 、; stored as a tuple."""

    label: ClassVar[str] = "多项，用、隔开"
    many: ClassVar[bool] = True

    def parse(self, raw: object) -> Stored:
        """Split at 、，；, and line breaks; a text that occurs twice counts once."""
        if isinstance(raw, Lost | date | time | timedelta):
            raise self._no_value(raw)
        several = raw if isinstance(raw, list | tuple) else (raw,)
        parts = (clean(part.strip()) for one in several for part in _SPLIT.split(clean(text_of(one))))
        words = (super(Words, self).read(part) for part in parts if part)
        return tuple(dict.fromkeys(words))

    def show(self, value: Stored) -> str:
        """甲、乙; where quotes at both ends would be taken for quotes around all of it, with a 、 behind."""
        text = "、".join(value or ())
        return f"{text}、" if is_wrapped(text) else text

    def plain(self, value: Stored) -> Any:
        """A JSON array."""
        return list(value or ())

    def cell(self, value: Stored) -> Any:
        """甲、乙, or an empty cell."""
        return self.show(value) or None


@dataclass(frozen=True)
class Refs(Words):
    """Several other records in one cell.

    ``enters`` is the kind (类型) as which a unit is entered whose name nobody knows; where it is empty, such a name is refused.
    """

    noun: str
    enters: str = ""


@dataclass(frozen=True)
class Details(Kind):
    """Several rows that belong to a record, as mappings; shown, never typed: for each of ``parts`` of a row, by its name, the
    words for its value (``{}``) and those that stand where there is none. With ``last`` only the last row that says anything is
    shown."""

    parts: tuple[tuple[str, str, str], ...]
    last: bool = False

    def show(self, value: Stored) -> str:
        """汇添富基金 12 人、示例银行"""
        rows = list(map(self._row, value or ()))
        return next(filter(None, reversed(rows)), "") if self.last else "、".join(rows)

    def _row(self, row: dict[str, Any]) -> str:
        return "".join(
            none if row.get(key) is None else text.format(row[key]) for key, text, none in self.parts
        )

    def plain(self, value: Stored) -> Any:
        """A JSON array of objects."""
        return list(value or ())


SPANS = Details((("joined", "{}", ""), ("left", " 至 {}", " 至今"), ("reason", "（{}）", "")))
"""Stretches of time, each ``{joined, left, reason}``: 2018-06-01 至 2020-05-31（迁出本区）、2021-01-01 至今."""
