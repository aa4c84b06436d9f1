"""The part of a sheet, of a hundred megabytes too: cells get other styles or values, and its notes their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell_fast

from liaison.formats.correcting.splicing import Part

Place = tuple[int, int]
"""The sheet's own number of a row, and the place of a column."""
Restyle = Callable[[int], int]


class Edit(NamedTuple):
    """What is to become of a cell: its style another, or what is ``inside`` it, of that ``sort``; nothing inside leaves it as it is."""

    restyle: Restyle = int
    sort: str = ""
    inside: str = ""

    def cell(self, name: str, style: int) -> str:
        """The cell, made anew."""
        look, sort = f' s="{style}"' * bool(style), f' t="{self.sort}"' * bool(self.sort)
        tag = f'c r="{name}"{look}{sort}'
        return f"<{tag}>{self.inside}</c>" if self.inside else f"<{tag}/>"


_DATA = re.compile(rb"<((?:[\w.-]+:)?sheetData)\b[^>]*?(/?)>")
_ROWS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<((?:[\w.-]+:)?row)\b([^>]*?)(/?)>", re.DOTALL)
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)""")
_BEFORE_NOTES = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
)
"""What comes before the place of notes in a sheet: Excel takes nothing out of its order."""


class Cells:
    """A sheet whose cells are edited; only the rows that have such cells are taken apart."""

    def __init__(self, data: bytes) -> None:
        tag = _DATA.search(data)
        if tag is None:
            raise ValueError("no cells")
        end = tag.end() if tag[2] else data.rindex(b"</" + tag[1])
        behind = tag.end() if tag[2] else data.index(b">", end) + 1
        self._data, self._begin, self._end, self._name = data, tag.end(), end, tag[1]
        self._sheet: Any = Part(b"%s<%s/>%s" % (data[: tag.start()], tag[1], data[behind:]))
        self._styles = [
            (int(one.attributes["min"]) - 1, int(one.attributes["max"]), int(one.attributes.get("style", 0)))
            for columns in self._sheet.root.children
            if columns.name == "cols"
            for one in columns.children
        ]

    def notes(self) -> str:
        """The id by which the sheet knows the boxes of its notes, nothing if it has none."""
        found = self._sheet.root.child("legacyDrawing")
        return found.reference() if found else ""

    def put_notes(self, reference: str, relations: str) -> None:
        """Let the sheet know the boxes of its notes by that id."""
        xml = f'<legacyDrawing xmlns:r="{relations}" r:id="{reference}"/>'
        self._sheet.put(self._sheet.behind(_BEFORE_NOTES), xml)

    def edit(self, wanted: Mapping[Place, Edit]) -> None:
        """Edit cells; one that is not there is made if it is to hold something, or to look otherwise than its row or column."""
        rows: dict[int, dict[int, Edit]] = {}
        for (row, column), change in wanted.items():
            rows.setdefault(row, {})[column] = change
        xml = b"".join(self._edited(rows))
        self._sheet.replace(
            self._sheet.root.child("sheetData"), b"<%s>%s</%s>" % (self._name, xml, self._name)
        )

    def done(self) -> bytes:
        """The sheet as it has become."""
        done: bytes = self._sheet.done()
        return done

    def _edited(self, rows: Mapping[int, Mapping[int, Edit]]) -> Iterator[bytes]:
        data, at, number, waiting = self._data, self._begin, 0, sorted(rows, reverse=True)
        for match in _ROWS.finditer(data, self._begin, self._end):
            if not match[1]:
                continue
            told = _NUMBER.search(match[2])
            number = int(told[1]) if told else number + 1
            if not waiting or number < waiting[-1]:
                continue
            yield data[at : match.start()]
            at = match.start()
            while waiting and waiting[-1] < number:
                yield self._row(b"", waiting[-1], rows[waiting.pop()])
            if waiting and waiting[-1] == number:
                end = match.end() if match[3] else data.index(b">", data.index(b"</" + match[1], at)) + 1
                yield self._row(data[at:end], number, rows[waiting.pop()])
                at = end
        yield data[at : self._end]
        while waiting:
            yield self._row(b"", waiting[-1], rows[waiting.pop()])

    def _row(self, xml: bytes, number: int, wanted: Mapping[int, Edit]) -> bytes:
        """A row in which cells are edited; without ``xml``, a new one, if it needs any cell."""
        row = Part(xml or f'<{self._sheet.prefix}row r="{number}"/>'.encode())
        told = row.root.attributes
        own = int(told.get("s", 0)) if told.get("customFormat") in ("1", "true") else None
        waiting, column = sorted(wanted, reverse=True), -1

        def made(column: int) -> str:
            old, change = self._style_of(column) if own is None else own, wanted[column]
            new = change.restyle(old)
            cell = change.cell(xl_rowcol_to_cell_fast(number - 1, column), new)
            return cell if new != old or change.inside else ""

        for one in row.root.children:
            if one.name != "c":
                continue
            column = xl_cell_to_rowcol(one.attributes["r"])[1] if "r" in one.attributes else column + 1
            while waiting and waiting[-1] < column:
                row.put(one.start, made(waiting.pop()))
            if waiting and waiting[-1] == column:
                change, old = wanted[waiting.pop()], int(one.attributes.get("s", 0))
                if change.inside:
                    name = xl_rowcol_to_cell_fast(number - 1, column)
                    row.replace(one, change.cell(name, change.restyle(old)))
                else:
                    row.tag(one, s=change.restyle(old))
        row.append(row.root, "".join(made(waiting.pop()) for _ in list(waiting)))
        done = row.done()
        return done if xml or b"<%sc " % row.prefix.encode() in done else b""

    def _style_of(self, column: int) -> int:
        return next((style for first, behind, style in self._styles if first <= column < behind), 0)
