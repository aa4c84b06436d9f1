"""A figure, its definition, and the rows that make it up."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column
from liaison.figures.summary.known import Traced
from liaison.figures.summary.texts import memorandum
from liaison.formats import screen, text
from liaison.formats.plain import paragraph, width_for
from liaison.papers.summary.screen import with_unit
from liaison.quantities import Money


@dataclass
class Trace:
    """A figure and exactly the rows it is made of."""

    traced: Traced
    stem: str

    def to_json(self) -> Any:
        """``{key, label, value, unit, definition, source, published, rows}``; ``records`` where the rows give another value than was published."""
        figure, known, rows, published, by_records = self.traced
        found = {
            "key": figure.key,
            "label": figure.label,
            "value": figure.kind.plain(known.value),
            "unit": figure.unit,
            "definition": figure.definition,
            "source": known.source or None,
            "published": [{"year": year, "value": figure.kind.plain(value)} for year, value in published],
            "rows": [text.to_json(figure.columns, row) for row in rows],
        }
        return found if by_records is None else found | {"records": figure.kind.plain(by_records)}

    def to_screen(self) -> None:
        """The value, its definition, and the rows."""
        (figure, known, rows, _published, _by_records), out = self.traced, sys.stdout
        lines = [
            f"{figure.label}：{with_unit(figure, known)}",
            *paragraph(figure.definition, width_for(out), first="口径："),
            *self.remarks,
            "",
        ]
        out.writelines(line + "\n" for line in lines)
        if rows:
            screen.table(figure.columns, rows, out=out)

    @property
    def remarks(self) -> list[str]:
        """What is to be said above the rows: what they do not hold, what they give otherwise, and how many they are."""
        figure, known, rows, _published, by_records = self.traced
        held = f"{'另' * bool(self._published)}由以下 {len(rows):,} 行得出：" if rows else "没有计入的行。"
        otherwise = (
            []
            if by_records is None
            else [f"以上为结账数；按现在的记录是{figure.kind.show(by_records)}{figure.unit}。"]
        )
        return [*self._published, *otherwise, held if known.recorded else ""]

    @property
    def _published(self) -> list[str]:
        """What was published for years of which there are no records."""
        figure = self.traced.figure
        return [
            f"{year}年已公布{figure.kind.show(value)}{figure.unit}，没有明细可列。"
            for year, value in self.traced.published
        ]

    def to_csv(self, out: Any) -> None:
        """The rows; where there are none, what was published instead of them."""
        figure, _known, rows, published, _by_records = self.traced
        if rows or not published:
            text.write_csv(figure.columns, rows, out)
            return
        columns = (
            Column("year", "年度"),
            Column("value", f"{figure.label}（已公布，没有明细）", figure.kind),
        )
        text.write_csv(columns, [{"year": str(year), "value": value} for year, value in published], out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The rows, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        figure, known, rows, _published, _by_records = self.traced
        note = f"{figure.kind.show(known.value)}{figure.unit}　口径：{figure.definition}"
        ledger = memorandum(None) if isinstance(figure.kind, Money) else ""
        with workbook(path, title=self.stem) as book:
            page = Page(book, figure.label, self.stem, [signature, note, *self._published, ledger])
            page.table(figure.columns, rows)
            page.finish()
