"""The verbs that book an entry of a fund's ledger, each of its own kind."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from liaison.cli.shell import prompting, typed
from liaison.cli.shell.answers import Answer, One, Plain
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here, attended
from liaison.cli.shell.offers import REASON
from liaison.columns import Record
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.queries.find import find
from liaison.queries.records import by_id

Fund = Annotated[str, typer.Argument(metavar="专项", help="编号、名称或其中一部分"), ENTRY["fund"]]
Unit = Annotated[str, typer.Argument(metavar="单位", help="编号、名称或其中一部分"), ENTRY["unit"]]
Yuan = Annotated[str, typer.Argument(metavar="金额", help="元，例如 1,200.50"), ENTRY["amount"]]
On = Annotated[str, typer.Option("--on", metavar="日期", help="记账日期"), ENTRY["day"]]
Voucher = Annotated[
    str | None,
    typer.Option("--voucher", metavar="凭证号", help="凭证号；一张凭证可以记几笔"),
    ENTRY["voucher"],
]
Note = Annotated[str | None, typer.Option("--note", metavar="摘要", help="摘要"), ENTRY["note"]]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="原因，记入摘要"), REASON]
Again = Annotated[bool, typer.Option("--accept-alike", help="和账上某一笔几乎一样，也记为另外一笔")]


def booking(app: NounApp) -> None:
    """Give the noun these verbs."""
    _unit_verb(app, "pledge", "认缴", "登记单位自愿认缴（计入应缴）。")
    command(app, "waive", "减免")(waive)
    _unit_verb(app, "receive", "到账", "登记单位缴款到账。")
    _unit_verb(app, "refund", "退款", "登记退还单位的款项。")
    _unit_verb(app, "in-kind", "实物", "登记单位以实物折价（抵应缴，不进余额）。")
    _unit_verb(app, "direct", "直付", "登记单位直接付给供应商的款项（抵应缴，算到账也算支出，不进余额）。")
    command(app, "spend", "支出")(spend)
    command(app, "opening", "结转")(opening)
    command(app, "reverse", "冲正")(reverse)


def _book(here: Here, fund: str, kind: str, again: bool, given: dict[str, Any]) -> Answer:
    """Book one entry and answer with it; what seems to be booked already is asked about where a person is there."""
    from liaison.services.writing.likeness import ToldAgain
    from liaison.services.writing.saving import save

    def write(*, again: bool) -> Record:
        with here.writing(ENTRY) as work:
            values = typed.read_values(work.database, ENTRY, {"fund": fund, "kind": kind} | given)
            return save(work, ENTRY, values, again=again)

    try:
        return _booked(write(again=again))
    except ToldAgain as found:
        if not attended():
            raise
        if not prompting.agreed(f"{found.sentence}确是另外一笔，照样记上吗？"):
            return Plain(None, "没有记账。")
        return _booked(write(again=True))


def _booked(record: Record) -> Answer:
    amount = ENTRY["amount"].kind.show(record["amount"])
    said = f"“{record['fund']}”已记{record['kind']} {amount} 元，流水号 {record['number']}。"
    return One(ENTRY.columns, record, f"流水-{record['number']}", said, ENTRY.remark)


def _unit_verb(app: NounApp, verb: str, kind: str, text: str) -> None:
    """A verb that books one kind of entry for a unit."""

    def book(
        here: Here,
        fund: Fund,
        unit: Unit,
        amount: Yuan,
        on: On,
        voucher: Voucher = None,
        note: Note = None,
        again: Again = False,
    ) -> Answer:
        given = {"unit": unit, "amount": amount, "day": on, "voucher": voucher, "note": note}
        return _book(here, fund, kind, again, given)

    command(app, verb, kind, text=f"{text}\n\n例：liaison fund {verb} F001 汇添富 12000 --on 2023-03-15")(
        book
    )


def waive(
    here: Here, fund: Fund, unit: Unit, amount: Yuan, on: On, reason: Reason, again: Again = False
) -> Answer:
    """减免一个单位的应缴。

    例：liaison fund waive F001 汇添富 2000 --on 2023-06-30 --reason 年中退出
    """
    return _book(here, fund, "减免", again, {"unit": unit, "amount": amount, "day": on, "note": reason})


def spend(
    here: Here,
    fund: Fund,
    amount: Yuan,
    on: On,
    category: Annotated[str, typer.Option("--category", metavar="科目", help="支出科目"), ENTRY["category"]],
    payee: Annotated[str, typer.Option("--payee", metavar="对方", help="收款方"), ENTRY["payee"]],
    voucher: Voucher = None,
    note: Note = None,
    again: Again = False,
) -> Answer:
    """登记一笔支出；任何一天的余额都不能小于零。

    例：liaison fund spend F001 35000 --on 2023-03-31 --category 运营费 --payee 示例客运公司
    """
    given = {
        "amount": amount,
        "day": on,
        "category": category,
        "payee": payee,
        "voucher": voucher,
        "note": note,
    }
    return _book(here, fund, "支出", again, given)


def opening(here: Here, fund: Fund, amount: Yuan, on: On, note: Note = None, again: Again = False) -> Answer:
    """登记上年结转。

    例：liaison fund opening F002 50000 --on 2023-01-01
    """
    return _book(here, fund, "上年结转", again, {"amount": amount, "day": on, "note": note})


def reverse(
    here: Here,
    fund: Fund,
    entry: Annotated[str, typer.Argument(metavar="流水号", help="要冲正的那一笔"), ENTRY["reverses"]],
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
