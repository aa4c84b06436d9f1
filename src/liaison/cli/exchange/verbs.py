"""import, export and form: a noun's sheets out to Excel, CSV or JSON, and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import Choose, importing
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.filters import options
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE
from liaison.columns import Column, Noun
from liaison.errors import Unreadable
from liaison.kinds import Fixed
from liaison.nouns.registry import sheets_of

Target = Annotated[
    str | None, typer.Argument(metavar="文件", help="写到这个文件：.xlsx、.csv 或 .json"), FILE
]


def exchange(app: NounApp, name: str) -> None:
    """Give a noun the verbs import, export and form."""
    nouns = sheets_of(name)
    label = "、".join(noun.label for noun in nouns)

    def bring(here: Here, path: Path, choose: Choose) -> Answer:
        from liaison.cli.exchange.incoming import bring_in

        return bring_in(here, path, nouns, choose)

    def take(here: Here, values: dict[str, Any], file: Target = None, sheet: str | None = None) -> Answer:
        from liaison.cli.exchange.outgoing import Sheets, sent
        from liaison.cli.shell.asking import read

        chosen = _chosen(nouns, sheet)
        with here.reading() as database:
            asked = read(here, database, nouns, values, of=chosen[0], columns=chosen[0].sheet)
        if asked.narrowing:
            here.say(f"{asked.narrowing}。")
        return sent(here, file, Sheets(here, chosen, chosen[0].label if sheet else nouns[0].label, asked))

    which = Column("sheet", "表名", Fixed(words=tuple(noun.label for noun in nouns)))
    only = typer.Option("--sheet", metavar="表名", help="只要这一张表")
    take.__annotations__["sheet"] = Annotated[str | None, only, which]

    def empty(here: Here, file: Target = None) -> Answer:
        from liaison.cli.exchange.outgoing import Forms, sent

        return sent(here, file, Forms(here, nouns, f"{nouns[0].label}-空表"))

    importing(
        app,
        f"从表格导入{label}；先全部检查，有错一行也不写入。\n\n例：liaison {name} import 名册.xlsx",
        bring,
    )
    command(
        app,
        "export",
        "导出",
        more=partial(options, nouns),
        text=f"导出{label}，改好后可再导入；写了列名、次序或条数就只导出一张表。\n\n例：liaison {name} export 名册.xlsx",
    )(take)
    command(
        app,
        "form",
        "表格",
        text=f"取一张{label}的空表，照灰色的示例行填好后导入。\n\n例：liaison {name} form 空表.xlsx",
    )(empty)


def _chosen(nouns: tuple[Noun, ...], sheet: str | None) -> tuple[Noun, ...]:
    if sheet is None:
        return nouns
    chosen = tuple(noun for noun in nouns if sheet in (noun.label, noun.name))
    if not chosen:
        raise Unreadable(f"没有“{sheet}”这张表，", f"可选：{'、'.join(noun.label for noun in nouns)}。")
    return chosen
