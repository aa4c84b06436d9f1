"""liaison council: the council itself, and which of the office's councils one works in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.shell import asking, filters, lists, standard, typed
from liaison.cli.shell.answers import Answer, One, Plain, refuse_tables
from liaison.cli.shell.attached import attached
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import Offers, Open, listed
from liaison.columns import Column, Record
from liaison.errors import as_typed
from liaison.nouns.council.council import COUNCIL, STATES
from liaison.queries.council.council import OFFICE
from liaison.settings import has_password, place

app = noun_app("council")
BackupTo = Annotated[
    str | None,
    typer.Option(COUNCIL["backup_to"].flag, metavar="文件夹", help=COUNCIL["backup_to"].help),
    COUNCIL["backup_to"],
]


def _councils(_open: Open, _known: Mapping[str, Any]) -> Offers:
    from liaison.services.council import office

    return [(one.name, f"{one.name}（{one.where}）") for one in office.all_of(place(None)) if one.found]


@command(app, "show", "查看")
def show(here: Here) -> Answer:
    """查看联席会议。

    例：liaison council show
    """
    from liaison.queries.council.council import the_council

    with here.reading() as database:
        council = the_council(database)
        files = attached(database, COUNCIL, council)
    return One((*COUNCIL.columns, *files), council, COUNCIL.label)


@command(app, "edit", "修改", more=partial(typed.options, COUNCIL, adding=False))
def edit(here: Here, values: dict[str, Any], backup_to: BackupTo = None) -> Answer:
    """修改联席会议的名称、秘书处、指导单位等。

    例：liaison council edit --short 金融外滩 --records-from 2022-01-01
    例：liaison council edit --backup-to /media/U盘
    """
    from liaison.queries.council.council import the_council
    from liaison.services.writing.saving import save

    if backup_to:
        folder = Path(backup_to).expanduser().absolute()
        backup_to = str(folder)
        if not folder.is_dir():
            here.say(f"注意：现在找不到文件夹“{folder}”，插上或连上以后的备份才会存到那里。")
    named = [key for key, text in values.items() if text is not None]
    with here.writing(COUNCIL, given=named) as work:
        given = standard.changes(work.database, COUNCIL, values | {"backup_to": backup_to})
        old = the_council(work.database)
        record = save(work, COUNCIL, given, old)
    return One(COUNCIL.columns, record, COUNCIL.label, f"已修改“{record['name']}”。", before=old)


@command(app, "list", "列表", more=partial(filters.options, (OFFICE,)))
def list_(here: Here, values: dict[str, Any]) -> Answer:
    """列出这个办公室的各个联席会议，哪一个现在在用。

    例：liaison council list
    """
    from liaison.queries.worked_out import as_relation
    from liaison.services.council import office

    known = office.all_of(here.place)
    for one in known:
        if not one.found:
            here.say(
                f"注意：“{one.name}”的数据库“{one.where}”不在了，或者打不开；"
                f"不再用它，可输入 liaison council forget {as_typed(one.name)}。"
            )
    rows: list[Record] = [
        {
            "name": one.name,
            "place": one.where,
            "current": int(office.is_used(one, here.place)),
            "state": office.state(one),
        }
        for one in known
    ]
    with here.nowhere() as database:
        asked = asking.read(here, database, (OFFICE,), values)
        relation, bound = as_relation(OFFICE, rows)
        some, total = lists.found(here, database, relation, asked, **bound)
    told = OFFICE.pick("name", "place", "current")
    return lists.listing(
        here, asked, told, some, total, title=OFFICE.label, stem=OFFICE.label, shown=_with_state
    )


def _with_state(columns: tuple[Column, ...], councils: list[Record]) -> tuple[Column, ...]:
    """The columns of councils as people see them: whether they can be read, where one cannot."""
    state = OFFICE["state"]
    gone = any(one[state.key] != STATES[0] for one in councils)
    return (*columns, state) if gone and state.key not in {one.key for one in columns} else columns


@command(app, "use", "切换")
def use(
    here: Here,
    name: Annotated[
        str,
        typer.Argument(metavar="名称", help="全称、简称或其中一部分，示例写“示例”；同名的写数据库的位置"),
        Column("name", "名称", listed(_councils)),
    ],
) -> Answer:
    """换一个联席会议工作：以后的命令都用它。别处已有的数据库，第一次用 --db 写明它在哪里。

    例：liaison council use 示例
    例：liaison council use 示例楼宇联席会议 --db /media/共享/楼宇.db
    """
    from liaison.services.council import office

    refuse_tables(here)
    chosen = office.choose(name, here.place if here.place_as_given else None)
    told = place(None)
    if told.told == "LIAISON_DB":
        here.say(f"注意：环境变量 LIAISON_DB 写的是“{told}”，它优先；去掉它，以后的命令才用“{chosen.name}”。")
    if has_password(chosen.place):
        here.say("注意：密码没有记下来，请放进 ~/.pgpass 或环境变量 PGPASSWORD。")
    return Plain(
        {"name": chosen.name, "place": chosen.where, "current": True},
        f"现在用“{chosen.name}”，数据库在 {chosen.where}。",
    )


@command(app, "new", "新建", more=partial(typed.options, COUNCIL, adding=True))
def new(
    here: Here,
    name: Annotated[str, typer.Argument(metavar="名称", help="联席会议全称"), COUNCIL["name"]],
    values: dict[str, Any],
) -> Answer:
    """给这个办公室再建一个联席会议，有自己的数据库；要用它，再输入 liaison council use。

    例：liaison council new 示例楼宇区域化党建联席会议 --short 示例楼宇
    """
    from liaison.services.council import office
    from liaison.services.council.council import found_council

    given = typed.plain_values(COUNCIL, {"name": name} | values)
    here.place = office.place_for_another(name, here.place)
    with here.founding(), here.writing(COUNCIL, given=given) as work:
        record = found_council(work, typed.find_others(work.database, COUNCIL, given))
    office.take_in(record["name"], here.place)
    said = (
        f"已建立“{record['name']}”，数据库在 {here.place}。\n"
        f"要用它，请输入：liaison council use {as_typed(record['name'])}"
    )
    return One(COUNCIL.columns, record, COUNCIL.label, said)


@command(app, "forget", "移出")
def forget(
    here: Here,
    name: Annotated[
        str,
        typer.Argument(metavar="名称", help="全称、简称或其中一部分；同名的写数据库的位置"),
        Column("name", "名称", listed(_councils)),
    ],
) -> Answer:
    """不再列出别处的一个联席会议，例如数据库已经不在了的；数据库文件不动。

    例：liaison council forget 示例楼宇联席会议
    """
    from liaison.services.council import office

    refuse_tables(here)
    gone = office.forget(name, here.place)
    said = f"“{gone.name}”不再列出"
    if gone.found:
        back = f"liaison council use {as_typed(gone.name)} --db {as_typed(gone.where)}"
        said += f"，它的数据库“{gone.where}”没有动；要再列出，请输入：{back}"
    return Plain({"name": gone.name, "place": gone.where, "current": False}, f"{said}。")
