"""What an old workbook (.xls, .et) holds besides the cells that the reading library gives; see ``unseen``.

Such a file is a small file system (compound file) with one stream of records: first those of the whole workbook, among them where each
sheet's begin, then each sheet's. Only the few kinds of records that are asked for are looked into.
"""

from __future__ import annotations

import re
import struct

from liaison.cells import Lost
from liaison.formats.unseen import MOST_COLUMNS, Unseen

_FORMULA, _EOF, _COLUMNS, _SHEET, _ERROR, _ROW, _BOF = 0x06, 0x0A, 0x7D, 0x85, 0x205, 0x208, 0x809
_LEAST = {_FORMULA: 14, _EOF: 0, _COLUMNS: 10, _ERROR: 8, _ROW: 16, _BOF: 0}
"""The kinds that are looked into, and the bytes that one of each has at least."""
_WORTH = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb"\x05\x02\x08\x00.{7}\x01",
        rb"\x06\x00.{8}\x02.{5}\xff\xff",
        rb"\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]",
        rb"\x7d\x00[\x0a-\x0c]\x00.{8}[\x01-\xff]",
    )
)
"""What the stream of a workbook has in which there is anything to find; most have none and are not looked through."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_LAST = 0xFFFFFFFA
"""Numbers of sectors end here; above are marks."""
_HEAD = struct.Struct("<HH")


def of_xls(data: bytes) -> list[Unseen]:
    """What is unseen of an .xls, sheet by sheet in their order; nothing where the file is too damaged to tell."""
    try:
        stream = _stream(data)
        if not any(pattern.search(stream) for pattern in _WORTH):
            return []
        return [_of_sheet(stream, start) for start in _sheets(stream)]
    except (struct.error, IndexError, ValueError):
        return []


# -- records ----------------------------------------------------------------------------------------------------------


def _sheets(stream: bytes) -> list[int]:
    """Where the records of each sheet begin."""
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        if kind == _SHEET:
            found.append(struct.unpack_from("<I", stream, at + 4)[0])
        elif kind == _EOF:
            break
        at += 4 + length
    return found


def _of_sheet(stream: bytes, at: int) -> Unseen:
    """The records of a sheet; those of a chart on it stand between marks of their own."""
    found, within, end, head = Unseen(), 0, len(stream) - 4, _HEAD.unpack_from
    while at <= end:
        kind, length = head(stream, at)
        start, at = at + 4, at + 4 + length
        if kind not in _LEAST:
            continue
        if kind == _BOF:
            within += 1
        elif kind == _EOF:
            within -= 1
            if within <= 0:
                break
        elif within == 1 and length >= _LEAST[kind] and at <= len(stream):
            _note(found, kind, stream[start:at])
    return found


def _note(found: Unseen, kind: int, record: bytes) -> None:
    if kind == _ROW and record[12] & 0x20:
        found.rows.add(int.from_bytes(record[:2], "little") + 1)
    elif kind == _COLUMNS and record[8] & 1:
        first, last = struct.unpack_from("<HH", record)
        found.columns.update(range(first, min(last + 1, MOST_COLUMNS)))
    elif kind == _ERROR and record[7] == 1:
        _lose(found, record, record[6])
    elif kind == _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":
        _lose(found, record, record[8])


def _lose(found: Unseen, record: bytes, code: int) -> None:
    row, column = struct.unpack_from("<HH", record)
    found.lost[row + 1, column] = Lost(_ERRORS.get(code, "#N/A"))


# -- the compound file ------------------------------------------------------------------------------------------------


def _stream(data: bytes) -> bytes:
    """The workbook's stream of records."""
    size, small = 1 << data[0x1E], 1 << data[0x20]
    first_entry, cutoff, first_small = (struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C))
    table = _numbers(b"".join(_sector(data, number, size) for number in _table_sectors(data, size)))
    entries = _chain(data, first_entry, table, size)
    root, book = None, None
    for at in range(0, len(entries) - 127, 128):
        name = entries[at : at + 64].decode("utf-16-le", "replace")[: max(entries[at + 64] // 2 - 1, 0)]
        start, length = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] == 5:
            root = start
        elif name.lower() == "workbook" or (name.lower() == "book" and book is None):
            book = start, length
    if book is None:
        raise ValueError("no workbook")
    start, length = book
    if length >= cutoff or root is None:
        return _chain(data, start, table, size)[:length]
    # Short streams lie in small sectors, and those in a stream of their own.
    room = _chain(data, root, table, size)
    sectors = _numbers(_chain(data, first_small, table, size))
    return _chain(room, start, sectors, small, first=0)[:length]


def _table_sectors(data: bytes, size: int) -> list[int]:
    """The sectors that hold the table of sectors: the first 109 are listed in the header, the others in a chain."""
    found = list(struct.unpack_from("<109I", data, 0x4C))
    number = struct.unpack_from("<I", data, 0x44)[0]
    seen = set()
    while number < _LAST and number not in seen:
        seen.add(number)
        listed = _numbers(_sector(data, number, size))
        found += listed[:-1]
        number = listed[-1]
    return [number for number in found if number < _LAST]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _sector(data: bytes, number: int, size: int, first: int = 1) -> bytes:
    return data[(number + first) * size : (number + first + 1) * size]


def _chain(data: bytes, number: int, table: tuple[int, ...], size: int, first: int = 1) -> bytes:
    """The sectors of a stream, each naming the next."""
    parts: list[bytes] = []
    while number < _LAST and len(parts) <= len(table):
        parts.append(_sector(data, number, size, first))
        number = table[number]
    return b"".join(parts)
