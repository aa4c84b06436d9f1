"""Which records are a unit's own, and which belong to a year: conditions in SQL, ``t`` being the noun's table."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.columns import ITSELF, Column, Noun
from liaison.kinds import Ref, Whose
from liaison.nouns.registry import NOUNS, base_of
from liaison.several import Refs


def own(noun: Noun) -> str:
    """The condition that row ``t`` of a noun's table is one of its own records; empty where all are."""
    base = base_of(noun)
    if noun.only:
        return _has(noun, noun[noun.only])
    return f"NOT {_has(base, base[base.only])}" if base.only else ""


def _has(noun: Noun, column: Column) -> str:
    """The condition that row ``t`` of a noun's table has something in a column."""
    if latest := column.latest:
        return f"EXISTS (SELECT 1 FROM {latest.table} AS y WHERE y.{latest.owner} = t.id)"
    if not column.via:
        return f"t.{column.store} IS NOT NULL"
    other = referred(noun[column.via])
    there = f"SELECT t.id FROM {other.table} AS t WHERE {_has(other, other[column.key])}"
    return f"t.{noun[column.via].store} IN ({there})"


def alone(noun: Noun, others: Iterable[Noun]) -> str:
    """The condition that a record of a noun's table is in no sheet of a side among ``others``, where the noun has those records
    too; empty where there is no such side."""
    shared = [one for one in others if one.side == noun.name and one.only]
    return " AND ".join(f"NOT ({own(one)}{f' AND {one.exported}' if one.exported else ''})" for one in shared)


def owned(noun: Noun, unit: int) -> str:
    """The condition that a record is that unit's: the unit itself, a record that names it, or one that belongs to such."""
    if noun.owner == ITSELF:
        return f"t.id = {unit:d}"
    ways = []
    for column in owning(noun):
        other = referred(column)
        mine = f"SELECT t.id FROM {other.table} AS t WHERE {owned(other, unit)}"
        ways.append(
            f"t.{column.store} = {unit:d}" if other.owner == ITSELF else f"t.{column.store} IN ({mine})"
        )
    return f"({' OR '.join(ways)})" if len(ways) > 1 else ways[0]


def owning(noun: Noun) -> list[Column]:
    """The columns that refer to whose a record of a noun is: one, or of what may belong to any of several those that belong to
    units."""
    column = noun[noun.owner]
    if isinstance(column.kind, Whose):
        several = (noun[key] for key in column.kind.by)
        return [one for one in several if isinstance(one.kind, Ref) and referred(one).owner]
    return [column]


def referred(column: Column) -> Noun:
    """The noun of the records that a column refers to."""
    assert isinstance(column.kind, Ref | Refs)
    return NOUNS[column.kind.noun]


def parts(noun: Noun) -> tuple[tuple[str, str], ...]:
    """The tables whose rows are part of a record of a noun, each with the column that says whose.

    Those are the values of its many-valued columns, the rows that a column shows the latest or all of, and its moves from
    state to state.
    """
    found = [(part.table, part.owner) for c in noun.columns for part in (c.link, c.latest, c.rows) if part]
    if noun.states is not None:
        history = NOUNS[noun.states.history]
        found.append((history.table, history[noun.name].store))
    return tuple(dict.fromkeys(found))


def owners(noun: Noun, nouns: Iterable[Noun]) -> list[Column]:
    """The columns of a noun that tell to which record of other nouns its own belong."""
    names = {one.name for one in nouns} - {noun.name}
    return [
        one for one in noun.columns if isinstance(one.kind, Ref) and not one.via and one.kind.noun in names
    ]


def in_year(noun: Noun, year: int) -> str:
    """The condition that a record belongs to a year: its day lies there, or some day from its first to its last."""
    first, last = f"'{year:04d}-01-01'", f"'{year:04d}-12-31'"
    if not noun.dated:
        return "1 = 1"
    columns = [noun[key] for key in noun.dated]
    if isinstance(kind := columns[0].kind, Ref):
        other = NOUNS[kind.noun]
        return f"t.{columns[0].store} IN (SELECT t.id FROM {other.table} AS t WHERE {in_year(other, year)})"
    if len(columns) == 1:
        return f"t.{columns[0].store} BETWEEN {first} AND {last}"
    begin, end = (column.store for column in columns)
    return f"(t.{begin} IS NULL OR t.{begin} <= {last}) AND (t.{end} IS NULL OR t.{end} >= {first})"
