"""Taking part is hosting, co-hosting or being there; nothing is called clear, or counted, that is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, assert_one_sentence


def values(answer: dict[str, Any]) -> dict[str, Any]:
    return {figure["key"]: figure["value"] for figure in answer["figures"]}


@pytest.fixture
def five(council: Run) -> Run:
    """Five members: 甲 hosts, 乙 co-hosts, 丙 was there, of 丁 nobody knows how many were, 戊 stayed away."""
    for name in "甲乙丙丁戊":
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    return council


def hold(run: Run) -> None:
    run("activity add 一 --kind 论坛 --on 2023-03-01 --host 甲 --co-host 乙 --unit 丙 --unit 丁")
    run("activity attend 一 丙 --people 4")
    run("activity add 二 --kind 论坛 --on 2023-04-01 --host 甲 --unit 甲 --unit 乙 --co-host 乙")


def test_who_took_part(five: Run) -> None:
    hold(five)
    answer = five.json("report year 2023")
    found = values(answer)
    assert found["activity_units"] == 4
    assert found["activity_unit_turns"] == 6  # 甲 乙 丙 丁 and 甲 乙: each once an activity, in whatever part
    assert found["activity_rate"] == 0.8
    assert "存在问题：本期没有参加过活动的成员单位有1家：戊。" in answer["notes"]
    rows = five.json("report year 2023 --trace activity_unit_turns")["rows"]
    assert [(row["title"], row["unit"], row["role"]) for row in rows] == [
        ("一", "甲", "主办"), ("一", "乙", "协办"), ("一", "丙", "参加"), ("一", "丁", "参加"),
        ("二", "甲", "主办"), ("二", "乙", "协办"),
    ]  # fmt: skip
    by_unit = {row["unit"]: (row["hosted"], row["attended"]) for row in answer["activities"]["by_unit"]}
    assert by_unit == {"甲": (2, 2), "乙": (0, 2), "丙": (0, 1), "丁": (0, 1), "戊": (0, 0)}


def test_a_row_of_nobody_is_no_part(five: Run) -> None:
    hold(five)
    assert_one_sentence(five("activity attend 一 戊 --people 0", 4), "0 人")
    Path("签到.csv").write_text("活动,单位,人数\n一,戊,0\n", encoding="utf-8")
    five("activity import 签到.csv")
    assert values(five.json("report year 2023"))["activity_rate"] == 0.8


def test_where_nothing_was_held_there_is_no_rate_and_nobody_is_idle(five: Run) -> None:
    hold(five)
    answer = five.json("report year 2022")
    assert values(answer)["activity_rate"] is None
    assert "2022年度未举办活动。" in answer["notes"]
    assert not any("没有参加过" in note or "参与率" in note or "0场" in note for note in answer["notes"])


def test_a_council_without_activities_projects_or_funds_hears_nothing_of_them(five: Run) -> None:
    answer = five.json("report year 2023")
    assert answer["projects"] == answer["funds"] == answer["activities"]["by_kind"] == []
    text = five("report year 2023").stdout
    for part in ("【共建项目】", "【各月活动】", "【专项资金", "未举办", "结余0.00", "没有发现"):
        assert part not in text, part
    assert not any("存在问题" in note for note in answer["notes"])


def test_only_what_is_known_is_called_clear(five: Run) -> None:
    hold(five)
    five("activity attend 一 戊 --people 1")
    assert "存在问题：本期数据中没有发现未参加活动的成员单位。" in five.json("report year 2023")["notes"]
    five("fund open 专项 --opened 2023-01-01")
    assert (
        "存在问题：本期数据中没有发现未参加活动的成员单位、欠缴。" in five.json("report year 2023")["notes"]
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("sum", "合计360分，共2次读数，平均180分，最高200分（2023年2月1日）"),
        ("last", "期末160分，共2次读数，最高200分（2023年2月1日）"),
        ("mean", "平均180分，共2次读数，最高200分（2023年2月1日）"),
        ("max", "最高200分（2023年2月1日），共2次读数"),
    ],
)
def test_only_what_adds_up_has_a_sum(five: Run, rule: str, said: str) -> None:
    five("project add 班车 --lead 甲 --start 2023-01-01")
    five(f"project indicator 班车 满意度 --unit 分 --every month --total {rule}")
    five("project record 班车 满意度 2023-02-01 200")
    five("project record 班车 满意度 2023-03-01 160")
    assert f"“班车”满意度{said}。" in five.json("report year 2023")["notes"]


def test_matters_of_bookkeeping_are_no_problem(five: Run) -> None:
    hold(five)
    five("activity edit 一 --people 9")
    notes = five.json("report year 2023")["notes"]
    assert notes[-1] == "数据说明：1场活动有5人次没有分到单位，单位统计中不含这部分。"
    assert not any("存在问题" in note and "没有分到" in note for note in notes)
