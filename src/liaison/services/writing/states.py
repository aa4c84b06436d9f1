"""The steps of writing that follow from a table of states: for the noun that has them, and for the noun of its moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from liaison.columns import Noun, Record
from liaison.errors import LiaisonError
from liaison.nouns.registry import home_of
from liaison.queries.states import moves_of, parent_of, standing, with_moves
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.moves import Move, arriving_moves, first_fault, keep_before
from liaison.services.writing.since import check_since, opening, write_opening
from liaison.services.writing.standing import stand
from liaison.services.writing.work import Work
from liaison.stated import Stated


def with_states(desk: Desk) -> Desk:
    """The desk of a noun with what its states ask for beside its own steps; as it was for a noun without."""
    if stated := desk.noun.states:
        desk = replace(desk, settle=partial(_settle, stated, desk))
        if stated.began:
            desk = replace(desk, check=partial(_check_began, stated, desk))
        if stated.since:
            desk = replace(desk, check=partial(_check_since, desk))
    if parent := parent_of(desk.noun):
        desk = replace(
            desk,
            ready=partial(_ready, desk),
            check=partial(_check_move, parent, desk),
            check_all=partial(_check_all, parent, desk),
            finish=partial(_finish, parent, desk),
        )
    return desk


def _ready(desk: Desk, work: Work, drafts: list[Draft]) -> None:
    """What is typed without a day is done today, where a day need not be told."""
    for draft in drafts:
        if draft.typed and draft.old is None and draft.values.get("day") is None:
            draft.values["day"] = work.today_text
    if desk.ready:
        desk.ready(work, drafts)


def _check_move(parent: Noun, desk: Desk, work: Work, draft: Draft) -> None:
    """A move is a fact, and tells what belongs to it."""
    assert parent.states is not None
    stated, history = parent.states, desk.noun
    if draft.gives("day"):
        refuse_future(work, "day", history["day"].label, draft.text("day"))
    move = draft.text(stated.move)
    for key in stated.states.needs(move):
        if draft[history[key].slot] is None:
            column = history[key]
            raise CellRefused(key, f"“{move}”要写明{column.label}，", f"请补上（{column.flag}）。")
    for told in stated.told:
        column = history[told.step]
        if told.strict and draft[column.slot] is not None and move not in told.by:
            raise CellRefused(
                told.step, f"“{move}”不改{column.label}，", f"能改{column.label}的是：{'、'.join(told.by)}。"
            )
    if desk.check:
        desk.check(work, draft)


def _check_began(stated: Stated, desk: Desk, work: Work, draft: Draft) -> None:
    """No move of a record is before its own first day."""
    began = desk.noun[stated.began]
    if draft.old is not None and draft.gives(began.slot):
        first = next(iter(moves_of(work.database, desk.noun, {draft.old["id"]})), None)
        if first and first["day"] < draft.text(began.slot):
            raise CellRefused(
                began.key,
                f"{began.label} {draft.text(began.slot)} 晚于“{first['move']}”的日期 {first['day']}，",
                "请核对。",
            )
    if desk.check:
        desk.check(work, draft)


def _check_since(desk: Desk, work: Work, draft: Draft) -> None:
    if desk.check:
        desk.check(work, draft)
    check_since(desk.noun, draft)


def _settle(stated: Stated, desk: Desk, work: Work, draft: Draft) -> None:
    """Where a record's moves are on record they alone say its state, its end, and what they tell; another word is not taken.

    The state of what has a start of its own they say always.
    """
    noun, old = desk.noun, draft.old
    if old is not None:
        _keep_to_moves(stated, noun, work, draft, old)
    if desk.settle:
        desk.settle(work, draft)


def _keep_to_moves(stated: Stated, noun: Noun, work: Work, draft: Draft, old: Record) -> None:
    moved = _with_moves(work, noun)
    if old["id"] not in moved and stated.states.start is None:
        return
    always = tuple(filter(None, (stated.column, stated.ended)))
    ruled = (*always, *(key for key in _told_keys(stated) if key in moved.get(old["id"], ())))
    slots = [noun[key].slot for key in ruled]
    if not draft.gives(*slots):
        return
    states, name = stated.states, f"{stated.states.thing}“{old[noun.called]}”"
    command = f"liaison {home_of(noun.name).name} {stated.verb[0]} {old[noun.numbered]}"
    if draft.typed:
        key = next(key for key, slot in reversed(list(zip(ruled, slots, strict=True))) if draft.gives(slot))
        shown = noun[stated.column if key in always else key].kind.show(
            old[stated.column if key in always else key]
        )
        sentence = f"{name}的{noun[key].label}由{states.step or states.word}记录决定（{shown}），"
        raise CellRefused(key, sentence, f"请用 {command} 登记或补记。")
    if draft.edited is None or not draft.edited.isdisjoint(slots):
        others = [key for key in ruled if key not in always and draft.gives(noun[key].slot)]
        labels = [noun[key].label for key in (*always, *others)]
        work.warn(
            f"{name}的{'和'.join(labels)}以{states.step or states.word}记录为准（{old[stated.column]}），表里写的没有采用，"
            f"请用 {command} 补记。"
        )
    for slot in slots:
        draft.values.pop(slot, None)


def _told_keys(stated: Stated) -> tuple[str, ...]:
    """The columns of a record that its moves tell or count."""
    return (*(told.column for told in stated.told), *(column for _move, column in stated.counted))


def _with_moves(work: Work, noun: Noun) -> dict[int, set[str]]:
    found: dict[int, set[str]] = work.recall(
        f"moves of {noun.name}", lambda one: with_moves(one.database, noun)
    )
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
    recorded = _recorded(work, parent, drafts, coming.keys() | left.keys())
    own = {row["id"]: row for row in standing(work.database, parent, coming.keys() | left.keys())}
    last: dict[int, str] = {}
    for owner in dict.fromkeys((*coming, *left)):
        arriving = coming.get(owner, [])
        history = sorted((*recorded[owner], *arriving_moves(stated, arriving)))
        typed = any(draft.typed for draft in arriving)
        begun = None
        if stated.since and not recorded[owner]:
            try:
                begun = opening(stated, own[owner], [(move.day, move.move) for move in history], typed=typed)
            except LiaisonError as refused:
                yield arriving[0], CellRefused(stated.move, refused.sentence, refused.hint)
                continue
        if begun:
            history.insert(0, Move(begun[0], 0, -1, begun[1], lambda _slot: None))
        fault = first_fault(stated, own[owner], recorded[owner], history, typed=typed)
        if fault is None:
            if reached := stated.states.reached([move.move for move in history]):
                last[owner] = reached
            if begun:
                write_opening(work, desk.noun, {slot: owner, "day": begun[0], stated.move: begun[1]})
            keep_before(stated, desk.noun, own[owner], recorded[owner], history, arriving)
            continue
        move, error = history[fault[0]], fault[1]
        culprit = arriving[max(move.place, 0)] if arriving else left[owner]
        column = "day" if stated.began and move.day < own[owner]["began"] else stated.move
        yield culprit, CellRefused(column, f"{move.day}：{error.sentence}", error.hint)
    _warn_reopened(work, parent, last)
    if desk.check_all:
        yield from desk.check_all(work, drafts)


def _recorded(
    work: Work, parent: Noun, drafts: list[Draft], owners: Collection[int]
) -> dict[int, list[Move]]:
    """The moves on record of some records, but for those that drafts change."""
    changing = {draft.old["id"] for draft in drafts if draft.old}
    moves: dict[int, list[Move]] = defaultdict(list)
    for row in moves_of(work.database, parent, owners):
        if row["id"] not in changing:
            moves[row["owner"]].append(Move(row["day"], row["id"], -1, row["move"], row.get))
    return moves


def _warn_reopened(work: Work, parent: Noun, last: dict[int, str]) -> None:
    """Say that a record which its own row calls finished is not so by its moves."""
    assert parent.states is not None
    stated, states = parent.states, parent.states.states
    moved = _with_moves(work, parent) if states.start else {}
    for row in standing(work.database, parent, last):
        state, now = row["state"], last[row["id"]]
        if state in states.final and now not in states.final and row["id"] not in moved:
            ended = f"（{row['ended'] or '没有日期'}）" if stated.ended else ""
            work.warn(
                f"{states.thing}“{row['name']}”原登记为{state}{ended}，按{states.word}记录改为“{now}”，"
                f"如已{state}请补记{state}的日期。"
            )


def _finish(parent: Noun, desk: Desk, work: Work, drafts: list[Draft]) -> None:
    """Let each record stand where its latest move has brought it."""
    slot = desk.noun[parent.name].slot
    stand(
        work,
        parent,
        {draft[slot] for draft in drafts} | {draft.old[slot] for draft in drafts if draft.old},
        came=drafts,
    )
    if desk.finish:
        desk.finish(work, drafts)
