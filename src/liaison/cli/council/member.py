"""liaison member: the roster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Record
from liaison.nouns.council.member import MEMBER, SPELL
from liaison.queries.find import find
from liaison.queries.records import by_id

app = noun_app("member")

Unit = Annotated[
    str,
    typer.Argument(metavar="单位", help="编号、名称、简称、曾用名、别名或其中一部分，也可用拼音首字母"),
    SPELL["unit"],
]
On = Annotated[str, typer.Option("--on", metavar="日期", help="哪一天"), SPELL["joined"]]
Reason = Annotated[str | None, typer.Option("--reason", metavar="原因", help="原因"), SPELL["reason"]]

standard.add(
    app,
    MEMBER,
    text="登记一个成员单位。\n\n例：liaison member add 汇添富基金 --category 基金机构 --joined 2018-06-01",
)


standard.listing(
    app,
    MEMBER,
    text="列出成员单位，默认是今天在册的。\n\n例：liaison member list --on 2023-12-31 --category 证券机构\n"
    "例：liaison member list --columns 名称,联络员,电话 --sort -党员人数",
)
standard.show(app, MEMBER, text="查看一个单位的全部信息。\n\n例：liaison member show htf")


@command(app, "file", "一家一档")
def file(here: Here, unit: Unit) -> Answer:
    """一家一档：一个单位的加入退出、曾用名、轮值、项目、活动、专项资金往来和日志；--xlsx 写成可直接打印的一张。

    例：liaison member file 汇添富
    例：liaison member file 汇添富 --xlsx
    """
    from liaison.cli.keeping.wording import told_of
    from liaison.papers.council.unit_file import UnitFile
    from liaison.queries.unit_file import parts
    from liaison.services.keeping.looking import entries_on

    with here.reading() as database:
        record = by_id(database, MEMBER, find(database, MEMBER, unit))
        found = [(part, part.ask(database, record["id"], here.today)) for part in parts()]
        log = [(entry, told_of(entry)) for entry in entries_on(database, MEMBER, record["id"])]
    return UnitFile(record, found, log)


standard.edit(app, MEMBER, text="修改一个单位的信息。\n\n例：liaison member edit 汇添富 --party-members 86")


def _done(record: Record, said: str) -> Answer:
    return One(MEMBER.columns, record, f"成员单位-{record['code']}", said)


@command(app, "rename", "更名")
def rename(
    here: Here,
    unit: Unit,
    name: Annotated[str, typer.Argument(metavar="新名称", help="新的全称"), MEMBER["name"]],
    short: Annotated[
        str | None, typer.Option("--short", metavar="简称", help="新的简称"), MEMBER["short"]
    ] = None,
) -> Answer:
    """单位更名；原名记为曾用名，以后仍能用它找到。

    例：liaison member rename M003 示例新名称有限公司
    """
    from liaison.services.council import member
    from liaison.services.writing.saving import save_draft

    values = typed.plain_values(MEMBER, {"name": name, "short": short})
    with here.writing(MEMBER) as work:
        old = by_id(work.database, MEMBER, find(work.database, MEMBER, unit))
        draft = member.rename(old, values.pop("name") or "")
        draft.values.update(values)
        record = save_draft(work, MEMBER, draft)
    return _done(record, f"“{old['name']}”已更名为“{record['name']}”。")


aliasing(
    app,
    MEMBER,
    text="查看、登记、去掉一个单位的别名：别人的表里怎样称呼它。导入时答过“是”的，也记在这里。\n\n"
    "例：liaison member alias 汇添富\n"
    "例：liaison member alias 汇添富 添富 汇添富公司\n"
    "例：liaison member alias 汇添富 --remove 添富",
)


def _changed(here: Here, unit: str, change: Callable[[Any, Record], None]) -> Record:
    """A unit as it is after a change of its membership."""
    with here.writing(MEMBER, given=()) as work:
        old = by_id(work.database, MEMBER, find(work.database, MEMBER, unit))
        change(work, old)
        work.change.flush()
        return by_id(work.database, MEMBER, old["id"])


@command(app, "leave", "退出")
def leave(here: Here, unit: Unit, on: On, reason: Reason = None) -> Answer:
    """登记单位退出；当天仍算成员，历史都保留。

    例：liaison member leave 汇添富 --on 2024-12-31 --reason 迁出本区
    """
    from liaison.services.council import member

    last, reason = typed.day(on, kind=SPELL["left"].kind), typed.words(reason, "原因")
    record = _changed(here, unit, lambda work, old: member.leave(work, old, last or "", reason))
    return _done(record, f"“{record['name']}”于 {last} 退出，当天仍是成员单位。")


@command(app, "rejoin", "重新加入")
def rejoin(here: Here, unit: Unit, on: On, reason: Reason = None) -> Answer:
    """登记退出过的单位重新加入。

    例：liaison member rejoin M007 --on 2025-03-01
    """
    from liaison.services.council import member

    first, reason = typed.day(on, kind=SPELL["joined"].kind), typed.words(reason, "原因")
    record = _changed(here, unit, lambda work, old: member.rejoin(work, old, first or "", reason))
    return _done(record, f"“{record['name']}”于 {first} 重新加入。")


removing(
    app,
    MEMBER,
    Child(SPELL, "--spell", "joined"),
    text="删除登记错的单位；有活动、轮值、资金往来的不能删，退出请用 leave。\n\n例：liaison member remove M024",
)
exchange.exchange(app, "member")
