"""Figures about the money raised together, from the memorandum ledgers."""

from __future__ import annotations

from liaison.columns import Column
from liaison.figures.figure import Figure, total
from liaison.quantities import Day, Money
from liaison.queries.money.fund import BY_UNIT, LEDGER

_MONEY = Money(positive=False)
_COLUMNS = (
    Column("fund_code", "专项编号"),
    Column("fund", "专项"),
    Column("number", "流水号"),
    Column("day", "日期", Day()),
    Column("kind", "类型"),
    Column("unit", "单位"),
    Column("note", "摘要"),
    Column("amount", "计入金额", _MONEY, adds=True),
)
_ARREARS = (
    Column("fund_code", "专项编号"),
    Column("fund", "专项"),
    Column("unit_code", "单位编号"),
    Column("unit", "单位"),
    Column("due", "应缴", _MONEY, adds=True),
    Column("received", "到账", _MONEY, adds=True),
    Column("in_kind", "实物", _MONEY, adds=True),
    Column("refunded", "退款", _MONEY, adds=True),
    Column("amount", "欠缴", _MONEY, adds=True),
)


def _relation(measure: str, condition: str) -> str:
    return (
        "SELECT f.code AS fund_code, f.name AS fund, l.id AS id, l.number AS number, l.day AS day, l.kind AS kind, "
        f"u.name AS unit, l.note AS note, l.{measure} AS amount FROM ({LEDGER}) AS l "
        f"JOIN fund AS f ON f.id = l.fund_id LEFT JOIN unit AS u ON u.id = l.unit_id WHERE l.{measure} <> 0 AND {condition}"
    )


def _flow(measure: str, definition: str) -> Figure:
    relation = _relation(measure, "l.day >= :from AND l.day <= :to")
    text = definition + "冲正按冲正当日反向计入。"
    key = f"funds_{measure}"
    return Figure(
        key, "元", _MONEY, text, relation, total("amount"), _COLUMNS, adds=True, order="day, fund_code, id"
    )


FIGURES = (
    _flow("due", "本期记入的应缴与认缴之和，减去减免。"),
    _flow("received", "本期到账之和，含成员单位直付；不含上年结转和实物。"),
    _flow("in_kind", "本期实物折价之和。"),
    _flow("spent", "本期支出之和，含成员单位直付。"),
    _flow("refunded", "本期退还各单位的款项之和。"),
    Figure(
        "funds_balance",
        "元",
        _MONEY,
        "截至期末所有专项的结余：上年结转＋到账－支出－退款；直付不经专项账，不影响结余。",
        _relation("balance", "l.day <= :to"),
        total("amount"),
        _COLUMNS,
        order="day, fund_code, id",
    ),
    Figure(
        "funds_arrears",
        "元",
        _MONEY,
        "截至期末，逐单位逐专项计算 应缴＋认缴－减免－到账－直付－实物＋退款，大于零的部分之和；多缴的不抵别家。",
        "SELECT f.code AS fund_code, f.name AS fund, u.code AS unit_code, u.name AS unit, b.due AS due, "
        "b.received AS received, b.in_kind AS in_kind, b.refunded AS refunded, "
        f"b.due - b.received - b.in_kind + b.refunded AS amount FROM ({BY_UNIT}) AS b "
        "JOIN fund AS f ON f.id = b.fund_id JOIN unit AS u ON u.id = b.unit_id "
        "WHERE b.due - b.received - b.in_kind + b.refunded > 0",
        total("amount"),
        _ARREARS,
        order="fund_code, unit_code",
    ),
)
