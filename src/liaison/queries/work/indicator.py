"""Indicators and their readings as they are stored, and the readings that are lacking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from liaison.columns import Record
from liaison.errors import as_typed
from liaison.nouns.work.indicator import INDICATOR
from liaison.queries import whose
from liaison.queries.due import Due
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.rules.work.agreements import BINDING
from liaison.rules.work.stages import CARRIED_OUT
from liaison.rules.work.targets import awaited, last_day_of
from liaison.store.database import Database

_PER_CENT = ("%", "％", "百分比", "百分数")


class Kept(NamedTuple):
    """How often an indicator is read, and in what it is counted."""

    every: str
    unit: str | None

    @property
    def in_per_cent(self) -> bool:
        """Whether it counts per cents."""
        return self.unit in _PER_CENT


def has_readings(database: Database, indicator: int) -> bool:
    """Whether an indicator has been read."""
    return database.value("SELECT 1 FROM reading WHERE indicator_id = :id", id=indicator) is not None


def kept(database: Database) -> dict[int, Kept]:
    """How each indicator is read."""
    return {key: Kept(*more) for key, *more in database.tuples("SELECT id, every, unit FROM indicator")}


_READ = "(SELECT max(r.period) FROM reading AS r WHERE r.indicator_id = i.id)"
_AWAITED = (
    f"SELECT i.id, i.code, p.code, p.name, p.start, i.name, i.every, {_READ} "
    "FROM indicator AS i JOIN project AS p ON p.id = i.project_id "
    f"WHERE p.stage IN ({quoted(CARRIED_OUT)}) AND p.start <= :today UNION ALL "
    f"SELECT i.id, i.code, NULL, g.name, COALESCE(g.start, g.signed), i.name, i.every, {_READ} "
    "FROM indicator AS i JOIN agreement AS g ON g.id = i.agreement_id "
    f"WHERE g.status IN ({quoted(BINDING)}) AND COALESCE(g.start, g.signed) <= :today "
    "AND COALESCE(g.end_on, '9999-12-31') >= :today UNION ALL "
    f"SELECT i.id, i.code, NULL, {{name}}, NULL, i.name, i.every, {_READ} FROM indicator AS i {{joins}} "
    "WHERE i.project_id IS NULL AND i.agreement_id IS NULL AND EXISTS (SELECT 1 FROM reading AS r WHERE r.indicator_id = i.id) "
    "ORDER BY 3, 1"
)
"""The indicators that are to be read: of projects under way and of agreements in force from their beginning, of all else from
the first reading."""


def _unread(database: Database, today: str, until: str) -> Iterator[Record]:
    """The indicators that lack the reading of a stretch which was to be told of by a day; what is read once is never late."""
    of = INDICATOR["of"]
    sql = _AWAITED.format(name=whose.name_of(of, "i"), joins=" ".join(whose.joins(of, "i")))
    for key, code, project, owner, start, name, every, last in database.tuples(sql, today=today):
        if every == "一次":
            continue
        told = last_day_of(date.fromisoformat(last), every) if last else None
        lacking = told + timedelta(days=1) if told else date.fromisoformat(start)
        day = awaited(lacking, every).isoformat()
        if day <= until:
            row = {"of": key, "code": project or code, "day": day}
            row["what"] = f"“{owner}”的{name}（{every}）{f'只记到 {told}' if told else '还没有读数'}"
            verb = f"project record {project} {as_typed(name)}" if project else f"indicator record {code}"
            row["command"] = f"liaison {verb} {last_day_of(lacking, every)}"
            yield row


DUE = (Due("reading_late", "读数未记", _unread, ahead=-1),)


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    """The indicators of a unit itself; those of its projects stand with these."""
    return records(database, INDICATOR, "t.body_id = :unit", unit=unit)


UNIT_FILE = (
    Part(
        "indicators",
        INDICATOR.label,
        INDICATOR.pick("code", "name", "unit", "period", "total", "target"),
        _of_unit,
    ),
)
