"""The verb that enters a row of a child noun, known by what it belongs to: written once more, it is corrected."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import chosen, of_sheet
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE
from liaison.columns import Column, Noun, Record
from liaison.errors import Unreadable, as_typed
from liaison.kinds import Ref
from liaison.nouns.registry import NOUNS, home_of


def child(
    app: NounApp,
    noun: Noun,
    verb: str,
    chinese: str,
    *,
    arguments: Sequence[str],
    text: str,
    said: Callable[[Record, str], str] | None = None,
    told: int = 0,
    file: str = "",
    more: Sequence[inspect.Parameter] = (),
    read: Callable[[Record], Record] = dict,
    answer: Callable[[Record, Record | None], Answer] | None = None,
    corrects: bool = True,
    spared: Sequence[str] = (),
) -> None:
    """Give a noun such a verb.

    ``arguments`` are the columns that are told by place, all others are options. With ``file`` (its help) they may come from
    a sheet instead; the first ``told`` hold for the whole sheet then, and may be left to it only where it must have their columns. ``said`` says what was done (``new``,
    ``changed`` or ``same``) unless ``answer`` answers otherwise, from the record as it is and as it was. ``more``
    parameters of the verb's own go before the columns' of that name; ``read`` makes of them what the columns take. Without ``corrects``
    a row that is there already is refused. ``spared`` are those arguments that may be left out, for an option tells as much.
    """
    columns = [noun[key] for key in arguments]
    own = {parameter.name for parameter in more}

    def parameters() -> list[inspect.Parameter]:
        others = [one for one in typed.options(noun, adding=not file) if one.name not in (*arguments, *own)]
        return [
            *(
                _argument(column, optional=bool(file) and (place >= told or column.required))
                for place, column in enumerate(columns)
            ),
            *others,
            *more,
            *(_from_file(file) if file else ()),
        ]

    def enter(here: Here, values: dict[str, Any]) -> Answer:
        path = values.pop("file", None)
        choose = chosen(values, path)
        given = read(values)
        if path:
            if other := [c for c in noun.columns if given.get(c.key) is not None and c not in columns[:told]]:
                labels = "、".join(column.label for column in other)
                raise Unreadable(f"--file 与 {labels} 只能写一种，", "请去掉其中一种。")
            from liaison.cli.exchange.incoming import bring_in

            holding = {key: given[key] for key in arguments[:told] if given[key] is not None}
            slots = partial(_slots, noun, holding) if holding else None
            return bring_in(here, Path(path), (noun,), choose, given=slots)
        record, old = _put(here, noun, given, keep=not choose.dry_run, corrects=corrects)
        done = "new" if old is None else "same" if old is record else "changed"
        if answer:
            return answer(record, old)
        return One(noun.columns, record, noun.label, said(record, done) if said else "", before=old)

    needed = {*arguments, *(one.key for one in noun.columns if one.required)} - {*spared} if file else ()
    command(app, verb, chinese, more=parameters, text=text, needed=needed, unless="file" if file else "")(
        enter
    )


def move(app: NounApp, noun: Noun, *, text: str = "", today: bool = False) -> None:
    """Give a noun with states the verb that enters a move: the record and the state by place, the rest as options.

    With ``today`` a move of which no day is told is of today.
    """
    assert noun.states is not None
    stated, history = noun.states, NOUNS[noun.states.history]
    examples = [next(filter(None, history[key].examples), "") for key in (noun.name, stated.move, "day")]
    record, state, day = examples
    verb = "进入" if stated.move == stated.column else "已登记"
    words = text or (
        f"{stated.states.thing}进入一个{stated.states.word}；每一步连同日期都保留。\n\n"
        f"例：liaison {home_of(noun.name).name} {stated.verb[0]} {as_typed(record)} {state} "
        f"{history['day'].flag} {day}"
    )
    child(
        app,
        history,
        *stated.verb,
        arguments=(noun.name, stated.move),
        text=words,
        said=lambda record, _done: f"“{record[noun.name]}”{verb}“{record[stated.move]}”。",
        more=[_today(history["day"])] if today else [],
        corrects=False,
    )


def _today(day: Column) -> inspect.Parameter:
    """The option of a day that need not be told."""
    told = Annotated[str, typer.Option(day.flag, metavar=day.label, help="默认今天"), day]
    return inspect.Parameter(day.key, inspect.Parameter.KEYWORD_ONLY, annotation=told, default=None)


def _put(
    here: Here, noun: Noun, given: Record, *, keep: bool, corrects: bool
) -> tuple[Record, Record | None]:
    from liaison.services.writing.saving import put, save

    plain = typed.plain_values(noun, given)
    with here.writing(noun, keep=keep) as work:
        values = typed.find_others(work.database, noun, plain)
        return put(work, noun, values) if corrects else (save(work, noun, values), None)


def _slots(noun: Noun, given: Record, work: Any) -> Record:
    return typed.read_values(work.database, noun, given)


def _argument(column: Column, *, optional: bool) -> inspect.Parameter:
    if isinstance(column.kind, Ref):
        text = f"{column.label}名称或其中一部分" if column.kind.within else "编号、名称或其中一部分"
    else:
        text = typed.help_of(column) or column.label
    return inspect.Parameter(
        column.key,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[str, typer.Argument(metavar=column.label, help=text), column],
        default=None if optional else inspect.Parameter.empty,
    )


def _from_file(text: str) -> list[inspect.Parameter]:
    path = Annotated[str, typer.Option("--file", metavar="表格", help=text), FILE]
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [inspect.Parameter("file", keyword, annotation=path, default=None), *of_sheet()]
