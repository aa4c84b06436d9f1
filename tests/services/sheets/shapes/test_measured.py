"""Readings as sheets have them: headed by what was counted, days on which nothing ran passed over, a month for a monthly one."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.commands import Run


@pytest.fixture
def project(council: Run, today: Any) -> Run:
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2018-06-01")
    council("project add 直通车 --lead 甲单位 --start 2022-01-01")
    council("project indicator 直通车 乘坐人次")
    council("project indicator 直通车 满意度 --every month --total mean")
    return council


def sheet(path: Path, *rows: list[Any], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "读数"
    for row in rows:
        page.append(row)
    for place, code in (formats or {}).items():
        page[place].number_format = code
    book.save(path)
    return path


def readings(run: Run, indicator: str) -> dict[str, str]:
    rows = run.json("project export --sheet 指标读数 --json")
    return {row["day"]: row["value"] for row in rows if row["indicator"] == indicator}


def test_a_column_headed_like_the_indicator_is_the_value(project: Run, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "读数.xlsx",
        ["日期", "满意度", "乘坐人次"],
        [date(2023, 5, 8), 95, 2135],
        [date(2023, 5, 9), 96, "停运"],
        [date(2023, 5, 10), 97, None],
        [date(2023, 5, 11), 97, 0],
    )
    result = project(["project", "record", "直通车", "乘坐人次", "--file", path])
    assert readings(project, "乘坐人次") == {"2023-05-08": 2135, "2023-05-11": 0}
    assert "第 3、4 行没有数值（“停运”、空白），没有登记" in result.stderr
    assert project.json(["project", "record", "直通车", "乘坐人次", "--file", path])["same"] == 2


def test_a_sheet_of_days_without_a_value_is_not_one_without_rows(project: Run, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "表.xlsx", ["日期", "乘坐人次"], [date(2023, 5, 8), "停运"], [date(2023, 5, 9), None]
    )
    result = project(["project", "record", "直通车", "乘坐人次", "--file", path])
    assert "第 2、3 行没有数值（“停运”、空白），没有登记" in result.stderr
    assert readings(project, "乘坐人次") == {}


def test_another_indicator_of_the_same_sheet_has_its_own_column(project: Run, tmp_path: Path) -> None:
    project("project indicator 直通车 班次")
    path = sheet(tmp_path / "表.xlsx", ["日期", "班次", "乘坐人次"], [date(2023, 5, 8), 60, 2135])
    for name in ("乘坐人次", "班次"):
        project(["project", "record", "直通车", name, "--file", path])
    assert readings(project, "乘坐人次") == {"2023-05-08": 2135}
    assert readings(project, "班次") == {"2023-05-08": 60}


def test_what_was_explained_once_gives_way_to_the_name(project: Run, tmp_path: Path) -> None:
    path = sheet(tmp_path / "表.xlsx", ["日期", "总数", "乘坐人次"], [date(2023, 5, 8), 60, 2135])
    line = ["project", "record", "直通车", "满意度", "--file", path, "--map", "总数=数值"]
    project(line)
    project(["project", "record", "直通车", "乘坐人次", "--file", path])
    assert readings(project, "乘坐人次") == {"2023-05-08": 2135}


@pytest.mark.parametrize(
    "written", ["2023年10月", "2023-10", "2023.10", "2023/10", "二〇二三年十月", "2023年10月份"]
)
def test_a_month_is_the_reading_of_a_month(project: Run, tmp_path: Path, written: str) -> None:
    path = sheet(tmp_path / "表.xlsx", ["月份日期", "满意度"], [written, 95])
    project(["project", "record", "直通车", "满意度", "--file", path, "--map", "月份日期=日期"])
    assert readings(project, "满意度") == {"2023-10-01": 95}
    assert project.json(["project", "record", "直通车", "满意度", written, "96"])["result"] == "changed"


def test_a_month_is_no_day_of_a_daily_one(project: Run, tmp_path: Path) -> None:
    path = sheet(tmp_path / "表.xlsx", ["日期", "数值"], ["2023年10月", 95])
    result = project(["project", "record", "直通车", "乘坐人次", "--file", path, "--json"], 5)
    assert "“2023年10月”只到月份，这个指标每日一个读数" in result.json["problems"][0]["reason"]
    said = project("project record 直通车 乘坐人次 2023-10 5", 4).stderr
    assert "只到月份" in said
    project("project record 直通车 乘坐人次 2023-10-01 5")
    assert "只到月份" in project("project record 直通车 乘坐人次 2023-10 5", 4).stderr
    said = project("project remove 直通车 --indicator 乘坐人次 --reading 2023-10 --yes", 4).stderr
    assert "只到月份" in said
    assert readings(project, "乘坐人次") == {"2023-10-01": 5}


def test_october_as_a_number_is_asked_for_unless_its_0_is_shown(project: Run, tmp_path: Path) -> None:
    rows = [["日期", "数值"], [2023.1, 95]]
    line = ["project", "record", "直通车", "满意度", "--file"]
    result = project([*line, sheet(tmp_path / "一.xlsx", *rows), "--json"], 5)
    assert "可能是 1 月，也可能是去掉了末尾的 0 的 10 月" in result.json["problems"][0]["reason"]
    project([*line, sheet(tmp_path / "二.xlsx", *rows, formats={"A2": "0.00"})])
    assert readings(project, "满意度") == {"2023-10-01": 95}
