"""How wide the rows of a text file were: kept in the workbook made of it, so that a row whose cells are shifted stays refused.

A workbook has room beside its table, a text file has none. What the copy of one was made of stands on a hidden sheet of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from liaison.tables import RawTable

SHEET = "_text"


def keep(book: Any, tables: Iterable[tuple[str, RawTable]]) -> None:
    """Write down how wide most rows of each text file were, by the name of its sheet in the workbook."""
    wide = [(name, Counter(table.written).most_common(1)[0][0]) for name, table in tables if table.written]
    if wide:
        sheet = book.add_worksheet(SHEET)
        sheet.hide()
        for line, (name, width) in enumerate(wide):
            sheet.write_string(line, 0, name)
            sheet.write_number(line, 1, width)


def recalled(table: RawTable, kept: Iterable[list[Any]]) -> RawTable:
    """The table with the width that its rows had in the text file, where that was kept."""
    for name, *width in kept:
        if name == table.name and width and isinstance(width[0], int | float) and width[0] > 0:
            return replace(table, written=(int(width[0]),) * len(table.rows))
    return table
