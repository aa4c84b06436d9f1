"""Terms of the chair and the council's own order of it, as they are stored."""

from __future__ import annotations

import re

from liaison.cells import tight
from liaison.columns import Record
from liaison.errors import NotFound, Unreadable
from liaison.kinds import Misread
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Day
from liaison.queries.find import find
from liaison.store.database import Database

_DAY = re.compile(r"\d{4}\s*[-/.年]")
"""How a day begins, and no name of a unit."""


def terms(database: Database) -> list[Record]:
    """Every term: ``{id, area, ordinal, start, last_day}``."""
    return database.records("SELECT id, area, ordinal, start, last_day FROM term")


def terms_of_area(database: Database, area: str | None) -> list[Record]:
    """The terms of an area (or of the whole council) in the order of time: ``{id, ordinal, start, last_day, unit_id, code,
    unit}``."""
    return database.records(
        "SELECT t.id, t.ordinal, t.start, t.last_day, t.unit_id, unit.code, unit.name AS unit FROM term AS t JOIN unit ON unit.id = t.unit_id "
        "WHERE COALESCE(t.area, '') = :area ORDER BY t.start, t.id",
        area=area or "",
    )


def term(database: Database, which: str, area: str | None) -> Record:
    """The term of that number in an area, the one that began on that day, or the latest one of the unit of that name.

    Raises ``NotFound``, and ``Unreadable`` for a day that is none.
    """
    held, bare = terms_of_area(database, area), tight(which)
    if bare.isascii() and bare.isdigit():
        name, found = f"第 {bare} 任", [one for one in held if one["ordinal"] == int(bare)]
    elif _DAY.match(bare):
        try:
            start = Day().parse(which)
        except Misread as error:
            raise Unreadable(f"任期：{error}。") from None
        name, found = f"{start} 起的", [one for one in held if one["start"] == start]
    else:
        unit = find(database, MEMBER, which)
        name, found = f"“{which}”担任的", [one for one in held if one["unit_id"] == unit]
    if not found:
        raise NotFound(f"没有{name}轮值主席，", "请用 liaison chair list 查看；分片区的请加 --area。")
    return found[-1]


def order(database: Database) -> list[Record]:
    """The units in the order that the council has set: ``{row_id, unit_id, rank, code, name, short}``."""
    return database.records(
        'SELECT o.id AS row_id, u.id AS unit_id, o.position AS "rank", u.code, u.name, u.short FROM chair_order AS o '
        "JOIN unit AS u ON u.id = o.unit_id ORDER BY o.position"
    )
