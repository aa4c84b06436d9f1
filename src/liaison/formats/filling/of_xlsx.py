"""Workbooks as forms: only the cells that are filled and their comments are written, every other part stays byte for byte."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.cells import shown
from liaison.errors import BadFile
from liaison.formats import sheets
from liaison.formats.correcting.cells import Cells as Sheet
from liaison.formats.correcting.cells import Edit
from liaison.formats.correcting.notes import FILLED, Notes
from liaison.formats.correcting.package import BOOK, Package
from liaison.formats.correcting.splicing import Part, text_element
from liaison.formats.filling.grid import Cells, Entry, Grid, Place
from liaison.formats.part_names import tidied
from liaison.tables import Block

if TYPE_CHECKING:
    from liaison.formats.correcting.package import Sheet as Listed
    from liaison.formats.correcting.splicing import Element

SUFFIX = ".xlsx"
_LARGEST = 16 << 20
"""Bytes of a sheet's XML, or of the texts of all, at most: a form is far below."""
_MOST = 20_000
"""Cells with something in them that a form has at most on a sheet."""
_MOST_MERGED = 200_000
"""Cells in merged blocks."""
_BEYOND, _BELOW = 12, 60
"""Columns behind the last text, and rows below it, that belong to a table if they have a look of their own."""
_PERCENT = {9, 10}
_FORMULA = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*>)\s*(<((?:\w+:)?f)\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))\s*<((?:\w+:)?v)\b[^>]*>[^<]*</(?:\w+:)?v>"
)
_TYPED = re.compile(rb'\st="[^"]*"')
_CALCULATED = (
    *(
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
    ),
    *("externalReferences", "definedNames"),
)
"""What comes before the way of calculating in a workbook."""


class Workbook:
    """An .xlsx that is a form. Raises ``BadFile`` for what cannot be read or is none."""

    def __init__(self, path: Path) -> None:
        sheets.read(path)  # refuses what is locked, damaged or would fill the memory
        data = path.read_bytes()
        if not zipfile.is_zipfile(io.BytesIO(data)):
            raise _other(path)
        try:
            self._package = Package(tidied(data))
            if "xl/vbaProject.bin" in self._package:
                raise BadFile(f"“{shown(path.name)}”带有宏，", "请另存为不带宏的 .xlsx 再填。")
            if path.suffix.lower() != SUFFIX:  # it would come out as what its name does not say
                raise _other(path)
            self._sheets = [one for one in self._package.sheets if _is_sheet(self._package, one)]
            self._texts = list(_shared(self._package))
            self._percents = _percents(self._package)
            self.grids = [self._grid(one) for one in self._sheets]
        except BadFile:
            raise
        except Exception as error:  # whatever a program has written that no other would
            raise BadFile(
                f"“{shown(path.name)}”里有读不懂的内容，", "请在 Excel 或 WPS 中另存为 .xlsx 后再试。"
            ) from error

    def filled(self, entries: Iterable[Mapping[Place, Entry]]) -> bytes:
        """The workbook with entries put in. What formulas on those sheets came to is worked out anew when it is opened."""
        done = set()
        for sheet, here in zip(self._sheets, entries, strict=True):
            if here:
                self._fill(sheet, here)
                done.add(sheet.part)
        if any(b"<f" in self._package[one.part] for one in self._sheets if one.part not in done):
            self._work_out_anew()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            self._package.pack(archive)
        return out.getvalue()

    def _fill(self, sheet: Listed, entries: Mapping[Place, Entry]) -> None:
        cells = Sheet(self._package[sheet.part])
        cells.edit({(row + 1, column): _edit(one.value) for (row, column), one in entries.items()})
        said = {(row + 1, column): one.comment for (row, column), one in entries.items() if one.comment}
        if said:
            Notes(self._package, sheet.part, FILLED).renew(said, cells)
        self._package[sheet.part] = _FORMULA.sub(_unworked, cells.done())

    def _work_out_anew(self) -> None:
        """Let all formulas be worked out when the workbook is opened: those of other sheets may count with what was filled in."""
        book = Part(self._package[BOOK])
        if there := book.root.child("calcPr"):
            book.tag(there, fullCalcOnLoad=1)
        else:
            book.put(book.behind(_CALCULATED), '<calcPr fullCalcOnLoad="1"/>')
        self._package[BOOK] = book.done()

    def _grid(self, sheet: Listed) -> Grid:
        part, cells = Part(self._package[sheet.part]), Cells()
        for row, column, one in _cells(part):
            place = row, column
            cells.there.add(place)
            if int(one.attributes.get("s", 0)) in self._percents:
                cells.percents.add(place)
            if one.child("f"):
                cells.taken[place] = "公式"
            elif text := self._text(part, one):
                if one.attributes.get("t") in ("s", "inlineStr", "str"):
                    cells.put(place, text)
                else:
                    cells.taken[place] = text
        if len(cells.texts) + len(cells.taken) > _MOST:
            raise BadFile(
                f"“{shown(sheet.name)}”超过 {_MOST:,} 格有内容，不像是要填的表，", "请核对是不是选错了文件。"
            )
        for block in _merged(part):
            cells.merge(block)
            if len(cells.merged) > _MOST_MERGED:
                raise BadFile(
                    f"“{shown(sheet.name)}”合并的格子太多，不像是要填的表，", "请核对是不是选错了文件。"
                )
        last = max((row for row, _ in (*cells.texts, *cells.taken)), default=-1)
        right = max((column for _, column in (*cells.texts, *cells.taken)), default=-1)
        there = [one for one in cells.there if one[0] <= last + _BELOW and one[1] <= right + _BEYOND]
        for block in cells.merged.values():
            if block.top <= last + _BELOW and block.left <= right + _BEYOND:
                there.append((min(block.bottom, last + _BELOW), min(block.right, right + _BEYOND)))
        return Grid(
            sheet.name,
            cells.texts,
            cells.taken,
            cells.merged,
            max(last + 1, *(row + 1 for row, _ in there), 0),
            max(right + 1, *(column + 1 for _, column in there), 0),
            _called,
            frozenset(cells.percents),
            open=True,
        )

    def _text(self, part: Part, cell: Element) -> str:
        sort, value = cell.attributes.get("t", "n"), cell.child("v")
        if sort == "inlineStr":
            return _said(part, cell)
        text = html.unescape(part.inside(value).decode("utf-8", "replace")) if value else ""
        return self._texts[int(text)] if sort == "s" and text else text


def _other(path: Path) -> BadFile:
    return BadFile(f"“{shown(path.name)}”不是 .xlsx 表格，", "请在 Excel 或 WPS 中另存为 .xlsx 后再填。")


def _is_sheet(package: Package, sheet: Listed) -> bool:
    """Whether it is one of cells that people see, and of a size to be filled in."""
    if sheet.is_hidden or sheet.part not in package:
        return False
    data = package[sheet.part]
    if len(data) > _LARGEST:
        raise BadFile(f"工作表“{shown(sheet.name)}”太大，不像是要填的表，", "请核对是不是选错了文件。")
    return b"sheetData" in data


def _shared(package: Package) -> Iterator[str]:
    """The texts that cells name by their numbers."""
    name = next((one.part for one in package.related(BOOK).values() if one.sort == "sharedStrings"), "")
    if name in package:
        if len(package[name]) > _LARGEST:
            raise BadFile("里面的文字太多，不像是要填的表，", "请核对是不是选错了文件。")
        part = Part(package[name])
        yield from (_said(part, one) for one in part.root.children)


def _said(part: Part, element: Element) -> str:
    """The text in an element, without the signs of how it is read aloud."""
    if element.name == "t":
        return html.unescape(part.inside(element).decode("utf-8", "replace"))
    return "".join(_said(part, one) for one in element.children if one.name != "rPh")


def _percents(package: Package) -> set[int]:
    """The styles that show per cent."""
    name = next((one.part for one in package.related(BOOK).values() if one.sort == "styles"), "")
    if name not in package:
        return set()
    root = Part(package[name]).root
    own = root.child("numFmts")
    formats = _PERCENT | {
        int(one.attributes["numFmtId"])
        for one in (own.children if own else ())
        if "%" in one.attributes.get("formatCode", "")
    }
    styles = root.child("cellXfs")
    return {
        place
        for place, one in enumerate(styles.children if styles else ())
        if int(one.attributes.get("numFmtId", 0)) in formats
    }


def _cells(part: Part) -> Iterator[tuple[int, int, Element]]:
    """The cells of a sheet, each with its row and column."""
    from xlsxwriter.utility import xl_cell_to_rowcol

    data = part.root.child("sheetData")
    row = -1
    for line in data.children if data else ():
        row = int(line.attributes["r"]) - 1 if "r" in line.attributes else row + 1
        column = -1
        for one in line.children:
            if one.name == "c":
                column = xl_cell_to_rowcol(one.attributes["r"])[1] if "r" in one.attributes else column + 1
                yield row, column, one


def _merged(part: Part) -> Iterator[Block]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    listed = part.root.child("mergeCells")
    for one in listed.children if listed else ():
        first, _, last = one.attributes["ref"].partition(":")
        (top, left), (bottom, right) = xl_cell_to_rowcol(first), xl_cell_to_rowcol(last or first)
        if (bottom - top + 1) * (right - left + 1) <= _MOST:
            yield Block(top, bottom, left, right)


def _called(place: Place) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell_fast

    name: str = xl_rowcol_to_cell_fast(*place)
    return name


def _edit(value: Any) -> Edit:
    if isinstance(value, Decimal):
        return Edit(inside=f"<v>{value:f}</v>")
    return Edit(sort="inlineStr", inside=f"<is>{text_element('t', value)}</is>")


def _unworked(match: re.Match[bytes]) -> bytes:
    """A formula without what it came to."""
    return _TYPED.sub(b"", match[1]) + match[2]
