"""What a sheet to print is made of: lines, tables, cells, facts and charts; each knows its widths and writes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from liaison.columns import Column, Record
from liaison.formats.excel import Book
from liaison.formats.grid import Field, fill, sized
from liaison.formats.paper import (
    HIGHEST,
    LINE,
    NARROWEST,
    PAGE,
    UPRIGHT,
    head_height,
    is_readable,
    lines_of,
    row_height,
    style_of,
)
from liaison.formats.widths import widest
from liaison.kinds import Kind, Stored
from liaison.quantities import Number

if TYPE_CHECKING:
    from liaison.formats.page import Page

UNKNOWN = "—"
NOTHING = "没有记录"
ROW = 18
"""Points: the height of a row of one line."""

Width = tuple[int, int]
"""What a column needs, and what it would take so that nothing wraps."""

PIXELS = 96 / 72
"""Pixels in a point."""


@dataclass(frozen=True)
class Cell:
    """One cell: its value, the text it shows (for the width), its style, and a formula where it has one."""

    value: str | int | float | Decimal | None
    shown: str
    style: Any
    formula: str = ""


@dataclass
class Line:
    """A text across the sheet, as high as it needs."""

    text: str
    style: str = "note"
    height: int = ROW

    def widths(self) -> list[Width]:
        """None of its own."""
        return []

    def write(self, page: Page, row: int) -> int:
        """Write it from a row on; the row after."""
        room = page.total - 2
        height = max(self.height, LINE * lines_of(self.text, room) + 2 if self.style == "note" else 0)
        page.across(row, self.text, self.style, height)
        return row + 1


class Table:
    """Records under their labels; once written, ``cells`` says where a column's values stand, for a chart."""

    def __init__(
        self,
        page: Page,
        columns: Sequence[Column],
        records: Sequence[Record],
        formats: Mapping[str, str],
    ) -> None:
        self.records = records
        self.fields = [Field(page.book, column, framed=True) for column in columns]
        self.aside: list[Field] = []
        for one in self.fields:
            if one.column.key in formats:
                shown = page.book.style(style_of(one.kind), num_format=formats[one.column.key])
                one.style = one.whole_style = shown
        self.spread = False
        self._sheet = page.sheet.name
        self._rows: Iterable[Record] = ()
        self.first = 0
        self.cuts: list[int] = []
        self.again: list[int] = []
        """The rows on which the labels stand once more, each at the head of a page."""

    def widths(self) -> list[Width]:
        """What each column needs."""
        for one in self.fields:
            if one.column.adds:
                one.measure(one.kind.show(sum(record.get(one.column.key) or 0 for record in self.records)))
        self._rows, widths = sized(self.fields, self.records, PAGE)
        needs = [
            (max(width, one.least), one.width + 2) for one, width in zip(self.fields, widths, strict=True)
        ]
        # What spreads over the columns of other tables asks for none of its own.
        return [*needs[:-1], (NARROWEST, 0)] if self.spread else needs

    def write(self, page: Page, row: int) -> int:
        """Write it from a row on; the row after."""
        last = len(self.fields) - 1
        self._make_room(page)
        fields = [*self.fields, *self.aside]
        labels = [(one, one.column.label) for one in fields]
        page.book.header(page.sheet, row, labels)
        self.first = end = row + 1
        coming = iter(self._rows)
        for begin, until in pairwise((0, *self.cuts, len(self.records))):
            if begin:
                page.book.header(page.sheet, end, labels)
                self.again.append(end)
                end += 1
            end = fill(page.sheet, fields, islice(coming, until - begin), end)
        if self.spread:
            for here, record in enumerate(self.records, self.first):
                page.merge(
                    here, last, self.fields[-1].kind.show(record.get(self.fields[-1].column.key)), "text"
                )
            page.merge(row, last, self.fields[-1].column.label, "header")
        if not self.records:
            page.merge(end, 0, NOTHING, "text", last if not self.spread else len(page.columns) - 1)
            return end + 1
        if end > row + 2 and any(one.column.adds for one in fields):
            page.book.sums(page.sheet, fields, row + 1, end)
            end += 1
        return end

    def _make_room(self, page: Page) -> None:
        for one, width in zip(self.fields, page.columns, strict=False):
            one.room = width - 1
        if self.spread:
            self.fields[-1].room = sum(page.columns[len(self.fields) - 1 :]) - 1

    def heights(self, page: Page) -> list[float]:
        """The pixels that its labels and each of its records will take."""
        self._make_room(page)
        head = head_height((one.column.label, one.room) for one in self.fields)
        lines = [max(one.form(one.value(record))[2] for one in self.fields) for record in self.records]
        return [PIXELS * head, *(PIXELS * (row_height(n) if n > 1 else ROW) for n in lines)]

    def cut(self, heights: Sequence[float], begin: float, room: float) -> None:
        """Have the labels once more wherever a page ends; it begins ``begin`` pixels down a page of ``room``."""
        head, height = heights[0], begin + heights[0]
        for place, high in enumerate(heights[1:]):
            if height + high > room and place:
                self.cuts.append(place)
                height = head
            height += high

    def fits(self, widths: Sequence[int]) -> bool:
        """Whether it can be read at these widths: in letters that are large enough, with no row higher than can be."""
        highest = max(
            LINE * lines_of("x" * one.width, width - 1)
            for one, width in zip(self.fields, widths, strict=False)
        )
        return is_readable(widths) and highest <= HIGHEST

    def set_aside(self, page: Page) -> list[str]:
        """Let what is not always listed stand beside the page, on one line a row; its labels."""
        plain = page.book.style("text", text_wrap=False)
        self.aside = [one for one in self.fields if not one.column.listed]
        self.fields = [one for one in self.fields if one.column.listed]
        for one in self.aside:
            one.room = 0
            if style_of(one.kind) == "text":
                one.style = one.long_style = plain
        return [one.column.label for one in self.aside]

    def cells(self, key: str, most: int = 10_000) -> list[Any]:
        """Where the values of a column stand, as XlsxWriter has it; the first ``most`` of them."""
        column = next(index for index, one in enumerate(self.fields) if one.column.key == key)
        last = self.first + min(len(self.records), most, *self.cuts[:1]) - 1
        return [self._sheet, self.first, column, last, column]


@dataclass
class Cells:
    """Rows of cells that differ in kind from row to row, under labels."""

    labels: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def widths(self) -> list[Width]:
        """What each column needs."""
        columns = zip(self.labels, *([cell.shown for cell in row] for row in self.rows), strict=True)
        return [(max(map(widest, texts)) + 2, 0) for texts in columns]

    def write(self, page: Page, row: int) -> int:
        """Write it from a row on; the row after."""
        page.height(row, ROW)
        for index, label in enumerate(self.labels):
            page.sheet.write_string(row, index, label, page.book.style("header"))
        for below, cells in enumerate(self.rows, row + 1):
            page.height(below, ROW)
            for index, one in enumerate(cells):
                page.write(below, index, one)
        return row + 1 + len(self.rows)


@dataclass
class Facts:
    """What is known of one thing: a label, and its value across the rest of the sheet."""

    pairs: Sequence[tuple[str, Cell]]
    alone: bool = False

    def widths(self) -> list[Width]:
        """The labels' own."""
        label = (max(widest(label) for label, _ in self.pairs) + 4, 0)
        return [label, (NARROWEST, UPRIGHT)] if self.alone else [label]

    def write(self, page: Page, row: int) -> int:
        """Write it from a row on; the row after."""
        room = page.total - page.columns[0] - 2
        for here, (label, one) in enumerate(self.pairs, row):
            page.height(here, max(ROW, LINE * lines_of(one.shown, room) + 2))
            page.sheet.write_string(here, 0, label, page.book.style("header"))
            if len(page.columns) > 2:
                page.sheet.merge_range(here, 1, here, len(page.columns) - 1, "", one.style)
            page.write(here, 1, one)
        return row + len(self.pairs)


@dataclass
class Charts:
    """Charts side by side, made when the cells they are drawn from are written."""

    makers: Sequence[Callable[[], Any]]
    rows: int
    top: int = field(default=0, init=False)

    def widths(self) -> list[Width]:
        """None of its own."""
        return []

    def write(self, page: Page, row: int) -> int:
        """Keep its place free; the row after."""
        self.top = row
        for index in range(row, row + self.rows):
            page.height(index, ROW)
        return row + self.rows

    def draw(self, page: Page) -> None:
        """Put the charts there."""
        share = page.pixels / len(self.makers)
        for index, make in enumerate(self.makers):
            chart = make()
            chart.set_size({"width": int(share) - 6, "height": int((self.rows - 1) * ROW * PIXELS)})
            place = {"x_offset": int(share * index) + 3, "y_offset": 6, "object_position": 2}
            page.sheet.insert_chart(self.top, 0, chart, place)


class Break:
    """The next part begins a new page."""

    def widths(self) -> list[Width]:
        """None of its own."""
        return []

    def write(self, page: Page, row: int) -> int:
        """Break before a row."""
        page.breaks.append(row)
        return row


def cell(book: Book, kind: Kind, value: Stored, *, left: bool = False) -> Cell:
    """A value in the style of its kind; what is not known is shown as —."""
    more: Mapping[str, object] = {"align": "left"} if left else {}
    plain = kind.cell(value)
    if plain in (None, ""):
        return Cell(UNKNOWN, UNKNOWN, book.style("text", align="left" if left else "right"))
    name = style_of(kind)
    if isinstance(kind, Number) and plain == int(plain):
        name = "whole"
    if name == "day":
        plain = kind.show(value)
    return Cell(plain, kind.show(value), book.style(name, **more))
