"""Rules held against what is on record: each check asks the database and tells what breaks it.

The rules themselves are those that judge a record before it is written (``rules/``); these ask again of what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from liaison.columns import Noun, Record
from liaison.nouns.registry import NOUNS, exported
from liaison.queries.keys import quoted
from liaison.queries.owned import own
from liaison.queries.records import stream
from liaison.queries.series import Series
from liaison.queries.states import moves_of, standing, with_moves
from liaison.settings import today
from liaison.store.database import Database


class Problem(NamedTuple):
    """A record that breaks a rule: what it is called, and why."""

    noun: str
    record: str
    sentence: str


class Check(NamedTuple):
    """A rule by its key and its Chinese name; ``ask`` finds the records on file that break it."""

    key: str
    label: str
    ask: Callable[[Database], Iterable[Problem]]


def problem(noun: Noun, record: Record, sentence: str) -> Problem:
    """A problem of a record, called as people call it."""
    return Problem(noun.name, noun.title(record), sentence)


def ahead(noun: Noun, where: str) -> Callable[[Database], Iterator[Problem]]:
    """Finds what is told as a fact though its day has not come: records of a noun that fit a condition, ``:today`` in it."""

    def ask(database: Database) -> Iterator[Problem]:
        for record in stream(database, noun, where, today=today().isoformat()):
            yield problem(noun, record, "的日期还没有到，登记的却是已经发生的事")

    return ask


def once(series: Series) -> Callable[[Database], Iterator[Problem]]:
    """Finds numbers of a series that one office has given to two."""

    def ask(database: Database) -> Iterator[Problem]:
        first: dict[tuple[str, str], int] = {}
        for key, number, by in series.given(database):
            if first.setdefault((series.numbering.same(number), by or ""), key) != key:
                yield Problem(series.noun.name, number, f"这个{series.label}用了两次")

    return ask


def checks() -> list[Check]:
    """Every check: those that follow from what nouns declare, and those beside the nouns."""
    return [
        Check("required", "必填的内容都有", _required),
        Check("in_order", "日期先后不颠倒", _in_order),
        Check("states", "状态按表流转", _states),
        Check("moves_ahead", "状态的日期不在今天以后", _moves_ahead),
        Check("held_since", "到了该有日期的状态都有日期", _held_since),
        *exported("figures", "CHECKS"),
    ]


def _moves_ahead(database: Database) -> Iterator[Problem]:
    for noun in NOUNS.values():
        if noun.states is not None:
            yield from ahead(NOUNS[noun.states.history], "t.day > :today")(database)


def _held_since(database: Database) -> Iterator[Problem]:
    for noun in NOUNS.values():
        if (stated := noun.states) is None or not stated.since:
            continue
        column, day = noun[stated.column].store, noun[stated.since]
        for record in stream(
            database, noun, f"t.{column} IN ({quoted(stated.held)}) AND t.{day.store} IS NULL"
        ):
            yield problem(noun, record, f"状态是“{record[stated.column]}”，却没有{day.label}")


def _required(database: Database) -> Iterator[Problem]:
    for noun in NOUNS.values():
        columns = [column for column in noun.columns if column.required and column.null is not True]
        for record in stream(database, noun, " AND ".join(filter(None, (own(noun), noun.exported)))):
            for column in columns:
                if record[column.key] in (None, ""):
                    yield problem(noun, record, f"缺少{column.label}")


def _in_order(database: Database) -> Iterator[Problem]:
    for noun in NOUNS.values():
        if not noun.span:
            continue
        first, last = (noun[key] for key in noun.span)
        if not (first.store and last.store):
            continue
        for record in stream(database, noun, f"t.{last.store} < t.{first.store}"):
            yield problem(
                noun,
                record,
                f"{last.label} {record[last.key]} 早于{first.label} {record[first.key]}",
            )


def _states(database: Database) -> Iterator[Problem]:
    for noun in NOUNS.values():
        if noun.states is None:
            continue
        states = noun.states.states
        moves: dict[int, list[Record]] = {}
        for move in moves_of(database, noun, with_moves(database, noun)):
            moves.setdefault(move["owner"], []).append(move)
        for row in standing(database, noun, moves):
            history = moves[row["id"]]
            told = [(date.fromisoformat(move["day"]), move["move"]) for move in history]
            reached = states.reached([move for _day, move in told])
            fault = states.first_fault(told, row["state"] if reached is None else None)
            if fault:
                yield Problem(noun.name, row["name"], fault[1].sentence)
            elif reached not in (None, row["state"]):
                text = f"{states.word}记录到“{reached}”，登记的是“{row['state'] or ''}”"
                yield Problem(noun.name, row["name"], text)
