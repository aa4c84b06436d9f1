"""How a sheet looks on paper: styles by name, A4 pages, widths that fit Chinese, names that Excel takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import repeat
from math import ceil
from typing import Any

from liaison.columns import Column
from liaison.dates import Day
from liaison.formats.widths import width_of
from liaison.kinds import Choice, Kind, Ref
from liaison.quantities import Money, Number, Ordinal, Ratio, Whole
from liaison.several import Refs

BODY, HEADING = "宋体", "黑体"
"""Fonts that Excel and WPS have on every Chinese Windows."""

_BOX = {"border": 1, "valign": "vcenter"}
_FIGURE = {**_BOX, "align": "right", "indent": 1}
"""A number keeps off the text in the column beside it."""
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEADING, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "subtitle": {"font_name": HEADING, "font_size": 12, "bold": True, "valign": "vcenter"},
    "note": {"font_size": 10, "valign": "vcenter", "text_wrap": True},
    "plain": {"valign": "top", "text_wrap": True},
    "header": {
        **_BOX,
        "font_name": HEADING,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DDE7F3",
    },
    "text": {**_BOX, "text_wrap": True},
    "day": {**_BOX, "align": "center", "num_format": Day.number_format},
    "ordinal": {**_FIGURE, "num_format": Ordinal.number_format},
    "whole": {**_FIGURE, "num_format": Whole.number_format},
    "money": {**_FIGURE, "num_format": Money.number_format},
    "number": {**_FIGURE, "num_format": Number.number_format},
    "ratio": {**_FIGURE, "num_format": Ratio.number_format},
}
"""Every style by name; a cell of a table has a frame, what stands around a table has none."""

LISTS = 72
"""How wide a column of several names may be in a sheet to be filled in."""
NARROWEST, WIDEST = 6, 40
PAGE, UPRIGHT = 140, 92
"""Half-width characters that a page of A4 takes at about full size, landscape and portrait."""
A4 = {False: (698, 979), True: (1027, 650)}
"""Pixels that a page of A4 takes within the margins at full size, wide and high, by whether it lies on its side."""
SMALLEST = 8 / 11
"""How far a sheet may be shrunk: to letters of 8 points; 六号, the smallest that an office prints, has 7.5."""
LINE, HIGHEST = 16, 409
"""Points: the height of a line of text, and the most that Excel gives to a row."""
_SERIAL_ZERO = 693_594
_LEAP_1900 = date(1900, 3, 1).toordinal()
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_MOST_ABOVE = 100
_DIGIT = 8
"""Pixels of a digit in the body's font."""


def head_height(labels: Iterable[tuple[str, int]]) -> int:
    """Points of a row of labels, each with the half-width characters of its column."""
    return LINE * max(lines_of(label, room) for label, room in labels) + 5


def row_height(lines: int) -> int:
    """Points of a row whose longest cell takes so many lines, if there is more than one."""
    return min(LINE * lines, HIGHEST)


def style_of(kind: Kind) -> str:
    """The name of the style in which values of a kind are shown."""
    match kind:
        case Money():
            return "money"
        case Ordinal():
            return "ordinal"
        case Whole():
            return "whole"
        case Number():
            return "number"
        case Ratio():
            return "ratio"
        case Day():
            return "day"
    return "text"


def serial(day: date) -> int:
    """The number that Excel keeps for a day; it believes that 1900 was a leap year."""
    ordinal = day.toordinal()
    return ordinal - _SERIAL_ZERO - (ordinal < _LEAP_1900)


def column_widths(
    contents: Iterable[int], page: int | None = None, caps: Iterable[int] = repeat(WIDEST)
) -> list[int]:
    """Widths for columns whose widest texts are given: with a margin, capped; to fit a page, the widest give way first, so that
    no name is broken for a few characters beside a column with room to spare."""
    wanted = [min(max(width + 2, NARROWEST), cap) for width, cap in zip(contents, caps, strict=False)]
    most = max(wanted, default=0)
    while page and most > NARROWEST * 2 and sum(min(width, most) for width in wanted) > page:
        most -= 1
    return [min(width, most) for width in wanted]


def lines_of(text: str, room: int) -> int:
    """How many lines a text takes in a cell of that width; no room means that it does not wrap."""
    if not room:
        return 1
    return sum(max(1, -(-width_of(line) // room)) for line in text.split("\n"))


def is_wide(widths: Iterable[float]) -> bool:
    """Whether columns of these widths want a landscape page."""
    return sum(widths) > UPRIGHT


def pixels(widths: Iterable[float]) -> float:
    """How wide columns of these widths are on the screen."""
    return sum(width * _DIGIT + 5 for width in widths)


def is_readable(widths: Iterable[float]) -> bool:
    """Whether columns of these widths can be read when a landscape page is as wide as they are together."""
    return pixels(widths) * SMALLEST <= A4[True][0]


def pages_across(widths: Sequence[float], named: int) -> int:
    """How many landscape pages side by side columns of these widths take, the first ``named`` being on each."""
    page, again = A4[True][0] / SMALLEST, pixels(widths[:named])
    return 1 + max(0, ceil((pixels(widths) - page) / (page - again)))


def page_setup(
    sheet: Any,
    *,
    landscape: bool,
    header: tuple[int, int] | None = None,
    above: Sequence[str] = ("", ""),
    across: int = 1,
) -> None:
    """Set a sheet up for A4: numbered pages, the rows ``header`` (first, last; from 0) on each.

    ``above`` is what stands over each page, on the left and on the right; ``across`` how many pages lie side by side.
    """
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.fit_to_pages(across, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.8)
    font, (left, right) = f'&"{BODY},Regular"&9 ', map(_above, above)
    sheet.set_header(f"&L{font}{left}&R{font}{right}" if left or right else "", {"margin": 0.3})
    sheet.set_footer(f'&C&"{BODY},Regular"&9第 &P 页 共 &N 页', {"margin": 0.4})
    if header:
        sheet.repeat_rows(*header)


def _above(text: str) -> str:
    """A text for over a page, "&" written twice: Excel takes 255 characters for all of it."""
    while len(written := text.replace("&", "&&")) > _MOST_ABOVE:
        text = text[:-1]
    return written


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """A name that Excel takes for a sheet and that no other sheet of the workbook has."""
    bare = _FORBIDDEN.sub("", wanted).strip(" '") or "表"
    if bare.lower() == "history":
        bare += "表"
    known = {name.lower() for name in taken}
    name, number = _cut(bare, ""), 1
    while name.lower() in known:
        number += 1
        name = _cut(bare, f"({number})")
    return name


def _cut(text: str, tail: str) -> str:
    """The text with a tail, in at most 31 units of UTF-16."""
    room = _LONGEST_NAME - len(tail)
    while len(text.encode("utf-16-le")) // 2 > room:
        text = text[:-1]
    return text + tail


def advice(column: Column) -> str:
    """What the note on a column's header tells whoever fills the sheet in."""
    parts = ["必填" if column.required else "可不填", column.kind.label]
    words = getattr(column.kind, "words", ())
    if isinstance(column.kind, Ref | Refs):
        parts[1] = "写编号、全称、简称或曾用名" + ("，几个用、隔开" if column.kind.many else "")
    elif isinstance(column.kind, Choice):
        parts[1] = "从下拉列表选，也可以写新的词"
    if words:
        parts.append("可选：" + "、".join(words))
    elif isinstance(column.kind, Day):
        parts.append("例如 2023-05-01")
    elif isinstance(column.kind, Money):
        parts.append("单位为元，最多两位小数")
    return "；".join([*parts, *filter(None, [column.help])]) + "。"
