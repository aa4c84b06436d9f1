"""What one chair hands over to the next (轮值交接): on screen, as JSON, as a sheet to sign."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import Unreadable
from liaison.formats import screen, text
from liaison.kinds import Ref
from liaison.queries.handover import Open

_HEAD = (
    Column("from", "移交单位", Ref("member")),
    Column("to", "接收单位", Ref("member")),
    Column("day", "交接日期", Day()),
)
_SIGNED = ("移交单位签章", "接收单位签章", "秘书处监交")
_OPEN = "（还没有排定）"
_LINES = "\n"
"""Room for a seal and a name."""


@dataclass
class Handover:
    """Who hands over to whom on which day (``from``, ``from_code``, ``to``, ``to_code``, ``day``), and the parts with what is open."""

    head: Record
    parts: list[tuple[Open, list[Record]]]

    @property
    def stem(self) -> str:
        """The file's name."""
        return f"轮值交接-{self.head['day']}"

    def to_json(self) -> Any:
        """``{from, from_code, to, to_code, day, …}``: the parts by their keys."""
        return text.to_json(_HEAD, self.head) | {
            part.key: [text.to_json(part.columns, row) for row in rows] for part, rows in self.parts
        }

    def to_screen(self) -> None:
        """Who and when, then table after table; what there is nothing of is said in one line."""
        screen.facts(self._facts())
        for title, part, rows in self._tables():
            sys.stdout.write("\n")
            screen.table(part.columns, rows, title=title)
        if nothing := [part.title for part, rows in self.parts if not rows]:
            sys.stdout.write(f"\n没有要交接的：{'、'.join(nothing)}。\n")

    def to_csv(self, out: Any) -> None:
        """There is more than one table here."""
        raise Unreadable("交接单里有好几张表，不能写成一个 CSV，", "请改用 --xlsx 或 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """One sheet to print and to sign: who and when, table after table, and room for seals and names."""
        from liaison.figures.summary.texts import memorandum
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page
        from liaison.formats.parts import Cell

        note = memorandum(None) if any(part.money and rows for part, rows in self.parts) else ""
        with workbook(path, title=self.stem) as book:
            who = "　　".join(f"{label}：{value}" for label, value in self._facts())
            page = Page(book, "轮值交接单", "轮值主席交接单", [signature, who, note])
            for title, part, rows in self._tables():
                page.line(title, "subtitle")
                page.table(part.columns, rows)
            page.line("")
            page.facts([(label, Cell("", _LINES, book.style("text"))) for label in _SIGNED])
            page.finish()

    def _facts(self) -> list[tuple[str, str]]:
        return [(one.label, one.kind.show(self.head[one.key]) or _OPEN) for one in _HEAD]

    def _tables(self) -> list[tuple[str, Open, list[Record]]]:
        """Title, part and rows of each table that has rows."""
        return [(f"{part.title}（{len(rows)}）", part, rows) for part, rows in self.parts if rows]
