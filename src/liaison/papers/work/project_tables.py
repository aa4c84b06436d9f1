"""The projects side by side: their money, and below them what their indicators came to."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.work.project_lists import PROJECTS
from liaison.formats.page import Page
from liaison.papers.work.indicator_page import COARSE
from liaison.papers.work.targets import against_target
from liaison.quantities import Number, Whole

_NUMBER = Number(negative=True)
# In the order in which the widths of the projects' own columns suit them.
_INDICATORS = (
    Column("code", "编号"),
    Column("project", "项目名称"),
    Column("name", "指标"),
    Column("unit", "单位"),
    Column("goal", "目标与达标"),
    Column("max_on", "最高日", Day()),
    Column("max", "最高", _NUMBER),
    Column("mean", "平均", _NUMBER),
    Column("total", "本期值", _NUMBER),
    Column("sum", "合计", _NUMBER),
    Column("days", "读数", Whole()),
)


def add_projects(page: Page, projects: Sequence[Record]) -> None:
    """Put both tables on a page."""
    page.line("项目（金额单位：元）", "subtitle")
    page.table(PROJECTS, projects)
    indicators = [
        indicator | {"code": project["code"], "project": project["name"], "goal": against_target(indicator)}
        for project in projects
        for indicator in project["indicators"]
    ]
    if indicators:
        page.line("指标", "subtitle")
        page.table(_INDICATORS, indicators, formats=COARSE)
