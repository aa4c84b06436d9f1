"""liaison activity: the activity ledger and who took part."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.children import child
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE
from liaison.queries.records import records

app = noun_app("activity")

standard.add(
    app,
    ACTIVITY,
    text="登记一场活动。\n\n例：liaison activity add 金融创新论坛 --kind 论坛 --on 2023-05-18 --host 外滩投资集团 --co-host 汇添富",
)


@command(app, "list", "列表")
def list_(
    here: Here,
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="只看这一年开始的活动")] = None,
) -> Answer:
    """列出活动。

    例：liaison activity list --year 2023
    """
    wanted = f"{typed.year(year)}" if year else ""
    with here.reading() as database:
        found = (
            records(database, ACTIVITY, "substr(t.start, 1, 4) = :year", year=wanted)
            if wanted
            else records(database, ACTIVITY)
        )
    title = f"{wanted}年活动台账" if wanted else "活动台账"
    return Listing(ACTIVITY.columns, found, title, title)


standard.show(app, ACTIVITY, text="查看一场活动。\n\n例：liaison activity show A2023-015")
standard.edit(app, ACTIVITY, text="修改一场活动。\n\n例：liaison activity edit A2023-015 --people 120")


child(
    app,
    ATTENDANCE,
    "attend",
    "参加",
    arguments=("activity", "unit"),
    text="登记一个单位参加了一场活动；再写一次即更正。\n\n例：liaison activity attend A2023-015 汇添富 --people 12 --party 8",
    said=lambda record, _done: f"已登记“{record['unit']}”参加“{record['activity']}”。",
    file="从签到表导入，列：活动、单位、人数、其中党员",
)
removing(
    app,
    ACTIVITY,
    Child(ATTENDANCE, "--unit", "unit"),
    text="删除登记错的活动，或只删一个单位的参加情况。\n\n例：liaison activity remove A2023-001 --unit 汇添富",
)
exchange.exchange(app, "activity")
