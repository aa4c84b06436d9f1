"""How the projects are drawn within a summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from liaison.columns import Record
from liaison.figures.section import Chart
from liaison.papers.paper import CHAPTERED, IN_CHAPTERS, Draft, Paper
from liaison.papers.summary.drawing import Drawing, List
from liaison.papers.work.project_json import project_json
from liaison.papers.work.project_lines import indicator_line, monthly, project_lines

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content
    from liaison.store.database import Database


def _indicator_lists(project: Record) -> Iterator[List]:
    """Each indicator by month."""
    for indicator in project["indicators"]:
        columns, rows = monthly(indicator)
        value, unit = columns[1].key, indicator["unit"] or "数值"
        title = f"{indicator['name']}各月{indicator['rule']}（{project['name']}）"
        chart = Chart(title, "month", ((indicator["rule"], value, unit),))
        yield List(title, columns, rows if indicator["days"] else [], chart, indicator_line(indicator))


def _sheet(page: Any, content: Content) -> None:
    from liaison.papers.work.project_tables import add_projects

    add_projects(page, content.rows["projects"])


def _indicators(book: Any, content: Content) -> None:
    from liaison.papers.work.indicator_page import add_sheet

    for project in content.rows["projects"]:
        for indicator in project["indicators"]:
            notes, header = [content.said("signature", "line")], content.said("header", "left")
            add_sheet(book, indicator, project["name"], notes, header)


def _case(database: Database, project: Record, today: str) -> Draft:
    from liaison.papers.work.case import case

    return case(database, project, today)


def _told(database: Database, project: Record, today: str) -> Draft:
    from liaison.papers.work.case import summary

    return summary(database, project, today)


PAPERS = (
    Paper(
        "case",
        "工作案例",
        "项目",
        "project",
        "写一份工作案例：背景、做法、成效、荣誉，每个数都批注出自哪里",
        "P2022-01",
        _case,
        CHAPTERED,
        form=IN_CHAPTERS,
    ),
    Paper(
        "project-summary",
        "项目工作总结",
        "项目",
        "project",
        "写一份项目工作总结：从启动到今天的推进、成效、资金",
        "P2022-01",
        _told,
        CHAPTERED,
        form=IN_CHAPTERS,
    ),
)
DRAWINGS = (Drawing("projects", project_lines, _indicator_lists, project_json, _sheet, _indicators),)
