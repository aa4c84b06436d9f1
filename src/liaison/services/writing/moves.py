"""The moves of one record, those on record and those that come, and what they were told before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison.columns import Noun, Record
from liaison.errors import LiaisonError, Refused
from liaison.services.writing.draft import Draft
from liaison.stated import Stated, Told


@dataclass(order=True, frozen=True)
class Move:
    """A move in the order of a record's history: its day, its key, and its place among those that come (-1 for one on record);
    what was done, and how what is told with it is found, by slot."""

    day: str
    key: int
    place: int
    move: str
    tells: Callable[[str], Any] = field(compare=False)


_LATEST = 2**62
"""In place of the key of a move that has none yet: of the moves of one day it comes last."""


def arriving_moves(stated: Stated, drafts: list[Draft]) -> list[Move]:
    """The moves that come, in the order in which they do."""
    return [
        Move(
            draft.text("day"),
            draft.old["id"] if draft.old else _LATEST,
            place,
            draft.text(stated.move),
            draft.__getitem__,
        )
        for place, draft in enumerate(drafts)
    ]


def first_fault(
    stated: Stated, own: Record, recorded: list[Move], history: list[Move], *, typed: bool
) -> tuple[int, LiaisonError] | None:
    """The place of the first move of a record that cannot be, and why.

    Where it stands by itself counts as long as no move has led it elsewhere; a sheet of moves that lead just there tells how it
    came there.
    """
    states, moves = stated.states, [move.move for move in history]
    if history and stated.began and history[0].day < own["began"]:
        text = f"“{moves[0]}”的日期早于{states.thing}的日期{own['began']}，请核对日期"
        return 0, Refused(text)
    known = states.reached([move.move for move in recorded]) is None and (
        typed or states.reached(moves) != own["state"]
    )
    told = [(date.fromisoformat(move.day), move.move) for move in history]
    return states.first_fault(told, own["state"] if known else None)


def keep_before(
    stated: Stated,
    history: Noun,
    own: Record,
    recorded: list[Move],
    moves: list[Move],
    arriving: list[Draft],
) -> None:
    """Keep with each move that comes what the columns it tells were before it."""
    for told in stated.told:
        slot, before = history[told.step].slot, history[told.before].slot
        tellers = _tellers(told, slot, moves)
        if all(move.place < 0 for move in tellers):
            continue
        known = _tellers(told, slot, recorded)
        value = known[0].tells(before) if known else own[_own_slot(told, own)]
        if not known and not any(draft.typed for draft in arriving) and value == tellers[-1].tells(slot):
            value = None  # the record's own row already says what the sheet tells of it
        for move in tellers:
            if move.place >= 0 and arriving[move.place][before] is None:
                arriving[move.place].values[before] = value
            value = move.tells(slot)


def _own_slot(told: Told, own: Record) -> str:
    return told.column if told.column in own else f"{told.column}_id"


def _tellers(told: Told, slot: str, moves: list[Move]) -> list[Move]:
    """The moves that tell a column."""
    return [move for move in moves if move.tells(slot) is not None and (not told.by or move.move in told.by)]
