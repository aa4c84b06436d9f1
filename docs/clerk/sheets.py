"""Sheets as offices make them, and typing into sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def fill_sheet(
    sheet: Any, title: str, rows: list[list[object]], *, widths: list[int], notes: str = "", foot: str = ""
) -> None:
    """A sheet as offices make them: a title over the whole width, a line of notes, a framed table, a line to sign."""
    last = get_column_letter(len(widths))
    for number, text, size in ((1, title, 16), (2, notes, 10)):
        if text:
            sheet.append([text])
            sheet.merge_cells(f"A{sheet.max_row}:{last}{sheet.max_row}")
            sheet.cell(sheet.max_row, 1).font = Font(name="宋体", size=size, bold=number == 1)
            sheet.cell(sheet.max_row, 1).alignment = Alignment(
                horizontal="center" if number == 1 else "left", vertical="center"
            )
            sheet.row_dimensions[sheet.max_row].height = size * 2
    for row in rows:
        sheet.append(row)
        sheet.row_dimensions[sheet.max_row].height = 20 * max(str(cell).count("\n") + 1 for cell in row)
        for cell in sheet[sheet.max_row]:
            cell.border, cell.font = _FRAME, Font(name="宋体", size=11, bold=row is rows[0])
            cell.alignment = Alignment(
                wrap_text=True, vertical="center", horizontal="center" * (row is rows[0]) or None
            )
    if foot:
        sheet.append([foot])
        sheet.cell(sheet.max_row, 1).font = Font(name="宋体", size=11)
        sheet.row_dimensions[sheet.max_row].height = 20
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def save_book(path: Path, *sheets: tuple[str, Callable[[Any], None]]) -> None:
    """A workbook with these sheets, each drawn by its function."""
    book: Any = Workbook()
    book.remove(book.worksheets[0])
    for name, fill in sheets:
        fill(book.create_sheet(name))
    book.save(path)


def row_of(sheet: Any, name: str) -> int:
    """The row in which a cell says that."""
    return next(row for row in range(2, sheet.max_row + 1) for cell in sheet[row] if cell.value == name)


def put(sheet: Any, row: int, header: int = 1, **values: object) -> None:
    """Type values into a row, each under its label."""
    places = {str(cell.value).rstrip("★"): cell.column for cell in sheet[header]}
    for label, value in values.items():
        sheet.cell(row, places[label]).value = value
