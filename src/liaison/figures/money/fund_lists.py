"""The funds of a period, what was spent on what, and each unit's dealings with them."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.figures.section import Chart, Rows, Section, days
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import listed
from liaison.kinds import Ref
from liaison.nouns.money.fund import DEALT, FUND, OWED
from liaison.quantities import Money
from liaison.queries.keys import any_of
from liaison.queries.money.fund import LEDGER, totals, units
from liaison.rules.periods import Period
from liaison.store.database import Database

_MONEY = Money(positive=False)

FUNDS = (
    Column("code", "编号"),
    Column("name", "专项"),
    Column("opening", "期初结余", _MONEY, adds=True),
    *DEALT[:3],
    Column("spent", "支出", _MONEY, adds=True),
    DEALT[3],
    Column("balance", "期末结余", _MONEY, adds=True),
    Column("arrears", "期末欠缴", _MONEY, adds=True),
    OWED[1],
)
DEALINGS = (
    Column("fund", "专项", Ref("fund")),
    Column("unit", "单位", Ref("member")),
    *DEALT,
    Column("arrears", "期末欠缴", _MONEY, adds=True),
    OWED[1],
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
        spare=("code", "in_kind", "refunded", "opening"),
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


def arrears(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """Who owes how much, the largest first."""
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


def has_funds(summary: Summary, _rows: Rows) -> bool:
    """Whether the council has funds of which it can be said what is owed."""
    return summary.value("funds_arrears") is not None and any_of(summary.database, FUND)


def raised(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """Of no fund nothing was raised; of a period without records what was published is told."""
    told = not summary.is_recorded or any_of(summary.database, FUND)
    return {} if told else {"funds_received": None}
