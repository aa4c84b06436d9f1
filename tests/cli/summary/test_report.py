"""report: the summary of a year, half a year, a term and any period; a trace to the rows; figures as published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison.figures.summary.measuring import figures
from tests.commands import Run

FIGURES = {key: figure.label for key, figure in figures().items()}

SUMMARY = {
    "council",
    "from",
    "to",
    "figures",
    "notes",
    "seal",
    "chairs",
    "members",
    "members_by_category",
    "members_by_area",
    "belongings",
    "meetings",
    "indicators",
    "agreements",
    "matters",
    "honours",
    "honour_levels",
    "projects",
    "activities",
    "funds",
    "complete",
    "as_of",
}
FIGURE = {"key", "label", "value", "unit", "previous", "definition"}
FUND = {
    "code",
    "name",
    "opening",
    "overpaid",
    "due",
    "received",
    "in_kind",
    "spent",
    "refunded",
    "balance",
    "arrears",
}
PROJECT = {"code", "name", "stage", "lead", "received", "spent", "balance", "indicators"}
INDICATOR = {"name", "unit", "sum", "mean", "days", "max", "max_on", "target", "met", "months"}


def values(answer: dict[str, Any], what: str = "value") -> dict[str, Any]:
    return {figure["key"]: figure[what] for figure in answer["figures"]}


def test_the_year_in_json(read_example: Run) -> None:
    answer = read_example.json("report year 2023")
    assert answer.keys() == SUMMARY
    assert answer["council"] == "滨江党建·金融外滩区域化党建联席会议"
    assert (answer["from"], answer["to"]) == ("2023-01-01", "2023-12-31")
    assert [figure["key"] for figure in answer["figures"]] == list(FIGURES)
    assert [figure["label"] for figure in answer["figures"]] == list(FIGURES.values())
    assert all(figure.keys() >= FIGURE and figure["definition"] for figure in answer["figures"])
    assert answer["activities"].keys() == {"by_month", "by_kind", "by_unit"}
    assert all(fund.keys() == FUND for fund in answer["funds"])
    assert all(project.keys() >= PROJECT for project in answer["projects"])
    assert all(one.keys() >= INDICATOR for project in answer["projects"] for one in project["indicators"])
    assert 6 <= sum(not note.startswith("存在问题") for note in answer["notes"]) <= 10
    assert len(answer["members"]) == values(answer)["members_end"] == 23
    assert "138****" in answer["members"][0]["phone"]


def test_money_is_text_and_counts_are_numbers(read_example: Run) -> None:
    found = values(read_example.json("report year 2023"))
    assert found["funds_received"] == "2043968.79"
    assert found["members_end"] == 23
    assert found["volunteer_hours"] == 930
    assert found["activity_rate"] == 0.913


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("report year 2023 --half 1", "2023-01-01", "2023-06-30"),
        ("report year 2023 --half 2", "2023-07-01", "2023-12-31"),
        ("report period --from 2023-03-01 --to 2023-05-31", "2023-03-01", "2023-05-31"),
        ("report term 3", "2021-06-15", "2022-12-14"),
        ("report term 4", "2022-12-15", "2024-06-14"),
    ],
)
def test_any_period(read_example: Run, line: str, first: str, last: str) -> None:
    answer = read_example.json(line)
    assert (answer["from"], answer["to"]) == (first, last)


def test_a_term_without_an_end_runs_until_today(example: Run) -> None:
    example("chair edit 4 --to ''")
    assert example.json("report term 4")["to"] == "2023-12-31"


def test_previous_is_the_same_period_a_year_before(read_example: Run) -> None:
    before = values(read_example.json("report year 2022"))
    assert values(read_example.json("report year 2023"), "previous") == before
    half = values(read_example.json("report year 2022 --half 2"))
    assert values(read_example.json("report year 2023 --half 2"), "previous") == half


def test_previous_of_a_term_is_the_term_before(example: Run, today: Callable[[str], None]) -> None:
    today("2024-06-14")
    example("council edit --records-from ''")
    before = values(example.json("report term 3"))
    assert values(example.json("report term 4"), "previous") == before
    assert set(values(example.json("report term 1"), "previous").values()) == {None}


def test_before_the_records_what_was_published_counts_and_the_rest_is_unknown(read_example: Run) -> None:
    answer = read_example.json("report year 2022")
    previous = values(answer, "previous")
    sources = values(answer, "previous_source")
    assert (previous["members_end"], sources["members_end"]) == (21, "已公布数")
    assert (previous["activities_held"], sources["activities_held"]) == (18, "已公布数")
    assert (previous["projects_started"], sources["projects_started"]) == (None, None)
    assert set(values(read_example.json("report year 2022 --half 1"), "previous").values()) == {None}


def test_published_figures_come_by_sheet(council: Run, tmp_path: Path) -> None:
    council("council edit --records-from 2023-01-01")
    sheet = tmp_path / "已公布.csv"
    sheet.write_text(
        "年度,指标,数值\n2022,到账资金,1234.5\n2022,activity_rate,0.5\n2022,志愿服务时长,9.5\n",
        encoding="utf-8",
    )
    assert council.json(["report", "import", sheet])["new"] == 3
    assert council.json(["report", "import", sheet])["same"] == 3
    previous = values(council.json("report year 2023"), "previous")
    assert (previous["funds_received"], previous["activity_rate"], previous["volunteer_hours"]) == (
        "1234.50",
        0.5,
        9.5,
    )


def test_five_years_side_by_side_and_the_sum_since_the_founding(read_example: Run) -> None:
    answer = read_example.json("report year 2023")
    held = next(figure for figure in answer["figures"] if figure["key"] == "activities_held")
    assert held["years"] == [
        {"year": 2019, "value": None, "source": None},
        {"year": 2020, "value": None, "source": None},
        {"year": 2021, "value": 18, "source": "已公布数"},
        {"year": 2022, "value": 24, "source": None},
        {"year": 2023, "value": 36, "source": None},
    ]
    assert (held["since_founding"], held["since_published"]) == (18 + 24 + 36, [2021])
    end = next(figure for figure in answer["figures"] if figure["key"] == "members_end")
    assert end["since_founding"] is None


@pytest.mark.parametrize("key", list(FIGURES))
def test_every_figure_can_be_followed(read_example: Run, key: str) -> None:
    value = values(read_example.json("report year 2023"))[key]
    answer = read_example.json(f"report year 2023 --trace {key}")
    assert answer.keys() >= {"key", "value", "definition", "rows"}
    assert (answer["key"], answer["value"]) == (key, value)
    assert read_example.json(f"report year 2023 --trace {FIGURES[key]}") == answer
    if not value:
        assert answer["rows"] == []


def test_a_trace_as_csv_and_as_a_workbook(read_example: Run) -> None:
    text = read_example("report year 2023 --trace members_left --csv").stdout
    assert text.splitlines()[1:] == ["M014,示例雪松证券有限公司,证券机构,2018-06-15,2022-12-31"]
    read_example("report year 2023 --trace members_left --xlsx")
    assert Path("退出单位-2023年度.xlsx").is_file()


def test_a_council_without_anything_still_has_a_summary(council: Run) -> None:
    answer = council.json("report year 2023")
    found = values(answer)
    assert found["members_end"] == 0
    assert found["activity_rate"] is None
    assert found["funds_balance"] == "0.00"
    assert answer["projects"] == answer["funds"] == answer["members"] == []


def test_nothing_is_known_before_the_founding(council: Run) -> None:
    answer = council.json("report year 2018")
    assert set(values(answer, "previous").values()) == {None}


def test_activity_tables_add_up_to_the_figures(read_example: Run) -> None:
    answer = read_example.json("report year 2023")
    found = values(answer)
    for table in ("by_month", "by_kind"):
        rows = answer["activities"][table]
        assert sum(row["activities"] for row in rows) == found["activities_held"]
        assert sum(row["people"] for row in rows) == found["activity_people_turns"]
        assert sum(row["party"] for row in rows) == found["activity_party_turns"]
    assert sum(row["attended"] for row in answer["activities"]["by_unit"]) == found["activity_unit_turns"]


def test_a_house_may_word_its_sentences_otherwise(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison.figures.summary.texts import texts

    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "summary.toml").write_text(
        '[notes]\nsentences = ["年末成员{members_end}家。", "这句没有{nothing}。"]\nproblems = []\nnone = "没有。"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("LIAISON_TEMPLATES", str(folder))
    texts.cache_clear()
    try:
        notes = example.json("report year 2023")["notes"]
    finally:
        texts.cache_clear()
    assert notes == ["年末成员23家。", "存在问题：没有。"]


def test_a_published_figure_is_traced_to_what_was_published_in_csv_too(example: Run) -> None:
    told = example.json("report year 2021 --trace activities_held")
    assert told["rows"] == []
    (published,) = told["published"]
    lines = (
        example("report year 2021 --trace activities_held --csv").stdout.removeprefix("\ufeff").splitlines()
    )
    assert lines[1:] == [f"{published['year']},{published['value']}"]
