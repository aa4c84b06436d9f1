"""The papers of a fund: notices and letters to who still owes it something, and what is posted of its income and expense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.summary.texts import in_words, memorandum
from liaison.formats.seen import seen
from liaison.nouns.money.fund import ENTRY
from liaison.papers.paper import Draft, Paper, heading, numbered
from liaison.quantities import Money
from liaison.queries.money.entries import open_dues
from liaison.queries.money.fund import totals, units, unsettled
from liaison.rules.money.spelled import spelled

if TYPE_CHECKING:
    from liaison.store.database import Database

_SHOW = Money(positive=False).show


_ACCOUNT = ("收款户名", "账号", "开户行")


def _account(draft: Draft, fund: Record) -> Record:
    """Where to pay: the fund's account, kept by its custodian."""
    draft.private = _ACCOUNT
    return {"托管单位": draft.known("托管单位", fund["custodian"])} | {
        label: draft.known(label, fund[key])
        for label, key in zip(_ACCOUNT, ("payee", "account", "bank"), strict=True)
    }


def _owing(database: Database, fund: Record, today: str) -> list[Record]:
    found = [row for row in unsettled(database, today, fund["id"]) if row["arrears"]]
    if not found:
        raise Refused(f"“{fund['name']}”没有欠缴的单位，", "不必写。")
    return found


def _dunning(database: Database, fund: Record, today: str) -> Draft:
    draft = Draft(f"关于催缴{fund['name']}的函", heading(database, today), to="有关单位")
    owing = _owing(database, fund, today)
    draft.fields |= _account(draft, fund) | {
        "标题": draft.title,
        "专项": fund["name"],
        "截至": in_words(today),
        "函": [_letter(row) | {"天数": row["days"]} for row in owing],
    }
    return draft


def _payment(database: Database, fund: Record, today: str) -> Draft:
    draft = Draft(f"关于缴纳{fund['name']}的通知", heading(database, today), to="有关单位")
    owing, dues = _owing(database, fund, today), open_dues(database, fund["id"], today)
    draft.fields |= _account(draft, fund) | {
        "标题": draft.title,
        "专项": fund["name"],
        "截止日": draft.known("缴款截止日", None),
        "函": [
            _letter(row) | {"算法": numbered(_worked_out(dues[row["unit_id"]], row)), "附言": fund["name"]}
            for row in owing
        ],
    }
    return draft


def _letter(row: Record) -> Record:
    """What every letter to a unit says of its money."""
    return {
        "单位": row["unit"],
        "应缴": _SHOW(row["due"]),
        "已缴": _SHOW(row["received"]),
        "欠缴": _SHOW(row["arrears"]),
        "大写": spelled(row["arrears"]),
    }


def _worked_out(dues: list[Record], row: Record) -> Iterator[str]:
    """How it comes that a unit has to pay so much, due by due."""
    noted = seen(ENTRY["note"])
    for due in dues:
        why = noted(due) or due["round"]
        yield f"{in_words(due['day'])}记{due['kind']}{_SHOW(due['amount'])}元{f'：{why}' if why else ''}。"
    booked = sum(due["amount"] for due in dues)
    if row["due"] != booked:
        less = booked - row["due"]
        word = "减免等减少" if less > 0 else "调整增加"
        yield f"{word}{_SHOW(abs(less))}元，应缴合计{_SHOW(row['due'])}元。"
    if row["received"]:
        yield f"截至目前已缴{_SHOW(row['received'])}元。"
    yield f"本次应缴{_SHOW(row['arrears'])}元。"


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
            for row in [*paid, *_whole(paid)]
        ],
        "说明": memorandum(fund["custodian"]),
    }
    return draft


def _whole(rows: list[Record]) -> list[Record]:
    """What rows of units add up to, where there are any."""
    total = {key: sum(row[key] for row in rows) for key in ("received", "in_kind")}
    return [{"unit": "合计"} | total] if rows else []


PAPERS = (
    Paper(
        "payment",
        "缴款通知",
        "专项",
        "fund",
        "给还没有缴清的单位各写一份缴款通知：应缴多少（大写）、怎样算出来、缴到哪个账户，一家一页",
        "F001",
        _payment,
        ("标题", "专项", "截止日", "函", "托管单位", *_ACCOUNT),
        each="函",
    ),
    Paper(
        "dunning",
        "催缴函",
        "专项",
        "fund",
        "给还欠缴的单位各写一份催缴函：应缴、已缴、欠缴（大写）、欠了几天，一家一页",
        "F001",
        _dunning,
        ("标题", "专项", "截至", "函", "托管单位", *_ACCOUNT),
        each="函",
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
