"""Activities and who took part, as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from liaison.columns import Column, Record
from liaison.nouns.work.activity import ACTIVITY
from liaison.quantities import Whole
from liaison.queries.unit_file import Part
from liaison.store.database import Database


def activities(database: Database) -> dict[int, Record]:
    """Every activity by key: ``{id, code, title, start, people}``."""
    rows = database.records("SELECT id, code, title, start, people FROM activity")
    return {row["id"]: row for row in rows}


def counted(database: Database, activity: int) -> set[int]:
    """The units whose people at an activity are on record."""
    rows = database.tuples(
        "SELECT unit_id FROM attendance WHERE activity_id = :id AND (people IS NOT NULL OR party IS NOT NULL)",
        id=activity,
    )
    return {unit for (unit,) in rows}


def attendance(database: Database, wanted: Collection[int]) -> Iterator[tuple[int, int, int | None]]:
    """Activity, unit and people of each unit's row, of the activities wanted."""
    which = f"WHERE activity_id = {next(iter(wanted)):d}" if len(wanted) == 1 else ""
    for activity, unit, people in database.execute(
        f"SELECT activity_id, unit_id, people FROM attendance {which}"
    ):
        if activity in wanted:
            yield activity, unit, people


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    """The activities that a unit took or is to take part in, as what, and its own people there, as far as they are told."""
    return database.records(
        'SELECT a.code, a.title, a.kind, a.start, a.last_day AS "end", t.people, t.party, '
        "CASE WHEN a.host_id = :unit THEN '主办' WHEN c.id IS NOT NULL THEN '协办' ELSE '参加' END AS role "
        "FROM activity AS a LEFT JOIN activity_co_host AS c ON c.activity_id = a.id AND c.unit_id = :unit "
        "LEFT JOIN attendance AS t ON t.activity_id = a.id AND t.unit_id = :unit "
        "WHERE a.host_id = :unit OR c.id IS NOT NULL OR (t.id IS NOT NULL AND COALESCE(t.people, 1) > 0) "
        "ORDER BY a.start, a.code",
        unit=unit,
    )


_COLUMNS = (
    *ACTIVITY.pick("code", "title", "kind", "start", "end"),
    Column("role", "身份"),
    Column("people", "人数", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
)
UNIT_FILE = (Part("activities", "活动", _COLUMNS, _of_unit),)
