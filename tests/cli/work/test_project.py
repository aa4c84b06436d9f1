"""project: what was started, how it went, what it measures, and its report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

KEYS = {
    "code",
    "name",
    "kind",
    "lead",
    "lead_code",
    "partner",
    "partner_code",
    "stage",
    "start",
    "finished",
    "budget",
    "content",
}
REPORTED = {"code", "name", "stage", "lead", "received", "spent", "balance", "indicators"}
INDICATED = {"name", "unit", "sum", "mean", "days", "max", "max_on", "target", "met", "months"}


@pytest.fixture
def project(council: Run, today: Callable[[str], None]) -> Run:
    """A shuttle with two units, run by 甲单位."""
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2018-06-01")
    council("member add 乙单位 --category 其他 --joined 2023-06-01")
    council("project add 南外滩直通车 --lead 甲单位 --kind 民生服务 --start 2022-11-28 --budget 1,200.5")
    return council


def test_add_prints_the_project(project: Run) -> None:
    result = project(
        "project add 夜校 --lead 甲单位 --partner 乙单位 --kind 培训 --start 2023-01-05 --budget 6万 --content 上课 --json"
    )
    assert result.json == {
        "code": "P2023-01",
        "name": "夜校",
        "kind": "培训",
        "lead": "甲单位",
        "lead_code": "M001",
        "partner": ["乙单位"],
        "partner_code": ["M002"],
        "supporter": [],
        "supporter_code": [],
        "guide": [],
        "guide_code": [],
        "stage": None,
        "stages": [],
        "start": "2023-01-05",
        "finished": None,
        "budget": "60000.00",
        "content": "上课",
        "alias": [],
    }
    assert "“M002 乙单位”在 2023-01-05 不是成员单位" in result.stderr
    assert [one["code"] for one in project.json("project list")] == ["P2022-01", "P2023-01"]
    assert project.json("project show 夜校") == result.json | {"attachments": []}


def test_edit_changes_partners_as_a_whole(project: Run) -> None:
    before = project.json("project show 直通车")
    del before["attachments"]
    assert before["budget"] == "1200.50"
    after = project.json("project edit 直通车 --partner 乙单位 --budget 600000")
    assert after == before | {"partner": ["乙单位"], "partner_code": ["M002"], "budget": "600000.00"}


def test_stages_move_on_and_are_kept_with_their_days(project: Run) -> None:
    answer = project.json("project stage 直通车 提议 --on 2022-10-01 --note 联络员会议")
    assert answer == {
        "project": "南外滩直通车",
        "project_code": "P2022-01",
        "stage": "提议",
        "day": "2022-10-01",
        "note": "联络员会议",
    }
    project("project stage 直通车 实施 --on 2022-11-28")
    assert project.json("project show 直通车")["stage"] == "实施"
    assert_one_sentence(project("project stage 直通车 共商 --on 2023-01-01", 4), "不能改为“共商”")
    project("project stage 直通车 结项 --on 2023-09-30")
    after = project.json("project show 直通车")
    assert (after["stage"], after["finished"]) == ("结项", "2023-09-30")
    stages = project.json("project report 直通车 --year 2023")[0]["stages"]
    assert [(one["stage"], one["day"]) for one in stages] == [
        ("提议", "2022-10-01"),
        ("实施", "2022-11-28"),
        ("结项", "2023-09-30"),
    ]


def test_a_project_without_a_stage_is_reported_in_a_workbook(project: Run, tmp_path: Path) -> None:
    assert project.json("project report 直通车 --year 2023")[0]["stages"] == []
    project("project report 直通车 --year 2023 --xlsx -o 报告.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    assert any("南外滩直通车" in str(cell.value) for sheet in sheets for row in sheet for cell in row)


def test_a_stage_may_be_entered_late_where_it_belongs(project: Run) -> None:
    project("project stage 直通车 实施 --on 2022-11-28")
    project("project stage 直通车 立项 --on 2022-09-01")
    assert project.json("project show 直通车")["stage"] == "实施"
    assert_one_sentence(project("project stage 直通车 结项 --on 2022-10-01", 4))


def test_an_indicator_is_set_up_and_changed_by_its_name(project: Run) -> None:
    line = "project indicator 直通车 乘坐人次 --unit 人次 --every day --total sum --target 2000 --per day"
    answer = project.json(line)
    assert answer == {
        "project": "南外滩直通车",
        "project_code": "P2022-01",
        "name": "乘坐人次",
        "unit": "人次",
        "every": "每日",
        "total": "合计",
        "target": "2000/日",
        "lower_is_better": False,
    }
    changed = project.json("project indicator 直通车 乘坐人次 --target 2500 --per month")
    assert changed == answer | {"target": "2500/月"}
    complaints = project.json("project indicator 直通车 投诉 --lower-is-better")
    assert (complaints["every"], complaints["total"], complaints["lower_is_better"]) == ("每日", "合计", True)


def test_one_reading_per_period(project: Run) -> None:
    project("project indicator 直通车 乘坐人次 --unit 人次")
    record = "project record 直通车 乘坐人次 2023-05-08"
    first = project.json(f"{record} 2,135")
    assert first == {
        "project": "南外滩直通车",
        "project_code": "P2022-01",
        "indicator": "乘坐人次",
        "day": "2023-05-08",
        "value": 2135,
        "result": "new",
    }
    assert project.json(f"{record} 2135")["result"] == "same"
    assert project.json(f"{record} 0") | {"result": ""} == first | {"value": 0, "result": ""}
    assert project.json(f"{record} 0.5")["value"] == 0.5


@pytest.mark.parametrize(
    ("every", "within", "beyond"),
    [
        ("week", "2023-05-14", "2023-05-15"),
        ("month", "2023-05-01", "2023-06-01"),
        ("每日", "2023-05-10", "2023-05-11"),
    ],
)
def test_a_period_has_one_reading_that_keeps_its_day(
    project: Run, every: str, within: str, beyond: str
) -> None:
    project(f"project indicator 直通车 接待 --every {every}")
    assert project.json("project record 直通车 接待 2023-05-10 3")["day"] == "2023-05-10"
    again = project.json(f"project record 直通车 接待 {within} 3")
    assert (again["result"], again["day"]) == ("same", "2023-05-10")
    assert project.json(f"project record 直通车 接待 {within} 3")["result"] == "same"
    assert project.json(f"project record 直通车 接待 {within} 4")["result"] == "changed"
    assert project.json(f"project record 直通车 接待 {beyond} 4")["result"] == "new"
    indicator = project.json("project report --year 2023")[0]["indicators"][0]
    assert (indicator["days"], indicator["sum"]) == (2, 8)


def test_readings_come_by_sheet_as_well(project: Run, tmp_path: Path) -> None:
    project("project indicator 直通车 乘坐人次")
    sheet = tmp_path / "读数.csv"
    sheet.write_text('日期,数值\n2023-05-08,2135\n2023/5/9,0\n2023年5月10日,"2,001"\n', encoding="utf-8")
    line = ["project", "record", "直通车", "乘坐人次", "--file", sheet]
    assert project.json([*line, "--dry-run"])["new"] == 3
    assert project.json(line) == {"new": 3, "changed": 0, "same": 0, "refused": 0, "problems": []}
    project("project record 直通车 乘坐人次 2023-05-09 7")
    assert project.json(line) == {"new": 0, "changed": 1, "same": 2, "refused": 0, "problems": []}


def test_the_report_of_projects(project: Run, tmp_path: Path) -> None:
    project("project indicator 直通车 乘坐人次 --unit 人次 --target 2000 --per day")
    for day, value in (("2022-12-30", 9), ("2023-01-03", 2500), ("2023-01-04", 0), ("2023-03-01", 2000)):
        project(f"project record 直通车 乘坐人次 {day} {value}")
    project("fund open 直通车专项 --project 直通车 --opened 2022-01-01")
    project("fund receive F001 甲单位 100 --on 2022-12-01")
    project("fund receive F001 甲单位 50 --on 2023-01-01")
    project("fund spend F001 30.5 --on 2023-02-01 --category 运营 --payee 客运")
    answer = project.json("project report --year 2023")
    assert len(answer) == 1
    report = answer[0]
    assert report.keys() >= REPORTED
    assert (report["received"], report["spent"], report["balance"]) == ("50.00", "30.50", "119.50")
    indicator = report["indicators"][0]
    assert indicator.keys() >= INDICATED
    expected = {
        "sum": 4500,
        "mean": 1500,
        "days": 3,
        "max": 2500,
        "max_on": "2023-01-03",
        "target": 2000,
        "met": 2,
    }
    assert {key: indicator[key] for key in expected} == expected
    months = {month["month"]: month for month in indicator["months"]}
    assert list(months) == [f"2023-{month:02d}" for month in range(1, 13)]
    assert (months["2023-01"]["sum"], months["2023-01"]["days"]) == (2500, 2)
    assert (months["2023-02"]["sum"], months["2023-02"]["days"]) == (None, 0)


def test_the_report_names_only_the_projects_asked_for(read_example: Run) -> None:
    every = read_example.json("project report --year 2023")
    one = read_example.json("project report 直通车 P2023-01 --year 2023")
    assert [report["code"] for report in one] == ["P2022-01", "P2023-01"]
    assert {report["code"] for report in one} < {report["code"] for report in every}
