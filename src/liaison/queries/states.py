"""In which state a record was on a day, and the moves that brought it there."""

from __future__ import annotations

from collections.abc import Collection

from liaison.columns import Noun, Record
from liaison.nouns.registry import NOUNS, home_of
from liaison.queries.keys import quoted
from liaison.stated import Stated
from liaison.store.database import Database

_FEW = 500
"""Records whose moves are asked for one by one rather than all."""


def parent_of(history: Noun) -> Noun | None:
    """The noun whose records move as the rows of ``history`` tell, if there is one."""
    others = (NOUNS[name] for name in home_of(history.name).records)
    return next((one for one in others if one.states and one.states.history == history.name), None)


def state_on(noun: Noun, alias: str, day: str = ":to") -> str:
    """The state that record ``alias`` had reached on a day, in SQL.

    That is its last move by then or, where no moves are kept, what its own row says, unless that ended or began it later.
    """
    stated = _stated(noun)
    history = NOUNS[stated.history]
    own, state = f"{alias}.{noun[stated.column].store}", history[stated.column].store
    moves = f"FROM {history.table} AS s WHERE s.{history[noun.name].store} = {alias}.id"
    known = (
        f"AND ({own} NOT IN ({quoted(stated.states.over)}) OR COALESCE({alias}.{noun[stated.ended].store}, '') <= {day})"
        if stated.ended
        else ""
    )
    if stated.since:
        known += f" AND COALESCE({alias}.{noun[stated.since].store}, '') <= {day}"
    return (
        f"COALESCE((SELECT s.{state} {moves} AND s.{history['day'].store} <= {day} "
        f"ORDER BY s.{history['day'].store} DESC, s.id DESC LIMIT 1), "
        f"CASE WHEN NOT EXISTS (SELECT 1 {moves}) {known} THEN {own} END)"
    )


def as_of(database: Database, noun: Noun, records: list[Record], day: str) -> list[Record]:
    """The same records, each with the state it had reached on a day; a noun without states is as it is."""
    if noun.states is None or not records:
        return records
    sql = f"SELECT t.id, {state_on(noun, 't', ':day')} FROM {noun.table} AS t"
    one = {"only": records[0]["id"]} if len(records) == 1 else {}
    reached = dict(database.tuples(sql + " WHERE t.id = :only" * len(one), day=day, **one))
    key, seen = noun.states.column, noun.states.seen
    return [
        record | {key: seen(state, record, day) if (state := reached[record["id"]]) else None}
        for record in records
    ]


def moves_of(database: Database, noun: Noun, owners: Collection[int]) -> list[Record]:
    """The moves of some records, in the order of their days: ``{id, owner, state, day}``."""
    stated = _stated(noun)
    history = NOUNS[stated.history]
    owner, day = history[noun.name].store, history["day"].store
    which = f"WHERE {owner} IN ({', '.join(map(str, owners))})" if 0 < len(owners) <= _FEW else ""
    found = database.records(
        f"SELECT id, {owner} AS owner, {history[stated.column].store} AS state, {day} AS day "
        f"FROM {history.table} {which} ORDER BY {day}, id"
    )
    return [row for row in found if row["owner"] in owners]


def with_moves(database: Database, noun: Noun) -> set[int]:
    """The records of which moves are on record."""
    history = NOUNS[_stated(noun).history]
    rows = database.tuples(f"SELECT DISTINCT {history[noun.name].store} FROM {history.table}")
    return {owner for (owner,) in rows}


def standing(database: Database, noun: Noun, owners: Collection[int]) -> list[Record]:
    """What the own rows of some records say: ``{id, name, state, ended, since}``."""
    stated = _stated(noun)
    ended, since = (noun[key].store if key else "NULL" for key in (stated.ended, stated.since))
    listed = ", ".join(map(str, owners))
    return database.records(
        f"SELECT id, {noun.called} AS name, {noun[stated.column].store} AS state, {ended} AS ended, {since} AS since "
        f"FROM {noun.table} WHERE id IN ({listed or 'NULL'})"
    )


def _stated(noun: Noun) -> Stated:
    assert noun.states is not None
    return noun.states
