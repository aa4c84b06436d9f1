"""Today divides plan from fact: what has happened bears no later day, what is planned may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence, load_example

TODAY, TOMORROW = "2023-06-15", "2023-06-16"


@pytest.fixture
def planning(council: Run, today: Callable[[str], None]) -> Run:
    today(TODAY)
    council("member add 甲 --category 其他 --joined 2020-01-01")
    council("project add 班车 --lead 甲 --start 2023-01-01")
    for name, every in (("日", "day"), ("周", "week"), ("月", "month")):
        council(f"project indicator 班车 {name}读数 --every {every}")
    council("fund open 专项 --opened 2023-01-01")
    council("fund receive 专项 甲 1000 --on 2023-02-01")
    council(f"activity add 将来 --kind 其他 --on {TOMORROW} --host 甲")
    return council


FACTS = [
    "project record 班车 日读数 {day} 5",
    "project stage 班车 实施 --on {day}",
    "fund receive 专项 甲 10 --on {day}",
    "fund spend 专项 10 --on {day} --category 运营 --payee 乙",
    "fund refund 专项 甲 10 --on {day}",
    "fund in-kind 专项 甲 10 --on {day}",
    "fund direct 专项 甲 10 --on {day}",
    "fund opening 专项 10 --on {day}",
    "fund reverse 专项 1 --on {day} --reason 错",
    "activity add 活动 --kind 其他 --on {day} --host 甲 --people 5",
    "activity add 活动 --kind 其他 --on {day} --host 甲 --hours 5",
]


@pytest.mark.parametrize("line", FACTS)
def test_a_fact_of_tomorrow_is_refused_and_one_of_today_is_taken(planning: Run, line: str) -> None:
    before = planning.dump()
    assert_one_sentence(planning(line.format(day=TOMORROW), 4), TOMORROW, "还没有到")
    assert planning.dump() == before
    planning(line.format(day=TODAY))


PLANS = [
    "chair appoint 甲 --from {day} --to 2099-12-31",
    "member leave 甲 --on {day}",
    "member add 乙 --category 其他 --joined {day}",
    "project add 新项目 --lead 甲 --start {day}",
    "project edit 班车 --finished {day}",
    "activity add 活动 --kind 其他 --on {day} --host 甲",
    "fund pledge 专项 甲 10 --on {day}",
    "fund waive 专项 甲 10 --on {day} --reason 减",
    "fund apportion 专项 --total 100 --by equal --on {day}",
]


@pytest.mark.parametrize("line", PLANS)
def test_a_plan_may_lie_ahead(planning: Run, line: str) -> None:
    planning(line.format(day=TOMORROW))


@pytest.mark.parametrize(
    "line",
    [line for line in PLANS if "--finished" not in line and "leave" not in line and "2099" not in line],
)
def test_a_plan_more_than_two_years_ahead_is_said(planning: Run, line: str) -> None:
    assert "在两年以后" not in planning(line.format(day="2025-06-15")).stderr
    assert (
        "在两年以后"
        in planning(
            line.replace("活动 ", "活动二 ")
            .replace("新项目", "新项目二")
            .replace(" 乙 ", " 丙 ")
            .format(day="2025-06-16")
        ).stderr
    )


def test_a_week_or_month_may_be_told_once_it_has_begun(planning: Run) -> None:
    planning("project record 班车 周读数 2023-06-18 5")
    assert_one_sentence(planning("project record 班车 周读数 2023-06-19 5", 4), "2023-06-19")
    planning("project record 班车 月读数 2023-06-30 5")
    assert_one_sentence(planning("project record 班车 月读数 2023-07-01 5", 4), "2023-07-01")


def test_who_was_there_is_known_only_when_it_has_begun(planning: Run) -> None:
    assert_one_sentence(planning("activity attend 将来 甲 --people 3", 4), TOMORROW)
    assert_one_sentence(planning("activity edit 将来 --people 3", 4), TOMORROW)


def test_in_a_sheet_such_a_row_is_refused(planning: Run) -> None:
    Path("读数.csv").write_text(
        f"项目,指标,日期,数值\n班车,日读数,{TODAY},1\n班车,日读数,{TOMORROW},2\n", encoding="utf-8"
    )
    answer = planning.json("project import 读数.csv", 5)
    assert [(problem["row"], problem["column"]) for problem in answer["problems"]] == [(3, "日期")]
    Path("流水.csv").write_text(
        f"专项,日期,类型,单位,金额\n专项,{TOMORROW},到账,甲,5\n专项,{TOMORROW},应缴,甲,5\n", encoding="utf-8"
    )
    assert [problem["row"] for problem in planning.json("fund import 流水.csv", 5)["problems"]] == [2]


def test_future_facts_already_on_record_come_back_as_the_same(
    planning: Run, today: Callable[[str], None]
) -> None:
    today("2024-01-01")
    planning("project record 班车 日读数 2023-12-01 5")
    planning("activity edit 将来 --people 3")
    today(TODAY)
    planning("project export 项目.xlsx")
    planning("activity export 活动.xlsx")
    assert planning.json("project import 项目.xlsx")["changed"] == 0
    assert planning.json("activity import 活动.xlsx")["changed"] == 0


def test_the_example_loads_whatever_the_clock_says(place: str) -> None:
    load_example(place, "2019-01-01")


def test_the_stage_of_a_project_is_that_of_today(planning: Run, today: Callable[[str], None]) -> None:
    planning("project stage 班车 实施 --on 2023-02-01")
    Path("项目.csv").write_text(
        "项目名称,牵头单位,阶段,启动日期,完成日期\n食堂,甲,结项,2023-01-01,2099-01-01\n", encoding="utf-8"
    )
    planning("project import 项目.csv --yes")
    today("2099-02-01")
    planning("project stage 班车 结项 --on 2099-01-01")
    assert [one["stage"] for one in planning.json("project list")] == ["结项", "结项"]
    today(TODAY)
    assert [one["stage"] for one in planning.json("project list")] == ["实施", None]
    assert planning.json("project show 班车")["stage"] == "实施"
    planning("project export 项目.xlsx")  # what is stored is what goes out and comes back
    assert planning.json("project import 项目.xlsx --yes")["changed"] == 0


def test_days_far_ahead_are_said_once(planning: Run) -> None:
    said = planning("chair plan --from 2024-01-01 --count 4 --term 24m --order joined --save").stderr
    assert said.count("两年以后") == 1
    assert "开始日期 2026-01-01 等 3 个日期在两年以后，请核对年份。" in said
