"""liaison backup: a whole copy of the council, made while others write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FOLDER

app = noun_app("backup")


@command(app, "backup", "备份", inside=True)
def backup(
    here: Here,
    folder: Annotated[
        str | None,
        typer.Argument(metavar="文件夹", help="备份放在这里，默认放在数据库旁边的“备份”文件夹"),
        FOLDER,
    ] = None,
) -> Answer:
    """做一份备份并核对；别人正在用也能做，不覆盖以前的备份。升级、导入超过 100 行、恢复以前，程序自己也会做。

    例：liaison backup
    例：liaison backup /media/U盘
    """
    from liaison.services.keeping.backup import copy_council

    refuse_tables(here)
    made = copy_council(here.place, Path(folder).expanduser() if folder else None)
    for remark in made.remarks:
        here.say(f"注意：{remark}")
    second = f"\n第二份在 {made.second}" if made.second else ""
    said = f"已备份到 {made.file}（{made.rows} 行，{made.entries} 条日志，已核对）。{second}"
    value = {"file": str(made.file), "bytes": made.bytes, "rows": made.rows, "entries": made.entries}
    return Plain(value, said)
