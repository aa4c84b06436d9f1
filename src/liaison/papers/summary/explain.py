"""Why a figure changed, part by part: on screen, as JSON, as CSV, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.figures.figure import SPLITS
from liaison.figures.summary.explaining import Explained
from liaison.figures.summary.known import Known
from liaison.figures.summary.texts import memorandum
from liaison.formats import screen, text
from liaison.formats.plain import paragraph, width_for
from liaison.quantities import Money


@dataclass
class Explanation:
    """A figure's change and the parts that make it up."""

    explained: Explained
    stem: str

    @property
    def _columns(self) -> tuple[Column, ...]:
        kind = self.explained.figure.kind
        return (
            Column("name", SPLITS[self.explained.by], required=True),
            Column("value", "本期", kind, adds=True),
            Column("previous", self.explained.before_name, kind, adds=True),
            Column("change", "增减", kind, adds=True),
        )

    @property
    def _said(self) -> str:
        """The two values and what lies between them, in a sentence."""
        one, figure = self.explained, self.explained.figure
        change = one.value - one.previous
        word = f"{'增加' if change > 0 else '减少'} {figure.kind.show(abs(change))}{figure.unit}"
        values = f"{figure.kind.show(one.value)}{figure.unit}，{one.before_name} {figure.kind.show(one.previous)}{figure.unit}"
        return f"{figure.label}：{values}，{word if change else '没有增减'}。"

    @property
    def _sources(self) -> list[str]:
        """Where the values come from that the records do not give, or not for the whole period."""
        told: tuple[tuple[str, Known], ...] = (
            ("本期", self.explained.now),
            (self.explained.before_name, self.explained.before),
        )
        return [f"{name}的数：{known.source}。" for name, known in told if known.source]

    def to_json(self) -> Any:
        """``{key, value, previous, by, rows}``."""
        one = self.explained
        return {
            "key": one.figure.key,
            "value": one.figure.kind.plain(one.value),
            "previous": one.figure.kind.plain(one.previous),
            "by": one.by,
            "rows": [text.to_json(self._columns, row) for row in one.rows],
        }

    def to_screen(self) -> None:
        """The change, then the parts that changed, the largest change first; of the others how many there are."""
        one, out = self.explained, sys.stdout
        moved: list[Record] = [row for row in one.rows if row["change"]]
        still = [row for row in one.rows if not row["change"]]
        lines = [
            self._said,
            *paragraph(one.figure.definition, width_for(out), first="口径："),
            *self._sources,
        ]
        out.writelines(f"{line}\n" for line in [*lines, ""])
        if moved:
            screen.table(self._columns, moved, out=out)
        if still:
            total = one.figure.kind.show(sum(row["value"] for row in still))
            out.write(
                f"{'另有' if moved else '共'} {len(still)} 项没有增减，合计 {total}{one.figure.unit}。\n"
            )

    def to_csv(self, out: Any) -> None:
        """The parts, all of them."""
        text.write_csv(self._columns, self.explained.rows, out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The parts, all of them, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        figure = self.explained.figure
        ledger = memorandum(None) if isinstance(figure.kind, Money) else ""
        notes = [signature, self._said, f"口径：{figure.definition}", *self._sources, ledger]
        with workbook(path, title=self.stem) as book:
            page = Page(book, figure.label, self.stem, notes)
            page.table(self._columns, self.explained.rows)
            page.finish()
