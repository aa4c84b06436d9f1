"""How much comes of an .xlsx sheet when it is unpacked: told from its XML before the reading library sets anything aside.

The library lays a full grid between the first and the last value, and copies a shared text into each cell that shows it. A
sheet whose cells are all written as most programs write them, within a modest area, is known to be small after one quick
look; of the others the cells are gone through one by one; what is written otherwise still is not known (``Unknown``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from liaison.formats.unseen import MOST_CELLS, MOST_TEXT, Dropping, Sprawling, Swelling, Unknown, Vast

_IMMODEST = re.compile(rb'<c(?! r="A?[A-Z](?:\d{1,5}|[12]\d{5}|3[0-7]\d{4})")[\s/>]')
"""A cell beyond the 52nd column or the 379,999th row (together they make ``MOST_CELLS``), or in another form."""
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/])?>(?!</c>)')
_STRANGE = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}")[\s/>]')
_PREFIXED = re.compile(rb":(?:c|row|v)[\s/>]")
_SHARED, _END = b't="s"', b"</c"
_SHOWN = re.compile(rb't="s"[^>]*><v>(\d{1,7})</v>')
_ROW_BYTES, _CELL_BYTES = 128, 64
"""What a row and a cell take beside their text, at the most; more than that is text."""
_RAW = b"<![CDATA["
_RAW_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]*<!\[CDATA")
_UNUSUAL = re.compile(rb't="s"(?!><v>\d+<)')
_NO_PLACE = re.compile(rb'\bt="s"[^>]*>\s*<(?:\w+:)?v(?:\s[^>]*)?>\s*[^\s0-9<]')
"""What the library gives as a blank: a value in a section of raw text, a place of a shared text that is no number."""


class Extent:
    """Takes a sheet piece by piece; ``judge`` says at the end what is to be said of it."""

    def __init__(self, texts: list[int]) -> None:
        self.texts = texts
        self.is_modest, self.is_plain = True, True
        self.cells = self.text = self.shown = 0

    def take(self, piece: bytes) -> None:
        """Look at a piece that ends where a row ends."""
        self.is_modest = self.is_modest and not _IMMODEST.search(piece)
        self.is_plain = self.is_plain and not _PREFIXED.search(piece)
        self.cells += piece.count(_END)
        self.shown += piece.count(_SHARED)
        beside = _CELL_BYTES * piece.count(b"<c") + _ROW_BYTES * piece.count(b"<row")
        self.text += max(len(piece) - beside, 0)
        if self.cells > MOST_CELLS:
            raise Vast
        if _RAW in piece and _RAW_VALUE.search(piece):
            raise Dropping
        if _UNUSUAL.search(piece) and _NO_PLACE.search(piece):
            raise Dropping

    def judge(self, again: Iterable[bytes]) -> None:
        """Raise ``Sprawling`` or ``Swelling`` where the sheet would fill the memory, ``Unknown`` where nobody can say.

        ``again`` gives the pieces once more.
        """
        longest = max(self.texts, default=0)
        swells = longest * self.shown + self.text > MOST_TEXT
        if self.is_plain and self.is_modest and not swells:
            return
        if not self.is_plain:
            raise Unknown
        row = column = text = 0
        for piece in again:
            if _END not in piece:
                continue
            if _STRANGE.search(piece):
                raise Unknown
            for letters, number in _FILLED.findall(piece):
                row, column = max(row, int(number)), max(column, column_number(letters))
            if swells:
                text += sum(
                    self.texts[at] for one in _SHOWN.findall(piece) if (at := int(one)) < len(self.texts)
                )
        if row * column > MOST_CELLS:
            raise Sprawling
        if text > MOST_TEXT:
            raise Swelling
        if self.text > MOST_TEXT:
            raise Unknown


def column_number(letters: bytes) -> int:
    """XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
