"""The summary of a period as a workbook, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.columns import Column, Record
from liaison.figures.section import Section
from liaison.formats import charts
from liaison.formats.excel import Book, workbook
from liaison.formats.page import Page
from liaison.formats.parts import Table
from liaison.papers.summary import overview
from liaison.papers.summary.cover import Cover
from liaison.papers.summary.drawing import drawings

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.known import Measured

_MOST_COLUMNS = 20
"""Columns beyond which a chart can no longer be read."""


def write(path: Path, content: Content) -> None:
    """Write the workbook. Raises ``BadFile`` where that cannot be done."""
    with workbook(
        path, title=content.said("cover", "title"), author=content.said("cover", "prepared")
    ) as book:
        _Summary(book, content).write()


class _Summary:
    """A workbook being filled: one method a sheet."""

    def __init__(self, book: Book, content: Content) -> None:
        self.book, self.content = book, content
        self.signature = content.said("signature", "line")
        self.memorandum = content.said("money", "memorandum")
        self.header = content.said("header", "left")
        self.tables: dict[str, Table] = {}

    def write(self) -> None:
        """All sheets in their order; the overview draws charts from later ones and is written after them."""
        cover = Cover(self.book, self.content, "title")
        first = self.page("年度概览", f"{self.content.words['period']}主要数据")
        self.notes()
        shown = [section for section in self.content.shown if section.sheet]
        for name, sections in groupby(shown, key=lambda section: section.sheet):
            self.lists(name, list(sections))
        self.definitions()
        self.overview(first)
        cover.finish()

    def page(self, name: str, title: str = "", *notes: str) -> Page:
        """A sheet with its title and the line to sign."""
        return Page(self.book, name, title or name, [self.signature, *notes], self.header)

    def lists(self, name: str, sections: Sequence[Section]) -> None:
        """A sheet with one list, or with several and their charts above them."""
        notes = [self.memorandum] if self.memorandum and any(section.money for section in sections) else []
        page = self.page(name, sections[0].sheet_title, *notes)
        drawn = [section for section in sections if section.chart and self.can_be_drawn(section)]
        if drawn:  # no maker runs before the tables are there
            rows = max(section.chart.rows for section in drawn if section.chart)
            page.charts(*(partial(self.chart, section) for section in drawn), rows=rows)
        for section in sections:
            if section.new_page:
                page.page_break()
            if section.heading:
                page.line(section.heading, "subtitle")
            if drawing := drawings().get(section.key):
                drawing.sheet(page, self.content)
            else:
                self.tables[section.key] = page.table(
                    section.columns, section.listed(self.content.rows[section.key])
                )
        page.finish()
        for section in sections:
            if drawing := drawings().get(section.key):
                drawing.after(self.book, self.content)

    def can_be_drawn(self, section: Section) -> bool:
        """Whether a section has a chart."""
        return section.can_be_drawn(self.content.rows[section.key])

    def chart(self, section: Section) -> Any:
        """A section's chart, from its table."""
        chart, table = section.chart, self.tables[section.key]
        assert chart is not None
        few = len(table.records) if section.dense else _MOST_COLUMNS
        names = table.cells(chart.names, few)
        series = [(label, table.cells(key, few), unit) for label, key, unit in chart.series]
        if chart.line:
            return charts.with_line(self.book, chart.title, names, *series)
        bars = [(label, cells) for label, cells, _unit in series]
        return charts.columns(self.book, chart.title, names, bars, series[0][2], lying=chart.lying)

    def overview(self, page: Page) -> None:
        """The figures, the charts, the years."""
        figures = self.content.lines
        overview.add_figures(page, figures, self.content.words["before"] or "上期")
        page.line("注：" + self.content.remark() + self.memorandum)
        drawn = [
            section
            for section in self.content.shown
            if section.chart and section.chart.overview and self.can_be_drawn(section)
        ]
        page.charts(*(partial(self.chart, section) for section in drawn), rows=17)
        page.page_break()
        page.line("近五年对照", "subtitle")
        overview.add_years(page, figures)
        page.line("注：" + self.content.side_by_side)
        page.finish()

    def notes(self) -> None:
        """The sentences, numbered."""
        page = self.page("文字要点")
        rows = [{"number": str(number), "text": text} for number, text in enumerate(self.content.notes, 1)]
        page.table((Column("number", "序号"), Column("text", "内容")), rows)
        page.finish()

    def definitions(self) -> None:
        """What each figure means, and how to follow it."""
        said = self.content.said
        page = self.page(
            "口径说明", "", said("trace", "line", command=self.content.command), said("trace", "seal")
        )
        page.table(_DEFINITION, [_definition(measured) for measured in self.content.told])
        page.finish()


_DEFINITION = tuple(
    Column(key, label)
    for key, label in (
        ("label", "指标"),
        ("unit", "单位"),
        ("definition", "口径"),
        ("adds", "各期可否相加"),
        ("previous", "上期数来源"),
    )
)


def _definition(measured: Measured) -> Record:
    figure = measured.figure
    told = "没有记录" if measured.previous is None else "明细记录"
    return {
        "label": figure.label,
        "unit": figure.unit,
        "definition": figure.definition,
        "adds": "可以" if figure.adds else "不可以",
        "previous": measured.before.source or told,
    }
