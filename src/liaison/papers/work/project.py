"""How the projects are drawn within a summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from liaison.columns import Record
from liaison.figures.section import Chart
from liaison.papers.summary.drawing import Drawing, List
from liaison.papers.work.project_json import project_json
from liaison.papers.work.project_lines import indicator_line, monthly, project_lines

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content


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


DRAWINGS = (Drawing("projects", project_lines, _indicator_lists, project_json, _sheet, _indicators),)
