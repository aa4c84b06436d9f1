"""Terms of the chair and the council's own order of it, as they are stored."""

from __future__ import annotations

from liaison.columns import Record
from liaison.store.database import Database


def terms(database: Database) -> list[Record]:
    """Every term: ``{id, area, ordinal, start, last_day}``."""
    return database.records("SELECT id, area, ordinal, start, last_day FROM term")


def terms_of_area(database: Database, area: str | None) -> list[Record]:
    """The terms of an area (or of the whole council) in the order of time: ``{ordinal, start, last_day, code}``."""
    return database.records(
        "SELECT t.ordinal, t.start, t.last_day, unit.code FROM term AS t JOIN unit ON unit.id = t.unit_id "
        "WHERE COALESCE(t.area, '') = :area ORDER BY t.start, t.id",
        area=area or "",
    )


def order(database: Database) -> list[Record]:
    """The units in the order that the council has set: ``{row_id, unit_id, rank, code, name, short}``."""
    return database.records(
        'SELECT o.id AS row_id, u.id AS unit_id, o.position AS "rank", u.code, u.name, u.short FROM chair_order AS o '
        "JOIN unit AS u ON u.id = o.unit_id ORDER BY o.position"
    )
