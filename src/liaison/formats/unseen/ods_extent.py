"""How much comes of an OpenDocument sheet when it is unpacked: a cell or a row stands for as many as it says it is repeated."""

from __future__ import annotations

import re

from liaison.formats.unseen import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    Dropping,
    Sprawling,
    Swelling,
)

_TABLE = re.compile(rb"<(/?)table:table[\s>]")
_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*)>")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"']\s*(\d{1,20})")
_CELLS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"']\s*(\d{1,20})")
_REPEATED = b"-repeated"
_HOLDING = re.compile(rb"office:[a-z-]*value|<text:|<draw:")
"""What a cell has that is not blank."""
_RAW = b"<![CDATA["


class Extent:
    """Takes the content row by row; raises ``Unfit`` as soon as there is too much of it."""

    def __init__(self) -> None:
        self.depth = 0
        self.row = self.bottom = self.right = 0
        self.cells = self.text = 0

    def take(self, part: bytes) -> None:
        """Look at the content from where the last row ended to where this one does, its end tag left out."""
        rows = list(_ROW.finditer(part))
        for match in _TABLE.finditer(part):
            self.depth += -1 if match[1] else 1
            if self.depth > 1:  # a table within a cell: the library takes its end for that of the sheet
                raise Dropping
            if not match[1]:
                self.cells += self.bottom * self.right
                self.row = self.bottom = self.right = 0
        if _RAW in part:
            raise Dropping
        for match in rows[:-1]:  # rows without a cell
            self.row += _times(_ROWS_REPEATED, match[1])
        if rows:
            self._row(part[rows[-1].start() :], rows[-1])

    def _row(self, part: bytes, row: re.Match[bytes]) -> None:
        times = _times(_ROWS_REPEATED, row[1])
        self.row += times
        if not _HOLDING.search(part):
            return
        self.bottom = self.row
        text = len(part)
        if _REPEATED not in part[row.end() - row.start() :]:
            self.right = max(self.right, len(_CELL.findall(part)))
        else:
            place, text = 0, 0
            cells = list(_CELL.finditer(part))
            ends = [cell.start() for cell in cells[1:]] + [len(part)]
            for cell, end in zip(cells, ends, strict=True):
                again = _times(_CELLS_REPEATED, cell[1])
                place += again
                if _HOLDING.search(part, cell.start(), end):
                    self.right = max(self.right, place)
                    text += (end - cell.start()) * again
        self.text += text * times
        if self.row > MOST_ROWS or self.right > MOST_COLUMNS:
            raise Sprawling
        if self.cells + self.bottom * self.right > MOST_CELLS:
            raise Sprawling
        if self.text > 4 * MOST_TEXT:  # with the tags around it
            raise Swelling


def _times(repeated: re.Pattern[bytes], attributes: bytes) -> int:
    match = repeated.search(attributes)
    return int(match[1]) if match else 1
