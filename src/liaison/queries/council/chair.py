"""Terms of the chair and the council's own order of it, as they are stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from liaison.cells import tight
from liaison.columns import Noun, Record
from liaison.dates import Day
from liaison.errors import NotFound, Unreadable, as_typed, left_open
from liaison.kinds import Misread
from liaison.nouns.council.chair import CHAIR
from liaison.nouns.council.member import MEMBER
from liaison.queries.due import Due
from liaison.queries.find import find
from liaison.queries.gaps import Gap
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.rules.council.charter import USUAL_TERM
from liaison.rules.council.terms import months_of
from liaison.store.database import Database

_DAY = re.compile(r"\d{4}\s*[-/.年]")
"""How a day begins, and no name of a unit."""

PLAN = Noun(
    name="plan",
    label="轮值计划",
    table="",
    identity=(("start",),),
    order="t.id",
    columns=CHAIR.pick("ordinal", "unit", "start", "end", "area"),
)
"""Terms to come: a list that is worked out, of no table."""


IN_OFFICE = "t.start <= :day AND COALESCE(t.last_day, '9999-12-31') >= :day"
"""The condition that term ``t`` covers ``:day``, both its ends included."""


def terms(database: Database) -> list[Record]:
    """Every term: ``{id, area, ordinal, start, last_day}``."""
    return database.records("SELECT id, area, ordinal, start, last_day FROM term")


def terms_of_area(database: Database, area: str | None) -> list[Record]:
    """The terms of an area (or of the whole council) in the order of time: ``{id, ordinal, start, last_day, acting,
    unit_id, code, unit}``."""
    return database.records(
        "SELECT t.id, t.ordinal, t.start, t.last_day, t.acting, t.unit_id, unit.code, unit.name AS unit FROM term AS t JOIN unit ON unit.id = t.unit_id "
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


def turn(database: Database, first: str, area: str | None) -> tuple[int, str]:
    """How many months a term has that begins on a day in an area (or the whole council), and in which order units take turns.

    As the council's rules say; where they do not, as long as the term before, and in the council's own order where there is
    one, else in that of joining.
    """
    from liaison.queries.council.charter import charter_on  # who only lists terms needs no rules

    rules = charter_on(database, first)
    months, turns = rules["term"], rules["order"]
    if months is None:
        before = [one for one in terms_of_area(database, area) if one["start"] < first and one["last_day"]]
        days = [date.fromisoformat(before[-1][key]) for key in ("start", "last_day")] if before else []
        months = months_of(*days) if days else USUAL_TERM
    return months, turns or ("list" if order(database) else "joined")


def handing_over(database: Database, day: str, area: str | None) -> tuple[Record, Record | None]:
    """The term in an area (or the whole council) that is, or was last, in office on a day, and the one planned after it.

    Raises ``NotFound`` where nobody has chaired by then.
    """
    held = terms_of_area(database, area)
    begun = [one for one in held if one["start"] <= day]
    if not begun:
        raise NotFound(
            f"{day} 以前{area or ''}还没有轮值主席，没有什么可以交接，",
            "请先用 liaison chair appoint 登记，或写明 --area。",
        )
    return begun[-1], held[len(begun)] if len(begun) < len(held) else None


_NOTICE = 60
"""Days before the end of a term from which its successor is asked for."""


def _ending(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The terms that end by a day and have no successor, in each area and in the whole council; the command shows whose
    turn it is."""
    sql = (
        "SELECT t.id, t.area, t.ordinal, t.last_day, u.code, COALESCE(u.short, u.name) AS unit FROM term AS t "
        "JOIN unit AS u ON u.id = t.unit_id WHERE t.last_day <= :until AND NOT EXISTS (SELECT 1 FROM term AS n "
        "WHERE COALESCE(n.area, '') = COALESCE(t.area, '') AND (n.last_day IS NULL OR n.last_day > t.last_day)) "
        "ORDER BY t.last_day, t.area"
    )
    for key, area, ordinal, last_day, code, unit in database.tuples(sql, until=until):
        end = date.fromisoformat(last_day)
        within = f" --area {as_typed(area)}" if area else ""
        next_day = (end + timedelta(days=1)).isoformat()
        months, by = turn(database, next_day, area)
        number = f"第 {ordinal} 任" if ordinal else ""
        yield {
            "what": f"{area or ''}{number}轮值主席{unit}任期届满，还没有下一任",
            "of": key,
            "code": code,
            "day": last_day,
            "command": f"liaison chair plan --from {next_day} --count 1 --term {months}m --order {by}{within}",
        }


def _between_terms(database: Database, today: str) -> Iterator[Record]:
    """The days between two terms of an area on which nobody chaired, up to today."""
    sql = (
        "SELECT COALESCE(t.area, ''), t.start, COALESCE(t.last_day, '9999-12-31'), u.code, COALESCE(u.short, u.name) "
        "FROM term AS t JOIN unit AS u ON u.id = t.unit_id WHERE t.start <= :today ORDER BY 1, t.start, t.id"
    )
    ends: dict[str, str] = {}
    for area, start, last, code, unit in database.tuples(sql, today=today):
        before = ends.get(area)
        if before and (first := date.fromisoformat(before) + timedelta(days=1)) < date.fromisoformat(start):
            eve = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
            within = f" --area {as_typed(area)}" if area else ""
            yield {
                "record": f"{area}{unit}自 {start} 起的一任",
                "code": code,
                "problem": f"前面 {first} 至 {eve} 没有轮值主席",
                "command": f"liaison chair appoint {left_open('单位')} --from {first} --to {eve}{within} --acting 是",
            }
        ends[area] = max(last, before or "")


GAPS = (Gap("term_gap", "轮值空档", _between_terms),)

DUE = (Due("term_ends", "轮值到期", _ending, ahead=_NOTICE),)


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    return records(database, CHAIR, "t.unit_id = :unit", "t.start, t.id", unit=unit)


UNIT_FILE = (
    Part(
        "terms",
        CHAIR.label,
        # Words stand where the other parts have theirs: on paper all tables share their columns' widths.
        CHAIR.pick("ordinal", "theme", "area", "start", "end", "acting", "note"),
        _of_unit,
    ),
)
