"""Records as rows of a new sheet: each cell in the form and style of its kind, each column as wide as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, Protocol

from liaison.columns import Column, Record
from liaison.errors import BadFile
from liaison.formats.paper import LISTS, WIDEST, column_widths, lines_of, row_height, serial, style_of
from liaison.formats.seen import seen
from liaison.formats.widths import widest, width_of
from liaison.kinds import Kind, Stored
from liaison.quantities import Number
from liaison.several import Details

_MEASURED = 2_000
"""Rows that decide the widths; numbers are measured in all rows, for Excel shows ### where they do not fit."""
_LONG = 255
"""Characters beyond which some versions of Excel show a cell formatted as text as ###."""
_DAY_WIDTH = 12
_MOST_KNOWN = 20_000
"""Forms of a column's values that are kept, so that memory does not grow with the rows."""
MARK = "_mark"
"""Where a record keeps the mark of its row."""
UNSEEN = ";;;"
"""The number format that shows nothing: what a hidden column holds would else run over its edge on paper."""


class Styles(Protocol):
    """Where styles come from: ``excel.Book``."""

    def style(self, name: str, **more: object) -> Any:
        """The named style, with properties added."""


class Field:
    """A column being written: how to get its cells, in which styles, and how wide it has become.

    ``least`` is the width below which its numbers would not show; ``room`` that in which its words wrap; ``look`` adds
    properties of XlsxWriter to its styles.
    """

    def __init__(self, styles: Styles, column: Column, *, framed: bool, **look: object) -> None:
        self.column = column
        self.kind: Kind = column.kind
        self.value: Callable[[Record], Stored] = seen(column)
        self.framed = framed
        name = style_of(self.kind)
        self.whole_style = None
        if framed:
            self.style = self.long_style = styles.style(name, **look)
            if isinstance(self.kind, Number):
                # "#,##0.####" would show 2000 as "2,000.".
                self.whole_style = styles.style("whole", **look)
        else:
            # What is typed later must neither lose decimals nor, in a column of words, become a number.
            loose = "General" if isinstance(self.kind, Number) else self.kind.number_format
            if column.key == MARK:
                loose = UNSEEN
            elif name == "day":
                look = {"align": "center", **look}
            self.style = styles.style("plain", num_format=loose, **look)
            self.long_style = styles.style("plain", num_format="General", **look)
        self.figures = self.kind.align == "right"
        self.width = width_of(column.label) + 2
        self.least = _DAY_WIDTH if name == "day" else 0
        self.room = 0
        self.sum = self.highest = 0
        # Most values come again; what cannot be a key, or never comes again, is not kept.
        self.known: dict[Stored, tuple[Any, Any, int]] | None = {} if self.keeps(column) else None

    @staticmethod
    def keeps(column: Column) -> bool:
        """Whether the forms of a column's values are worth keeping."""
        return not isinstance(column.kind, Details) and column.key != MARK

    def form(self, value: Stored) -> tuple[Any, Any, int]:
        """What is written for a value: the cell, its style, and how many lines it takes."""
        cell, style, lines = self.kind.cell(value), self.style, 1
        if isinstance(cell, str):
            if len(cell) > _LONG:
                style = self.long_style
            if self.room and (len(cell) * 2 > self.room or "\n" in cell):
                lines = lines_of(cell, self.room)
        elif isinstance(cell, date):
            cell = serial(cell)
        elif cell is not None:
            if self.whole_style and cell == int(cell):
                style = self.whole_style
            # A number of no more digits than one before is no wider, unless its decimals vary.
            if self.whole_style or abs(value) > self.highest:
                self.highest = 10 ** len(str(abs(value))) - 1
                self.measure(self.kind.show(value))
        if self.known is not None and value is not None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            self.known[value] = cell, style, lines
        return cell, style, lines

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
    # In a sheet to be filled in, twenty names in a narrow column would make a row as high as half a page.
    caps = [
        LISTS if (field.kind.many or field.column.wide) and not field.framed else WIDEST for field in fields
    ]
    widths = column_widths((field.width for field in fields), page, caps)
    for field, width in zip(fields, widths, strict=True):
        field.room = max(width, field.least) - 1 if field.column.key != MARK else 0
    return chain(first, coming), widths


def fill(sheet: Any, fields: Sequence[Field], records: Iterable[Record], begin: int) -> int:
    """Write the records from row ``begin`` on; the row after the last. Raises ``BadFile`` for what Excel cannot hold."""
    framed = fields[0].framed
    row = begin
    string, number = sheet.write_string, sheet.write_number
    columns = [(index, field, field.value, field.known) for index, field in enumerate(fields)]
    for row, record in enumerate(records, begin):
        lines = 1
        for index, field, value_of, known in columns:
            value = value_of(record)
            form = None if value is None or known is None else known.get(value)
            cell, style, high = form or field.form(value)
            if cell is None:
                failed = framed and sheet.write_blank(row, index, None, style)
            elif isinstance(cell, str):
                failed = string(row, index, cell, style)
                if high > lines:
                    lines = high
            else:
                failed = number(row, index, cell, style)
                if field.figures:
                    field.sum += value
            if failed:
                raise BadFile(
                    f"第 {row + 1} 行“{field.column.label}”写不进 Excel：行数或字数超过了 Excel 的上限，",
                    "请改用 --csv，或分几次导出。",
                )
        if lines > 1:
            # Not every program that opens the file makes a row as high as its wrapped text.
            sheet.set_row(row, row_height(lines))
        row += 1
    return row
