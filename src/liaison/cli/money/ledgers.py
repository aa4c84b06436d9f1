"""The verbs that show a fund's ledger: what it comes to, entry by entry, and who still owes."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.money.booking import Fund
from liaison.cli.shell import asking, filters, lists
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.figures.summary.texts import memorandum
from liaison.nouns.money.fund import ENTRY, FUND, OF_PAID
from liaison.papers.money.statements import ENTRIES, Statement, arrears_shown, with_signs
from liaison.queries.find import find
from liaison.queries.money.entries import signed
from liaison.queries.money.fund import ARREARS
from liaison.queries.records import by_id

_GIVEN = ("fund",)


def ledgers(app: NounApp) -> None:
    """Give the noun these verbs."""
    more = partial(filters.options, (ENTRY,), _GIVEN)
    command(app, "statement", "收支", more=more)(statement)
    command(app, "ledger", "流水", more=more)(ledger)
    command(app, "arrears", "催缴", more=partial(filters.options, (ARREARS,), _GIVEN))(arrears)


def statement(here: Here, fund: Fund, values: dict[str, Any]) -> Answer:
    """一项专项资金的收支：合计、各单位往来、逐笔明细；写了起止日期，结余和欠缴就截至末日。

    例：liaison fund statement F001 --year 2023
    例：liaison fund statement F001 --unit 汇添富 --from 2023-01-01 --to 2023-06-30
    """
    from liaison.queries.money import fund as ledger
    from liaison.queries.money.entries import entries as entries_of

    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund))
        asked = asking.read(here, database, (ENTRY,), values, given=_GIVEN, columns=ENTRIES)
        start, end = asked.question.first or "1900-01-01", asked.question.last or "9999-12-31"
        totals = ledger.totals(database, start, end, owner["id"])
        entries = {row["id"]: row for row in entries_of(database, owner["id"], start, end)}
        wanted, all_of = lists.keys(database, ENTRY, asked, "t.fund_id = :fund", fund=owner["id"])
        some = [entries[key] for key in wanted] if asked.narrows else list(entries.values())
        units = ledger.units(database, start, end, owner["id"])
    chosen = asked.chosen.get("unit", ([], ""))[0]
    return Statement(
        (totals[0] if totals else ledger.nothing(owner)) | {"custodian": owner["custodian"]},
        [row for row in units if not chosen or row["unit_id"] in chosen],
        some,
        asked.period,
        asked.picked(ENTRIES),
        asked.narrowed(len(some), all_of),
        asked.chosen_by("unit"),
    )


def ledger(here: Here, fund: Fund, values: dict[str, Any]) -> Answer:
    """一项专项资金的流水。

    例：liaison fund ledger F001
    例：liaison fund ledger F001 --kind 支出 --year 2023 --sort -金额
    """
    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund))
        asked = asking.read(here, database, (ENTRY,), values, given=_GIVEN)
        some, total = lists.found(here, database, ENTRY, asked, "t.fund_id = :fund", fund=owner["id"])
        amounts = signed(database, owner["id"])
    return lists.listing(
        here,
        asked,
        ENTRY.columns,
        [record | {"signed": amounts[record["id"]]} for record in some],
        total,
        title=f"{owner['name']}流水（备查账）",
        stem=f"{owner['name']}-流水",
        note=memorandum(owner["custodian"]),
        shown=lambda columns, _records: with_signs(columns),
    )


def arrears(
    here: Here,
    values: dict[str, Any],
    fund: Annotated[
        str | None,
        typer.Argument(metavar="专项", help="编号、名称或其中一部分；不写就是所有专项"),
        ENTRY["fund"],
    ] = None,
) -> Answer:
    """催缴名单：截至今天各单位欠缴、多缴多少，联络员是谁，最早一笔没有缴清的应缴过了几天。

    例：liaison fund arrears
    例：liaison fund arrears F002 --xlsx
    例：liaison fund arrears --sort -欠缴天数 --limit 5
    """
    from liaison.queries.money.fund import unsettled
    from liaison.queries.worked_out import as_relation

    with here.reading() as database:
        owner = by_id(database, FUND, find(database, FUND, fund)) if fund else None
        asked = asking.read(here, database, (ARREARS,), values, given=_GIVEN)
        rows = unsettled(database, here.today, owner["id"] if owner else None)
        relation, bound = as_relation(ARREARS, rows)
        some, total = lists.found(here, database, relation, asked, **bound)
    parts = {number: {one.key: row[one.key] for one in OF_PAID} for number, row in enumerate(rows, start=1)}
    named = owner["name"] if owner else ""
    return lists.listing(
        here,
        asked,
        ARREARS.columns,
        [record | parts[record["id"]] for record in some],
        total,
        title=f"{named}催缴名单（截至 {here.today}）",
        stem=f"{named}催缴名单-{here.today}",
        note=memorandum(owner["custodian"] if owner else None),
        shown=partial(arrears_shown, one_fund=owner is not None),
    )
