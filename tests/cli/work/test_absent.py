"""A row of 0 people in a sheet says that the unit did not attend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run

SHEET = "活动,单位,人数\nA2023-001,甲,0\nA2023-001,乙,5\n"


@pytest.fixture
def held(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in "甲乙丙":
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    council("activity add 活动 --kind 其他 --on 2023-03-01 --host 丙")
    Path("参加.csv").write_text(SHEET, encoding="utf-8")
    return council


def people(run: Run) -> dict[str, int]:
    rows = run.json("report year 2023 --trace activity_unit_turns")["rows"]
    return {row["unit"]: row["role"] for row in rows}


def test_it_is_passed_over_and_said(held: Run) -> None:
    result = held("activity import 参加.csv")
    assert "“参加”第 2 行填的是 0 人，就是没有参加，没有登记。" in result.stderr
    assert people(held) == {"丙": "主办", "乙": "参加"}
    assert held.json("activity import 参加.csv")["same"] == 1


def test_what_is_stored_is_not_removed_unasked(held: Run) -> None:
    held("activity attend 活动 甲 --people 3")
    result = held("activity import 参加.csv")
    assert "第 2 行填的是 0 人，就是没有参加，库中已有登记，没有删除" in result.stderr
    assert set(people(held)) == {"甲", "乙", "丙"}
    result = held("activity import 参加.csv --yes")
    assert "3 → 删去这一条" in result.stdout
    assert set(people(held)) == {"乙", "丙"}
    assert held.json("activity import 参加.csv --yes")["changed"] == 0


def test_typed_it_is_refused(held: Run) -> None:
    assert "0 人就是没有参加" in held("activity attend 活动 甲 --people 0", 4).stderr
