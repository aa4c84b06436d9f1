"""Every figure of a council small enough to be counted on one's fingers, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liaison.figures.summary.measuring import figures
from tests.commands import Run

MEMBERS = (
    ("甲", "2018-06-01", ""),
    ("乙", "2020-01-01", "2022-12-31"),  # still a member on the eve of 2023: leaves in 2023
    ("丙", "2023-01-01", ""),
    ("丁", "2021-01-01", "2023-12-31"),  # still a member on the last day: leaves in 2024
    ("戊", "2019-01-01", "2021-06-30"),  # comes back below
    ("己", "2023-03-01", "2023-03-01"),  # for a single day
    ("庚", "2024-01-01", ""),
)


@pytest.fixture
def small(council: Run) -> Run:
    for name, joined, left in MEMBERS:
        council(f"member add {name} --category 其他 --joined {joined}" + (f" --left {left}" if left else ""))
    council("member rejoin 戊 --on 2023-06-01")
    council("member edit 甲 --party-members 30")
    council("member edit 丙 --party-members 7")
    council("member edit 乙 --party-members 500")
    _projects(council)
    _activities(council)
    _money(council)
    return council


def _projects(run: Run) -> None:
    for name, start in (
        ("结了", "2022-05-01"),
        ("在办", "2023-01-01"),
        ("停了", "2023-02-01"),
        ("将来", "2024-01-01"),
    ):
        run(f"project add {name} --lead 甲 --start {start}")
    for name, stage, day in (
        ("结了", "实施", "2022-05-01"),
        ("结了", "结项", "2023-04-01"),
        ("停了", "实施", "2023-02-01"),
        ("停了", "中止", "2023-08-01"),
    ):
        run(f"project stage {name} {stage} --on {day}")
    sheet = "项目名称,牵头单位,阶段,启动日期,完成日期\n来自表格,甲,结项,2022-01-01,2023-12-31\n"
    Path("项目.csv").write_text(sheet, encoding="utf-8")
    run("project import 项目.csv")


def _activities(run: Run) -> None:
    run("activity add 一 --kind 会议 --on 2023-01-01 --host 甲 --people 10 --party 4 --turns 100 --hours 2.5")
    run("activity attend 一 甲 --people 3 --party 1")
    run("activity attend 一 乙 --people 4 --party 2")  # an outsider since that very day
    run("activity add 跨年 --kind 论坛 --on 2023-12-31 --to 2024-01-02 --host 甲 --unit 甲 --unit 丙")
    run("activity attend 跨年 甲 --people 5")  # how many came from 丙 is unknown
    run("activity add 多出 --kind 论坛 --on 2023-06-15 --host 甲 --people 7 --party 2")
    run("activity attend 多出 甲 --people 9")  # the rows count
    run("activity add 去年 --kind 会议 --on 2022-12-31 --to 2023-01-02 --host 甲 --people 50")
    run("activity add 明年 --kind 会议 --on 2024-01-01 --host 甲 --people 60")


def _money(run: Run) -> None:
    run("fund open 专项 --custodian 甲 --budget 600 --opened 2022-01-01")
    for line in (
        "opening F001 100 --on 2022-01-01",
        "spend F001 15 --on 2022-06-01 --category 杂费 --payee 店",
        "apportion F001 --total 100 --by weight --weights 权重.csv --on 2023-02-01",
        "pledge F001 乙 10 --on 2023-02-02",
        "waive F001 丙 5 --on 2023-02-03 --reason 商定",
        "receive F001 甲 50 --on 2023-03-01",
        "direct F001 丙 20 --on 2023-03-02",
        "in-kind F001 丙 5 --on 2023-03-03",
        "spend F001 30 --on 2023-04-01 --category 杂费 --payee 店",
        "refund F001 甲 8 --on 2023-05-01",
        "receive F001 丁 99 --on 2023-06-01",
        "reverse F001 12 --on 2024-01-05 --reason 记错",
    ):
        Path("权重.csv").write_text("单位,权重\n甲,60\n丙,40\n", encoding="utf-8")
        run(f"fund {line}")


EXPECTED: dict[str, dict[str, Any]] = {
    "report year 2023": {
        "members_start": 3,  # 甲 乙 丁
        "members_joined": 3,  # 丙 戊 己
        "members_left": 2,  # 乙 己
        "members_end": 4,  # 甲 丙 丁 戊
        "projects_started": 2,
        "projects_finished": 2,  # the stopped one is not finished
        "projects_running": 1,
        "activities_held": 3,
        "activity_units": 3,  # 甲 乙 丙
        "activity_unit_turns": 5,
        "activity_people_turns": 24,  # 10 + 5 + 9
        "activity_party_turns": 6,  # 4 + 0 + 2
        "activity_rate": 0.4,  # 甲 丙 of 甲 丙 丁 戊 己
        "service_turns": 100,
        "volunteer_hours": 2.5,
        "funds_due": "105.00",  # 60 + 40 + 10 − 5
        "funds_received": "169.00",  # 50 + 20 + 99
        "funds_in_kind": "5.00",
        "funds_spent": "50.00",  # 30 + 20
        "funds_refunded": "8.00",
        "funds_balance": "196.00",  # 100 − 15 + 50 − 30 − 8 + 99
        "funds_arrears": "38.00",  # 甲 18, 丙 10, 乙 10; what 丁 paid too much helps nobody
        "members_party": 37,  # 甲 30, 丙 7; the others are not known
        "members_headcount": None,  # of nobody
        "projects_stopped": 1,  # 停了
        "projects_under_way": 4,  # 结了 在办 停了 来自表格
        "activity_people_mean": 8,  # 24 / 3
        "activity_rate_end": 0.5,  # 甲 丙 of 甲 丙 丁 戊
        "activity_unit_mean": 0.8,  # 甲 3 丙 1 of five: what 乙 did is no member's
        "funds_opening": "85.00",  # 100 − 15
        "funds_apportioned": "100.00",
        "funds_pledged": "10.00",
        "funds_waived": "5.00",
        "funds_direct": "20.00",
        "funds_received_corrected": "0.00",
        "funds_collection_rate": 1.581,  # (169 + 5 − 8) / 105
        "funds_budget_used": 0.1083,  # (15 + 50) / 600
    },
    "report year 2022": {
        "members_start": 3,
        "members_joined": 0,
        "members_left": 0,
        "members_end": 3,
        "projects_started": 2,
        "projects_finished": 0,
        "projects_running": 2,
        "activities_held": 1,
        "activity_people_turns": 50,
        "activity_rate": 0.3333,  # 甲, which hosted, of 甲 乙 丁
        "funds_received": "0.00",
        "funds_spent": "15.00",
        "funds_balance": "85.00",
        "funds_opening": "100.00",  # carried over in the period itself
        "funds_collection_rate": None,  # nothing was due
        "projects_stopped": 0,
        "projects_under_way": 2,  # 结了 来自表格
        "funds_arrears": "0.00",
    },
    "report year 2024": {
        "members_start": 4,
        "members_joined": 1,
        "members_left": 1,
        "members_end": 4,
        "projects_started": 1,
        "projects_finished": 0,
        "projects_running": 2,
        "funds_received": "-99.00",
        "funds_received_corrected": "-99.00",
        "funds_due_corrected": "0.00",
        "funds_in_kind_corrected": "0.00",
        "funds_spent_corrected": "0.00",
        "funds_refunded_corrected": "0.00",
        "funds_opening": "196.00",
        "projects_under_way": 2,  # 在办 将来
        "funds_balance": "97.00",
        "funds_arrears": "38.00",
    },
    "report period --from 2023-01-01 --to 2023-03-31": {
        "members_start": 3,
        "members_joined": 2,
        "members_left": 2,
        "members_end": 3,
        "projects_running": 4,
        "activities_held": 1,
        "activity_people_turns": 10,
        "funds_received": "70.00",
    },
    "report period --from 2023-03-01 --to 2023-03-01": {
        "members_start": 3,
        "members_joined": 1,
        "members_left": 0,
        "members_end": 4,
        "funds_received": "50.00",
        "funds_spent": "0.00",
    },
}


def test_figures_counted_by_hand(small: Run) -> None:
    for line, expected in EXPECTED.items():
        found = {figure["key"]: figure["value"] for figure in small.json(line)["figures"]}
        assert {key: found[key] for key in expected} == expected, line


def test_the_rows_behind_them(small: Run) -> None:
    def rows(key: str, *columns: str) -> list[tuple[Any, ...]]:
        return [
            tuple(row[c] for c in columns) for row in small.json(f"report year 2023 --trace {key}")["rows"]
        ]

    assert rows("members_left", "unit") == [("乙",), ("己",)]
    assert rows("members_joined", "unit", "joined") == [
        ("丙", "2023-01-01"),
        ("戊", "2023-06-01"),
        ("己", "2023-03-01"),
    ]
    assert rows("projects_finished", "project") == [("结了",), ("来自表格",)]
    assert rows("activity_people_turns", "title", "unit", "people") == [
        ("一", "未分单位", 3),
        ("一", "甲", 3),
        ("一", "乙", 4),
        ("多出", "甲", 9),
        ("跨年", "甲", 5),
    ]
    assert rows("funds_arrears", "unit", "amount") == [("甲", "18.00"), ("乙", "10.00"), ("丙", "10.00")]
    assert [row[0] for row in rows("activity_rate", "unit", "took_part")] == ["甲", "丙", "丁", "戊", "己"]


def test_the_lists_of_the_summary(small: Run) -> None:
    answer = small.json("report year 2023")
    assert [row["unit"] for row in answer["activities"]["by_unit"] if not row["attended"]] == [
        "丁",
        "戊",
        "己",
    ]
    by_month = {row["month"]: row["people"] for row in answer["activities"]["by_month"] if row["people"]}
    assert by_month == {"2023-01": 10, "2023-06": 9, "2023-12": 5}
    assert [(row["kind"], row["activities"], row["people"]) for row in answer["activities"]["by_kind"]] == [
        ("论坛", 2, 14),
        ("会议", 1, 10),
    ]
    assert {project["name"] for project in answer["projects"]} == {"结了", "在办", "停了", "来自表格"}
    assert [fund["arrears"] for fund in answer["funds"]] == ["38.00"]


@pytest.mark.parametrize("key", figures())
def test_every_figure_is_counted_by_hand(key: str) -> None:
    tests = Path(__file__).resolve().parents[1]
    counted = any(f'"{key}"' in path.read_text(encoding="utf-8") for path in tests.rglob("test_*.py"))
    assert counted, f"no test says what {key} comes to: count it by hand, here or in the noun's own test"
