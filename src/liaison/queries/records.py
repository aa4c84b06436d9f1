"""Records of any noun, built from its columns: one statement, and one more for each many-valued column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from liaison.children import Latest, Rows, Summed
from liaison.columns import Column, Noun, Record
from liaison.kinds import LONGEST, Ref, Whose
from liaison.nouns.registry import NOUNS
from liaison.queries import whose
from liaison.queries.keys import of_link
from liaison.queries.owned import own
from liaison.several import Refs, Words
from liaison.store.database import Database

_FEW = 100
"""Names that fit into a cell of a workbook, however long they are."""


def _selected(noun: Noun) -> tuple[list[str], list[str]]:
    """What to select and what to join: a reference brings its id, name, code and short name."""
    fields, joins = ["t.id AS id"], []
    for column in sorted(noun.columns, key=lambda one: _distance(noun, one)):
        if isinstance(column.kind, Ref):
            other = NOUNS[column.kind.noun]
            owner = column.via or "t"
            joins.append(
                f"LEFT JOIN {other.table} AS {column.key} ON {column.key}.id = {owner}.{column.key}_id"
            )
            fields.append(f"{column.key}.id AS {column.key}_id")
            fields.append(f"{column.key}.{other.called} AS {column.key}")
            if "code" in other:
                fields.append(f"{column.key}.code AS {column.key}_code")
            if "short" in other:
                fields.append(f"{column.key}.short AS {column.key}_short")
        elif isinstance(column.kind, Whose):
            joins += whose.joins(column, column.via or "t")
            fields.append(f"{whose.key_of(column, column.via or 't')} AS {column.slot}")
            for end, what in (("", ""), ("_code", "code"), ("_short", "short")):
                fields.append(f"{whose.name_of(column, column.via or 't', what)} AS {column.key}{end}")
        elif column.store or column.via:
            fields.append(f'{column.via or "t"}.{column.store or column.slot} AS "{column.key}"')
    latest: dict[str, Latest] = {}
    for column in noun.columns:
        if last := column.latest:
            if last.table not in latest:
                fields.append(f"latest_{last.table}.id AS {last.table}_id")
            latest[last.table] = last
            fields.append(f'latest_{last.table}.{last.column} AS "{column.key}"')
    if noun.states and noun.states.light:  # what it shows on a day, ``states.as_of`` tells
        fields.append(f'NULL AS "{noun.states.light}"')
    return fields, joins + [_join_latest(one) for one in latest.values()]


def summed(one: Summed) -> str:
    """What the rows of record ``t`` add up to, or its own column where that is more; nothing where neither is known."""
    rows = f"(SELECT CAST(sum(x.{one.column}) AS BIGINT) FROM {one.table} AS x WHERE x.{one.owner} = t.id)"
    return f"greatest({rows}, t.{one.column})"


def _distance(noun: Noun, column: Column) -> int:
    """How many records lie between a noun's own and that which a column belongs to: what is nearer is joined first."""
    return 1 + _distance(noun, noun[column.via]) if column.via else 0


def _join_latest(one: Latest) -> str:
    return (
        f"LEFT JOIN {one.table} AS latest_{one.table} ON latest_{one.table}.{one.owner} = t.id "
        f"AND latest_{one.table}.{one.by} = "
        f"(SELECT max(x.{one.by}) FROM {one.table} AS x WHERE x.{one.owner} = t.id)"
    )


def statement(noun: Noun, where: str = "", order: str = "", columns: Iterable[Column] = ()) -> str:
    """The statement that lists records of a noun, with those of ``columns`` that are worked out; ``t`` is its table, a
    reference's table goes by its key."""
    fields, joins = _selected(noun)
    fields += [f'{summed(one.summed)} AS "{one.key}"' for one in columns if one.summed]
    text = f"SELECT {', '.join(fields)} FROM {noun.table} AS t {' '.join(joins)}"
    return f"{text} {'WHERE ' + where if where else ''} ORDER BY {order or noun.order}"


def ids(noun: Noun, where: str) -> str:
    """The statement that lists the keys of the records that fit; what it joins goes by the same names as in ``statement``."""
    joins = " ".join(_selected(noun)[1])
    return f"SELECT t.id FROM {noun.table} AS t {joins} WHERE {where}"


def stream(
    database: Database,
    noun: Noun,
    where: str = "",
    order: str = "",
    *,
    only: int | None = None,
    limit: int | None = None,
    columns: Sequence[Column] | None = None,
    **values: Any,
) -> Iterator[Record]:
    """Records one by one, in the noun's order; ``only`` is the key of a single one, ``limit`` the most there may be.

    Of what does not stand in the noun's own row they have ``columns``; if not told all but the costly ones.
    """
    columns = [one for one in noun.columns if not one.costly] if columns is None else columns
    if only is not None:
        where, values = "t.id = :only", {"only": only}
    owners = f"({only:d})" if only is not None else f"({ids(noun, where)})" if where else ""
    linked = [(column, _linked(database, column, owners, values)) for column in columns if column.link]
    children = [
        (column.key, _children(database, column.rows, owners, values)) for column in columns if column.rows
    ]
    split = [c.key for c in noun.columns if isinstance(c.kind, Words) and not c.link]
    few = "" if limit is None else f" LIMIT {limit:d}"
    cursor = database.execute(statement(noun, where, order, columns) + few, **values)
    names = [field[0] for field in cursor.description]
    for row in cursor:
        record = dict(zip(names, row, strict=True))
        for key in split:
            record[key] = tuple((record[key] or "").split("、")) if record[key] else ()
        for column, found in linked:
            _attach(record, column, found.get(record["id"], ()))
        for key, rows in children:
            record[key] = rows.get(record["id"], ())
        yield record


def records(
    database: Database,
    noun: Noun,
    where: str = "",
    order: str = "",
    *,
    limit: int | None = None,
    columns: Sequence[Column] | None = None,
    **values: Any,
) -> list[Record]:
    """All records that fit, in the noun's order, or the first of them, with the same columns as those of ``stream``."""
    return list(stream(database, noun, where, order, limit=limit, columns=columns, **values))


def for_sheet(
    database: Database,
    noun: Noun,
    where: str = "",
    order: str = "",
    *,
    limit: int | None = None,
    **values: Any,
) -> Iterator[Record]:
    """The records that a noun's sheet holds.

    Others are referred to by their codes where names may be shared and nothing else tells of which is spoken, or where all their names do not fit into a cell.
    """
    refs = ((c.key, c.kind) for c in noun.sheet if isinstance(c.kind, Ref))
    codes = [key for key, kind in refs if not (NOUNS[kind.noun].unique or kind.within)]
    several = [c.key for c in noun.sheet if isinstance(c.kind, Refs)]
    told = [(c, whose.written(database, c.kind)) for c in noun.sheet if isinstance(c.kind, Whose)]
    conditions = " AND ".join(filter(None, (own(noun), noun.exported, where)))
    for record in stream(database, noun, conditions, order, limit=limit, columns=noun.sheet, **values):
        for key in codes:
            record[key] = record[f"{key}_code"]
        for column, names in told:
            record[column.key] = names(record, column)
        for key in several:
            if len(record[key]) > _FEW and sum(map(len, record[key])) + len(record[key]) > LONGEST:
                record[key] = record[f"{key}_code"]
        yield record


def by_id(database: Database, noun: Noun, record_id: int) -> Record:
    """The record with that key, whole."""
    return next(stream(database, noun, only=record_id, columns=noun.columns))


def _linked(
    database: Database, column: Column, owners: str, values: Record
) -> dict[int, list[tuple[Any, ...]]]:
    """The many values of a column, by owner; those of all, or of the ``owners`` that SQL lists."""
    link = column.link
    assert link is not None
    which = f"WHERE {of_link(link, 'l')}" + (f" AND l.{link.owner} IN {owners}" if owners else "")
    if isinstance(column.kind, Refs):
        other = NOUNS[column.kind.noun]
        sql = (
            f"SELECT l.{link.owner}, o.id, o.{other.called}, o.code FROM {link.table} AS l "
            f"JOIN {other.table} AS o ON o.id = l.{link.value} {which} "
            f"ORDER BY l.{link.owner}, l.position IS NULL, l.position, l.id"
        )
    else:
        sql = (
            f"SELECT l.{link.owner}, l.{link.value} FROM {link.table} AS l {which} "
            f"ORDER BY l.{link.owner}, l.position"
        )
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *value in database.execute(sql, **values):
        found[owner].append(tuple(value))
    return found


def _attach(record: Record, column: Column, found: Any) -> None:
    if isinstance(column.kind, Refs):
        record[f"{column.key}_id"] = tuple(value[0] for value in found)
        record[column.key] = tuple(value[1] for value in found)
        record[f"{column.key}_code"] = tuple(value[2] for value in found)
    else:
        record[column.key] = tuple(value[0] for value in found)


def _children(database: Database, rows: Rows, owners: str, values: Record) -> dict[int, list[Record]]:
    """The rows of a child table, by owner; those of all, or of the ``owners`` that SQL lists."""
    which = f"WHERE x.{rows.owner} IN {owners}" if owners else ""
    others = {name: NOUNS[noun] for name, noun in rows.names}
    fields, joins = [f"x.{rows.owner} AS owner"], []
    for name, column in rows.fields:
        if other := others.get(name):
            joins.append(f"LEFT JOIN {other.table} AS {name} ON {name}.id = x.{column}")
            fields += [f"{name}.{other.called} AS {name}", f"{name}.code AS {name}_code"]
        else:
            fields.append(f'x.{column} AS "{name}"')
    found: dict[int, list[Record]] = defaultdict(list)
    for row in database.records(
        f"SELECT {', '.join(fields)} FROM {rows.table} AS x {' '.join(joins)} {which} ORDER BY x.{rows.owner}, {rows.order}",
        **values,
    ):
        found[row.pop("owner")].append(row)
    return found
