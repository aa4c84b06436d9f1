"""Workbooks of a few rows, and editing exported ones as a clerk would: by the labels in row 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl


class Edited:
    """A workbook opened to be edited; ``save`` writes it where it was read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)

    def place(self, sheet: str, label: str) -> int:
        """The number of the column of that label."""
        return next(cell.column for cell in self.book[sheet][1] if str(cell.value or "").rstrip("★") == label)

    def rows(self, sheet: str, label: str, value: object) -> list[int]:
        """The rows that have a value under a label."""
        place = self.place(sheet, label)
        return [
            row
            for row in range(2, self.book[sheet].max_row + 1)
            if self.book[sheet].cell(row, place).value == value
        ]

    def put(self, sheet: str, row: int, **values: object) -> None:
        """Type values under labels."""
        for label, value in values.items():
            self.book[sheet].cell(row, self.place(sheet, label)).value = value

    def add(self, sheet: str, **values: object) -> int:
        """Type a new row below the others; returns its number."""
        row: int = self.book[sheet].max_row + 1
        self.put(sheet, row, **values)
        return row

    def save(self) -> Path:
        """Write it where it was read."""
        self.book.save(self.path)
        return self.path


def saved(path: Path, *rows: Sequence[object], merged: Iterable[str] = ()) -> Path:
    """A new workbook of one sheet with those rows, and with areas merged."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for block in merged:
        sheet.merge_cells(block)
    book.save(path)
    return path
