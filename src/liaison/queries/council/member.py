"""Who is a member when."""

from __future__ import annotations

from liaison.columns import Record
from liaison.nouns.council.member import MEMBER
from liaison.queries.records import records
from liaison.store.database import Database

ON_DAY = "EXISTS (SELECT 1 FROM spell AS s WHERE s.unit_id = t.id AND s.joined <= :day AND COALESCE(s.left_on, '9999-12-31') >= :day)"
"""The condition that unit ``t`` is a member on ``:day``, both ends of a spell included."""


def members(
    database: Database, day: str | None, *, category: str | None = None, area: str | None = None
) -> list[Record]:
    """The members on a day, or all units ever known where no day is given; in protocol order."""
    where, values = ["1 = 1"], {}
    if day is not None:
        where.append(ON_DAY)
        values["day"] = day
    for key, value in (("category", category), ("area", area)):
        if value is not None:
            where.append(f"t.{key} = :{key}")
            values[key] = value
    return records(database, MEMBER, " AND ".join(where), **values)
