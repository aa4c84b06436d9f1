"""Binary workbooks (.xlsb) made record by record: what they hold besides their cells."""

import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from liaison.cells import Lost
from liaison.errors import BadFile
from liaison.formats.sheets import read
from liaison.tables import Block, RawTable

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + data


def text(content: str) -> bytes:
    return struct.pack("<I", len(content)) + content.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(
        0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0)
    )


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + value)


def real(column: int, value: float, style: int = 0) -> bytes:
    return cell(5, column, struct.pack("<d", value), style)


def opened(
    path: Path, cells: bytes, *, before: bytes = b"", after: bytes = b"", from_1904: bool = False
) -> RawTable:
    """A workbook of one sheet, whose styles are: general, zeros in front, a month, a day."""
    codes = ["00000000000", "yyyy\\-mm", "yyyy\\-mm\\-dd"]
    styles = record(278) + record(615, struct.pack("<I", len(codes)))
    styles += b"".join(record(44, struct.pack("<H", 164 + n) + text(code)) for n, code in enumerate(codes))
    styles += record(616) + record(617, struct.pack("<I", 4))
    styles += (
        b"".join(record(47, struct.pack("<HH12x", 0, n)) for n in (0, 164, 165, 166))
        + record(618)
        + record(279)
    )
    book = record(131) + record(153, struct.pack("<II", int(from_1904), 0) + text("")) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("rId1") + text("名册")) + record(144) + record(132)
    sheet = (
        record(129)
        + record(148, struct.pack("<IIII", 0, 9, 0, 9))
        + before
        + record(145)
        + cells
        + record(146)
        + after
        + record(130)
    )
    types = "".join(
        f'<Override PartName="/xl/{name}.bin" ContentType="application/vnd.ms-excel.{kind}"/>'
        for name, kind in (
            ("workbook", "sheet.binary.macroEnabled.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
        )
    )
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        out.writestr(
            "_rels/.rels",
            RELATIONS.format(
                f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
            ),
        )
        out.writestr(
            "xl/_rels/workbook.bin.rels",
            RELATIONS.format(
                f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
                f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.bin"/>'
            ),
        )
        out.writestr("xl/workbook.bin", book)
        out.writestr("xl/styles.bin", styles)
        out.writestr("xl/worksheets/sheet1.bin", sheet)
    return read(path)[0]


def test_what_a_binary_workbook_holds_besides_its_cells(tmp_path: Path) -> None:
    short = struct.pack("<I", 2160000001 % (1 << 29) << 2 | 2)
    cells = (
        row(0) + cell(6, 0, text("甲")) + real(1, 2160000001, 1) + cell(2, 2, short, 1) + cell(3, 3, b"\x2a")
    )
    cells += row(1, hidden=True) + cell(6, 0, text("乙")) + real(1, 45047, 2) + real(2, 45047, 3)
    cells += cell(11, 3, b"\x07" + bytes(14)) + cell(9, 4, struct.pack("<d", 7) + bytes(14), 1)
    cells += row(2) + cell(6, 0, text("丙"))
    columns = record(390) + record(60, struct.pack("<IIIIH", 2, 3, 2000, 0, 1)) + record(391)
    merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 1, 2, 4, 4)) + record(178)
    table = opened(tmp_path / "表.xlsb", cells, before=columns, after=merged)
    assert table.rows == [
        ["甲", "02160000001", f"{2160000001 % (1 << 29):011d}", Lost("#N/A")],
        ["乙", date(2023, 5, 1), date(2023, 5, 1), Lost("#DIV/0!"), "00000000007"],
        ["丙"],
    ]
    assert (table.hidden_rows, table.hidden_columns, table.partly) == ({2}, {2, 3}, {(2, 1)})
    assert table.merged == (Block(2, 3, 4, 4),)
    assert not table.from_1904


def test_days_may_count_from_1904(tmp_path: Path) -> None:
    table = opened(tmp_path / "表.xlsb", row(0) + real(0, 43585) + real(1, 43585, 3), from_1904=True)
    assert table.from_1904
    assert table.rows == [[43585.0, date(2023, 5, 1)]]


def test_cells_that_lie_too_far_apart(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="极远"):
        opened(tmp_path / "表.xlsb", row(0) + real(0, 1) + row(1_048_575) + real(16_383, 1))
