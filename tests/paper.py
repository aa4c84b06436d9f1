"""Workbooks on paper: LibreOffice prints them, and what is on the pages is measured against what is in the sheets."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any
from unicodedata import east_asian_width

import openpyxl
from openpyxl.utils import range_boundaries

MISSING = [program for program in ("soffice", "pdftotext") if not shutil.which(program)]
A4 = {"portrait": (595.3, 841.9), "landscape": (841.9, 595.3)}
SMALLEST = 6
"""Points below which letters are too small to be read."""
_DIGIT, _BODY = 8, 11
"""Pixels of a digit of 宋体 at 11 points, in which Excel and WPS measure columns."""
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass
class Paper:
    """A printed page: its size in points, its words with the box of each, in the order in which they were drawn."""

    area: tuple[float, float]
    words: list[tuple[float, float, float, float, str]]

    def __post_init__(self) -> None:
        self.text = bare("".join(word[-1] for word in self.words))
        # The boxes are higher than the letters; a Chinese letter is as wide as it is high.
        chinese = [word for word in self.words if re.fullmatch(r"[\u4e00-\u9fff]{2,}", word[-1])]
        ratios = [(word[3] - word[1]) / (word[2] - word[0]) * len(word[-1]) for word in chinese]
        self.ratio = median(ratios) if ratios else 1.0

    def size(self, word: tuple[float, float, float, float, str]) -> float:
        """The size of a word's letters in points."""
        return (word[3] - word[1]) / self.ratio


def bare(text: str) -> str:
    """A text without blanks: where lines break differs from program to program."""
    return re.sub(r"\s+", "", text)


def printed(books: Sequence[Path], folder: Path) -> dict[Path, list[Paper]]:
    """The pages of each workbook, all printed in one run of LibreOffice."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, books)]
    subprocess.run(
        command, check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(folder)}
    )
    return {book: list(_pages(folder / f"{book.stem}.pdf")) for book in books}


def _pages(pdf: Path) -> Iterator[Paper]:
    done = subprocess.run(["pdftotext", "-raw", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    for width, height, body in re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', done.stdout.decode(), re.DOTALL
    ):
        words = [(*map(float, found[:4]), html.unescape(found[4])) for found in _WORD.findall(body)]
        yield Paper((float(width), float(height)), words)  # type: ignore[arg-type]


class Sheet:
    """A sheet as openpyxl reads it: what of it is to be printed, and on how many pages."""

    def __init__(self, sheet: Any, values: Any) -> None:
        self.sheet, self.values = sheet, values
        area = sheet.print_area.split("!")[1].replace("$", "") if sheet.print_area else sheet.dimensions
        self.left, self.top, self.right, self.bottom = range_boundaries(area)
        while any(one.hidden for one in sheet.column_dimensions.values() if one.min <= self.right <= one.max):
            self.right -= 1
        self.first = next(cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
        self.across = sheet.page_setup.fitToWidth or 1
        rows = sheet.print_title_rows
        self.head = (
            range(*(int(n) + k for k, n in enumerate(rows.replace("$", "").split(":")))) if rows else range(0)
        )

    @property
    def is_list(self) -> bool:
        """Whether it is one list, and nothing else."""
        return bool(self.sheet.auto_filter.ref)

    @property
    def labels(self) -> list[str]:
        """What stands over the columns that are printed."""
        if not self.head:
            return []
        row = self.sheet[self.head[-1]][self.left - 1 : self.right]
        return [bare(str(cell.value)) for cell in row if cell.value is not None]

    def width(self, column: int) -> float:
        """A column's width in pixels."""
        for one in self.sheet.column_dimensions.values():
            if one.min <= column <= one.max:
                return float(one.width) * _DIGIT
        return 9 * _DIGIT

    def size_in_excel(self) -> float:
        """How large Excel prints letters of 11 points."""
        wide = sum(self.width(column) for column in range(self.left, self.right + 1))
        page = (A4[self.sheet.page_setup.orientation][0] - 72) / 72 * 96 * self.across
        return _BODY * min(1.0, page / wide)

    def count(self, scale: float, loose: float) -> int:
        """Pages from top to bottom, by the heights of the rows; ``loose`` is that of a row that has none of its own."""
        margins, default = self.sheet.page_margins, self.sheet.sheet_format
        room = A4[self.sheet.page_setup.orientation][1] - 72 * (margins.top + margins.bottom)
        usual = default.defaultRowHeight if default.customHeight else loose
        heights = [self.sheet.row_dimensions[row].height or usual for row in range(1, self.bottom + 1)]
        again = sum(heights[row - 1] for row in self.head)
        breaks = {one.id for one in self.sheet.row_breaks.brk}
        pages, used = 1, 0.0
        for row, height in enumerate(heights, 1):
            if used and (row - 1 in breaks or (used + height) * scale > room):
                pages, used = pages + 1, again if row > (self.head[-1] if self.head else 0) else 0.0
            used += height
        return pages

    def texts(self) -> Iterator[tuple[Any, str]]:
        """Each cell to be printed, and how it must look there."""
        for row in self.values.iter_rows(self.top, self.bottom, self.left, self.right):
            for cell in row:
                if (text := shown(cell.value, cell.number_format)) is not None:
                    yield self.sheet[cell.coordinate], bare(text)

    def cut(self) -> list[str]:
        """The cells whose lines, at the width of their column, are higher than their row: Excel would cut them."""
        merged = {str(one).split(":")[0]: one for one in self.sheet.merged_cells.ranges}
        found = []
        for cell, _text in self.texts():
            height = self.sheet.row_dimensions[cell.row].height
            if not (isinstance(cell.value, str) and cell.alignment.wrap_text and height):
                continue
            last = merged[cell.coordinate].max_col if cell.coordinate in merged else cell.column
            room = sum(self.width(column) for column in range(cell.column, last + 1)) / 96 * 72
            size = cell.font.sz
            lines = sum(
                max(
                    1, -(-sum(size if east_asian_width(c) in "WFA" else size / 2 for c in line) // (room - 3))
                )
                for line in cell.value.split("\n")
            )
            if lines * size * 1.2 > height + 1:
                found.append(f"{cell.coordinate}: {lines} lines in {height}")
        return found


def shown(value: Any, style: str) -> str | None:
    """A cell's text as it is printed; None where that is empty, or its format is not one of the usual."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if match := re.fullmatch(r"(#,##)?0(\.0+)?(%?)", style):
        places = len(match[2] or ".") - 1
        number = Decimal(repr(value)) * (100 if match[3] else 1)
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{number:{',' if match[1] else ''}f}{match[3]}"
    return f"{value:,.4f}".rstrip("0") if style == "#,##0.####" else None


@cache
def sheets(book: Path) -> list[Sheet]:
    """The sheets of a workbook that are printed."""
    formulas, values = openpyxl.load_workbook(book), openpyxl.load_workbook(book, data_only=True)
    return [Sheet(one, values[one.title]) for one in formulas if one.sheet_state == "visible"]


def faults(book: Path, pages: list[Paper]) -> Iterator[str]:
    """What is wrong with a printed workbook."""
    total, start = len(pages), 0
    for number, page in enumerate(pages, 1):
        if f"第{number}页共{total}页" not in page.text:
            yield f"page {number} is not numbered {number} of {total}"
        if "###" in page.text:
            yield f"page {number}: ###"
        yield from (f"page {number}: {fault}" for fault in _misplaced(page))
    every = sheets(book)
    for index, sheet in enumerate(every):
        name = sheet.sheet.title
        after = every[index + 1] if index + 1 < len(every) else None
        low, high = _expected(sheet, pages[start])
        ends = range(start + low, min(start + high, total) + 1)
        end = next((one for one in ends if _ends(sheet, pages, one, after)), None)
        if end is None:
            yield f"{name} should take {low} to {high} pages of {total}, from page {start + 1} on"
            return
        yield from (f"{name}: {fault}" for fault in _unlike(sheet, pages[start:end]))
        start = end


def _ends(sheet: Sheet, pages: list[Paper], end: int, after: Sheet | None) -> bool:
    """Whether a sheet may end before that page: the next begins there, or there is none.

    What begins with a label that this one has too is known by those that this one has not.
    """
    if after is None or end >= len(pages):
        return after is None and end == len(pages)
    text, first = pages[end].text, bare(str(after.first.value))
    others = set(after.labels) - set(sheet.labels) if first in sheet.labels else set()
    return first in text and (not others or any(label in text for label in others))


def _expected(sheet: Sheet, page: Paper) -> tuple[int, int]:
    """Fewest and most pages: rows are packed by their heights, at the scale that the first text tells, rounded either way.

    Only rows without a height of their own leave room for doubt: each program makes them as high as its fonts.
    """
    first = bare(str(sheet.first.value))
    sizes = [page.size(word) for word in page.words if first.startswith(bare(word[-1]))]
    scale = max(sizes) / sheet.first.font.sz
    return sheet.count(scale * 0.99, 13) * sheet.across, sheet.count(scale * 1.01, 17) * sheet.across


def _misplaced(page: Paper) -> Iterator[str]:
    """Words outside the margins, and words one upon another, as they are where a cell is too small."""
    across, down = page.area
    words = sorted(page.words, key=lambda word: word[1])
    for index, (left, top, right, bottom, text) in enumerate(words):
        if not (left > 30 and right < across - 30 and top > 15 and bottom < down - 15):
            yield f"{text} leaves the page"
        for one in words[index + 1 :]:
            if one[1] > bottom - 2:
                break
            if min(right, one[2]) - max(left, one[0]) > 2 and min(bottom, one[3]) - one[1] > 2:
                yield f"{text} lies upon {one[-1]}"


def _unlike(sheet: Sheet, pages: list[Paper]) -> Iterator[str]:
    """What of a sheet is not on its pages as it should be."""
    kind = sheet.sheet.page_setup.orientation
    text = "".join(page.text for page in pages)
    if any(max(abs(a - b) for a, b in zip(page.area, A4[kind], strict=True)) > 1 for page in pages):
        yield f"not A4 {kind}"
    if bare(str(sheet.first.value)) not in pages[0].text:
        yield "no title on the first page"
    for label in sheet.labels:
        # Where several tables follow each other, the labels of one are over its own pages only.
        there = sum(label in page.text for page in pages)
        if there < (len(pages) // sheet.across if sheet.is_list else 1):
            yield f"{label} is over {there} of {len(pages)} pages"
    wanted = Counter(found for _cell, found in sheet.texts())
    yield from (f"{found} is not there {n} times" for found, n in wanted.items() if text.count(found) < n)
    small = [page.size(word) for page in pages for word in page.words if 50 < word[1] < page.area[1] - 60]
    if min(*small, sheet.size_in_excel()) < SMALLEST and not sheet.sheet._charts:
        yield f"letters of {min(small)} points, in Excel {sheet.size_in_excel()}"
    yield from (f"cut {cell}" for cell in sheet.cut())
