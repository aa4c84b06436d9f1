"""The papers of a fund: letters to who still owes it something, and what is posted of its income and expense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.summary.texts import in_words, memorandum
from liaison.papers.paper import Draft, Paper, heading
from liaison.quantities import Money
from liaison.queries.money.fund import totals, units, unsettled
from liaison.rules.money.spelled import spelled

if TYPE_CHECKING:
    from liaison.store.database import Database

_SHOW = Money(positive=False).show


def _account(draft: Draft, fund: Record) -> Record:
    """Where to pay: the fund's custodian; the account itself is not on record."""
    return {
        "托管单位": draft.known("托管单位", fund["custodian"]),
        "账户": draft.known("账户", None),
    }


def _dunning(database: Database, fund: Record, today: str) -> Draft:
    draft = Draft(f"关于催缴{fund['name']}的函", heading(database, today))
    owing = [row for row in unsettled(database, today, fund["id"]) if row["arrears"]]
    if not owing:
        raise Refused(f"“{fund['name']}”没有欠缴的单位，", "不必写催缴函。")
    draft.fields |= _account(draft, fund) | {
        "标题": draft.title,
        "专项": fund["name"],
        "截至": in_words(today),
        "函": [
            {
                "单位": row["unit"],
                "应缴": _SHOW(row["due"]),
                "已缴": _SHOW(row["received"]),
                "欠缴": _SHOW(row["arrears"]),
                "大写": spelled(row["arrears"]),
                "天数": row["days"],
            }
            for row in owing
        ],
    }
    return draft


def _disclosure(database: Database, fund: Record, today: str) -> Draft:
    draft = Draft(f"{fund['name']}收支公示", heading(database, today))
    start = f"{today[:4]}-01-01"
    found = totals(database, start, today, fund["id"])
    whole = found[0] if found else {}
    paid = [row for row in units(database, start, today, fund["id"]) if row["received"] or row["in_kind"]]
    draft.fields |= {
        "标题": draft.title,
        "专项": fund["name"],
        "起止": f"{in_words(start)}至{in_words(today)}",
        "期初结余": _SHOW(whole.get("opening", 0)),
        "到账": _SHOW(whole.get("received", 0)),
        "支出": _SHOW(whole.get("spent", 0)),
        "退款": _SHOW(whole.get("refunded", 0)),
        "结余": _SHOW(whole.get("balance", 0)),
        "各家": [
            {"单位": row["unit"], "到账": _SHOW(row["received"]), "实物": _SHOW(row["in_kind"])}
            for row in paid
        ],
        "说明": memorandum(fund["custodian"]),
    }
    return draft


PAPERS = (
    Paper(
        "dunning",
        "催缴函",
        "专项",
        "fund",
        "给还欠缴的单位各写一份催缴函：应缴、已缴、欠缴（大写）、欠了几天，一家一页",
        "F001",
        _dunning,
        ("标题", "专项", "截至", "函", "托管单位", "账户"),
    ),
    Paper(
        "disclosure",
        "收支公示",
        "专项",
        "fund",
        "写一份专项资金的收支公示：今年以来的期初、到账、支出、退款、结余，各家到账多少",
        "F001",
        _disclosure,
        ("标题", "专项", "起止", "期初结余", "到账", "支出", "退款", "结余", "各家", "说明"),
    ),
)
