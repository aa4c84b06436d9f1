"""Agreements of a unit, and those that come to their end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from liaison.columns import Record
from liaison.nouns.work.agreement import AGREEMENT, AGREEMENT_STEP
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.gaps import Gap
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.states import as_of, state_on
from liaison.queries.unit_file import Part
from liaison.rules.keeping.attachments import SCAN
from liaison.rules.work.agreements import BINDING, LAST_NOTICE, NOTICE
from liaison.store.database import Database


def end_on(alias: str, day: str = ":to") -> str:
    """The last day that agreement ``alias`` had on a day, in SQL: what the next renewal after it has put off, else its own."""
    return (
        f"COALESCE((SELECT s.before FROM {AGREEMENT_STEP.table} AS s WHERE s.agreement_id = {alias}.id AND s.day > {day} "
        f"AND s.before IS NOT NULL ORDER BY s.day, s.id LIMIT 1), {alias}.end_on)"
    )


def binding(alias: str, day: str = ":to") -> str:
    """The condition that agreement ``alias`` was signed and not ended on a day, whether or not past its last day."""
    return f"{state_on(AGREEMENT, alias, day)} IN ({quoted(BINDING)}) AND {alias}.signed <= {day}"


def in_force(alias: str, day: str = ":to") -> str:
    """The condition that agreement ``alias`` held on a day, the first and the last one included; what renews itself goes on."""
    return (
        f"{binding(alias, day)} AND COALESCE({alias}.start, {alias}.signed) <= {day} "
        f"AND ({alias}.renews = 1 OR COALESCE({end_on(alias, day)}, '9999-12-31') >= {day})"
    )


def latest_renewals(database: Database, steps: Collection[int]) -> list[Record]:
    """Of some steps, those that are the last renewal of their agreement: ``{agreement, before}``."""
    listed = ", ".join(map(str, steps))
    return database.records(
        f"SELECT s.agreement_id AS agreement, s.before FROM {AGREEMENT_STEP.table} AS s WHERE s.id IN ({listed or 'NULL'}) "
        f"AND s.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {AGREEMENT_STEP.table} AS x "
        "WHERE x.agreement_id = s.agreement_id AND x.before IS NOT NULL AND (x.day, x.id) > (s.day, s.id))"
    )


def with_few_parties(database: Database, fewest: int) -> list[Record]:
    """The agreements that have fewer parties."""
    return records(
        database,
        AGREEMENT,
        "(SELECT count(*) FROM agreement_party AS p WHERE p.agreement_id = t.id) < :fewest",
        fewest=fewest,
    )


def _at_end(database: Database, today: str, until: str) -> list[Record]:
    """The agreements whose last day comes by a day, or has passed; those that renew themselves only until then."""
    return database.records(
        f"SELECT t.id, t.code, t.name, t.end_on AS day, t.renews FROM {AGREEMENT.table} AS t "
        f"WHERE t.status IN ({quoted(BINDING)}) AND t.end_on <= :until AND (COALESCE(t.renews, 0) = 0 OR t.end_on >= :today) "
        "ORDER BY t.end_on, t.code",
        until=until,
        today=today,
    )


def _ending(database: Database, today: str, until: str) -> Iterator[Record]:
    """The agreements that come to their end by a day, told ninety and thirty days before."""
    for row in _at_end(database, today, until):
        code, name, day = row["code"], f"协议“{row['name']}”", date.fromisoformat(row["day"])
        left = (day - date.fromisoformat(today)).days
        if row["renews"]:
            said = dict.fromkeys(_NOTICES, f"{name}到期自动续签，不续的请在到期前终止")
            command = f"liaison agreement end {code}"
        else:
            said = {NOTICE: f"{name}将要到期", LAST_NOTICE: f"{name}快到期，请定下续签还是终止"}
            command = _RENEW.format(code)
        late = f"{name}已经到期，还没有续签或终止"
        yield {
            "what": late if left < 0 else said[LAST_NOTICE if left <= LAST_NOTICE else NOTICE],
            "at_last": f"{name}到期",
            "before": {
                str(days): ((day - timedelta(days=days)).isoformat(), said[days]) for days in _NOTICES
            },
            "of": row["id"],
            "code": code,
            "day": row["day"],
            "command": command,
        }


def _past(database: Database, today: str) -> Iterator[Record]:
    """The agreements past their last day that were neither renewed nor ended."""
    for row in _at_end(database, today, today):
        if row["day"] < today:
            problem, command = f"{row['day']} 已经到期，没有续签也没有终止", _RENEW.format(row["code"])
            yield {"record": row["name"], "code": row["code"], "problem": problem, "command": command}


def _open(database: Database, day: str) -> list[Record]:
    """The agreements that are in force on a day, or past their end and to be settled."""
    return as_of(database, AGREEMENT, records(database, AGREEMENT, binding("t", ":day"), day=day), day)


_NOTICES = (NOTICE, LAST_NOTICE)
_RENEW = "liaison agreement renew {}"
DUE = (Due("agreement_ends", "协议到期", _ending, ahead=NOTICE),)
GAPS = (Gap("agreements_past", "过期没有续签的协议", _past),)
HANDOVER = (
    Open(
        "agreements",
        "没有终止的协议",
        AGREEMENT.pick("code", "name", "parties", "signed", "end", "status"),
        _open,
    ),
)


def _of_unit(database: Database, unit: int, day: str) -> list[Record]:
    """The agreements of a unit, each in the state it has reached on a day."""
    there = "EXISTS (SELECT 1 FROM agreement_party AS p WHERE p.agreement_id = t.id AND p.unit_id = :unit)"
    return as_of(database, AGREEMENT, records(database, AGREEMENT, there, unit=unit), day)


UNIT_FILE = (
    Part(
        "agreements",
        AGREEMENT.label,
        AGREEMENT.pick("code", "name", "parties", "signed", "end", "status"),
        _of_unit,
    ),
)


FILED = (Sort("agreement", "协议", AGREEMENT, by="parties", day="signed", number="number", wants=SCAN),)
