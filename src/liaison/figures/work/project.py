"""Figures about joint projects."""

from __future__ import annotations

from liaison.columns import Column
from liaison.dates import Day
from liaison.figures.figure import Figure
from liaison.figures.section import Section, Sentence
from liaison.figures.work.project_lists import (
    OVER,
    PROJECTS,
    has_targets,
    missed,
    most_read,
    projects,
    under_way,
    unstarted,
)
from liaison.nouns.work.project import PROJECT
from liaison.quantities import Whole
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
        "SELECT p.code AS code, p.name AS project, p.kind AS kind, u.name AS lead, p.start AS start, p.finished AS finished, "
        f"{STAGE_ON} AS stage FROM project AS p JOIN unit AS u ON u.id = p.lead_id WHERE {condition}"
    )


def _figure(
    key: str, label: str, definition: str, condition: str, *, adds: bool = False, silent: bool = False
) -> Figure:
    relation = _relation(condition)
    return Figure(
        key,
        label,
        "个",
        Whole(),
        definition,
        relation,
        "count(*)",
        _COLUMNS,
        adds,
        "code",
        silent=silent,
        split=(("project", "project"), ("kind", "kind"), ("unit", "lead")),
    )


_STOPPED = quoted(PROJECT_STAGES.renewing)
_STOP = (
    f"EXISTS (SELECT 1 FROM project_stage AS s WHERE s.project_id = p.id AND s.stage IN ({_STOPPED}) "
    "AND s.day >= :from AND s.day <= :to) OR (p.finished >= :from AND p.finished <= :to "
    "AND NOT EXISTS (SELECT 1 FROM project_stage AS s WHERE s.project_id = p.id))"
)
"""The condition that project ``p`` was stopped in the period; where no moves are kept, its last day tells."""
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
    _figure(
        "projects_stopped",
        "中止项目",
        "本期内中止、到期末仍未恢复的项目数。",
        f"{STAGE_ON} IN ({_STOPPED}) AND ({_STOP})",
        silent=True,
    ),
    _figure(
        "projects_under_way",
        "本期推进项目",
        "期末以前启动，到期初尚未结项、也没有中止的项目数；没有启动日期的不计。",
        f"p.start <= :to AND COALESCE({state_on(PROJECT, 'p', ':before')}, '') NOT IN ({OVER})",
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
        more=("indicators",),
        noun=PROJECT,
    ),
)

SENTENCES = (
    Sentence("projects", under_way),
    Sentence("indicator", most_read),
    Sentence("unstarted", unstarted),
    Sentence("missed", missed, clear="未达标的指标", known=has_targets),
)
