"""Records of any noun, built from its columns: one statement, and one more for each many-valued column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from liaison.columns import Column, Noun, Record
from liaison.kinds import LONGEST, Ref, Refs, Words
from liaison.nouns import NOUNS
from liaison.store.database import Database

_FEW = 100
"""Names that fit into a cell of a workbook, however long they are."""

LATEST_SPELL = """
    LEFT JOIN spell AS latest ON latest.unit_id = t.id
         AND latest.joined = (SELECT max(s.joined) FROM spell AS s WHERE s.unit_id = t.id)"""


def _selected(noun: Noun) -> tuple[list[str], list[str]]:
    """What to select and what to join: a reference brings its id, name, code and short name."""
    fields, joins = ["t.id AS id"], []
    for column in noun.columns:
        if isinstance(column.kind, Ref):
            other = NOUNS[column.kind.noun]
            owner = column.via or "t"
            joins.append(
                f"LEFT JOIN {other.table} AS {column.key} ON {column.key}.id = {owner}.{column.key}_id"
            )
            fields.append(f"{column.key}.id AS {column.key}_id")
            fields.append(f"{column.key}.{called(other)} AS {column.key}")
            if "code" in other:
                fields.append(f"{column.key}.code AS {column.key}_code")
            if "short" in other:
                fields.append(f"{column.key}.short AS {column.key}_short")
        elif column.store:
            fields.append(f't.{column.store} AS "{column.key}"')
    joins.sort(
        key=lambda join: any(
            f"= {column.key}." in join for column in noun.columns if isinstance(column.kind, Ref)
        )
    )
    return fields, joins


def called(noun: Noun) -> str:
    """The database column that holds what people call a record of that noun by."""
    return noun.named or ("number" if "number" in noun else "name")


def statement(noun: Noun, where: str = "", order: str = "") -> str:
    """The statement that lists records of a noun; ``t`` is its table, a reference's table goes by its key."""
    fields, joins = _selected(noun)
    if noun.name == "member":
        fields += ["latest.id AS spell_id", "latest.joined AS joined", 'latest.left_on AS "left"']
        joins.append(LATEST_SPELL)
    text = f"SELECT {', '.join(fields)} FROM {noun.table} AS t {' '.join(joins)}"
    return f"{text} {'WHERE ' + where if where else ''} ORDER BY {order or noun.order}"


def stream(
    database: Database,
    noun: Noun,
    where: str = "",
    order: str = "",
    *,
    only: int | None = None,
    **values: Any,
) -> Iterator[Record]:
    """Records one by one, in the noun's order; ``only`` is the key of a single one."""
    if only is not None:
        where, values = "t.id = :only", {"only": only}
    linked = [(column, _linked(database, column, only)) for column in noun.columns if column.link]
    spells = _spells(database, only) if noun.name == "member" else None
    split = [c.key for c in noun.columns if isinstance(c.kind, Words) and not c.link]
    cursor = database.execute(statement(noun, where, order), **values)
    names = [field[0] for field in cursor.description]
    for row in cursor:
        record = dict(zip(names, row, strict=True))
        for key in split:
            record[key] = tuple((record[key] or "").split("、")) if record[key] else ()
        for column, found in linked:
            _attach(record, column, found.get(record["id"], ()))
        if spells is not None:
            record["spells"] = spells.get(record["id"], ())
        yield record


def records(database: Database, noun: Noun, where: str = "", order: str = "", **values: Any) -> list[Record]:
    """All records that fit, in the noun's order."""
    return list(stream(database, noun, where, order, **values))


def for_sheet(database: Database, noun: Noun, where: str = "", **values: Any) -> Iterator[Record]:
    """The records that a noun's sheet holds.

    Others are referred to by their codes where names may be shared, or where all their names do not fit into a cell.
    """
    codes = [c.key for c in noun.sheet if isinstance(c.kind, Ref) and not NOUNS[c.kind.noun].unique]
    several = [c.key for c in noun.sheet if isinstance(c.kind, Refs)]
    conditions = " AND ".join(filter(None, (noun.exported, where)))
    for record in stream(database, noun, conditions, **values):
        for key in codes:
            record[key] = record[f"{key}_code"]
        for key in several:
            if len(record[key]) > _FEW and sum(map(len, record[key])) + len(record[key]) > LONGEST:
                record[key] = record[f"{key}_code"]
        yield record


def by_id(database: Database, noun: Noun, record_id: int) -> Record:
    """The record with that key."""
    return next(stream(database, noun, only=record_id))


def _linked(database: Database, column: Column, only: int | None) -> dict[int, list[tuple[Any, ...]]]:
    """The many values of a column, by owner."""
    link = column.link
    assert link is not None
    which = "" if only is None else f"WHERE {link.owner} = {only:d}"
    if isinstance(column.kind, Refs):
        other = NOUNS[column.kind.noun]
        sql = (
            f"SELECT l.{link.owner}, o.id, o.{called(other)}, o.code FROM {link.table} AS l "
            f"JOIN {other.table} AS o ON o.id = l.{link.value} {which} "
            f"ORDER BY l.{link.owner}, l.position IS NULL, l.position, l.id"
        )
    else:
        sql = f"SELECT {link.owner}, {link.value} FROM {link.table} {which} ORDER BY {link.owner}, position"
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *value in database.execute(sql):
        found[owner].append(tuple(value))
    return found


def _attach(record: Record, column: Column, found: Any) -> None:
    if isinstance(column.kind, Refs):
        record[f"{column.key}_id"] = tuple(value[0] for value in found)
        record[column.key] = tuple(value[1] for value in found)
        record[f"{column.key}_code"] = tuple(value[2] for value in found)
    else:
        record[column.key] = tuple(value[0] for value in found)


def _spells(database: Database, only: int | None) -> dict[int, list[Record]]:
    which = "" if only is None else f"WHERE unit_id = {only:d}"
    found: dict[int, list[Record]] = defaultdict(list)
    for unit, joined, left, reason in database.execute(
        f"SELECT unit_id, joined, left_on, reason FROM spell {which} ORDER BY unit_id, joined"
    ):
        found[unit].append({"joined": joined, "left": left, "reason": reason})
    return found
