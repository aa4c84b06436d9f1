"""What an .xlsx holds besides the cells that the reading library gives; see ``unseen``."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from liaison.cells import PICTURE, Lost
from liaison.formats.unseen import MOST_IN_A_PIECE, UNSAID, Unknown, Unseen
from liaison.formats.unseen.extent import Extent, column_number
from liaison.formats.unseen.raised import RAISED, STRINGS, raised_strings, raised_text
from liaison.formats.unseen.shown import BUILT_IN, Format

_PIECE, _LONG = 1 << 20, 1 << 23
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_BARE = rb"\s*(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
_UNWORKED, _FILLED_DOWN = re.compile(rb"f>" + _BARE), re.compile(rb"/>" + _BARE)
"""Where a cell ends behind its formula, without a value: the second where the formula is said elsewhere."""
_ERROR, _RICH = re.compile(rb't="e"'), re.compile(rb'\bvm="')
_PICTURES = re.compile(rb"\b(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
"""Formulas that show a picture: of WPS, of Excel. A picture that Excel lays in a cell is an error with a rich value."""
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"')
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_FROM_1904 = re.compile(rb'date1904="(?:1|true)"')
_FORMAT, _FORMAT_ID = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>"), re.compile(rb'numFmtId="(\d+)"')
_STYLES, _STYLE = (
    re.compile(rb"<(?:\w+:)?cellXfs\b(.*?)</(?:\w+:)?cellXfs>", re.DOTALL),
    re.compile(rb"<(?:\w+:)?xf\b[^>]*>"),
)
_TYPED = re.compile(rb'\bt="(?!n")')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def of_xlsx(data: bytes, *, careful: bool = True) -> dict[str, Unseen]:
    """What is unseen of an .xlsx, by sheet; of merged cells the reading library knows.

    Raises ``Unfit`` for a file that would fill the memory or lose something on the way; ``Unknown``, if ``careful``, for one of
    which nobody can say.
    """
    found: dict[str, Unseen] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        there = set(archive.namelist())
        formats, from_1904 = _telling_formats(archive, there), _counts_from_1904(archive, there)
        strings = archive.read(STRINGS) if STRINGS in there else b""
        raised, lengths = (
            raised_strings(strings),
            list(map(len, strings[strings.find(b"<si") :].split(b"</si>"))),
        )
        for part, name in _sheet_names(archive, there).items():
            if part in there:
                extent = Extent(lengths)
                with archive.open(part) as stream:
                    found[name] = sheet = _of_sheet(stream, formats, raised, extent)
                sheet.from_1904 = from_1904
                with archive.open(part) as stream:
                    try:
                        extent.judge(_pieces(stream))
                    except Unknown:
                        if careful:
                            raise
    return found


def _counts_from_1904(archive: zipfile.ZipFile, there: set[str]) -> bool:
    """Whether the days of a workbook are counted from 1904."""
    return "xl/workbook.xml" in there and _FROM_1904.search(archive.read("xl/workbook.xml")) is not None


def _telling_formats(archive: zipfile.ZipFile, there: set[str]) -> dict[bytes, Format]:
    """By the number of a style, its number format where that shows more than the number does."""
    if "xl/styles.xml" not in there:
        return {}
    styles = archive.read("xl/styles.xml")
    codes = {str(number).encode(): code for number, code in BUILT_IN.items()} | {
        match[0]: html.unescape(_attribute(tag.decode("utf-8", "replace"), "formatCode"))
        for tag in _FORMAT.findall(styles)
        if (match := _FORMAT_ID.findall(tag))
    }
    telling = {number: told for number, code in codes.items() if (told := Format.of(code))}
    cells = _STYLES.search(styles)
    used = (_FORMAT_ID.findall(tag) for tag in _STYLE.findall(cells[1] if cells else b""))
    return {
        str(place).encode(): telling[number[0]]
        for place, number in enumerate(used)
        if number and number[0] in telling
    }


def _cells_of(formats: dict[bytes, Format]) -> re.Pattern[bytes] | None:
    """Where there are cells of these styles, in the form of ``_CELL`` with the style before."""
    styles = b"|".join(formats)
    pattern = rb'<(?:\w+:)?c (?=[^>]*\bs="(' + styles + rb')")([^>]*[^/])>(.*?)</(?:\w+:)?c>'
    return re.compile(pattern, re.DOTALL) if formats else None


def _note_shown(
    found: Unseen, piece: bytes, formats: dict[bytes, Format], cells: re.Pattern[bytes] | None
) -> None:
    for match in cells.finditer(piece) if cells else ():
        place = _PLACE.search(match[2])
        if place and not _TYPED.search(match[2]) and (value := _VALUE.search(match[3])):
            where = int(place[2]), column_number(place[1]) - 1
            formats[match[1]].note(found, where, value[1].decode("ascii", "replace"))


def _note_raised(found: Unseen, piece: bytes, raised: dict[bytes, str]) -> None:
    if not raised and not RAISED.search(piece):
        return
    for match in _CELL.finditer(piece):
        place, value = _PLACE.search(match[1]), _VALUE.search(match[2])
        text = raised.get(value[1], "") if value and b't="s"' in match[1] else raised_text(match[2])
        if place and text:
            found.shown[int(place[2]), column_number(place[1]) - 1] = text


def _of_sheet(
    stream: IO[bytes], formats: dict[bytes, Format], raised: dict[bytes, str], extent: Extent
) -> Unseen:
    """Each piece of a sheet is only looked into where a search says that there is something; patterns are quicker at it than ``in``."""
    found, cells = Unseen(), _cells_of(formats)
    for piece in _pieces(stream):
        extent.take(piece)
        if _ERROR.search(piece) or _UNWORKED.search(piece) or _FILLED_DOWN.search(piece):
            found.lost.update(_lost_cells(piece))
        _note_shown(found, piece, formats, cells)
        _note_raised(found, piece, raised)
        for match in _HIDDEN.finditer(piece):
            tag = piece.rfind(b"<", 0, match.start())
            if row := _ROW.match(piece, tag):
                found.rows.add(int(row[1]))
            elif columns := _COLUMNS.match(piece, tag):
                first, last = _number(columns[0], b"min"), _number(columns[0], b"max")
                found.hide_columns(first - 1, last)
    return found


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """A sheet's XML in pieces that end where a row ends: most sheets are too large to be held in memory whole.

    Where no row ends for long, behind the last one too, a piece ends where a cell does, or any tag.
    """
    rest = b""
    while chunk := stream.read(_PIECE):
        rest += chunk
        end = rest.rfind(b"row>") + 4
        if end < 4 and len(rest) > _LONG:
            end = rest.rfind(b"</c>") + 4
            end = end if end > 3 else rest.rfind(b">") + 1
        if end > 3:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > MOST_IN_A_PIECE:
            raise ValueError("a tag without end")
    yield rest


def _lost_cells(piece: bytes) -> Iterator[tuple[tuple[int, int], Lost]]:
    for match in _CELL.finditer(piece):
        attributes, inside = match[1], match[2]
        place = _PLACE.search(attributes)
        if not place:
            continue
        value, formula = _VALUE.search(inside), _FORMULA.search(inside)
        where = int(place[2]), column_number(place[1]) - 1
        is_lost = _ERROR.search(attributes) or (formula and not value)
        if is_lost and (_PICTURES.search(formula[1] or b"") if formula else _RICH.search(attributes)):
            yield where, PICTURE
        elif _ERROR.search(attributes):
            yield where, Lost(value[1].decode("utf-8", "replace")) if value else UNSAID
        elif formula and not value and not re.search(rb'\bt="(?!n")', attributes):
            said = html.unescape((formula[1] or b"").decode("utf-8", "replace"))
            yield where, Lost("=" + said) if said else UNSAID


def _number(tag: bytes, name: bytes) -> int:
    match = re.search(rb"\s" + name + rb'="(\d{1,7})"', tag)
    return int(match[1]) if match else 1


def sheet_parts(archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """The part of the archive in which each sheet lies, by the number of its relation."""
    return {
        _attribute(tag, "Id"): "xl/" + _attribute(tag, "Target").removeprefix("/xl/").removeprefix("./")
        for tag in _RELATION.findall(archive.read(relations).decode("utf-8", "replace"))
    }


def _sheet_names(archive: zipfile.ZipFile, there: set[str]) -> dict[str, str]:
    """The name of each sheet by its part of the archive."""
    rels = "xl/_rels/workbook.xml.rels"
    if not {"xl/workbook.xml", rels} <= there:
        return {}
    parts = sheet_parts(archive, rels)
    return {
        parts.get(_attribute(tag, "r:id"), "xl/"): html.unescape(_attribute(tag, "name"))
        for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    }


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return match[1] if match else ""
