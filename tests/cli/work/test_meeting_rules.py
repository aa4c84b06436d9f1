"""What the council's rules make of a meeting: those of its day, and refused only where they are strict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.commands import Run, assert_one_sentence


@pytest.fixture
def meeting(council: Run, today: Callable[[str], None]) -> Run:
    """Five members, of whom three came to a plenary of 20 December 2023."""
    today("2023-12-31")
    for name in "甲乙丙丁戊":
        council(f"member add {name}单位 --category 其他 --joined 2020-01-01")
    council("meeting add 示例全体会 --kind 全体会议 --on 2023-12-20 --host 甲单位")
    for name in "甲乙丙":
        council(f"meeting attend H2023-001 {name}单位 出席")
    council("meeting agenda H2023-001 示例议题")
    return council


def quorum(run: Run) -> tuple[int, bool]:
    found = run.json("meeting quorum H2023-001")
    return found["needed"], found["quorum_met"]


def test_a_quorum_is_that_of_the_rules_of_the_day(meeting: Run) -> None:
    assert quorum(meeting) == (4, False)  # two thirds of 5 are 3.3
    meeting("charter set --quorum 3/5 --from 2023-12-20")
    assert quorum(meeting) == (3, True)
    meeting("charter set --quorum 全体 --from 2023-12-21")
    assert quorum(meeting) == (3, True)


def test_without_a_quorum_it_is_recorded_and_said_unless_the_rules_are_strict(meeting: Run) -> None:
    said = meeting("meeting decide H2023-001 1 通过 --for 3").stderr
    assert "的结论照记，但到会不足法定人数：应到 5 家，要 4 家，实到和委托 3 家" in said
    meeting("meeting decide H2023-001 1 缓议")
    meeting("charter set --strict --from 2023-01-01")
    refused = meeting("meeting decide H2023-001 1 通过 --for 3", 4)
    assert_one_sentence(refused, "到会不足法定人数", "章程从严，不予登记")
    assert meeting.json("meeting show H2023-001")["agenda"][0]["outcome"] == "缓议"


def test_a_majority_is_that_of_the_rules(meeting: Run) -> None:
    meeting("charter set --quorum 1/2 --from 2023-01-01")
    assert "赞成" not in meeting("meeting decide H2023-001 1 通过 --for 2 --against 1").stderr
    assert "赞成 1 票没有过半数（到会 3 家）" in meeting("meeting decide H2023-001 1 通过 --for 1").stderr
    meeting("charter set --majority 全体 --from 2023-06-01")
    assert "赞成 2 票没有达到全体（到会 3 家）" in meeting("meeting decide H2023-001 1 通过 --for 2").stderr
