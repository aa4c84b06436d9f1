"""What an OpenDocument sheet (.ods) holds besides the cells that the reading library gives; see ``unseen``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from liaison.cells import PICTURE, Lost
from liaison.formats.unseen import MOST_COLUMNS, MOST_IN_A_PIECE, MOST_ROWS, Unseen
from liaison.formats.unseen.ods_extent import Extent
from liaison.formats.unseen.ods_formats import raised_styles, telling_styles
from liaison.formats.unseen.raised import marked
from liaison.formats.unseen.shown import Format
from liaison.tables import Block

_PIECE = 1 << 20
_SIGNS = (b":formula=", b":visibility=", b"-spanned=")
"""What a sheet has in which there is anything to find; most have none of them and are not looked through."""
_CELL_SIGNS = (b":formula=", b"-spanned=", b'"error"')
_VALUES = (b":value=", b":date-value=")
_TABLE, _FROM_1904 = b"<table:table ", re.compile(rb'null-date\s[^>]*date-value="1904-01-01')
_LONGEST_HEAD = 1 << 23
"""Bytes before the first table that are looked through: its styles."""
_ROW, _ROW_END = b"<table:table-row", b"</table:table-row>"
_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,8})"')
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|(Err|错误)[:：]\s?\d{3}")
_PICTURES = re.compile(r"\b(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_MOST_LOST = 1_000_000


def of_ods(data: bytes) -> dict[str, Unseen] | None:
    """What is unseen of an .ods, by sheet, nothing for another workbook.

    Raises ``ValueError`` where the file is damaged, ``Unfit`` where it would fill the memory or lose something on the way.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "content.xml" not in archive.namelist():
            return None
        with archive.open("content.xml") as stream:
            head = stream.read(_LONGEST_HEAD).partition(_TABLE)[0]
        formats, raised = telling_styles(archive, head), raised_styles(head)
        from_1904 = _FROM_1904.search(head) is not None
        styles = {b'style-name="%s"' % name.encode(): name for name in formats}
        with archive.open("content.xml") as stream:
            there = _occurring(stream, (*_SIGNS, *styles))
        if not (there or raised or from_1904):
            return {}
        formats = {name: formats[name] for sign, name in styles.items() if sign in there}
        reader = _Reader(formats, raised, from_1904=from_1904)
        signs = _CELL_SIGNS + _VALUES * bool(formats) + (b"<text:span",) * bool(raised)
        with archive.open("content.xml") as stream:
            try:
                for part in _without_plain_rows(stream, signs):
                    reader.parser.Parse(part, False)
                reader.parser.Parse(b"", True)
            except expat.ExpatError as error:
                raise ValueError(str(error)) from error
        return reader.found


def _rows(stream: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The content up to the end of each row, that left out, and whether a row did end; more and more is read until one does."""
    rest = b""
    while chunk := stream.read(max(_PIECE, len(rest))):
        *ended, rest = (rest + chunk).split(_ROW_END)
        if len(rest) > MOST_IN_A_PIECE:
            raise ValueError("a row without end")
        for part in ended:
            yield part, True
    yield rest, False


def _occurring(stream: IO[bytes], signs: tuple[bytes, ...]) -> set[bytes]:
    """Those of the signs that the content has. Raises ``Unfit`` where there is too much of it."""
    found: set[bytes] = set()
    extent = Extent()
    for part, _ in _rows(stream):
        extent.take(part)
        found.update(sign for sign in signs if sign not in found and sign in part)
    return found


def _without_plain_rows(stream: IO[bytes], signs: tuple[bytes, ...]) -> Iterator[bytes]:
    """The content with the cells only of rows in which there is anything to find; the others are counted, and one stands for them."""
    plain = 0
    for part, has_ended in _rows(stream):
        start = part.rfind(_ROW)
        tag = part[start : part.find(b">", start)]
        kept = start < 0 or any(sign in part for sign in signs)
        if has_ended and not (kept or b":visibility=" in tag) and start == 0:
            plain += _repeats(tag)
            continue
        if plain:
            yield b'%s table:number-rows-repeated="%d"/>' % (_ROW, min(plain, MOST_ROWS))
            plain = 0
        if has_ended:
            yield part + _ROW_END if kept else part[:start] + tag + b"/>"
        else:
            yield part


def _repeats(tag: bytes) -> int:
    match = _REPEATED.search(tag) if b"-repeated=" in tag else None
    return int(match[1]) if match else 1


class _Reader:
    """Goes through the tables; keeps where it is: the last row and place, and the cell with a formula it is in, if any."""

    def __init__(self, formats: dict[str, Format], raised: dict[str, bool], *, from_1904: bool) -> None:
        self.formats, self.raised, self.from_1904 = formats, raised, from_1904
        self.spans: list[str] = []
        self.is_raised = False
        self.styles: list[tuple[range, str]] = []
        self.style = ""
        self.found: dict[str, Unseen] = {}
        self.sheet = Unseen()
        self.column = self.lost = 0
        self.rows, self.cells = range(0), range(0)
        self.formula: dict[str, str] = {}
        self.texts: list[str] | None = None
        self.notes = 0
        self.parser: Any = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_declared: object) -> None:
        raise ValueError("an entity")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self.rows = _span(self.rows.stop, attributes.get("table:number-rows-repeated"), MOST_ROWS + 1)
            self.cells = range(0)
            self.style = attributes.get("table:default-cell-style-name", "")
            if attributes.get("table:visibility") in ("collapse", "filter"):
                self.sheet.rows.update(self.rows)
        elif name == "table:table-column":
            places = _span(self.column, attributes.get("table:number-columns-repeated"), MOST_COLUMNS)
            self.column = places.stop
            self.styles.append((places, attributes.get("table:default-cell-style-name", "")))
            if attributes.get("table:visibility") in ("collapse", "filter"):
                self.sheet.hide_columns(places.start, places.stop)
        elif name == "table:table":
            new = Unseen(from_1904=self.from_1904)
            self.sheet = self.found.setdefault(attributes.get("table:name", ""), new)
            self.rows, self.column, self.styles = range(1, 1), 0, []

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cells = _span(self.cells.stop, attributes.get("table:number-columns-repeated"), MOST_COLUMNS)
        down = _times(attributes.get("table:number-rows-spanned"))
        across = _times(attributes.get("table:number-columns-spanned"))
        if (down > 1 or across > 1) and self.rows and self.cells:
            top, left = self.rows.start, self.cells.start
            self.sheet.merged.append(Block(top, top + down - 1, left, left + across - 1))
        if self.formats and ("office:value" in attributes or "office:date-value" in attributes):
            self._show(attributes)
        if "table:formula" in attributes or attributes.get("calcext:value-type") == "error":
            self.formula, self.texts = attributes, None
            self.parser.StartElementHandler = self._start_in_formula
            self.parser.EndElementHandler = self._end_in_formula
        elif self.raised and attributes.get("office:value-type") == "string":
            self.texts, self.is_raised = None, False
            self.parser.StartElementHandler = self._start_in_text
            self.parser.EndElementHandler = self._end_in_text

    def _show(self, attributes: dict[str, str]) -> None:
        """Note what the format of a cell shows: its own, else that of its row, of its column."""
        style = attributes.get("table:style-name") or self.style
        if not style:
            style = next((name for places, name in self.styles if self.cells.start in places), "")
        if told := self.formats.get(style):
            self._count()
            for place in ((row, column) for row in self.rows for column in self.cells):
                told.note(self.sheet, place, attributes.get("office:value", ""))

    def _count(self) -> None:
        """Count the cells of which there is anything to say, as far as the file only says that they are repeated."""
        self.lost += len(self.rows) * len(self.cells) - 1
        if self.lost > _MOST_LOST:
            raise ValueError("cells without end")

    # -- within a cell that has a formula ---------------------------------------------------------------------------------

    def _start_in_formula(self, name: str, attributes: dict[str, str]) -> None:
        if name == "office:annotation":
            self.notes += 1
        elif name == "text:p" and not self.notes:
            self.texts = self.texts or []
            self.parser.CharacterDataHandler = self.texts.append

    def _end_in_formula(self, name: str) -> None:
        if name == "text:p":
            self.parser.CharacterDataHandler = None
        elif name == "office:annotation":
            self.notes -= 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, None
            if lost := self._judged():
                self._count()
                self.sheet.lost.update({(row, place): lost for row in self.rows for place in self.cells})

    # -- within a cell that has a text ------------------------------------------------------------------------------------

    def _start_in_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "office:annotation":
            self.notes += 1
        elif self.notes:
            return
        elif name == "text:p":
            self.texts = [] if self.texts is None else [*self.texts, "\n"]
            self.parser.CharacterDataHandler = self._characters
        elif name == "text:span":
            self.spans.append(attributes.get("text:style-name", ""))
        elif name == "text:s":
            self._characters(" " * min(_times(attributes.get("text:c")), 1 << 10))

    def _characters(self, text: str) -> None:
        style = next((name for name in reversed(self.spans) if name in self.raised), None)
        if self.notes or self.texts is None:
            return
        self.is_raised |= style is not None
        self.texts.append(text if style is None else marked(text, raised=self.raised[style]))

    def _end_in_text(self, name: str) -> None:
        if name == "office:annotation":
            self.notes -= 1
        elif name == "text:span" and not self.notes:
            self.spans.pop()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, None
            self.parser.CharacterDataHandler = None
            if self.is_raised:
                self._count()
                text = "".join(self.texts or ())
                self.sheet.shown.update({(row, place): text for row in self.rows for place in self.cells})

    def _judged(self) -> Lost | None:
        """What the formula came to, if that is no value; older programs write an error as a nought or a text."""
        text = "".join(self.texts or ()).strip()
        if _PICTURES.search(self.formula.get("table:formula", "")):
            return PICTURE
        if self.formula.get("calcext:value-type") == "error":
            return Lost(text if _ERROR.fullmatch(text) else "#N/A")
        if _ERROR.fullmatch(text):
            return Lost(text)
        if "office:value-type" not in self.formula and self.texts is None:
            return Lost("=" + self.formula["table:formula"].removeprefix("of:").removeprefix("="))
        return None


def _times(text: str | None) -> int:
    """How often something is repeated: once unless it says otherwise."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def _span(start: int, repeated: str | None, most: int) -> range:
    """The next rows or places, of which no sheet has more than ``most``."""
    return range(min(start, most), min(start + _times(repeated), most))
