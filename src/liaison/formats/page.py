"""A sheet to print that is made of several parts, one below another, laid out when all of them are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from liaison.columns import Column, Record
from liaison.formats.excel import Book
from liaison.formats.paper import A4, PAGE, UPRIGHT, column_widths, page_setup, pixels
from liaison.formats.parts import PIXELS, ROW, Break, Cell, Cells, Charts, Facts, Line, Table
from liaison.formats.seen import kept, seen

_LOWEST_CHART = 9
_SURE = 0.96
"""How much of a page is filled at most: programs differ by a little in what they take."""
_ASIDE = "为看得清，只打印常用的各列；不打印的在表格右侧：{}。"
_UPRIGHT_MOST = {False: 110, True: 118}
"""Half-width characters up to which a sheet is shrunk to a page that stands, rather than laid on its side; more for charts."""


class Page:
    """A sheet being put together; nothing is written before ``finish``, when all widths are known.

    Charts go before the tables of their page: what stands above them has a known height, so that no page ends in one.
    """

    def __init__(self, book: Book, name: str, title: str, notes: Sequence[str], header: str = "") -> None:
        self.book, self.title, self.header = book, title, header
        self.sheet = book.sheet(name)
        self.columns: list[int] = []
        self.breaks: list[int] = []
        self._beside: list[int] = []
        self._heights: dict[int, int] = {}
        self._parts: list[Any] = [Line(title, "title", 32), *(Line(note) for note in notes if note)]

    @property
    def total(self) -> int:
        """The width of all columns in half-width characters."""
        return sum(self.columns)

    @property
    def pixels(self) -> float:
        """The width of all columns on the screen."""
        return pixels(self.columns)

    # -- putting together ---------------------------------------------------------------------------------------------

    def line(self, text: str, style: str = "note") -> None:
        """A text across the sheet."""
        self._parts.append(Line(text, style, 24 if style == "subtitle" else ROW))

    def table(
        self,
        columns: Sequence[Column],
        records: Sequence[Record],
        *,
        formats: Mapping[str, str] | None = None,
        spread: bool = False,
    ) -> Table:
        """A table, what adds up added up below it; of what is not listed otherwise, only columns that hold something.

        ``formats`` has number formats other than those of the kinds; with ``spread`` the last column takes what the
        sheet has left, which is for few rows only.
        """
        shown = [one for one in kept(columns) if one.listed or any(map(seen(one), records))]
        table = Table(self, shown, records, formats or {})
        table.spread = spread
        self._parts.append(table)
        return table

    def cells(self, labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Rows of cells of any kind."""
        self._parts.append(Cells(labels, rows))

    def facts(self, pairs: Sequence[tuple[str, Cell]], *, alone: bool = False) -> None:
        """What is known of one thing; ``alone`` where no table follows whose columns it could use."""
        self._parts.append(Facts(pairs, alone))

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
        self._set_aside()
        wide = self.total > _UPRIGHT_MOST[self._draws()]
        self.sheet.set_default_row(ROW)
        height, room = 0.0, self._page_height(wide)
        row, heads = 0, []
        intro, heading = 0.0, None
        last = next((part for part in reversed(self._parts) if isinstance(part, Table)), None)
        for part in self._parts:
            if isinstance(part, Charts):
                free = int((room - height) / (ROW * PIXELS)) - 1
                if free < min(part.rows, _LOWEST_CHART):
                    self.breaks.append(row)
                    height, free = 0.0, int(room / (ROW * PIXELS)) - 4
                part.rows = min(part.rows, free)
            elif isinstance(part, Break):
                height = 0.0
            first = row if heading is None else heading
            above = self._high(first, row)
            if isinstance(part, Table) and part is not last and not part.spread:
                heights = part.heights(self)
                moves = height + sum(heights) + ROW * PIXELS > room and height > intro + above
                part.cut(heights, above if moves else height, room)
            begin, row = row, part.write(self, row)
            high = self._high(begin, row)
            if isinstance(part, Table | Cells | Facts):
                if height + high > room and height > intro + above:
                    # Rather than be cut, a table or a block of facts begins a page, and its heading with it.
                    self.breaks.append(first)
                    height = above
                if isinstance(part, Table):
                    heads.append((len(part.records), begin, row))
            repeated = self._high(0 if self._is_alone(heads) else begin, begin + 1) if part is last else 0.0
            again = part.again if isinstance(part, Table) else []
            height = self._break_up(begin, row, height, room, repeated, again)
            if not isinstance(part, Line):
                heading = None
            elif part.style == "subtitle":
                heading = begin
            elif not heads:
                intro = height
        self.book.pages[self.sheet.name] = len(set(self.breaks)) + 1
        for part in self._parts:
            if isinstance(part, Charts):
                part.draw(self)
        for index, width in enumerate([*self.columns, *self._beside]):
            self.sheet.set_column(index, index, width)
        if self._beside:
            self.sheet.print_area(0, 0, row - 1, len(self.columns) - 1)
        self._set_up(wide, heads)

    def _break_up(
        self, begin: int, end: int, height: float, room: float, repeated: float, again: Sequence[int]
    ) -> float:
        """Break the page where these rows fill it, and before those where labels stand again; how much of the last one they
        take. ``repeated`` stands on each new one."""
        for row in range(begin, end):
            high = self._high(row, row + 1)
            if (height + high > room and height) or row in again:
                self.breaks.append(row)
                height = repeated
            height += high
        return height

    def _high(self, begin: int, end: int) -> float:
        """The pixels that these rows take."""
        return float(sum(self.sheet.row_sizes.get(row, [ROW * PIXELS])[0] for row in range(begin, end)))

    def height(self, row: int, points: int) -> None:
        """Set a row's height."""
        self._heights[row] = points
        self.sheet.set_row(row, points)

    def across(self, row: int, text: str, style: str, height: int) -> None:
        """Write a text over all columns."""
        self.height(row, height)
        self.merge(row, 0, text, style)

    def merge(self, row: int, first: int, text: str, style: str, last: int | None = None) -> None:
        """Write a text over the columns from ``first`` to ``last``, or to the sheet's own last."""
        last = len(self.columns) - 1 if last is None else last
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.book.style(style))
        self.sheet.write_string(row, first, text, self.book.style(style))

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
        page = PAGE if sum(needed) > _UPRIGHT_MOST[self._draws()] else UPRIGHT
        wrapping = [max(0, wish - need) for need, wish in zip(needed, wanted, strict=True)]
        spare = max(0, page - sum(needed))
        if total := sum(wrapping):
            share = min(1.0, spare / total)
            needed = [need + int(more * share) for need, more in zip(needed, wrapping, strict=True)]
        factor = max(1.0, page / sum(needed))
        self.columns = [int(width * factor) for width in needed]

    def _set_aside(self) -> None:
        """Where a list does not fit a page, print what is always listed; the rest stands beside the page, and it is said."""
        tables = [part for part in self._parts if isinstance(part, Table)]
        if len(tables) != 1 or self._draws() or tables[0].fits(self.columns):
            return
        if labels := tables[0].set_aside(self):
            self._parts.insert(self._parts.index(tables[0]), Line(_ASIDE.format("、".join(labels))))
            self._lay_columns()
            aside = tables[0].aside
            widths = column_widths(one.width for one in aside)
            self._beside = [max(width, one.least) for one, width in zip(aside, widths, strict=True)]

    def _page_height(self, wide: bool) -> float:
        """Pixels of the sheet's own that a page takes from top to bottom, when the sheet is shrunk to its width."""
        across, down = A4[wide]
        return _SURE * down * max(1.0, self.pixels / across)

    def _set_up(self, wide: bool, heads: list[tuple[int, int, int]]) -> None:
        """The page, with the labels of the last table on each that it goes on to: no other table stands there."""
        header = None
        if heads:
            _count, head, end = heads[-1]
            signed = isinstance(
                self._parts[-1], Facts
            )  # what follows a table that ends above has no use for its labels
            if self._is_alone(heads) or not signed or any(head < row < end for row in self.breaks):
                header = (0 if self._is_alone(heads) else head, head)
            if self._is_alone(heads):
                self.sheet.freeze_panes(head + 1, 0)
                last = len(self.columns) + len(self._beside) - 1
                self.sheet.autofilter(head, 0, head + heads[0][0], last)
        above = (self.header, self.title) if self.header else ("", "")
        page_setup(self.sheet, landscape=wide, header=header, above=above)
        self.sheet.set_h_pagebreaks(self.breaks)

    def _is_alone(self, heads: list[tuple[int, int, int]]) -> bool:
        """Whether the sheet is one table, whose title and notes are repeated with its labels."""
        return len(heads) == 1 and not self._draws()

    def _draws(self) -> bool:
        return any(not isinstance(part, Line | Table) for part in self._parts)
