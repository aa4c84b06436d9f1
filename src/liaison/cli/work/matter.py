"""liaison matter: topics, needs, tasks and other matters from being raised to being closed."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import filters, standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.children import move
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column
from liaison.nouns.work.matter import MATTER, MATTER_STEP
from liaison.nouns.work.project import PROJECT
from liaison.papers.work.matter import Chain
from liaison.queries.find import find

app = noun_app("matter")

Matter = Annotated[
    str, typer.Argument(metavar="事项", help="编号、标题或其中一部分"), typed.record_of(MATTER)
]
Unit = Annotated[str, typer.Argument(metavar="单位", help="认领的成员单位"), MATTER_STEP["unit"]]
With = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="单位", help="一起认领的成员单位，记为协办，可写多次"),
    Column("helpers", "一起认领的单位", MATTER["helpers"].kind),
]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="默认今天"), MATTER_STEP["day"]]
Text = Annotated[str | None, typer.Option("--text", metavar="内容", help="说明"), MATTER_STEP["text"]]
Due = Annotated[str | None, typer.Option("--due", metavar="时限", help="办到哪一天"), MATTER_STEP["due"]]

standard.add(
    app,
    MATTER,
    text="登记一件事项：议题、需求、督办等。\n\n例：liaison matter add 示例增设夜班车 --kind 议题 --by 汇添富 --on 2023-11-20 --source 会议",
)
standard.listing(
    app,
    MATTER,
    text="列出事项；只列议题、需求、督办的，写成工作簿就是议题清单、需求清单、督办台账。\n\n"
    "例：liaison matter list --light 红\n例：liaison matter list --kind 督办 --xlsx",
)
standard.show(
    app,
    MATTER,
    text="查看一件事项的来龙去脉：从哪里来、一步一步怎样办、到了哪个项目，各隔几天。\n\n例：liaison matter show X2023-001",
    answer=Chain,
)
standard.edit(app, MATTER, text="修改一件事项。\n\n例：liaison matter edit X2023-001 --satisfaction 满意")
aliasing(
    app,
    MATTER,
    text="查看、登记、去掉一件事项的别名：别人的表里怎样称呼它。\n\n例：liaison matter alias X2023-001 早班车",
)
move(
    app,
    MATTER,
    text="登记事项办到了哪一步；每一步连同日期都保留，不写日期的就是今天。\n\n"
    "例：liaison matter move X2023-005 送审 --on 2023-12-20 --text 示例已办好\n"
    "例：liaison matter move X2023-005 延期 --due 2024-03-31 --text 示例理由",
    today=True,
)


@command(app, "claim", "认领")
def claim(
    here: Here,
    which: Matter,
    unit: Unit,
    others: With = None,
    on: On = None,
    text: Text = None,
    due: Due = None,
) -> Answer:
    """由一家成员单位认领一件事项，可以几家一起；一件事项只能认领一次。

    例：liaison matter claim X2023-006 汇添富 --with 外滩投资集团 --due 2024-01-31
    """
    from liaison.services.work import matter

    given = {"unit": unit, "day": on, "text": text, "due": due}
    with here.writing(MATTER_STEP, MATTER) as work:
        values = typed.read_values(work.database, MATTER_STEP, given)
        helpers = typed.read_values(work.database, MATTER, {"helpers": others}).get("helpers_id", ())
        record = matter.claim(work, find(work.database, MATTER, which), values, helpers)
    also = f"（与{'、'.join(record['helpers'])}一起）" if others else ""
    said = f"“{record['title']}”由“{record['lead']}”认领{also}。"
    return One(MATTER.columns, record, f"{MATTER.label}-{record['code']}", said)


@command(app, "board", "看板", more=partial(filters.options, (MATTER,)))
def board(here: Here, values: dict[str, Any]) -> Answer:
    """按主办单位数事项：绿是在办，黄是七天内到期，红是逾期，灰是已办完的和没有时限的。

    例：liaison matter board
    例：liaison matter board --kind 督办 --year 2023
    """
    from liaison.cli.shell import asking
    from liaison.queries.work import matter

    with here.reading() as database:
        asked = asking.read(here, database, (MATTER,), values)
        rows = matter.board(database, asked.question.where(MATTER), here.today, **asked.question.bound)
    for row in rows:
        row["lead"] = row["lead"] if here.json or row["lead"] else "（还没有主办单位）"
    title = asked.heading("事项看板")
    return Listing(
        matter.BOARD, rows, title, asked.stem("事项看板"), narrowed=asked.narrowing, nothing=asked.nothing
    )


@command(app, "to-project", "转项目", more=partial(typed.options, PROJECT, adding=False))
def to_project(here: Here, which: Matter, values: dict[str, Any]) -> Answer:
    """由一件事项立一个共建项目，两边连起来；没写的照事项的标题、主办单位、协办单位、背景。

    例：liaison matter to-project X2023-010 --lead 外滩投资集团 --start 2024-03-01
    """
    from liaison.services.work import matter

    with here.writing(MATTER, PROJECT) as work:
        key = find(work.database, MATTER, which)
        record, project = matter.to_project(work, key, typed.read_values(work.database, PROJECT, values))
    said = f"“{record['title']}”已转成项目 {project['code']} {project['name']}。"
    return One(MATTER.columns, record, f"{MATTER.label}-{record['code']}", said)


removing(
    app,
    MATTER,
    text="删除登记错的事项，或只删它最后的一步。\n\n例：liaison matter remove X2023-001 --move",
)
exchange.exchange(app, "matter")
