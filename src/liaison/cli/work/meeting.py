"""liaison meeting: who was there, whether it stands, and what was decided."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import filters, standard, typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.attached import attached
from liaison.cli.shell.children import child
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.work import deliberation
from liaison.cli.work.deliberation import Meeting, found, items_of
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.formats.seen import kept, seen
from liaison.kinds import Flag, Ref
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.papers.work.agenda import ITEMS
from liaison.quantities import Whole
from liaison.queries.council.charter import charters
from liaison.queries.work import roll as asked
from liaison.rules.council.voting import least
from liaison.several import Details
from liaison.store.database import Database

app = noun_app("meeting")

_ROLL = (
    Column("expected", "应到", Whole()),
    Column("present", "实到", Whole()),
    Column("proxies", "委托", Whole()),
    Column("quorum_met", "够法定人数", Flag()),
)
_LISTED = (*ACTIVITY.pick("code", "ordinal", "kind", "title", "start", "host"), *_ROLL)
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
        (record,) = _with_roll(database, [found(database, which)])
        record["agenda"] = [_plain(ITEMS, item) for item in items_of(database, record)]
        columns = PRESENCE.pick("unit", "person", "post", "status")
        rows = asked.attendance_of(database, record["id"])
        record["attendance"] = [_plain(columns, row) for row in rows]
        files = attached(database, ACTIVITY, record)
    return One((*_WHOLE, *files), record, f"会议-{record['code']}")


def _plain(columns: tuple[Column, ...], row: Record) -> Record:
    """A row as a record that shows several has it, as it may be seen."""
    found = {}
    for column in kept(columns):
        found[column.key] = seen(column)(row)
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


deliberation.deliberation(app)


@command(app, "quorum", "法定人数")
def quorum(here: Here, which: Meeting) -> Answer:
    """一次会议应到多少家、实到和委托多少家、按章程够不够、还有谁没到。

    例：liaison meeting quorum A2023-001
    """
    with here.reading() as database:
        (record,) = _with_roll(database, [found(database, which)])
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
