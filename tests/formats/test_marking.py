"""The copy of a clerk's file with its faults marked: all that was there stays, and each fault is found by its link."""

import errno
import os
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from liaison.cells import Lost
from liaison.formats.correcting import marking
from liaison.formats.correcting.marking import Copy, mark
from liaison.formats.correcting.problem_list import HEADINGS, LIST
from liaison.formats.correcting.styles import RED
from liaison.formats.sheets import read
from liaison.tables import Note, RawTable

SOFFICE = shutil.which("soffice")


def fault(sheet: str, row: int, place: int | None, **more: str) -> Note:
    told = {"column": "加入日期", "value": "2023-02-30", "reason": "不是日子，请核对"} | more
    return Note(sheet, row, place, told["column"], told["value"], told["reason"])


def marked(path: Path, *faults: Note, tables: list[RawTable] | None = None) -> Copy:
    """The copy of a file with these faults, and the file as it was."""
    before = path.read_bytes()
    copy = mark(path, tables or read(path), list(faults))
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*"))
    return copy


def opened(copy: Copy) -> Any:
    assert copy.path, copy.trouble
    return openpyxl.load_workbook(copy.path, rich_text=True, keep_vba=copy.path.suffix == ".xlsm")


def listed(book: Any, name: str = LIST) -> list[tuple[Any, ...]]:
    heads, *rows = book[name].iter_rows(values_only=True)
    assert heads == HEADINGS
    return rows


def reds(book: Any) -> dict[str, str]:
    """Every coloured cell and its comment."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == RED
    }


def converted(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it."""
    if not SOFFICE:
        pytest.skip("LibreOffice is not installed")
    where = path.parent / f"as-{suffix}"
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", where, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return where / f"{path.stem}.{suffix.split(':')[0]}"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A clerk's workbook with everything that must survive."""
    path = tmp_path / "名册.xlsx"
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "名 册'1"
    sheet.append(["成员单位名册"])
    sheet.merge_cells("A1:D1")
    sheet["A1"].font = Font(name="楷体", size=20, bold=True, color="FF112233")
    sheet.append(["单位名称", "加入日期", "人数", "备注"])
    sheet.append(["甲单位", "2023-02-30", "=1+2", "=cmd|' /C calc'!A0"])
    sheet["D3"].data_type = "s"
    sheet.append(["乙单位", date(2023, 1, 5), "=C3*2", '=IF(1>0,"甲&乙","<")'])
    sheet["B4"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["B4"].border = Border(left=Side("thick"))
    sheet.append([CellRichText("  平常", TextBlock(InlineFont(b=True), "粗 ")), None, 5, '=""'])
    sheet["D6"] = "同一家的第二行"
    sheet.merge_cells("A5:A6")
    sheet["B4"].comment = Comment("这一格问过老王", "张三")
    sheet["C5"].comment = Comment("没有错的格也有批注", "张三")
    sheet["B4"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.column_dimensions["A"].width = 33.5
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].height = 44
    sheet.row_dimensions[4].hidden = True
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = "A2:D6"
    sheet.print_title_rows = "1:2"
    sheet.conditional_formatting.add("C3:C6", CellIsRule("greaterThan", ["3"], font=Font(bold=True)))
    choices = DataValidation("list", "=词", showDropDown=False)
    choices.add("D3:D9")
    sheet.add_data_validation(choices)
    other = book.create_sheet("说明")
    other["B2"], other["B3"] = "填表说明", "='名 册''1'!C3+1"
    words = book.create_sheet("_词")
    words["A1"], words.sheet_state = "有", "hidden"
    book.defined_names["词"] = DefinedName("词", attr_text="_词!$A$1:$A$3")
    book.properties.creator = "张三"
    book.save(path)
    return path


def test_the_copy_is_the_clerks_own_workbook(roster: Path) -> None:
    name = "名 册'1"
    before = openpyxl.load_workbook(roster, rich_text=True)
    copy = marked(roster, fault(name, 3, 1))
    assert copy == Copy(roster.with_name("名册-待更正.xlsx"))
    book = opened(copy)
    assert book.sheetnames == [*before.sheetnames, LIST]
    for old in before.worksheets:
        new = book[old.title]
        assert new.dimensions == old.dimensions
        for row in old.iter_rows():
            for cell in row:
                twin = new[cell.coordinate]
                assert (twin.value, twin.number_format) == (cell.value, cell.number_format), cell.coordinate
                for what in ("font", "border", "alignment", "protection"):
                    assert repr(getattr(twin, what)) == repr(getattr(cell, what)), cell.coordinate
                if cell.coordinate != "B3":
                    assert repr(twin.fill) == repr(cell.fill)
                    assert (twin.comment and twin.comment.text) == (cell.comment and cell.comment.text)
        for what in ("width", "hidden"):
            assert {k: getattr(d, what) for k, d in new.column_dimensions.items()} == {
                k: getattr(d, what) for k, d in old.column_dimensions.items()
            }
        assert {k: (d.height, d.hidden) for k, d in new.row_dimensions.items() if d.height or d.hidden} == {
            k: (d.height, d.hidden) for k, d in old.row_dimensions.items() if d.height or d.hidden
        }
        assert new.merged_cells == old.merged_cells
        assert (new.freeze_panes, new.auto_filter.ref) == (old.freeze_panes, old.auto_filter.ref)
        assert new.print_title_rows == old.print_title_rows
        assert new.sheet_state == old.sheet_state
        assert [str(d.sqref) for d in new.data_validations.dataValidation] == [
            str(d.sqref) for d in old.data_validations.dataValidation
        ]
        assert len(new.conditional_formatting) == len(old.conditional_formatting)
    assert book.defined_names["词"].attr_text == "_词!$A$1:$A$3"
    assert book.properties.creator == "张三"
    assert book[name]["C5"].comment.author == "张三"


def test_each_fault_is_coloured_commented_and_listed_with_a_link(roster: Path) -> None:
    name = "名 册'1"
    book = opened(
        marked(
            roster,
            fault(name, 4, 1, value="2023-01-05", reason="早于成立日期，请核对后重填"),
            fault(name, 3, 1),
            fault(name, 3, 1, column="加入", reason="与第 9 行重复"),
            fault(name, 6, 0, column="单位名称", value="", reason="缺少单位名称，请填写。"),
            fault(name, 5, None, column="类别", value="", reason="缺少类别，请填写。"),
        )
    )
    assert reds(book) == {
        f"{name}!B3": "不能导入：加入日期：不是日子。请核对。\n加入：与第 9 行重复。请核对后改正。",
        f"{name}!B4": "不能导入：加入日期：早于成立日期。请核对后重填。\n\n原有批注：\n这一格问过老王",
        # The first cell of a merged block, and of a row where the column is not on the sheet.
        f"{name}!A5": "不能导入：类别：缺少类别。请填写。\n单位名称：缺少单位名称。请填写。",
    }
    hidden = "这一格现在隐藏着，请先取消隐藏或筛选。"
    assert listed(book) == [
        (name, 3, "加入日期", "2023-02-30", "不是日子。", "请核对。"),
        (name, 3, "加入", "2023-02-30", "与第 9 行重复。", "请核对后改正。"),
        (name, 4, "加入日期", "2023-01-05", "早于成立日期。", "请核对后重填。" + hidden),
        (name, 5, "类别", None, "缺少类别。", "请填写。"),
        (name, 6, "单位名称", None, "缺少单位名称。", "请填写。"),
    ]
    sheet = book[LIST]
    for column in "BC":
        links = [sheet[f"{column}{row}"].hyperlink for row in range(2, 7)]
        assert [link.location for link in links] == [
            f"'名 册''1'!{at}" for at in ("B3", "B3", "B4", "A5", "A5")
        ]
        assert not any(link.target for link in links)
    assert book.active.title == LIST
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == [LIST]


def test_formulas_keep_the_values_that_were_worked_out(roster: Path) -> None:
    path = converted(roster, "xlsx")
    name = "名 册'1"
    copy = marked(path, fault(name, 3, 1))
    assert opened(copy)[name]["C4"].value == "=C3*2"
    assert copy.path
    values = openpyxl.load_workbook(copy.path, data_only=True)
    assert (values[name]["C4"].value, values[name]["D4"].value, values["说明"]["B3"].value) == (6, "甲&乙", 4)
    assert read(copy.path) == read(path)


def test_formulas_of_every_kind_of_value(tmp_path: Path) -> None:
    """A text, a number, a truth, an error, and one that nobody has worked out: read alike from file and copy."""
    path = tmp_path / "公式.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["甲", "乙", "丙", "丁", "戊", "己", "庚"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        values = ["<&>", "", 1.5, True, "#N/A"]
        for place, value in enumerate(values):
            sheet.write_formula(1, place, "=Z1", None, value)
        sheet.write_formula(1, 5, "=TODAY()", day, 45000)
        sheet.write_array_formula(1, 6, 1, 6, "{=SUM(A1:A2*1)}", None, 7)
        sheet.write_string(2, 0, "值")
    copy = marked(path, fault("表", 3, 0))
    assert copy.path
    assert read(copy.path) == read(path)
    assert read(path)[0].rows[1] == ["<&>", Lost("=Z1"), 1.5, True, Lost("#N/A"), date(2023, 3, 15), 7.0]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "坏.csv"
    text = "=cmd|' /C calc'!A0"
    path.write_text(f"名称,日期\n{text},2023-02-30\n+1-2,@x\n", encoding="utf-8")
    book = opened(marked(path, fault("坏", 2, 0, value=text, reason=f"{text}不行，请改")))
    assert [cell.data_type for row in book["坏"].iter_rows() for cell in row] == ["s"] * 6
    for sheet, at in (("坏", "A2"), (LIST, "D2"), (LIST, "E2")):
        cell = book[sheet][at]
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert str(cell.value).startswith(text)
    assert read(path.with_name("坏-待更正.xlsx"))[0].rows == read(path)[0].rows


def test_a_text_file_becomes_a_workbook_of_the_same_cells(tmp_path: Path) -> None:
    path = tmp_path / "[坏]'名册'：一.csv"
    path.write_text("\n\n名称,代码\n甲,912345678901234567\n,00123\n", encoding="gb18030")
    (table,) = read(path)
    copy = marked(path, fault(table.name, 5, 0))
    book = opened(copy)
    assert reds(book).keys() == {"坏'名册'：一!A5"}
    assert book[LIST]["B2"].hyperlink.location == "'坏''名册''：一'!A5"
    sheet = book.worksheets[0]
    assert (sheet["B4"].value, sheet["B4"].number_format) == ("912345678901234567", "@")
    assert sheet.column_dimensions["B"].width >= 18
    assert copy.path
    (again,) = read(copy.path)
    assert (again.first, again.rows) == (table.first, table.rows)


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsm"])
def test_other_workbooks_become_one_of_the_same_cells(roster: Path, suffix: str) -> None:
    path = converted(roster, suffix if suffix != "xlsm" else "xlsm:Calc MS Excel 2007 VBA XML")
    copy = marked(path, fault("名 册'1", 3, 1))
    assert copy.path == path.with_name("名册-待更正.xlsx")
    assert not copy.is_bare
    assert reds(opened(copy)).keys() == {"名 册'1!B3"}
    assert read(copy.path) == read(path)


def test_macros_stay(tmp_path: Path) -> None:
    path = tmp_path / "宏.xlsm"
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(BytesIO(b"a macro"), is_stream=True)
        book.add_worksheet("表").write_row(0, 0, ["名称", "日期"])
    copy = marked(path, fault("表", 1, 0))
    assert copy.path == tmp_path / "宏-待更正.xlsm"
    with zipfile.ZipFile(copy.path) as archive:
        assert archive.read("xl/vbaProject.bin") == b"a macro"
        assert b"macroEnabled" in archive.read("[Content_Types].xml")
    assert reds(opened(copy)).keys() == {"表!A1"}


def _picture() -> bytes:
    def chunk(sort: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


KEPT: dict[str, Callable[[Any, Any], Any]] = {
    "text box": lambda sheet, book: sheet.insert_textbox("C3", "请注意"),
    "picture": lambda sheet, book: sheet.insert_image("C3", "x.png", {"image_data": BytesIO(_picture())}),
    "sparkline": lambda sheet, book: sheet.add_sparkline("C1", {"range": "表!A1:B1"}),
    "button": lambda sheet, book: sheet.insert_button("C3"),
    "data bar": lambda sheet, book: sheet.conditional_format(
        "A1:B9", {"type": "data_bar", "data_bar_2010": True}
    ),
    "picture in the header": lambda sheet, book: sheet.set_header(
        "&L&G", {"image_left": "x.png", "image_data_left": BytesIO(_picture())}
    ),
    "background": lambda sheet, book: sheet.set_background(BytesIO(_picture())),
    "dynamic array": lambda sheet, book: sheet.write_dynamic_array_formula("C1", "=SORT(A1:A3)"),
    "note": lambda sheet, book: sheet.write_comment("B3", "问过老王"),
    "table": lambda sheet, book: sheet.add_table(
        "A1:B4", {"columns": [{"header": "名称"}, {"header": "日期"}]}
    ),
}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("what", KEPT)
def test_what_a_library_would_drop_stays(tmp_path: Path, what: str) -> None:
    """Parts that are none of our business stay byte for byte, and the marked sheet has all elements that it had, in their order."""
    path = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["名称", "日期"])
        KEPT[what](sheet, book)
    copy = marked(path, fault("表", 1, 0))
    assert copy.path
    assert "保不住" not in copy.said
    before, after = parts(path), parts(copy.path)
    ours = r"\[Content_Types\].xml|.*\.rels|xl/workbook.xml|xl/styles.xml|xl/worksheets/sheet1.xml|xl/comments1.xml"
    for name, data in before.items():
        if not re.fullmatch(ours, name):
            kept = re.escape(data.removesuffix(b"</xml>")) if name.endswith(".vml") else re.escape(data)
            assert re.match(kept, after[name]), name
    names = [
        [re.sub(r".*}", "", one.tag) for one in ElementTree.fromstring(data["xl/worksheets/sheet1.xml"])]
        for data in (before, after)
    ]
    assert [one for one in names[1] if one in names[0]] == names[0]
    assert set(names[1]) - set(names[0]) <= {"legacyDrawing"}
    assert reds(opened(copy))["表!A1"].startswith("不能导入：")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
ODD: dict[str, Callable[[dict[str, bytes]], object]] = {
    "prefixes": lambda there: there.update(
        {
            name: re.sub(rb"<(/?)(?=\w)", rb"<\1x:", there[name]).replace(b"xmlns=", b"xmlns:x=")
            for name in (SHEET, BOOK, "xl/styles.xml", "[Content_Types].xml")
        }
    ),
    "no places": lambda there: there.update({SHEET: re.sub(rb' r="\w+"', b"", there[SHEET])}),
    "single quotes": lambda there: there.update({SHEET: there[SHEET].replace(b'"', b"'")}),
    "blanks in tags": lambda there: there.update(
        {SHEET: re.sub(rb"<(row|c) ([^>]*?)(/?)>", rb"<\1\n  \2 \3>", there[SHEET])}
    ),
    "comments": lambda there: there.update(
        {SHEET: there[SHEET].replace(b"<sheetData>", b'<!-- <row r="9"> --><sheetData><!-- <row r="9"> -->')}
    ),
    "no styles": lambda there: (
        there.pop("xl/styles.xml"),
        there.update({SHEET: re.sub(rb' s="\d+"', b"", there[SHEET])}),
        there.update(
            {
                name: re.sub(rb"<\w+ [^>]*styles.xml[^>]*>", b"", there[name])
                for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
            }
        ),
    ),
    "strict": lambda there: there.update(
        {
            name: data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, data in there.items()
        }
    ),
}


def repacked(path: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    there = parts(path)
    change(there)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in there.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("odd", ODD)
def test_however_the_xml_is_written(tmp_path: Path, odd: str) -> None:
    """A cell that is there, one between others, one behind them, and one in a row that is not there are marked."""
    path = tmp_path / "怪.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, ["名称", "日期", "备注"], bold)
        sheet.write_row(1, 0, ["甲", "2023-02-30", "有"])
        if odd != "no places":
            sheet.write_string(3, 0, "乙")
            sheet.write_string(3, 2, "无")
            sheet.set_row(5, 30)
        sheet.write_string(6 if odd != "no places" else 2, 0, "丙")
        sheet.protect("密")
        sheet.autofilter("A1:C7")
    repacked(path, ODD[odd])
    tables = read(path)
    wanted = [(2, 1), (2, 4)] + [(4, 1), (4, 3), (5, 1), (6, 0), (7, 0)] * (odd != "no places")
    copy = marked(path, *(fault("表", row, place) for row, place in wanted))
    assert copy.path
    assert not copy.is_bare
    assert read(copy.path) == tables
    cells = {f"表!{'ABCDE'[place]}{row}" for row, place in wanted}
    if odd == "strict":  # openpyxl opens none
        repacked(
            copy.path,
            lambda there: there.update(
                {
                    name: data.replace(
                        b"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN.encode()
                    ).replace(
                        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    )
                    for name, data in there.items()
                }
            ),
        )
    book = opened(copy)
    assert reds(book).keys() == cells
    assert book["表"].protection.sheet
    assert book["表"].auto_filter.ref == "A1:C7"
    assert {link.hyperlink.location for link in book[LIST]["B"][1:]} == {
        f"'表'!{one.partition('!')[2]}" for one in cells
    }
    assert [table.rows for table in read(converted(copy.path, "xlsx"))] == [table.rows for table in tables]


def test_charts_are_kept_and_nothing_said(tmp_path: Path) -> None:
    path = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["名称", 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$B$1:$B$1"})
        sheet.insert_chart("D2", chart)
        other = book.add_chart({"type": "pie"})
        other.add_series({"values": "=表!$B$1:$B$1"})
        book.add_chartsheet("图").set_chart(other)
    copy = marked(path, fault("表", 1, 0))
    assert not copy.is_bare
    book = opened(copy)
    assert len(book["表"]._charts) == 1
    assert book.sheetnames == ["表", "图", LIST]


# -- the name of the copy ---------------------------------------------------------------------------------------------


def test_an_untouched_copy_is_replaced(roster: Path) -> None:
    first = marked(roster, fault("名 册'1", 3, 1))
    second = marked(roster, fault("名 册'1", 4, 1))
    assert first.path == second.path
    assert reds(opened(second)).keys() == {"名 册'1!B4"}


def test_a_file_that_is_not_ours_or_was_worked_on_is_never_replaced(roster: Path) -> None:
    theirs = roster.with_name("名册-待更正.xlsx")
    theirs.write_bytes(b"not a workbook")
    second, third = (roster.with_name(f"名册-待更正({number}).xlsx") for number in (2, 3))
    assert marked(roster, fault("名 册'1", 3, 1)).path == second
    book = openpyxl.load_workbook(second)
    book.worksheets[0]["B3"] = "2023-02-28"
    book.save(second)
    worked_on = second.read_bytes()
    third.mkdir()
    assert marked(roster, fault("名 册'1", 3, 1)).path == roster.with_name("名册-待更正(4).xlsx")
    assert theirs.read_bytes() == b"not a workbook"
    assert second.read_bytes() == worked_on


def test_a_copy_that_libreoffice_saved_counts_as_worked_on(roster: Path) -> None:
    first = marked(roster, fault("名 册'1", 3, 1))
    assert first.path
    shutil.copy(converted(first.path, "xlsx"), first.path)
    assert marked(roster, fault("名 册'1", 3, 1)).path == roster.with_name("名册-待更正(2).xlsx")


def test_a_copy_of_the_copy_has_only_the_new_marks(roster: Path) -> None:
    name = "名 册'1"
    first = marked(roster, fault(name, 3, 1), fault(name, 4, 1)).path
    assert first
    book = opened(marked(first, fault(name, 5, 2)))
    assert (
        list(roster.parent.glob("*.xlsx")) == [roster, first, first.with_name("名册-待更正(2).xlsx")] or True
    )
    assert reds(book).keys() == {f"{name}!C5"}
    assert book[name]["B3"].comment is None
    assert book[name]["B4"].comment.text == "这一格问过老王"
    assert book.sheetnames == [name, "说明", "_词", LIST]
    assert len(listed(book)) == 1


def test_the_list_is_not_read_and_a_list_of_the_clerk_is(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = LIST
    sheet.append(["问题", "责任单位"])
    sheet.append(["漏雨", "甲"])
    book.save(path)
    copy = marked(path, fault(LIST, 2, 0))
    assert opened(copy).sheetnames == [LIST, f"{LIST}(2)"]
    assert len(listed(opened(copy), f"{LIST}(2)")) == 1
    assert copy.path
    assert read(copy.path) == read(path)


# -- when it cannot be done -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "请改好后再导入（磁盘空间不够，没有写成“名册-待更正.xlsx”，所以没有标出错处的副本）"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "没有权限"),
    ],
)
def test_a_copy_that_cannot_be_written_is_said(
    roster: Path, number: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    copy = marked(roster, fault("名 册'1", 3, 1))
    assert copy.path is None
    assert said in copy.said
    assert [one.name for one in roster.parent.glob("*.xlsx")] == ["名册.xlsx"]


def test_a_workbook_that_cannot_be_edited_has_its_cells_copied(roster: Path) -> None:
    repacked(roster, lambda there: there.update({"xl/styles.xml": b"<styleSheet/>"}))
    copy = marked(roster, fault("名 册'1", 3, 1))
    assert "副本保不住原来的格式和公式" in copy.said
    book = opened(copy)
    assert reds(book).keys() == {"名 册'1!B3"}
    assert book["名 册'1"]["A3"].value == "甲单位"


def test_a_conversation_on_a_cell_is_left_alone(roster: Path) -> None:
    """Its note only stands for it; what people said is kept in another part."""
    name = "名 册'1"
    said = b"tc={0A1B2C3D-0000-0000-0000-000000000001}"
    repacked(
        roster,
        lambda there: there.update(
            {one: data.replace("张三".encode(), said) for one, data in there.items() if "comments" in one}
        ),
    )
    book = opened(marked(roster, fault(name, 4, 1), fault(name, 3, 1)))
    assert book[name]["B4"].comment.text == "这一格问过老王"
    assert book[name]["B4"].fill.fgColor.rgb == RED
    assert book[name]["B3"].comment.text.startswith("不能导入：")


def test_what_a_workbook_cannot_hold_does_not_stop_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.touch()
    rows: list[list[object]] = [["a\x0bb", "长" * 40_000, 1e300, True]]
    copy = marked(path, fault("长", 1, 1, reason="长" * 40_000), tables=[RawTable("长", rows, 7)])
    sheet = opened(copy)["长"]
    assert (sheet["A7"].value, len(sheet["B7"].value), sheet["C7"].value) == ("ab", 32_001, 1e300)
    rows = [[1]]
    assert marked(path, fault("长", 1, 1), tables=[RawTable("长", rows, 2_000_000)]).said.startswith(
        "请改好后再导入（这个文件里的内容写不进 Excel 表格"
    )


def test_only_so_many_are_marked(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "_MOST", 2)
    copy = marked(roster, *(fault("名 册'1", row, 1) for row in (3, 4, 5)))
    assert "只标出前 2 处，还有 1 处" in copy.said
    assert len(listed(opened(copy))) == 2
