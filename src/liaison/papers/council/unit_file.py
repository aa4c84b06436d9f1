"""All that is kept of one unit (一家一档): on screen, as JSON, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.formats import screen, text
from liaison.nouns.council.member import MEMBER
from liaison.nouns.keeping.log import ENTRY, LISTED
from liaison.queries.keeping.log import Entry
from liaison.queries.unit_file import Part

_UNIT = tuple(column for column in MEMBER.columns if column.key not in ("former", "sort_key", "spells"))
_MOST = 20
"""Entries of the journal that people are shown."""


@dataclass
class UnitFile:
    """A unit, the parts of its file with their rows, and the entries of the journal that touched it, the newest first, each
    with what was done in words."""

    unit: Record
    parts: list[tuple[Part, list[Record]]]
    log: list[tuple[Entry, Record]]

    @property
    def stem(self) -> str:
        """The file's name."""
        return f"一家一档-{self.unit['code']}-{self.unit['short'] or self.unit['name']}"

    def to_json(self) -> Any:
        """``{unit, former, …, log}``: the parts by their keys, of the journal all entries."""
        return {
            "unit": text.to_json(MEMBER.columns, self.unit),
            "former": list(self.unit["former"]),
            **{part.key: [text.to_json(part.columns, row) for row in rows] for part, rows in self.parts},
            "log": [text.to_json(ENTRY, entry._asdict()) for entry, _told in self.log],
        }

    def to_screen(self) -> None:
        """The unit line by line, then table after table; what there is nothing of is said in one line."""
        out = sys.stdout
        screen.record(_UNIT, self.unit)
        for title, columns, rows in self._tables():
            out.write("\n")
            screen.table(columns, rows, title=title)
        if nothing := [part.title for part, rows in self.parts if not rows]:
            out.write(f"\n没有记录：{'、'.join(nothing)}。\n")

    def to_csv(self, out: Any) -> None:
        """There is more than one table here."""
        raise Unreadable("一家一档里有好几张表，不能写成一个 CSV，", "请改用 --xlsx 或 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """One sheet, ready to print: the unit, then table after table."""
        from liaison.figures.summary.texts import memorandum
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page
        from liaison.formats.parts import cell
        from liaison.formats.seen import kept, seen

        note = memorandum(None) if any(part.money and rows for part, rows in self.parts) else ""
        with workbook(path, title=self.stem) as book:
            page = Page(book, "一家一档", f"{self.unit['name']}一家一档", [signature, note])
            known = [(one, seen(one)(self.unit)) for one in kept(_UNIT)]
            page.facts(
                [
                    (one.label, cell(book, one.kind, value, left=True))
                    for one, value in known
                    if value not in (None, "")
                ]
            )
            for title, columns, rows in self._tables():
                page.line(title, "subtitle")
                page.table([column for column in columns if column.listed], rows)
            page.finish()

    def _tables(self) -> list[tuple[str, tuple[Column, ...], list[Record]]]:
        """Title, columns and rows of each table that has rows."""
        tables: list[tuple[str, tuple[Column, ...], list[Record]]] = []
        if self.unit["former"]:
            names = [{"name": name} for name in self.unit["former"]]
            tables.append(("曾用名", (Column("name", "名称"),), names))
        tables += [(f"{part.title}（{len(rows)}）", part.columns, rows) for part, rows in self.parts if rows]
        told = [record for _entry, record in self.log[:_MOST]]
        newest = f"最近 {len(told)} 条，" if len(told) < len(self.log) else ""
        title = f"日志（{newest}共 {len(self.log)} 条，逐格见 liaison log {self.unit['code']}）"
        return [*tables, (title, LISTED, told)]
