"""Who chaired in a period."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import OFFICE, Column, Record
from liaison.dates import Day
from liaison.figures.check import Check, Problem, problem
from liaison.figures.section import Rows, Section, Sentence, days
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import listed
from liaison.kinds import Flag, Ref
from liaison.nouns.council.chair import CHAIR
from liaison.quantities import Ordinal
from liaison.queries.records import records
from liaison.rules.periods import Period
from liaison.rules.spans import overlapping
from liaison.store.database import Database

_COLUMNS = (
    Column("ordinal", "任次", Ordinal()),
    Column("unit", "轮值主席单位", Ref("member")),
    Column("area", "片区"),
    Column("start", "开始日期", Day()),
    Column("end", "结束日期", Day()),
    Column("theme", "主题"),
    Column("acting", "代理", Flag()),
    Column("note", "备注", listed=False, reader=OFFICE),
)


def _chairs(database: Database, period: Period) -> list[Record]:
    """The terms that touch the period."""
    return database.records(
        'SELECT t.ordinal, u.name AS unit, u.code AS unit_code, u.short AS unit_short, t.area, t.start, t.last_day AS "end", '
        "t.theme, t.acting, t.note FROM term AS t JOIN unit AS u ON u.id = t.unit_id "
        "WHERE t.start <= :to AND COALESCE(t.last_day, '9999-12-31') >= :from "
        "ORDER BY t.area IS NOT NULL, t.area, t.start",
        **days(period),
    )


SECTIONS = (
    Section("chairs", _COLUMNS, _chairs, title="轮值主席", path="chairs", sheet="轮值主席", early=True),
)


def _names(summary: Summary, rows: Rows) -> dict[str, str | None]:
    areas: dict[str | None, dict[str, None]] = {}
    for chair in rows["chairs"]:
        if summary.areas is not None and chair["area"] not in summary.areas:
            continue
        name = (chair["unit_short"] or chair["unit"]) + ("（代理）" if chair["acting"] else "")
        areas.setdefault(chair["area"], {})[name] = None
    told = [listed(list(units)) + (f"（{area}）" if area else "") for area, units in areas.items()]
    return {"chairs": "；".join(told) or None}


SENTENCES = (Sentence("chairs", _names),)


def _terms(database: Database) -> Iterator[Problem]:
    earlier: dict[str | None, list[tuple[str, str | None]]] = {}
    for term in records(database, CHAIR, order="t.start, t.id"):
        spans = earlier.setdefault(term["area"], [])
        if other := overlapping(spans, term["start"], term["end"]):
            yield problem(CHAIR, term, f"与 {other[0]} 起的一任重叠")
        spans.append((term["start"], term["end"]))


CHECKS = (Check("terms", "同一片区的任期不重叠", _terms),)
