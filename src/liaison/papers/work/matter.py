"""One matter from where it came to where it went, step by step, with the days between."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.formats import screen, text
from liaison.kinds import Ref
from liaison.nouns.work.matter import MATTER_STEP
from liaison.quantities import Whole
from liaison.rules.work.matters import RAISED

_STEPS = (
    Column("day", "日期", Day()),
    Column("days", "隔天数", Whole()),
    Column("action", "动作"),
    Column("unit", "单位", Ref("member")),
    *MATTER_STEP.pick("text", "due"),
)
TO_PROJECT = "转为项目"


def chain(matter: Record) -> Iterator[Record]:
    """Where it came from, every step, and what project it became: each with the days since the one before."""
    source = "，".join(filter(None, (matter["source"], matter["background"])))
    before = date.fromisoformat(matter["raised"])
    first = {"day": matter["raised"], "action": RAISED, "unit": matter["raised_by"], "text": source}
    yield first | {"unit_short": matter["raised_by_short"], "days": None}
    for step in matter["steps"]:
        day = date.fromisoformat(step["day"])
        yield step | {"days": (day - before).days}
        before = day
    if matter["project"]:
        yield {"action": TO_PROJECT, "text": f"{matter['project_code']} {matter['project']}"}


@dataclass
class Chain:
    """A matter with its steps one below another."""

    columns: tuple[Column, ...]
    record: Record
    stem: str
    note: str = ""

    @property
    def _facts(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key != "steps")

    @property
    def _title(self) -> str:
        """How many steps there were, and how many days from the first day to the last."""
        steps = self.record["steps"]
        if not steps:
            return "办理过程"
        days = date.fromisoformat(steps[-1]["day"]) - date.fromisoformat(self.record["raised"])
        return f"办理过程（{len(steps)} 步，{days.days} 天）"

    def to_json(self) -> Any:
        """The matter, its steps among its values."""
        return text.to_json(self.columns, self.record)

    def to_screen(self) -> None:
        """Label and value line by line, and below them the steps."""
        screen.record(self._facts, self.record)
        sys.stdout.write("\n")
        screen.table(_STEPS, list(chain(self.record)), title=self._title)

    def to_csv(self, out: Any) -> None:
        """A table of one row."""
        text.write_csv(self.columns, [self.record], out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """Label and value, and below them the steps, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page
        from liaison.formats.parts import cell
        from liaison.formats.seen import kept, seen

        with workbook(path, title=self.stem) as book:
            page = Page(book, self.stem, self.stem, [signature, self.note])
            known = [(one, seen(one)(self.record)) for one in kept(self._facts)]
            page.facts([(one.label, cell(book, one.kind, value, left=True)) for one, value in known])
            page.line(self._title, "subtitle")
            page.table(_STEPS, list(chain(self.record)))
            page.finish()
