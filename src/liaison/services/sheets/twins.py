"""Rows of one file that are about the same record: alike they count once, different they are refused together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from liaison.columns import ALL_CELLS, Noun
from liaison.services.sheets.sheet import Sheet
from liaison.services.writing.draft import CellRefused, Row

_NAMED = 8


class Twins:
    """What rows have shown so far, and which of them were counted with an earlier one (``merged``)."""

    def __init__(self, noun: Noun, sheets: Sequence[Sheet]) -> None:
        self.noun, self.sheets = noun, sheets
        self.merged: dict[Row, Row] = {}
        self._seen: dict[Any, Row] = {}
        self._refused: set[tuple[int, int, str]] = set()
        self._once = (ALL_CELLS,) not in noun.identity
        """Whether rows wholly alike are one; entries of a ledger are as many as they are."""

    def meet(self, draft: Row, marks: Iterable[tuple[str, Any]]) -> None:
        """Compare a row with those before it; ``marks`` are what no other row may share, each with its column."""
        for column, mark in marks:
            twin = self._seen.setdefault(mark, draft)
            if twin is draft:
                continue
            if self._once and self._merge(twin, draft):
                self.merged[draft] = twin
                return
            self._refuse(draft, twin, column)
            self._refuse(twin, draft, column)
            return

    def _merge(self, twin: Row, draft: Row) -> bool:
        """Let the earlier row stand for both, if they agree; on two sheets, each may say what the other has no column for.

        Of two sheets that went out from here, a cell that was left as it was is no objection to the other's change.
        """
        mine, theirs = draft.values, twin.values
        if twin.sheet == draft.sheet:
            return mine == theirs
        one, other = self.sheets[twin.sheet], self.sheets[draft.sheet]
        if twin.line in one.bad or draft.line in other.bad:
            return False
        if differing := {slot for slot in mine.keys() & theirs.keys() if mine[slot] != theirs[slot]}:
            before, after = one.versions.edited(twin), other.versions.edited(draft)
            if before is None or after is None or differing & before & after:
                return False
            theirs |= {slot: mine[slot] for slot in differing & after}
        theirs |= {slot: value for slot, value in mine.items() if slot not in theirs}
        return True

    def _refuse(self, draft: Row, twin: Row, column: str) -> None:
        """Refuse a row for another; once is enough for a row that thousands repeat."""
        if (cell := (draft.sheet, draft.line, column)) in self._refused:
            return
        self._refused.add(cell)
        there = self.sheets[twin.sheet].name
        where = f"第 {twin.line} 行" if twin.sheet == draft.sheet else f"工作表“{there}”第 {twin.line} 行"
        self.sheets[draft.sheet].refuse(
            draft, CellRefused(column, f"与{where}重复{self._apart(draft, twin)}")
        )

    def _apart(self, draft: Row, twin: Row) -> str:
        """In what two rows differ."""
        labels = [
            column.label
            for column in self.noun.sheet
            if (slot := column.slot) in draft.values
            and slot in twin.values
            and draft.values[slot] != twin.values[slot]
        ]
        return f"，{'、'.join(labels[:_NAMED])}不一样" if labels else ""

    def said(self) -> list[str]:
        """Which rows were counted with an earlier one."""
        pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, twin in self.merged.items():
            if row.line not in self.sheets[row.sheet].bad:
                pairs.setdefault((row.sheet, twin.sheet), []).append((row.line, twin.line))
        said = []
        for (sheet, other), lines in pairs.items():
            mine, theirs = (listed(list(dict.fromkeys(part))) for part in zip(*lines, strict=True))
            name = self.sheets[sheet].name
            where = (
                f"第 {theirs} 行" if sheet == other else f"工作表“{self.sheets[other].name}”第 {theirs} 行"
            )
            said.append(f"工作表“{name}”第 {mine} 行与{where}相同，只算一次。")
        return said


def listed(lines: list[int]) -> str:
    """The first of many rows, and how many there are: 2、5、9 等 4816."""
    named = "、".join(map(str, lines[:_NAMED]))
    return named + (f" 等 {len(lines)}" if len(lines) > _NAMED else "")
