"""A sheet of XlsxWriter that works out each different cell once, and writes a row at a time.

In a large sheet the library spends most of its time on working out the same few cells again and on handing small pieces to
the file. What is written stays its own, byte for byte; should it one day name these methods otherwise, it is only as slow as
it was.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

_MOST_KNOWN = 20_000
"""Cells that are remembered, so that memory does not grow with the rows."""
_FIRST = '<c r="A1"'
"""How the library begins the first cell of a sheet."""


class QuickSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that remembers what cells look like in XML, apart from their place; not those of the column ``unique``."""

    fh: Any

    def __init__(self) -> None:
        super().__init__()
        self.unique = -1
        self._known: dict[Any, str] = {}
        self._row, self._one = StringIO(), StringIO()

    def _write_single_row(self, current_row_num: int = 0) -> None:
        file, self.fh = self.fh, self._row
        try:
            super()._write_single_row(current_row_num)
        finally:
            self.fh = file
        file.write(_taken(self._row))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if col == self.unique or not cell.format:  # without a format its look depends on its row and column
            super()._write_cell(row, col, cell)
            return
        key = cell.__class__, cell
        rest = self._known.get(key)
        if rest is None:
            rest = self._worked_out(cell)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = rest
        self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}"{rest}')

    def _worked_out(self, cell: Any) -> str:
        """What the library writes for a cell, after its place."""
        file, self.fh = self.fh, self._one
        try:
            super()._write_cell(0, 0, cell)
        finally:
            self.fh = file
        return _taken(self._one).removeprefix(_FIRST)


def _taken(buffer: StringIO) -> str:
    """What has gathered in a buffer, which is empty then."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
