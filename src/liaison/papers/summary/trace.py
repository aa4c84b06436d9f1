"""A figure, its definition, and the rows that make it up."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Record
from liaison.figures.figure import Figure
from liaison.figures.summary.texts import memorandum
from liaison.formats import screen, text
from liaison.formats.plain import paragraph, width_for
from liaison.papers.summary.screen import with_unit
from liaison.quantities import Money


@dataclass
class Trace:
    """A figure and exactly the rows it is made of."""

    figure: Figure
    value: int | None
    rows: list[Record]
    stem: str

    def to_json(self, *, reveal: bool) -> Any:
        """``{key, label, value, unit, definition, rows}``."""
        figure = self.figure
        return {
            "key": figure.key,
            "label": figure.label,
            "value": figure.kind.plain(self.value),
            "unit": figure.unit,
            "definition": figure.definition,
            "rows": [text.to_json(figure.columns, row) for row in self.rows],
        }

    def to_screen(self, *, reveal: bool) -> None:
        """The value, its definition, and the rows."""
        figure, out = self.figure, sys.stdout
        lines = [
            f"{figure.label}：{with_unit(figure, self.value)}",
            *paragraph(figure.definition, width_for(out), first="口径："),
            f"由以下 {len(self.rows):,} 行得出：" if self.rows else "没有计入的行。",
            "",
        ]
        out.writelines(line + "\n" for line in lines)
        if self.rows:
            screen.table(figure.columns, self.rows, out=out)

    def to_csv(self, out: Any, *, reveal: bool) -> None:
        """The rows."""
        text.write_csv(self.figure.columns, self.rows, out)

    def to_book(self, path: Path, *, signature: str, reveal: bool) -> None:
        """The rows, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        figure = self.figure
        note = f"{figure.kind.show(self.value)}{figure.unit}　口径：{figure.definition}"
        ledger = memorandum(None) if isinstance(figure.kind, Money) else ""
        with workbook(path, title=self.stem) as book:
            page = Page(book, figure.label, self.stem, [signature, note, ledger])
            page.table(figure.columns, self.rows)
            page.finish()
