"""liaison fund: earmarked funds and their memorandum ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.money.apportioning import apportioning
from liaison.cli.money.booking import Fund, On, booking
from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.figures.summary.texts import memorandum
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.papers.money.statements import ARREARS, Statement, arrears_shown, with_signs
from liaison.queries.find import find
from liaison.queries.money.fund import signed
from liaison.queries.records import by_id, records

app = noun_app("fund")

Year = Annotated[str | None, typer.Option("--year", metavar="年度", help="只看这一年；结余和欠缴截至年末")]

standard.add(
    app,
    FUND,
    "open",
    "设立",
    text="设立一项专项资金（备查账）。\n\n例：liaison fund open 直通车专项 --project 直通车 --custodian 外滩投资集团 --budget 600000 --opened 2022-11-01",
)
standard.listing(app, FUND, text="列出专项资金。\n\n例：liaison fund list")
standard.show(app, FUND, text="查看一项专项资金。\n\n例：liaison fund show F001")
standard.edit(
    app,
    FUND,
    text="修改一项专项资金的名称、预算等；账不在这里改。\n\n例：liaison fund edit F001 --budget 650000",
)
booking(app)


@command(app, "close", "关闭")
def close(here: Here, fund: Fund, on: On) -> Answer:
    """关闭一项专项资金；以后不能再记账。

    例：liaison fund close F001 --on 2024-12-31
    """
    from liaison.services.money.fund import balance_of
    from liaison.services.writing.saving import save

    day = typed.day(on)
    with here.writing(FUND, given=()) as work:
        old = by_id(work.database, FUND, find(work.database, FUND, fund))
        balance = balance_of(work, old, day or "")
        record = save(work, FUND, {"closed": day}, old)
    left = f"，结余 {ENTRY['amount'].kind.show(balance)} 元" if balance else ""
    said = f"“{record['name']}”已于 {day} 关闭{left}。"
    return One(FUND.columns, record, FUND.label, said, FUND.remark)


apportioning(app)


@command(app, "statement", "收支")
def statement(here: Here, fund: Fund, year: Year = None) -> Answer:
    """一项专项资金的收支：合计、各单位往来、逐笔明细。

    例：liaison fund statement F001 --year 2023
    """
    from liaison.queries.money import fund as ledger

    number = typed.year(year) if year else None
    start, end = (f"{number}-01-01", f"{number}-12-31") if number else ("1900-01-01", "9999-12-31")
    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund))
        totals = ledger.totals(database, start, end, owner["id"])
        total = totals[0] if totals else ledger.nothing(owner)
        return Statement(
            total | {"custodian": owner["custodian"]},
            ledger.units(database, start, end, owner["id"]),
            ledger.entries(database, owner["id"], start, end),
            number,
        )


@command(app, "ledger", "流水")
def ledger(here: Here, fund: Fund) -> Answer:
    """一项专项资金的流水。

    例：liaison fund ledger F001
    """
    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund))
        found = records(database, ENTRY, "t.fund_id = :fund", fund=owner["id"])
        amounts = signed(database, owner["id"])
    return Listing(
        ENTRY.columns,
        [record | {"signed": amounts[record["id"]]} for record in found],
        f"{owner['name']}流水（备查账）",
        f"{owner['name']}-流水",
        note=memorandum(owner["custodian"]),
        shown=with_signs(ENTRY.columns),
    )


@command(app, "arrears", "催缴")
def arrears(
    here: Here,
    fund: Annotated[
        str | None, typer.Argument(metavar="专项", help="编号、名称或其中一部分；不写就是所有专项")
    ] = None,
) -> Answer:
    """催缴名单：截至今天各单位欠缴、多缴多少，联络员是谁，最早一笔没有缴清的应缴过了几天。

    例：liaison fund arrears
    例：liaison fund arrears F002 --xlsx
    """
    from liaison.queries.money.fund import unsettled

    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund)) if fund else None
        found = unsettled(database, here.today, owner["id"] if owner else None)
    named = owner["name"] if owner else ""
    return Listing(
        ARREARS,
        found,
        f"{named}催缴名单（截至 {here.today}）",
        f"{named}催缴名单-{here.today}",
        note=memorandum(owner["custodian"] if owner else None),
        shown=arrears_shown(found, one_fund=owner is not None),
    )


removing(
    app,
    FUND,
    text="删除登记错的专项；已经有流水的不能删，记错的账请用 reverse 冲正。\n\n例：liaison fund remove F003",
)
exchange.exchange(app, "fund")
