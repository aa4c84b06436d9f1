"""liaison restore: the council as a copy has it; what it replaces is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.exchange.choices import Yes
from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here

app = noun_app("restore")


@command(app, "restore", "恢复")
def restore(
    here: Here,
    file: Annotated[
        str, typer.Argument(metavar="备份文件", help="liaison backup 做的备份，或整个数据库文件")
    ],
    yes: Yes = False,
) -> Answer:
    """用备份恢复整个联席会议：先检查备份、说明两边差别，再换下现在的（换下的留作备份）。

    例：liaison restore 示例联席会议-2026-11-27-101530-手动.bak
    """
    from liaison.services.keeping.restore import compare
    from liaison.store.backup import unpacked
    from liaison.store.restore import restore as bring_back

    with unpacked(Path(file).expanduser()) as copy:
        told = compare(here.place, copy)
        if not yes and sys.stdin.isatty() and sys.stdout.isatty():
            sys.stdout.write("".join(f"{line}\n" for line in told.lines))
            if not typer.confirm("恢复吗？", default=False):
                return Plain({"restored": False}, "没有恢复。")
            told.lines.clear()
        kept, remarks = bring_back(here.place, copy)
    for remark in remarks:
        here.say(f"注意：{remark}")
    value = {
        "restored": True,
        "council": told.council,
        "file": file,
        "kept": str(kept) if kept else None,
        "rows": told.rows,
        "entries": told.entries,
    }
    aside = f"换下的留在 {kept}。" if kept else ""
    lines = "".join(f"{line}\n" for line in told.lines)
    return Plain(
        value,
        f"{lines}已恢复“{told.council}”（{told.rows} 行，{told.entries} 条日志），数据库在 {here.place}。{aside}",
    )
