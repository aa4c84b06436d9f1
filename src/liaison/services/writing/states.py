"""The steps of writing that follow from a table of states: for the noun that has them, and for the noun of its moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from liaison.columns import Noun, Record
from liaison.errors import LiaisonError
from liaison.nouns.registry import home_of
from liaison.queries.states import moves_of, parent_of, standing, with_moves
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.since import check_since, filled_in, opening, write_opening
from liaison.services.writing.work import Work
from liaison.stated import Stated

_Move = tuple[str, int, int, str]
"""Day, key, place among those that come (-1 for one on record), and state."""

_LATEST = 2**62
"""In place of the key of a move that has none yet: of the moves of one day it comes last."""


def with_states(desk: Desk) -> Desk:
    """The desk of a noun with what its states ask for beside its own steps; as it was for a noun without."""
    if stated := desk.noun.states:
        desk = replace(desk, settle=partial(_settle, stated, desk), check=partial(_check, desk))
    if parent := parent_of(desk.noun):
        desk = replace(
            desk,
            check=partial(_check_day, desk),
            check_all=partial(_check_all, parent, desk),
            finish=partial(_finish, parent, desk),
        )
    return desk


def _check_day(desk: Desk, work: Work, draft: Draft) -> None:
    """A move is a fact."""
    if draft.gives("day"):
        refuse_future(work, "day", desk.noun["day"].label, draft.text("day"))
    if desk.check:
        desk.check(work, draft)


def _check(desk: Desk, work: Work, draft: Draft) -> None:
    if desk.check:
        desk.check(work, draft)
    check_since(desk.noun, draft)


def _settle(stated: Stated, desk: Desk, work: Work, draft: Draft) -> None:
    """Where a record's moves are on record they alone say its state and its end; another word is not taken."""
    noun, old = desk.noun, draft.old
    keys = tuple(filter(None, (stated.column, stated.ended)))
    if old is not None and draft.gives(*keys) and old["id"] in _with_moves(work, noun):
        states, name = stated.states, f"{stated.states.thing}“{old[noun.called]}”"
        command = f"liaison {home_of(noun.name).name} {stated.verb[0]} {old[noun.numbered]}"
        labels = [noun[key].label for key in keys]
        if draft.typed:
            sentence = f"{name}的{labels[-1]}由{states.word}记录决定（{old[stated.column]}），"
            raise CellRefused(keys[-1], sentence, f"请用 {command} 登记或补记。")
        if draft.edited is None or not draft.edited.isdisjoint(keys):
            work.warn(
                f"{name}的{'和'.join(labels)}以{states.word}记录为准（{old[stated.column]}），表里写的没有采用，"
                f"请用 {command} 补记。"
            )
        for key in keys:
            draft.values.pop(key, None)
    if desk.settle:
        desk.settle(work, draft)


def _with_moves(work: Work, noun: Noun) -> set[int]:
    found: set[int] = work.recall(f"moves of {noun.name}", lambda one: with_moves(one.database, noun))
    return found


def _check_all(
    parent: Noun, desk: Desk, work: Work, drafts: list[Draft]
) -> Iterator[tuple[Draft, CellRefused]]:
    """The moves of each record, those on record and those that come, must follow sensibly in the order of their days."""
    assert parent.states is not None
    stated, slot = parent.states, desk.noun[parent.name].slot
    coming: dict[int, list[Draft]] = defaultdict(list)
    left: dict[int, Draft] = {}  # a move corrected into another record leaves the one it was of
    for draft in drafts:
        coming[draft[slot]].append(draft)
        if draft.old and draft.old[slot] != draft[slot]:
            left[draft.old[slot]] = draft
    changing = {draft.old["id"] for draft in drafts if draft.old}
    moves: dict[int, list[_Move]] = defaultdict(list)
    on_record = moves_of(work.database, parent, coming.keys() | left.keys())
    for row in on_record:
        if row["id"] not in changing:
            moves[row["owner"]].append((row["day"], row["id"], -1, row["state"]))
    last: dict[int, str] = {}
    own: dict[int, Record] = {}
    if stated.since:
        without = coming.keys() - {row["owner"] for row in on_record}
        own = {row["id"]: row for row in standing(work.database, parent, without)}
    for owner in dict.fromkeys((*coming, *left)):
        arriving = coming.get(owner, [])
        history = moves[owner] + [
            (draft.text("day"), draft.old["id"] if draft.old else _LATEST, place, draft.text(stated.column))
            for place, draft in enumerate(arriving)
        ]
        history.sort()
        told, typed = [(move[0], move[3]) for move in history], any(draft.typed for draft in arriving)
        try:
            begun = opening(stated, own.get(owner), told, typed=typed)
        except LiaisonError as refused:
            yield arriving[0], CellRefused(stated.column, refused.sentence, refused.hint)
            continue
        if begun:
            history.insert(0, (begun[0], 0, -1, begun[1]))
        fault = stated.states.first_fault([(date.fromisoformat(move[0]), move[3]) for move in history])
        if fault is None:
            if history:
                last[owner] = history[-1][3]
            if begun:
                write_opening(work, desk.noun, {slot: owner, "day": begun[0], stated.column: begun[1]})
            continue
        day, _key, place, _state = history[fault[0]]
        culprit, error = arriving[max(place, 0)] if arriving else left[owner], fault[1]
        yield culprit, CellRefused(stated.column, f"{day}：{error.sentence}", error.hint)
    _warn_reopened(work, parent, last)
    if desk.check_all:
        yield from desk.check_all(work, drafts)


def _warn_reopened(work: Work, parent: Noun, last: dict[int, str]) -> None:
    """Say that a record which its own row calls finished is not so by its moves."""
    assert parent.states is not None
    states = parent.states.states
    for row in standing(work.database, parent, last):
        state, now = row["state"], last[row["id"]]
        if state in states.final and now not in states.final:
            work.warn(
                f"{states.thing}“{row['name']}”原登记为{state}（{row['ended'] or '没有日期'}），按{states.word}记录改为“{now}”，"
                f"如已{state}请补记{state}的日期。"
            )


def _finish(parent: Noun, desk: Desk, work: Work, drafts: list[Draft]) -> None:
    """Let each record stand where its latest move has brought it."""
    slot = desk.noun[parent.name].slot
    stand(
        work,
        parent,
        {draft[slot] for draft in drafts} | {draft.old[slot] for draft in drafts if draft.old},
    )
    if desk.finish:
        desk.finish(work, drafts)


def stand(work: Work, parent: Noun, owners: set[int]) -> None:
    """Let records stand where their latest moves have brought them; of one without any nobody knows where it stands."""
    assert parent.states is not None
    stated = parent.states
    work.change.flush()
    moves = moves_of(work.database, parent, owners)
    latest = {row["owner"]: row for row in moves}
    for row in standing(work.database, parent, owners):
        move = latest.get(row["id"])
        state, day = (move["state"], move["day"]) if move else (None, None)
        values = {parent[stated.column].store: state}
        if stated.ended:
            values[parent[stated.ended].store] = day if state in stated.states.final else None
        if stated.since:
            values |= filled_in(parent, row, [one for one in moves if one["owner"] == row["id"]])
        work.change.update(parent.table, row["id"], values)
    work.forget(f"moves of {parent.name}")
