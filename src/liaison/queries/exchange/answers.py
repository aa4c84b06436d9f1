"""Rounds of collecting as lists show them: the rounds, and how each unit's answer to one stands."""

from __future__ import annotations

from liaison.columns import Column, Noun, Record
from liaison.nouns.exchange.collect import ANSWERS, ROUNDS
from liaison.queries.exchange.collect import ALL_ROUNDS
from liaison.queries.records import records
from liaison.store.database import Database

_ANSWERS = """
    SELECT r.id, r.collection_id, r.unit_id, r.sent, r.returned, r.file, r.new, r.changed, r.same, r.refused, c.due,
           CASE WHEN r.returned IS NULL THEN 1 ELSE 0 END AS missing,
           CASE WHEN COALESCE(r.returned, :today) > c.due THEN 1 ELSE 0 END AS overdue
    FROM collection_unit AS r JOIN collection AS c ON c.id = r.collection_id"""
ROUND = Noun("round", "收集", f"({ALL_ROUNDS})", ROUNDS, identity=(("name",),), named="name")
"""Rounds of collecting as they are listed."""
ANSWER = Noun(
    "answer",
    "收集进度",
    f"""(SELECT a.*, CASE WHEN missing = 1 THEN CASE WHEN overdue = 1 THEN '逾期未交' ELSE '未交' END
        WHEN refused > 0 THEN '有错' WHEN overdue = 1 THEN '迟交' ELSE '已交' END AS state FROM ({_ANSWERS}) AS a)""",
    (*ANSWERS, Column("sent", "发出的文件", inner=True)),
    identity=(("unit",),),
    order="unit.rank IS NULL, unit.rank, unit.code",
)
"""What has come back from each unit, as it is listed on a day, ``:today``."""
OF_ROUND = "t.collection_id = :collection"
"""The condition that an answer is one to the round ``:collection``."""


def answers(database: Database, collection: int, today: str) -> list[Record]:
    """Each unit that was asked in a round, in protocol order, and what came back from it.

    ``missing`` while nothing has come back, ``overdue`` if that or the return is after the due day.
    """
    return records(database, ANSWER, OF_ROUND, collection=collection, today=today)
