"""The tables of nouns, derived from their columns: what a noun looks like is said once, in ``nouns/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import new_class
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from liaison.children import Link
from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Flag, Kind, Ref, Whose
from liaison.models.base import is_day, key, refers, text, whole
from liaison.nouns.registry import NOUNS, kept
from liaison.quantities import Money, Number, Whole
from liaison.several import Refs

_WHOLE = (Whole, Number, Money, Flag)
"""The kinds that are stored as whole numbers."""


def tables() -> Iterator[type[SQLModel]]:
    """A class for each noun and for each table of rows that a many-valued column has, or several in roles, in the order of
    nouns."""
    made = {noun.table for noun in kept()}
    for noun in kept():
        yield _table_of(noun)
        for column in noun.linked:
            if column.link and column.link.table not in made:
                made.add(column.link.table)
                yield _link_table(noun, column, column.link)


def is_required(noun: Noun, column: Column) -> bool:
    """Whether the database refuses a row without that value: it must be told, or the program fills it in."""
    if column.null is not None:
        return not column.null
    given = column.key == noun.numbered or column.inner or column.default is not None
    return column.required or given


def _table_of(noun: Noun) -> type[SQLModel]:
    stored = [column for column in noun.columns if column.store]
    fields = {column.store: _field(column.kind, required=is_required(noun, column)) for column in stored}
    if noun.named:
        fields["initials"] = (str, text(required=True))
    if noun.table in _linked_tables():
        fields["position"] = (int | None, whole())
    return _made(noun.table, f"A record of {noun.label} ({noun.name}).", fields, _constraints(noun, stored))


def _linked_tables() -> set[str]:
    return {column.link.table for noun in kept() for column in noun.linked if column.link}


def _constraints(noun: Noun, stored: Iterable[Column]) -> Iterator[Any]:
    for keys in noun.keys:
        yield UniqueConstraint(*(noun[name].store for name in keys))
    for keys in noun.indexed:
        yield Index(None, *(noun[name].store for name in keys))
    for column in stored:
        if isinstance(column.kind, Day) and not column.inner:
            yield is_day(column.store)
    for column in noun.columns:
        if isinstance(column.kind, Whose) and not column.via:
            held = [f"(CASE WHEN {noun[key].store} IS NULL THEN 0 ELSE 1 END)" for key in column.kind.by]
            yield CheckConstraint(f"{' + '.join(held)} = 1", name=f"one_{column.key}")
    amounts = [c.store for c in stored if isinstance(c.kind, Money) and c.kind.positive]
    if amounts:
        yield CheckConstraint(" AND ".join(f"{amount} > 0" for amount in amounts), name="positive")
    first, last = (noun[name].store for name in noun.span) if noun.span and noun.span_held else ("", "")
    if first and last:
        yield CheckConstraint(f"{last} IS NULL OR {first} <= {last}", name="in_order")


def _link_table(noun: Noun, column: Column, link: Link) -> type[SQLModel]:
    value = (
        (int, refers(NOUNS[column.kind.noun].table, required=True))
        if isinstance(column.kind, Refs)
        else (str, text(required=True))
    )
    fields = {
        link.owner: (int, refers(noun.table, required=True)),
        link.value: value,
        **({"role": (str, text(required=True))} if link.role else {}),
        "position": (int, whole(required=True)),
    }
    what = "columns by role" if link.role else column.label
    about = f"One of the values of {noun.label}’s {what}, in its place."
    apart = (link.owner, link.value, *(["role"] if link.role else []))
    return _made(link.table, about, fields, [UniqueConstraint(*apart)])


def _field(kind: Kind, *, required: bool) -> tuple[Any, Any]:
    """The type of a value and how it is stored."""
    if isinstance(kind, Ref):
        return (int if required else int | None), refers(NOUNS[kind.noun].table, required=required)
    if isinstance(kind, _WHOLE):
        return (int if required else int | None), whole(required=required)
    return (str if required else str | None), text(required=required)


def _made(
    table: str, about: str, fields: dict[str, tuple[Any, Any]], constraints: Iterable[Any]
) -> type[SQLModel]:
    fields = {"id": (int, key()), **fields}
    body = {
        "__doc__": about,
        "__module__": "liaison.models",
        "__tablename__": table,
        "__table_args__": tuple(constraints),
        "__annotations__": {name: kind for name, (kind, _field) in fields.items()},
        **{name: field for name, (_kind, field) in fields.items()},
    }
    name = "".join(word.capitalize() for word in table.split("_"))
    made: type[SQLModel] = new_class(name, (SQLModel,), {"table": True}, lambda space: space.update(body))
    return made
