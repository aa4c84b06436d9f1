"""How every command answers: on screen, as JSON, CSV or a workbook, into a file, under Chinese names, with phones masked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

LISTS = (
    "member list",
    "chair list",
    "chair current",
    "project list",
    "activity list",
    "fund list",
    "fund ledger F001",
    "choice list",
    "project report --year 2023",
    "chair plan --from 2024-06-15 --count 3 --term 12m --order joined",
)
ONES = (
    "council show",
    "member show M002",
    "project show P2022-01",
    "activity show A2023-001",
    "fund show F001",
)
OTHERS = ("fund statement F001", "report year 2023", "report year 2023 --trace activities_held")


def rows(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("line", LISTS)
def test_a_list_is_a_bare_array(read_example: Run, line: str) -> None:
    answer = read_example.json(line)
    assert isinstance(answer, list)
    assert answer
    assert len({tuple(record) for record in answer}) == 1


@pytest.mark.parametrize("line", [*LISTS, *ONES, *OTHERS])
def test_json_holds_nothing_but_json_in_snake_case(read_example: Run, line: str) -> None:
    result = read_example(f"{line} --json")
    assert result.stderr == ""

    def keys(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [*value, *(key for part in value.values() for key in keys(part))]
        return [key for part in value for key in keys(part)] if isinstance(value, list) else []

    assert all(key.isascii() and key == key.lower() and " " not in key for key in keys(result.json))


@pytest.mark.parametrize("line", [*LISTS, *ONES, *OTHERS])
def test_csv_is_what_excel_opens(read_example: Run, line: str) -> None:
    text = read_example(f"{line} --csv").stdout
    assert text.startswith("\ufeff")
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(found) > 1
    assert len({len(row) for row in found}) == 1


@pytest.mark.parametrize("line", [*LISTS[:-2], *ONES, *OTHERS[:1], *OTHERS[2:]])
def test_a_workbook_is_named_well_and_never_overwritten(example: Run, line: str, tmp_path: Path) -> None:
    example(f"{line} --xlsx")
    written = list(tmp_path.glob("*.xlsx"))
    assert len(written) == 1
    assert rows(written[0])
    before = written[0].read_bytes()
    assert_one_sentence(example(f"{line} --xlsx", 4), "已经存在", "--force")
    assert written[0].read_bytes() == before
    example(f"{line} --xlsx --force")


@pytest.mark.parametrize("line", ["report year 2023", "project report --year 2023"])
def test_the_year_is_in_the_name_of_its_workbook(example: Run, line: str, tmp_path: Path) -> None:
    said = example(f"{line} --xlsx").stderr
    written = next(tmp_path.glob("*.xlsx"))
    assert "2023" in written.name
    assert written.name in said


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_the_name_of_the_file_tells_its_form(example: Run, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"名册.{suffix}"
    result = example(["member", "list", "-o", path])
    assert result.stdout == ""
    assert str(path) in result.stderr
    found = {
        "json": lambda: len(json.loads(path.read_text(encoding="utf-8"))),
        "csv": lambda: len(path.read_text(encoding="utf-8-sig").splitlines()) - 1,
        "xlsx": lambda: sum(isinstance(row[0], str) and row[0].startswith("M0") for row in rows(path)),
    }[suffix]()
    assert found == 23
    assert_one_sentence(example(["member", "list", "-o", path], 4), "已经存在")
    example(["member", "list", "-o", path, "--force"])


def test_nothing_is_left_of_a_file_that_could_not_be_written(example: Run, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    example("report year 2023 --trace 没有 -o 新.xlsx", 3)
    assert set(tmp_path.iterdir()) == before


def test_phones_are_masked_wherever_they_are_written(example: Run, tmp_path: Path) -> None:
    whole = "13800000001"
    for number, line in enumerate(("member list", "member show M001", "report year 2023")):
        for form in ("", "--json", "--csv", f"-o {number}.xlsx"):
            example(f"{line} {form}")
            written = tmp_path / f"{number}.xlsx"
            text = str(rows(written)) if written.exists() else ""
            assert whole not in example(f"{line} {form} --force").stdout + text, (line, form)
    for name in ("名册.xlsx", "名册.csv"):
        example(f"member export {name}")
    assert whole not in str(rows(tmp_path / "名册.xlsx")) + (tmp_path / "名册.csv").read_text(
        encoding="utf-8"
    )


def test_reveal_shows_them(example: Run, tmp_path: Path) -> None:
    whole = "13800000001"
    for form in ("", "--json", "--csv"):
        assert whole in example(f"member list --reveal {form}").stdout
    example("member export 名册.xlsx --reveal")
    assert whole in str(rows(tmp_path / "名册.xlsx"))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("成员 列表", "member list"),
        ("member 查看 M002", "member show M002"),
        ("轮值 当前", "chair current"),
        ("项目 列表", "project list"),
        ("活动 列表 --year 2023", "activity list --year 2023"),
        ("资金 收支 F001", "fund statement F001"),
        ("资金 流水 F001", "fund ledger F001"),
        ("报告 年度 2023", "report year 2023"),
        ("选项 列表 类别", "choice list 类别"),
        ("联席会议 查看", "council show"),
    ],
)
def test_nouns_and_verbs_answer_to_their_chinese_names(example: Run, chinese: str, english: str) -> None:
    assert example(f"{chinese} --json").stdout == example(f"{english} --json").stdout


EVIL = ("=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)", "'=1", "\t=1")


@pytest.mark.parametrize("evil", EVIL)
def test_what_looks_like_a_formula_stays_text(council: Run, evil: str, tmp_path: Path) -> None:
    council(["member", "add", "甲单位", "--category", "其他", "--joined", "2020-01-01", f"--note={evil}"])
    kept = evil.strip().removeprefix("'")  # an apostrophe in front is a spreadsheet's own guard
    assert council.json("member show 甲单位")["note"] == kept
    for name in ("名册.csv", "名册.xlsx"):
        council(f"member export {name}")
        assert council.json(f"member import {name}")["same"] >= 1
        assert council.json("member show 甲单位")["note"] == kept
    cell = next(row[20] for row in rows(tmp_path / "名册.xlsx") if row[0] == "M001")
    assert cell == kept
    raw = (tmp_path / "名册.csv").read_text(encoding="utf-8-sig")
    for record in list(csv.reader(io.StringIO(raw)))[1:]:
        assert not record[20].startswith(("=", "+", "-", "@", "\t"))


def test_both_databases_answer_alike(
    request: pytest.FixtureRequest, example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Run(request.getfixturevalue("_example_schema")[0])
    for line in (
        *LISTS,
        *ONES,
        *OTHERS,
        "member list --all",
        "report term 4",
        "fund statement F002 --year 2023",
    ):
        monkeypatch.setenv("LIAISON_DB", example.place)
        here = example.json(line)
        monkeypatch.setenv("LIAISON_DB", other.place)
        there = other.json(line)
        if isinstance(here, dict):  # each journal has a seal of its own
            assert (here.pop("seal", None) is None) == (there.pop("seal", None) is None)
        assert there == here, line
