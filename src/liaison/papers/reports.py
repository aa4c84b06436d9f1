"""How summaries and project reports answer: on screen, as JSON, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.columns import Column, Record
from liaison.figures.summary.content import Content
from liaison.figures.summary.documents import project, summary
from liaison.figures.summary.notes import fill
from liaison.formats import text
from liaison.nouns.council.member import MEMBER
from liaison.papers.statements import memorandum
from liaison.quantities import Money

if TYPE_CHECKING:
    from liaison.figures.figure import Figure


@dataclass
class SummaryReport:
    """The summary of a period."""

    content: Content

    @property
    def stem(self) -> str:
        """The workbook's name, from the templates."""
        return fill(self.content.texts["files"]["summary"], self.content.words) or "总结"

    def to_json(self, *, reveal: bool) -> Any:
        """The whole summary."""
        members = [text.to_json(MEMBER.columns, record, reveal=reveal) for record in self.content.members]
        return summary(self.content, members)

    def to_screen(self, *, reveal: bool) -> None:
        """The figures, the sentences and the lists, in 80 columns."""
        from liaison.papers import summary_screen

        summary_screen.show(self.content, sys.stdout)

    def to_csv(self, out: Any, *, reveal: bool) -> None:
        """The figures, one a line."""
        text.write_csv(FIGURE_COLUMNS, _figure_rows(self.content), out)

    def to_book(self, path: Path, *, signature: str, reveal: bool) -> None:
        """The workbook."""
        from liaison.papers import summary_book

        summary_book.write(path, self.content)


FIGURE_COLUMNS = tuple(
    Column(key, label)
    for key, label in (
        ("key", "代码"),
        ("label", "指标"),
        ("value", "本期"),
        ("unit", "单位"),
        ("previous", "上期"),
        ("definition", "口径"),
    )
)


def _figure_rows(content: Content) -> list[Record]:
    return [
        {
            "key": measured.figure.key,
            "label": measured.figure.label,
            "value": measured.figure.kind.show(measured.value),
            "unit": measured.figure.unit,
            "previous": measured.figure.kind.show(measured.previous),
            "definition": measured.figure.definition,
        }
        for measured in content.figures
    ]


@dataclass
class ProjectReport:
    """The report of projects."""

    content: Content

    @property
    def stem(self) -> str:
        """The workbook's name, from the templates."""
        return fill(self.content.texts["files"]["projects"], self.content.words) or "项目报告"

    def to_json(self, *, reveal: bool) -> Any:
        """A bare array of projects."""
        return [project(record) for record in self.content.projects]

    def to_screen(self, *, reveal: bool) -> None:
        """Each project with its stages, money and indicators."""
        from liaison.papers import summary_screen

        summary_screen.show_projects(self.content, sys.stdout)

    def to_csv(self, out: Any, *, reveal: bool) -> None:
        """The overview."""
        from liaison.figures.summary.tables import PROJECTS

        text.write_csv(PROJECTS, self.content.projects, out)

    def to_book(self, path: Path, *, signature: str, reveal: bool) -> None:
        """The workbook."""
        from liaison.papers import project_book

        project_book.write(path, self.content)


@dataclass
class Trace:
    """A figure, its definition, and the rows that make it up."""

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
            "rows": [{c.key: c.kind.plain(row.get(c.key)) for c in figure.columns} for row in self.rows],
        }

    def to_screen(self, *, reveal: bool) -> None:
        """The value, its definition, and the rows."""
        from liaison.papers import summary_screen

        summary_screen.show_trace(self.figure, self.value, self.rows, sys.stdout)

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
