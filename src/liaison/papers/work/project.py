"""How the projects are drawn within a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison.papers.summary.drawing import Drawing
from liaison.papers.work.project_json import project_json
from liaison.papers.work.project_lines import project_lines

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content


def _sheet(page: Any, content: Content) -> None:
    from liaison.papers.work.project_tables import add_projects

    add_projects(page, content.rows["projects"])


def _indicators(book: Any, content: Content) -> None:
    from liaison.papers.work.indicator_page import add_sheet

    for project in content.rows["projects"]:
        for indicator in project["indicators"]:
            notes, header = [content.said("signature", "line")], content.said("header", "left")
            add_sheet(book, indicator, project["name"], notes, header)


DRAWINGS = (Drawing("projects", project_lines, project_json, _sheet, _indicators),)
