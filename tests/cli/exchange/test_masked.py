"""Telephone numbers without --reveal: wherever a cell is quoted, nobody reads the whole number."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.commands import Result, Run, invoke
from tests.workbooks import Edited

NUMBER = "13812345678"
_CHINESE = str.maketrans("〇零一二三四五六七八九幺两○", "00123456789120")
HEADER = "单位名称,类别,加入日期,联系电话\n"
REFUSED = {
    "a control character": f"甲,其他,2023-01-01,{NUMBER}\x9b31m",
    "in full width": "甲,其他,2023-01-01,１３８１２３４５６７８\x9b",
    "in Chinese": "甲,其他,2023-01-01,一三八一二三四五六七八\x9b",
    "in Chinese, otherwise": "甲,其他,2023-01-01,幺三八幺两三四五六七八\x9b",
    "beside the table": f"甲,其他,2023-01-01,138,{NUMBER}",
    "rounded": "甲,其他,2023-01-01,1.3812345678E+10",
}


def _says(result: Result) -> str:
    """All that was printed, its digits as plain ones."""
    text = unicodedata.normalize("NFKC", result.stdout + result.stderr).translate(_CHINESE)
    return "".join(character for character in text if character not in " .-")


@pytest.mark.parametrize("way", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_a_number_that_is_refused(council: Run, tmp_path: Path, row: str, way: list[str]) -> None:
    sheet = tmp_path / "表.csv"
    sheet.write_text(HEADER + row + "\n", encoding="utf-8")
    result = council(["member", "import", sheet, *way], 5)
    assert "2345" not in _says(result)
    assert "联系电话" in result.stdout or "比表头多" in result.stdout


@pytest.mark.parametrize("head", ["", "甲,乙\n"], ids=["alone", "below another"])
def test_a_number_in_a_sheet_without_a_header(council: Run, tmp_path: Path, head: str) -> None:
    sheet = tmp_path / "表.csv"
    sheet.write_text(f"{head}甲,其他,2023-01-01,{NUMBER}\n", encoding="utf-8")
    result = council(["member", "import", sheet], 5)
    assert "最像表头的" in result.stderr
    assert "2345" not in _says(result)


def test_a_number_among_the_labels_and_in_a_note(council: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "表.csv"
    sheet.write_text(
        f"单位名称,类别,加入日期,咨询{NUMBER}\n甲,其他,2023-01-01,无\n说明：有问题请打{NUMBER}\n",
        encoding="utf-8",
    )
    result = council(["member", "import", sheet])
    assert "不认识的列" in result.stderr
    assert "2345" not in _says(result)


@pytest.mark.parametrize("way", [[], ["--json"]], ids=["words", "json"])
def test_a_number_that_was_changed_on_both_sides(example: Run, tmp_path: Path, way: list[str]) -> None:
    book = tmp_path / "名册.xlsx"
    example(["member", "export", book, "--reveal"])
    edited = Edited(book)
    edited.put("成员单位", *edited.rows("成员单位", "编号", "M002"), 联系电话=NUMBER)
    edited.save()
    example("member edit M002 --phone 13998765432")
    result = example(["member", "import", book, *way], 5)
    assert "138****5678" in result.stdout
    assert "139****5432" in result.stdout
    assert "2345" not in _says(result)
    assert "9876" not in _says(result)


@pytest.mark.parametrize("typed", [f"{NUMBER}\x01", "1.3812345678E+10", "138*12345678"])
def test_a_number_that_is_typed(council: Run, typed: str) -> None:
    result = invoke(
        ["member", "add", "甲", "--category", "其他", "--joined", "2023-01-01", "--phone", typed, "--json"]
    )
    assert result.code in (2, 4)
    assert "2345" not in _says(result)


def test_a_number_in_a_fault_of_ours(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise AssertionError(f"{NUMBER} and 一三八一二三四五六七八")

    monkeypatch.setattr("liaison.cli.shell.answers.deliver", broken)
    result = invoke(["member", "list"])
    assert result.code == 1
    log = next((tmp_path / "home").rglob("liaison-error.log")).read_text(encoding="utf-8")
    assert "138****5678" in log
    assert "2345" not in log.translate(_CHINESE)
