"""What an entry of the journal did, cell by cell, in the words of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from liaison.columns import Column, Noun, Record
from liaison.kinds import Ref, Whose
from liaison.nouns.registry import NOUNS, kept, sides_of
from liaison.queries.owned import own
from liaison.queries.whose import holders, told_by
from liaison.several import Refs, Words
from liaison.store.database import Database

Rows = dict[tuple[str, int], tuple[Record | None, Record | None]]
"""Table and key of each row that an entry touched, with what it was before and after all of it."""


def rows_of(database: Database, entry: int, most: int | None = None, where: str = "") -> Rows:
    """The rows of an entry, or the first of them, each once, in the order in which they were first touched; those that fit a
    condition as ``with_rows`` has it."""
    few = "" if most is None else f" LIMIT {most:d}"
    told = database.execute(
        "SELECT r.table_name, r.row_id, i.before, i.after FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        f"WHERE r.journal_id = :entry {where and f'AND {where}'} ORDER BY r.id{few}",
        entry=entry,
    )
    return gathered(told)


def gathered(told: Iterable[tuple[str, int, str | None, str | None]]) -> Rows:
    """Each row once, of table, key and both images as the journal has them."""
    found: Rows = {}
    for table, key, before, after in told:
        old = json.loads(before) if before else None
        first = found[table, key][0] if (table, key) in found else old
        found[table, key] = first, json.loads(after) if after else None
    return found


class Changed(NamedTuple):
    """One cell of a record that became another; ``whole`` says whether the record itself is ``new`` or ``gone``.

    Of a table that is no noun's (``what``) only that is told, and which row it is.
    """

    noun: Noun | None
    code: str
    name: str
    column: Column | None
    before: Any = None
    after: Any = None
    whole: str = ""
    what: str = ""

    @property
    def label(self) -> str:
        """What sort of record it is."""
        return called(self.what, self.noun)


class Names:
    """What records are called, asked once for each noun; those that are gone as the journal last had them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._known: dict[str, dict[int, Record]] = {}
        self._sides: dict[str, dict[int | None, Any]] = {}

    def record(self, noun: Noun, key: int | None) -> Record:
        """Code and name of a record by column key, empty where nobody knows it."""
        if key is None:
            return {}
        if noun.name not in self._known:
            keys = [one for one in dict.fromkeys((noun.numbered, noun.called)) if one and noun[one].store]
            fields = ", ".join(f"{noun[one].store} AS {one}" for one in ["id", *keys] if one in noun) or "id"
            rows = self.database.records(f"SELECT id, {fields} FROM {noun.table}")
            self._known[noun.name] = {row["id"]: row for row in rows}
        found = self._known[noun.name]
        if key not in found:
            found[key] = self._gone(noun, key)
        return found[key]

    def _gone(self, noun: Noun, key: int) -> Record:
        image = self.database.value(
            "SELECT COALESCE(i.after, i.before) FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
            "WHERE r.table_name = :table AND r.row_id = :key AND i.salt IS NOT NULL ORDER BY r.id DESC LIMIT 1",
            table=noun.table,
            key=key,
        )
        row = json.loads(image) if image else {}
        return {one: row.get(noun[one].store) for one in (noun.numbered, noun.called) if one}

    def seen(self, noun: Noun, row: Record) -> Noun:
        """The noun as which people see a row of a noun's table: itself, or that of which it is a side; told by the code of a
        row that is gone."""
        for side in sides_of(noun.name):
            if side.name not in self._sides:
                self._sides[side.name] = dict(
                    self.database.tuples(f"SELECT t.id, {own(side)} FROM {side.table} AS t")
                )
            told = str(row.get("code") or "").startswith(side.code.partition("{")[0])
            if self._sides[side.name].get(row.get("id"), told):
                return side
        return noun

    def called(self, noun: Noun, key: int | None) -> str | None:
        """A record's name, or its code where it has none."""
        record = self.record(noun, key)
        return next(
            (str(record[one]) for one in (noun.called, noun.numbered) if one and record.get(one)), None
        )

    def title(self, noun: Noun, row: Record) -> tuple[str, str]:
        """Code and name of a row; of one without a name, what tells it apart."""
        if noun.named:
            return str(row.get("code") or ""), str(row.get(noun[noun.named].store) or "")
        told = (c for c in noun.columns if c.store or (isinstance(c.kind, Whose) and not c.via))
        record = {column.key: self.value(column, row) for column in told}
        code = str(record.get("code") or "")
        return code, noun.title(record).removeprefix(code).strip() or f"第 {row.get('id')} 行"

    def owner(self, noun: Noun, column: Column, row: Record) -> tuple[str, str]:
        """Code and name of the record that a value of a many-valued column belongs to, by the value's own row."""
        assert column.link is not None
        record = self.record(noun, row.get(column.link.owner))
        code, name = (str(record.get(key) or "") for key in (noun.numbered, noun.called))
        return code, name

    def value(self, column: Column, row: Record) -> Any:
        """The stored value of a column, a reference as the name it stands for."""
        if isinstance(column.kind, Whose):
            told = (
                (one, self.value(one, row)) for one in holders(column.kind) if row.get(one.store) is not None
            )
            return next(
                (column.kind.itself[0] if one.key == column.kind.by[0] else name for one, name in told), None
            )
        value = row.get(column.store)
        if isinstance(column.kind, Ref):
            return self.called(NOUNS[column.kind.noun], value)
        if isinstance(column.kind, Words):
            return tuple(filter(None, (value or "").split("、")))
        return value


def changes(database: Database, rows: Rows, names: Names | None = None) -> Iterator[Changed]:
    """What became of the cells of rows, in their order."""
    names = names or Names(database)
    for (table, _key), (before, after) in rows.items():
        if before == after:
            continue
        noun, columns = places().get(table, (None, ()))
        if noun is None:
            told = (after or before or {}).get(_TOLD_BY.get(table, ""), "")
            yield Changed(None, "", str(told), None, whole=_whole(before, after), what=table)
        elif columns:
            yield _listed(names, noun, held_by(columns, after or before or {}), before, after)
        else:
            yield from _cells(names, names.seen(noun, after or before or {}), before, after)


_NO_NOUN = {
    "collection": "收集轮次",
    "collection_unit": "收集名单",
    "heading": "记住的表头",
    "closing": "结账",
    "correction": "结账后的更正",
    "activity_co_host": "协办单位",
    "project_partner": "参与单位",
}
"""What people call the rows of tables that are no noun's, or no longer: of these the journal of an older database tells."""


_TOLD_BY = {"collection": "name", "closing": "year"}
"""The column that tells which of them a row is, where one does."""


def called(table: str, noun: Noun | None) -> str:
    """What the records of a table are called."""
    return noun.label if noun else _NO_NOUN.get(table, table)


@cache
def places() -> dict[str, tuple[Noun, tuple[Column, ...]]]:
    """The noun of each table, and the columns whose values are its rows: several where they share it in roles."""
    found: dict[str, tuple[Noun, tuple[Column, ...]]] = {}
    for noun in kept():
        for column in noun.linked:
            if column.link:
                found[column.link.table] = noun, (*found.get(column.link.table, (noun, ()))[1], column)
    return found | {noun.table: (noun, ()) for noun in kept()}


def held_by(columns: Sequence[Column], row: Record) -> Column:
    """The one of the columns that share a table whose value a row of it is; the first where none has its role."""
    return next((one for one in columns if one.link and one.link.role == row.get("role")), columns[0])


def _cells(names: Names, noun: Noun, before: Record | None, after: Record | None) -> Iterator[Changed]:
    code, name = names.title(noun, after or before or {})
    whole, old, new = _whole(before, after), before or {}, after or {}
    for column in noun.columns:
        if _differs(column, old, new):
            values = names.value(column, old), names.value(column, new)
            yield Changed(noun, code, name, column, *values, whole)


def _differs(column: Column, old: Record, new: Record) -> bool:
    """Whether a column that people see is another in one row than in the other."""
    if isinstance(column.kind, Whose) and not column.via:
        return told_by(column.kind, old) != told_by(column.kind, new)
    return bool(column.store) and not column.inner and old.get(column.store) != new.get(column.store)


def _whole(before: Record | None, after: Record | None) -> str:
    return "new" if before is None else "gone" if after is None else ""


def _listed(names: Names, noun: Noun, column: Column, before: Record | None, after: Record | None) -> Changed:
    """A value more or less in a many-valued column."""
    link = column.link
    assert link is not None

    def value(row: Record | None) -> Any:
        if row is None:
            return None
        found = row.get(link.value)
        return (names.called(NOUNS[column.kind.noun], found) if isinstance(column.kind, Refs) else found,)

    owner = names.owner(noun, column, after or before or {})
    return Changed(noun, *owner, column, value(before), value(after))
