"""liaison pack: the whole council in one file that proves itself whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE
from liaison.errors import Unreadable

app = noun_app("pack")


@command(app, "pack", "打包", inside=True)
def pack(
    here: Here,
    file: Annotated[str, typer.Argument(metavar="文件.zip", help="写到这个文件"), FILE],
) -> Answer:
    """整个联席会议打成一个文件，交给下一任秘书处：数据库、附件、自己的模板，带 SHA-256 清单（BagIt，RFC 8493）。

    例：liaison pack 移交.zip
    """
    from liaison.formats import files
    from liaison.services.keeping import packing

    refuse_tables(here)
    target = Path(file).expanduser()
    if target.suffix.lower() != ".zip":
        raise Unreadable(f"“{file}”不是 .zip 文件，", "请写成 移交.zip 这样。")
    files.target(target, here.force)
    with files.private(True), files.replacing(target) as made:
        packed = packing.pack(here.place, made)
    for remark in packed.remarks:
        here.remark(remark)
    size = target.stat().st_size
    value = {
        "file": file,
        "bytes": size,
        "council": packed.council,
        "rows": packed.rows,
        "entries": packed.entries,
        "attachments": packed.files,
        "templates": packed.templates,
    }
    held = f"{packed.rows} 行，{packed.entries} 条日志，{packed.files} 个附件，{packed.templates} 个模板"
    return Plain(
        value, f"已把“{packed.council}”打包到 {file}（{held}）。\n拆包：liaison unpack {target.name} -o 新.db"
    )
