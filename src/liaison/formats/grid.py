"""Records as rows of a new sheet: each cell in the form and style of its kind, each column as wide as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, Protocol

from liaison.columns import Column, Record
from liaison.errors import BadFile
from liaison.formats.paper import HIGHEST, LINE, column_widths, lines_of, serial, style_of
from liaison.formats.seen import seen
from liaison.formats.widths import widest, width_of
from liaison.kinds import Kind, Stored
from liaison.quantities import Number

_MEASURED = 2_000
"""Rows that decide the widths; numbers are measured in all rows, for Excel shows ### where they do not fit."""
_LONG = 255
"""Characters beyond which some versions of Excel show a cell formatted as text as ###."""
_DAY_WIDTH = 12


class Styles(Protocol):
    """Where styles come from: ``excel.Book``."""

    def style(self, name: str, **more: object) -> Any:
        """The named style, with properties added."""


class Field:
    """A column being written: how to get its cells, in which styles, and how wide it has become.

    ``least`` is the width below which its numbers would not show; ``room`` that in which its words wrap.
    """

    def __init__(self, styles: Styles, column: Column, *, reveal: bool, framed: bool) -> None:
        self.column = column
        self.kind: Kind = column.kind
        self.value: Callable[[Record], Stored] = seen(column, reveal=reveal)
        self.framed = framed
        name = style_of(self.kind)
        self.whole_style = None
        if framed:
            self.style = self.long_style = styles.style(name)
            if isinstance(self.kind, Number):
                # "#,##0.####" would show 2000 as "2,000.".
                self.whole_style = styles.style("whole")
        else:
            # What is typed later must neither lose decimals nor, in a column of words, become a number.
            loose = "General" if isinstance(self.kind, Number) else self.kind.number_format
            self.style = styles.style("plain", num_format=loose)
            self.long_style = styles.style("plain", num_format="General")
        self.figures = self.kind.align == "right"
        self.width = width_of(column.label) + 2
        self.least = _DAY_WIDTH if name == "day" else 0
        self.room = 0
        self.sum = self.highest = 0

    def measure(self, text: str) -> None:
        """Let the column be wide enough for a text."""
        self.width = max(self.width, widest(text))
        if self.figures:
            self.least = max(self.least, self.width + 2)


def sized(
    fields: Sequence[Field], records: Iterable[Record], page: int | None = None
) -> tuple[Iterator[Record], list[int]]:
    """The records, as many of them measured as are needed, and the widths of the columns, kept within a page's."""
    coming = iter(records)
    first = list(islice(coming, _MEASURED))
    for record in first:
        for field in fields:
            if (value := field.value(record)) is not None:
                field.measure(field.kind.show(value))
    widths = column_widths((field.width for field in fields), page)
    for field, width in zip(fields, widths, strict=True):
        field.room = max(width, field.least) - 1
    return chain(first, coming), widths


def fill(sheet: Any, fields: Sequence[Field], records: Iterable[Record], begin: int) -> int:
    """Write the records from row ``begin`` on; the row after the last. Raises ``BadFile`` for what Excel cannot hold."""
    row = begin
    for row, record in enumerate(records, begin):
        lines = 1
        for index, field in enumerate(fields):
            value = field.value(record)
            cell = field.kind.cell(value)
            if cell is None:
                failed = field.framed and sheet.write_blank(row, index, None, field.style)
            elif isinstance(cell, str):
                style = field.long_style if len(cell) > _LONG else field.style
                failed = sheet.write_string(row, index, cell, style)
                if len(cell) * 2 > field.room or "\n" in cell:
                    lines = max(lines, lines_of(cell, field.room))
            elif isinstance(cell, date):
                failed = sheet.write_number(row, index, serial(cell), field.style)
            else:
                style = field.whole_style if field.whole_style and cell == int(cell) else field.style
                failed = sheet.write_number(row, index, cell, style)
                field.sum += value
                # A number of no more digits than one before is no wider, unless its decimals vary.
                if field.whole_style or abs(value) > field.highest:
                    field.highest = 10 ** len(str(abs(value))) - 1
                    field.measure(field.kind.show(value))
            if failed:
                raise BadFile(
                    f"第 {row + 1} 行“{field.column.label}”写不进 Excel：行数或字数超过了 Excel 的上限，",
                    "请改用 --csv，或分几次导出。",
                )
        if lines > 1:
            # Not every program that opens the file makes a row as high as its wrapped text.
            sheet.set_row(row, min(LINE * lines, HIGHEST))
        row += 1
    return row
