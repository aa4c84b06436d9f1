"""The cover of a workbook: what it is, of which period, what is in it, and where to sign."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from liaison.formats.excel import OPTIONS, Book
from liaison.formats.paper import A4, UPRIGHT, lines_of, page_setup
from liaison.formats.parts import PIXELS
from liaison.formats.seen import profile

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content

_NUMBER, _PAGE = 12, 8
_LINE, _GAP, _SIGNED = 18, 40, 36
"""Points: a line of the contents, and the gap and the line to sign below them."""
_BLUE = "#1F4E79"


class Cover:
    """The first sheet; it is made first, and filled in when all others are there.

    ``called`` holds what a sheet is called in the contents, where its own name had to be cut.
    """

    def __init__(self, book: Book, content: Content, title: str) -> None:
        self.book, self.content, self.title = book, content, title
        self.sheet = book.sheet("封面")
        self.called: dict[str, str] = {}

    def finish(self) -> None:
        """Write it."""
        said = self.content.said
        self.sheet.set_column(0, 0, _NUMBER)
        self.sheet.set_column(1, 1, UPRIGHT - _NUMBER - _PAGE)
        self.sheet.set_column(2, 2, _PAGE)
        self.sheet.set_row(0, 50)
        self._across(1, said("cover", "council"), 22)
        self._across(2, said("cover", self.title), 28)
        self._across(3, said("cover", "subtitle"), 14)
        self._across(4, said("cover", "prepared"), 14)
        self.sheet.set_row(5, 36)
        self._across(6, said("cover", "contents"), 16)
        row = self._contents(7)
        self.sheet.set_row(row, _GAP)
        self.sheet.merge_range(row + 1, 0, row + 1, 2, "", self.book.style("note", align="center"))
        self.sheet.write_string(
            row + 1, 0, said("signature", "line"), self.book.style("note", align="center")
        )
        self.sheet.set_row(row + 1, _SIGNED)
        self.sheet.hide_gridlines(2)
        page_setup(self.sheet, landscape=False)
        self.sheet.activate()

    def _across(self, row: int, text: str, size: int) -> None:
        """A line of the title, centred, as high as its size asks for."""
        style = self.book.style("title", font_size=size, text_wrap=True, bold=size > 14)
        self.sheet.set_row(row, size * 1.7 * lines_of(text, UPRIGHT * 11 // size - 2))
        self.sheet.merge_range(row, 0, row, 2, "", style)
        self.sheet.write_string(row, 0, text, style)

    def _contents(self, row: int) -> int:
        """A line with a link for each sheet, and the page that it begins on; the row after."""
        names = [
            sheet.name for sheet in self.book.raw.worksheets() if sheet.name not in (self.sheet.name, OPTIONS)
        ]
        number = self.book.style("plain", align="right", valign="vcenter", font_color=_BLUE)
        link = self.book.style(
            "plain", indent=2, valign="vcenter", font_color=_BLUE, underline=1, text_wrap=False
        )
        above = sum(high for high, _hidden in self.sheet.row_sizes.values())
        below = [*[_LINE] * len(names), _GAP, _SIGNED]  # each is a whole number of pixels high
        page = 1 + ceil((above + sum(int(points * PIXELS) for points in below)) / A4[False][1])
        words = profile().words
        for index, name in enumerate(names, 1):
            self.sheet.set_row(row, _LINE)
            self.sheet.write_number(row, 2, page, number)
            page += self.book.pages.get(name, 1)
            self.sheet.write_number(row, 0, index, number)
            quoted = name.replace("'", "''")
            self.sheet.write_url(row, 1, f"internal:'{quoted}'!A1", link, words(self.called.get(name, name)))
            row += 1
        return row
