"""What a binary workbook (.xlsb) holds besides the cells that the reading library gives; see ``unseen``.

Its parts lie in an archive as those of an .xlsx do, but each is a stream of records.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from liaison.cells import Lost
from liaison.formats.unseen import MOST_CELLS, Sprawling, Unknown, Unseen
from liaison.formats.unseen.shown import BUILT_IN, Format
from liaison.formats.unseen.xls import ERRORS, short_number
from liaison.formats.unseen.xlsx import sheet_parts
from liaison.tables import Block

_ROW, _BLANK, _SHORT, _ERROR, _REAL, _FORMULA_REAL, _FORMULA_ERROR = 0, 1, 2, 3, 5, 9, 11
_FORMAT, _STYLE, _COLUMNS, _SETTINGS, _SHEET, _MERGED, _STYLES, _STYLES_END = (
    *(44, 47, 60, 153, 156, 176, 617, 618),
)


def of_xlsb(data: bytes, *, careful: bool = False) -> dict[str, Unseen] | None:
    """What is unseen of an .xlsb, by sheet, nothing for another workbook.

    Raises ``ValueError`` where it is damaged, ``Sprawling`` where it fills the memory, ``Unknown`` for
    each, if ``careful``.
    """
    found: dict[str, Unseen] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.bin" not in archive.namelist():
            return None
        if careful:
            raise Unknown
        try:
            names, from_1904 = {}, False
            for kind, record in _records(archive.read("xl/workbook.bin")):
                if kind == _SETTINGS:
                    from_1904 = bool(record[0] & 1)
                elif kind == _SHEET:
                    relation, end = _text(record, 8)
                    names[relation] = _text(record, end)[0]
            formats = _telling_formats(archive)
            for relation, part in sheet_parts(archive, "xl/_rels/workbook.bin.rels").items():
                if relation in names and part in archive.namelist():
                    found[names[relation]] = _of_sheet(archive.read(part), formats, from_1904=from_1904)
        except (struct.error, IndexError) as error:
            raise ValueError(str(error)) from error
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: the kind of each and its content; kind and length take as many bytes as they need."""
    at = 0
    while at < len(stream):
        kind = stream[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (stream[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            part = stream[at]
            at += 1
            length |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80 or shift > 21:
                break
        yield kind, stream[at : at + length]
        at += length


def _text(record: bytes, at: int) -> tuple[str, int]:
    """A text, and where it ends."""
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + (2 * length if length != 0xFFFFFFFF else 0)
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def _telling_formats(archive: zipfile.ZipFile) -> dict[int, Format]:
    """By the number of a style, its number format where that shows more than the number does, or not all of a day."""
    if "xl/styles.bin" not in archive.namelist():
        return {}
    codes, styles, within = dict(BUILT_IN), [], False
    for kind, record in _records(archive.read("xl/styles.bin")):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            within = kind == _STYLES
        elif kind == _STYLE and within:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    return {style: told for style, number in enumerate(styles) if (told := Format.of(codes.get(number, "")))}


def _of_sheet(stream: bytes, formats: dict[int, Format], *, from_1904: bool) -> Unseen:
    found, row, last = Unseen(from_1904=from_1904), 0, 0
    for kind, record in _records(stream):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
            if record[11] & 0x10:
                found.rows.add(row + 1)
        elif _BLANK < kind <= _FORMULA_ERROR:
            (column,) = struct.unpack_from("<I", record)
            last = max(last, column)
            place, style = (row + 1, column), int.from_bytes(record[4:7], "little")
            if kind in (_ERROR, _FORMULA_ERROR):
                found.lost[place] = Lost(ERRORS.get(record[8], "#N/A"))
            elif told := formats.get(style):
                if kind == _SHORT:
                    told.note(found, place, short_number(record[8:12]))
                elif kind in (_REAL, _FORMULA_REAL):
                    told.note(found, place, struct.unpack_from("<d", record, 8)[0])
            if (row + 1) * (last + 1) > MOST_CELLS:
                raise Sprawling
        elif kind == _COLUMNS and record[16] & 1:
            first, end = struct.unpack_from("<II", record)
            found.hide_columns(first, end + 1)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            found.merged.append(Block(top + 1, bottom + 1, left, right))
    return found
