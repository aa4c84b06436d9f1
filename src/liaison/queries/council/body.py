"""What stands under what, and who belongs where."""

from __future__ import annotations

from typing import Any

from liaison.columns import Record
from liaison.nouns.council.body import BELONGING, BODY
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.store.database import Database


def above(database: Database) -> dict[int, int | None]:
    """What each unit that stands under another stands under."""
    return dict(database.tuples(f"SELECT id, under_id FROM {BODY.table} WHERE under_id IS NOT NULL"))


def belongings(database: Database) -> list[tuple[int, int, str, str | None, str | None]]:
    """Every belonging: unit, what it belongs to, in what way, first and last day."""
    return database.tuples(
        f"SELECT unit_id, parent_id, role, start, end_on FROM {BELONGING.table} ORDER BY id"
    )


def on_day(start: str, end: str, day: str) -> str:
    """The condition that a day lies in a stretch of days, which is open where an end is blank."""
    return f"COALESCE({start}, '0001-01-01') <= {day} AND COALESCE({end}, '9999-12-31') >= {day}"


def open_belongings(database: Database, unit: int, parent: int) -> list[Record]:
    """What makes one unit belong to another and has no end yet."""
    where = "t.unit_id = :unit AND t.parent_id = :parent AND t.end_on IS NULL"
    return records(database, BELONGING, where, unit=unit, parent=parent)


def latest_belonging(database: Database, unit: int, parent: Any) -> int | None:
    """The key of the last row that makes one unit belong to another."""
    found = records(
        database,
        BELONGING,
        "t.unit_id = :unit AND t.parent_id = :parent",
        "t.start IS NOT NULL, t.start, t.id",
        unit=unit,
        parent=parent,
    )
    return found[-1]["id"] if found else None


def below(database: Database, day: str) -> list[Record]:
    """Who stands under whom on a day: ``id``, ``parent_id``, ``as`` and ``from`` where it belongs to it, blank where it only
    stands under it; way by way, in the order of codes."""
    return database.records(
        'SELECT t.id, p.parent_id, p.role AS "as", p.start AS "from" '
        f"FROM {BODY.table} AS t JOIN ("
        f"SELECT unit_id, parent_id, role, start FROM {BELONGING.table} WHERE {on_day('start', 'end_on', ':day')} "
        f"UNION ALL SELECT u.id, u.under_id, NULL, NULL FROM {BODY.table} AS u WHERE u.under_id IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM {BELONGING.table} AS b WHERE b.unit_id = u.id AND b.parent_id = u.under_id "
        f"AND {on_day('b.start', 'b.end_on', ':day')})"
        ") AS p ON p.unit_id = t.id LEFT JOIN choice AS c ON c.list = 'belonging' AND c.word = p.role "
        "ORDER BY c.position IS NULL, c.position, t.code",
        day=day,
    )


def units(database: Database) -> dict[int, Record]:
    """Code, name and kind of every unit by its key, in the order of codes."""
    rows = database.records(f"SELECT id, code, name, category AS kind FROM {BODY.table} ORDER BY code")
    return {row.pop("id"): row for row in rows}


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    return records(database, BELONGING, "t.unit_id = :unit OR t.parent_id = :unit", unit=unit)


UNIT_FILE = (
    Part("belongings", BELONGING.label, BELONGING.pick("unit", "parent", "role", "start", "end"), _of_unit),
)
