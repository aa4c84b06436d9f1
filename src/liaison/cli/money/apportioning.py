"""The verb that divides a sum of money among units."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.exchange.choices import chosen, of_sheet
from liaison.cli.money.booking import Fund, On
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE
from liaison.columns import Column
from liaison.errors import Unreadable
from liaison.kinds import Coded
from liaison.nouns.council.member import MEMBER
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.papers.money.statements import Apportioned
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.rules.money.apportion import BASES

if TYPE_CHECKING:
    from liaison.services.writing.draft import Row
    from liaison.services.writing.work import Work

_BY = Column("by", "办法", Coded(words=tuple(BASES.values()), english=tuple(BASES)))


def apportioning(app: NounApp) -> None:
    """Give the noun this verb."""
    command(app, "apportion", "分摊", more=of_sheet("dry_run"))(apportion)


def apportion(
    here: Here,
    fund: Fund,
    total: Annotated[str, typer.Option("--total", metavar="元", help="要分摊的总额"), ENTRY["amount"]],
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="办法", help="equal 等额、headcount 按职工人数、party 按党员人数、weight 按权重"
        ),
        _BY,
    ],
    on: On,
    weights: Annotated[
        str | None, typer.Option("--weights", metavar="表格", help="权重表，列：单位、权重"), FILE
    ] = None,
    low: Annotated[str | None, typer.Option("--min", metavar="元", help="每家至少"), ENTRY["amount"]] = None,
    high: Annotated[str | None, typer.Option("--max", metavar="元", help="每家至多"), ENTRY["amount"]] = None,
    exempt: Annotated[
        list[str] | None, typer.Option("--exempt", metavar="单位", help="免除，可写多次"), ENTRY["unit"]
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="单位", help="只在这些单位中分，可写多次"),
        ENTRY["unit"],
    ] = None,
    round_name: Annotated[
        str | None,
        typer.Option("--round", metavar="批次", help="批次名；同一批次再分摊，只改记与前一次不同的"),
        ENTRY["round"],
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不写入")] = False,
    *,
    values: dict[str, Any],
) -> Answer:
    """把一笔钱分摊到各成员单位，记为应缴；精确到分，合计一定等于总额。

    例：liaison fund apportion F001 --total 300000 --by headcount --min 5000 --round 2023年度 --on 2023-01-15
    """
    from liaison.services.money import apportioning as desk
    from liaison.services.writing.saving import save_all

    method = typed.one_of(by, BASES, "办法（--by）")
    if (method == "weight") != bool(weights):
        raise Unreadable("--by weight 与 --weights 要一起写，", "请补上或去掉其中一个。")
    choose = chosen(values, weights, dry_run=dry_run)
    amount = typed.money(total, "总额（--total）") or 0
    bounds = typed.money(low, "至少（--min）", zero=True), typed.money(high, "至多（--max）", zero=True)
    day, name = typed.day(on) or here.today, typed.words(round_name, "批次（--round）")

    def divide(work: Work, weighed: dict[int, int] | None) -> Answer:
        owner = by_id(work.database, FUND, find(work.database, FUND, fund))
        units = desk.sharers(work, day, _found(work, only), _found(work, exempt), weighed)
        bases = desk.bases(method, units, weighed)
        called, parts, drafts = desk.apportion(
            work,
            owner,
            total=amount,
            units=units,
            bases=bases,
            low=bounds[0],
            high=bounds[1],
            round_name=name,
            day=day,
            by=method,
        )
        save_all(work, ENTRY, drafts)
        rows = [
            {
                "unit": u["name"],
                "unit_code": u["code"],
                "unit_short": u["short"],
                "base": base,
                "share": share,
            }
            for u, base, share in zip(units, bases, parts, strict=True)
        ]
        state = "试算，没有写入" if dry_run else "已记为应缴" if drafts else "与已记的相同，没有写入"
        return Apportioned(owner, called, amount, rows, weighed is not None, state)

    if weights is None:
        with here.writing(ENTRY, keep=not dry_run) as work:
            return divide(work, None)
    from liaison.cli.exchange.telling import told
    from liaison.services.money.apportioning import WEIGHT

    def weigh(work: Work, rows: list[Row]) -> Answer:
        return divide(work, {row["unit_id"]: int(row["weight"]) for row in rows})

    return told(here, Path(weights), WEIGHT, choose, weigh, writes=ENTRY, named="weights")


def _found(work: Any, names: list[str] | None) -> set[int]:
    return {find(work.database, MEMBER, name) for name in names or ()}
