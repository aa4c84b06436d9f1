"""Who should come to meetings and who came, in SQL: ``a`` being an activity."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from liaison.columns import Column, Record
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.queries.council.charter import charter_on, charters, counting
from liaison.queries.council.member import is_member
from liaison.queries.due import Due
from liaison.queries.gaps import Gap
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.rules.deadlines import NEAR
from liaison.rules.work.meetings import AGREED, CAME, ENDING, INVITED_ONLY, LISTENED, SENT, STATUSES
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


def _unsigned(database: Database, today: str) -> Iterator[Record]:
    """The meetings that are over and of which nobody is on record."""
    sql = (
        f"SELECT a.code, a.title, a.start FROM activity AS a WHERE {is_meeting('a')} "
        f"AND COALESCE(a.last_day, a.start) < :today AND NOT {HELD} ORDER BY a.start, a.code"
    )
    for code, title, start in database.tuples(sql, today=today):
        command = f"liaison meeting attend {code} --file 签到表.xlsx"
        yield {"record": title, "code": code, "problem": f"{start} 召开，没有登记签到", "command": command}


def _twice_absent(database: Database, today: str) -> Iterator[Record]:
    """The members that neither came nor sent anybody to the last two meetings for all of them."""
    last = (
        f"SELECT a.id FROM activity AS a WHERE {is_meeting('a')} AND a.kind <> '{INVITED_ONLY}' AND a.start <= :today "
        f"AND {HELD} ORDER BY a.start DESC, a.code DESC LIMIT 2"
    )
    meetings = [key for (key,) in database.tuples(last, today=today)]
    if len(meetings) < 2:
        return
    listed = ", ".join(map(str, meetings))
    sql = (
        f"SELECT r.unit_code, r.unit FROM ({ROLL} AND a.id IN ({listed})) AS r GROUP BY r.unit_code, r.unit "
        "HAVING count(*) = 2 AND sum(r.came + r.sent) = 0 ORDER BY r.unit_code"
    )
    for code, name in database.tuples(sql):
        problem = "最近两次会议都没有出席，也没有委托"
        yield {"record": name, "code": code, "problem": problem, "command": f"liaison member file {code}"}


_OF_ALL = f"{is_meeting('a')} AND a.kind <> '{INVITED_ONLY}'"
"""The condition that ``a`` is a meeting to which all members are called."""


def _held(database: Database) -> dict[int, int]:
    """How many meetings of all members each year has, those still to come included."""
    rows = database.tuples(
        f"SELECT substr(a.start, 1, 4), count(*) FROM activity AS a WHERE {_OF_ALL} GROUP BY 1"
    )
    return {int(year): count for year, count in rows}


def _too_few(database: Database, today: str) -> Iterator[Record]:
    """The past years with fewer meetings of all members than the rules of their last day ask for."""
    rules = charters(database)
    for year, count in sorted(_held(database).items()):
        asked = rules(f"{year}-12-31")
        if year < int(today[:4]) and "meetings" not in asked["unset"] and count < asked["meetings"]:
            problem = f"开了 {count} 次会，章程要 {asked['meetings']} 次"
            command = f"liaison meeting list --year {year}"
            yield {"record": f"{year} 年的会议", "code": None, "problem": problem, "command": command}


_UNTASKED = (
    "SELECT a.code, a.title, a.start, i.number, i.title, i.outcome, i.id, u.code FROM agenda_item AS i "
    "JOIN activity AS a ON a.id = i.activity_id JOIN unit AS u ON u.id = a.host_id "
    f"WHERE i.outcome IN ({quoted(AGREED)}) AND i.matter_id IS NULL ORDER BY a.start, a.code, i.number"
)
"""The decisions of which no matter is on record."""


def _task(code: str, number: int, outcome: str, unit: str) -> str:
    return f"liaison meeting decide {code} {number} {outcome} --assign {unit}"


def _untasked(database: Database, _today: str) -> Iterator[Record]:
    for code, title, _start, number, item, outcome, _key, host in database.tuples(_UNTASKED):
        yield {
            "record": f"{title}第 {number} 项",
            "code": code,
            "problem": f"“{item}”{outcome}，没有立成事项",
            "command": _task(code, number, outcome, host),
        }


def _tasks_due(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The decisions of the last meeting that are to be entered as tasks by a day; older ones are gaps."""
    rules = charters(database)
    last = database.value(
        "SELECT max(a.start) FROM agenda_item AS i JOIN activity AS a ON a.id = i.activity_id WHERE i.outcome IS NOT NULL"
    )
    found = (row for row in database.tuples(_UNTASKED) if row[2] == last)
    for code, title, start, number, item, outcome, key, host in found:
        day = counting(database, start)(date.fromisoformat(start), rules(start)["task_days"]).isoformat()
        if day <= until:
            what = f"“{title}”第 {number} 项“{item}”{outcome}，要立项交办"
            yield {
                "of": key,
                "what": what,
                "code": code,
                "day": day,
                "command": _task(code, number, outcome, host),
            }


def _coming(days: str, what: str, verb: str) -> Callable[[Database, str, str], Iterator[Record]]:
    """Asks for the meetings to come before which something is to be done, so many days before as the rules say."""

    def ask(database: Database, today: str, until: str) -> Iterator[Record]:
        rules = charters(database)
        sql = f"SELECT a.id, a.code, a.title, a.start FROM activity AS a WHERE {is_meeting('a')} AND a.start >= :today ORDER BY a.start, a.code"
        for key, code, title, start in database.tuples(sql, today=today):
            day = counting(database, start)(date.fromisoformat(start), -rules(start)[days]).isoformat()
            if today <= day <= until:
                yield {
                    "of": key,
                    "what": what.format(f"“{title}”（{start}）"),
                    "code": code,
                    "day": day,
                    "command": f"liaison meeting {verb} {code}",
                }

    return ask


def _year_short(database: Database, today: str, until: str) -> Iterator[Record]:
    """That this year has fewer meetings of all members on record than the rules ask for."""
    year = int(today[:4])
    last, asked = f"{year}-12-31", charter_on(database, today)
    count = _held(database).get(year, 0)
    if "meetings" not in asked["unset"] and count < asked["meetings"] and last <= until:
        yield {
            "of": year,
            "what": f"今年的会议登记了 {count} 次，章程要 {asked['meetings']} 次",
            "code": None,
            "day": last,
            "command": "liaison meeting list --year " + str(year),
        }


DUE = (
    Due("topics", "议题征集", _coming("topic_days", "{}的议题报送截止", "call-for-topics"), ahead=NEAR),
    Due("notice", "会议通知", _coming("notice_days", "发出{}的会议通知", "agenda"), ahead=NEAR),
    Due("task", "决议立项", _tasks_due, ahead=NEAR),
    Due("meetings", "会议次数", _year_short, ahead=60),
)
GAPS = (
    Gap("few_meetings", "会议次数不够的年份", _too_few),
    Gap("untasked", "没有立成事项的决议", _untasked),
    Gap("unsigned", "没有签到的会议", _unsigned),
    Gap("twice_absent", "连续两次没有到会的单位", _twice_absent),
)


def _open(database: Database, day: str) -> list[Record]:
    """The meetings that are still to be held on a day, and those held until then of which nobody is on record or items have no
    outcome; ``open`` tells, in words, what is left to do."""
    rows = database.records(
        "SELECT a.code, a.title, a.start, u.name AS host, u.code AS host_code, u.short AS host_short, "
        f"CASE WHEN a.start > :day THEN 1 ELSE 0 END AS ahead, CASE WHEN {HELD} THEN 1 ELSE 0 END AS signed, "
        "(SELECT count(*) FROM agenda_item AS g WHERE g.activity_id = a.id AND g.outcome IS NULL) AS undecided "
        f"FROM activity AS a JOIN unit AS u ON u.id = a.host_id WHERE {is_meeting('a')} ORDER BY a.start, a.code",
        day=day,
    )
    for row in rows:
        left = ["没有登记签到"] * (not row["signed"])
        left += [f"{row['undecided']} 项议程没有结论"] * bool(row["undecided"])
        row["open"] = "待召开" if row["ahead"] else "、".join(left)
    return [row for row in rows if row["open"]]


_OPEN = (*ACTIVITY.pick("code", "title", "start", "host"), Column("open", "还要办"))
HANDOVER = (Open("meetings", "没有办完的会议", _OPEN, _open),)
