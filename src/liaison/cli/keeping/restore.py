"""liaison restore: the council as a copy has it; what it replaces is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.exchange.choices import Yes
from liaison.cli.shell import prompting
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here, attended
from liaison.cli.shell.offers import FILE

app = noun_app("restore")


@command(app, "restore", "恢复", inside=True)
def restore(
    here: Here,
    file: Annotated[
        str, typer.Argument(metavar="备份文件", help="liaison backup 做的备份，或整个数据库文件"), FILE
    ],
    yes: Yes = False,
) -> Answer:
    """用备份恢复整个联席会议：先检查备份、说明两边差别，再换下现在的（换下的留作备份）。

    例：liaison restore 示例联席会议-2026-11-27-101530-手动.bak
    """
    from liaison.services.keeping.restore import bring_back

    def agreed(lines: list[str]) -> bool:
        for line in lines:
            here.say(line)
        return yes or not attended() or prompting.agreed("恢复吗？")

    refuse_tables(here)
    told = bring_back(here.place, Path(file).expanduser(), agreed)
    if told is None:
        return Plain({"restored": False}, "没有恢复。")
    for remark in told.remarks:
        here.say(f"注意：{remark}")
    value = {
        "restored": True,
        "council": told.council,
        "file": file,
        "kept": str(told.kept) if told.kept else None,
        "rows": told.rows,
        "entries": told.entries,
    }
    aside = f"换下的留在 {told.kept}。" if told.kept else ""
    return Plain(
        value,
        f"已恢复“{told.council}”（{told.rows} 行，{told.entries} 条日志），数据库在 {here.place}。{aside}",
    )
