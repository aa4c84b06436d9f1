"""liaison look, or a file's name alone: what a file seems to be, and the one command for it. It changes nothing by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liaison import settings
from liaison.cells import shown
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here, attended
from liaison.cli.shell.offers import FILE
from liaison.columns import Column
from liaison.errors import as_typed
from liaison.kinds import masked

if TYPE_CHECKING:
    from liaison.cli.exchange.seeing import Seen
    from liaison.services.exchange.recognising import Recognised

app = noun_app("look")

_ROWS, _SHOWN, _TABLES = 3, 6, 3
"""Rows of a sheet that are shown, and columns; and sheets."""


@command(app, "look", "识别", inside=True)
def look(
    here: Here,
    file: Annotated[
        str, typer.Argument(metavar="文件", help="任何文件或文件夹：表格、总结、收回的表、备份"), FILE
    ],
) -> Answer | None:
    """认一认一个文件或文件夹是什么，看前几行，给出该用的那一条命令；自己什么也不改。只写文件名也行：liaison 名册.xlsx。

    例：liaison look 名册.xlsx
    """
    from liaison.cli.exchange.seeing import seen_in

    refuse_tables(here)
    path = Path(file).expanduser()
    seen = seen_in(here, path)
    words = [*seen.words, *(["--db", here.place_as_given] if here.place != settings.place(None) else [])]
    line = " ".join(["liaison", *map(as_typed, words)])
    value = {
        "file": str(path),
        "kind": seen.kind,
        "noun": seen.words[0],
        "rows": seen.rows,
        "command": line,
        "sheets": [
            {"sheet": one.placed.table.name, "noun": one.placed.noun.name, "rows": one.rows}
            for one in seen.tables
        ],
    }
    told = f"“{shown(path.name or str(path))}”{seen.said}\n下一步：{line}"
    if here.json or here.output or not attended():
        if not here.json:
            _show(seen)
        return Plain(value, told)
    from liaison.cli.shell import prompting
    from liaison.cli.shell.following import follow

    _show(seen)
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    if seen.whole and prompting.agreed("现在就运行吗？"):
        follow(here, words)
    return None


def _show(seen: Seen) -> None:
    """The first rows of each sheet under the headings that were recognised; phones are masked."""
    from liaison.formats import screen

    for one in seen.tables[:_TABLES]:
        places = sorted(one.columns)[:_SHOWN]
        columns = [Column(f"c{place}", one.columns[place].label) for place in places]
        rows = list(_rows(one, places))
        title = (
            f"工作表“{shown(one.placed.table.name)}”：{one.label}，{one.rows} 行，认得 {len(one.columns)} 列"
        )
        screen.table(columns, rows, title=title)
    if seen.unread:
        sys.stdout.write(f"没有认出的工作表：{'、'.join(map(shown, seen.unread))}。\n")


def _rows(one: Recognised, places: list[int]) -> Iterator[dict[str, str]]:
    for row in one.first(_ROWS):
        yield {f"c{place}": masked(shown(row[place])) if place < len(row) else "" for place in places}
