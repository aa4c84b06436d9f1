"""report --explain: why a figure changed, reckoned by hand from the days below, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

DAYS = (
    ("2021-05-01", "甲", "论坛"),
    ("2021-06-01", "甲", "论坛"),
    ("2022-03-01", "甲", "联学"),
    ("2022-04-01", "乙", "论坛"),
    ("2023-03-05", "甲", "论坛"),
    ("2023-04-02", "甲", "论坛"),
    ("2023-04-03", "甲", "论坛"),
    ("2023-09-01", "甲", "参观"),
)


@pytest.fixture
def held(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in ("甲", "乙"):
        council(f"member add {name} --category 其他 --joined 2018-06-01")
    for number, (day, host, kind) in enumerate(DAYS):
        council(f"activity add 活动{number} --kind {kind} --on {day} --host {host}")
    return council


def parts(run: Run, line: str) -> list[tuple[str, int, int, int]]:
    rows = run.json(f"report {line}")["rows"]
    assert all(list(row) == ["name", "value", "previous", "change"] for row in rows)
    return [tuple(row.values()) for row in rows]


def test_each_part_now_before_and_the_change_the_largest_first(held: Run) -> None:
    answer = held.json("report year 2023 --explain activities_held --by kind")
    assert answer == {
        "key": "activities_held",
        "value": 4,
        "previous": 2,
        "by": "kind",
        "rows": [
            {"name": "论坛", "value": 3, "previous": 1, "change": 2},
            {"name": "参观", "value": 1, "previous": 0, "change": 1},
            {"name": "联学", "value": 0, "previous": 1, "change": -1},
        ],
    }
    assert held.json("report year 2023 --explain 举办活动 --by 类别") == answer
    assert held.json("report year 2023 --explain activities_held") == answer


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("year 2023 --explain activities_held --by unit", [("甲", 4, 1, 3), ("乙", 0, 1, -1)]),
        (
            "year 2023 --explain activities_held --by month",
            [("4月", 2, 1, 1), ("9月", 1, 0, 1), ("3月", 1, 1, 0)],
        ),
        ("year 2023 --explain activities_held --by project", [("不属于项目", 4, 2, 2)]),
        ("year 2023 --half 1 --explain activities_held --by unit", [("甲", 3, 1, 2), ("乙", 0, 1, -1)]),
        (
            "period --from 2023-04-01 --to 2023-12-31 --explain activities_held --by unit",
            [("甲", 3, 0, 3), ("乙", 0, 1, -1)],
        ),
        ("year 2023 --explain members_end --by unit", [("乙", 1, 1, 0), ("甲", 1, 1, 0)]),
    ],
)
def test_by_unit_month_and_project_over_any_period(
    held: Run, line: str, expected: list[tuple[str, int, int, int]]
) -> None:
    assert parts(held, line) == expected


def test_months_of_two_years_are_two(held: Run) -> None:
    """Those of a stretch that has a month twice stand beside those that come as late in the other: by hand, from the days above."""
    line = "period --from 2022-03-01 --to 2023-04-30 --explain activities_held --by month"
    # 2022-03 is held against 2021-03, 2022-05 against 2021-05 …, and 2023-03 against 2022-03.
    assert parts(held, line) == [
        ("第1个月（2022年3月）", 1, 0, 1),
        ("第2个月（2022年4月）", 1, 0, 1),
        ("第3个月（2022年5月）", 0, 1, -1),
        ("第4个月（2022年6月）", 0, 1, -1),
        ("第14个月（2023年4月）", 2, 1, 1),
        ("第13个月（2023年3月）", 1, 1, 0),
    ]
    held("chair appoint 甲 --from 2021-05-01 --to 2022-03-31")
    held("chair appoint 乙 --from 2022-04-01 --to 2023-09-30")
    # A term of eleven months, and one of eighteen: the seventh month of the later one has no other beside it but in time.
    found = parts(held, "term 2 --explain activities_held --by month")
    assert [row[:3] for row in found if row[1] or row[2]] == [row[:3] for row in found]
    assert {row[0]: row[1:3] for row in found} == {
        "第1个月（2022年4月）": (1, 1),
        "第2个月（2022年5月）": (0, 1),
        "第11个月（2023年2月）": (0, 1),
        "第12个月（2023年3月）": (1, 0),
        "第13个月（2023年4月）": (2, 0),
        "第18个月（2023年9月）": (1, 0),
    }


def test_a_term_is_compared_with_the_one_before(held: Run) -> None:
    held("chair appoint 甲 --from 2021-01-01 --to 2021-12-31")
    held("chair appoint 乙 --from 2022-01-01 --to 2023-12-31")
    assert parts(held, "term 2 --explain activities_held --by unit") == [("甲", 5, 2, 3), ("乙", 1, 0, 1)]
    assert_one_sentence(held("report term 1 --explain activities_held", 4), "没有可比的")


def test_money_by_fund_unit_and_month(held: Run) -> None:
    held("project add 项目一 --lead 甲 --start 2022-01-01")
    held("fund open 专项一 --project 项目一 --opened 2022-01-01")
    held("fund open 专项二 --opened 2022-01-01")
    held("fund receive F001 甲 100 --on 2022-02-01")
    held("fund receive F001 甲 30 --on 2023-02-01")
    held("fund direct F002 乙 5.50 --on 2023-03-01")
    answer = held.json("report year 2023 --explain funds_received --by fund")
    assert (answer["value"], answer["previous"]) == ("35.50", "100.00")
    assert answer["rows"] == [
        {"name": "专项一", "value": "30.00", "previous": "100.00", "change": "-70.00"},
        {"name": "专项二", "value": "5.50", "previous": "0.00", "change": "5.50"},
    ]
    assert parts(held, "year 2023 --explain funds_received --by unit")[0][0] == "甲"
    assert [row[0] for row in parts(held, "year 2023 --explain funds_received --by kind")] == ["到账", "直付"]
    assert [row[0] for row in parts(held, "year 2023 --explain funds_received --by project")] == [
        "项目一",
        "不属于项目",
    ]
    assert [row[0] for row in parts(held, "year 2023 --explain funds_received --by month")] == ["2月", "3月"]


def test_what_was_published_and_is_in_no_record_is_a_row_of_its_own(held: Run) -> None:
    held("council edit --records-from 2022-01-01")
    Path("公布.csv").write_text("年度,指标,数值\n2021,举办活动,9\n", encoding="utf-8")
    held("report import 公布.csv")
    answer = held.json("report year 2022 --explain activities_held --by unit")
    assert (answer["value"], answer["previous"]) == (2, 9)
    assert [tuple(row.values()) for row in answer["rows"]] == [
        ("公布数与明细之差", 0, 9, -9),
        ("乙", 1, 0, 1),
        ("甲", 1, 0, 1),
    ]
    said = held("report year 2022 --explain activities_held").stdout
    assert "举办活动：2场，上年 9场，减少 7场。" in said
    assert "上年的数：已公布数。" in said


def test_a_closed_year_counts_as_it_was_published(held: Run) -> None:
    held("year close 2022 --yes")
    held("activity add 补记 --kind 论坛 --on 2022-05-01 --host 甲 --correct 漏报")
    answer = held.json("report year 2023 --explain activities_held --by unit")
    assert (answer["value"], answer["previous"]) == (4, 2)
    assert [tuple(row.values()) for row in answer["rows"]] == [
        ("甲", 4, 2, 2),
        ("乙", 0, 1, -1),
        ("公布数与明细之差", 0, -1, 1),
    ]
    answer = held.json("report year 2022 --explain activities_held --by unit")
    assert (answer["value"], answer["previous"]) == (2, 2)
    assert sum(row["change"] for row in answer["rows"]) == 0
    assert {"name": "公布数与明细之差", "value": -1, "previous": 0, "change": -1} in answer["rows"]


def test_a_year_before_known_in_part_says_so(held: Run) -> None:
    held("council edit --records-from 2022-04-01")
    assert parts(held, "year 2023 --explain activities_held --by unit") == [("甲", 4, 1, 3), ("乙", 0, 1, -1)]
    assert "上年的数：2022年4月1日起。" in held("report year 2023 --explain activities_held").stdout


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("--explain activity_rate", 4, "比例或平均数，各部分不能相加"),
        ("--explain activity_people_mean", 4, "比例或平均数，各部分不能相加"),
        ("--explain activities_held --by fund", 4, "“举办活动”不能按专项拆开，可选：kind 类别"),
        ("--explain activity_people_turns", 4, "“参加人次”本期的数不知道"),
        ("--explain 没有", 3, "没有指标“没有”"),
        (
            "--explain activities_held --by 天气",
            2,
            "可选：unit 单位、kind 类别、month 月份、project 项目、fund 专项",
        ),
        ("--by unit", 2, "--by 要和 --explain 一起写"),
        ("--explain activities_held --trace activities_held", 2, "只能写一种"),
    ],
)
def test_refused(held: Run, line: str, code: int, said: str) -> None:
    assert_one_sentence(held(f"report year 2023 {line}", code), said)


def test_on_screen_what_did_not_change_is_counted_and_the_sheet_has_all(held: Run) -> None:
    said = held("report year 2023 --explain activities_held --by month").stdout
    assert "举办活动：4场，上年 2场，增加 2场。" in said
    assert "3月" not in said
    assert "另有 1 项没有增减，合计 1场。" in said
    held("report year 2023 --explain activities_held --by month -o 原因.xlsx")
    rows = [
        [cell for cell in row if cell is not None]
        for row in openpyxl.load_workbook("原因.xlsx").active.values
    ]
    head = rows.index(["月份", "本期", "上年", "增减"])
    assert rows[head + 1 : head + 4] == [["4月", 2, 1, 1], ["9月", 1, 0, 1], ["3月", 1, 1, 0]]
    assert rows[head + 4][0] == "合计"
    lines = held("report year 2023 --explain activities_held --by month --csv").stdout.splitlines()
    assert [line.lstrip("\ufeff") for line in lines] == [
        "月份,本期,上年,增减",
        "4月,2,1,1",
        "9月,1,0,1",
        "3月,1,1,0",
    ]
    assert "没有增减" in held("report year 2023 --explain members_end").stdout
