"""liaison body: units that are no members, and who belongs where."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.attached import attached
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import DAY
from liaison.columns import Column
from liaison.nouns.council.body import BELONGING, BODY
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Whole
from liaison.queries.council.body import latest_belonging
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.several import Details

app = noun_app("body")

Unit = Annotated[
    str,
    typer.Argument(metavar="单位", help="编号、名称或其中一部分；成员单位也可以"),
    BELONGING["unit"],
]
Of = Annotated[str, typer.Option("--of", metavar="所属", help="隶属于哪个单位"), BELONGING["parent"]]
As = Annotated[str, typer.Option("--as", metavar="关系", help="例如 成员、牵头、代管"), BELONGING["role"]]
On = Annotated[str, typer.Option("--on", metavar="日期", help="从哪一天起"), BELONGING["start"]]

_TREE = (
    Column("name", "单位"),
    Column("code", "编号"),
    Column("kind", "类型"),
    Column("as", "关系"),
    Column("from", "起"),
    Column("below", "下级", Whole()),
    Column("level", "层", Whole(), listed=False),
)

_ACTIVITIES = Column(
    "activities",
    "活动",
    Details((("code", "{}", ""), ("title", " {}", ""), ("role", "（{}）", ""))),
)

standard.add(
    app,
    BODY,
    text="登记一个合作单位：联盟、村社区、外请单位等，不必是成员单位。\n\n例：liaison body add 示例青年联盟 --kind 联盟",
)
standard.listing(
    app, BODY, text="列出合作单位；成员单位请用 member list。\n\n例：liaison body list --kind 群团联盟"
)


@command(app, "show", "查看")
def show(
    here: Here,
    which: Annotated[
        str,
        typer.Argument(metavar="合作单位", help="编号、名称或其中一部分"),
        typed.record_of(BODY),
    ],
) -> Answer:
    """查看一个单位、它的隶属关系和它在各场活动里的身份。

    例：liaison body show B001
    """
    from liaison.queries.work.activity import of_unit

    with here.reading() as database:
        record = by_id(database, BODY, find(database, BODY, which))
        rows = of_unit(database, record["id"])
        files = attached(database, BODY, record)
    record["activities"] = [{key: row[key] for key in ("code", "title", "start", "role")} for row in rows]
    return One((*BODY.columns, _ACTIVITIES, *files), record, f"{BODY.label}-{record['code']}")


standard.edit(app, BODY, text="修改一个合作单位。\n\n例：liaison body edit B001 --contact 示例联系人")
aliasing(
    app,
    BODY,
    text="查看、登记、去掉一个合作单位的别名：别人的表里怎样称呼它。\n\n例：liaison body alias B001 示例青联会",
)


@command(app, "join", "隶属")
def join(here: Here, unit: Unit, of: Of, role: As, on: On) -> Answer:
    """登记一个单位从哪天起隶属于另一个单位：联盟的成员、牵头单位，代管、下属阵地等。

    例：liaison body join 汇添富 --of B001 --as 成员 --on 2023-03-01
    """
    from liaison.services.writing.saving import save

    with here.writing(BELONGING) as work:
        given = {"unit": unit, "parent": of, "role": role, "start": on}
        record = save(work, BELONGING, typed.read_values(work.database, BELONGING, given))
    said = f"“{record['unit']}”自 {record['start']} 起是“{record['parent']}”的{record['role']}。"
    return One(BELONGING.columns, record, BELONGING.label, said)


@command(app, "leave", "退出")
def leave(
    here: Here,
    unit: Unit,
    of: Of,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="最后一天"), BELONGING["end"]],
    role: Annotated[
        str | None, typer.Option("--as", metavar="关系", help="有几种关系时写明哪一种"), BELONGING["role"]
    ] = None,
) -> Answer:
    """登记一个单位不再隶属于另一个单位；当天仍算，历史都保留。

    例：liaison body leave 汇添富 --of B003 --on 2023-12-31
    """
    from liaison.services.council import body
    from liaison.services.writing.saving import save_draft

    last, role = typed.day(on, kind=BELONGING["end"].kind), typed.words(role, "关系")
    with here.writing(BELONGING, given=()) as work:
        units = [by_id(work.database, MEMBER, find(work.database, MEMBER, one)) for one in (unit, of)]
        record = save_draft(work, BELONGING, body.leave(work, units[0], units[1], role, last or ""))
    said = f"“{record['unit']}”在“{record['parent']}”的{record['role']}到 {record['end']} 为止。"
    return One(BELONGING.columns, record, BELONGING.label, said)


@command(app, "tree", "树")
def tree(
    here: Here,
    unit: Annotated[
        str | None, typer.Argument(metavar="单位", help="只看它下面的；不写就是全部"), BELONGING["parent"]
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天的，默认今天"), DAY] = None,
) -> Answer:
    """一级一级看谁归谁：上级单位和隶属关系合在一起，带下级的数目。

    例：liaison body tree
    例：liaison body tree 团建联盟
    """
    from liaison.queries.council import body
    from liaison.rules.council import bodies

    day = typed.day(on) or here.today
    with here.reading() as database:
        top = find(database, MEMBER, unit) if unit is not None else None
        lines = bodies.tree(body.below(database, day), body.units(database), top)
    shown = [{**line, "name": "　" * line["level"] + line["name"]} for line in lines]
    if here.json:
        shown = lines
    return Listing(
        _TREE, shown, f"隶属关系（{day}）", f"隶属关系-{day}", nothing="还没有登记过上级单位或隶属关系。"
    )


removing(
    app,
    BODY,
    Child(BELONGING, "--of", "parent", latest_belonging),
    text="删除登记错的合作单位；别的记录用到它的不能删。\n\n例：liaison body remove B006",
)
exchange.exchange(app, "body")
