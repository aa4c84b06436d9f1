"""Plain text that fits a width: tables whose words wrap, and paragraphs; alike on a terminal and in a pipe."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from liaison.formats.widths import CLOSING, folded, padded, width_of

NARROW, WIDE = 80, 120
_GAPS = (2, 1)
_LEAST = 10
_WORD = re.compile(r"[（《“‘]*(?:[!-~]+|[^!-~])", re.DOTALL)
"""What stays together on a line: a number, a day, a Latin word; else each character, opening marks before it."""


class Shown(NamedTuple):
    """A column of a table: its label and its texts; ``wraps`` if it may take several lines, ``spare`` if it may go."""

    label: str
    texts: Sequence[str]
    right: bool = False
    wraps: bool = False
    spare: bool = False

    @property
    def width(self) -> int:
        """What it takes without wrapping."""
        return max(map(width_of, (self.label, *self.texts)))


def width_for(out: TextIO) -> int:
    """How wide text may be: as the terminal is, within reason; 80 elsewhere."""
    return max(NARROW // 2, min(WIDE, shutil.get_terminal_size().columns)) if out.isatty() else NARROW


def fitting(columns: Sequence[Shown], width: int) -> list[Shown]:
    """The columns that a table of that width has room for: what may go goes when it does not fit."""
    kept = list(columns)
    while _total(kept, _GAPS[-1]) > width and any(column.spare for column in kept):
        kept.remove(next(column for column in reversed(kept) if column.spare))
    return kept


def table(columns: Sequence[Shown], width: int) -> Iterator[str]:
    """The lines of a table: what may go goes when it does not fit, then what wraps is made narrow."""
    kept = fitting(columns, width)
    gap = next((gap for gap in _GAPS if _total(kept, gap) <= width), _GAPS[-1])
    widths = [column.width for column in kept]
    excess = _total(kept, gap) - width
    for index, column in enumerate(kept):
        if column.wraps and excess > 0:
            cut = min(excess, max(0, widths[index] - _LEAST))
            widths[index] -= cut
            excess -= cut
    yield _row(kept, [[column.label] for column in kept], widths, gap)
    yield "-" * min(width, sum(widths) + gap * (len(kept) - 1))
    for texts in zip(*(column.texts for column in kept), strict=True):
        cells = [folded(text, size) for text, size in zip(texts, widths, strict=True)]
        for line in range(max(map(len, cells))):
            yield _row(kept, [cell[line : line + 1] or [""] for cell in cells], widths, gap)


def paragraph(text: str, width: int, *, first: str = "", margin: int | None = None) -> Iterator[str]:
    """A text in lines, ``first`` before the first of them; of no text there is none.

    Numbers and days stay whole, and no line begins with a closing mark: two columns are kept free for it.
    """
    if not text and not first:
        return
    margin = width_of(first) if margin is None else margin
    room = max(_LEAST, width - margin - 2)
    lines, line, used = [], "", 0
    for word in _WORD.findall(text):
        size = width_of(word)
        if used + size > room and line and not (word in CLOSING and used <= room):
            lines.append(line.rstrip())
            line, used = "", 0
            word = word.lstrip()
        for piece in folded(word, room) if size > room else [word]:
            if size > room and line:
                lines.append(line)
                line, used = "", 0
            line, used = line + piece, used + width_of(piece)
    lines.append(line)
    for index, one in enumerate(lines):
        yield (padded("" if index else first, margin) + one).rstrip()


def _row(columns: Sequence[Shown], cells: Sequence[Sequence[str]], widths: Sequence[int], gap: int) -> str:
    padded_cells = [
        padded(cell[0], size, right=column.right)
        for column, cell, size in zip(columns, cells, widths, strict=True)
    ]
    return (" " * gap).join(padded_cells).rstrip()


def _total(columns: Sequence[Shown], gap: int) -> int:
    return sum(column.width for column in columns) + gap * (len(columns) - 1)
