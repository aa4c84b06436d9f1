"""The day since which a record stands in its state: required from some states on, and its first move once another comes."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.columns import Noun, Record
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work
from liaison.stated import Stated


def check_since(noun: Noun, draft: Draft) -> None:
    """Raise ``CellRefused`` where a record of a noun with states lacks the day that its state asks for."""
    stated = noun.states
    if stated and stated.since and draft[stated.column] in stated.held and not draft[stated.since]:
        label = noun[stated.since].label
        raise CellRefused(stated.since, f"缺少{label}，", f"状态是“{draft[stated.column]}”的要填{label}。")


def opening(
    stated: Stated, row: Record | None, moves: Sequence[tuple[str, str]], *, typed: bool
) -> tuple[str, str] | None:
    """The move, by day and state, with which the history of a record without any begins: what its own row says.

    ``moves`` are those that come, in order. What is typed goes on from there; a sheet may tell the history that led there
    instead. Raises ``Refused`` where the first that is typed cannot follow.
    """
    if row is None or not row["state"] or not moves:
        return None
    states, state, (day, first) = stated.states, row["state"], moves[0]
    follows = first in states.following(state)
    if typed and not follows:
        states.check_move(state, first)
    if not follows or (not typed and state in {name for _day, name in moves}):
        return None
    since = row["since"] or ("" if first in states.following(None) else day)
    return (since, state) if since else None


def write_opening(work: Work, history: Noun, values: Record) -> None:
    """Write such a move, before those that come: of the moves of one day the later key is the later."""
    work.change.insert(
        history.table, {store: values.get(slot) for slot, (store, _several) in history.stored.items()}
    )


def filled_in(parent: Noun, row: Record, moves: Sequence[Record]) -> Record:
    """What the moves of a record, in order, say of the day since which it holds, by database column: of one that came to hold
    by them, or that has no such day."""
    stated = parent.states
    assert stated is not None
    held = next((move["day"] for move in moves if move["move"] in stated.held), None)
    if held is None or (row["state"] in stated.held and row["since"]):
        return {}
    return {parent[stated.since].store: held}
