"""A new workbook with the cells of a file that is no .xlsx, or not one that can be edited."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from liaison.cells import Lost, text_of
from liaison.formats import paper
from liaison.formats.correcting import from_text
from liaison.formats.correcting.splicing import clean
from liaison.formats.widths import widest
from liaison.tables import Block, RawTable

_DAYS = {
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd h:mm:ss",
    time: "h:mm:ss",
    timedelta: "[h]:mm:ss",
}

_MEASURED = 2_000
"""Rows that decide the widths."""


def same_cells(tables: list[RawTable]) -> tuple[bytes, dict[str, str]]:
    """A workbook with the cells of the tables where they stood, and the name of each table's sheet.

    Texts are kept from becoming anything else; what is merged or hidden stays so: the blanks under a merged cell would empty
    what is stored. A formula without a value becomes an error.
    """
    from xlsxwriter import Workbook

    from liaison.formats.quick import QuickSheet

    out = io.BytesIO()
    font = {"font_name": paper.BODY, "font_size": 11}
    names: dict[str, str] = {}
    with Workbook(out, {"default_format_properties": font, "nan_inf_to_errors": True}) as book:
        text = book.add_format({"num_format": "@"})
        # What begins with = would become a formula as soon as someone edits it.
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        days = {sort: book.add_format({"num_format": shown}) for sort, shown in _DAYS.items()}
        for table in tables:
            names[table.name] = paper.sheet_name(table.name, names.values())
            sheet = book.add_worksheet(names[table.name], worksheet_class=QuickSheet)
            for block in table.merged:
                _merge(sheet, block, table)
            for number in table.hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            wide: dict[int, int] = {}
            for row, cells in enumerate(table.rows, table.first - 1):
                for place, value in enumerate(cells):
                    if value is None or value == "":
                        continue
                    if isinstance(value, str):
                        said = "#N/A" if isinstance(value, Lost) and value.startswith("=") else clean(value)
                        failed = sheet.write_string(row, place, said, quoted if said[:1] == "=" else text)
                    elif style := days.get(type(value)):
                        failed = sheet.write_datetime(row, place, value, style)
                    else:
                        failed = sheet.write(row, place, value)
                    if failed:
                        raise ValueError("more than a sheet can hold")
                    if row < _MEASURED or place not in wide:
                        wide[place] = max(widest(text_of(value)), wide.get(place, 0))
            for place, width in wide.items():
                hidden = {"hidden": place in table.hidden_columns}
                sheet.set_column(place, place, paper.column_widths([width])[0], None, hidden)
        from_text.keep(book, ((names[table.name], table) for table in tables))
    return out.getvalue(), names


def _merge(sheet: Any, block: Block, table: RawTable) -> None:
    """Merge an area, unless a cell that would be covered has a value of its own."""
    rows = table.rows[block.top - table.first : block.bottom - table.first + 1]
    _first, *covered = (
        cell for row in rows for cell in (row + [None] * block.right)[block.left : block.right + 1]
    )
    if all(cell is None or cell == "" for cell in covered):
        sheet.merge_range(block.top - 1, block.left, block.bottom - 1, block.right, "")
