"""Who is a member when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from liaison.columns import Record
from liaison.errors import left_open
from liaison.nouns.council.member import MEMBER, SPELL
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.gaps import Gap
from liaison.queries.owned import own
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.rules.council import elections
from liaison.store.database import Database


def in_spell(first: str, last: str) -> str:
    """The condition that spell ``s`` shares a day with those from ``first`` to ``last``; both its ends count."""
    return f"s.joined <= {last} AND COALESCE(s.left_on, '9999-12-31') >= {first}"


def is_member(unit: str, first: str, last: str) -> str:
    """The condition that the unit ``unit`` is a member on one of the days from ``first`` to ``last``."""
    return f"EXISTS (SELECT 1 FROM spell AS s WHERE s.unit_id = {unit}.id AND {in_spell(first, last)})"


ON_DAY = is_member("t", ":day", ":day")
"""The condition that unit ``t`` is a member on ``:day``, both ends of a spell included."""


def members(database: Database, day: str | None) -> list[Record]:
    """The members on a day, or all units ever known where no day is given; in protocol order."""
    return (
        records(database, MEMBER, own(MEMBER)) if day is None else records(database, MEMBER, ON_DAY, day=day)
    )


def how_many(database: Database, day: str) -> int:
    """How many members there are on a day."""
    found: int = database.value(f"SELECT count(*) FROM unit AS t WHERE {ON_DAY}", day=day)
    return found


def spells(database: Database) -> list[tuple[int, str, str | None]]:
    """Unit, first day and last day of every spell of membership, in the order of first days."""
    return database.tuples("SELECT unit_id, joined, left_on FROM spell ORDER BY joined")


def only_ones(database: Database, keys: Collection[int]) -> list[int]:
    """The units that would have no spell left without those of these keys."""
    listed = ", ".join(map(str, sorted(keys)))
    sql = (
        f"SELECT DISTINCT s.unit_id FROM spell AS s WHERE s.id IN ({listed}) AND NOT EXISTS "
        f"(SELECT 1 FROM spell AS x WHERE x.unit_id = s.unit_id AND x.id NOT IN ({listed})) ORDER BY 1"
    )
    return [unit for (unit,) in database.tuples(sql)]


def holder_of_credit_code(database: Database, code: str, but: int = 0) -> str | None:
    """The name of the unit that bears a credit code, other than the unit ``but``."""
    sql = "SELECT name FROM unit WHERE uscc = :uscc AND id <> :but"
    found: str | None = database.value(sql, uscc=code, but=but)
    return found


_IN_ORDER = "t.rank IS NULL, t.rank, t.code"
_HALF_A_YEAR = 184
"""Days that six months have at most."""


def _elections(database: Database, today: str, until: str) -> Iterator[Record]:
    """The members whose party organisation elects anew by a day."""
    sql = (
        "SELECT t.id, t.code, COALESCE(t.short, t.name), t.election_due, t.party_org, t.party_org_name, t.name, t.category "
        f"FROM unit AS t WHERE t.election_due <= :until AND {ON_DAY} ORDER BY t.election_due, {_IN_ORDER}"
    )
    for unit, code, name, day, form, *names in database.tuples(sql, until=until, day=today):
        due = date.fromisoformat(day)
        served, step = elections.years(form, names), elections.step(date.fromisoformat(today), due)
        following = (served and elections.after(due, served)) or left_open("下次换届的日期")
        what = f"{name}的党组织换届"
        yield {
            "what": f"{what}，{step}" if step else what,
            "at_last": f"{what}，任期届满",
            "before": {
                key: (elections.months_before(due, months).isoformat(), f"{what}，{told}")
                for key, (months, told) in elections.STEPS.items()
            },
            "of": unit,
            "code": code,
            "day": day,
            "command": f"liaison member edit {code} {MEMBER['election_due'].flag} {following}",
        }


def _without_contact(database: Database, today: str, _until: str) -> Iterator[Record]:
    """The members for whom no liaison person is named."""
    sql = (
        "SELECT t.id, t.code, COALESCE(t.short, t.name) AS name FROM unit AS t "
        f"WHERE COALESCE(t.contact, '') = '' AND {ON_DAY} ORDER BY {_IN_ORDER}"
    )
    for unit, code, name in database.tuples(sql, day=today):
        command = f"liaison member edit {code} {MEMBER['contact'].flag} {left_open('姓名')} {MEMBER['phone'].flag} {left_open('电话')}"
        yield {"what": f"{name}没有联络员", "of": unit, "code": code, "day": None, "command": command}


def _without_party(database: Database, today: str) -> Iterator[Record]:
    """The members of which nobody has told how many party members they have: the summary does not count them."""
    sql = f"SELECT t.code, t.name FROM unit AS t WHERE t.party_members IS NULL AND {ON_DAY} ORDER BY {_IN_ORDER}"
    for code, name in database.tuples(sql, day=today):
        command = f"liaison member edit {code} {MEMBER['party_members'].flag} {left_open('人数')}"
        yield {"record": name, "code": code, "problem": "没有填党员人数，总结里没有计入", "command": command}


GAPS = (Gap("party_unknown", "没有填党员人数", _without_party),)

DUE = (
    Due("election", "换届", _elections, ahead=_HALF_A_YEAR),
    Due("no_contact", "缺联络员", _without_contact),
)


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    return records(database, SPELL, "t.unit_id = :unit", unit=unit)


UNIT_FILE = (Part("spells", SPELL.label, SPELL.pick("joined", "left", "reason"), _of_unit),)


FILED = (Sort("unit", "单位", MEMBER),)
