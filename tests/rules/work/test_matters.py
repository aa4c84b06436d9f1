"""What may be done with a matter: the table against the rules told once more in other words, and on walks at random."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused, Unreadable
from liaison.rules.deadlines import overdue_on
from liaison.rules.work.matters import CONCLUDED, MATTER_STATES

ACTIONS = (
    *("受理", "退回", "并入", "列入会议", "交办", "认领", "缓议", "终止"),
    *("办理", "送审", "销号", "退回续办", "延期", "转办"),
)
BEFORE = {
    "受理": {"提出"},
    "退回": {"提出"},
    "并入": {"提出"},
    "列入会议": {"受理", "缓议"},
    "交办": {"受理", "列入会议", "缓议"},
    "认领": {"受理", "列入会议", "缓议"},
    "缓议": {"受理", "列入会议"},
    "终止": {"受理", "缓议"},
    "办理": {"交办", "认领"},
    "送审": {"办理"},
    "销号": {"送审"},
    "退回续办": {"送审", "销号"},
}
"""Of each action, in which states it may be done; the table of the product tells it the other way round."""
OVER = {"退回", "并入", "终止", "销号"}


def allowed(state: str, action: str) -> bool:
    """Whether something may be done, in words of the test's own."""
    if action in ("延期", "转办"):
        return state not in OVER
    return state in BEFORE[action]


def led(state: str, action: str) -> str:
    """Where it leads."""
    if action in ("延期", "转办"):
        return state
    return "办理" if action == "退回续办" else action


@given(st.lists(st.sampled_from(ACTIONS), max_size=14), st.lists(st.integers(0, 3), min_size=14, max_size=14))
def test_a_walk_at_random_is_judged_as_the_rules_say(actions: list[str], gaps: list[int]) -> None:
    day, state, fault = date(2023, 1, 1), "提出", None
    moves = []
    for place, action in enumerate(actions):
        day += timedelta(days=gaps[place])
        moves.append((day, action))
        if fault is None and allowed(state, action):
            state = led(state, action)
        elif fault is None:
            fault = place
    found = MATTER_STATES.first_fault(moves, "提出")
    assert (found[0] if found else None) == fault
    if fault is None and not set(actions) <= {"延期", "转办"}:
        assert MATTER_STATES.reached(actions) == state


@given(st.data())
def test_nothing_is_closed_without_approval_nor_opened_but_to_be_done_again(data: st.DataObject) -> None:
    state, done = "提出", []
    for _step in range(data.draw(st.integers(0, 20))):
        if not (following := MATTER_STATES.following(state)):
            break
        done.append((state, action := data.draw(st.sampled_from(following))))
        state = str(MATTER_STATES.after(state, action))
    for before, action in done:
        if action == "销号":
            assert before == "送审"
        if before in CONCLUDED:
            assert (before, action) == ("销号", "退回续办")


def test_every_state_can_be_left_until_it_is_concluded() -> None:
    for state in MATTER_STATES.names:
        goes_on = set(MATTER_STATES.following(state)) - {"延期", "转办"}
        assert bool(goes_on) == (state not in {"退回", "并入", "终止"}), state
    assert set(MATTER_STATES.steps) == {*ACTIONS, "提出"}
    assert OVER == CONCLUDED


def test_what_is_refused_names_the_table_and_what_may_be_done() -> None:
    with pytest.raises(Refused) as caught:
        MATTER_STATES.check_move("提出", "销号")
    assert caught.value.sentence == (
        "按事项状态表，事项现在是“提出”，不能“销号”；接下来可以是：受理、退回、并入、延期、转办"
    )
    with pytest.raises(Refused, match="按事项状态表，事项已经销号，不能“销号”；要重新办，只能先退回续办"):
        MATTER_STATES.check_move("销号", "销号")
    with pytest.raises(Refused, match="按事项状态表，事项已经并入，不能再“受理”"):
        MATTER_STATES.check_move("并入", "受理")
    with pytest.raises(Unreadable, match="没有“批准”这个动作，请从这些里选：提出、受理"):
        MATTER_STATES.check_move("提出", "批准")


def test_a_matter_brought_in_further_on_goes_on_from_there() -> None:
    first, second = date(2023, 5, 1), date(2023, 5, 2)
    assert MATTER_STATES.first_fault([(first, "送审")], "办理") is None
    assert MATTER_STATES.first_fault([(first, "送审"), (second, "销号")]) is None
    fault = MATTER_STATES.first_fault([(first, "送审"), (second, "交办")])
    assert fault
    assert fault[0] == 1
    fault = MATTER_STATES.first_fault([(first, "延期"), (second, "销号")], "办理")
    assert fault
    assert fault[0] == 1


@given(st.dates(max_value=date(9999, 12, 31)))
def test_near_is_a_week_of_days_or_of_days_counted_otherwise(day: date) -> None:
    late, near = overdue_on(day)
    assert late == day
    assert (near - day).days == min(7, (date.max - day).days)
    # The day before the last working day, a Friday, is late on the Sunday after it; that Friday and the Saturday are not over yet.
    counted = {-1: date(2023, 12, 29), 7: date(2024, 1, 10)}
    assert overdue_on(date(2023, 12, 31), lambda day, days: counted[days]) == (
        date(2023, 12, 30),
        date(2024, 1, 10),
    )
