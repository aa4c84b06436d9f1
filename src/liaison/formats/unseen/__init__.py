"""What a workbook's sheets hold besides cells: what is hidden, what is merged, and cells whose value the file lacks.

The reading library gives errors and formulas that nobody has worked out as blanks, and a blank cell would empty what is
stored. What is found here is laid over what it reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from liaison.cells import Lost
from liaison.tables import Block

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""As many as a sheet can have."""
MOST_CELLS = 20_000_000
"""Cells between a sheet's first and last value, about a gigabyte in the reading library."""
UNSAID = Lost("=…")
"""A formula without a value of which the file does not say what it is: one that was filled down, for example."""


class Sprawling(Exception):  # noqa: N818 - a way of being, of a file in order
    """Values lie so far apart that a full grid between them would not fit the memory."""


@dataclass
class Unseen:
    """What is unseen of one sheet: rows as the sheet numbers them, columns by their place; a lost cell by both.

    ``shown`` are numbers whose format shows what they do not say themselves, and texts with raised figures; ``partly`` are days of
    which not all is shown; ``from_1904`` tells from when days are counted.
    """

    lost: dict[tuple[int, int], Lost] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    partly: set[tuple[int, int]] = field(default_factory=set)
    from_1904: bool = False


NOTHING = Unseen()
