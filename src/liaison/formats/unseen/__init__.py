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
MOST_TEXT = 256 << 20
"""Bytes of text in a sheet's cells."""
LONGEST_CELL = 1 << 20
"""Characters of a cell of a text file."""
MOST_IN_A_PIECE = 64 << 20
"""Bytes of XML within which a cell of a sheet ends."""
UNSAID = Lost("=…")
"""A formula without a value of which the file does not say what it is: one that was filled down, for example."""


class Unfit(Exception):  # noqa: N818 - a way of being, of a file in order
    """A file that is not read, though nothing of it is damaged: why, and what to do, in words for the user."""

    why, then = "", ""


class Sprawling(Unfit):
    """Values lie so far apart that a full grid between them would not fit the memory."""

    why = f"里有一格填到了极远的行和列（展开后最多 {MOST_CELLS // 10_000:,} 万格），无法处理"
    then = "请在 Excel 中按 Ctrl+End 找到那一格，删去多余的行和列后再试。"


class Vast(Unfit):
    """There are more cells than are read at a time."""

    why = f"里超过 {MOST_CELLS // 10_000:,} 万格，一次处理不了"
    then = "请拆成几个文件分别导入。"


class Wide(Unfit):
    """A row of a text file has more cells than any sheet has columns."""

    why = f"里有一行超过 {MOST_COLUMNS:,} 列，不像是表格"
    then = "请在 Excel 或 WPS 中打开核对后再试。"


class Long(Unfit):
    """A cell of a text file is longer than any text."""

    why = f"里有一格超过 {LONGEST_CELL // 10_000} 万字，不像是表格"
    then = "请在 Excel 或 WPS 中打开核对后再试。"


class Swelling(Unfit):
    """Texts are so long, and stand in so many cells, that they would not fit the memory."""

    why = f"里的文字展开后超过 {MOST_TEXT >> 20} MB，不像是表格，不予打开"
    then = "请拆成几个文件，或核对文件来源。"


class Dropping(Unfit):
    """Something stands in it in a form that the reading library passes over without a word."""

    why = "里有读不出来的内容，照这样导入会漏掉"
    then = "请在 Excel 或 WPS 中打开、另存为 .xlsx 后再试。"


class Unknown(Exception):  # noqa: N818 - asks to be careful
    """Nobody can say beforehand how much memory the file takes; it is to be read apart."""


@dataclass
class Unseen:
    """What is unseen of one sheet: rows as the sheet numbers them, columns by their place; a lost cell by both.

    ``shown`` are numbers whose format shows what they do not say themselves, and texts with raised figures; ``partly`` are days of
    which not all is shown, ``months`` those of which year and month are; ``from_1904`` tells from when days are counted.
    """

    lost: dict[tuple[int, int], Lost] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    partly: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    from_1904: bool = False

    def hide_columns(self, first: int, stop: int) -> None:
        """Note that these columns are hidden. Raises ``ValueError`` for a file that says so more often than there are columns."""
        places = range(first, min(stop, MOST_COLUMNS))
        self._hidden += len(places)
        if self._hidden > 4 * MOST_COLUMNS:
            raise ValueError("columns without end")
        self.columns.update(places)

    _hidden: int = field(default=0, repr=False, compare=False)


NOTHING = Unseen()
