"""What a number format shows is read: checked against what Excel shows for these formats."""

import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from liaison.formats.sheets import read
from liaison.formats.unseen.shown import Format

SOFFICE = shutil.which("soffice")
SHOWN = [
    ("00000000000", 2160000001, "02160000001"),
    ("0000-00000000", 46712345, "0000-46712345"),
    ("(000) 0000-0000", 2160000001, "(021) 6000-0001"),
    ("000", 1234, "1234"),
    ('0"万元"', 12.5, "12.5万"),
    ('0.00,"万"', 120000, "120万"),
    ('0!.0,"万"', 120000, "12万"),
    ("#,##0,", 120000, "120"),
    ("[$$-409]#,##0.00", 12, "$12"),
    ("0%", 0.5, "50%"),
    ("0.0%", 0.954, "95.4%"),
    ("0.00%", 2, "200%"),
    ('0"%"', 95, "95%"),
    ("0.00", 2018.1, "2018.10"),
    ("0.00_ ", 2021.1, "2021.10"),
]
PLAIN = [
    "General",
    "0",
    "#,##0",
    "#,##0.00",
    '0"人"',
    "@",
    "_ * #,##0.00_ ",
    "[$¥-804]#,##0.00",
    "0;-0",
]


def saved_as(suffix: str, path: Path) -> Path:
    """The workbook as LibreOffice saves it in another format."""
    folder = path.parent / "out"
    home = f"-env:UserInstallation=file://{path.parent}/home"
    command = [str(SOFFICE), home, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{suffix}"


@pytest.mark.parametrize(("code", "number", "text"), SHOWN)
def test_a_number_is_read_as_it_is_shown(tmp_path: Path, code: str, number: float, text: str) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "数")
        sheet.write(1, 0, number, book.add_format({"num_format": code}))
        sheet.write(2, 0, number)
    assert read(path)[0].rows == [["数"], [text], [float(number)]]


@pytest.mark.parametrize("number", [2018.6, 2018.01, 2018.11, 2018.123, 12.1, 3018.1, 2018])
def test_two_places_show_nothing_more_of_other_numbers(tmp_path: Path, number: float) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, number, book.add_format({"num_format": "0.00"}))
    assert read(path)[0].rows == [[number]]


@pytest.mark.parametrize("code", PLAIN)
def test_most_formats_show_the_number_itself(code: str) -> None:
    assert Format.of(code) is None


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    for begins in (True, False):
        with xlsxwriter.Workbook(path, {"date_1904": begins}) as book:
            book.add_worksheet().write(0, 0, 43585)
        assert read(path)[0].from_1904 is begins


@pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice (soffice) is not installed: nothing writes these formats"
)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_every_format_is_read_as_it_is_shown(tmp_path: Path, suffix: str) -> None:
    """The same workbook as other programs save it: numbers in cells of their own format, of their row's, of their column's."""
    path = tmp_path / "表.xlsx"
    days = ['yyyy"年"m"月"', "mmm-yy", 'm"月"d"日"', "yyyy-mm-dd"]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        for row, (code, number, _) in enumerate(SHOWN):
            sheet.write(row, 0, number, book.add_format({"num_format": code}))
        for row, code in enumerate(PLAIN):
            sheet.write(row, 1, 1234.5, book.add_format({"num_format": code}))
        for row, code in enumerate(days):
            sheet.write(row, 2, 45047, book.add_format({"num_format": code}))
        other = book.add_worksheet("整列")
        zeros = book.add_format({"num_format": "00000000000"})
        other.set_column(1, 2, None, zeros)
        for row in range(1200):
            other.write_row(row, 0, [1, 2160000001, 2160000001], None if row else zeros)
    (expected, whole) = read(path)
    assert [row[0] for row in expected.rows[: len(SHOWN)]] == [text for _, _, text in SHOWN]
    assert expected.partly == {(1, 2), (2, 2), (3, 2)}
    found = read(saved_as(suffix, path))
    assert [(table.rows, table.partly) for table in found] == [
        (table.rows, table.partly) for table in (expected, whole)
    ]


@pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice (soffice) is not installed: nothing writes these formats"
)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_book_of_another_format_that_counts_from_1904_says_so(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        book.add_worksheet().write(0, 0, 43585)
    (table,) = read(saved_as(suffix, path))
    assert (table.from_1904, table.rows) == (True, [[43585]])
