"""Figures as they were published, beside what is on record: reckoned by hand from the days below, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.commands import Run

DAYS = ("2021-05-01", "2022-02-01", "2022-04-01", "2022-06-01", "2023-03-01", "2023-04-01", "2023-12-01")
"""An activity on each; the records are complete from 2022-03-01 on."""
PUBLISHED = "年度,指标,数值\n2019,举办活动,10\n2020,举办活动,20\n2021,举办活动,30\n2022,举办活动,40\n2020,期末成员单位,5\n"


@pytest.fixture
def told(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲 --category 其他 --joined 2018-06-01")
    for number, day in enumerate(DAYS):
        council(f"activity add 活动{number} --kind 其他 --on {day} --host 甲")
    council("council edit --records-from 2022-03-01")
    Path("已公布.csv").write_text(PUBLISHED, encoding="utf-8")
    council("report import 已公布.csv")
    return council


def figure(answer: dict[str, Any], key: str = "activities_held") -> dict[str, Any]:
    return next(one for one in answer["figures"] if one["key"] == key)


def test_a_year_before_the_records_is_as_it_was_published(told: Run) -> None:
    answer = told.json("report year 2020")
    assert (figure(answer)["value"], figure(answer)["source"]) == (20, "已公布数")
    assert (figure(answer)["previous"], figure(answer)["previous_source"]) == (10, "已公布数")
    assert figure(answer, "members_end")["value"] == 5
    assert figure(answer, "members_start")["value"] is None
    assert "数据说明：本期没有明细，用当年公布的数字：2020年的期末成员单位、举办活动。" in answer["notes"]
    shown = told("report year 2020").stdout
    assert "20场*" in shown
    assert "+10" in shown


def test_a_year_known_in_part_says_from_when_in_both_places(told: Run) -> None:
    own, later = told.json("report year 2022"), told.json("report year 2023")
    assert (figure(own)["value"], figure(own)["source"]) == (3, "2022年3月1日起")
    assert (figure(later)["previous"], figure(later)["previous_source"]) == (3, "2022年3月1日起")
    assert figure(later)["years"][3] == {"year": 2022, "value": 3, "source": "2022年3月1日起"}
    assert figure(own)["published"] == 40
    assert any("与已公布数不同：举办活动记录3场、公布40场" in note for note in own["notes"])
    assert any("2022年3月1日以前没有明细" in note for note in own["notes"])
    assert "比上年" not in "".join(later["notes"])
    assert "3△" in told("report year 2023").stdout


def test_what_was_published_counts_since_the_founding(told: Run) -> None:
    # 10 + 20 + 30 as published, in place of the one of 2021 on record, and what is on record from 2022 on
    answer = figure(told.json("report year 2023"))
    assert (answer["since_founding"], answer["since_published"]) == (10 + 20 + 30 + 3 + 3, [2019, 2020, 2021])
    assert figure(told.json("report year 2022"))["since_founding"] == 10 + 20 + 30 + 3
    assert "其中2019年、2020年、2021年的举办活动为当年公布的数字" in told("report year 2023").stdout.replace(
        "\n", ""
    )


def test_five_years_hold_what_was_published_and_say_so(told: Run) -> None:
    answer = told.json("report period --from 2019-01-01 --to 2023-12-31")
    held = figure(answer)
    assert held["value"] == 10 + 20 + 30 + 3 + 3
    assert held["source"] == "含2019年、2020年、2021年已公布数；2022年3月1日起"
    told("council edit --records-from 2022-01-01")
    held = figure(told.json("report period --from 2019-01-01 --to 2023-12-31"))
    assert (held["value"], held["source"]) == (66, "含2019年、2020年、2021年已公布数")
    members = figure(answer, "members_end")
    assert (members["value"], members["source"]) == (1, "2022年3月1日起")


def test_years_of_which_one_was_not_published_are_unknown(told: Run) -> None:
    assert figure(told.json("report period --from 2019-01-01 --to 2020-12-31"))["value"] == 30
    unknown = told.json("report period --from 2018-07-01 --to 2020-12-31")
    assert figure(unknown)["value"] is None
    assert any("2022年3月1日以前没有明细，本期也没有公布过数字" in note for note in unknown["notes"])
    assert figure(told.json("report year 2020 --half 1"))["value"] is None


def test_a_trace_lists_the_rows_and_names_what_was_published(told: Run) -> None:
    answer = told.json("report year 2020 --trace activities_held")
    assert (answer["value"], answer["rows"], answer["source"]) == (20, [], "已公布数")
    assert answer["published"] == [{"year": 2020, "value": 20}]
    assert "2020年已公布20场，没有明细可列。" in told("report year 2020 --trace activities_held").stdout
    whole = told.json("report period --from 2019-01-01 --to 2023-12-31 --trace activities_held")
    assert sum(one["value"] for one in whole["published"]) + len(whole["rows"]) == whole["value"]
    assert [row["day"] for row in whole["rows"]] == list(DAYS[1:])


def test_five_years_side_by_side(told: Run, today: Callable[[str], None], tmp_path: Path) -> None:
    answer = told.json("report years --to 2023")
    assert [one["value"] for one in figure(answer)["years"]] == [10, 20, 30, 3, 3]
    shown = told("report years --to 2023").stdout
    line = next(line for line in shown.splitlines() if line.startswith("举办活动"))
    assert line.split() == ["举办活动（场）", "10*", "20*", "30*", "3△", "3"]
    today("2023-03-31")
    young = told.json("report years")
    assert (young["complete"], young["as_of"], figure(young)["years"][4]["value"]) == (False, "2023-03-31", 1)
    assert "2023年计至2023年3月31日" in told("report years").stdout.replace("\n", "")
    told(["report", "years", "--to", "2023", "--xlsx", "-o", tmp_path / "各年.xlsx"])
    sheet = load_workbook(tmp_path / "各年.xlsx")["各年对照"]
    rows = {row[0].value: [cell.value for cell in row[1:6]] for row in sheet.iter_rows()}
    assert rows["举办活动"] == [10, 20, 30, 3, 1]
    assert "还没有到" in told("report years --to 2024", 4).stderr
