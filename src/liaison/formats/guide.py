"""A sheet that tells whoever fills a workbook in what is asked; it holds nothing to import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from liaison.formats.paper import LINE, lines_of, page_setup
from liaison.tables import RawTable

if TYPE_CHECKING:
    from liaison.formats.excel import Book

GUIDE = "填写说明"
_WIDTH = 68


def add_guide(book: Book, lines: Sequence[str]) -> None:
    """Put the sheet behind those to be filled in."""
    sheet = book.sheet(GUIDE)
    sheet.set_column(0, 0, _WIDTH)
    for row, line in enumerate((GUIDE, *lines)):
        sheet.set_row(row, (LINE + 2) * lines_of(line, _WIDTH - 2) + 6)
        sheet.write_string(row, 0, line, book.style("plain" if row else "subtitle"))
    page_setup(sheet, landscape=False)


def is_guide(table: RawTable) -> bool:
    """Whether a table is such a sheet."""
    return table.name.startswith(GUIDE) and table.rows[0][:1] == [GUIDE]
