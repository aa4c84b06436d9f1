"""A noun's list and figure appear in every form of a summary by being listed beside the noun, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from liaison.columns import Column, Record
from liaison.errors import BadFile
from liaison.figures.figure import Figure, total
from liaison.figures.section import Chart, Section, Sentence
from liaison.figures.summary import content, measuring, sentences, texts
from liaison.nouns import registry
from liaison.quantities import Whole
from liaison.rules.periods import Period
from liaison.store.database import Database
from tests.commands import Run, assert_one_sentence
from tests.pages import page, table


def _wells(_database: Database, _period: Period) -> list[Record]:
    return [{"well": "东井", "buckets": 3}, {"well": "西井", "buckets": 4}]


MADE_UP = ModuleType("made_up")
MADE_UP.FIGURES = (  # type: ignore[attr-defined]
    Figure(
        "buckets",
        "水桶",
        "只",
        Whole(),
        "虚构的口径。",
        "SELECT 3 AS buckets UNION ALL SELECT 4",
        total("buckets"),
        (Column("buckets", "水桶", Whole()),),
    ),
)
MADE_UP.SECTIONS = (  # type: ignore[attr-defined]
    Section(
        "wells",
        (Column("well", "水井"), Column("buckets", "水桶", Whole(), adds=True)),
        _wells,
        title="各处水井",
        path="wells",
        sheet="水井",
        chart=Chart("各处水桶", "well", (("水桶", "buckets", "只"),)),
    ),
)
MADE_UP.SENTENCES = (Sentence("wells", lambda _summary, rows: {"wells": str(len(rows["wells"]))}),)  # type: ignore[attr-defined]


@pytest.fixture
def with_wells(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The example council of a program that has one more noun, and a house that says a sentence of it."""
    (tmp_path / "summary.toml").write_text(
        '[sentences]\nwells = "有水井{wells}口，水桶{buckets}只。"\nchairs = "轮值的是{chairs}。"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("LIAISON_TEMPLATES", str(tmp_path))
    found = registry.module

    def module(layer: str, name: str) -> Any:
        return MADE_UP if (layer, name) == ("figures", "demo") else found(layer, name)

    monkeypatch.setattr(registry, "module", module)
    for cached in (measuring.figures, texts.texts):
        cached.cache_clear()
    yield example
    for cached in (measuring.figures, texts.texts):
        cached.cache_clear()


def test_it_is_on_the_screen(with_wells: Run) -> None:
    lines = with_wells("report year 2023").stdout.splitlines()
    place = lines.index("【各处水井】")
    assert [line.split() for line in lines[place + 3 : place + 5]] == [["东井", "3"], ["西井", "4"]]
    assert any(line.split()[:2] == ["水桶", "7只"] for line in lines)
    assert any("有水井2口，水桶7只。" in line for line in lines)
    assert any("轮值的是" in line for line in lines)


def test_it_is_in_the_json(with_wells: Run) -> None:
    answer = with_wells.json("report year 2023")
    assert answer["wells"] == [{"well": "东井", "buckets": 3}, {"well": "西井", "buckets": 4}]
    assert answer["figures"][-1]["value"] == 7
    assert list(answer)[-1] == "wells"
    assert with_wells.json("report year 2023 --trace buckets")["rows"] == [{"buckets": 3}, {"buckets": 4}]


def test_it_is_in_the_workbook(with_wells: Run, tmp_path: Path) -> None:
    with_wells("report year 2023 -o 总结.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "总结.xlsx", data_only=True)["水井"]
    cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["水井", "水桶"] in cells
    assert ["西井", 4] in cells
    assert ["合计", 7] in cells
    assert len(sheet._charts) == 1


def test_it_is_on_the_page(with_wells: Run, tmp_path: Path) -> None:
    with_wells("report year 2023 -o 总结.html")
    found = page(tmp_path / "总结.html")
    wells = next(one for one in found.all("section") if one.one("h2").text == "水井")
    assert table(wells.one("table")) == [["水井", "水桶"], ["东井", "3"], ["西井", "4"]]
    assert [bar.text for bar in wells.one("svg").all("rect")] == ["东井 水桶：3只", "西井 水桶：4只"]
    assert "虚构的口径。" in found.one("details", id="buckets").text
    assert any("有水井2口，水桶7只。" in one.text for one in found.one("ol").all("li"))


# -- texts ------------------------------------------------------------------------------------------------------------


def test_every_text_is_a_sentence_of_some_noun_and_the_other_way_round() -> None:
    found = texts.texts()
    keys = [sentence.key for sentence in sentences.all_sentences()]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {key for name in ("sentences", "problems", "data") for key in found[name]}, (
        "a Sentence needs its text in templates/summary.toml, under [sentences], [problems] or [data], by its key"
    )


def test_every_field_of_a_text_is_known(example: Run) -> None:
    from liaison.rules import periods
    from liaison.settings import place
    from liaison.store.opening import reading

    with reading(place(example.place)) as database:
        summary = measuring.Summary(database, periods.year(2023), periods.year(2022), date(2023, 12, 31))
        whole = content.summary_content(summary, "2023-12-31")
        known = {
            "command",
            "clear",
            "since_published",
            *("closed_at", "closed_by", "otherwise", "otherwise_lists"),
            *whole.words,
            *sentences._figures(summary.figures, "上年"),
        }
        for sentence in sentences.all_sentences():
            known |= sentence.values(summary, whole.rows).keys()
    found = texts.texts()
    assert found["sentences"]
    for section, values in found.items():
        for key, text in values.items():
            assert texts.fields(text) <= known, f"[{section}] {key}"


def test_an_older_house_file_lists_them_all(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "summary.toml").write_text(
        '[notes]\nsentences = ["共有{members_end}家。"]\nproblems = []\nnone = "没有问题。"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("LIAISON_TEMPLATES", str(tmp_path))
    texts.texts.cache_clear()
    try:
        assert example.json("report year 2023")["notes"] == ["共有23家。", "存在问题：没有问题。"]
    finally:
        texts.texts.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "notes = 3",
        "[notes]\nsentences = [1, 2]",
        '[notes]\nsentences = "一句"',
        "[sentences]\nchairs = 5",
        '[cover]\ntitle = ["甲"]',
    ],
)
def test_a_house_file_of_the_wrong_sort_is_said(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "summary.toml").write_text(text + "\n", encoding="utf-8")
    monkeypatch.setenv("LIAISON_TEMPLATES", str(tmp_path))
    texts.texts.cache_clear()
    try:
        assert_one_sentence(example("report year 2023", BadFile.exit_code), "summary.toml", "应是")
        before = example.dump()
        result = example("member edit M001 --note 新的 --xlsx -o 甲.xlsx", BadFile.exit_code)
        assert_one_sentence(result, "summary.toml", "应是")
        assert example.dump() == before
    finally:
        texts.texts.cache_clear()
