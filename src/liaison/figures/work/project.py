"""Figures about joint projects."""

from __future__ import annotations

from liaison.columns import Column
from liaison.figures.figure import Figure
from liaison.figures.section import Section, Sentence
from liaison.figures.work.project_lists import (
    OVER,
    PROJECTS,
    has_targets,
    missed,
    most_read,
    projects,
    touched,
)
from liaison.nouns.work.project import PROJECT
from liaison.quantities import Day, Whole
from liaison.queries.keys import quoted
from liaison.queries.states import state_on
from liaison.rules.work.stages import PROJECT_STAGES

STAGE_ON = state_on(PROJECT, "p")
"""The stage project ``p`` had reached on ``:to``."""

_COLUMNS = (
    Column("code", "编号"),
    Column("project", "项目名称"),
    Column("lead", "牵头单位"),
    Column("start", "启动日期", Day()),
    Column("finished", "完成日期", Day()),
    Column("stage", "阶段"),
)


def _relation(condition: str) -> str:
    return (
        "SELECT p.code AS code, p.name AS project, u.name AS lead, p.start AS start, p.finished AS finished, "
        f"{STAGE_ON} AS stage FROM project AS p JOIN unit AS u ON u.id = p.lead_id WHERE {condition}"
    )


def _figure(key: str, label: str, definition: str, condition: str, *, adds: bool = False) -> Figure:
    return Figure(
        key, label, "个", Whole(), definition, _relation(condition), "count(*)", _COLUMNS, adds, "code"
    )


RUNNING = f"p.start <= :to AND COALESCE({STAGE_ON}, '') NOT IN ({OVER})"

FIGURES = (
    _figure(
        "projects_started",
        "新启动项目",
        "启动日期在本期内的项目数。",
        "p.start >= :from AND p.start <= :to",
        adds=True,
    ),
    _figure(
        "projects_finished",
        "结项项目",
        "结项日期在本期内的项目数；中止的项目不算结项。",
        f"p.stage IN ({quoted(PROJECT_STAGES.final)}) AND p.finished >= :from AND p.finished <= :to",
        adds=True,
    ),
    _figure("projects_running", "期末在推进项目", "期末已经启动，且当日既未结项也未中止的项目数。", RUNNING),
)

SECTIONS = (
    Section(
        "projects",
        PROJECTS,
        projects,
        title="共建项目",
        path="projects",
        sheet="共建项目",
        money=True,
        noun=PROJECT,
    ),
)

SENTENCES = (
    Sentence("projects", touched),
    Sentence("indicator", most_read),
    Sentence("missed", missed, clear="未达标的指标", known=has_targets),
)
