"""A period that has not ended is measured through today, against as much of the period before, and says so everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

MIDSUMMER = "2023-06-30"


def values(answer: dict[str, Any], what: str = "value") -> dict[str, Any]:
    return {figure["key"]: figure[what] for figure in answer["figures"]}


@pytest.fixture
def young(example: Run, today: Callable[[str], None]) -> Run:
    """The example council in the middle of 2023, with all of 2022 on record."""
    today(MIDSUMMER)
    return example


def test_a_young_year_is_the_span_from_its_first_day_to_today(young: Run) -> None:
    answer = young.json("report year 2023")
    span = young.json(f"report period --from 2023-01-01 --to {MIDSUMMER}")
    assert values(answer) == values(span)
    assert values(answer, "previous") == values(span, "previous")
    assert values(answer, "previous") == values(young.json("report period --from 2022-01-01 --to 2022-06-30"))
    assert (answer["complete"], answer["as_of"]) == (False, MIDSUMMER)
    assert (answer["from"], answer["to"]) == ("2023-01-01", "2023-12-31")
    assert (span["complete"], span["as_of"]) == (True, None)


def test_it_says_so_in_every_form(young: Run) -> None:
    assert "2023年度（截至2023年6月30日）" in young("report year 2023").stdout
    answer = young.json("report year 2023")
    assert not any("比上年增加" in note or "比上年减少" in note for note in answer["notes"])
    young("report year 2023 -o 总结.xlsx")
    book = openpyxl.load_workbook("总结.xlsx")
    cover = [cell.value for row in book["封面"].iter_rows() for cell in row if cell.value]
    assert any("截至2023年6月30日" in str(text) for text in cover)
    assert young("project report --year 2023").stdout.splitlines()[1].strip().startswith("2023年度（截至")


def test_months_to_come_are_not_there(young: Run) -> None:
    months = [row["month"] for row in young.json("report year 2023")["activities"]["by_month"]]
    assert months == [f"2023-{month:02d}" for month in range(1, 7)]


def test_the_line_that_follows_a_figure_asks_for_the_same_year(young: Run) -> None:
    assert "liaison report year 2023 --trace" in " ".join(young("report year 2023").stdout.split())


@pytest.mark.parametrize(
    "line",
    ["report year 2024", "report year 2023 --half 2", "report period --from 2023-07-01 --to 2023-08-31"],
)
def test_a_period_that_has_not_begun_is_refused(young: Run, line: str) -> None:
    assert_one_sentence(young(line, 4), "还没有到")


def test_on_its_last_day_a_year_is_whole(example: Run, today: Callable[[str], None]) -> None:
    today("2023-12-30")
    assert example.json("report year 2023")["complete"] is False
    today("2023-12-31")
    assert example.json("report year 2023")["complete"] is True


def test_a_published_year_is_no_measure_for_part_of_one(council: Run, today: Callable[[str], None]) -> None:
    today("2023-06-30")
    council("council edit --records-from 2023-01-01")
    Path("已公布.csv").write_text("年度,指标,数值\n2022,举办活动,40\n", encoding="utf-8")
    council("report import 已公布.csv")
    assert values(council.json("report year 2023"), "previous")["activities_held"] is None
    today("2023-12-31")
    assert values(council.json("report year 2023"), "previous")["activities_held"] == 40


def test_a_term_is_compared_with_as_many_first_days_of_the_one_before(
    council: Run, today: Callable[[str], None]
) -> None:
    today("2023-03-31")
    council("member add 甲 --category 其他 --joined 2020-01-01")
    council("chair appoint 甲 --from 2022-01-01 --to 2022-12-31")
    council("chair appoint 甲 --from 2023-01-01 --to 2023-12-31 --ordinal 7")
    for day in ("2022-02-01", "2022-03-31", "2022-04-01", "2023-02-01"):
        council(f"activity add 活动{day} --kind 其他 --on {day} --host 甲")
    answer = council.json("report term 7")
    held = next(one for one in answer["figures"] if one["key"] == "activities_held")
    assert (held["value"], held["previous"]) == (1, 2)
    assert answer["as_of"] == "2023-03-31"


def test_the_term_before_is_that_before_it_in_time(council: Run, today: Callable[[str], None]) -> None:
    today("2024-12-31")
    council("member add 甲 --category 其他 --joined 2020-01-01")
    council("chair appoint 甲 --from 2022-01-01 --to 2022-12-31 --ordinal 5")
    council("chair appoint 甲 --from 2023-01-01 --to 2023-12-31 --ordinal 2")
    council("activity add 一 --kind 其他 --on 2022-05-01 --host 甲")
    answer = council.json("report term 2")
    assert next(one for one in answer["figures"] if one["key"] == "activities_held")["previous"] == 1
