"""Workbooks: what XlsxWriter wrote, read back by calamine, openpyxl and LibreOffice; and files that appear whole or not."""

import os
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from xlsxwriter.worksheet import Worksheet

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import BadFile, Refused
from liaison.formats.excel import workbook
from liaison.formats.files import replacing, target, well_named
from liaison.formats.page import Page
from liaison.formats.paper import STYLES, column_widths, lines_of, page_setup, serial, sheet_name
from liaison.formats.quick import QuickSheet
from liaison.formats.seen import INSIDE, REVEALED, written_for
from liaison.formats.sheets import read
from liaison.kinds import Choice, Fixed, Flag, Ref
from liaison.quantities import Money, Number, Ratio, Whole
from liaison.several import Refs
from tests.formats.test_text import COLUMNS, HOSTILE, as_stored, parsed_back, records

LIST = (
    Column("code", "编号"),
    Column("name", "单位名称", required=True),
    Column("amount", "金额", Money(), adds=True),
    Column("value", "数值", Number()),
    Column("rate", "参与率", Ratio()),
    Column("day", "日期", Day()),
    Column("note", "备注"),
)
ROWS: list[Record] = [
    {
        "code": "M001",
        "name": "=1+1",
        "amount": 123456,
        "value": 20_000_000,
        "rate": 8261,
        "day": "2023-05-01",
        "note": "长" * 60,
    },
    {
        "code": "M002",
        "name": "http://example.com",
        "amount": 44,
        "value": 15_000,
        "rate": None,
        "day": None,
        "note": None,
    },
]


def listed(path: Path, *, columns: Any = LIST, rows: Any = ROWS, **more: Any) -> Path:
    with workbook(path, title="往来", author="秘书处") as book:
        page = Page(book, "单位往来", "单位往来", ["填报单位：秘书处　填报日期：2023-12-31"])
        page.table(columns, rows, **more)
        page.finish()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which nothing is yet."""
    made = tmp_path / "空"
    made.mkdir()
    return made


@settings(max_examples=80, deadline=None)
@given(records())
@example({"name": "x" * 300 + "=", "former": ("=1",), "unit": "_x000D_", "phone": " ".join(HOSTILE)})
@example({"name": "甲", "day": "1900-01-01", "value": -1, "amount": 1})
@example({"name": "甲", "day": "1900-02-28", "value": 10**15 - 1, "amount": 10**15 - 1})
@example({"name": "甲", "day": "1900-03-01"})
@example({"name": "甲", "day": "9999-12-31"})
def test_a_data_sheet_comes_back_as_it_went(record: Record) -> None:
    record = {**dict.fromkeys(c.key for c in COLUMNS), "former": (), **record}
    record |= as_stored(record)
    with tempfile.TemporaryDirectory() as folder:
        for large in (False, True):
            path = Path(folder) / f"{large}.xlsx"
            with written_for(REVEALED), workbook(path, title="表", large=large) as book:
                book.data_sheet("表", COLUMNS, [record, record], mark="版本标记")
            (table,) = read(path)
            labels = [column.label + "★" * column.required for column in COLUMNS]
            assert table.rows[0] == [*labels, "版本标记"]
            assert parsed_back(table.rows) == [record, record]
            if not large:
                sheet = openpyxl.load_workbook(path).active
                assert sheet is not None
                assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet for cell in row)


def test_a_list_for_the_printer(tmp_path: Path) -> None:
    path = listed(tmp_path / "往来.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["单位往来"]
    assert (book.properties.title, book.properties.creator) == ("往来", "秘书处")
    assert [cell.value for cell in sheet[3]] == [column.label for column in LIST]
    assert (sheet["A1"].value, sheet["A1"].font.name, sheet["A1"].font.sz, sheet["A1"].font.b) == (
        "单位往来",
        "黑体",
        16,
        True,
    )
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:G1", "A2:G2"]
    assert (sheet["B4"].value, sheet["B4"].data_type, sheet["B4"].font.name) == ("=1+1", "s", "宋体")
    assert (sheet["B5"].value, sheet["B5"].hyperlink) == ("http://example.com", None)
    assert (sheet["C4"].value, sheet["C4"].number_format) == (1234.56, "#,##0.00")
    assert (sheet["D4"].value, sheet["D4"].number_format) == (2000, "#,##0")
    assert (sheet["D5"].value, sheet["D5"].number_format) == (1.5, "#,##0.####")
    assert (sheet["E4"].value, sheet["E4"].number_format) == (0.8261, "0.0%")
    assert sheet["F4"].value.date() == date(2023, 5, 1)
    assert sheet["F4"].number_format == "yyyy-mm-dd"
    assert sheet["G4"].alignment.wrap_text
    assert sheet.row_dimensions[4].height >= 15 * 120 / sheet.column_dimensions["G"].width
    assert sheet.row_dimensions[5].height is None or sheet.row_dimensions[5].height < 20
    assert [sheet.cell(6, column).value for column in (1, 2, 3)] == ["合计", None, "=SUM(C4:C5)"]
    assert all(
        sheet.cell(row, column).border.left.style == "thin" for row in (3, 4, 5, 6) for column in range(1, 8)
    )
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:G5", "$1:$3")
    assert (
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToHeight,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
    ) == (9, 0, True)
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.page_margins.top > sheet.page_margins.header
    # The formula carries its value, for readers that do not calculate.
    (table,) = read(path)
    assert table.rows[5] == ["合计", None, 1235.0]


def test_a_list_of_nothing_and_of_one(tmp_path: Path) -> None:
    for rows, below in ([], ["没有记录", None]), (ROWS[:1], ["=1+1", 1234.56]):
        path = listed(tmp_path / f"{len(rows)}.xlsx", columns=LIST[1:3], rows=rows)
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert [[cell.value for cell in row] for row in sheet][2:] == [["单位名称", "金额"], below]
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.auto_filter.ref == f"A3:B{3 + len(rows)}"


WIDE = (
    Column("code", "编号"),
    Column("name", "单位名称"),
    Column("empty", "片区"),
    *(Column(f"more{n}", f"另有{n}", listed=False) for n in range(20)),
    Column("people", "人数", Whole(), listed=False, adds=True),
)


@pytest.mark.parametrize(("count", "printed"), [(20, "A:C"), (1, "A:E"), (0, "A:C")])
def test_what_a_page_cannot_hold_stands_beside_it(tmp_path: Path, count: int, printed: str) -> None:
    """Of what is not always listed, only what holds something; where that could not be read, none, and it is said."""
    more = {f"more{n}": "文字内容" for n in range(count)} | ({"people": 8} if count else {})
    rows = [{"code": f"M{n}", "name": "示例单位", **more} for n in (1, 2)]
    sheet = openpyxl.load_workbook(listed(tmp_path / "宽.xlsx", columns=WIDE, rows=rows)).active
    assert sheet is not None
    said = [row[0].value for row in sheet.iter_rows(max_row=3) if "不打印" in str(row[0].value)]
    head = 3 + len(said)
    labels = [cell.value for cell in sheet[head]]
    assert labels[:3] == ["编号", "单位名称", "片区"]
    assert len(labels) == 3 + count + bool(count)
    assert sheet.auto_filter.ref == f"A{head}:{get_column_letter(len(labels))}{head + 2}"
    if count == 20:
        assert sheet.print_area.endswith(f"$A$1:${printed[-1]}${head + 3}")
        assert said
        assert all(f"另有{n}" in said[0] for n in range(20))
        assert "人数" in said[0]
        assert sheet.cell(head + 3, len(labels)).value == f"=SUM(X{head + 1}:X{head + 2})"
        assert "片区" not in said[0]
    else:
        assert not said
        assert not sheet.print_area
        assert get_column_letter(len(labels)) == printed[-1]


def test_a_text_that_no_row_can_hold_stands_beside_the_page(tmp_path: Path) -> None:
    columns = (Column("code", "编号"), Column("name", "名称"), Column("text", "内容", listed=False))
    for length, beside in (300, False), (6_000, True):
        rows = [{"code": "P1", "name": "项目", "text": "长" * length}]
        sheet = openpyxl.load_workbook(listed(tmp_path / f"{length}.xlsx", columns=columns, rows=rows)).active
        assert sheet is not None
        assert bool(sheet.print_area) == beside
        assert all((row.height or 18) <= (40 if beside else 409) for row in sheet.row_dimensions.values())


def test_private_values_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path, title="名册") as book:
        book.data_sheet("遮", COLUMNS, [{"name": "甲", "phone": "13812345678"}], mark="版本标记")
        with written_for(REVEALED):
            book.data_sheet("显", COLUMNS, [{"name": "甲", "phone": "13812345678"}], mark="版本标记")
        for whom in (INSIDE, REVEALED):
            page = Page(book, "印", "名册", [])
            with written_for(whom):
                page.table([COLUMNS[0], COLUMNS[-1]], [{"name": "甲", "phone": "13812345678"}])
                page.finish()
    rows = [[cell for cell in table.rows[-1] if cell] for table in read(path)]
    assert [row[-1] for row in rows] == ["138****5678", "13812345678"] * 2


FORM = (
    Column("name", "名称", required=True, help="全称"),
    Column("kind", "类别", Choice(list="kind")),
    Column("stage", "阶段", Fixed(words=("提议", "实施"))),
    Column("open", "公开", Flag()),
    Column("host", "主办", Ref("member")),
    Column("helper", "协办", Refs(noun="member")),
    Column("day", "日期", Day()),
    Column("value", "数值", Number()),
    Column("people", "人数", Whole()),
)


@pytest.mark.parametrize("large", [False, True])
def test_a_form_has_drop_downs_notes_and_formats(tmp_path: Path, large: bool) -> None:
    path = tmp_path / "表.xlsx"
    units = [f"示例单位{number}" for number in range(126)]
    with workbook(path, title="表", large=large) as book:
        book.data_sheet(
            "表", FORM, options={"kind": ["国企", "=1"], "host": units, "helper": units}, mark="版本标记"
        )
        book.data_sheet("又", FORM, [{"host": units[0]}], options={"host": units}, mark="版本标记")
    made = openpyxl.load_workbook(path)
    sheet, hidden = made["表"], made["_选项"]
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["A"]][:3] == ["国企", "=1", None]
    assert [cell.value for cell in hidden["B"]] == units
    assert {name: defined.attr_text for name, defined in made.defined_names.items()} == {
        "liaison_1": "'_选项'!$A$1:$A$2",
        "liaison_2": "'_选项'!$B$1:$B$126",
    }
    rules = {
        str(rule.sqref).split(":")[0]: (rule.formula1, rule.errorStyle)
        for rule in sheet.data_validations.dataValidation
    }
    assert rules == {
        "B2": ("liaison_1", "information"),
        "C2": ('"提议,实施"', None),
        "D2": ('"是,否"', None),
        "E2": ("liaison_2", "information"),
    }
    assert sheet["A1"].value == "名称★"
    assert sheet["A1"].comment is not None
    assert sheet["A1"].comment.text == "必填；文字；全称。"
    assert "可选：提议、实施" in sheet["C1"].comment.text
    formats = [
        next(one.number_format for one in sheet.column_dimensions.values() if one.min <= number <= one.max)
        for number in range(1, 10)
    ]
    assert formats == ["@", "@", "@", "@", "@", "@", "yyyy-mm-dd", "General", "#,##0"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J2")
    assert [table.name for table in read(path)] == ["表", "又"]


def test_a_long_list_of_our_own_words_is_kept_on_the_hidden_sheet(tmp_path: Path) -> None:
    """Excel takes 255 characters in place."""
    words = tuple(f"示例的词{number:02d}" for number in range(60))
    with workbook(tmp_path / "表.xlsx", title="表") as book:
        book.data_sheet("表", [Column("a", "甲", Fixed(words=words))], [], mark="版本标记")
    opened = openpyxl.load_workbook(tmp_path / "表.xlsx")
    (rule,) = opened["表"].data_validations.dataValidation
    name = opened.defined_names[rule.formula1.lstrip("=")]
    ((sheet, cells),) = name.destinations
    assert [row[0].value for row in opened[sheet][cells]] == list(words)


def test_what_excel_cannot_hold_is_said(folder: Path) -> None:
    with (
        pytest.raises(BadFile, match="第 2 行“单位名称”写不进 Excel"),
        workbook(folder / "a.xlsx", title="x") as book,
    ):
        book.data_sheet("表", LIST, [{"name": "长" * 32_768}], mark="版本标记")
    assert not list(folder.iterdir())


def test_styles_are_made_once(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx", title="x") as book:
        sheet = book.sheet("一/二")
        assert sheet.name == "一二"
        assert {
            "title",
            "subtitle",
            "header",
            "text",
            "whole",
            "money",
            "number",
            "ratio",
            "day",
            "note",
        } <= set(STYLES)
        assert book.style("money") is book.style("money")
        assert book.style("money") is not book.style("money", bold=True)
        page_setup(sheet, landscape=True, header=(0, 1))
    made = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert made is not None
    assert made.page_setup.orientation == "landscape"
    assert made.print_title_rows == "$1:$2"


def test_sheet_names() -> None:
    assert sheet_name("收支[2023]:*?/\\明细", []) == "收支2023明细"
    assert sheet_name("'引'", []) == "引"
    assert sheet_name("?", []) == "表"
    assert sheet_name("History", []) == "History表"
    assert len(sheet_name("长" * 40, [])) == 31
    assert sheet_name("长" * 40, ["长" * 31]) == "长" * 28 + "(2)"
    assert sheet_name("abc", ["ABC", "abc(2)"]) == "abc(3)"
    assert len(sheet_name("𠮷" * 40, []).encode("utf-16-le")) <= 62


def test_widths_and_serials() -> None:
    assert column_widths([1, 10, 100]) == [6, 12, 40]
    assert column_widths([50] * 12) == [40] * 12
    assert sum(column_widths([50] * 8 + [4] * 2, 140)) <= 140
    assert [lines_of("长" * 10, room) for room in (0, 20, 19, 5)] == [1, 1, 2, 4]
    assert lines_of("甲\n\n乙", 40) == 3
    # As Excel counts: it has a 29 February 1900.
    assert [
        serial(date(1900, 1, 1)),
        serial(date(1900, 2, 28)),
        serial(date(1900, 3, 1)),
        serial(date(2023, 5, 1)),
    ] == [1, 59, 61, 45047]


# -- files ------------------------------------------------------------------------------------------------------------


def failing(error: BaseException) -> Iterator[Record]:
    yield ROWS[0]
    raise error


def test_a_failed_write_leaves_nothing_and_keeps_what_was(folder: Path) -> None:
    path = folder / "a.xlsx"
    path.write_text("先前")
    for error in (RuntimeError("坏"), KeyboardInterrupt()):
        for large in (False, True):
            with pytest.raises(type(error)), workbook(path, title="x", large=large) as book:
                book.data_sheet("表", LIST, failing(error), mark="版本标记")
    assert path.read_text() == "先前"
    assert list(folder.iterdir()) == [path]


def test_a_new_file_may_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        assert stat.S_IMODE(listed(tmp_path / "a.xlsx").stat().st_mode) == 0o644
    finally:
        os.umask(old)


FULL = """
import resource, sys
from pathlib import Path
from liaison.columns import Column
from liaison.errors import BadFile
from liaison.formats.excel import workbook
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    with workbook(Path(sys.argv[1]), title="x", large=sys.argv[2] == "large") as book:
        book.data_sheet("表", [Column("a", "甲")], ({"a": f"示例{n}"} for n in range(30_000)), mark="版本标记")
except BadFile as error:
    sys.stdout.buffer.write(str(error).encode())
"""


@pytest.mark.parametrize("size", ["small", "large"])
def test_a_full_disk(folder: Path, size: str) -> None:
    command = [sys.executable, "-W", "error", "-c", FULL, str(folder / "a.xlsx"), size]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode() == "磁盘空间不够，没有写成“a.xlsx”，请清理磁盘或换一个位置后再试。", (
        done.stderr.decode()
    )
    assert not list(folder.iterdir())


def test_where_a_file_may_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    assert target(path, False) == path
    path.touch()
    assert target(path, True) == path
    with pytest.raises(Refused, match="已经存在，要覆盖请加 --force"):
        target(path, False)
    with pytest.raises(BadFile, match="是文件夹"):
        target(tmp_path, True)
    with pytest.raises(BadFile, match="不存在"):
        target(tmp_path / "没有" / "a.xlsx", False)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests as root may write everywhere
    with pytest.raises(BadFile, match="没有权限"):
        target(tmp_path / "b.xlsx", False)


def test_a_file_open_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(BadFile, match="正在 Excel、WPS 中打开"), replacing(folder / "a.csv") as draft:
        draft.write_text("a")
    assert not list(folder.iterdir())
    with pytest.raises(BadFile, match="不存在"), replacing(folder / "没有" / "a.csv") as draft:
        draft.write_text("a")


def test_names_that_windows_takes() -> None:
    assert well_named("2023年度总结", ".xlsx") == Path("2023年度总结.xlsx")
    assert well_named('滨江党建·金融外滩<2023>: "总结"/\\|?*\n', ".xlsx") == Path(
        "滨江党建·金融外滩2023 总结.xlsx"
    )
    assert well_named(" ..", ".csv") == Path("未命名.csv")
    assert well_named("NUL", ".csv") == Path("_NUL.csv")
    assert len(str(well_named("长" * 300, ".xlsx")).encode()) <= 255


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(), st.integers(-(10**9), 10**9), st.text(max_size=12), st.sampled_from(HOSTILE)
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
@pytest.mark.parametrize("large", [False, True])
def test_a_quick_sheet_is_the_librarys_own(large: bool, rows: list[list[Any]]) -> None:
    """What is remembered of texts changes nothing in the file: it is compared with XlsxWriter's own sheet."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        for number, kind in enumerate((Worksheet, QuickSheet)):
            path = Path(folder) / f"{number}.xlsx"
            book = xlsxwriter.Workbook(str(path), {"constant_memory": large, "strings_to_formulas": False})
            sheet, style = book.add_worksheet(worksheet_class=kind), book.add_format({"bold": True})
            sheet.set_row(0, 30)
            sheet.write_number(0, 9, 1)
            for row, cells in enumerate(rows * 2):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell, style if column % 2 else None)
                    elif cell is not None:
                        sheet.write_number(row, column, cell, style)
            sheet.write_comment(0, 0, '甲 & <乙> "丙"')
            book.close()
            with zipfile.ZipFile(path) as archive:
                parts.append(
                    {name: archive.read(name) for name in archive.namelist() if "docProps" not in name}
                )
    assert parts[0] == parts[1]
