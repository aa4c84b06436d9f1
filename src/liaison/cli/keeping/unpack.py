"""liaison unpack: a council out of a package, into a new database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE
from liaison.settings import written

app = noun_app("unpack")


@command(app, "unpack", "拆包", writes=".db")
def unpack(
    here: Here,
    file: Annotated[str, typer.Argument(metavar="文件.zip", help="liaison pack 打的包"), FILE],
) -> Answer:
    """把打包的联席会议建成新的数据库：先核对每个文件的摘要，全部相符才放进去；已有的数据库不动。数据库用 -o 写明，不写就是 --db。

    例：liaison unpack 移交.zip -o 新.db
    """
    from liaison.services.keeping import packing

    refuse_tables(here)
    place, here.output = (written(str(here.output)) if here.output else here.place), None
    packed = packing.unpack(Path(file).expanduser(), place)
    for remark in packed.remarks:
        here.remark(remark)
    value = {
        "database": str(place),
        "council": packed.council,
        "rows": packed.rows,
        "entries": packed.entries,
        "attachments": packed.files,
        "templates": packed.templates,
    }
    held = f"{packed.rows} 行，{packed.entries} 条日志，{packed.files} 个附件，{packed.templates} 个模板"
    return Plain(value, f"已建成“{packed.council}”（{held}，摘要都相符），数据库在 {place}。")
