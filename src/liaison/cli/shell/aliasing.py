"""The verb that lists and mends what others call a record, for every noun that learns such names."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.columns import Noun
from liaison.errors import as_typed
from liaison.nouns.registry import home_of
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.several import Words


def aliasing(app: NounApp, noun: Noun, *, text: str = "") -> None:
    """Give a noun the verb alias."""
    column = noun[noun.learned]
    shown = noun.pick(*dict.fromkeys(("code", noun.named, *noun.also_called, noun.learned)))
    which = Annotated[
        str, typer.Argument(metavar=noun.label, help="编号、名称、别名或其中一部分"), typed.record_of(noun)
    ]
    more = typer.Argument(
        metavar=column.label, help=f"别人的表里这样写的，也是这个{noun.label}", show_default=False
    )
    gone = typer.Option("--remove", metavar=column.label, help="不再作别名的，可写多次")

    def alias(here: Here, which: str, names: Any = None, remove: Any = None) -> Answer:
        added, taken = (typed.plain(Words(), given or [], column.label) for given in (names, remove))
        said = ""
        if added or taken:
            from liaison.services.writing.aliases import call
            from liaison.services.writing.saving import save_draft

            with here.writing(noun, given=()) as work:
                old = by_id(work.database, noun, find(work.database, noun, which))
                record = save_draft(work, noun, call(work, noun, old, added, taken))
            now = column.kind.show(record[column.key]) or "没有"
            said = f"“{noun.title(record)}”的{column.label}：{now}。"
        else:
            with here.reading() as database:
                record = by_id(database, noun, find(database, noun, which))
        return One(shown, record, f"{noun.label}-{record[noun.numbered]}-{column.label}", said, noun.remark)

    alias.__annotations__ |= {
        "which": which,
        "names": Annotated[list[str] | None, more, column],
        "remove": Annotated[list[str] | None, gone, column],
    }
    command(app, "alias", column.label, text=text or _text(noun))(alias)


def _text(noun: Noun) -> str:
    """The help, with an example made from the columns' own."""
    name = next(filter(None, noun[noun.named].examples), noun.label)
    record = noun.code.format(year=2023, number=1) if noun.code else as_typed(name)
    return (
        f"查看、登记、去掉{noun.label}的别名：别人的表里怎样称呼它。导入时答过“是”的，也记在这里。\n\n"
        f"例：liaison {home_of(noun.name).name} alias {record} {as_typed(f'{name}别名')}"
    )
