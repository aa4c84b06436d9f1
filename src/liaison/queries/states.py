"""In which state a record was on a day, and the moves that brought it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from liaison.columns import Noun, Record
from liaison.nouns.registry import NOUNS, home_of
from liaison.queries.keys import quoted
from liaison.rules.deadlines import LIGHTS, overdue_on
from liaison.stated import Stated, Told
from liaison.store.database import Database

_FEW = 500
"""Records whose moves are asked for one by one rather than all."""

LATE, NEAR = "late_before", "near_until"
"""The names under which the days are bound that tell what is overdue and what is near: to be done, or to its last day."""


def parent_of(history: Noun) -> Noun | None:
    """The noun whose records move as the rows of ``history`` tell, if there is one."""
    others = (NOUNS[name] for name in home_of(history.name).records)
    return next((one for one in others if one.states and one.states.history == history.name), None)


def state_on(noun: Noun, alias: str, day: str = ":to") -> str:
    """The state that record ``alias`` had reached on a day, in SQL.

    That is where its last move by then had led or, where no moves are kept, what its own row says, unless that ended or began it later.
    Before its first move a record with a start of its own is there from its first day on.
    """
    stated = _stated(noun)
    states, history = stated.states, NOUNS[stated.history]
    own, move = f"{alias}.{noun[stated.column].store}", f"s.{history[stated.move].store}"
    led = " ".join(f"WHEN '{one}' THEN '{state}'" for one, state in states.leading.items())
    moves = f"FROM {history.table} AS s WHERE s.{history[noun.name].store} = {alias}.id"
    if states.keeping:
        moves += f" AND {move} NOT IN ({quoted(states.keeping)})"
    known = (
        f"AND ({own} NOT IN ({quoted(states.over)}) OR COALESCE({alias}.{noun[stated.ended].store}, '') <= {day})"
        if stated.ended
        else ""
    )
    if stated.since:
        known += f" AND COALESCE({alias}.{noun[stated.since].store}, '') <= {day}"
    reached = (
        f"COALESCE((SELECT {f'CASE {move} {led} ELSE {move} END' if led else move} {moves} "
        f"AND s.{history['day'].store} <= {day} ORDER BY s.{history['day'].store} DESC, s.id DESC LIMIT 1), "
        f"CASE WHEN NOT EXISTS (SELECT 1 {moves}) {known} THEN {own}"
        + (f" ELSE '{states.start}' END)" if states.start else " END)")
    )
    began = f"{alias}.{noun[stated.began].store} <= {day}" if stated.began else ""
    return f"CASE WHEN {began} THEN {reached} END" if began else reached


def called_on(noun: Noun, alias: str, day: str = ":to") -> str:
    """What the state of record ``alias`` is called on a day, in SQL; ``seen`` of the day is bound in it."""
    reached = state_on(noun, alias, day)
    if (passing := _stated(noun).passing) is None:
        return reached
    last, unless = (f"{alias}.{noun[key].store}" for key in (passing.by, passing.unless))
    return (
        f"CASE WHEN {last} > :{_soon(noun)} OR {last} IS NULL OR {reached} NOT IN ({quoted(passing.held)}) THEN {reached} "
        f"WHEN {last} >= {day} THEN '{passing.near}' WHEN {unless} = 1 THEN {reached} ELSE '{passing.past}' END"
    )


def _soon(noun: Noun) -> str:
    return f"soon_{noun.name}"


def seen(database: Database, nouns: Iterable[Noun], day: str) -> Record:
    """What is to be bound where the states of records, and how near they are, are told as they are seen on a day."""
    stated = [(noun, noun.states) for noun in nouns if noun.states]
    soon = {_soon(noun): one.passing.until(day) for noun, one in stated if one.passing}
    return soon | (edges(database, day) if any(one.light for _noun, one in stated) else {})


def told_on(noun: Noun, key: str, alias: str, day: str = ":to") -> str:
    """What a column that moves tell was on a day, in SQL: what the last of them by then told, else what it was before the
    first of them, else what it is."""
    stated = _stated(noun)
    told = next(one for one in stated.told if one.column == key)
    history = NOUNS[stated.history]
    value, before = (history[name].store for name in (told.step, told.before))
    moves = (
        f"FROM {history.table} AS s WHERE s.{history[noun.name].store} = {alias}.id AND s.{value} IS NOT NULL "
        f"{_by(history, stated, told)}"
    )
    on = history["day"].store
    return (
        f"COALESCE((SELECT s.{value} {moves} AND s.{on} <= {day} ORDER BY s.{on} DESC, s.id DESC LIMIT 1), "
        f"CASE WHEN EXISTS (SELECT 1 {moves}) THEN (SELECT s.{before} {moves} ORDER BY s.{on}, s.id LIMIT 1) "
        f"ELSE {alias}.{noun[key].store} END)"
    )


def _by(history: Noun, stated: Stated, told: Told) -> str:
    return f"AND s.{history[stated.move].store} IN ({quoted(told.by)})" if told.by else ""


def light_on(noun: Noun, alias: str, day: str = ":to") -> str:
    """How near a record is to the day by which it is to be done, in SQL; ``edges`` of the day are bound in it."""
    return light_of(noun, told_on(noun, _stated(noun).due, alias, day), state_on(noun, alias, day))


def light_of(noun: Noun, due: str, state: str) -> str:
    """The same of a day by which it is to be done and a state, both in SQL."""
    green, yellow, red, grey = LIGHTS
    return (
        f"CASE WHEN {due} IS NULL OR COALESCE({state}, '') IN ('', {quoted(_stated(noun).states.over)}) "
        f"THEN '{grey}' WHEN {due} < :{LATE} THEN '{red}' WHEN {due} <= :{NEAR} THEN '{yellow}' ELSE '{green}' END"
    )


def edges(database: Database, day: str) -> Record:
    """What ``light_on`` is to be given for a day: in working days, where the rules of that day count deadlines so."""
    from liaison.queries.council.charter import charter_on, counting  # most commands ask for no light

    late, near = overdue_on(date.fromisoformat(day), counting(database, charter_on(database, day)))
    return {LATE: late.isoformat(), NEAR: near.isoformat()}


def as_of(database: Database, noun: Noun, records: list[Record], day: str) -> list[Record]:
    """The same records, each with the state it had reached on a day, and how near it was to the day by which it was to be
    done; a noun without states is as it is."""
    if noun.states is None or not records:
        return records
    fields = {noun.states.column: called_on(noun, "t", ":day")}
    if light := noun.states.light:
        fields[light] = light_on(noun, "t", ":day")
    sql = f"SELECT t.id, {', '.join(fields.values())} FROM {noun.table} AS t"
    one = {"only": records[0]["id"]} if len(records) == 1 else {}
    rows = database.tuples(
        sql + " WHERE t.id = :only" * len(one), day=day, **seen(database, (noun,), day), **one
    )
    reached = {key: dict(zip(fields, values, strict=True)) for key, *values in rows}
    return [record | reached[record["id"]] for record in records]


def lit(database: Database, noun: Noun, record: Record, day: str) -> Record:
    """The same record with how near it is on a day to that by which it is to be done."""
    if noun.states is None or not noun.states.light:
        return record
    sql = f"SELECT {light_on(noun, 't', ':day')} FROM {noun.table} AS t WHERE t.id = :only"
    return record | {
        noun.states.light: database.value(sql, day=day, only=record["id"], **edges(database, day))
    }


def moves_of(database: Database, noun: Noun, owners: Collection[int]) -> list[Record]:
    """The moves of some records, in the order of their days: ``{id, owner, move, day}``, and what is told with each by its
    column's slot."""
    stated = _stated(noun)
    history = NOUNS[stated.history]
    owner, day = history[noun.name].store, history["day"].store
    told = [history[key] for one in stated.told for key in (one.step, one.before)]
    more = "".join(f", {column.store} AS {column.slot}" for column in told)
    which = f"WHERE {owner} IN ({', '.join(map(str, owners))})" if 0 < len(owners) <= _FEW else ""
    found = database.records(
        f"SELECT id, {owner} AS owner, {history[stated.move].store} AS move, {day} AS day{more} "
        f"FROM {history.table} {which} ORDER BY {day}, id"
    )
    return [row for row in found if row["owner"] in owners]


def with_moves(database: Database, noun: Noun) -> dict[int, set[str]]:
    """The records of which moves are on record, each with its columns that these tell."""
    stated = _stated(noun)
    history = NOUNS[stated.history]
    asked = [f"SELECT DISTINCT {history[noun.name].store}, '' FROM {history.table}"]
    for told in stated.told:
        value = history[told.step].store
        asked.append(
            f"SELECT DISTINCT s.{history[noun.name].store}, '{told.column}' FROM {history.table} AS s "
            f"WHERE s.{value} IS NOT NULL {_by(history, stated, told)}"
        )
    for move, column in stated.counted:
        asked.append(
            f"SELECT DISTINCT s.{history[noun.name].store}, '{column}' FROM {history.table} AS s "
            f"WHERE s.{history[stated.move].store} = '{move}'"
        )
    found: dict[int, set[str]] = {}
    for owner, column in database.tuples(" UNION ".join(asked)):
        found.setdefault(owner, set()).update({column} - {""})
    return found


def standing(database: Database, noun: Noun, owners: Collection[int]) -> list[Record]:
    """What the own rows of some records say: ``{id, name, state, ended, since, began}``, and what moves tell of them by its column's
    slot."""
    stated = _stated(noun)
    asked = (stated.ended, stated.since, stated.began)
    ended, since, began = (noun[key].store if key else "NULL" for key in asked)
    told = [
        noun[key] for key in (*(one.column for one in stated.told), *(key for _move, key in stated.counted))
    ]
    more = "".join(f", {column.store} AS {column.slot}" for column in told)
    listed = ", ".join(map(str, owners))
    return database.records(
        f"SELECT id, {noun.called} AS name, {noun[stated.column].store} AS state, {ended} AS ended, {since} AS since, {began} AS began{more} "
        f"FROM {noun.table} WHERE id IN ({listed or 'NULL'})"
    )


def _stated(noun: Noun) -> Stated:
    assert noun.states is not None
    return noun.states
