"""Activities and who took part, as they are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from liaison.columns import Column, Record
from liaison.errors import left_open
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE
from liaison.quantities import Whole
from liaison.queries.filing import Sort
from liaison.queries.gaps import Gap
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.rules.keeping.attachments import PHOTO
from liaison.rules.work.meetings import ENDING
from liaison.rules.work.roles import ROLES, TAKING_PART
from liaison.store.database import Database


def activities(database: Database) -> dict[int, Record]:
    """Every activity by key: ``{id, code, title, kind, start, people}``."""
    rows = database.records("SELECT id, code, title, kind, start, people FROM activity")
    return {row["id"]: row for row in rows}


def last_ordinals(database: Database) -> dict[str, int]:
    """The highest number of each kind of activity of which some are numbered."""
    return dict(
        database.tuples("SELECT kind, max(ordinal) FROM activity WHERE ordinal IS NOT NULL GROUP BY kind")
    )


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


def takes_part(link: str) -> str:
    """The condition that a unit's role at an activity is one of taking part."""
    return f"{link}.role IN ({quoted(TAKING_PART)})"


def weightiest_role(link: str) -> str:
    """The aggregate that tells the first of a unit's roles of taking part in an activity."""
    places = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(TAKING_PART))
    words = " ".join(f"WHEN {place} THEN '{role}'" for place, role in enumerate(TAKING_PART))
    return f"CASE min(CASE {link}.role {places} END) {words} END"


def of_unit(database: Database, unit: int) -> list[Record]:
    """The activities that a unit took or is to take part in, guides or supports, as what (``role``), and its own people there, as
    far as they are told."""
    rows = database.records(
        'SELECT a.id, a.code, a.title, a.kind, a.start, a.last_day AS "end", t.people, t.party, '
        "CASE WHEN a.host_id = :unit THEN 1 ELSE 0 END AS hosts, "
        "CASE WHEN t.id IS NOT NULL AND COALESCE(t.people, 1) > 0 THEN 1 ELSE 0 END AS came "
        "FROM activity AS a LEFT JOIN attendance AS t ON t.activity_id = a.id AND t.unit_id = :unit "
        "WHERE a.host_id = :unit OR EXISTS (SELECT 1 FROM activity_unit AS c WHERE c.activity_id = a.id AND c.unit_id = :unit) "
        "OR (t.id IS NOT NULL AND COALESCE(t.people, 1) > 0) ORDER BY a.start, a.code",
        unit=unit,
    )
    told: dict[int, set[str]] = defaultdict(set)
    for activity, role in database.tuples(
        "SELECT c.activity_id, c.role FROM activity_unit AS c WHERE c.unit_id = :unit", unit=unit
    ):
        told[activity].add(role)
    return [row | {"role": _roles(told[row["id"]], row)} for row in rows]


def _roles(told: set[str], row: Record) -> str:
    """主办, 承办、指导, or 参加, which goes without saying where a unit takes part in a role."""
    roles = ["主办"] * row["hosts"] + [role for role in ROLES if role in told]
    took_part = row["hosts"] or not told.isdisjoint(TAKING_PART)
    return "、".join([*roles, *(["参加"] if row["came"] and not took_part else [])])


def held_for(database: Database, project: int, until: str) -> list[Record]:
    """The activities of a project that were held by a day."""
    return records(
        database, ACTIVITY, "t.project_id = :project AND t.start <= :until", project=project, until=until
    )


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    return of_unit(database, unit)


_COLUMNS = (
    *ACTIVITY.pick("code", "title", "kind", "start", "end"),
    Column("role", "身份"),
    Column("people", "人数", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
)
UNIT_FILE = (Part("activities", "活动", _COLUMNS, _of_unit),)


def _unattended(database: Database, today: str) -> Iterator[Record]:
    """The activities that are over and of which no unit that came is on record."""
    sql = (
        "SELECT a.code, a.title, a.start FROM activity AS a WHERE COALESCE(a.last_day, a.start) < :today "
        f"AND a.kind NOT LIKE '%_{ENDING}' AND NOT EXISTS "
        "(SELECT 1 FROM attendance AS t WHERE t.activity_id = a.id AND COALESCE(t.people, 1) > 0) ORDER BY a.start, a.code"
    )
    for code, title, start in database.tuples(sql, today=today):
        command = f"liaison activity attend {code} {left_open('单位')} {ATTENDANCE['people'].flag} {left_open('人数')}"
        yield {
            "record": title,
            "code": code,
            "problem": f"{start} 举办，没有登记参加单位",
            "command": command,
        }


def _fewer(key: str) -> Callable[[Database, str], Iterator[Record]]:
    """Finds the activities at which fewer people were, by their own row, than the units' rows come to."""

    def ask(database: Database, _today: str) -> Iterator[Record]:
        column = ACTIVITY[key]
        sql = (
            f"SELECT a.code, a.title, a.{key}, CAST(sum(t.{key}) AS BIGINT) FROM activity AS a "
            f"JOIN attendance AS t ON t.activity_id = a.id WHERE a.{key} IS NOT NULL "
            f"GROUP BY a.id, a.code, a.title, a.{key} HAVING sum(t.{key}) > a.{key} ORDER BY a.code"
        )
        for code, title, told, added in database.tuples(sql):
            problem = f"{column.label}登记的是 {told}，各单位加起来是 {added}"
            command = f"liaison activity edit {code} {column.flag} {added}"
            yield {"record": title, "code": code, "problem": problem, "command": command}

    return ask


_QUARTER = 91
"""Days of a quarter."""


def _idle(database: Database, today: str) -> Iterator[Record]:
    """The members of the whole last quarter that took part in none of its activities."""
    first = (date.fromisoformat(today) - timedelta(days=_QUARTER)).isoformat()
    met = "a.start >= :first AND a.start <= :today"
    sql = (
        "SELECT u.code, u.name FROM unit AS u JOIN spell AS s ON s.unit_id = u.id "
        "WHERE s.joined <= :first AND COALESCE(s.left_on, '9999-12-31') >= :today "
        f"AND EXISTS (SELECT 1 FROM activity AS a WHERE {met}) "
        f"AND u.id NOT IN (SELECT a.host_id FROM activity AS a WHERE {met} "
        "UNION SELECT c.unit_id FROM activity AS a JOIN activity_unit AS c ON c.activity_id = a.id "
        f"WHERE {takes_part('c')} AND {met} "
        "UNION SELECT t.unit_id FROM activity AS a JOIN attendance AS t ON t.activity_id = a.id "
        f"WHERE COALESCE(t.people, 1) > 0 AND {met}) ORDER BY u.code"
    )
    for code, name in database.tuples(sql, first=first, today=today):
        problem = f"{first} 以来没有参加过活动"
        yield {"record": name, "code": code, "problem": problem, "command": f"liaison member file {code}"}


GAPS = (
    Gap("unattended", "没有参加单位的活动", _unattended),
    Gap("people_differ", "人数对不上的活动", _fewer("people")),
    Gap("party_differ", "党员人数对不上的活动", _fewer("party")),
    Gap("idle", "一个季度没有参加活动的单位", _idle),
)


FILED = (
    Sort("activity", "活动", ACTIVITY, f"t.kind NOT LIKE '%_{ENDING}'", by="host", day="start", wants=PHOTO),
)
