"""liaison fund: earmarked funds and their memorandum ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.figures.summary.texts import memorandum
from liaison.kinds import Coded
from liaison.nouns.council.member import MEMBER
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.papers.money.statements import Apportioned, Statement, with_signs
from liaison.queries.find import find
from liaison.queries.money.fund import signed
from liaison.queries.records import by_id, records

app = noun_app("fund")

Fund = Annotated[str, typer.Argument(metavar="专项", help="编号、名称或其中一部分"), ENTRY["fund"]]
Unit = Annotated[str, typer.Argument(metavar="单位", help="编号、名称或其中一部分"), ENTRY["unit"]]
Yuan = Annotated[str, typer.Argument(metavar="金额", help="元，例如 1,200.50"), ENTRY["amount"]]
On = Annotated[str, typer.Option("--on", metavar="日期", help="记账日期"), ENTRY["day"]]
Voucher = Annotated[
    str | None, typer.Option("--voucher", metavar="凭证号", help="凭证号；一张凭证可以记几笔")
]
Note = Annotated[str | None, typer.Option("--note", metavar="摘要", help="摘要")]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="原因，记入摘要")]
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


def _book(here: Here, fund: str, kind: str, given: dict[str, Any]) -> Answer:
    """Book one entry and answer with it."""
    from liaison.services.writing.saving import save

    with here.writing(ENTRY) as work:
        values = typed.read_values(work.database, ENTRY, {"fund": fund, "kind": kind} | given)
        record = save(work, ENTRY, values)
    return _booked(record)


def _booked(record: Record) -> Answer:
    amount = ENTRY["amount"].kind.show(record["amount"])
    said = f"“{record['fund']}”已记{record['kind']} {amount} 元，流水号 {record['number']}。"
    return One(ENTRY.columns, record, f"流水-{record['number']}", said, ENTRY.remark)


def _unit_verb(verb: str, kind: str, text: str) -> None:
    """A verb that books one kind of entry for a unit."""

    def book(
        here: Here, fund: Fund, unit: Unit, amount: Yuan, on: On, voucher: Voucher = None, note: Note = None
    ) -> Answer:
        return _book(
            here, fund, kind, {"unit": unit, "amount": amount, "day": on, "voucher": voucher, "note": note}
        )

    command(app, verb, kind, text=f"{text}\n\n例：liaison fund {verb} F001 汇添富 12000 --on 2023-03-15")(
        book
    )


_unit_verb("pledge", "认缴", "登记单位自愿认缴（计入应缴）。")


@command(app, "waive", "减免")
def waive(here: Here, fund: Fund, unit: Unit, amount: Yuan, on: On, reason: Reason) -> Answer:
    """减免一个单位的应缴。

    例：liaison fund waive F001 汇添富 2000 --on 2023-06-30 --reason 年中退出
    """
    return _book(here, fund, "减免", {"unit": unit, "amount": amount, "day": on, "note": reason})


_unit_verb("receive", "到账", "登记单位缴款到账。")
_unit_verb("refund", "退款", "登记退还单位的款项。")
_unit_verb("in-kind", "实物", "登记单位以实物折价（抵应缴，不进余额）。")
_unit_verb("direct", "直付", "登记单位直接付给供应商的款项（抵应缴，算到账也算支出，不进余额）。")


@command(app, "spend", "支出")
def spend(
    here: Here,
    fund: Fund,
    amount: Yuan,
    on: On,
    category: Annotated[str, typer.Option("--category", metavar="科目", help="支出科目"), ENTRY["category"]],
    payee: Annotated[str, typer.Option("--payee", metavar="对方", help="收款方"), ENTRY["payee"]],
    voucher: Voucher = None,
    note: Note = None,
) -> Answer:
    """登记一笔支出；任何一天的余额都不能小于零。

    例：liaison fund spend F001 35000 --on 2023-03-31 --category 运营费 --payee 示例客运公司
    """
    given = {"amount": amount, "day": on, "voucher": voucher, "note": note}
    return _book(here, fund, "支出", given | {"category": category, "payee": payee})


@command(app, "opening", "结转")
def opening(here: Here, fund: Fund, amount: Yuan, on: On, note: Note = None) -> Answer:
    """登记上年结转。

    例：liaison fund opening F001 120000 --on 2022-01-01
    """
    return _book(here, fund, "上年结转", {"amount": amount, "day": on, "note": note})


@command(app, "reverse", "冲正")
def reverse(
    here: Here,
    fund: Fund,
    entry: Annotated[str, typer.Argument(metavar="流水号", help="要冲正的那一笔")],
    on: On,
    reason: Reason,
) -> Answer:
    """冲正一笔记错的账：按原额反向另记一笔，原来的一笔保留。

    例：liaison fund reverse F001 12 --on 2023-04-03 --reason 单位记错
    """
    from liaison.services.money.fund import reversal
    from liaison.services.writing.saving import save_draft

    day = typed.day(on) or here.today
    with here.writing(ENTRY) as work:
        owner = by_id(work.database, FUND, find(work.database, FUND, fund))
        record = save_draft(work, ENTRY, reversal(work, owner, entry, day, typed.words(reason, "原因") or ""))
    return _booked(record)


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


BASES = {"equal": "等额", "headcount": "按职工人数", "party": "按党员人数", "weight": "按权重"}
BY = Column("by", "办法", Coded(words=tuple(BASES.values()), english=tuple(BASES)))


@command(app, "apportion", "分摊")
def apportion(
    here: Here,
    fund: Fund,
    total: Annotated[str, typer.Option("--total", metavar="元", help="要分摊的总额"), ENTRY["amount"]],
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="办法", help="equal 等额、headcount 按职工人数、party 按党员人数、weight 按权重"
        ),
        BY,
    ],
    on: On,
    weights: Annotated[
        str | None, typer.Option("--weights", metavar="表格", help="权重表，列：单位、权重")
    ] = None,
    low: Annotated[str | None, typer.Option("--min", metavar="元", help="每家至少")] = None,
    high: Annotated[str | None, typer.Option("--max", metavar="元", help="每家至多")] = None,
    exempt: Annotated[
        list[str] | None, typer.Option("--exempt", metavar="单位", help="免除，可写多次")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="单位", help="只在这些单位中分，可写多次")
    ] = None,
    round_name: Annotated[
        str | None, typer.Option("--round", metavar="批次", help="批次名；同一批次再分摊即替换前一次")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不写入")] = False,
) -> Answer:
    """把一笔钱分摊到各成员单位，记为应缴；精确到分，合计一定等于总额。

    例：liaison fund apportion F001 --total 300000 --by headcount --min 5000 --round 2023年度 --on 2023-01-15
    """
    from liaison.cli.money.weights import read_weights
    from liaison.services.money import fund as desk
    from liaison.services.writing.saving import save_all

    method = typed.one_of(by, BASES, "办法（--by）")
    if (method == "weight") != bool(weights):
        raise Unreadable("--by weight 与 --weights 要一起写，", "请补上或去掉其中一个。")
    amount = typed.money(total, "总额（--total）") or 0
    bounds = typed.money(low, "至少（--min）", zero=True), typed.money(high, "至多（--max）", zero=True)
    day = typed.day(on) or here.today
    with here.writing(ENTRY, keep=not dry_run) as work:
        owner = by_id(work.database, FUND, find(work.database, FUND, fund))
        weighed = read_weights(work.database, Path(weights)) if weights else None
        units = desk.sharers(work, day, _found(work, only), _found(work, exempt), weighed)
        bases = desk.bases(method, units, weighed)
        name, parts, drafts = desk.apportion(
            work,
            owner,
            total=amount,
            units=units,
            bases=bases,
            low=bounds[0],
            high=bounds[1],
            round_name=typed.words(round_name, "批次（--round）"),
            day=day,
        )
        save_all(work, ENTRY, drafts)
    rows = [
        {"unit": u["name"], "unit_code": u["code"], "unit_short": u["short"], "base": base, "share": share}
        for u, base, share in zip(units, bases, parts, strict=True)
    ]
    return Apportioned(owner, name, amount, rows, weighed is not None, kept=not dry_run)


def _found(work: Any, names: list[str] | None) -> set[int]:
    return {find(work.database, MEMBER, name) for name in names or ()}


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


removing(
    app,
    FUND,
    text="删除登记错的专项；已经有流水的不能删，记错的账请用 reverse 冲正。\n\n例：liaison fund remove F003",
)
exchange.exchange(app, "fund")
