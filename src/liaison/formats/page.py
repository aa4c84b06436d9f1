"""A sheet to print that is made of several parts, one below another: lines, tables, cells, facts, charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from liaison.columns import Column, Kind, Number, Record, Stored
from liaison.formats.excel import Book
from liaison.formats.grid import Field, fill, sized
from liaison.formats.paper import BODY, LINE, PAGE, UPRIGHT, is_wide, lines_of, page_setup, style_of
from liaison.formats.widths import widest

UNKNOWN = "—"
ROW = 18
"""Points: the height of a row of one line."""

Width = tuple[int, int]
"""What a column needs, and what it would take so that nothing wraps."""

_PIXELS = 96 / 72
_A4 = {False: (698, 979), True: (1027, 650)}
"""Pixels that a page of A4 takes within the margins at full size, wide and high, by whether it lies on its side."""
_LOWEST_CHART = 9


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
        page.across(row, self.text, page.book.style(self.style), height)
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
        self.fields = [Field(page.book, column, reveal=False, framed=True) for column in columns]
        for one in self.fields:
            if one.column.key in formats:
                shown = page.book.style(style_of(one.kind), num_format=formats[one.column.key])
                one.style = one.whole_style = shown
        self.sums: tuple[str, ...] = ()
        self._sheet = page.sheet.name
        self._rows: Iterable[Record] = ()
        self._first = 0

    def widths(self) -> list[Width]:
        """What each column needs."""
        for one in self.fields:
            if one.column.key in self.sums:
                one.measure(one.kind.show(sum(record.get(one.column.key) or 0 for record in self.records)))
        self._rows, widths = sized(self.fields, self.records, PAGE)
        return [
            (max(width, one.least), one.width + 2) for one, width in zip(self.fields, widths, strict=True)
        ]

    def write(self, page: Page, row: int) -> int:
        """Write it from a row on; the row after."""
        for one, width in zip(self.fields, page.columns, strict=False):
            one.room = width - 1
        page.book.header(page.sheet, row, [(one, one.column.label) for one in self.fields])
        self._first = row + 1
        end = fill(page.sheet, self.fields, self._rows, row + 1)
        if self.sums and end > row + 2:
            page.book.sums(page.sheet, self.fields, self.sums, row + 1, end)
            end += 1
        return end

    def cells(self, key: str, most: int = 10_000) -> list[Any]:
        """Where the values of a column stand, as XlsxWriter has it; the first ``most`` of them."""
        column = next(index for index, one in enumerate(self.fields) if one.column.key == key)
        last = self._first + min(len(self.records), most) - 1
        return [self._sheet, self._first, column, last, column]


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

    def widths(self) -> list[Width]:
        """The labels' own."""
        return [(max(widest(label) for label, _ in self.pairs) + 4, 0)]

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
            chart.set_size({"width": int(share) - 6, "height": int((self.rows - 1) * ROW * _PIXELS)})
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


class Page:
    """A sheet being put together; nothing is written before ``finish``, when all widths are known.

    Charts go before the tables of their page: what stands above them has a known height, so that no page ends in one.
    """

    def __init__(self, book: Book, name: str, title: str, notes: Sequence[str], header: str = "") -> None:
        self.book, self.title, self.header = book, title, header
        self.sheet = book.sheet(name)
        self.columns: list[int] = []
        self.breaks: list[int] = []
        self._heights: dict[int, int] = {}
        self._parts: list[Any] = [Line(title, "title", 32), *(Line(note) for note in notes if note)]

    @property
    def total(self) -> int:
        """The width of all columns in half-width characters."""
        return sum(self.columns)

    @property
    def pixels(self) -> int:
        """The width of all columns on the screen."""
        return sum(width * 7 + 5 for width in self.columns)

    # -- putting together ---------------------------------------------------------------------------------------------

    def line(self, text: str, style: str = "note") -> None:
        """A text across the sheet."""
        self._parts.append(Line(text, style, 24 if style == "subtitle" else ROW))

    def table(
        self,
        columns: Sequence[Column],
        records: Sequence[Record],
        *,
        sums: tuple[str, ...] = (),
        formats: Mapping[str, str] | None = None,
    ) -> Table:
        """A table; of what is not listed otherwise, only columns that hold something.

        ``sums`` are added up below it; ``formats`` has number formats other than those of the kinds.
        """
        kept = [one for one in columns if one.listed or any(record.get(one.key) for record in records)]
        table = Table(self, kept, records, formats or {})
        table.sums = tuple(key for key in sums if any(one.key == key for one in kept))
        self._parts.append(table)
        return table

    def cells(self, labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Rows of cells of any kind."""
        self._parts.append(Cells(labels, rows))

    def facts(self, pairs: Sequence[tuple[str, Cell]]) -> None:
        """What is known of one thing."""
        self._parts.append(Facts(pairs))

    def charts(self, *makers: Callable[[], Any], rows: int = 16) -> None:
        """Charts side by side, ``rows`` high at most."""
        if makers:
            self._parts.append(Charts(makers, rows))

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._parts.append(Break())

    # -- writing ------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Lay the parts out and write them."""
        self._lay_columns()
        wide = is_wide(self.columns)
        self.sheet.set_default_row(ROW)
        height, room = 0.0, self._page_height(wide)
        row, heads = 0, []
        for part in self._parts:
            if isinstance(part, Charts):
                free = int((room - height) / (ROW * _PIXELS)) - 1
                if free < min(part.rows, _LOWEST_CHART):
                    self.breaks.append(row)
                    height, free = 0.0, int(room / (ROW * _PIXELS)) - 4
                part.rows = min(part.rows, free)
            elif isinstance(part, Table):
                heads.append((len(part.records), row))
                height = room
            elif isinstance(part, Break):
                height = 0.0
            begin, row = row, part.write(self, row)
            height += (
                sum(self.sheet.row_sizes.get(one, [ROW])[0] for one in range(begin, row))
                if height < room
                else 0
            )
        for part in self._parts:
            if isinstance(part, Charts):
                part.draw(self)
        for index, width in enumerate(self.columns):
            self.sheet.set_column(index, index, width)
        self._set_up(wide, heads)

    def height(self, row: int, points: int) -> None:
        """Set a row's height."""
        self._heights[row] = points
        self.sheet.set_row(row, points)

    def across(self, row: int, text: str, style: Any, height: int) -> None:
        """Write a text over all columns."""
        self.height(row, height)
        if len(self.columns) > 1:
            self.sheet.merge_range(row, 0, row, len(self.columns) - 1, "", style)
        self.sheet.write_string(row, 0, text, style)

    def write(self, row: int, column: int, cell: Cell) -> None:
        """Write one cell."""
        if cell.formula:
            self.sheet.write_formula(row, column, cell.formula.format(row=row + 1), cell.style, cell.value)
        elif isinstance(cell.value, str):
            self.sheet.write_string(row, column, cell.value, cell.style)
        elif cell.value is None:
            self.sheet.write_blank(row, column, None, cell.style)
        else:
            self.sheet.write_number(row, column, cell.value, cell.style)

    def _lay_columns(self) -> None:
        """Give each column what it needs, and the rest of the page: first to texts that would wrap, then to all."""
        parts = [part.widths() for part in self._parts]
        count = max(map(len, parts))
        needed, wanted = (
            [
                max((widths[index][which] for widths in parts if index < len(widths)), default=0)
                for index in range(count)
            ]
            for which in (0, 1)
        )
        page = PAGE if is_wide(needed) else UPRIGHT
        wrapping = [max(0, wish - need) for need, wish in zip(needed, wanted, strict=True)]
        spare = max(0, page - sum(needed))
        if total := sum(wrapping):
            share = min(1.0, spare / total)
            needed = [need + int(more * share) for need, more in zip(needed, wrapping, strict=True)]
        factor = max(1.0, page / sum(needed))
        self.columns = [int(width * factor) for width in needed]

    def _page_height(self, wide: bool) -> float:
        """Pixels of the sheet's own that a page takes from top to bottom, when the sheet is shrunk to its width."""
        across, down = _A4[wide]
        return down * max(1.0, self.pixels / across)

    def _set_up(self, wide: bool, heads: list[tuple[int, int]]) -> None:
        """The page, with the labels of the longest table on each."""
        header = None
        if heads:
            head = max(heads)[1]
            header = (0 if heads[0][1] == head and not self._draws() else head, head)
            if len(heads) == 1 and not self._draws():
                self.sheet.freeze_panes(head + 1, 0)
        page_setup(self.sheet, landscape=wide, header=header)
        if self.header:
            font = f'&"{BODY},Regular"&9 '
            left, right = (text.replace("&", "&&") for text in (self.header, self.title))
            self.sheet.set_header(f"&L{font}{left}&R{font}{right}", {"margin": 0.3})
        self.sheet.set_h_pagebreaks(self.breaks)

    def _draws(self) -> bool:
        return any(not isinstance(part, Line | Table) for part in self._parts)


def cell(book: Book, kind: Kind, value: Stored, *, left: bool = False) -> Cell:
    """A value in the style of its kind; what is not known is shown as —."""
    more: Mapping[str, object] = {"align": "left"} if left else {}
    if value is None:
        return Cell(UNKNOWN, UNKNOWN, book.style("text", align="left" if left else "right"))
    plain = kind.cell(value)
    name = style_of(kind)
    if isinstance(kind, Number) and plain == int(plain):
        name = "whole"
    if name == "day":
        plain = kind.show(value)
    return Cell(plain, kind.show(value), book.style(name, **more))
