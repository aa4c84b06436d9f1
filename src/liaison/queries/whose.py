"""What a record belongs to that may belong to any of several nouns' records, in SQL and by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from liaison.cells import shown
from liaison.columns import Column, Noun, Record
from liaison.errors import NotFound
from liaison.kinds import Choice, Ref, Whose
from liaison.nouns.registry import NOUNS
from liaison.queries.known import By, KnownNames
from liaison.queries.words import words_of
from liaison.rules.names import match_key
from liaison.store.database import Database

_TOLD = re.compile(r"([^:：]+)[:：](.+)", re.DOTALL)
_MOST_NAMED = 8


def holders(kind: Whose) -> tuple[Column, ...]:
    """The columns of which one holds what a record belongs to."""
    return NOUNS[kind.noun].pick(*kind.by)


def other(column: Column) -> Noun | None:
    """The noun of the records that a holder refers to; none where it holds a word of a list."""
    return NOUNS[column.kind.noun] if isinstance(column.kind, Ref) else None


def spread(kind: Whose, key: str | None) -> Record:
    """What stands in each holder, by slot: in all of them nothing but in the one that the key tells of."""
    found: Record = {column.slot: None for column in holders(kind)}
    if key is not None:
        by, _, value = key.partition(":")
        column = NOUNS[kind.noun][by]
        found[column.slot] = int(value) if other(column) else value
    return found


def told_by(kind: Whose, row: Mapping[str, Any]) -> str | None:
    """The key that the holders of a row tell, by database column."""
    found = ((column, row.get(column.store)) for column in holders(kind))
    return next((f"{column.key}:{value}" for column, value in found if value is not None), None)


# -- in SQL ------------------------------------------------------------------------------------------------------------


def key_of(column: Column, table: str = "t") -> str:
    """The key of what a record belongs to, in SQL; ``table`` has the holders."""
    kind = _kind(column)
    parts = [f"'{one.key}:' || CAST({table}.{one.store} AS TEXT)" for one in holders(kind)]
    return f"COALESCE({', '.join(parts)})"


def joins(column: Column, table: str) -> Iterator[str]:
    """What is joined so that records can be called by their names."""
    for one in holders(_kind(column)):
        if noun := other(one):
            alias = f"{column.key}_{one.key}"
            yield f"LEFT JOIN {noun.table} AS {alias} ON {alias}.id = {table}.{one.store}"


def name_of(column: Column, table: str, what: str = "") -> str:
    """The name of what a record belongs to, in SQL, or another of its columns where it has that (``code``, ``short``)."""
    kind, parts = _kind(column), []
    for place, one in enumerate(holders(kind)):
        noun, alias = other(one), f"{column.key}_{one.key}"
        if place == 0 and kind.itself:
            parts += (
                [] if what else [f"CASE WHEN {table}.{one.store} IS NOT NULL THEN '{kind.itself[0]}' END"]
            )
        elif noun is None:
            parts += [] if what else [f"{table}.{one.store}"]
        elif not what or what in noun:
            parts.append(f"{alias}.{what or noun.called}")
    return f"COALESCE({', '.join([*parts, 'NULL'])})"


def _kind(column: Column) -> Whose:
    assert isinstance(column.kind, Whose)
    return column.kind


def written(database: Database, kind: Whose) -> Callable[[Record, Column], str]:
    """How a record's sheet writes what it belongs to, so that it is read back as just that: by its name, by its code where others
    have that name, with the holder's label before it where there is no code."""
    held: Counter[str] = Counter()
    for column in holders(kind):
        if noun := other(column):
            fields = [one for one in ("short",) if one in noun]
            sql = f"SELECT {', '.join([noun.called, *fields])} FROM {noun.table}"
            held.update(match_key(name) for row in database.tuples(sql) for name in set(filter(None, row)))
        else:
            assert isinstance(column.kind, Choice)
            held.update(map(match_key, words_of(database, column.kind.list)))

    def write(record: Record, column: Column) -> str:
        name, code = record[column.key], record[f"{column.key}_code"]
        if name == kind.itself[0] or held[match_key(name)] == 1:
            return str(name)
        by = str(record[column.slot]).partition(":")[0]
        return str(code) if code else f"{NOUNS[kind.noun][by].label}：{name}"

    return write


# -- by name -----------------------------------------------------------------------------------------------------------


class Meant(NamedTuple):
    """What a text may mean among the records of one holder: their keys, or the words of a list."""

    column: Column
    by: By
    keys: set[Any]


def apart(kind: Whose, text: str) -> tuple[tuple[Column, ...], str]:
    """The holders in which a text is looked for, and what is looked for: 项目：直通车 is a project only."""
    match = _TOLD.fullmatch(text)
    if match:
        told = tuple(one for one in holders(kind) if match_key(one.label) == match_key(match[1]))
        if told:
            return told, match[2].strip()
    return holders(kind), text.strip()


def meant(
    database: Database,
    kind: Whose,
    text: str,
    known: Callable[[str], KnownNames],
    *,
    typed: bool,
) -> list[Meant]:
    """What a text means, by the surest way in which it means anything: more than one where it means records of several nouns."""
    found = []
    columns, text = apart(kind, text)
    for column in columns:
        if (noun := other(column)) is None:
            found.append(_word(database, column, text, typed=typed))
        elif column.key == kind.by[0] and match_key(text) in map(match_key, kind.itself):
            found.append(Meant(column, By.NAME, set(known(noun.name).labels)))
        else:
            found.append(Meant(column, *known(noun.name).fit(text, typed=typed)))
    found = [one for one in found if one.keys]
    surest = min((one.by for one in found), default=By.PART)
    return [one for one in found if one.by is surest]


def _word(database: Database, column: Column, text: str, *, typed: bool) -> Meant:
    assert isinstance(column.kind, Choice)
    words, wanted = list(words_of(database, column.kind.list)), match_key(text)
    whole = {word for word in words if match_key(word) == wanted}
    parts = {word for word in words if typed and wanted and wanted in match_key(word)}
    return Meant(column, By.NAME, whole) if whole else Meant(column, By.PART, parts)


def refuse_several(text: str, found: list[Meant], known: Callable[[str], KnownNames]) -> NotFound:
    """The refusal of a text that means records of several nouns, with how to write each."""
    told = []
    for column, _by, keys in found:
        noun = other(column)
        titles = known(noun.name).titles(keys) if noun else sorted(keys)
        told += [f"{column.label}“{title}”" for title in titles]
    first = found[0].column.label
    return NotFound(
        f"“{shown(text)}”可以是{'、'.join(told[:_MOST_NAMED])}，",
        f"请写编号，或在前面写明是哪一种，例如“{first}：{shown(text)}”。",
    )


def find_whose(database: Database, kind: Whose, text: str) -> str:
    """The key of what a typed text means: by code, name, or an unambiguous part, which is said.

    Raises ``NotFound`` where nothing fits, or records of several nouns do.
    """
    from liaison.queries.find import chosen

    names: dict[str, KnownNames] = {}

    def known(noun: str) -> KnownNames:
        if noun not in names:
            names[noun] = KnownNames(database, NOUNS[noun])
        return names[noun]

    found = meant(database, kind, text, known, typed=True)
    if len(found) > 1 or (len(found) == 1 and other(found[0].column) is None and len(found[0].keys) > 1):
        raise refuse_several(text, found, known)
    if not found:
        labels = "、".join(one.label for one in holders(kind))
        raise NotFound(
            f"没有找到“{shown(text)}”，",
            f"请写{labels}的编号或名称，{kind.itself[0]}就写“{kind.itself[0]}”。",
        )
    column, by, keys = found[0]
    if (noun := other(column)) is None:
        (word,) = keys
        if by is By.PART:
            database.tell(f"“{shown(text)}”按“{word}”办理。")
        return f"{column.key}:{word}"
    if column.key == kind.by[0]:
        return f"{column.key}:{min(keys)}"
    bare = apart(kind, text)[1]
    return f"{column.key}:{chosen(database, known(noun.name), bare)}"
