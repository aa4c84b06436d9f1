"""The report of projects as a workbook: all of them side by side, then a sheet for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.columns import Column, Record
from liaison.figures.money.fund_lists import DEALINGS
from liaison.figures.work.project_lists import INDICATORS, MONTHS, PROJECTS, STAGES
from liaison.formats.excel import Book, workbook
from liaison.formats.page import Page
from liaison.formats.parts import Cell, cell
from liaison.kinds import Text
from liaison.papers.summary.cover import Cover
from liaison.papers.work.indicator_page import COARSE, Monthly
from liaison.papers.work.project_tables import add_projects
from liaison.papers.work.targets import facts
from liaison.quantities import Whole
from liaison.rules.work.stages import PROJECT_STAGES

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content

_SUMS = tuple(column.key for column in DEALINGS if column.adds)
_SIDE_BY_SIDE = 2
_CHART_ROWS = 15
_INDICATORS = ("name", "unit", "total", "mean", "max", "max_on", "days")
"""The columns of the indicators that the widths of the funding suit."""


def write(path: Path, content: Content) -> None:
    """Write the workbook. Raises ``BadFile`` where that cannot be done."""
    title, author = content.said("cover", "projects"), content.said("cover", "prepared")
    with workbook(path, title=title, author=author) as book:
        cover = Cover(book, content, "projects")
        overview = _page(book, content, "概览", "共建项目概览")
        add_projects(overview, content.rows["projects"])
        overview.finish()
        for project in content.rows["projects"]:
            sheet = _add_project(book, content, project)
            cover.called[sheet.name] = f"{project['code']} {project['name']}"
        cover.finish()


def _page(book: Book, content: Content, name: str, title: str) -> Page:
    """A sheet with its title, the line to sign, and what every sheet with money says."""
    notes = [content.said("signature", "line"), content.said("money", "memorandum")]
    return Page(book, name, title, [note for note in notes if note], content.said("header", "left"))


def _add_project(book: Book, content: Content, project: Record) -> Any:
    """The sheet of one project: facts, charts, stages, funding, and each indicator by month."""
    page = _page(book, content, f"{project['code']} {project['name']}", project["name"])
    page.facts(_facts(book, PROJECTS, project))
    monthly = [Monthly(indicator) for indicator in project["indicators"]]
    makers: list[Callable[[], Any]] = [maker for one in monthly for maker in one.makers(book)]
    for begin in range(0, len(makers), _SIDE_BY_SIDE):
        page.charts(*makers[begin : begin + _SIDE_BY_SIDE], rows=_CHART_ROWS)
    page.line("阶段", "subtitle")
    stage, day, note = STAGES
    lasted = Column("lasted", "历时（天）", Whole())
    page.table((stage, day, lasted, note), _lasting(content, project["stages"]), spread=True)
    if project["funding"]:
        page.line("各单位出资（本期，单位：元）", "subtitle")
        funding = [row for row in project["funding"] if any(row[key] for key in _SUMS)]
        fund, *others = DEALINGS
        several = len({row["fund_code"] for row in funding}) > 1
        page.table([*others, fund] if several else others, funding)
    if project["indicators"]:
        page.line("指标", "subtitle")
        by_key = {one.key: one for one in INDICATORS}
        page.table([by_key[key] for key in _INDICATORS], project["indicators"], formats=COARSE)
    for one in monthly:
        page.line(f"{one.indicator['name']}（{facts(one.indicator)[:-1]}）", "subtitle")
        one.add_table(page, MONTHS)
    page.finish()
    return page.sheet


def _facts(book: Book, columns: tuple[Column, ...], project: Record) -> list[tuple[str, Cell]]:
    """Label and value of what is known of a project."""
    more = (Column("partners", "参与单位"), Column("content", "内容"))
    values = project | {"partners": "、".join(project["partners"])}
    found = [
        (column.label, cell(book, column.kind, values[column.key], left=True))
        for column in (*columns, *more)
        if values.get(column.key) not in (None, "") and column.key != "name"
    ]
    return found or [("项目", cell(book, Text(), project["name"], left=True))]


def _lasting(content: Content, stages: list[Record]) -> list[Record]:
    """The stages, each with how many days passed until the next, or until the end of the period; none after the end."""
    days = [date.fromisoformat(stage["day"]) for stage in stages]
    ends = [*days, content.period.end][1:]
    return [
        stage | {"lasted": None if stage["stage"] in PROJECT_STAGES.over else max(0, (end - day).days)}
        for stage, day, end in zip(stages, days, ends, strict=True)
    ]
