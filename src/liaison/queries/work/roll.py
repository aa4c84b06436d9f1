"""Who should come to meetings and who came, in SQL: ``a`` being an activity."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from liaison.columns import Record
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.queries.council.member import is_member
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.rules.work.meetings import CAME, ENDING, INVITED_ONLY, LISTENED, SENT, STATUSES
from liaison.store.database import Database


def is_meeting(activity: str) -> str:
    """The condition that an activity is a meeting."""
    return f"{activity}.kind LIKE '%_{ENDING}'"


IS_MEETING = is_meeting("t")
"""The condition that activity ``t`` is a meeting."""


def stood(*statuses: str) -> str:
    """The condition that somebody of unit ``u`` stood so to meeting ``a``."""
    return (
        "EXISTS (SELECT 1 FROM presence AS p WHERE p.activity_id = a.id AND p.unit_id = u.id "
        f"AND p.status IN ({quoted(statuses)}))"
    )


EXPECTED = (
    f"CASE WHEN a.kind = '{INVITED_ONLY}' THEN {stood(*(status for status in STATUSES if status != LISTENED))} "
    f"ELSE {is_member('u', 'a.start', 'a.start')} END"
)
"""The condition that unit ``u`` should come to meeting ``a``: every member of that day, or those who were asked."""

ROLL = (
    "SELECT a.id AS id, a.code AS code, a.title AS title, a.start AS start, u.code AS unit_code, u.name AS unit, "
    f"CASE WHEN {stood(CAME)} THEN 1 ELSE 0 END AS came, "
    f"CASE WHEN {stood(SENT)} AND NOT {stood(CAME)} THEN 1 ELSE 0 END AS sent "
    f"FROM activity AS a CROSS JOIN unit AS u WHERE {is_meeting('a')} AND {EXPECTED}"
)
"""Each unit that should come to each meeting, and whether it came or sent somebody."""
HELD = "EXISTS (SELECT 1 FROM presence AS h WHERE h.activity_id = a.id)"
"""The condition that it is on record who was at meeting ``a``."""


def tally(condition: str) -> str:
    """The statement that counts, for each meeting ``a`` that fits a condition, the units that should come, came, and sent
    somebody instead: ``id``, ``expected``, ``present``, ``proxies``."""
    return (
        "SELECT r.id AS id, count(*) AS expected, CAST(sum(r.came) AS BIGINT) AS present, "
        f"CAST(sum(r.sent) AS BIGINT) AS proxies FROM ({ROLL} AND {condition}) AS r GROUP BY r.id"
    )


def rolls(database: Database, meetings: Collection[int]) -> dict[int, Record]:
    """``{expected, present, proxies}`` of meetings, by key; the last two are unknown where nobody is on record."""
    if not meetings:
        return {}
    listed = ", ".join(map(str, sorted(meetings)))
    rows = database.records(
        f"SELECT a.id, r.expected, CASE WHEN {HELD} THEN r.present END AS present, CASE WHEN {HELD} THEN r.proxies END AS proxies "
        f"FROM ({tally(f'a.id IN ({listed})')}) AS r JOIN activity AS a ON a.id = r.id"
    )
    return {row.pop("id"): row for row in rows}


def missing(database: Database, meeting: int) -> list[Record]:
    """The units that should come and neither came nor sent anybody: ``{unit, unit_code, status}``, the status as it was told."""
    return database.records(
        "SELECT r.unit, r.unit_code, (SELECT min(p.status) FROM presence AS p JOIN unit AS v ON v.id = p.unit_id "
        "WHERE p.activity_id = r.id AND v.code = r.unit_code) AS status "
        f"FROM ({ROLL} AND a.id = {meeting:d}) AS r WHERE r.came = 0 AND r.sent = 0 ORDER BY r.unit_code"
    )


def attendance_of(database: Database, meeting: int) -> list[Record]:
    """Who was entered for a meeting, unit by unit."""
    return records(database, PRESENCE, "t.activity_id = :meeting", meeting=meeting)


def agenda_of(database: Database, meeting: int) -> list[Record]:
    """The items of a meeting in their order."""
    return records(database, AGENDA, "t.activity_id = :meeting", meeting=meeting)


def item(database: Database, meeting: int, number: Any) -> int | None:
    """The key of the item of a meeting with that number."""
    sql = "SELECT id FROM agenda_item WHERE activity_id = :meeting AND number = :number"
    found: int | None = database.value(sql, meeting=meeting, number=number)
    return found


def people(database: Database) -> dict[tuple[int, int], int]:
    """How many people of each unit were at each meeting: by activity and unit."""
    rows = database.tuples(
        f"SELECT activity_id, unit_id, count(*) FROM presence WHERE status = '{CAME}' GROUP BY activity_id, unit_id"
    )
    return {(activity, unit): count for activity, unit, count in rows}


def pairs(database: Database, keys: Collection[int]) -> dict[tuple[int, int], int]:
    """Activity and unit of rows of presence, each with how many of these rows say that somebody came."""
    listed = ", ".join(map(str, sorted(keys)))
    rows = database.tuples(
        f"SELECT activity_id, unit_id, CAST(sum(CASE WHEN status = '{CAME}' THEN 1 ELSE 0 END) AS BIGINT) "
        f"FROM presence WHERE id IN ({listed}) GROUP BY activity_id, unit_id"
    )
    return {(activity, unit): count for activity, unit, count in rows}


def attended(database: Database, activity: int, unit: int) -> tuple[int, int | None] | None:
    """The key and the people of a unit's row of attendance, if there is one."""
    rows = database.tuples(
        "SELECT id, people FROM attendance WHERE activity_id = :activity AND unit_id = :unit",
        activity=activity,
        unit=unit,
    )
    return rows[0] if rows else None
