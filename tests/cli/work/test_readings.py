"""One reading per period: told again it is the same or changed by its value, and keeps its day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands import Run

SAME = {"new": 0, "changed": 0, "same": 1, "refused": 0, "problems": []}


@pytest.fixture
def weekly(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("project add 项目 --lead 甲单位 --start 2022-01-01")
    council("project indicator 项目 人次 --every week")
    council("project record 项目 人次 2022-12-28 5")
    return council


def stored(run: Run) -> list[tuple[str, str, int]]:
    return sorted((row[2], row[3], row[4]) for row in run.dump()["reading"])


def file(day: str, value: str) -> Path:
    path = Path("读数.csv")
    path.write_text(f"项目,指标,日期,数值\n项目,人次,{day},{value}\n", encoding="utf-8")
    return path


def test_told_again_on_another_day_of_the_week_it_is_the_same(weekly: Run) -> None:
    before = weekly.dump()["reading"]
    assert weekly.json(["project", "import", file("2022-12-30", "5")]) == SAME
    assert weekly.json(["project", "import", file("2023-01-01", "5")]) == SAME
    weekly("project record 项目 人次 2023-01-01 5")
    assert weekly.dump()["reading"] == before


def test_another_value_changes_it_and_leaves_the_day(weekly: Run) -> None:
    assert weekly.json(["project", "import", file("2023-01-01", "6")])["changed"] == 1
    reports = [weekly.json(f"report year {year}")["projects"][0]["indicators"][0] for year in (2022, 2023)]
    assert [(one["days"], one["total"]) for one in reports] == [(1, 6), (0, None)]
    assert reports[0]["max_on"] == "2022-12-28"


def test_a_day_that_is_corrected_moves_and_a_new_year_is_said(weekly: Run) -> None:
    weekly("project export 表.xlsx")
    book = load_workbook("表.xlsx")
    sheet = book["指标读数"]
    head = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith("数值") for cell in row))
    day = next(cell for cell in head if str(cell.value).startswith("日期"))
    sheet.cell(head[0].row + 1, day.column).value = "2022-12-30"
    book.save("表.xlsx")
    assert weekly("project import 表.xlsx").stderr == ""
    assert weekly.json("report year 2022")["projects"][0]["indicators"][0]["max_on"] == "2022-12-30"
    weekly("project export 又一.xlsx")
    book = load_workbook("又一.xlsx")
    book["指标读数"].cell(head[0].row + 1, day.column).value = "2023-01-01"
    book.save("又一.xlsx")
    said = weekly("project import 又一.xlsx")
    assert "从2022年移到了2023年" in said.stderr + said.stdout
