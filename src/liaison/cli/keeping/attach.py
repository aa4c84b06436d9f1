"""liaison attach: files that belong to records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.keeping.removing import removing
from liaison.cli.shell import asking, filters, lists, standard, typed
from liaison.cli.shell.answers import Answer, Listing, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE, FOLDER
from liaison.columns import Column, Record
from liaison.nouns.keeping.attach import ATTACHMENT
from liaison.queries.keeping.attach import belonging, of_key, whose
from liaison.queries.whose import find_whose
from liaison.store.database import Database

app = noun_app("attach", "add")

_WHICH = "活动、会议、协议、荣誉、项目、事项、单位、专项资金、发文的编号或名称，或本会"
Of = Annotated[str, typer.Argument(metavar="记录", help=_WHICH), ATTACHMENT["of"]]
_FILE = Column("file", "文件")


@command(app, "add", "添加")
def add(
    here: Here,
    which: Of,
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="照片、扫描件、纪要，可写几个"), FILE],
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="类别", help="不写就按文件名"), ATTACHMENT["kind"]
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="说明", help="写在每个文件上"), ATTACHMENT["note"]
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="日期", help="文件的日子，默认是那条记录的日子，没有就是今天"),
        ATTACHMENT["day"],
    ] = None,
) -> Answer:
    """把照片、扫描件、纪要附在一条记录上；动词可以不写（liaison attach 记录 文件…）。文件拷一份到数据库旁边的“附件”文件夹。

    例：liaison attach add A2023-001 会议纪要.docx
    例：liaison attach add 本会 会议纪要.docx --note 示例 --on 2023-01-12
    """
    from liaison.services.keeping import attach

    given = typed.plain_values(ATTACHMENT, {"kind": kind, "note": note, "day": on})
    with here.reading() as database:
        key = find_whose(database, whose(), which)
    paths = [Path(one).expanduser() for one in files]
    with attach.taken_in(here.place, paths) as taken, here.writing(ATTACHMENT) as work:
        entered = attach.attach(work, key, taken, given)
    if again := len(taken) - len(entered):
        here.say(f"{again} 个文件原来就附在这条记录上，没有重复登记。")
    shown = tuple(column for column in ATTACHMENT.columns if not column.behind)
    title = f"已登记附件 {len(entered)} 个"
    return Listing(shown, entered, title, ATTACHMENT.label, nothing="没有新的附件。")


@command(app, "list", "列表", more=partial(filters.options, (ATTACHMENT,), ("of",)))
def listing(
    here: Here,
    values: dict[str, Any],
    which: Annotated[
        str | None, typer.Argument(metavar="记录", help=f"只看一条记录的：{_WHICH}"), ATTACHMENT["of"]
    ] = None,
) -> Answer:
    """列出附件，或只列一条记录的。

    例：liaison attach list
    例：liaison attach list A2023-001
    例：liaison attach list --kind 纪要 --year 2023
    """
    with here.reading() as database:
        asked = asking.read(here, database, (ATTACHMENT,), values, given=("of",))
        where, bound = ("", {}) if which is None else belonging(find_whose(database, whose(), which))
        if which is not None:
            asked.told.append(f"{ATTACHMENT['of'].label} {which}")
        some, total = lists.found(here, database, ATTACHMENT, asked, where, **bound)
    label = ATTACHMENT.label
    return lists.listing(here, asked, ATTACHMENT.columns, some, total, title=label, stem=label)


def _where(database: Database, record: Record, _today: str) -> Record:
    from liaison.services.keeping.located import path_of

    return {_FILE.key: str(path_of(database, record))}


standard.show(
    app,
    ATTACHMENT,
    more=(_FILE,),
    told=_where,
    text="查看一个附件，和它的文件在哪里。\n\n例：liaison attach show D001",
)
standard.edit(
    app,
    ATTACHMENT,
    text="修改附件的名称、类别、说明、日期，或改到另一条记录；文件本身不变。\n\n例：liaison attach edit D001 --kind 纪要",
)


@dataclass
class Given(Plain):
    """Files that were given out; those that are not there any more make it the exit code of a bad file."""

    exit_code: int = 0
    sentence: str = ""


@command(app, "export", "导出", inside=True)
def export(
    here: Here,
    which: Of,
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="没有就新建；里面的文件不覆盖"), FOLDER],
) -> Answer:
    """把一条记录的附件拷到一个文件夹，用原来的文件名；重名的编号，已有的文件不覆盖。

    例：liaison attach export A2023-001 会议材料
    """
    from liaison.services.keeping import attach

    refuse_tables(here)
    with here.reading() as database:
        rows, files = of_key(database, find_whose(database, whose(), which)), attach.files_folder(database)
    attach.refuse_none(rows, which)
    given, lost = attach.give_out(files, rows, Path(folder).expanduser())
    value = {
        "folder": folder,
        "files": [{"code": row["code"], "file": str(path)} for row, path in given],
        "missing": [row["code"] for row in lost],
    }
    names = "、".join(ATTACHMENT.title(row) for row in lost)
    sentence = f"附件的文件不在或不完整：{names}，请运行 liaison doctor 查看。" if lost else ""
    said = f"已导出 {len(given)} 个附件到 {folder}。"
    return Given(value, said, exit_code=5 if lost else 0, sentence=sentence)


removing(
    app,
    ATTACHMENT,
    text="删除登记错的附件；文件还留着，可以用 undo 撤销。\n\n例：liaison attach remove D001",
)
