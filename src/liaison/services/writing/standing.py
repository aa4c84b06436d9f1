"""Where records stand once their moves are written or taken away, and what these tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from liaison.columns import Noun, Record
from liaison.nouns.registry import NOUNS
from liaison.queries.states import moves_of, standing
from liaison.services.writing.draft import Draft
from liaison.services.writing.since import filled_in
from liaison.services.writing.work import Work
from liaison.stated import Stated


def stand(
    work: Work,
    parent: Noun,
    owners: Collection[int],
    *,
    came: Collection[Draft] = (),
    gone: Collection[Record] = (),
) -> None:
    """Let records stand where their latest moves have brought them; of one without any nobody knows where it stands, unless
    it has a start of its own. ``came`` are the moves just written, ``gone`` those just taken away, as rows."""
    assert parent.states is not None
    stated, history = parent.states, NOUNS[parent.states.history]
    work.change.flush()
    moves: dict[int, list[Record]] = defaultdict(list)
    for row in moves_of(work.database, parent, owners):
        moves[row["owner"]].append(row)
    slot = history[parent.name].slot
    typed: dict[int, list[str]] = defaultdict(list)
    for draft in came:
        if draft.typed and draft.old is None:
            typed[draft[slot]].append(draft.text(stated.move))
    for own in standing(work.database, parent, owners):
        mine = moves[own["id"]]
        left = [row for row in gone if row[history[parent.name].store] == own["id"]]
        values = _where(stated, parent, own, mine) | _as_told(stated, parent, history, mine, left)
        if stated.since:
            values |= filled_in(parent, own, mine)
        for move, column in stated.counted:
            more = typed[own["id"]].count(move) - sum(row[history[stated.move].store] == move for row in left)
            there = sum(row["move"] == move for row in mine)
            values[parent[column].store] = max((own[column] or 0) + more, there)
        work.change.update(parent.table, own["id"], values)
    work.forget(f"moves of {parent.name}")


def _where(stated: Stated, parent: Noun, own: Record, moves: list[Record]) -> Record:
    """The state of a record, and the day that ended it."""
    state = stated.states.reached([row["move"] for row in moves]) or (
        own["state"] if moves else stated.states.start
    )
    values: Record = {parent[stated.column].store: state}
    if stated.ended:
        keeping = stated.states.keeping
        day = next((row["day"] for row in reversed(moves) if row["move"] not in keeping), own["ended"])
        values[parent[stated.ended].store] = day if stated.ends(state) else None
    return values


def _as_told(stated: Stated, parent: Noun, history: Noun, moves: list[Record], gone: list[Record]) -> Record:
    """What the moves of a record tell of it: the last of them, or what was there before those that are gone."""
    values: Record = {}
    for told in stated.told:
        step, store = history[told.step], parent[told.column].store
        last = next(
            (
                row[step.slot]
                for row in reversed(moves)
                if row[step.slot] is not None and (not told.by or row["move"] in told.by)
            ),
            None,
        )
        lost = [row for row in gone if row[step.store] is not None]
        if last is not None:
            values[store] = last
        elif lost:
            values[store] = min(lost, key=lambda row: (row[history["day"].store], row["id"]))[
                history[told.before].store
            ]
    return values
