"""Reading what clerks send: every format by its content, rows and columns as the sheet has them, hostile files refused."""

import contextlib
import io
import os
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.errors import BadFile
from liaison.formats.sheets import read
from liaison.tables import RawTable

SOFFICE = shutil.which("soffice")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with an offset, gaps, every sort of cell, a hidden sheet of ours and an empty one."""
    path = tmp_path / "台账.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "成员"
    sheet["B3"], sheet["C3"], sheet["E3"] = "名称", "日期", "数"
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = "甲", date(2023, 5, 1), True, 1.5
    sheet["B6"], sheet["C6"], sheet["E6"] = " 乙 ", datetime(2023, 5, 1, 9, 30), 2000
    sheet["E8"] = "#N/A"
    sheet["E8"].data_type = "e"
    sheet.cell(1_048_576, 1).fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    ours = made.create_sheet("_选项")
    ours["A1"], ours.sheet_state = "国企", "hidden"
    theirs = made.create_sheet("隐藏")
    theirs["A1"], theirs.sheet_state = "也算", "hidden"
    made.create_sheet("空")
    made.save(path)
    return path


EXPECTED = [
    RawTable(
        "成员",
        [
            [None, "名称", "日期", None, "数"],
            [None, "甲", date(2023, 5, 1), True, 1.5],
            [],
            [None, " 乙 ", datetime(2023, 5, 1, 9, 30), None, 2000.0],
        ],
        3,
    ),
    RawTable("隐藏", [["也算"]], 1, hidden=True),
]


def test_a_workbook_keeps_its_row_and_column_numbers(book: Path) -> None:
    assert read(book) == EXPECTED


@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.csv", "台账", "台账.txt"])
def test_a_workbook_is_told_by_its_content(book: Path, name: str) -> None:
    assert read(book.rename(book.with_name(name))) == EXPECTED


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice (soffice) is not installed: .xls and .ods are not read")
def test_old_and_open_formats(book: Path) -> None:
    environment = {**os.environ, "HOME": str(book.parent)}
    for suffix in ("xls", "ods"):
        command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(book.parent), str(book)]
        subprocess.run(command, check=True, capture_output=True, env=environment, timeout=120)
        tables = read(book.with_suffix(f".{suffix}"))
        assert [table.name for table in tables] == ["成员", "隐藏"]
        assert tables[0].first == 3
        # OpenDocument has no truth values of its own in this library: 1.0 for true.
        assert tables[0].rows[:4] == EXPECTED[0].rows
        et = book.with_name(f"{suffix}.et")
        shutil.copy(book.with_suffix(f".{suffix}"), et)
        assert read(et) == tables
    locked = book.with_suffix(".xls")
    data = locked.read_bytes()
    # The record behind BOF made a FILEPASS: that is what a workbook with a password looks like.
    start = data.index(b"\x09\x08\x10\x00")
    locked.write_bytes(data[: start + 20] + b"\x2f\x00" + data[start + 22 :])
    with pytest.raises(BadFile, match="密码"):
        read(locked)


TABLE = [["编号", "名称", "备注"], ["1", "甲，乙", "两\n行"], [], ["2", None, "1,200"]]
LINES = '编号{0}名称{0}备注\r\n1{0}"甲，乙"{0}"两\n行"\r\n\r\n2{0}{0}"1,200"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_text_tables(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(LINES.format(separator).encode(encoding))
    assert read(path) == [RawTable("表", TABLE, 1)]
    assert read(path.rename(tmp_path / "表.xlsx"))[0].rows == TABLE


@pytest.mark.parametrize(
    ("text", "first", "rows"),
    [
        ("\n\n甲,乙\n1,2", 3, [["甲", "乙"], ["1", "2"]]),
        ("sep=;\n甲;乙,丙\n1;2\n", 2, [["甲", "乙,丙"], ["1", "2"]]),
        (
            "标题，二〇二三年\n甲,乙,丙\n1,2，3,4\n5,6，7,8\n",
            1,
            [["标题，二〇二三年"], ["甲", "乙", "丙"], ["1", "2，3", "4"], ["5", "6，7", "8"]],
        ),
        (
            "甲,乙,备注\n1,2\n3,4,好；很好;真好\n",
            1,
            [["甲", "乙", "备注"], ["1", "2"], ["3", "4", "好；很好;真好"]],
        ),
        ("甲，乙\n1,200，2,300\n3,400，5\n", 1, [["甲", "乙"], ["1,200", "2,300"], ["3,400", "5"]]),
        ("甲,乙,,\n1,,,\n,,,\n", 1, [["甲", "乙"], ["1"]]),
        ("单位\n甲公司\n乙公司\n", 1, [["单位"], ["甲公司"], ["乙公司"]]),
        ("甲,乙\r1,2\r", 1, [["甲", "乙"], ["1", "2"]]),
        ("甲,乙\n'=1,'x\n", 1, [["甲", "乙"], ["=1", "'x"]]),
        ('5",甲\n6",乙\n', 1, [['5"', "甲"], ['6"', "乙"]]),
        ("甲,乙", 1, [["甲", "乙"]]),
    ],
)
def test_separators_are_found(tmp_path: Path, text: str, first: int, rows: list[list[object]]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read(path) == [RawTable("a", rows, first)]


def test_gbk_that_happens_to_be_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # Each of these characters has two bytes in GBK that are also one character in UTF-8.
    path.write_bytes("一,专业\n1,2\n".encode("gbk"))
    assert path.read_bytes().decode("utf-8") != "一,专业\n1,2\n"
    assert read(path)[0].rows[0] == ["一", "专业"]


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(-1e15, 1e15).map(lambda number: float(f"{number:.15g}")),
    st.integers(-(10**14), 10**14).map(float),
    st.dates(date(1900, 3, 1)),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=8,
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    top=st.integers(0, 5),
    left=st.integers(0, 4),
    rows=st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=5).filter(
        lambda rows: any(c is not None for r in rows for c in r)
    ),
)
def test_any_cell_stays_where_and_what_it_is(
    tmp_path: Path, top: int, left: int, rows: list[list[object]]
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as made:
        day, sheet = made.add_format({"num_format": "yyyy-mm-dd"}), made.add_worksheet("表")
        for y, row in enumerate(rows, top):
            for x, cell in enumerate(row, left):
                if isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(y, x, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(y, x, cell)
    (table,) = read(path)
    for y, row in enumerate(rows, top + 1):
        found = table.rows[y - table.first] if 0 <= y - table.first < len(table.rows) else []
        for x, cell in enumerate(row, left):
            assert (found[x] if x < len(found) else None) == cell
    assert all(not row or row[-1] is not None for row in table.rows)
    assert table.rows[-1]


# -- refused ----------------------------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return raw.getvalue()


BOMB = zipped(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": b" " * 300_000_000})
ODS_LOCKED = zipped(
    **{
        "content.xml": b"\x01\x02",
        "META-INF__manifest.xml": b"<manifest><manifest:encryption-data/></manifest>",
    }
)
REFUSED = {
    "空.xlsx": (b"", "空文件"),
    "空白.csv": (b"\xef\xbb\xbf \r\n\r\n", "没有任何内容"),
    "只有逗号.csv": (b",,,\r\n,,,\r\n", "没有任何内容"),
    "炸弹.xlsx": (BOMB, "不像是表格"),
    "压缩包.xlsx": (zipped(**{"说明.txt": b"x"}), "不是 Excel"),
    "文档.xlsx": (zipped(**{"word__document.xml": b"<x/>"}), "不是 Excel"),
    "空壳.xlsx": (zipped(**{"xl__workbook.xml": b"not xml"}), "损坏"),
    "加密.xlsx": (OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512, "密码"),
    "加密.ods": (ODS_LOCKED, "密码"),
    "残桩.xls": (OLE + b"\0" * 600, "损坏"),
    "半截.xls": (OLE, "损坏"),
    "乱码.xlsx": (bytes(range(256)) * 20, "不是表格"),
    "图片.xlsx": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\xff\x81" * 99, "不是表格"),
    "文章.xlsx": ("这是一段没有分隔的话。\n又一段。\n".encode(), "不是表格"),
    "通知.xlsx": ("各单位，请于五月报送材料。\n谢谢。\n".encode(), "不是表格"),
    "一行.txt": ("没有表格".encode(), "不是表格"),
    "长文.txt": (("长" * 300 + "\n短\n").encode(), "不是表格"),
    "网页.xls": ("<html><table><tr><td>甲</td><td>乙,丙</td></tr></table></html>".encode("gbk"), "网页"),
    "网页2.xls": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<table>,</table>", "网页"),
    "网页3.xls": (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "网页"),
    "表格2003.xls": (b'<?xml version="1.0"?><Workbook></Workbook>', "网页"),
    "引号.csv": ('甲,乙\n1,"没有关上\n3,4\n'.encode(), "第 2 行的英文引号"),
    "引号2.csv": (b'a,b\n1,"' + b"x" * 1_100_000, "第 2 行的英文引号"),
}


@pytest.mark.parametrize(
    ("name", "data", "said"), [(name, *rest) for name, rest in REFUSED.items()], ids=list(REFUSED)
)
def test_hostile_files(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadFile, match=said) as refused:
        read(path)
    sentence = str(refused.value)
    assert sentence.endswith("。")
    assert "，请" in sentence
    assert "\n" not in sentence


def test_the_bomb_is_as_small_as_they_come() -> None:
    assert len(BOMB) < 400_000


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(book: Path, share: float) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(BadFile, match=r"损坏|不是"):
        read(book)


def test_a_zip_that_lies_about_its_size(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"<sheetData>", b"<sheetData>" + b" " * 300_000_000)
    raw = zipped(**members)
    book.write_bytes(raw.replace(struct.pack("<I", len(members[sheet])), struct.pack("<I", 2_000)))
    with pytest.raises(BadFile, match="损坏"):
        read(book)


def far_corner(book: Path, corner: bytes) -> None:
    """Give the first sheet a cell at XFD1048576, and say so in its dimension as Excel does."""
    with zipfile.ZipFile(book) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    data = re.sub(
        rb'<row r="1048576".*?</row>', b'<row r="1048576">' + corner + b"</row>", members[sheet], flags=re.S
    )
    members[sheet] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data)
    book.write_bytes(zipped(**members))


def test_a_stray_format_in_the_far_corner_costs_nothing(book: Path) -> None:
    far_corner(book, b'<c r="XFD1048576" s="1"/>')
    assert read(book) == EXPECTED


def test_a_stray_value_in_the_far_corner_is_refused_before_the_memory_is_full(book: Path) -> None:
    far_corner(book, b'<c r="XFD1048576" s="1"><v>1</v></c>')
    with pytest.raises(BadFile, match="Ctrl\\+End"):
        read(book)


def test_an_empty_workbook(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(BadFile, match="没有任何内容"):
        read(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="没有找到文件"):
        read(tmp_path / "没有.xlsx")
    with pytest.raises(BadFile, match="是文件夹"):
        read(tmp_path)
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    with pytest.raises(BadFile, match="不是文件"):
        read(pipe)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "锁住.csv"
    path.write_text("a,b\n")

    def denied(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)  # whoever runs the tests as root may read everything
    with pytest.raises(BadFile, match="没有权限"):
        read(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused_never_more(book: Path, data: st.DataObject) -> None:
    raw = bytearray(book.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    damaged = book.with_name("坏.xlsx")
    damaged.write_bytes(raw)
    with contextlib.suppress(BadFile):
        assert read(damaged)


def test_many_rows_pass(tmp_path: Path) -> None:
    path = tmp_path / "多.csv"
    path.write_text("单位,日期,数值\n" + "甲,2023-05-01,1\n" * 300_000, encoding="gbk")
    (table,) = read(path)
    assert len(table.rows) == 300_001
    assert table.rows[-1] == ["甲", "2023-05-01", "1"]


PLAIN = "单位名称,类别,加入日期\n甲单位,企业,2023-05-01\n乙单位,企业,2023-05-02\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16", "gbk"])
@pytest.mark.parametrize("separator", list(",\t;|；，^~"))
def test_any_separator_in_any_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "册.csv"
    path.write_bytes(PLAIN.replace(",", separator).encode(encoding))
    (table,) = read(path)
    assert table.rows[1:] == [["甲单位", "企业", "2023-05-01"], ["乙单位", "企业", "2023-05-02"]]


@pytest.mark.parametrize("spelt", [str.upper, str.title, lambda name: name.replace("/", "\\").upper()])
def test_parts_of_a_workbook_under_other_names(tmp_path: Path, spelt: Callable[[str], str]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["单位名称", "人数"])
    book.active["B3"] = "=1+1"
    book.save(tmp_path / "原.xlsx")
    path = tmp_path / "册.xlsx"
    with zipfile.ZipFile(tmp_path / "原.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for member in old.infolist():
            made = zipfile.ZipInfo()
            made.filename = spelt(member.filename)
            new.writestr(made, old.read(member))
    assert read(path) == read(tmp_path / "原.xlsx")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (r'甲,"说\"好\""', ["甲", '说"好"']),
        (r'"\"甲\"公司","说\"好\", 又说\"行\"",乙', ['"甲"公司', '说"好", 又说"行"', "乙"]),
        (r'甲,"好\"",乙', ["甲", '好"', "乙"]),
        (r'"C:\示例\",乙', ["C:\\示例\\", "乙"]),
        (r'甲,"C:\示例\丙.doc"', ["甲", r"C:\示例\丙.doc"]),
        ('甲,"说""好"""', ["甲", '说"好"']),
        ('"甲" ,"乙"　,丙', ["甲", "乙", "丙"]),
        ('甲,5"管', ["甲", '5"管']),
    ],
)
def test_quotation_marks_in_a_cell(tmp_path: Path, line: str, cells: list[object]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"单位,备注,其他\n{line}\n丁,戊,己\n", encoding="utf-8")
    assert read(path)[0].rows == [["单位", "备注", "其他"], cells, ["丁", "戊", "己"]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (r"甲,说\"好\",乙", "第 3 行的引号前面有反斜杠"),
        (r'"乙\",丙",丁', "第 3 行的引号前面有反斜杠"),
        ('甲,"说"好"",乙', "第 3 行的英文引号"),
        (r'甲,"C:\\",说\"好\"，"乙"丙"', "第 3 行的引号前面有反斜杠"),
        (r'甲,"C:\\","说\"好\""', "第 3 行的英文引号"),
        ('甲,"乙', "第 3 行的英文引号"),
    ],
)
def test_quotation_marks_that_cannot_be_told(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"单位,备注,其他\n甲,乙,丙\n{line}\n", encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        read(path)
