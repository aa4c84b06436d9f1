"""What an old workbook (.xls, .et) holds besides the cells that the reading library gives; see ``unseen``.

Its stream holds records: first those of the whole workbook, among them where each sheet's begin, then each sheet's. Only the few
kinds of records that are asked for are looked into. Where the library would misread a record or reserve more memory than there
is, it gets another one in its place.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.cells import Lost
from liaison.formats.unseen import MOST_CELLS, UNSAID, Sprawling, Unseen
from liaison.formats.unseen.compound import book_in, packed
from liaison.formats.unseen.shown import BUILT_IN, Format
from liaison.formats.unseen.xls_texts import raised_strings

_BOF, _EOF, _SHEET, _CODE_PAGE, _FROM_1904, _FORMAT, _STYLE, _WORKED_OUT = (
    *(0x809, 0x0A, 0x85, 0x42, 0x22, 0x41E, 0xE0, 0x1C1),
)
_FONT, _STRINGS, _MORE = 0x31, 0xFC, 0x3C
_FORMULA, _COLUMNS, _ERROR, _ROW, _EXTENT = 0x06, 0x7D, 0x205, 0x208, 0x200
_NUMBER, _SHORT, _SHORTS, _SHARED, _TEXT, _RICH = 0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6
_CELLS = {_FORMULA, _ERROR, _NUMBER, _SHORT, _SHORTS, _SHARED, _TEXT, _RICH}
_LEAST = {_BOF: 0, _EOF: 0, _COLUMNS: 10, _ROW: 16, _EXTENT: 10, **dict.fromkeys(_CELLS, 6)}
_LEAST |= {_FORMULA: 14, _ERROR: 8, _NUMBER: 14, _SHORT: 10}
"""The kinds that are looked into in a sheet, and the bytes that one of each has at least."""
_PLAIN = re.compile(
    rb"(?:\xfd\x00\x0a\x00...\x00.{6}|\x7e\x02\x0a\x00...\x00.{6}|\x03\x02\x0e\x00...\x00.{10}|\x01\x02\x06\x00.{6}"
    rb"|\x08\x02\x10\x00.{12}[\x00-\x1f\x40-\x5f\x80-\x9f\xc0-\xdf].{3}|\xbd\x00(?:"
    + b"|".join(re.escape(bytes([6 + 6 * n])) + b"\\x00...\\x00.{%d}" % (2 + 6 * n) for n in range(1, 21))
    + rb")){1,500}",
    re.DOTALL,
)
"""Records, one behind another, of cells among the first 256 columns and of rows that are not hidden: most of what a sheet has."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""The names of errors by the numbers that they have in a file."""
_OPERATORS = {bytes([one]) for one in (3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 0x13, 0x14)}
_COUNTING = {0, 4, 5, 6, 7, 24, 25, 27, 39, 65, 169, 212, 213, 221, 228, 345, 346}
"""COUNT SUM AVERAGE MIN MAX ABS INT ROUND MOD DATE COUNTA ROUNDUP ROUNDDOWN TODAY SUMPRODUCT SUMIF COUNTIF, by their numbers."""
_NEWEST = 0x600
"""The version (Excel 97 to 2003) whose texts are Unicode, whatever code page the file names beside."""
_UNICODE, _OWN = 1200, 164
"""The code page that says so; the first number of a format that is not built in."""
_HEAD = struct.Struct("<HH")


def of_xls(data: bytes) -> tuple[bytes, list[Unseen]]:
    """The workbook as the reading library is to get it, and what is unseen of its sheets, in their order.

    Raises ``ValueError`` where it is damaged, ``Sprawling`` where its cells would fill the memory.
    """
    try:
        stream = bytearray(book_in(data))
        book = _book(stream)
        found = [_Sheet(stream, book, start) for start in book.sheets]
        if book.worked_out or any(sheet.worked_out for sheet in found):
            for sheet in found:
                sheet.unworked.clear()
        for sheet in found:
            sheet.unseen.lost.update(dict.fromkeys(sheet.unworked, UNSAID))
        return packed(bytes(stream)), [sheet.unseen for sheet in found]
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


# -- the workbook -----------------------------------------------------------------------------------------------------


@dataclass
class _Book:
    """What is said of all sheets: where they begin, from when days count, the formats by style, whether formulas were worked out,
    texts with small figures."""

    sheets: list[int]
    from_1904: bool
    formats: dict[int, Format]
    worked_out: bool
    raised: dict[int, str]


def _book(stream: bytearray) -> _Book:
    """The records of the whole workbook; a code page is put right, and a format that is built in but has another meaning here."""
    found, is_new = _heads(stream), stream[4:6] == _NEWEST.to_bytes(2, "little")
    for start, _ in found[_CODE_PAGE] if is_new else ():
        struct.pack_into("<H", stream, start, _UNICODE)
    return _Book(
        [struct.unpack_from("<I", stream, start)[0] for start, _ in found[_SHEET]],
        any(stream[start] == 1 for start, _ in found[_FROM_1904]),
        _telling_formats(stream, found, is_new=is_new),
        bool(found[_WORKED_OUT]),
        _raised(stream, found) if is_new else {},
    )


def _heads(stream: bytearray) -> defaultdict[int, list[tuple[int, int]]]:
    """Where the records of the whole workbook begin and end, by their kind; those that go on from the texts are among the texts."""
    found, last = defaultdict(list), 0
    for kind, start, end in _records(stream, 0):
        if kind == _EOF:
            break
        last = _STRINGS if kind == _MORE and last == _STRINGS else kind
        found[last].append((start, end))
    return found


def _telling_formats(
    stream: bytearray, found: dict[int, list[tuple[int, int]]], *, is_new: bool
) -> dict[int, Format]:
    """By the number of a style, its format where that shows more than the number or not all of a day.

    The library takes the first numbers of formats for those that are built in, whatever the file says; they get others.
    """
    codes: dict[int, str] = {}
    styles: list[int] = []
    places: dict[int, list[int]] = {}
    for start, end in found[_FORMAT]:
        (number,) = struct.unpack_from("<H", stream, start)
        codes[number] = _code(bytes(stream[start + 2 : end]), is_new=is_new)
        places.setdefault(number, []).append(start)
    for start, _ in found[_STYLE]:
        (number,) = struct.unpack_from("<H", stream, start + 2)
        styles.append(number)
        places.setdefault(number, []).append(start + 2)
    free = max([_OWN, *places]) + 1
    for number in codes:
        if number < _OWN and free + number < 1 << 16:
            for at in places[number]:
                struct.pack_into("<H", stream, at, free + number)
    told = (Format.of(codes.get(number, BUILT_IN.get(number, ""))) for number in styles)
    return {style: one for style, one in enumerate(told) if one}


def _raised(stream: bytearray, found: dict[int, list[tuple[int, int]]]) -> dict[int, str]:
    """By their number, the texts with a part that is raised or lowered, where there is a font for it."""
    heights = (struct.unpack_from("<H", stream, start + 8)[0] for start, _ in found[_FONT])
    # Of fonts there is none with the number 4.
    fonts = {n if n < 4 else n + 1: height == 1 for n, height in enumerate(heights) if height in (1, 2)}
    blocks = [bytes(stream[start:end]) for start, end in found[_STRINGS]] if fonts else []
    return raised_strings(blocks, fonts) if blocks else {}


def _code(record: bytes, *, is_new: bool) -> str:
    """The code of a format: of Unicode, else of the letters that all code pages share and Chinese ones."""
    if not is_new:
        return record[1 : 1 + record[0]].decode("gb18030", "replace")
    wide, text = record[2] & 1, record[3:]
    length = int.from_bytes(record[:2], "little")
    return text[: 2 * length].decode("utf-16-le", "replace") if wide else text[:length].decode("latin-1")


def _records(
    stream: bytearray, at: int, passed_over: re.Pattern[bytes] | None = None
) -> Iterator[tuple[int, int, int]]:
    """The records from a place on: the kind of each, where its content begins and ends."""
    end, head = len(stream) - 4, _HEAD.unpack_from
    while at <= end:
        if passed_over and (plain := passed_over.match(stream, at)):
            at = plain.end()
            continue
        kind, length = head(stream, at)
        yield kind, at + 4, at + 4 + length
        at += 4 + length


# -- a sheet ----------------------------------------------------------------------------------------------------------


class _Sheet:
    """The records of a sheet; those of a chart on it stand between marks of their own."""

    def __init__(self, stream: bytearray, book: _Book, at: int) -> None:
        self.stream, self.formats, self.raised = stream, book.formats, book.raised
        self.unseen = Unseen(from_1904=book.from_1904)
        self.unworked: list[tuple[int, int]] = []
        self.worked_out = False
        self.row = self.column = 0
        within = 0
        plain = None if book.formats or book.raised else _PLAIN
        for kind, start, end in _records(stream, at, plain):
            if kind not in _LEAST:
                continue
            if kind == _BOF:
                within += 1
            elif kind == _EOF:
                within -= 1
                if within <= 0:
                    break
            elif within == 1 and end - start >= _LEAST[kind] and end <= len(stream):
                if kind in _CELLS:
                    self._cell(kind, start, end)
                else:
                    self._note(kind, start, end)
        if (self.row + 1) * (self.column + 1) > MOST_CELLS:
            raise Sprawling

    def _note(self, kind: int, start: int, end: int) -> None:
        if kind == _EXTENT:
            if _is_wild(self.stream, start, end):
                self.stream[start:end] = bytes(end - start)
            return
        record = bytes(self.stream[start:end])
        if kind == _ROW and record[12] & 0x20:
            self.unseen.rows.add(int.from_bytes(record[:2], "little") + 1)
        elif kind == _COLUMNS and record[8] & 1:
            first, last = struct.unpack_from("<HH", record)
            self.unseen.hide_columns(first, last + 1)

    def _cell(self, kind: int, start: int, end: int) -> None:
        row, column, style = struct.unpack_from("<HHH", self.stream, start)
        self.row, self.column = max(self.row, row), max(self.column, column)
        place = row + 1, column
        if kind == _ERROR:
            if self.stream[start + 7] == 1:
                self._lose(place, self.stream[start + 6])
        elif kind == _FORMULA and self.stream[start + 12 : start + 14] == b"\xff\xff":
            what = self.stream[start + 6]
            if what == 2:
                self._lose(place, self.stream[start + 8])
            if what == 3 and _counts(self._tokens(start, end)):
                self.unseen.lost[place] = UNSAID
            elif what == 3:
                # An empty text; but also what programs write that work nothing out.
                self.unworked.append(place)
            self.worked_out |= what != 3
        elif kind in (_NUMBER, _FORMULA):
            self.worked_out |= kind == _FORMULA
            self._show(place, style, struct.unpack_from("<d", self.stream, start + 6)[0])
        elif kind == _SHARED:
            if text := self.raised.get(int.from_bytes(self.stream[start + 6 : start + 10], "little")):
                self.unseen.shown[place] = text
        elif kind == _SHORT:
            self._show(place, style, short_number(self.stream[start + 6 : start + 10]))
        elif kind == _SHORTS:
            self.column = max(self.column, column + (end - start - 6) // 6 - 1)
            for number, at in enumerate(range(start + 4, end - 7, 6)):
                (style,) = struct.unpack_from("<H", self.stream, at)
                self._show((row + 1, column + number), style, short_number(self.stream[at + 2 : at + 6]))

    def _tokens(self, start: int, end: int) -> bytes:
        """What a formula is made of, in the order of reckoning."""
        length = int.from_bytes(self.stream[start + 20 : start + 22], "little")
        return bytes(self.stream[start + 22 : min(start + 22 + length, end)])

    def _show(self, place: tuple[int, int], style: int, number: float) -> None:
        if told := self.formats.get(style):
            told.note(self.unseen, place, number)

    def _lose(self, place: tuple[int, int], code: int) -> None:
        self.unseen.lost[place] = Lost(ERRORS.get(code, "#N/A"))


def _counts(tokens: bytes) -> bool:
    """Whether a formula ends by reckoning or comparing, or in a function of numbers, so that no text comes of it."""
    if tokens[-1:] in _OPERATORS or tokens[-4:-2] == b"\x19\x10":  # the second is a SUM of its own sort
        return True
    number = int.from_bytes(tokens[-2:], "little")
    is_function = tokens[-3:-2] in (b"\x21", b"\x41", b"\x61") or tokens[-4:-3] in (b"\x22", b"\x42", b"\x62")
    return is_function and number in _COUNTING


def _is_wild(stream: bytearray, start: int, end: int) -> bool:
    """Whether a sheet says an extent that none has; as much room is reserved, and nothing else comes of it."""
    shape = "<IIHH" if end - start > 13 else "<HHHH"
    if len(stream) < start + struct.calcsize(shape):
        return False
    top, bottom, left, right = struct.unpack_from(shape, stream, start)
    return bool(bottom < top or right < left or (bottom - top) * (right - left) > MOST_CELLS)


def short_number(packed_in: bytes | bytearray) -> float:
    """A number in four bytes: whole or the front of a long one, as it is or in hundredths."""
    (whole,) = struct.unpack("<i", packed_in)
    number: float = (
        whole >> 2 if whole & 2 else struct.unpack("<d", bytes(4) + struct.pack("<I", whole & 0xFFFFFFFC))[0]
    )
    return number / 100 if whole & 1 else number
