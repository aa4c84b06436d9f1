"""A sheet of XlsxWriter that looks for what must be escaped once in each different text, and writes a row at a time.

In a large sheet that search, and the many small pieces that go to the file one by one, take the library more time than
anything else. What is written stays the same; should the library one day name these methods otherwise, it is only as slow
as it was.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from xlsxwriter.worksheet import Worksheet

_MOST_KNOWN = 20_000
"""Texts that are remembered, so that memory does not grow with the rows."""


class QuickSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that remembers what texts look like in XML."""

    fh: Any

    def __init__(self) -> None:
        super().__init__()
        self._controls: dict[Any, Any] = {}
        self._data: dict[Any, Any] = {}
        self._row = StringIO()

    def _write_single_row(self, current_row_num: int = 0) -> None:
        file, self.fh = self.fh, self._row
        try:
            super()._write_single_row(current_row_num)
        finally:
            self.fh = file
        file.write(self._row.getvalue())
        self._row.seek(0)
        self._row.truncate()

    def _escape_control_characters(self, data: Any) -> Any:
        found = self._controls.get(data)
        if found is None:
            if len(self._controls) >= _MOST_KNOWN:
                self._controls.clear()
            found = self._controls[data] = super()._escape_control_characters(data)
        return found

    def _escape_data(self, data: Any) -> Any:
        found = self._data.get(data)
        if found is None:
            if len(self._data) >= _MOST_KNOWN:
                self._data.clear()
            found = self._data[data] = super()._escape_data(data)
        return found

    def _escape_attributes(self, attribute: Any) -> Any:
        # Most are the place of a cell (A1) or a number, in which there is nothing to escape.
        plain = attribute.__class__ is int or (attribute.__class__ is str and attribute.isalnum())
        return attribute if plain else super()._escape_attributes(attribute)
