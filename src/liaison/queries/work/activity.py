"""Activities and who took part, as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from liaison.columns import Record
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
