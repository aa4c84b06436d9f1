"""Targets are judged on whole periods, as counted by hand from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.commands import Run, assert_one_sentence


@pytest.fixture
def project(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("project add 项目 --lead 甲单位 --start 2022-01-01")
    return council


def indicator(run: Run, line: str = "report year 2023") -> dict[str, Any]:
    found: dict[str, Any] = run.json(line)["projects"][0]["indicators"][0]
    return found


def judged(found: dict[str, Any]) -> tuple[Any, ...]:
    return found["periods"], found["met"], found["unfinished"]


def test_a_week_that_the_year_cuts_is_not_judged(project: Run) -> None:
    project("project indicator 项目 人次 --every day --target 10/周")
    # 1 January 2023 was a Sunday; the year ended on one
    for day, value in (("2023-01-01", 1), ("2023-01-02", 4), ("2023-01-08", 6), ("2023-12-31", 9)):
        project(f"project record 项目 人次 {day} {value}")
    assert judged(indicator(project)) == (
        2,
        1,
        1,
    )  # 2–8 January met, 25–31 December missed, 26 December–1 January cut
    assert judged(indicator(project, "report period --from 2023-01-02 --to 2023-12-30")) == (1, 1, 0)


def test_a_month_still_running_is_not_judged(project: Run, today: Callable[[str], None]) -> None:
    project("project indicator 项目 人次 --every day --target 10/月")
    for day, value in (("2023-02-28", 12), ("2023-03-01", 3)):
        project(f"project record 项目 人次 {day} {value}")
    today("2023-03-30")
    found = indicator(project)
    assert judged(found) == (1, 1, 1)
    notes = "".join(project.json("report year 2023")["notes"])
    assert "未达" not in notes.replace("没有发现未达标的指标", "")
    assert "1 次未满期" in project("report year 2023").stdout
    today("2023-03-31")
    assert judged(indicator(project)) == (2, 1, 0)


def test_a_year_is_not_judged_by_its_half(project: Run) -> None:
    project("project indicator 项目 人次 --every month --target 10/年")
    project("project record 项目 人次 2023-03-05 3")
    assert judged(indicator(project, "report year 2023 --half 1")) == (0, 0, 1)
    assert "目标 10/年，未满期" in project("report year 2023 --half 1").stdout
    assert judged(indicator(project)) == (1, 0, 0)


def test_a_weekly_reading_tells_of_its_week_on_whatever_day(project: Run) -> None:
    project("project indicator 项目 人次 --every week --target 10/周")
    project("project record 项目 人次 2023-01-01 12")  # of the week from 26 December on
    assert judged(indicator(project)) == (1, 1, 0)


def test_a_target_finer_than_the_readings_is_refused(project: Run) -> None:
    assert_one_sentence(project("project indicator 项目 人次 --every month --target 10/日", 4), "还短")
    assert_one_sentence(project("project indicator 项目 人次 --every week --target 10/日", 4), "还短")
    project("project indicator 项目 人次 --every week --target 10/月")
    assert_one_sentence(project("project indicator 项目 人次 --target 10/日", 4), "还短")


def test_where_lower_is_better_the_greatest_is_the_worst(project: Run) -> None:
    project("project indicator 项目 时长 --every day --target 5 --lower-is-better --unit 分钟 --total mean")
    for day, value in (("2023-01-03", 4), ("2023-01-04", 9)):
        project(f"project record 项目 时长 {day} {value}")
    shown = project("report year 2023").stdout.replace("\n", "")
    assert "目标 ≤5/日" in shown
    assert "最差 9" in shown
    notes = "".join(project.json("report year 2023")["notes"])
    assert "最差9分钟（2023年1月4日）" in notes
    assert "目标≤5分钟/日，2个有读数的日子中1个未达到" in notes
    assert indicator(project)["lower_is_better"] is True


def test_of_no_reading_there_is_no_sum(project: Run, tmp_path: Any) -> None:
    from openpyxl import load_workbook

    project("project indicator 项目 人次 --unit 人次")
    project(["report", "year", "2023", "-o", tmp_path / "总结.xlsx"])
    sheet = load_workbook(tmp_path / "总结.xlsx")["指标-人次"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "合计" not in [row[0] for row in rows]
    head = next(place for place, row in enumerate(rows) if row[0] == "月份")
    assert {row[rows[head].index("合计")] for row in rows[head + 1 : head + 13]} <= {None, "—", ""}
