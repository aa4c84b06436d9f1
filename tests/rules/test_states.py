"""Any table of states: what it allows is accepted, what it does not is refused and told what may follow."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import LiaisonError, Refused, Unreadable
from liaison.rules.states import States

NAMES = ("甲", "乙", "丙", "丁", "戊")


@st.composite
def tables(draw: st.DrawFn) -> States:
    """A table over five states: anything may follow anything else, a final one is followed by nothing."""
    final = draw(st.frozensets(st.sampled_from(NAMES), max_size=2))
    moves: dict[str | None, tuple[str, ...]] = {None: tuple(draw(st.permutations(NAMES))[:2])}
    for name in NAMES:
        others = draw(st.lists(st.sampled_from([n for n in NAMES if n != name]), unique=True))
        moves[name] = () if name in final else tuple(others)
    renewing = draw(st.frozensets(st.sampled_from(NAMES), max_size=2)) - final
    return States("事项", "状态", moves, final, renewing)


def by_hand(table: States, moves: list[tuple[date, str]]) -> int | None:
    """The place of the first move that cannot be, worked out from the table's words alone."""
    entered: list[str] = []
    for place, (day, new) in enumerate(moves):
        old = moves[place - 1][1] if place else None
        since = max((at for at, name in enumerate(entered) if name in table.renewing), default=-1)
        late = place > 0 and day < moves[place - 1][0]
        if late or new not in table.moves[old] or new in entered[since + 1 :]:
            return place
        entered.append(new)
    return None


HISTORIES = st.lists(
    st.tuples(st.dates(date(2023, 1, 1), date(2023, 1, 9)), st.sampled_from(NAMES)), max_size=8
)


@given(tables(), HISTORIES)
def test_a_history_is_judged_as_the_table_says(table: States, moves: list[tuple[date, str]]) -> None:
    fault = table.first_fault(moves)
    assert (fault[0] if fault else None) == by_hand(table, moves)
    if fault is None:
        table.check_history(moves)
    else:
        with pytest.raises(LiaisonError):
            table.check_history(moves)
        table.check_history(moves[: fault[0]])


@given(tables(), st.data())
def test_a_walk_along_the_table_is_accepted(table: States, data: st.DataObject) -> None:
    walk: list[tuple[date, str]] = []
    state: str | None = None
    for step in range(8):
        seen = {name for _day, name in walk}
        after = [name for name in table.following(state) if name not in seen]
        if not after:
            break
        state = data.draw(st.sampled_from(after))
        walk.append((date(2023, 1, 1) + timedelta(days=step), state))
    table.check_history(walk)


@given(tables(), st.sampled_from([None, *NAMES]), st.sampled_from(NAMES))
def test_a_move_that_is_refused_tells_what_may_follow(table: States, old: str | None, new: str) -> None:
    allowed = table.following(old)
    if new in allowed:
        table.check_move(old, new)
        return
    with pytest.raises(Refused) as refused:
        table.check_move(old, new)
    if old not in table.final:
        assert "、".join(allowed) in refused.value.sentence


def test_a_word_that_is_no_state_is_not_read() -> None:
    table = States("事项", "状态", {None: ("甲",), "甲": ()})
    with pytest.raises(Unreadable, match="没有“乙”这个状态，请从这些里选：甲"):
        table.check_move(None, "乙")


def test_the_page_of_states_is_drawn_from_the_tables() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    wanted = runpy.run_path(str(docs / "states.py"))["page"]()
    assert (docs / "states.md").read_text(encoding="utf-8") == wanted, "run: python docs/states.py"
