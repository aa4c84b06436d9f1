"""Looking back: which entries of the journal are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from liaison.columns import Noun, Record
from liaison.errors import NotFound, Unreadable
from liaison.nouns.registry import NOUNS, kept, registered, sides_of
from liaison.queries.find import chosen
from liaison.queries.keeping.log import Entry, entries, gone, rows_of_record, rows_of_tables, with_rows
from liaison.queries.known import KnownNames
from liaison.queries.owned import own, parts
from liaison.queries.records import ids
from liaison.rules.names import code_key
from liaison.store.database import Database


class Meant(NamedTuple):
    """Entries that are meant: their condition, with the values bound in it, and that of the rows of each that are asked for
    (empty: all), as ``with_rows`` has it."""

    where: str
    values: Record
    rows: str = ""


def meant(
    database: Database,
    record: str | None = None,
    first: str | None = None,
    last: str | None = None,
    who: str | None = None,
    noun: str | None = None,
) -> Meant:
    """The entries that touched a record or what belongs to it, between two days of the clock on the wall, by somebody, on a noun.

    Raises ``NotFound`` for the record, ``Unreadable`` for the noun.
    """
    where: list[str] = []
    values: Record = {}
    rows = ""
    if record is not None:
        rows = f"({' OR '.join(_touching(*one) for one in _found(database, _nouns(noun), record))})"
    elif noun is not None:
        rows = rows_of_tables({table: which for one in _nouns(noun) for table, which in _tables(one)})
    if rows:
        where.append(with_rows(rows))
    if first:
        where.append("t.at >= :since")
        values["since"] = _moment(first)
    if last:
        where.append("t.at < :until")
        values["until"] = _moment(last, 1)
    if who:
        where.append("t.who = :who")
        values["who"] = who
    return Meant(" AND ".join(where), values, rows)


def entries_on(database: Database, noun: Noun, key: int) -> Iterator[Entry]:
    """The entries that touched a record or what belongs to it."""
    return entries(database, with_rows(_touching(noun, key)))


def _moment(day: str, later: int = 0) -> str:
    """Midnight of a day here, as the journal has moments."""
    midnight = (datetime.fromisoformat(day) + timedelta(days=later)).astimezone(UTC)
    return midnight.isoformat(timespec="seconds")


def _nouns(name: str | None) -> list[Noun]:
    """The records of a noun of the command line, in English or Chinese; of all where none is named."""
    if name is None:
        return list(kept())
    key = code_key(name)
    for one in registered().values():
        if key in (one.name, one.chinese, *one.others) and one.records:
            return [NOUNS[record] for record in one.records]
    for noun in NOUNS.values():
        if key in (noun.name, noun.label):
            return [noun]
    known = "、".join(one.chinese for one in registered().values() if one.records)
    raise Unreadable(f"没有“{name}”这一类，", f"可选：{known}。")


def _found(database: Database, nouns: Iterable[Noun], text: str) -> list[tuple[Noun, int]]:
    """The one record that a text names among all nouns that have names, by the surest way in which it names any; else those that
    are gone and bore it as their code or name."""
    called = [noun for noun in nouns if noun.named or "code" in noun]
    every = [KnownNames(database, noun) for noun in called]
    fits = [(known, fit) for known in every if (fit := known.fit(text, typed=True)).keys]
    if not fits:
        if found := list(dict.fromkeys(_gone(database, called, text))):
            return found
        raise NotFound(f"没有找到“{text.strip()}”，", "请写编号或名称，或用 --since 按日期找。")
    surest = min(fit.by for _known, fit in fits)
    fits = [one for one in fits if one[1].by is surest]
    single = [one for one in fits if len(one[1].keys) == 1]
    if len(single) > 1:
        told = "、".join(known.noun.label for known, _fit in single)
        raise NotFound(f"“{text.strip()}”既是{told}，", "请加 --noun 写明是哪一类，或写编号。")
    known, fit = single[0] if single else fits[0]
    return [(known.noun, chosen(database, known, text, fit))]


def _gone(database: Database, nouns: Iterable[Noun], text: str) -> Iterator[tuple[Noun, int]]:
    by_table = {noun.table: noun for noun in nouns}
    texts = dict.fromkeys((text.strip(), code_key(text).upper()))
    for table, key, row in gone(database, by_table, tuple(texts)):
        noun = by_table[table]
        if any(row.get(noun[one].store) in texts for one in noun.bynames if one in noun):
            yield noun, key


def _tables(noun: Noun) -> Iterator[tuple[str, str]]:
    """The tables of a noun and of what belongs to it, each with the condition of the rows that are meant, if not all are.

    Rows that are gone are those of the noun whose table it is.
    """
    yield from ((table, "") for table, _owner in parts(noun))
    sides = (noun,) if noun.side else sides_of(noun.name)
    told = [f"r.row_id {'' if noun.side else 'NOT '}IN ({ids(one, own(one))})" for one in sides]
    yield noun.table, " AND ".join(told)


def _touching(noun: Noun, key: int) -> str:
    return rows_of_record(noun.table, key, sorted(parts(noun)))
