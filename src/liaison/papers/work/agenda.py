"""The agenda of a meeting: how the decisions of earlier ones were handled, then its own items."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from liaison.columns import MEMBERS, Column, Record
from liaison.dates import Day
from liaison.errors import Unreadable
from liaison.formats import screen, text
from liaison.kinds import Fixed, Ref
from liaison.nouns.work.meeting import AGENDA
from liaison.rules.deadlines import LIGHTS

HANDLED = (
    Column("meeting", "会议", Ref("activity")),
    Column("number", "项次", AGENDA["item"].kind),
    Column("matter", "议定事项", Ref("matter")),
    Column("lead", "主办单位", Ref("member")),
    Column("due", "时限", Day()),
    Column("status", "状态"),
    Column("light", "预警", Fixed(words=LIGHTS)),
    Column("told", "办理情况", reader=MEMBERS),
)
ITEMS = (
    replace(AGENDA["item"], key="number"),
    *AGENDA.pick("matter", "title", "outcome", "for", "against", "abstain"),
)
_SHOWN = tuple(column for column in ITEMS if column.key != "matter")
_OPENING, _OWN = "一、以前决议的办理情况", "议程"


@dataclass
class Agenda:
    """A meeting, the decisions that it is told of, and its items."""

    meeting: Record
    handled: list[Record]
    items: list[Record]

    @property
    def stem(self) -> str:
        """The file's name."""
        return f"{self.meeting['title']}-议程"

    def to_json(self) -> Any:
        """``{meeting, meeting_code, day, decisions, agenda}``."""
        return {
            "meeting": self.meeting["title"],
            "meeting_code": self.meeting["code"],
            "day": self.meeting["start"],
            "decisions": [text.to_json(HANDLED, row) for row in self.handled],
            "agenda": [text.to_json(ITEMS, row) for row in self.items],
        }

    def to_screen(self) -> None:
        """Both tables; the first only where there is something in it."""
        for number, (title, columns, rows) in enumerate(self._tables()):
            sys.stdout.write("\n" * bool(number))
            screen.table(columns, rows, title=title, nothing="还没有议程。")

    def to_csv(self, out: Any) -> None:
        """There is more than one table here."""
        raise Unreadable("议程里有好几张表，不能写成一个 CSV，", "请改用 --xlsx 或 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """One sheet to print and to put before the meeting."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        with workbook(path, title=self.stem) as book:
            page = Page(book, "议程", f"{self.meeting['title']}议程（{self.meeting['start']}）", [signature])
            for title, columns, rows in self._tables():
                page.line(title, "subtitle")
                page.table(columns, rows)
            page.finish()

    def _tables(self) -> list[tuple[str, tuple[Column, ...], list[Record]]]:
        """Title, columns and rows of each table."""
        own = (
            f"二、{self.meeting['title']}{_OWN}" if self.handled else f"{self.meeting['title']}{_OWN}",
            _SHOWN,
            self.items,
        )
        return [(_OPENING, HANDLED, self.handled), own] if self.handled else [own]
