"""liaison activity: the activity ledger and who took part."""

from __future__ import annotations

from dataclasses import replace

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.children import child
from liaison.cli.shell.grammar import noun_app
from liaison.columns import Column, Record
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE

app = noun_app("activity")

standard.add(
    app,
    ACTIVITY,
    text="登记一场活动。\n\n例：liaison activity add 金融创新论坛 --kind 论坛 --on 2023-05-18 --host 外滩投资集团 --co-host 汇添富",
)


def _counted(columns: tuple[Column, ...], _activities: list[Record]) -> tuple[Column, ...]:
    """The columns of activities as people read them: how many were there in all, in the place of how many were filled in."""
    people, there = ACTIVITY.pick("people", "there")
    if not {people.key, there.key} <= {one.key for one in columns}:
        return columns
    told = replace(there, label=people.label)
    return tuple(told if one.key == people.key else one for one in columns if one.key != there.key)


standard.listing(
    app,
    ACTIVITY,
    shown=_counted,
    text="列出活动。\n\n例：liaison activity list --year 2023\n"
    "例：liaison activity list --kind 论坛研讨 --unit 汇添富 --from 2023-01-01 --to 2023-06-30",
)
standard.show(app, ACTIVITY, text="查看一场活动。\n\n例：liaison activity show A2023-015")
standard.edit(app, ACTIVITY, text="修改一场活动。\n\n例：liaison activity edit A2023-015 --people 120")
aliasing(
    app,
    ACTIVITY,
    text="查看、登记、去掉一场活动的别名：别人的表里怎样称呼它。\n\n例：liaison activity alias A2023-015 五月论坛",
)


child(
    app,
    ATTENDANCE,
    "attend",
    "参加",
    arguments=("activity", "unit"),
    told=2,
    text="登记一个单位参加了一场活动；再写一次即更正。签到表一人一行（姓名、单位、党员）的，按单位数人，不登记姓名。\n\n例：liaison activity attend A2023-015 汇添富 --people 12 --party 8\n例：liaison activity attend A2023-015 --file 签到表.xlsx",
    said=lambda record, _done: f"已登记“{record['unit']}”参加“{record['activity']}”。",
    file="从签到表导入，列：单位、人数、其中党员，或一人一行：姓名、单位、党员；命令里没写活动的，表里要有活动一列",
)
removing(
    app,
    ACTIVITY,
    Child(ATTENDANCE, "--unit", "unit"),
    text="删除登记错的活动，或只删一个单位的参加情况。\n\n例：liaison activity remove A2023-001 --unit 汇添富",
)
exchange.exchange(app, "activity")
