"""Who is a member when."""

from __future__ import annotations

from liaison.columns import Record
from liaison.nouns.council.member import MEMBER
from liaison.queries.records import records
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
    return records(database, MEMBER) if day is None else records(database, MEMBER, ON_DAY, day=day)


def spells(database: Database) -> list[tuple[int, str, str | None]]:
    """Unit, first day and last day of every spell of membership, in the order of first days."""
    return database.tuples("SELECT unit_id, joined, left_on FROM spell ORDER BY joined")


def holder_of_credit_code(database: Database, code: str, but: int = 0) -> str | None:
    """The name of the unit that bears a credit code, other than the unit ``but``."""
    sql = "SELECT name FROM unit WHERE uscc = :uscc AND id <> :but"
    found: str | None = database.value(sql, uscc=code, but=but)
    return found
