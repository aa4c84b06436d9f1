"""Closed years, as they are stored."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from liaison.columns import Column, Noun, Record
from liaison.quantities import Ordinal
from liaison.queries.due import Due
from liaison.store.database import Database

YEARS = Noun(
    name="years",
    label="结过账的年度",
    table="",
    identity=(("year",),),
    order="t.year",
    columns=(
        Column("year", "年度", Ordinal()),
        Column("closed_at", "结账时间"),
        Column("closed_by", "结账人"),
        Column("corrections", "结账后的更正"),
    ),
)
"""Closed years, and what was corrected in them since: a list that is worked out, of no table."""


class Closed(NamedTuple):
    """A closed year; ``figures`` has each figure as it was published, ``basis`` what the records gave of each part when last
    accepted, both by key."""

    key: int
    year: int
    at: str
    who: str
    figures: dict[str, Any]
    basis: dict[str, Any]


def closed_years(database: Database) -> dict[int, Closed]:
    """Every year that is closed, the earliest first."""
    found = database.tuples(
        "SELECT id, year, at, who, figures, basis FROM closing WHERE reopened IS NULL ORDER BY year"
    )
    return {
        year: Closed(key, year, at, who, json.loads(figures), json.loads(basis))
        for key, year, at, who, figures, basis in found
    }


def last_closed(database: Database) -> int | None:
    """The last year that is closed, if one is."""
    found: int | None = database.value("SELECT max(year) FROM closing WHERE reopened IS NULL")
    return found


def content_closed(database: Database, closing: int) -> dict[str, Any]:
    """What else was published of a closed year, besides its figures."""
    found: dict[str, Any] = json.loads(
        database.value("SELECT content FROM closing WHERE id = :id", id=closing)
    )
    return found


def corrections(database: Database) -> dict[int, list[Record]]:
    """What was corrected in closed years, by closing, in order: ``{entry, at, who, reason, parts}``."""
    found: dict[int, list[Record]] = defaultdict(list)
    for closing, entry, at, who, reason, parts in database.tuples(
        "SELECT c.closing_id, (SELECT max(r.journal_id) FROM journal_row AS r WHERE r.table_name = 'correction' "
        "AND r.row_id = c.id), c.at, c.who, c.reason, c.parts FROM correction AS c ORDER BY c.id"
    ):
        found[closing].append(
            {"entry": entry, "at": at, "who": who, "reason": reason, "parts": json.loads(parts)}
        )
    return dict(found)


def first_year(database: Database) -> int | None:
    """The first year of which anything may be known: of the founding, the first membership, or the first published figure."""
    found = [
        database.value("SELECT min(founded) FROM council"),
        database.value("SELECT min(joined) FROM spell"),
        database.value("SELECT min(year) FROM published"),
    ]
    years = [int(str(one)[:4]) for one in found if one is not None]
    return min(years) if years else None


def _open(database: Database, today: str, _until: str) -> Iterator[Record]:
    """The last year that is over, where it is not closed: to close it closes those before it too."""
    year, first = int(today[:4]) - 1, first_year(database)
    if first is not None and first <= year and year not in closed_years(database):
        yield {
            "what": f"{year}年已经过完，还没有结账",
            "code": None,
            "day": f"{year}-12-31",
            "command": f"liaison year close {year}",
        }


DUE = (Due("year_open", "年度未结账", _open),)
