"""Projects of a unit, and those under way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import left_open
from liaison.nouns.work.project import PROJECT, STAGE
from liaison.queries.filing import Sort
from liaison.queries.gaps import Gap
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.states import as_of
from liaison.queries.unit_file import Part
from liaison.rules.work.roles import GUIDING, PARTNER, SUPPORTING
from liaison.rules.work.stages import CARRIED_OUT, PROJECT_STAGES
from liaison.store.database import Database


def _of_unit(database: Database, unit: int, day: str) -> list[Record]:
    """The projects that a unit leads, takes part in, guides or supports, each in the stage it has reached on a day."""
    found = records(
        database,
        PROJECT,
        "t.lead_id = :unit OR EXISTS (SELECT 1 FROM project_unit AS p WHERE p.project_id = t.id AND p.unit_id = :unit)",
        unit=unit,
    )
    return [row | {"role": _roles(row, unit)} for row in as_of(database, PROJECT, found, day)]


def _roles(project: Record, unit: int) -> str:
    """牵头, 参与、支持: what a unit is at a project."""
    told = ((PARTNER, "partner"), (GUIDING, "guide"), (SUPPORTING, "supporter"))
    roles = [role for role, key in told if unit in project[PROJECT[key].slot]]
    return "、".join(["牵头"] if project["lead_id"] == unit else roles)


def _open(database: Database, day: str) -> list[Record]:
    """The projects that have begun by a day and are neither finished nor stopped, each with the day on which its stage began."""
    since = f"(SELECT max(s.day) FROM {STAGE.table} AS s WHERE s.project_id = t.id AND s.day <= :day)"
    began = dict(database.tuples(f"SELECT t.id, {since} FROM project AS t", day=day))
    reached = as_of(database, PROJECT, records(database, PROJECT), day)
    return [
        row | {"since": began[row["id"]]}
        for row in reached
        if row["stage"] is not None and row["stage"] not in PROJECT_STAGES.over
    ]


HANDOVER = (
    Open(
        "projects",
        "在办项目",
        (
            *PROJECT.pick("code", "name", "lead", "stage"),
            Column("since", "本阶段起", Day()),
            PROJECT["budget"],
        ),
        _open,
    ),
)


_COLUMNS = (
    *PROJECT.pick("code", "name", "kind"),
    Column("role", "身份"),
    *PROJECT.pick("stage", "start", "finished"),
)
UNIT_FILE = (Part("projects", PROJECT.label, _COLUMNS, _of_unit),)


def _undated(states: Collection[str], key: str, problem: str) -> Callable[[Database, str], Iterator[Record]]:
    """Finds the projects in one of some states without a day by which figures count them."""

    def ask(database: Database, _today: str) -> Iterator[Record]:
        column = PROJECT[key]
        sql = f"SELECT code, name, stage FROM project WHERE stage IN ({quoted(states)}) AND {column.store} IS NULL ORDER BY code"
        for code, name, stage in database.tuples(sql):
            command = f"liaison project edit {code} {column.flag} {left_open('日期')}"
            yield {"record": name, "code": code, "problem": f"在{stage}，{problem}", "command": command}

    return ask


GAPS = (
    Gap(
        "unstarted", "没有启动日期的项目", _undated(CARRIED_OUT, "start", "没有启动日期，不会计入推进的项目")
    ),
    Gap(
        "unfinished",
        "没有完成日期的项目",
        _undated(PROJECT_STAGES.final, "finished", "没有完成日期，不会计入结项数"),
    ),
)


FILED = (Sort("project", "项目", PROJECT, by="lead"),)
