"""Forms that ask for another stretch of days than a year: what is put in is counted by SQLite over those days alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from liaison.rules.summary import form_words, wording
from tests.commands import Run
from tests.papers.test_fill import count, fill, put, sheet

HELD = "SELECT count(*) FROM activity WHERE start BETWEEN '{}' AND '{}'"


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "桌面").mkdir()
    monkeypatch.chdir(tmp_path / "桌面")


def held(run: Run, first: str, last: str) -> int:
    """The activities that began between two days."""
    return count(run, HELD, first, last)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("2023年上半年党建工作统计表", "2023-01-01", "2023-06-30"),
        ("2023年下半年党建工作统计表", "2023-07-01", "2023-12-31"),
        ("党建工作统计表（2023年上半年）", "2023-01-01", "2023-06-30"),
        ("2023年度党建工作统计表（下半年）", "2023-07-01", "2023-12-31"),
        ("2023年（上半年）统计表", "2023-01-01", "2023-06-30"),
        ("2023年第三季度党建工作统计表", "2023-07-01", "2023-09-30"),
        ("2023年4季度情况", "2023-10-01", "2023-12-31"),
        ("２０２３年１０月党建工作统计表", "2023-10-01", "2023-10-31"),
        ("2023年1—9月党建工作报表", "2023-01-01", "2023-09-30"),
        ("2023年2至4月份数据", "2023-02-01", "2023-04-30"),
        ("党建工作统计表（截至2023年9月15日）", "2023-01-01", "2023-09-15"),
        ("数据截止时间：2023年2月底", "2023-01-01", "2023-02-28"),
        ("（截至2023年6月底）", "2023-01-01", "2023-06-30"),
        ("上半年统计表", "2023-01-01", "2023-06-30"),
        ("2023年度党建工作统计表", "2023-01-01", "2023-12-31"),
        ("2022年11月统计表", "2022-11-01", "2022-11-30"),
    ],
)
def test_a_title_that_names_a_part_of_a_year(example: Run, title: str, first: str, last: str) -> None:
    """A half-yearly form that got the numbers of the whole year would be wrong without anybody seeing it."""
    form = sheet("表.xlsx", {"A1": title, "A2": "举办活动（场）"}, merged=("A1:B1",))
    assert put(fill(example, form))["B2"] == held(example, first, last)


def test_the_year_that_is_asked_for_leaves_the_months_of_the_title(example: Run) -> None:
    form = sheet("表.xlsx", {"A1": "上半年统计表", "A2": "举办活动"}, merged=("A1:B1",))
    assert put(fill(example, form, "--year", "2022"))["B2"] == held(example, "2022-01-01", "2022-06-30")
    asked = put(fill(example, form, "--year", "2023年三季度", "--force"))
    assert asked["B2"] == held(example, "2023-07-01", "2023-09-30")


def test_parts_of_a_year_over_columns(example: Run) -> None:
    heads = dict(
        zip("BCDEFGH", ["上半年", "下半年", "全年", "一季度", "10月", "1-9月累计", "上年下半年"], strict=True)
    )
    cells = {f"{column}2": head for column, head in heads.items()}
    form = sheet(
        "表.xlsx",
        {"A1": "2023年度统计表", "A2": "指标", "A3": "举办活动（场）", **cells},
        merged=("A1:H1",),
        boxed="A2:H3",
    )
    spans = {
        "B3": ("2023-01-01", "2023-06-30"),
        "C3": ("2023-07-01", "2023-12-31"),
        "D3": ("2023-01-01", "2023-12-31"),
        "E3": ("2023-01-01", "2023-03-31"),
        "F3": ("2023-10-01", "2023-10-31"),
        "G3": ("2023-01-01", "2023-09-30"),
        "H3": ("2022-07-01", "2022-12-31"),
    }
    assert put(fill(example, form)) == {cell: held(example, *span) for cell, span in spans.items()}


def test_other_times_in_a_form_of_a_part_of_a_year(example: Run) -> None:
    """本期, 上年同期 and 本年累计 are clear beside a quarter; 本年, 上年 and 累计 are not, and nothing is put in."""
    heads = dict(
        zip(
            "BCDEFGHI",
            ["本期", "上年同期", "本年累计", "全年", "同比（%）", "本年", "上年", "累计"],
            strict=True,
        )
    )
    cells = {f"{column}2": head for column, head in heads.items()}
    form = sheet(
        "表.xlsx",
        {"A1": "2023年三季度统计表", "A2": "指标", "A3": "举办活动（场）", **cells},
        merged=("A1:I1",),
        boxed="A2:I3",
    )
    now, before = (held(example, f"{year}-07-01", f"{year}-09-30") for year in (2023, 2022))
    found = fill(example, form)
    assert put(found) == {
        "B3": now,
        "C3": before,
        "D3": held(example, "2023-01-01", "2023-09-30"),
        "E3": held(example, "2023-01-01", "2023-12-31"),
        "F3": round((now - before) * 100 / before, 1),
    }
    assert {one["cell"] for one in found["left"]} == {"G3", "H3", "I3"}
    assert {one["cell"] for one in found["unknown"]} == set()


def test_the_first_half_is_this_year_so_far(example: Run) -> None:
    cells = {"A1": "2023年上半年统计表", "A2": "指标", "B2": "今年", "C2": "上年同期", "A3": "举办活动"}
    form = sheet("表.xlsx", cells, merged=("A1:C1",), boxed="A2:C3")
    assert put(fill(example, form)) == {
        "B3": held(example, "2023-01-01", "2023-06-30"),
        "C3": held(example, "2022-01-01", "2022-06-30"),
    }


@pytest.mark.parametrize("text", ["12月31日", "3月底", "13月", "9-3月", "0月"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert not any("-" in time for time in form_words.read(f"{text}举办活动").times)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("某某联席会议2023年第一季度工作总结", "2023-01-01", "2023-03-31"),
        ("2023年1—10月工作情况汇报", "2023-01-01", "2023-10-31"),
        ("2023年度（截至2023年9月30日）工作总结", "2023-01-01", "2023-09-30"),
        ("2023年上半年工作总结", "2023-01-01", "2023-06-30"),
        ("2023年工作总结", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_paper_is_held_against_the_period_of_its_title(title: str, first: str, last: str) -> None:
    found = wording.about(title)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)
