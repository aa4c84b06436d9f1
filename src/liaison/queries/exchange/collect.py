"""Rounds of collecting: which there are, and what has come back."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Record
from liaison.errors import NotFound, as_typed
from liaison.queries.due import Due
from liaison.store.database import Database

ALL_ROUNDS = """
    SELECT c.id, c.name, c.noun, c.year, c.opened, c.due, c.folder,
           COALESCE(c.stamp, CAST(c.id AS TEXT)) AS stamp, count(u.id) AS asked, count(u.returned) AS returned,
           count(u.id) - count(u.returned) AS missing,
           CAST(COALESCE(sum(CASE WHEN u.refused > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS faulty
    FROM collection AS c LEFT JOIN collection_unit AS u ON u.collection_id = c.id
    GROUP BY c.id, c.name, c.noun, c.year, c.opened, c.due, c.folder, c.stamp"""
"""Every round, with how many units were asked and have answered."""


def rounds(database: Database) -> list[Record]:
    """Every round, in the order of their beginning, with how many units were asked and have answered.

    ``stamp`` is what its files bear.
    """
    return database.records(f"{ALL_ROUNDS} ORDER BY c.id")


def the_round(database: Database, name: str) -> Record:
    """The round of that name. Raises ``NotFound``."""
    found = next((row for row in rounds(database) if row["name"] == name.strip()), None)
    if found is None:
        raise NotFound(f"没有叫“{name.strip()}”的收集，", "请用 liaison collect list 查看。")
    return found


def asked_units(database: Database, collection: int) -> list[int]:
    """The keys of the rows of who was asked in a round."""
    sql = "SELECT id FROM collection_unit WHERE collection_id = :collection ORDER BY id"
    return [key for (key,) in database.tuples(sql, collection=collection)]


def round_name(database: Database, stamp: str) -> str | None:
    """The name of the round whose files bear that stamp; those that are older than stamps bear its number."""
    found: str | None = database.value(
        "SELECT name FROM collection WHERE stamp = :stamp OR (stamp IS NULL AND CAST(id AS TEXT) = :stamp)",
        stamp=stamp,
    )
    return found


def _overdue(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The rounds that were to be answered by a day and have not been by all."""
    late = [row for row in rounds(database) if row["missing"] and row["due"] <= until]
    for row in sorted(late, key=lambda row: row["due"]):
        yield {
            "what": f"收集“{row['name']}”还有 {row['missing']} 家没有交",
            "of": row["id"],
            "code": None,
            "day": row["due"],
            "command": f"liaison collect status {as_typed(row['name'])}",
        }


DUE = (Due("round_overdue", "收集逾期", _overdue, ahead=-1),)
