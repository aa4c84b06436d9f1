"""How the report of projects answers: on screen, as JSON, as CSV, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.figures.summary.content import Content
from liaison.figures.summary.texts import fill
from liaison.figures.work.project_lists import PROJECTS
from liaison.formats import text
from liaison.papers.work.project_json import project_json


@dataclass
class ProjectPaper:
    """The report of projects."""

    content: Content

    @property
    def stem(self) -> str:
        """The workbook's name, from the templates."""
        return fill(self.content.texts["files"]["projects"], self.content.words) or "项目报告"

    def to_json(self) -> Any:
        """A bare array of projects."""
        return [project_json(record) for record in self.content.rows["projects"]]

    def to_screen(self) -> None:
        """Each project with its stages, money and indicators."""
        from liaison.papers.work import project_screen

        project_screen.show(self.content, sys.stdout)

    def to_csv(self, out: Any) -> None:
        """The overview."""
        text.write_csv(PROJECTS, self.content.rows["projects"], out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The workbook."""
        from liaison.papers.work import project_book

        project_book.write(path, self.content)
