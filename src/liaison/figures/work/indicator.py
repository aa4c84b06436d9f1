"""Indicators that go into the summary: of the council, of units, agreements and series; those of projects stand with these."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.figures.check import Check, ahead
from liaison.figures.figure import Figure
from liaison.figures.section import Section
from liaison.figures.work.indicators import accounts
from liaison.nouns.work.indicator import INDICATOR, READING
from liaison.quantities import Number, Whole
from liaison.queries import whose
from liaison.rules.periods import Period, previous
from liaison.store.database import Database

_OF = INDICATOR["of"]
_MARKED = "t.in_summary = 1 AND t.project_id IS NULL"
_number = Number(negative=True)

FIGURES = (
    Figure(
        "indicators_told",
        "有读数的指标",
        "项",
        Whole(),
        "列入总结、本期有读数的指标数；概数也算读数，项目的指标和项目写在一起，不计。",
        f"SELECT t.code AS code, {whose.name_of(_OF, 't')} AS of, t.name AS indicator, t.unit AS unit, r.days AS days "
        f"FROM indicator AS t {' '.join(whose.joins(_OF, 't'))} JOIN (SELECT x.indicator_id AS id, count(*) AS days FROM reading AS x "
        f"WHERE x.day >= :from AND x.day <= :to GROUP BY x.indicator_id) AS r ON r.id = t.id WHERE {_MARKED}",
        "count(*)",
        (
            Column("code", "编号"),
            Column("of", "对象"),
            Column("indicator", "指标"),
            Column("unit", "单位"),
            Column("days", "读数", Whole()),
        ),
        order="code",
        silent=True,
        if_any=True,
        split=(("unit", "of"),),
    ),
)


def _marked(database: Database, period: Period) -> list[Record]:
    """What the indicators of the summary came to in the period, and in the one before."""
    before = {one["id"]: one["total"] for one in accounts(database, previous(period), _MARKED)}
    found = []
    for one in accounts(database, period, _MARKED):
        if one["days"] or one["approximate"]:
            one["before"] = before.get(one["id"])
            one["approximate"] = "、".join(one["approximate"]) or None
            found.append(one)
    return found


SECTIONS = (
    Section(
        "indicators",
        (
            *INDICATOR.pick("code", "of", "name", "unit"),
            Column("rule", "汇总"),
            Column("total", "本期值", _number),
            Column("before", "上年值", _number),
            Column("approximate", "概数（未计入）"),
            Column("days", "读数", Whole()),
            Column("target", "目标", _number),
            Column("target_per", "目标周期"),
            Column("met", "达标", Whole()),
            Column("periods", "应达标", Whole()),
            Column("source", "来源"),
        ),
        _marked,
        path="indicators",
        sheet="指标",
        if_any=True,
        noun=INDICATOR,
    ),
)

CHECKS = (Check("readings_ahead", "读数的周期已经开始", ahead(READING, "t.period > :today")),)
