"""What sheets hold besides cells: hidden rows and columns, merged areas, and cells that lost their value, in every format."""

import contextlib
import io
import os
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.cells import PICTURE, Lost
from liaison.errors import BadFile
from liaison.formats.correcting.marking import mark
from liaison.formats.sheets import read
from liaison.formats.unseen import Sprawling, Unseen
from liaison.formats.unseen import ods as open_sheet
from liaison.formats.unseen import xlsx as sheet_xml
from liaison.formats.unseen.ods import of_ods
from liaison.formats.unseen.xls import of_xls
from liaison.formats.unseen.xlsx import of_xlsx
from liaison.tables import Block, Note, RawTable

SOFFICE = shutil.which("soffice")

ROWS: list[list[Any]] = [
    ["名册"],
    ["名称", "类别", "数", "电话", "备注"],
    ["甲", "企业", 1.0, "1", "x"],
    ["乙", None, 2.0, Lost("#DIV/0!"), "y"],
    ["丙", "学校", Lost("#N/A"), None, "z"],
    ["合计", None, 3.0],
]
MERGED = {Block(1, 1, 0, 4), Block(3, 4, 1, 1), Block(5, 5, 2, 3), Block(6, 6, 0, 1)}


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workbook in each format: two sheets, the second begins further down."""
    folder = tmp_path_factory.mktemp("unseen")
    with xlsxwriter.Workbook(str(folder / "名册.xlsx")) as book:
        one = book.add_worksheet("名册 <&>")
        for number, row in enumerate(ROWS):
            for place, value in enumerate(row):
                if isinstance(value, Lost):
                    one.write_formula(
                        number, place, "=NA()" if value == Lost("#N/A") else "=1/0", None, str(value)
                    )
                elif value is not None:
                    one.write(number, place, value)
        one.merge_range("A1:E1", "名册")
        one.merge_range("B3:B4", "企业")
        one.merge_range("C5:D5", "")
        one.write_formula("C5", "=NA()", None, "#N/A")
        one.merge_range("A6:B6", "合计")
        one.set_row(3, None, None, {"hidden": True})
        one.set_column("D:D", None, None, {"hidden": True})
        one.set_column("K:XFD", None, None, {"hidden": True})
        other = book.add_worksheet("第二")
        other.write_row(2, 1, ["q", "a"])
        other.write_row(3, 1, ["r", "b"])
        other.write_row(5, 1, ["s", "c"])
        other.set_row(5, None, None, {"hidden": True})
        other.set_row(9, None, None, {"hidden": True})
    if SOFFICE:
        for suffix in ("xls", "ods"):
            subprocess.run(
                ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder), str(folder / "名册.xlsx")],
                check=True, capture_output=True, timeout=120, env=os.environ | {"HOME": str(folder)},
            )  # fmt: skip
    return folder


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_every_format_tells_the_same(books: Path, suffix: str) -> None:
    if suffix != "xlsx" and not SOFFICE:
        pytest.skip("LibreOffice (soffice) is not installed: .xls and .ods are not read")
    one, other = read(books / f"名册.{suffix}")
    assert one.rows == ROWS
    assert [type(cell) for cell in one.rows[3]] == [str, type(None), type(one.rows[3][2]), Lost, str]
    assert one.hidden_rows == {4}
    assert one.hidden_columns == {3}
    assert set(one.merged) == MERGED
    assert (other.first, other.hidden_rows, other.merged) == (3, {6}, ())


def test_text_has_nothing_unseen(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2\n")
    assert read(path) == [RawTable("a", [["甲", "乙"], ["1", "2"]], 1, frozenset(), frozenset(), ())]


# -- .xlsx ------------------------------------------------------------------------------------------------------------


def xlsx(*rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook with these rows of XML."""
    raw = io.BytesIO()
    openpyxl.Workbook().save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
                data = f"<worksheet {space}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>".encode()
            new.writestr(member, data)
    return out.getvalue()


TEXT = '<c r="A{0}" t="inlineStr"><is><t>甲</t></is></c>'


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        ('<c r="B1"><f t="shared" si="0"/></c>', "=…"),
        ('<c r="B1"><f t="shared" si="0"/><v/></c>', "=…"),
        ('<c r="B1"><f si="0" t="shared" /><v></v></c>', "=…"),
        ('<c r="B1"><f t="shared" ref="B1:B9" si="0">A1&amp;1</f></c>', "=A1&1"),
        ('<c r="B1">\n <f>A1</f>\n <v></v>\n</c>', "=A1"),
        ('<c r="B1" t="n"><f>A1</f></c>', "=A1"),
        ('<c r="B1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B1" t="e"><f>A1</f><v>#N/A</v></c>', "#N/A"),
        ('<c r="B1" t="e"/><c r="B1" t="e"><f>A1</f></c>', "=…"),
        ('<c r="B1"><f t="shared" si="0"/><v>7</v></c>', None),
        ('<c r="B1" t="str"><f t="shared" si="0"/><v></v></c>', None),
        ('<c r="B1" s="0"/>', None),
        ('<c r="B1" t="e"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>#NAME?</v></c>', PICTURE),
        ('<c r="B1"><f>_xlfn.DISPIMG("ID_0A",1)</f></c>', PICTURE),
        ('<c r="B1" t="e" vm="1"><v>#VALUE!</v></c>', PICTURE),
        ('<c r="B1" t="e" vm="1"><f>FILTER(A1,0)</f><v>#VALUE!</v></c>', "#VALUE!"),
    ],
)
def test_cells_without_a_value(tmp_path: Path, cell: str, lost: str | None) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx('<row r="1">' + TEXT.format(1) + cell + "</row>"))
    (table,) = read(path)
    found = [one for one in table.rows[0] if isinstance(one, Lost)]
    assert found == ([] if lost is None else [Lost(lost)])


def test_rows_and_columns_that_say_they_are_not_hidden() -> None:
    data = xlsx(
        '<row r="1" hidden="false">' + TEXT.format(1) + "</row>",
        '<row hidden="0" r="2">' + TEXT.format(2) + "</row>",
        '<row spans="1:1" hidden="1" r="3">' + TEXT.format(3) + "</row>",
        '<row r="4" hidden="true" />',
        '<row r="5"><c r="A5" t="inlineStr"><is><t>row r="9" hidden="1"</t></is></c></row>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="4" max="9999999" width="0" hidden="false"/></cols>',
        after='<autoFilter ref="A1:A5"><filterColumn colId="0" hiddenButton="1"/></autoFilter>',
    )
    (found,) = of_xlsx(data).values()
    assert found == Unseen({}, {3, 4}, {1, 2})


def test_pieces_lose_nothing_at_their_borders(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        f'<row r="{n}" hidden="1">{TEXT.format(n)}<c r="B{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 40)
    ]  # fmt: skip
    for size in (1, 7, 100, 1000):
        monkeypatch.setattr(sheet_xml, "_PIECE", size)
        (found,) = of_xlsx(xlsx(*rows)).values()
        assert found.rows == set(range(1, 40))
        assert found.lost == {(n, 1): Lost("#N/A") for n in range(1, 40)}


def test_a_merged_area_ends_where_the_table_does(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    after = '<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="A1:XFD1"/><mergeCell ref="C1:D2"/></mergeCells>'
    rows = [f'<row r="{n}">{TEXT.format(n)}</row>' for n in (1, 2, 3)]
    path.write_bytes(xlsx(*rows, after=after))
    assert read(path)[0].merged == (Block(2, 3, 0, 0),)


# -- .ods -------------------------------------------------------------------------------------------------------------


def ods(body: str, head: str = "") -> bytes:
    names = ("office", "table", "text", "calcext")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content {spaces}><office:body><office:spreadsheet>{body}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def a_row(cells: str, **attributes: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    first = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    return f"<table:table-row{said}>{first}{cells}</table:table-row>"


def a_sheet(*rows: str) -> str:
    return f'<table:table table:name="表">{"".join(rows)}</table:table>'


@pytest.mark.parametrize(
    ("attributes", "inside", "cell"),
    [
        ('office:value-type="float" office:value="0"', "<text:p>#DIV/0!</text:p>", Lost("#DIV/0!")),
        ('office:value-type="float" office:value="0"', "<text:p>Err:502</text:p>", Lost("Err:502")),
        ('office:value-type="string" calcext:value-type="error"', "<text:p>#名称?</text:p>", Lost("#N/A")),
        ('office:value-type="string" calcext:value-type="error"', "", Lost("#N/A")),
        ("", "", Lost("=A1&1")),
        ("", "<office:annotation><text:p>批注</text:p></office:annotation>", Lost("=A1&1")),
        ("", "<text:p/>", None),
        ('office:value-type="float" office:value="3"', "<text:p>3</text:p>", 3.0),
        ('office:value-type="string"', "<text:p>Err:502</text:p><text:p>是什么</text:p>", "Err:502\n是什么"),
        (
            'office:value-type="float" office:value="0"',
            "<office:annotation><text:p>批注</text:p></office:annotation><text:p>#N/A</text:p>",
            Lost("#N/A"),
        ),
        (
            'office:value-type="float" office:value="3"',
            "<office:annotation><text:p>#N/A</text:p></office:annotation><text:p>3</text:p>",
            3.0,
        ),
    ],
)
def test_what_formulas_come_to(tmp_path: Path, attributes: str, inside: str, cell: object) -> None:
    path = tmp_path / "a.ods"
    formula = f'<table:table-cell table:formula="of:=A1&amp;1" {attributes}>{inside}</table:table-cell>'
    path.write_bytes(ods(a_sheet(a_row(formula + formula.replace("A1&", "A1&")))))
    (table,) = read(path)
    assert table.rows == [["甲", cell, cell] if cell is not None else ["甲"]]


@pytest.mark.parametrize("size", [1, 60, 1 << 20])
def test_repeated_rows_and_cells_are_counted(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(open_sheet, "_PIECE", size)
    error = '<table:table-cell table:number-columns-repeated="2" calcext:value-type="error"/>'
    body = a_sheet(
        '<table:table-column table:number-columns-repeated="3"/>',
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>',
        a_row("", number_rows_repeated="3"),
        a_row('<table:covered-table-cell table:number-columns-repeated="4"/>' + error, visibility="filter", number_rows_repeated="2"),
        a_row("", visibility="collapse"),
        "<table:table-header-rows>",
        a_row("", visibility="visible"),
        "</table:table-header-rows>",
        a_row('<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="3"/>'),
    )  # fmt: skip
    found = of_ods(ods(body))["表"]
    assert found.rows == {4, 5, 6}
    assert found.columns == {3, 4}
    assert found.lost == {(row, place): Lost("#N/A") for row in (4, 5) for place in (5, 6)}
    assert found.merged == [Block(8, 9, 1, 3)]


@pytest.mark.parametrize(
    "body",
    [
        a_sheet(a_row("", visibility="collapse"))[:-20],
        a_sheet(a_row('<table:table-cell table:formula="&b;"/>')),
        a_sheet(
            a_row(
                '<table:table-cell calcext:value-type="error" table:number-columns-repeated="9999" table:formula=""/>',
                number_rows_repeated="999999",
            )
        ),
    ],
    ids=["cut off", "entities", "without end"],
)
def test_an_open_sheet_that_cannot_be_trusted(tmp_path: Path, body: str) -> None:
    head = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>' if "&b;" in body else ""
    with pytest.raises(ValueError, match=r"."):
        of_ods(ods(body, head))
    path = tmp_path / "a.ods"
    path.write_bytes(ods(body.replace("9999", "3"), head))
    with contextlib.suppress(BadFile):
        read(path)


# -- .xls -------------------------------------------------------------------------------------------------------------


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*sheets: bytes) -> bytes:
    """A stream of records with these sheets."""
    begin, end = record(0x809, bytes(16)), record(0x0A)
    head = len(begin + end) + len(sheets) * 12
    starts = [head + sum(len(begin + one + end) for one in sheets[:number]) for number in range(len(sheets))]
    listed = b"".join(record(0x85, struct.pack("<IHH", start, 0, 0)) for start in starts)
    return begin + listed + end + b"".join(begin + one + end for one in sheets)


def compound(stream: bytes) -> bytes:
    """A compound file with that stream: in small sectors where it is short, with a list of tables in chains where it is long."""
    size, small = 512, len(stream) < 4096
    room = -(-len(stream) // size)
    tables = next(n for n in range(1, 999) if n * 128 >= room + 2 + n + max(0, -(-(n - 109) // 127)))
    lists = max(0, -(-(tables - 109) // 127))
    # Sectors: the entries, the table of small sectors, the stream, the tables, the lists of tables.
    first = 2 + room
    table = [0xFFFFFFFE, 0xFFFFFFFE, *range(3, first), 0xFFFFFFFE]
    table += [0xFFFFFFFD] * tables + [0xFFFFFFFC] * lists
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    numbers = list(range(first, first + tables))
    chained = b""
    for at in range(lists):
        part = numbers[109 + at * 127 : 109 + (at + 1) * 127]
        following = first + tables + at + 1 if at + 1 < lists else 0xFFFFFFFE
        chained += struct.pack("<128I", *part, *[0xFFFFFFFF] * (127 - len(part)), following)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 0x2C, tables, 0, 0)
    struct.pack_into("<IIIII", header, 0x38, 4096, 1, 1, first + tables if lists else 0xFFFFFFFE, lists)
    struct.pack_into("<109I", header, 0x4C, *(numbers[:109] + [0xFFFFFFFF] * (109 - len(numbers[:109]))))

    def entry(name: str, kind: int, start: int, length: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        return struct.pack("<64sHB49xIQ", raw, len(raw), kind, start, length)

    own = (0, len(stream)) if small else (2, len(stream))
    entries = entry("Root Entry", 5, 2 if small else 0xFFFFFFFE, room * size if small else 0)
    entries += entry("Workbook", 2, *own) + bytes(256)
    count = room * size // 64 if small else 0
    smalls = [*range(1, count), 0xFFFFFFFE][:128] if small else []
    short = struct.pack("<128I", *smalls, *[0xFFFFFFFF] * (128 - len(smalls)))
    return bytes(header) + entries + short + stream.ljust(room * size, b"\0") + struct.pack(f"<{len(table)}I", *table) + chained  # fmt: skip


def row_record(row: int, flags: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 5, 255, 0, 0, flags))


def error_record(row: int, column: int, value: int, is_error: int) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row, column, 15, value, is_error))


def formula_record(row: int, column: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", row, column, 15) + result + bytes(6))


CHART = record(0x809, bytes(16)) + error_record(9, 9, 0x2A, 1) + record(0x0A)
FIRST = (
    record(0x7D, struct.pack("<HHHHHH", 2, 3, 0, 15, 1, 0))
    + record(0x7D, struct.pack("<HHHHHH", 5, 5, 0, 15, 0x1000, 0))
    + row_record(4, 0x20 | 0x140)
    + row_record(5, 0x140)
    + CHART
    + error_record(4, 0, 0x2A, 1)
    + error_record(4, 1, 1, 0)
    + formula_record(6, 2, b"\x02\0\x07\0\0\0\xff\xff")
    + formula_record(6, 3, b"\x01\0\x07\0\0\0\xff\xff")
    + formula_record(6, 4, struct.pack("<d", 2.5))
)
SEEN = Unseen({(5, 0): Lost("#N/A"), (7, 2): Lost("#DIV/0!")}, {5}, {2, 3})


@pytest.mark.parametrize("padding", [0, 5_000, 15_700_000], ids=["small sectors", "sectors", "long chains"])
def test_records_of_an_old_workbook(padding: int) -> None:
    filler = b"".join(record(0x203, bytes(8000)) for _ in range(padding // 8000)) + record(
        0x203, bytes(padding % 8000)
    )
    sheets = (filler + FIRST, error_record(0, 0, 0x17, 1))
    assert of_xls(compound(workbook(*sheets)))[1] == [SEEN, Unseen({(1, 0): Lost("#REF!")})]


def test_an_old_workbook_with_nothing_unseen() -> None:
    assert of_xls(compound(workbook(row_record(1, 0x140) + error_record(0, 0, 1, 0))))[1] == [Unseen()]


WHOLE = compound(workbook(FIRST, FIRST))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_old_workbook_is_never_a_traceback(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.one_of(st.integers(0, 0x60), st.integers(0, len(raw) - 1)))
        raw[at] = data.draw(st.integers(0, 255))
    for one in (raw[: data.draw(st.integers(0, len(raw)))], raw):
        with contextlib.suppress(ValueError, Sprawling):
            of_xls(bytes(one))


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damage_is_read_or_refused(books: Path, suffix: str, data: st.DataObject) -> None:
    if not SOFFICE:
        pytest.skip("LibreOffice (soffice) is not installed: .xls and .ods are not read")
    raw = bytearray((books / f"名册.{suffix}").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = books / f"坏.{suffix}"
    path.write_bytes(raw)
    with contextlib.suppress(BadFile):
        read(path)


# -- the copy ---------------------------------------------------------------------------------------------------------


def test_a_copy_of_other_formats_keeps_what_is_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n")
    rows: list[list[object]] = [["甲", "乙"], [Lost("=…"), "二"], [None, Lost("#REF!")], ["三", "值"]]
    blocks = (Block(3, 4, 0, 0), Block(5, 5, 0, 1))
    table = RawTable("表", rows, 2, merged=blocks)
    copy = mark(path, [table], [Note("表", 3, 0, "乙", None, "不对，请改")])
    assert copy.path
    (again,) = read(copy.path)
    # What a covered cell says for itself is worth more than the merging.
    assert again.merged == blocks[:1]
    assert again.rows == [["甲", "乙"], ["#N/A", "二"], [None, "#REF!"], ["三", "值"]]
