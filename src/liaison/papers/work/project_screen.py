"""The report of projects on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from liaison.columns import Record
from liaison.figures.money.fund_lists import DEALINGS
from liaison.figures.summary.content import Content
from liaison.formats import screen
from liaison.formats.plain import paragraph, width_for
from liaison.formats.widths import width_of
from liaison.papers.summary.screen import heading, listed, title
from liaison.papers.work.project_lines import monthly, project_lines

_SUMS = tuple(column.key for column in DEALINGS if column.adds)


def show(content: Content, out: TextIO) -> None:
    """Each project with its stages, money and indicators."""
    out.writelines(line + "\n" for line in _projects_report(content, width_for(out)))


def _projects_report(content: Content, width: int) -> Iterator[str]:
    yield from title(content, "projects", width)
    for project in content.rows["projects"]:
        yield ""
        yield from project_lines(project, width)
        margin = width_of(project["code"]) + 2
        if project["partners"]:
            yield from paragraph("参与 " + "、".join(project["partners"]), width, margin=margin)
        stages = " → ".join(f"{stage['stage']} {stage['day']}" for stage in project["stages"])
        if stages:
            yield from paragraph("阶段 " + stages, width, margin=margin)
        yield from _funding(project, width)
        for indicator in project["indicators"]:
            yield from _months(indicator, width)
    if not content.rows["projects"]:
        yield screen.NOTHING
        return
    yield ""
    yield from paragraph(content.said("money", "memorandum"), width)


def _funding(project: Record, width: int) -> Iterator[str]:
    """Who gave what."""
    rows = [row for row in project["funding"] if any(row[key] for key in _SUMS)]
    if rows:
        yield from heading("各单位出资（本期，元）")
        several = len({row["fund_code"] for row in rows}) > 1
        columns = [one for one in DEALINGS if several or one.key != "fund"]
        yield from listed(columns, rows, width, spare=("in_kind", "refunded"))


def _months(indicator: Record, width: int) -> Iterator[str]:
    """An indicator by month."""
    if not indicator["days"]:
        return
    yield from heading(f"{indicator['name']}各月（{indicator['unit'] or '数值'}）")
    columns, months = monthly(indicator)
    yield from listed(columns, months, width)
