"""Honours that were won, plaques in use, and the numbers of certificates."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.check import Check, once
from liaison.figures.figure import Figure, month
from liaison.figures.section import Section, days
from liaison.kinds import Ref
from liaison.nouns.merit.honour import HONOUR
from liaison.quantities import Whole
from liaison.queries.keys import quoted
from liaison.queries.merit.honour import CERTIFICATE
from liaison.queries.states import state_on
from liaison.rules.merit.honours import HELD, HONOURED, IN_USE, PLAQUE
from liaison.rules.periods import Period
from liaison.store.database import Database

_COLUMNS = (
    Column("code", "编号"),
    Column("honour", "名称"),
    Column("level", "级别"),
    Column("by", "授予单位"),
    Column("unit", "获得者"),
    Column("day", "日期", Day()),
    Column("status", "状态"),
)
_STATUS = state_on(HONOUR, "t")


def _relation(condition: str) -> str:
    return (
        'SELECT t.code AS code, t.name AS honour, t.level AS level, t.given_by AS "by", u.name AS unit, t.day AS day, '
        f"{_STATUS} AS status FROM {HONOUR.table} AS t JOIN unit AS u ON u.id = t.holder_id WHERE {condition}"
    )


FIGURES = (
    Figure(
        "honours_won",
        "获得荣誉",
        "项",
        Whole(),
        f"日期在本期内、到期末已经获得的{HONOURED}数；{PLAQUE}、聘书、证书不计，申报而未获的不计。",
        _relation(
            f"t.kind = '{HONOURED}' AND t.day >= :from AND t.day <= :to AND {_STATUS} IN ({quoted(HELD)})"
        ),
        "count(*)",
        _COLUMNS,
        adds=True,
        order="day, code",
        silent=True,
        if_any=True,
        split=(("level", "level"), ("unit", "unit"), ("month", month("day"))),
    ),
    Figure(
        "plaques_in_use",
        "在用授牌",
        "块",
        Whole(),
        f"期末当日在用的{PLAQUE}数：已经授牌、没有摘牌，正在复核和续期的也算。",
        _relation(f"t.kind = '{PLAQUE}' AND t.day <= :to AND {_STATUS} IN ({quoted(IN_USE)})"),
        "count(*)",
        _COLUMNS,
        order="day, code",
        silent=True,
        if_any=True,
        split=(("unit", "unit"), ("level", "level")),
    ),
)


def _honours(database: Database, period: Period) -> list[Record]:
    """What was given in the period, and the plaques in use at its end."""
    return database.records(
        'SELECT t.code, t.name, t.kind, t.level, t.given_by AS "by", u.name AS holder, u.code AS holder_code, '
        f"u.short AS holder_short, t.certificate, t.day, {_STATUS} AS status "
        f"FROM {HONOUR.table} AS t JOIN unit AS u ON u.id = t.holder_id WHERE t.day <= :to "
        f"AND ((t.day >= :from AND {_STATUS} IN ({quoted(HELD)})) "
        f"OR (t.kind = '{PLAQUE}' AND {_STATUS} IN ({quoted(IN_USE)}))) ORDER BY t.day, t.code",
        **days(period),
    )


def _levels(database: Database, period: Period) -> list[Record]:
    """How many honours were won of each level, the levels in the order of their list."""
    (won,) = (figure for figure in FIGURES if figure.key == "honours_won")
    return database.records(
        f"SELECT r.level, count(*) AS count FROM ({won.relation}) AS r "
        "LEFT JOIN choice AS c ON c.list = 'honour_level' AND c.word = r.level "
        "GROUP BY r.level, c.position ORDER BY c.position IS NULL, c.position, r.level",
        **days(period),
    )


SECTIONS = (
    Section(
        "honours",
        (
            *HONOUR.pick("code", "name", "kind", "level", "by"),
            Column("holder", "获得者", Ref("member")),
            *HONOUR.pick("certificate", "day", "status"),
        ),
        _honours,
        path="honours",
        sheet="荣誉授牌",
        if_any=True,
        noun=HONOUR,
    ),
    Section(
        "honour_levels",
        (Column("level", "级别"), Column("count", "获得荣誉", Whole(), adds=True)),
        _levels,
        path="honour_levels",
        sheet="荣誉授牌",
        heading="获得荣誉按级别",
        if_any=True,
        noun=HONOUR,
    ),
)


CHECKS = (Check("certificates_once", "证书编号不重复", once(CERTIFICATE)),)
