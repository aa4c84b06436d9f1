"""Old workbooks (.xls) made record by record: read as LibreOffice and Excel read them, refused where they are damaged."""

import struct
from datetime import date
from pathlib import Path

import pytest

from liaison.cells import Lost
from liaison.errors import BadFile
from liaison.formats.sheets import read
from liaison.formats.unseen.compound import book_in, packed
from liaison.formats.unseen.xls import short_number
from liaison.tables import RawTable

END = 0xFFFFFFFE


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def text(content: str) -> bytes:
    return struct.pack("<HB", len(content), 1) + content.encode("utf-16-le")


def strings(*texts: str) -> bytes:
    return record(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(text, texts)))


def code(number: int, told: str) -> bytes:
    return record(0x41E, struct.pack("<H", number) + text(told))


def style(number: int) -> bytes:
    return record(0xE0, struct.pack("<HH16x", 0, number))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def shared(row: int, column: int, which: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, which))


def formula(row: int, column: int, result: bytes, tokens: bytes = b"\x24\1\0\0\xc0") -> bytes:
    told = struct.pack("<H", len(tokens)) + tokens
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + bytes(6) + told)


EMPTY = b"\x03\0\0\0\0\0\xff\xff"


def stream(heads: bytes, cells: bytes, page: int = 1200) -> bytes:
    """The records of a workbook of one sheet, A."""

    def begin(what: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, what, 0xDBB, 0x7CC, 0, 6))

    head = begin(5) + record(0x42, struct.pack("<H", page)) + heads
    at = len(head) + 13 + 4
    return (
        head + record(0x85, struct.pack("<IBBBBc", at, 0, 0, 1, 0, b"A")) + record(10) + begin(16) + cells
    ) + record(10)


def opened(tmp_path: Path, data: bytes) -> RawTable:
    path = tmp_path / "名册.xls"
    path.write_bytes(data)
    return read(path)[0]


def rows(tmp_path: Path, heads: bytes, cells: bytes, page: int = 1200) -> list[list[object]]:
    return opened(tmp_path, packed(stream(heads, cells, page))).rows


@pytest.mark.parametrize("page", [936, 1252, 1200, 950, 10000, 0])
def test_texts_are_unicode_whatever_code_page_is_named_beside(tmp_path: Path, page: int) -> None:
    narrow = struct.pack("<HB", 4, 0) + b"Caf\xe9"
    heads = record(0xFC, struct.pack("<II", 3, 3) + text("单位名称") + text("ABC 1号") + narrow)
    cells = b"".join(shared(0, place, place) for place in range(3))
    assert rows(tmp_path, heads, cells, page) == [["单位名称", "ABC 1号", "Café"]]


@pytest.mark.parametrize("built_in", [14, 22, 27, 45, 50, 58])
def test_a_format_means_what_the_file_says(tmp_path: Path, built_in: int) -> None:
    heads = code(built_in, "0") + code(60, "yyyy-mm-dd") + style(0) + style(built_in) + style(60)
    cells = number(0, 0, 45, 1) + number(0, 1, 45047, 2) + number(0, 2, 63210001, 1)
    assert rows(tmp_path, heads, cells) == [[45.0, date(2023, 5, 1), 63210001.0]]


@pytest.mark.parametrize(
    ("told", "value", "shown"),
    [("00000000000", 2160000001, "02160000001"), ('0.0"万元"', 12.5, "12.5万"), ("#,##0,", 120000, "120")],
)
def test_a_number_is_read_as_its_format_shows_it(tmp_path: Path, told: str, value: float, shown: str) -> None:
    heads = code(170, told) + style(0) + style(170)
    short = struct.pack("<i", int(value * 100) << 2 | 3) if value * 100 < 1 << 29 else None
    cells = number(0, 0, value, 1) + number(0, 1, value)
    cells += record(0x06, struct.pack("<HHHd", 0, 2, 1, value) + bytes(8))
    found = [shown, float(value), shown]
    if short:
        cells += record(0x27E, struct.pack("<HHH", 0, 3, 1) + short)
        cells += record(0xBD, struct.pack("<HHH4sH4sH", 0, 4, 0, short, 1, short, 5))
        found += [shown, float(value), shown]
    assert rows(tmp_path, heads, cells) == [found]


@pytest.mark.parametrize(
    ("packed_in", "value"),
    [(0x3FF00000, 1), (0x3FF00001, 0.01), (0x004B5646, 1234321), (0x004B5647, 12343.21)],
)
def test_short_numbers(packed_in: int, value: float) -> None:
    """The examples of the OpenOffice documentation of the format, 2.5.5."""
    assert short_number(struct.pack("<I", packed_in)) == value


def test_a_day_shown_as_a_month_is_marked_and_days_may_count_from_1904(tmp_path: Path) -> None:
    heads = record(0x22, b"\1\0") + code(170, 'yyyy"年"m"月"') + style(0) + style(170) + style(17) + style(14)
    cells = b"".join(number(0, place, 43585, place) for place in range(4))
    table = opened(tmp_path, packed(stream(heads, cells)))
    assert table.from_1904
    assert table.rows == [[43585.0, date(2023, 5, 1), date(2023, 5, 1), date(2023, 5, 1)]]
    assert table.partly == {(1, 1), (1, 2)}


def test_a_formula_that_nobody_has_worked_out(tmp_path: Path) -> None:
    cells = number(0, 0, 1) + formula(0, 1, EMPTY)
    assert rows(tmp_path, b"", cells) == [[1.0, Lost("=…")]]
    # A program that counts says so, or has counted another: then an empty text is one.
    assert rows(tmp_path, record(0x1C1, bytes(8)), cells) == [[1.0]]
    assert rows(tmp_path, b"", cells + formula(0, 2, struct.pack("<d", 3))) == [[1.0, None, 3.0]]


@pytest.mark.parametrize(
    ("tokens", "is_lost"),
    [
        ("1e05001e070003", True),  # =5+7
        ("240000000025000001000000c0420204 00", True),  # =SUM(A1,A1:B2)
        ("250000010000000019100000", True),  # =SUM(A1:A2), as it is written mostly
        ("2400000000" + "411b00", True),  # ROUND
        ("24000000c0" + "1e0500" + "0d", True),  # =A1>5
        ("1700 00", False),  # =""
        ("24000000c0", False),  # =A1
        ("24000000c0" + "170000" + "08", False),  # =A1&""
        ("24000000c0" + "417600", False),  # =TRIM(A1)
    ],
)
def test_a_formula_of_numbers_comes_to_no_empty_text(tmp_path: Path, tokens: str, is_lost: bool) -> None:
    cells = number(0, 0, 1) + formula(0, 1, EMPTY, bytes.fromhex(tokens))
    found = rows(tmp_path, record(0x1C1, bytes(8)), cells)
    assert found == [[1.0, Lost("=…")] if is_lost else [1.0]]


@pytest.mark.parametrize("cut", [*range(14, 28), *range(37, 46)])
def test_small_figures_in_texts_that_go_on_in_another_record(tmp_path: Path, cut: int) -> None:
    """Text 1 is 12 and a raised 2 in two wide parts, text 2 is H2O with a lowered 2 and bytes of another sort behind."""
    fonts = b"".join(record(0x31, struct.pack("<8xH", height)) for height in (0, 0, 0, 0, 1, 2))
    parts = [  # what may be parted with a sign of its own (a text), and what is parted as it is
        (b"\2\0\0\0\2\0\0\0", False),
        (struct.pack("<HBH", 3, 9, 2), False),
        ("122".encode("utf-16-le"), True),
        (struct.pack("<4H", 0, 1, 2, 5), False),
        (struct.pack("<HBHI", 3, 12, 2, 5), False),
        (b"H2O", True),
        (struct.pack("<4H", 1, 6, 2, 0) + b"other", False),
    ]
    whole, at = b"".join(part for part, _ in parts), 0
    for part, is_text in parts:
        if is_text and at < cut < at + len(part):
            wide = len(part) == 6
            cut -= (cut - at) % 2 if wide else 0
            heads = record(0xFC, whole[:cut]) + record(0x3C, bytes([wide]) + whole[cut:])
            break
        if is_text and cut == at:
            cut -= 1
        at += len(part)
    else:
        heads = record(0xFC, whole[:cut]) + record(0x3C, whole[cut:])
    cells = shared(0, 0, 0) + shared(0, 1, 1)
    table = rows(tmp_path, fonts + heads, cells)
    assert table == [["12²", "H₂O"]]


@pytest.mark.parametrize("size", [10, 4096, 5000, 70_000, 8_000_000])
def test_a_stream_comes_out_of_its_file_as_it_went_in(size: int) -> None:
    content = bytes(range(251)) * (size // 251 + 1)
    assert book_in(packed(content))[: len(content)] == content


def damaged(change: str) -> bytes:
    """A file whose chains lead in a circle."""
    data = bytearray(packed(stream(b"", number(0, 0, 1)).ljust(20_000, b"\0")))
    table = 512 * (2 + 40)

    def points(sector: int, to: int) -> None:
        struct.pack_into("<I", data, table + 4 * sector, to)

    match change:
        case "the entries":
            points(0, 0)
        case "the stream, itself":
            points(5, 5)
        case "the stream, a round":
            points(20, 3)
        case "a table of itself":
            struct.pack_into("<II", data, 0x4C, 41, 41)
        case "the lists of tables":
            struct.pack_into("<I", data, 0x44, 2)
            struct.pack_into("<I", data, 512 * 4 - 4, 2)
        case "behind the end":
            points(20, 5000)
        case "small sectors":
            # The stream as a short one: its small sectors in sector 1 and on, their table in sector 30, going round.
            struct.pack_into("<II", data, 512 + 116, 1, 2048)
            struct.pack_into("<II", data, 512 + 128 + 116, 0, 2000)
            struct.pack_into("<I", data, 0x3C, 30)
            points(30, END)
            struct.pack_into("<4I", data, 512 * 31, 1, 2, 3, 0)
        case "the table of small sectors":
            struct.pack_into("<II", data, 512 + 128 + 116, 0, 2000)
            struct.pack_into("<I", data, 0x3C, 30)
            points(30, 30)
    return bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        "the entries",
        "the stream, itself",
        "the stream, a round",
        "a table of itself",
        "the lists of tables",
        "behind the end",
        "small sectors",
        "the table of small sectors",
    ],
)
def test_a_circle_in_the_file_is_damage(tmp_path: Path, change: str) -> None:
    with pytest.raises(BadFile, match="已损坏或不完整"):
        opened(tmp_path, damaged(change))


@pytest.mark.parametrize(
    "extent", [(0, 0xFFFFFFFF, 0, 0xFFFF), (5, 0, 0, 1), (0, 1, 9, 2), (0, 0xFFFFFF, 0, 4095)]
)
def test_an_extent_that_no_sheet_has_reserves_no_memory(
    tmp_path: Path, extent: tuple[int, int, int, int]
) -> None:
    cells = record(0x200, struct.pack("<IIHHH", *extent, 0)) + number(0, 0, 1)
    assert rows(tmp_path, b"", cells) == [[1.0]]


@pytest.mark.parametrize(
    "far", [number(65535, 65535, 1), shared(65535, 4000, 0), formula(60000, 9000, EMPTY)]
)
def test_cells_that_lie_too_far_apart(tmp_path: Path, far: bytes) -> None:
    with pytest.raises(BadFile, match="极远"):
        rows(tmp_path, strings("甲"), number(0, 0, 1) + far)
    assert len(rows(tmp_path, b"", number(0, 0, 1) + number(65535, 255, 1))) == 65536
