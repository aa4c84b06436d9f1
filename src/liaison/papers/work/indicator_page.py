"""An indicator by month, with its chart: a sheet of its own in a summary, part of a project's sheet in its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from liaison.columns import Column, Record
from liaison.figures.work.project_lists import INDICATORS, MONTHS, extreme
from liaison.formats import charts
from liaison.formats.excel import Book
from liaison.formats.page import Page
from liaison.formats.parts import Table
from liaison.papers.work.targets import facts
from liaison.quantities import Number
from liaison.rules.work.targets import PER

COARSE = {"mean": "#,##0.0"}
"""Means are shown to one decimal; the cell holds them whole."""

_BY = {per: every for every, per in PER.items()}


def _label(column: Column, indicator: Record) -> str:
    if column.key in ("max", "max_on"):
        return extreme(indicator) + column.label.removeprefix("最高")
    return column.label


class Monthly:
    """An indicator's months: a table, and the chart that is drawn from it."""

    def __init__(self, indicator: Record) -> None:
        self.indicator = indicator
        self._table: Table | None = None
        rule, per = indicator["rule"], indicator["target_per"]
        # A target is a line in the chart where it is meant for what the chart shows: months, or the mean of a month.
        self.monthly_goal = per == "月" or (per is not None and rule != "合计")
        # With one reading a month, its mean and its greatest are the reading itself.
        self.once = all(month["days"] <= 1 for month in indicator["months"])
        self.means = rule == "合计" and not self.once
        self.mean_goal = self.means and per is not None and _BY[per] == indicator["every"] != "每月"

    def add_table(self, page: Page, columns: Sequence[Column]) -> None:
        """Put the table on a page."""
        indicator = self.indicator
        months: list[Record] = indicator["months"]
        # For what adds up, a month's value is its sum.
        value = "sum" if indicator["rule"] == "合计" else "total"
        shown = ("month", value, "days") if self.once else ("month", value, "mean", "days", "max")
        adds = {"days", "sum"} if indicator["rule"] == "合计" else {"days"}
        if not indicator["days"]:  # of no reading there is no sum
            adds = set()
        columns = [
            Column(one.key, _label(one, indicator), one.kind, adds=one.key in adds)
            for one in columns
            if one.key in shown
        ]
        if self.monthly_goal or self.mean_goal:
            columns.append(Column("goal", "目标", Number(negative=True)))
            months = [month | {"goal": indicator["target"]} for month in months]
        self._table = page.table(columns, months, formats=COARSE)

    def makers(self, book: Book) -> list[Callable[[], Any]]:
        """The charts, to be made when the table is written; none of fewer than two months, which are no line."""
        if sum(bool(month["days"]) for month in self.indicator["months"]) < 2:
            return []
        name, unit = self.indicator["name"], self.indicator["unit"] or "数值"
        value = "sum" if self.indicator["rule"] == "合计" else "total"
        made = [
            lambda: self._chart(book, f"{name}各月{self.indicator['rule']}", value, unit, self.monthly_goal)
        ]
        if self.means:
            made.append(lambda: self._chart(book, f"{name}各月平均", "mean", unit, self.mean_goal))
        return made

    def _chart(self, book: Book, title: str, key: str, unit: str, goal: bool) -> Any:
        table = self._table
        assert table is not None
        series = [(title, table.cells(key))]
        if goal:
            series.append((f"目标（每{self.indicator['target_per']}）", table.cells("goal")))
        return charts.lines(book, title, table.cells("month"), series, unit)


def add_sheet(
    book: Book,
    indicator: Record,
    project: str,
    notes: Sequence[str],
    header: str,
) -> Page:
    """The sheet 指标-<name>."""
    name = indicator["name"]
    page = Page(book, f"指标-{name}", f"{name}（{project}）", [*notes, facts(indicator)], header)
    monthly = Monthly(indicator)
    page.charts(*monthly.makers(book), rows=22)
    told = [c for c in INDICATORS if c.listed and c.key != "name"]
    total = [Column(c.key, _label(c, indicator), c.kind) for c in told]
    page.line("全期", "subtitle")
    page.table(total, [indicator], formats=COARSE)
    page.line("各月", "subtitle")
    monthly.add_table(page, MONTHS)
    page.finish()
    return page
