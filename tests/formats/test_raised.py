"""Raised and lowered figures in a text are marks, in every format."""

from pathlib import Path

import pytest
import xlsxwriter

from liaison.formats.sheets import read
from tests.commands import Run
from tests.formats.test_shown import SOFFICE, saved_as


def book(path: Path, *, memory: bool = False) -> Path:
    """A workbook in which the second row has small figures; texts in the sheet itself where memory is to be spared."""
    with xlsxwriter.Workbook(path, {"constant_memory": memory}) as made:
        sheet = made.add_worksheet("名册")
        raised, lowered = made.add_format({"font_script": 1}), made.add_format({"font_script": 2})
        bold = made.add_format({"bold": True})
        for place, label in enumerate(("单位名称", "类别", "加入日期", "党员人数", "备注")):
            sheet.write(0, place, label)
        sheet.write_rich_string(1, 0, "甲", bold, "单", "位")
        sheet.write(1, 1, "企业")
        sheet.write(1, 2, "2023-05-01")
        sheet.write_rich_string(1, 3, bold, "12", raised, "2")
        sheet.write_rich_string(1, 4, "约100m", raised, "2", "<H", lowered, "2", "O&")
    return path


@pytest.mark.parametrize("memory", [False, True], ids=["shared", "in the sheet"])
def test_small_figures_are_marks(tmp_path: Path, memory: bool) -> None:
    (table,) = read(book(tmp_path / "表.xlsx", memory=memory))
    assert table.rows[1] == ["甲单位", "企业", "2023-05-01", "12²", "约100m²<H₂O&"]


@pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice (soffice) is not installed: nothing writes these formats"
)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_small_figures_are_marks_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = book(tmp_path / "表.xlsx")
    assert read(saved_as(suffix, path))[0].rows == read(path)[0].rows


def test_a_footnote_is_no_figure_of_a_number(run: Run, tmp_path: Path) -> None:
    result = run(["member", "import", str(book(tmp_path / "表.xlsx")), "--yes", "--json"], 5)
    (problem,) = result.json["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (2, "党员人数", "12²")
