"""Matters of a unit, those that are to be done soon, and how many of each unit's are late."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from liaison.columns import Column, Record
from liaison.kinds import Ref
from liaison.nouns.council.member import MEMBER
from liaison.nouns.work.matter import MATTER
from liaison.quantities import Whole
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import ids, records
from liaison.queries.states import as_of, edges, light_on, state_on
from liaison.queries.unit_file import Part
from liaison.rules.deadlines import LIGHTS, NEAR
from liaison.rules.work.matters import CONCLUDED
from liaison.store.database import Database

_FEW = 500
_LIGHT_KEYS = ("green", "yellow", "red", "grey")
BOARD = (
    Column("lead", "主办单位", Ref(MEMBER.name)),
    *(Column(key, light, Whole(), adds=True) for key, light in zip(_LIGHT_KEYS, LIGHTS, strict=True)),
    Column("total", "合计", Whole(), adds=True),
)
"""The columns of the board: JSON has the lights by their English names."""


def facts(database: Database, matters: Collection[int]) -> dict[int, tuple[str, int | None]]:
    """When some matters were raised, and who leads them."""
    rows = database.tuples(f"SELECT id, raised, lead_id FROM {MATTER.table} {_only(matters)}")
    return {key: (raised, lead) for key, raised, lead in rows}


def outcomes(database: Database, matters: Collection[int]) -> dict[int, Record]:
    """How some matters stand: ``{id, status, result, satisfaction}``."""
    sql = f"SELECT id, status, result, satisfaction FROM {MATTER.table} {_only(matters)}"
    return {row["id"]: row for row in database.records(sql)}


def _only(keys: Collection[int]) -> str:
    """The condition that lets through some records, or all where there are many of them."""
    return f"WHERE id IN ({', '.join(map(str, keys))})" if 0 < len(keys) <= _FEW else ""


def board(database: Database, where: str, day: str, **values: object) -> list[Record]:
    """How many matters of those that fit each unit leads, by their lights on a day; in the order of units, those nobody
    leads last."""
    sums = ", ".join(
        f"CAST(sum(CASE WHEN m.light = '{light}' THEN 1 ELSE 0 END) AS BIGINT) AS {key}"
        for key, light in zip(_LIGHT_KEYS, LIGHTS, strict=True)
    )
    return database.records(
        f"SELECT t.name AS lead, t.code AS lead_code, t.short AS lead_short, {sums}, count(*) AS total FROM "
        f"(SELECT t.lead_id AS lead_id, {light_on(MATTER, 't', ':day')} AS light FROM {MATTER.table} AS t "
        f"WHERE t.raised <= :day AND t.id IN ({ids(MATTER, where or '1 = 1')})) AS m "
        f"LEFT JOIN {MEMBER.table} AS t ON t.id = m.lead_id "
        f"GROUP BY t.id, t.name, t.code, t.short ORDER BY t.id IS NULL, {MEMBER.order}",
        day=day,
        **{**values, **edges(database, day)},
    )


def _due(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The open matters that are to be done by a day."""
    sql = (
        "SELECT t.id, t.code, t.title, t.due, t.status, COALESCE(u.short, u.name) FROM matter AS t LEFT JOIN unit AS u ON u.id = t.lead_id "
        f"WHERE t.due <= :until AND t.status NOT IN ({quoted(CONCLUDED)}) ORDER BY t.due, t.code"
    )
    for key, code, title, due, status, lead in database.tuples(sql, until=until):
        yield {
            "of": key,
            "what": f"“{title}”（{status}{f'，{lead}' if lead else ''}）",
            "code": code,
            "day": due,
            "command": f"liaison matter show {code}",
        }


def _open(database: Database, day: str) -> list[Record]:
    """The matters that are raised and neither closed nor put off on a day."""
    condition = f"COALESCE({state_on(MATTER, 't', ':day')}, '') NOT IN ('', {quoted(CONCLUDED)})"
    return as_of(database, MATTER, records(database, MATTER, condition, day=day), day)


HANDOVER = (
    Open(
        "matters",
        "没有办结的事项",
        MATTER.pick("code", "kind", "title", "lead", "due", "status", "light"),
        _open,
    ),
)
DUE = (Due("matter_due", "事项时限", _due, ahead=NEAR),)


def _of_unit(database: Database, unit: int, day: str) -> list[Record]:
    """The matters that a unit raised, leads or helps with, each in the state it has reached on a day."""
    found = records(
        database,
        MATTER,
        "t.raised_by_id = :unit OR t.lead_id = :unit OR EXISTS (SELECT 1 FROM matter_helper AS h "
        "WHERE h.matter_id = t.id AND h.unit_id = :unit)",
        unit=unit,
    )
    return [row | {"role": _role(row, unit)} for row in as_of(database, MATTER, found, day)]


def _role(row: Record, unit: int) -> str:
    roles = ("提出" * (row["raised_by_id"] == unit), "主办" * (row["lead_id"] == unit))
    return "、".join(filter(None, (*roles, "协办" * (unit in row["helpers_id"]))))


_COLUMNS = (
    *MATTER.pick("code", "kind", "title"),
    Column("role", "身份"),
    *MATTER.pick("raised", "due", "status", "light"),
)
UNIT_FILE = (Part("matters", MATTER.label, _COLUMNS, _of_unit),)


FILED = (Sort("matter", "事项", MATTER, by="raised_by", day="raised"),)
