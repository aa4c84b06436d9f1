"""The compound file in which an old workbook (.xls, .et) lies: a small file system, of which one stream is wanted.

Its sectors name one another, and the reading library follows them wherever they lead: in a circle until the memory is full.
So the stream is taken out here, and the library gets it in a file of ours that holds nothing else.
"""

from __future__ import annotations

import struct

_LAST = 0xFFFFFFFA
"""Numbers of sectors end here; above are marks."""
_FREE, _END, _TABLE, _LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_SIZE, _CUTOFF, _LISTED = 512, 4096, 109
_PER_SECTOR = _SIZE // 4


def book_in(data: bytes) -> bytes:
    """The workbook's stream of records. Raises ``ValueError``, ``IndexError`` or ``struct.error`` where the file is damaged."""
    if data[0x1E] not in (9, 12) or data[0x20] != 6:
        raise ValueError("sectors of no known size")
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


def packed(stream: bytes) -> bytes:
    """A compound file that holds a workbook's stream, and nothing else."""
    room = -(-max(len(stream), _CUTOFF) // _SIZE)
    tables = lists = 0
    while tables * _PER_SECTOR < 1 + room + tables + lists:
        tables = -(-(1 + room + tables + lists) // _PER_SECTOR)
        lists = -(-max(tables - _LISTED, 0) // (_PER_SECTOR - 1))
    # Sectors: the entries, the stream, the tables of sectors, the lists of tables.
    first_table = 1 + room
    numbers = [*range(first_table, first_table + tables)]
    listed = b""
    for at in range(lists):
        part = numbers[_LISTED + at * (_PER_SECTOR - 1) :][: _PER_SECTOR - 1]
        following = first_table + tables + at + 1 if at + 1 < lists else _END
        listed += struct.pack(f"<{_PER_SECTOR}I", *_filled(part, _PER_SECTOR - 1), following)
    table = [_END, *range(2, first_table), _END, *[_TABLE] * tables, *[_LIST] * lists]
    head = struct.pack(
        f"<8s16xHHHHH6xIIIIIIIII{_LISTED}I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6, 0, tables, 0, 0, _CUTOFF, _END, 0),
        *(first_table + tables if lists else _END, lists),
        *_filled(numbers[:_LISTED], _LISTED),
    )
    entries = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 1, room * _SIZE)
    return b"".join(
        (
            head,
            entries.ljust(_SIZE, b"\0"),
            stream.ljust(room * _SIZE, b"\0"),
            struct.pack(f"<{tables * _PER_SECTOR}I", *_filled(table, tables * _PER_SECTOR)),
            listed,
        )
    )


def _filled(numbers: list[int], length: int) -> list[int]:
    return numbers + [_FREE] * (length - len(numbers))


def _entry(name: str, kind: int, start: int, length: int, child: int = _FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", raw, len(raw), kind, 1, _FREE, _FREE, child, start, length)


def _table_sectors(data: bytes, size: int) -> list[int]:
    """The sectors that hold the table of sectors: the first 109 are listed in the header, the others in a chain."""
    found = list(struct.unpack_from(f"<{_LISTED}I", data, 0x4C))
    number = struct.unpack_from("<I", data, 0x44)[0]
    seen = set()
    while number < _LAST:
        if number in seen:
            raise ValueError("lists in a circle")
        seen.add(number)
        listed = _numbers(_sector(data, number, size))
        found += listed[:-1]
        number = listed[-1]
    found = [number for number in found if number < _LAST]
    if len(found) != len(set(found)):
        raise ValueError("a table that is its own part")
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _sector(data: bytes, number: int, size: int, first: int = 1) -> bytes:
    found = data[(number + first) * size : (number + first + 1) * size]
    if not found:
        raise ValueError("a sector behind the end")
    return found


def _chain(data: bytes, number: int, table: tuple[int, ...], size: int, first: int = 1) -> bytes:
    """The sectors of a stream, each naming the next."""
    parts: list[bytes] = []
    while number < _LAST:
        if len(parts) * size > len(data):
            raise ValueError("sectors in a circle")
        parts.append(_sector(data, number, size, first))
        number = table[number]
    return b"".join(parts)
