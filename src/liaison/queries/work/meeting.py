"""What is to be done about meetings, what is lacking of them, and how a unit stood to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from liaison.columns import Column, Record
from liaison.errors import left_open
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.meeting import PRESENCE
from liaison.queries.council.charter import charter_on, charters, counting
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.gaps import Gap
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.unit_file import Part
from liaison.queries.work.roll import HELD, IS_MEETING, ROLL, is_meeting
from liaison.rules.deadlines import NEAR
from liaison.rules.keeping.attachments import MINUTES
from liaison.rules.work.meetings import AGREED, INVITED_ONLY
from liaison.store.database import Database

_OF_ALL = f"{is_meeting('a')} AND a.kind <> '{INVITED_ONLY}'"
"""The condition that ``a`` is a meeting to which all members are called."""


def _unsigned(database: Database, today: str) -> Iterator[Record]:
    """The meetings that are over and of which nobody is on record."""
    sql = (
        f"SELECT a.code, a.title, a.start FROM activity AS a WHERE {is_meeting('a')} "
        f"AND COALESCE(a.last_day, a.start) < :today AND NOT {HELD} ORDER BY a.start, a.code"
    )
    for code, title, start in database.tuples(sql, today=today):
        command = f"liaison meeting attend {code} --file {left_open('签到表')}"
        yield {"record": title, "code": code, "problem": f"{start} 召开，没有登记签到", "command": command}


def _twice_absent(database: Database, today: str) -> Iterator[Record]:
    """The members that neither came nor sent anybody to the last two meetings for all of them."""
    last = (
        f"SELECT a.id FROM activity AS a WHERE {_OF_ALL} AND a.start <= :today "
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


def _shifted(database: Database, rules: Record, day: str, days: int) -> str:
    return counting(database, rules)(date.fromisoformat(day), days).isoformat()


def _tasks_due(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The decisions of the last meeting that are to be entered as tasks by a day; older ones are gaps."""
    rules = charters(database)
    last = database.value(
        "SELECT max(a.start) FROM agenda_item AS i JOIN activity AS a ON a.id = i.activity_id WHERE i.outcome IS NOT NULL"
    )
    found = (row for row in database.tuples(_UNTASKED) if row[2] == last)
    for code, title, start, number, item, outcome, key, host in found:
        day = _shifted(database, rules(start), start, rules(start)["task_days"])
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
            day = _shifted(database, rules(start), start, -rules(start)[days])
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


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    """The meetings for which something is on record of a unit, and how it stood to each."""
    return database.records(
        "SELECT a.code, a.title, a.kind, a.start, p.status FROM presence AS p JOIN activity AS a ON a.id = p.activity_id "
        "WHERE p.unit_id = :unit ORDER BY a.start, a.code, p.id",
        unit=unit,
    )


_SIGNED = (*ACTIVITY.pick("code", "title", "kind", "start"), PRESENCE["status"])
UNIT_FILE = (Part("meetings", "会议签到", _SIGNED, _of_unit),)


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


FILED = (Sort("meeting", "会议", ACTIVITY, IS_MEETING, by="host", day="start", wants=MINUTES),)
