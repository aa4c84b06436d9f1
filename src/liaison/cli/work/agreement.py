"""liaison agreement: agreements between units, signed, renewed and ended."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.children import move
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.nouns.work.agreement import AGREEMENT, AGREEMENT_STEP
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.queries.states import as_of
from liaison.several import Details
from liaison.store.database import Database

app = noun_app("agreement")

TARGETS = Column(
    "targets",
    "指标",
    Details(
        (
            ("name", "{}", ""),
            ("unit", "（{}）", ""),
            ("target", "目标 {}，", ""),
            ("reached", "已达 {:,}", "还没有读数"),
            ("share", "，完成 {:.1%}", ""),
        )
    ),
)
"""What an agreement is measured by, and how much of it was reached."""

Agreement = Annotated[
    str, typer.Argument(metavar="协议", help="编号、名称或其中一部分"), typed.record_of(AGREEMENT)
]
On = Annotated[str, typer.Option("--on", metavar="日期", help="从哪一天起"), AGREEMENT_STEP["day"]]
Note = Annotated[str | None, typer.Option("--note", metavar="说明", help="说明"), AGREEMENT_STEP["note"]]

standard.add(
    app,
    AGREEMENT,
    text="登记一份协议，各方可以不是成员单位；写了签订日期就算生效，没写的算草拟。\n\n"
    "例：liaison agreement add 示例楼宇共建协议 --party 汇添富 --party 外滩投资集团 --signed 2023-12-01 --end 2025-11-30",
)
standard.listing(
    app,
    AGREEMENT,
    text="列出协议；快到期的标明“临期”，过了到期日的标明“到期”。\n\n例：liaison agreement list --unit 汇添富",
)


def _targets(database: Database, record: Record, today: str) -> Record:
    from liaison.figures.work.indicators import targets_of

    return {TARGETS.key: targets_of(database, record, today)}


standard.show(
    app,
    AGREEMENT,
    text="查看一份协议，连同它的指标完成了多少。\n\n例：liaison agreement show G2022-001",
    more=(TARGETS,),
    told=_targets,
)
standard.edit(
    app, AGREEMENT, text="修改一份协议。\n\n例：liaison agreement edit G2022-001 --place 示例会议室"
)
aliasing(
    app,
    AGREEMENT,
    text="查看、登记、去掉一份协议的别名：别人的表里怎样称呼它。\n\n例：liaison agreement alias G2022-001 普洱帮扶协议",
)


def _found(database: Database, which: str) -> Record:
    return by_id(database, AGREEMENT, find(database, AGREEMENT, which))


def _answer(here: Here, database: Database, record: Record, said: str) -> Answer:
    seen = as_of(database, AGREEMENT, [record], here.today)[0]
    return One(AGREEMENT.columns, seen, AGREEMENT.label, said)


@command(app, "sign", "签订")
def sign(
    here: Here,
    which: Agreement,
    on: On,
    place: Annotated[
        str | None, typer.Option("--place", metavar="地点", help="在哪里签的"), AGREEMENT["place"]
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="生效日", help="不写就从签订那天起"),
        AGREEMENT["start"],
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="到期日", help="最后一天"), AGREEMENT["end"]
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="文号", help="文号"), AGREEMENT["number"]
    ] = None,
) -> Answer:
    """登记草拟或待签的协议签了字，从这天起生效。

    例：liaison agreement sign G2023-003 --on 2023-12-28 --end 2025-12-27
    """
    from liaison.services.work import agreement

    day = typed.day(on) or ""
    given = {"place": place, "start": start, "end": end, "number": number}
    with here.writing(AGREEMENT, AGREEMENT_STEP, given=()) as work:
        values = typed.read_values(work.database, AGREEMENT, given)
        record = agreement.sign(work, _found(work.database, which), day, values)
        return _answer(here, work.database, record, f"协议“{record['name']}”已于 {day} 签订。")


@command(app, "renew", "续签")
def renew(
    here: Here,
    which: Agreement,
    end: Annotated[str, typer.Option("--until", metavar="到期日", help="新的到期日"), AGREEMENT["end"]],
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="哪天续签的，默认今天"), AGREEMENT_STEP["day"]
    ] = None,
    note: Note = None,
) -> Answer:
    """登记协议续签，换成新的到期日；到期了没有续的也可以补。

    例：liaison agreement renew G2022-001 --until 2026-06-30 --on 2023-12-20
    """
    from liaison.services.work import agreement

    day, last = typed.day(on) or here.today, typed.day(end, "--until", kind=AGREEMENT["end"].kind) or ""
    note = typed.words(note, "说明")
    with here.writing(AGREEMENT, AGREEMENT_STEP, given=()) as work:
        record = agreement.renew(work, _found(work.database, which), day, last, note)
        return _answer(here, work.database, record, f"协议“{record['name']}”已续签到 {last}。")


@command(app, "end", "终止")
def end(here: Here, which: Agreement, on: On, note: Note = None) -> Answer:
    """登记协议终止：到期不再续，或提前结束；从这天起不再有效。

    例：liaison agreement end G2023-001 --on 2023-12-31 --note 示例合作期满
    """
    from liaison.services.work import agreement

    day, note = typed.day(on) or "", typed.words(note, "说明")
    with here.writing(AGREEMENT, AGREEMENT_STEP, given=()) as work:
        found = _found(work.database, which)
        agreement.step(work, found, "终止", day, note)
        record = by_id(work.database, AGREEMENT, found["id"])
        return _answer(here, work.database, record, f"协议“{record['name']}”自 {day} 起终止。")


move(
    app,
    AGREEMENT,
    text="登记别的进展，例如草拟好了待签；每一步连同日期都保留。\n\n"
    "例：liaison agreement step G2023-003 待签 --on 2023-12-20",
)
removing(
    app,
    AGREEMENT,
    text="删除登记错的协议，或只删它最后一次进展；删掉续签，到期日也回到原来的。\n\n例：liaison agreement remove G2023-003",
)
exchange.exchange(app, "agreement")
