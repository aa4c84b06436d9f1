"""Figures about the money raised together, from the memorandum ledgers."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Column, Record
from liaison.figures.check import Check, Problem
from liaison.figures.figure import Figure, total
from liaison.figures.section import Chart, Rows, Section, Sentence, days
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import listed
from liaison.kinds import Ref
from liaison.nouns.money.fund import FUND
from liaison.quantities import Day, Money
from liaison.queries.keys import any_of
from liaison.queries.money.fund import BY_UNIT, LEDGER, standing, totals, units
from liaison.rules.money.reversals import REVERSAL, objection
from liaison.rules.periods import Period
from liaison.store.database import Database

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


def _flow(measure: str, label: str, definition: str, *, silent: bool = False) -> Figure:
    relation = _relation(measure, "l.day >= :from AND l.day <= :to")
    text = definition + "冲正按冲正当日反向计入。"
    key = f"funds_{measure}"
    return Figure(
        key,
        label,
        "元",
        _MONEY,
        text,
        relation,
        total("amount"),
        _COLUMNS,
        adds=True,
        order="day, fund_code, id",
        silent=silent,
    )


FIGURES = (
    _flow("due", "应缴资金", "本期记入的应缴与认缴之和，减去减免。"),
    _flow("received", "到账资金", "本期到账之和，含成员单位直付；不含上年结转和实物。"),
    _flow("in_kind", "实物折价", "本期实物折价之和。", silent=True),
    _flow("spent", "支出资金", "本期支出之和，含成员单位直付。"),
    _flow("refunded", "退款", "本期退还各单位的款项之和。"),
    Figure(
        "funds_balance",
        "期末资金结余",
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
        "期末欠缴资金",
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

FUNDS = (
    Column("code", "编号"),
    Column("name", "专项"),
    Column("due", "应缴", _MONEY, adds=True),
    Column("received", "到账", _MONEY, adds=True),
    Column("in_kind", "实物", _MONEY, adds=True),
    Column("spent", "支出", _MONEY, adds=True),
    Column("refunded", "退款", _MONEY, adds=True),
    Column("balance", "期末结余", _MONEY, adds=True),
    Column("arrears", "期末欠缴", _MONEY, adds=True),
)
DEALINGS = (
    Column("fund", "专项", Ref("fund")),
    Column("unit", "单位", Ref("member")),
    Column("due", "应缴", _MONEY, adds=True),
    Column("received", "到账", _MONEY, adds=True),
    Column("in_kind", "实物", _MONEY, adds=True),
    Column("refunded", "退款", _MONEY, adds=True),
    Column("arrears", "期末欠缴", _MONEY, adds=True),
)
_SPENDING = (
    Column("fund", "专项", Ref("fund")),
    Column("category", "科目"),
    Column("spent", "本期支出", _MONEY, adds=True),
)


def _funds(database: Database, period: Period) -> list[Record]:
    """What each fund came to in the period."""
    return totals(database, period.start.isoformat(), period.end.isoformat())


def dealings(database: Database, period: Period) -> list[Record]:
    """Each unit's dealings with each fund in the period."""
    return units(database, period.start.isoformat(), period.end.isoformat())


def _spending(database: Database, period: Period) -> list[Record]:
    """What was spent in the period, by fund and expense class."""
    return database.records(
        "SELECT f.code AS fund_code, f.name AS fund, COALESCE(l.category, '未分科目') AS category, "
        f"CAST(sum(l.spent) AS BIGINT) AS spent FROM ({LEDGER}) AS l JOIN fund AS f ON f.id = l.fund_id "
        "WHERE l.spent <> 0 AND l.day >= :from AND l.day <= :to "
        "GROUP BY f.code, f.name, COALESCE(l.category, '未分科目') ORDER BY 1, 4 DESC, 3",
        **days(period),
    )


_SHEET = "经费收支"
SECTIONS = (
    Section(
        "funds",
        FUNDS,
        _funds,
        title="专项资金（元）",
        path="funds",
        sheet=_SHEET,
        heading="各专项收支（单位：元）",
        spare=("code", "in_kind", "refunded"),
        money=True,
        noun=FUND,
        chart=Chart(
            "各专项到账与支出",
            "name",
            (("到账", "received", "元"), ("支出", "spent", "元")),
            overview=True,
        ),
    ),
    Section(
        "spending",
        _SPENDING,
        _spending,
        sheet=_SHEET,
        heading="支出按科目（单位：元）",
        money=True,
        noun=FUND,
    ),
    Section(
        "dealings",
        DEALINGS,
        dealings,
        sheet="单位往来",
        sheet_title="单位往来（单位：元）",
        moving=True,
        money=True,
        noun=FUND,
    ),
)


def _arrears(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    traced = summary.trace("funds_arrears").rows
    owed: dict[str, int] = {}
    for row in traced:
        owed[row["unit"]] = owed.get(row["unit"], 0) + row["amount"]
    if not owed:
        return {"arrears_units": None, "arrears_list": None}
    ranked = sorted(owed, key=lambda unit: -owed[unit])
    return {
        "arrears_units": str(len(owed)),
        "arrears_list": listed([f"{unit}{Money().show(owed[unit])}元" for unit in ranked]),
    }


def _has_funds(summary: Summary, _rows: Rows) -> bool:
    return summary.value("funds_arrears") is not None and any_of(summary.database, FUND)


def _balance(summary: Summary, rows: Rows) -> dict[str, str | None]:
    """Of no fund there is no balance to tell."""
    return {} if _has_funds(summary, rows) else {"funds_balance": None}


SENTENCES = (
    Sentence("funds", _balance),
    Sentence("in_kind"),
    Sentence("arrears", _arrears, clear="欠缴", known=_has_funds),
)


def _balances(database: Database) -> Iterator[Problem]:
    for key, name in database.tuples("SELECT id, name FROM fund ORDER BY code"):
        balance = 0
        for day, amount in sorted(standing(database, key).items()):
            balance += amount
            if balance < 0:
                yield Problem("fund", name, f"{day} 的余额是 {_MONEY.show(balance)} 元")
                break


def _reversals(database: Database) -> Iterator[Problem]:
    entries = {row["id"]: row for row in database.records("SELECT * FROM entry ORDER BY id")}
    done: dict[int, set[object]] = {}
    for entry in entries.values():
        if entry["kind"] != REVERSAL:
            continue
        original, reversed_there = entries.get(entry["reverses_id"]), done.setdefault(entry["fund_id"], set())
        if original is not None and original["fund_id"] != entry["fund_id"]:
            original = None
        if found := objection(entry, original, entry["reverses_id"], reversed_there):
            yield Problem("entry", entry["number"], found[1].rstrip("，"))
        elif original is not None:
            reversed_there.add(original["number"])


CHECKS = (
    Check("balances", "各专项每天的余额不小于零", _balances),
    Check("reversals", "冲正与原流水相符", _reversals),
)
