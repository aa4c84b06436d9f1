"""liaison meeting: who was there, whether it stands, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import filters, standard, typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.children import child
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.formats.seen import seen
from liaison.kinds import Details, Flag, Ref
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.quantities import Whole
from liaison.queries.council.charter import charters
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.queries.work import meeting as asked
from liaison.rules.council.voting import least
from liaison.store.database import Database

app = noun_app("meeting")

Meeting = Annotated[str, typer.Argument(metavar="会议", help="编号、名称或其中一部分"), PRESENCE["activity"]]

_ROLL = (
    Column("expected", "应到", Whole()),
    Column("present", "实到", Whole()),
    Column("proxies", "委托", Whole()),
    Column("quorum_met", "够法定人数", Flag()),
)
_LISTED = (*ACTIVITY.pick("code", "ordinal", "kind", "title", "start", "host"), *_ROLL)
_ITEMS = (
    replace(AGENDA["item"], key="number"),
    *AGENDA.pick("title", "outcome", "for", "against", "abstain"),
)
_WHOLE = (
    *ACTIVITY.columns,
    *_ROLL,
    Column(
        "agenda", "议程", Details((("number", "{}.", ""), ("title", " {}", ""), ("outcome", "（{}）", "")))
    ),
    Column(
        "attendance",
        "签到",
        Details((("unit", "{}", ""), ("person", " {}", ""), ("post", " {}", ""), ("status", " {}", ""))),
    ),
)


def _with_roll(database: Database, meetings: list[Record]) -> list[Record]:
    """Meetings with how many were expected and came, and whether that was a quorum; unknown where nobody signed."""
    rolls = asked.rolls(database, [one["id"] for one in meetings])
    rules = charters(database)
    return [one | _told(rolls.get(one["id"]), rules(one["start"])) for one in meetings]


def _told(roll: Record | None, rules: Record) -> Record:
    if roll is None or roll["present"] is None:
        return {**dict.fromkeys(column.key for column in _ROLL), "needed": None} | (roll or {})
    needed = least(rules["quorum"], roll["expected"])
    return roll | {"needed": needed, "quorum_met": int(roll["present"] + roll["proxies"] >= needed)}


def _found(database: Database, which: str) -> Record:
    """The meeting that is meant. Raises ``NotFound``, ``Refused`` for another activity."""
    from liaison.services.work.meeting import refuse_other

    record = by_id(database, ACTIVITY, find(database, ACTIVITY, which))
    refuse_other(record)
    return record


def _items(database: Database, meeting: Record) -> list[Record]:
    return [one | {"number": one["item"]} for one in asked.agenda_of(database, meeting["id"])]


def _add(here: Here, title: str | None = None, values: dict[str, Any] | None = None) -> Answer:
    from liaison.services.work.meeting import titled
    from liaison.services.writing.saving import save

    with here.writing(ACTIVITY) as work:
        given = typed.read_values(work.database, ACTIVITY, {"title": title} | (values or {}))
        record = save(work, ACTIVITY, titled(work, given))
    return One(ACTIVITY.columns, record, "会议", f"已登记会议 {record['code']} {record['title']}。")


_add.__annotations__["title"] = Annotated[
    str | None,
    typer.Argument(metavar="名称", help="不写就叫“第几次某某会议”", show_default=False),
    ACTIVITY["title"],
]
command(
    app,
    "add",
    "添加",
    more=partial(typed.options, ACTIVITY, adding=True),
    text="登记一次会议：类别以“会议”结尾，按类别编第几次；会议也是一场活动。\n\n"
    "例：liaison meeting add --kind 轮值会议 --on 2023-03-20 --host 外滩投资集团",
)(_add)


def _list(here: Here, values: dict[str, Any]) -> Answer:
    from liaison.cli.shell import asking, lists

    with here.reading() as database:
        asked_for = asking.read(here, database, (ACTIVITY,), values)
        some, total = lists.found(here, database, ACTIVITY, asked_for, asked.IS_MEETING)
        some = _with_roll(database, some)
    return lists.listing(here, asked_for, _LISTED, some, total, title="会议", stem="会议")


command(
    app,
    "list",
    "列表",
    more=partial(filters.options, (ACTIVITY,)),
    text="列出会议：应到、实到、委托和够不够法定人数。\n\n例：liaison meeting list --year 2023",
)(_list)


standard.edit(app, ACTIVITY, text="修改一次会议。\n\n例：liaison meeting edit A2023-001 --venue 示例会议室")


@command(app, "show", "查看")
def show(here: Here, which: Meeting) -> Answer:
    """查看一次会议：议程、结论和签到。

    例：liaison meeting show A2023-001
    """
    with here.reading() as database:
        (record,) = _with_roll(database, [_found(database, which)])
        record["agenda"] = [_plain(_ITEMS, item) for item in _items(database, record)]
        columns = PRESENCE.pick("unit", "person", "post", "status")
        rows = asked.attendance_of(database, record["id"])
        record["attendance"] = [_plain(columns, row, reveal=here.reveal) for row in rows]
    return One(_WHOLE, record, f"会议-{record['code']}")


def _plain(columns: tuple[Column, ...], row: Record, *, reveal: bool = False) -> Record:
    """A row as a record that shows several has it: private values masked."""
    found = {}
    for column in columns:
        found[column.key] = seen(column, reveal=reveal)(row)
        if isinstance(column.kind, Ref):
            found[f"{column.key}_code"] = row[f"{column.key}_code"]
    return found


child(
    app,
    PRESENCE,
    "attend",
    "参加",
    arguments=("activity", "unit", "status"),
    told=1,
    text="登记一个单位出席会议的情况，一人一行；出席的同时算参加了这场活动。\n\n"
    "例：liaison meeting attend A2023-001 汇添富 出席 --post 党委书记\n例：liaison meeting attend A2023-001 --file 签到表.xlsx",
    said=lambda record, _done: f"已登记“{record['activity']}”签到：{record['unit']} {record['status']}。",
    file="从签到表导入，列：单位、出席情况、出席人、职务",
)


@command(app, "agenda", "议程")
def agenda(
    here: Here,
    which: Meeting,
    titles: Annotated[
        list[str] | None,
        typer.Argument(metavar="标题", help="加在议程后面的事项", show_default=False),
        AGENDA["title"],
    ] = None,
) -> Answer:
    """查看一次会议的议程；写上标题就加在后面。

    例：liaison meeting agenda A2023-001
    例：liaison meeting agenda A2023-001 听取轮值情况 审议班车线路
    """
    if titles:
        from liaison.services.work import meeting
        from liaison.services.writing.saving import save_all

        with here.writing(AGENDA) as work:
            record = _found(work.database, which)
            save_all(work, AGENDA, meeting.items(work, record, typed.several(titles, "标题")))
            work.change.flush()
            items = _items(work.database, record)
    else:
        with here.reading() as database:
            record = _found(database, which)
            items = _items(database, record)
    return Listing(_ITEMS, items, f"{record['title']}议程", f"{record['title']}-议程", nothing="还没有议程。")


@command(app, "decide", "决定")
def decide(
    here: Here,
    which: Meeting,
    item: Annotated[str, typer.Argument(metavar="序号", help="议程第几项"), AGENDA["item"]],
    outcome: Annotated[str, typer.Argument(metavar="结论", help=AGENDA["outcome"].help), AGENDA["outcome"]],
    for_it: Annotated[str | None, typer.Option("--for", metavar="票数", help="赞成"), AGENDA["for"]] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="票数", help="反对"), AGENDA["against"]
    ] = None,
    abstain: Annotated[
        str | None, typer.Option("--abstain", metavar="票数", help="弃权"), AGENDA["abstain"]
    ] = None,
) -> Answer:
    """登记议程一项的结论和票数；到会、赞成不够章程的比例，照记并说明；章程从严的不予登记。

    例：liaison meeting decide A2023-001 2 通过 --for 18 --abstain 2
    """
    from liaison.services.work import meeting
    from liaison.services.writing.saving import save_draft

    number = typed.plain(AGENDA["item"].kind, item, "序号")
    told = {"outcome": outcome, "for": for_it, "against": against, "abstain": abstain}
    values = typed.plain_values(AGENDA, told)
    with here.writing(AGENDA, given=()) as work:
        record = _found(work.database, which)
        done = save_draft(work, AGENDA, meeting.decision(work, record, number, values))
    return One(
        _ITEMS,
        done,
        f"{record['title']}-议程",
        f"“{record['title']}”第 {done['item']} 项：{done['outcome']}。",
    )


@command(app, "quorum", "法定人数")
def quorum(here: Here, which: Meeting) -> Answer:
    """一次会议应到多少家、实到和委托多少家、按章程够不够、还有谁没到。

    例：liaison meeting quorum A2023-001
    """
    with here.reading() as database:
        (record,) = _with_roll(database, [_found(database, which)])
        absent = asked.missing(database, record["id"])
    if record["expected"] is None:
        raise NotFound(f"“{record['title']}”当天没有应到的单位，", "请核对会议日期和成员的加入日期。")
    record["missing"] = absent
    columns = (
        *ACTIVITY.pick("code", "title", "start"),
        *_ROLL[:3],
        Column("needed", "法定最少", Whole()),
        _ROLL[3],
        Column("missing", "没有到的", Details((("unit", "{}", ""), ("status", "（{}）", "")))),
    )
    return One(columns, record, f"会议-{record['code']}-法定人数")


removing(
    app,
    ACTIVITY,
    Child(PRESENCE, "--unit", "unit"),
    Child(AGENDA, "--item", "item", asked.item),
    text="删除登记错的会议，或只删一个单位的签到、议程的一项。\n\n例：liaison meeting remove A2023-001 --item 2",
)
exchange.exchange(app, "meeting")
