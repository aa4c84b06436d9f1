"""The summary of a period as a workbook, ready to print on A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liaison.columns import Column, Record
from liaison.formats import charts
from liaison.formats.excel import Book, workbook
from liaison.formats.page import Page
from liaison.formats.parts import Table
from liaison.papers import indicator_page, overview_page
from liaison.papers.cover_page import Cover
from liaison.papers.project_tables import add_projects

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.summary import Measured

_STATISTICS = (("by_month", "按月份"), ("by_kind", "按类别"), ("by_unit", "按单位（不含没有分到单位的人次）"))
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
        self.columns = content.columns
        self.signature = content.said("signature", "line")
        self.memorandum = content.said("money", "memorandum")
        self.header = content.said("header", "left")

    def write(self) -> None:
        """All sheets in their order; the overview draws charts from later ones and is written after them."""
        cover = Cover(self.book, self.content, "title")
        overview = self.page("年度概览", f"{self.content.words['period']}主要数据")
        self.notes()
        self.listing("成员单位", "members")
        self.listing("轮值主席", "chairs")
        self.projects()
        for project in self.content.projects:
            for indicator in project["indicators"]:
                notes = [self.signature]
                indicator_page.add_sheet(
                    self.book, indicator, project["name"], self.columns, notes, self.header
                )
        self.listing("活动台账", "activities")
        months = self.activities()
        funds = self.money()
        self.dealings()
        self.definitions()
        self.overview(overview, months, funds)
        cover.finish()

    def page(self, name: str, title: str = "", *notes: str) -> Page:
        """A sheet with its title and the line to sign."""
        return Page(self.book, name, title or name, [self.signature, *notes], self.header)

    def listing(self, name: str, key: str) -> None:
        """A sheet with one list."""
        page = self.page(name)
        page.table(self.columns[key], getattr(self.content, key))
        page.finish()

    def overview(self, page: Page, months: Table, funds: Table) -> None:
        """The figures, the charts, the years."""
        figures = self.content.figures
        overview_page.add_figures(page, figures, self.content.words["before"] or "上期")
        published = any(measured.source for measured in figures)
        said = [self.content.said("overview", key) for key in ("unknown", "since")]
        if published:
            said.insert(0, self.content.said("overview", "published"))
        page.line("注：" + "".join(said) + self.memorandum)
        makers = []
        if self.content.activities:
            makers.append(lambda: self.monthly_chart(months))
        if self.content.funds:
            makers.append(lambda: self.fund_chart(funds))
        page.charts(*makers, rows=17)
        page.page_break()
        page.line("近五年对照", "subtitle")
        overview_page.add_years(page, figures)
        page.line("注：" + self.content.said("overview", "years"))
        page.finish()

    def notes(self) -> None:
        """The sentences, numbered."""
        page = self.page("文字要点")
        rows = [{"number": str(number), "text": text} for number, text in enumerate(self.content.notes, 1)]
        page.table((Column("number", "序号"), Column("text", "内容")), rows)
        page.finish()

    def projects(self) -> None:
        """The projects with their money, and their indicators."""
        page = self.page("共建项目", "", self.memorandum)
        add_projects(page, self.content)
        page.finish()

    def activities(self) -> Table:
        """Activities by month, kind and unit; the table of months."""
        page = self.page("活动统计")
        # No maker runs before the tables are there.
        found: dict[str, Table] = {}
        if self.content.activities:
            page.charts(
                lambda: self.monthly_chart(found["by_month"]), lambda: self._kinds(found["by_kind"]), rows=16
            )
        for key, title in _STATISTICS:
            if key == "by_unit":
                page.page_break()
            page.line(title, "subtitle")
            found[key] = page.table(self.columns[key], getattr(self.content, key))
        page.finish()
        return found["by_month"]

    def monthly_chart(self, months: Table) -> object:
        """Activities and people by month."""
        bars = ("举办活动", months.cells("activities"), "场")
        line = ("参加人次", months.cells("people"), "人次")
        return charts.with_line(self.book, "各月活动场次与参加人次", months.cells("month"), bars, line)

    def _kinds(self, kinds: Table) -> object:
        few = _MOST_COLUMNS
        series = [("场次", kinds.cells("activities", few))]
        return charts.columns(self.book, "各类活动场次", kinds.cells("kind", few), series, "场", lying=True)

    def money(self) -> Table:
        """The funds, and what was spent by class; the table of funds."""
        page = self.page("经费收支", "", self.memorandum)
        found: list[Table] = []
        if self.content.funds:
            page.charts(lambda: self.fund_chart(found[0]), rows=15)
        page.line("各专项收支（单位：元）", "subtitle")
        found.append(page.table(self.columns["funds"], self.content.funds))
        page.line("支出按科目（单位：元）", "subtitle")
        page.table(self.columns["spending"], self.content.spending)
        page.finish()
        return found[0]

    def fund_chart(self, funds: Table) -> object:
        """Money in and out by fund."""
        few = _MOST_COLUMNS
        series = [(label, funds.cells(key, few)) for key, label in (("received", "到账"), ("spent", "支出"))]
        return charts.columns(self.book, "各专项到账与支出", funds.cells("name", few), series, "元")

    def dealings(self) -> None:
        """What each unit owed and paid."""
        page = self.page("单位往来", "单位往来（单位：元）", self.memorandum)
        moved = [
            row for row in self.content.dealings if any(row[key] for key in self.content.sums["dealings"])
        ]
        page.table(self.columns["dealings"], moved)
        page.finish()

    def definitions(self) -> None:
        """What each figure means, and how to follow it."""
        page = self.page("口径说明", "", self.content.said("trace", "line", command=self.content.command))
        page.table(_DEFINITION, [_definition(measured) for measured in self.content.figures])
        page.finish()


_DEFINITION = tuple(
    Column(key, label)
    for key, label in (
        ("key", "指标代码"),
        ("label", "指标"),
        ("unit", "单位"),
        ("definition", "口径"),
        ("adds", "各期可否相加"),
        ("previous", "上期数来源"),
    )
)


def _definition(measured: Measured) -> Record:
    figure = measured.figure
    known = "没有记录" if measured.previous is None else "明细记录"
    return {
        "key": figure.key,
        "label": figure.label,
        "unit": figure.unit,
        "definition": figure.definition,
        "adds": "可以" if figure.adds else "不可以",
        "previous": measured.source or known,
    }
