"""What a meeting opens with, and what units have sent in for it."""

from __future__ import annotations

from datetime import date, timedelta

from liaison.columns import Record
from liaison.nouns.work.matter import MATTER
from liaison.nouns.work.matter_lists import TOPIC
from liaison.queries.council.charter import charter_on, counting
from liaison.queries.council.member import is_member
from liaison.queries.keys import quoted
from liaison.queries.states import edges, light_on, state_on, told_on
from liaison.queries.work.roll import is_meeting
from liaison.rules.work.matters import CONCLUDED, WORKED_ON
from liaison.rules.work.meetings import AGREED
from liaison.store.database import Database


def _earlier(meeting: str) -> str:
    """The condition that a meeting was before that of ``:start`` and ``:code``."""
    return f"({meeting}.start < :start OR ({meeting}.start = :start AND {meeting}.code < :code))"


def last_before(database: Database, meeting: Record) -> Record | None:
    """The meeting before another one, ``{id, code, title, start}``, if there was any."""
    found = database.records(
        f"SELECT a.id, a.code, a.title, a.start FROM activity AS a WHERE {is_meeting('a')} AND {_earlier('a')} "
        "ORDER BY a.start DESC, a.code DESC LIMIT 1",
        start=meeting["start"],
        code=meeting["code"],
    )
    return found[0] if found else None


def handled(database: Database, meeting: Record, today: str) -> list[Record]:
    """How the decisions of earlier meetings stand on the day of one, or today if it is still to come: those that were open when
    the meeting before it was held, or have come since.

    ``{meeting, meeting_code, number, matter, matter_code, lead, lead_code, lead_short, due, status, light, told}``, where
    ``told`` is what was last said of the work. Each matter stands with the last decision on it.
    """
    before = last_before(database, meeting)
    if before is None:
        return []
    day = min(meeting["start"], today)
    later = f"SELECT 1 FROM agenda_item AS j JOIN activity AS b ON b.id = j.activity_id WHERE j.matter_id = i.matter_id AND {_agreed('j')}"
    words = (
        "SELECT s.text FROM matter_step AS s WHERE s.matter_id = t.id AND s.day <= :day AND s.text IS NOT NULL "
        f"AND s.action IN ({quoted(WORKED_ON)}) ORDER BY s.day DESC, s.id DESC LIMIT 1"
    )
    return database.records(
        "SELECT a.title AS meeting, a.code AS meeting_code, i.number AS number, t.title AS matter, t.code AS matter_code, "
        f"l.name AS lead, l.code AS lead_code, l.short AS lead_short, {told_on(MATTER, 'due', 't', ':day')} AS due, "
        f"{state_on(MATTER, 't', ':day')} AS status, {light_on(MATTER, 't', ':day')} AS light, ({words}) AS told "
        "FROM agenda_item AS i JOIN activity AS a ON a.id = i.activity_id JOIN matter AS t ON t.id = i.matter_id "
        f"LEFT JOIN unit AS l ON l.id = {told_on(MATTER, 'lead', 't', ':day')} "
        f"WHERE {_earlier('a')} AND {_agreed('i')} "
        f"AND NOT EXISTS ({later} AND {_earlier('b')} AND (b.start > a.start OR (b.start = a.start AND b.code > a.code))) "
        f"AND COALESCE({state_on(MATTER, 't', ':eve')}, '') NOT IN ({quoted(CONCLUDED)}) ORDER BY a.start, a.code, i.number",
        start=meeting["start"],
        code=meeting["code"],
        day=day,
        eve=(date.fromisoformat(before["start"]) - timedelta(days=1)).isoformat(),
        **edges(database, day),
    )


def _agreed(item: str) -> str:
    return f"{item}.outcome IN ({quoted(AGREED)})"


def deadline(database: Database, meeting: Record) -> str:
    """The last day for topics of a meeting, by the rules of its day."""
    rules = charter_on(database, meeting["start"])
    add = counting(database, rules)
    return add(date.fromisoformat(meeting["start"]), -rules["topic_days"]).isoformat()


def next_meeting(database: Database, today: str) -> str | None:
    """The code of the first meeting that is held today or later, if any is on record."""
    sql = (
        f"SELECT a.code FROM activity AS a WHERE {is_meeting('a')} AND a.start >= :today "
        "ORDER BY a.start, a.code LIMIT 1"
    )
    code: str | None = database.value(sql, today=today)
    return code


def topics(database: Database, meeting: Record, last_day: str) -> list[Record]:
    """What each member of the day of a meeting has sent in for it since the one before, up to the meeting: ``{unit, unit_code,
    unit_short, topics, late, newest}``, where ``late`` are those after ``last_day``."""
    before = last_before(database, meeting)
    raised = f"t.kind = '{TOPIC}' AND t.raised_by_id = unit.id AND t.raised <= :start AND t.raised > :before"
    return database.records(
        "SELECT unit.name AS unit, unit.code AS unit_code, unit.short AS unit_short, "
        f"(SELECT count(*) FROM matter AS t WHERE {raised} AND t.raised <= :last_day) AS topics, "
        f"(SELECT count(*) FROM matter AS t WHERE {raised} AND t.raised > :last_day) AS late, "
        f"(SELECT max(t.raised) FROM matter AS t WHERE {raised}) AS newest "
        f"FROM unit WHERE {is_member('unit', ':start', ':start')} ORDER BY unit.rank IS NULL, unit.rank, unit.code",
        start=meeting["start"],
        before=before["start"] if before else "",
        last_day=last_day,
    )
