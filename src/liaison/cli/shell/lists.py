"""Lists that answer what was asked: the records on record, and the table that says by what they were chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from liaison.cli.shell.answers import Listing
from liaison.cli.shell.asking import Asked
from liaison.cli.shell.here import Here
from liaison.columns import Column, Noun, Record
from liaison.queries import asking
from liaison.queries.records import records
from liaison.queries.states import as_of
from liaison.stated import View
from liaison.store.database import Database


def keys(
    database: Database, noun: Noun, asked: Asked, where: str = "", **values: Any
) -> tuple[list[int], int]:
    """The keys of the records asked for among those that fit a condition, in their order, and how many there were in all."""
    question = asked.question
    condition = _both(where, question.where(noun))
    some = asking.keys_in_order(database, noun, condition, question, values)
    return some, _in_all(database, noun, asked, len(some), condition, values)


def found(
    here: Here, database: Database, noun: Noun, asked: Asked, where: str = "", **values: Any
) -> tuple[list[Record], int]:
    """The records asked for among those that fit a condition, with what will be shown of them, and how many there were in all."""
    question = asked.question
    condition = _both(where, question.where(noun))
    on_screen = not (here.json or here.csv or here.xlsx)
    columns = asked.columns or [column for column in noun.columns if column.listed or not on_screen]
    some = records(
        database,
        noun,
        condition,
        question.order,
        limit=question.limit,
        columns=columns,
        **values,
        **question.bound,
    )
    total = _in_all(database, noun, asked, len(some), condition, values)
    return as_of(database, noun, some, here.today), total


def _both(*conditions: str) -> str:
    return " AND ".join(filter(None, conditions))


def _in_all(database: Database, noun: Noun, asked: Asked, listed: int, condition: str, values: Record) -> int:
    """How many records fit, so many of which are listed: those are all unless there were to be no more."""
    if listed != asked.question.limit:
        return listed
    return asking.how_many(database, noun, condition, values | asked.question.bound)


def view_of(noun: Noun, asked: Asked) -> View | None:
    """The list of its own that an office keeps of just what was asked for, if it keeps one."""
    for view in noun.views:
        if asked.chosen.get(view.column, ([], ""))[0] == [view.word]:
            return view
    return None


def listing(
    here: Here,
    asked: Asked,
    columns: tuple[Column, ...],
    some: list[Record],
    total: int,
    *,
    title: str,
    stem: str,
    note: str = "",
    shown: Callable[[tuple[Column, ...], list[Record]], tuple[Column, ...]] = lambda columns, _records: (
        columns
    ),
    view: View | None = None,
) -> Listing:
    """The answer of a list: the columns asked for, all of them if none were; ``shown`` makes of them, and of the
    records, what people see. A sheet of a ``view`` has the columns of that, unless others were asked for."""
    picked = asked.picked(tuple(column for column in columns if not column.behind))
    seen = shown(picked, some)
    if view:
        asked.told.remove(asked.chosen[view.column][1])
        if here.xlsx and not asked.columns:
            seen = view.columns
            some = [{**record, "ordinal": number} for number, record in enumerate(some, start=1)]
    if len(some) < total and (here.json or here.csv):
        here.say(f"共 {total} 条，列出 {len(some)} 条。")
    return Listing(
        picked,
        some,
        asked.heading(title),
        asked.stem(stem),
        note,
        seen,
        asked.narrowed(len(some), total),
        asked.nothing,
    )
