"""activity: the ledger of activities and who took part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

KEYS = {
    "alias",
    "code",
    "title",
    "kind",
    "series",
    "start",
    "end",
    "venue",
    "host",
    "host_code",
    "co_host",
    "co_host_code",
    "supporter",
    "supporter_code",
    "joint_host",
    "joint_host_code",
    "organiser",
    "organiser_code",
    "guide",
    "guide_code",
    "project",
    "project_code",
    "unit",
    "unit_code",
    "people",
    "party",
    "counted",
    "there",
    "turns",
    "hours",
    "outcome",
    "ordinal",
    "coverage",
    "note",
}


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2018-06-01")
    council("member add 乙单位 --category 其他 --joined 2023-06-01")
    return council


def test_add_prints_the_activity_whole(units: Run) -> None:
    units("project add 直通车 --lead 甲单位 --start 2022-01-01")
    result = units(
        "activity add 金融论坛 --kind 论坛 --on 2023-05-18 --to 2023-05-19 --host 甲单位 --co-host 乙单位 "
        "--supporter 工会联盟 --supporter 妇联 --venue 会堂 --series 年度论坛 --project 直通车 --unit 甲单位 --people 120 "
        "--party 30 --turns 500 --hours 12.5 --outcome 成果 --coverage 晚报 --note 无 --json"
    )
    assert result.json == {
        "code": "A2023-001",
        "title": "金融论坛",
        "kind": "论坛",
        "series": "年度论坛",
        "start": "2023-05-18",
        "end": "2023-05-19",
        "venue": "会堂",
        "host": "甲单位",
        "host_code": "M001",
        "joint_host": [],
        "joint_host_code": [],
        "organiser": [],
        "organiser_code": [],
        "co_host": ["乙单位"],
        "co_host_code": ["M002"],
        "guide": [],
        "guide_code": [],
        "supporter": ["工会联盟", "妇联"],
        "supporter_code": ["B001", "B002"],
        "project": "直通车",
        "project_code": "P2022-01",
        "unit": ["甲单位"],
        "unit_code": ["M001"],
        "people": 120,
        "party": 30,
        "counted": [{"unit": "甲单位", "unit_code": "M001", "people": None, "party": None}],
        "there": 120,
        "turns": 500,
        "hours": 12.5,
        "outcome": "成果",
        "ordinal": None,
        "coverage": "晚报",
        "note": "无",
        "alias": [],
    }
    assert result.json.keys() == KEYS
    assert "协办单位“M002 乙单位”在 2023-05-18 不是成员单位，已按外单位记入。" in result.stderr
    assert units.json("activity show 论坛") == result.json | {"attachments": []}


def test_codes_count_within_the_year(units: Run) -> None:
    add = "activity add {} --kind 会议 --on {} --host 甲单位"
    codes = [
        units.json(add.format(f"会{n}", day))["code"]
        for n, day in enumerate(("2022-01-01", "2023-01-01", "2022-05-01"))
    ]
    assert codes == ["A2022-001", "A2023-001", "A2022-002"]
    assert [one["code"] for one in units.json("activity list")] == ["A2022-001", "A2022-002", "A2023-001"]
    assert [one["code"] for one in units.json("activity list --year 2022")] == ["A2022-001", "A2022-002"]


def test_the_same_title_on_another_day_is_another_activity(units: Run) -> None:
    add = "activity add 例会 --kind 会议 --on {} --host 甲单位"
    units(add.format("2023-01-01"))
    units(add.format("2023-02-01"))
    assert_one_sentence(units(add.format("2023-02-01"), 4), "没有重复登记")
    assert_one_sentence(units("activity show 例会", 3), "A2023-001 例会、A2023-002 例会")


def test_attendance_is_entered_and_corrected(units: Run) -> None:
    units("activity add 例会 --kind 会议 --on 2023-01-01 --host 甲单位")
    answer = units.json("activity attend 例会 甲单位 --people 12 --party 8")
    assert answer == {
        "activity": "例会",
        "activity_code": "A2023-001",
        "unit": "甲单位",
        "unit_code": "M001",
        "people": 12,
        "party": 8,
    }
    assert units.json("activity attend 例会 甲单位 --people 15")["people"] == 15
    outsider = units("activity attend 例会 乙单位 --people 3")
    assert "不是成员单位" in outsider.stderr
    assert units.json("activity show 例会")["unit"] == ["甲单位", "乙单位"]


def test_more_people_than_the_total_is_said_and_taken(units: Run) -> None:
    units("activity add 例会 --kind 会议 --on 2023-01-01 --host 甲单位 --people 10")
    result = units("activity attend 例会 甲单位 --people 12")
    assert "合计 12 人，多于填报的参加人数 10 人" in result.stderr


def test_attendance_comes_by_sheet(units: Run, tmp_path: Path) -> None:
    units("activity add 例会 --kind 会议 --on 2023-07-01 --host 甲单位")
    sheet = tmp_path / "签到.csv"
    sheet.write_text("活动,单位,人数,其中党员\nA2023-001,甲单位,5,3\n例会,M002,4,\n", encoding="utf-8")
    line = ["activity", "attend", "--file", sheet]
    assert units.json([*line, "--dry-run"])["new"] == 2
    assert units.json("activity show 例会")["unit"] == []
    assert units.json(line)["new"] == 2
    assert units.json(line)["same"] == 2
    assert units.json("activity show 例会")["unit"] == ["甲单位", "乙单位"]


def test_edit_keeps_the_people_of_units_that_stay(units: Run) -> None:
    units("activity add 例会 --kind 会议 --on 2023-07-01 --host 甲单位 --unit 甲单位")
    units("activity attend 例会 甲单位 --people 5")
    after = units.json("activity edit 例会 --unit 乙单位 --unit 甲单位 --people 20")
    assert after["unit"] == ["乙单位", "甲单位"]
    traced = units.json("report year 2023 --trace activity_people_turns")
    assert {(row["unit"], row["people"]) for row in traced["rows"]} == {("甲单位", 5), ("未分单位", 15)}
