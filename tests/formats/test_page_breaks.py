"""Where pages break: before a table that would be cut, with its heading, as LibreOffice prints it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison.columns import Column
from liaison.formats.excel import workbook
from liaison.formats.page import Page
from tests.commands import Run


def written(path: Path, *sizes: int) -> None:
    """Tables of so many rows, each under a heading."""
    with workbook(path, title="表") as book:
        page = Page(book, "表", "标题", ["说明"])
        for number, size in enumerate(sizes, 1):
            page.line(f"第{number}表", "subtitle")
            rows = [{"name": f"行 {row}-R{number}"} for row in range(1, size + 1)]
            columns = (Column("name", f"名称{number}"), Column("one", "甲"), Column("other", "乙"))
            page.table(columns, rows)
        page.finish()


_PRINTED = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)


def printed(path: Path) -> list[str]:
    """The text of each page, as LibreOffice prints the workbook."""
    folder = path.parent
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path],
        check=True,
        capture_output=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", path.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [page for page in text.split("\f") if page.strip()]


def breaks(path: Path) -> list[str]:
    """What stands in the first cell of each page that begins by a break."""
    sheet = load_workbook(path)["表"]
    return [sheet.cell(one.id + 1, 1).value for one in sheet.row_breaks.brk]


def test_a_table_that_would_be_cut_begins_a_page_with_its_heading(tmp_path: Path) -> None:
    written(tmp_path / "表.xlsx", 25, 25, 5)
    assert breaks(tmp_path / "表.xlsx") == ["第2表"]
    written(tmp_path / "三.xlsx", 25, 5, 25)
    assert breaks(tmp_path / "三.xlsx") == ["第3表"]
    written(tmp_path / "短.xlsx", 5, 5, 5)
    assert breaks(tmp_path / "短.xlsx") == []


def test_only_the_last_table_repeats_its_labels(tmp_path: Path) -> None:
    written(tmp_path / "表.xlsx", 60, 100)
    sheet = load_workbook(tmp_path / "表.xlsx")["表"]
    head = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "名称2")
    assert sheet.print_title_rows == f"${head}:${head}"


@_PRINTED
def test_as_printed_the_labels_stand_above_their_own_table(tmp_path: Path) -> None:
    written(tmp_path / "表.xlsx", 10, 100)
    pages = printed(tmp_path / "表.xlsx")
    assert len(pages) > 2
    assert "名称1" in pages[0]
    for page in pages[1:]:
        assert "名称2" in page
        assert "名称1" not in page


@_PRINTED
def test_a_long_table_before_another_has_its_labels_on_each_page(tmp_path: Path) -> None:
    written(tmp_path / "表.xlsx", 150, 10, 70, 12)
    pages = printed(tmp_path / "表.xlsx")
    for page in pages:
        for number in (1, 3):
            rows = [word for word in page.split() if word.endswith(f"-R{number}")]
            assert page.split().count(f"名称{number}") == bool(rows), page
    printed_rows = [word for page in pages for word in page.split() if "-R" in word]
    assert printed_rows == [
        f"{row}-R{number}" for number, size in enumerate((150, 10, 70, 12), 1) for row in range(1, size + 1)
    ]


def test_a_form_has_rows_to_fill_in_by_hand(council: Run, tmp_path: Path) -> None:
    council(["member", "form", tmp_path / "空表.xlsx"])
    sheet = load_workbook(tmp_path / "空表.xlsx").worksheets[0]
    assert int(sheet.print_area.split("$")[-1]) >= 20
    assert sheet.print_options.gridLines


def test_the_ledger_shows_signs(council: Run) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    council("fund open 专项 --custodian 甲 --opened 2022-01-01")
    for line in (
        "receive F001 甲 50 --on 2023-03-01",
        "spend F001 30 --on 2023-04-01 --category 杂费 --payee 店",
        "reverse F001 2 --on 2023-04-02 --reason 记错",
        "waive F001 甲 5 --on 2023-04-03 --reason 商定",
    ):
        council(f"fund {line}")
    shown = [line.split() for line in council("fund ledger F001").stdout.splitlines()]
    amounts = [
        next(cell for cell in line if cell.endswith(".00")) for line in shown if "2023" in "".join(line)
    ]
    assert amounts == ["50.00", "-30.00", "30.00", "-5.00"]
    assert [row["amount"] for row in council.json("fund ledger F001")] == ["50.00", "30.00", "30.00", "5.00"]


@_PRINTED
@pytest.mark.parametrize("line", ["report year 2023", "project report --year 2023"])
def test_the_contents_name_the_page_on_which_each_sheet_begins(
    read_example: Run, line: str, tmp_path: Path
) -> None:
    read_example(f"{line} -o {tmp_path / '总结.xlsx'}")
    book = load_workbook(tmp_path / "总结.xlsx")
    pages = printed(tmp_path / "总结.xlsx")
    told = [
        (sheet, row[2].value)
        for row, sheet in zip(
            (row for row in book["封面"].iter_rows() if isinstance(row[2].value, int)),
            book.worksheets[1:],
            strict=False,
        )
    ]
    assert len(told) > 5
    for sheet, page in told:
        title = "".join(sheet["A1"].value.split())[:8]
        assert title in head(pages[page - 1]), sheet.title
        assert page == 2 or title not in head(pages[page - 2]), sheet.title


def head(page: str) -> str:
    """What is printed over a page: the period and what the sheet is called."""
    return "".join(next(line for line in page.splitlines() if line.strip()).split())
