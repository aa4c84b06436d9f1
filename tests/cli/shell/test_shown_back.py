"""What was typed is shown back: old and new of an edit, people per unit, the days of stages, acting chairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.commands import Run


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name, phone in (("甲单位", "13800001111"), ("乙单位", "13800002222"), ("丙单位", "13800003333")):
        council(f"member add {name} --category 其他 --joined 2018-06-01 --phone {phone}")
    return council


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("member edit 甲单位 --party-members 86", ["党员人数：（空） → 86"]),
        (
            "member edit 甲单位 --phone 13900009999 --contact 示例",
            ["联络员：（空） → 示例", "联系电话：138****1111 → 139****9999"],
        ),
        ("member edit 甲单位 --category 其他", ["与原来相同，没有改动。"]),
        ("council edit --short 外滩", ["简称：示例 → 外滩"]),
        (
            "project edit 夜校 --partner 丙单位 --budget 500",
            ["参与单位：乙单位 → 丙单位", "预算：1,000.00 → 500.00"],
        ),
        ("project indicator 夜校 人次 --target 30", ["目标：20 → 30"]),
        ("activity edit 论坛 --host 乙单位", ["主办单位：甲单位 → 乙单位"]),
        ("activity attend 论坛 乙单位 --people 8", ["人数：5 → 8"]),
        ("chair edit 1 --theme 二", ["主题：一 → 二"]),
        ("fund edit 专项 --budget 9", ["预算：（空） → 9.00"]),
    ],
)
def test_an_edit_says_old_and_new(units: Run, line: str, told: list[str]) -> None:
    units("project add 夜校 --lead 甲单位 --partner 乙单位 --start 2023-01-05 --budget 1000")
    units("project indicator 夜校 人次 --every month --target 20")
    units("activity add 论坛 --kind 论坛 --on 2023-05-18 --host 甲单位")
    units("activity attend 论坛 乙单位 --people 5")
    units("chair appoint 甲单位 --from 2023-01-01 --to 2023-12-31 --theme 一")
    units("fund open 专项 --custodian 甲单位 --opened 2023-01-01")
    lines = units(line).stdout.splitlines()
    assert [one.strip() for one in lines[1 : 1 + len(told)]] == told
    assert not lines[1 + len(told)].startswith(" ")


def test_revealed_phones_are_whole_in_an_edit(units: Run) -> None:
    shown = units("member edit 甲单位 --phone 13900009999 --reveal").stdout
    assert "联系电话：13800001111 → 13900009999" in shown


def test_a_corrected_reading_says_old_and_new(units: Run) -> None:
    units("project add 夜校 --lead 甲单位 --start 2023-01-05")
    units("project indicator 夜校 人次 --every day")
    units("project record 夜校 人次 2023-05-08 20")
    assert "20 → 25" in units("project record 夜校 人次 2023-05-08 25").stdout
    assert "→" not in units("project record 夜校 人次 2023-05-08 25").stdout


def test_people_are_shown_for_each_unit_and_in_all(units: Run) -> None:
    units("activity add 论坛 --kind 论坛 --on 2023-05-18 --host 甲单位 --unit 丙单位")
    units("activity attend 论坛 乙单位 --people 5 --party 3")
    units("activity attend 论坛 甲单位 --people 12")
    shown = units("activity show 论坛").stdout
    assert "丙单位、乙单位 5 人（党员 3）、甲单位 12 人" in shown
    assert shown.splitlines()[-1].split() == ["到场合计", "17"]
    (row,) = units.json("activity list")
    assert row["people"] is None
    assert row["there"] == 17
    assert [(one["unit_code"], one["people"]) for one in row["counted"]] == [
        ("M003", None),
        ("M002", 5),
        ("M001", 12),
    ]
    assert units("activity list").stdout.splitlines()[-1].split()[-1] == "17"
    units("activity edit 论坛 --people 40")  # who came without a unit counts too
    assert units.json("activity list")[0]["there"] == 40
    units("activity edit 论坛 --people 10")
    assert units.json("activity list")[0]["there"] == 17


def test_the_days_of_stages_are_shown(units: Run) -> None:
    units("project add 夜校 --lead 甲单位")
    units("project stage 夜校 提议 --on 2023-02-01")
    units("project stage 夜校 共商 --on 2023-03-01 --note 三家到会")
    assert "提议 2023-02-01、共商 2023-03-01（三家到会）" in units("project show 夜校").stdout
    (row,) = units.json("project list")
    assert row["stages"] == [
        {"stage": "提议", "day": "2023-02-01", "note": None},
        {"stage": "共商", "day": "2023-03-01", "note": "三家到会"},
    ]


def test_an_acting_chair_is_called_so(units: Run) -> None:
    units("chair appoint 甲单位 --from 2023-01-01 --to 2023-05-31")
    units("chair appoint 乙单位 --from 2023-06-01 --to 2023-06-30 --acting 是")
    units("chair appoint 丙单位 --from 2023-07-01 --to 2023-12-31")
    rows = [line.split()[:2] for line in units("chair list").stdout.splitlines()[2:]]
    assert rows == [["1", "甲单位"], ["代理", "乙单位"], ["2", "丙单位"]]
    assert "代理  乙单位" in units("chair current --on 2023-06-15").stdout
    assert [(row["ordinal"], row["acting"]) for row in units.json("chair list")][1] == (None, True)
    assert [row["unit"] for row in units.json("chair list --acting 否")] == ["甲单位", "丙单位"]
