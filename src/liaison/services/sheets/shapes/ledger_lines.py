"""The rows of a ledger: what came in and went out, what is left, and which of them are no entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liaison.cells import Lost, tight
from liaison.dates import Day
from liaison.kinds import Misread
from liaison.quantities import Money
from liaison.services.sheets.passing_over import is_total
from liaison.services.sheets.shapes.recognising import signed
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.worth import worthy

_money, _day = Money(positive=False), Day()
LAST_YEAR = re.compile(
    r"(?:上一?年度?(?:年末)?|去年)(?:结转|结余|余额|结存|转入|滚存)(?:资金|余额|结余|金额)?|年初(?:余额|结余|结存|数)"
)
_BEFORE = re.compile(
    r"(?:期初|月初|本月初|上月|上期|上季度?|承前|承上)(?:结转|结余|余额|结存|转入)(?:余额|结余|金额)?|[承接][前上]页(?:余额)?"
)
_ON = re.compile(r"(?:过次|转下|转次|接下)页|结转下[年月页期]度?")


@dataclass(frozen=True)
class Line:
    """A row: what came in and what went out, in 分, unknown where there is nothing or a zero; what is left.

    ``unread`` is the key of a side that cannot be read; ``begins`` are the words that say that it is what there was before;
    ``is_blurred`` tells that the balance cannot be read.
    """

    line: int
    row: list[object]
    came: int | None
    went: int | None
    balance: int | None
    unread: str = ""
    begins: str = ""
    is_blurred: bool = False


class Lines:
    """Reads the rows of a table, ``came`` and ``went`` being the keys of the two sides (or both of the one with signs); those
    that add up others are passed over and kept in ``sums``."""

    def __init__(self, table: Reshaping, came: str, went: str) -> None:
        self.table, self.came, self.went = table, came, went
        self.sums: list[int] = []

    def read(self) -> list[Line]:
        """The rows that are entries, or tell what there was before."""
        return [line for number, row in self.table.rows() if (line := self._line(number, row))]

    def _line(self, number: int, row: list[object]) -> Line | None:
        """What a row says; one that adds up others or carries a sum over is passed over."""
        words = [tight(cell) for cell in row if isinstance(cell, str)]
        if any(map(is_total, words)) or any(map(_ON.fullmatch, words)):
            self.table.pass_over(number)
            self.sums.append(number)
            return None
        begins = next((word for word in words if LAST_YEAR.fullmatch(word) or _BEFORE.fullmatch(word)), "")
        came, unread = self._amount(row, self.came)
        if self.went == self.came:
            went, unread_too = None, False
            if came is not None and came < 0:
                went = -came
                came = None
        else:
            went, unread_too = self._amount(row, self.went)
        broken = self.came if unread else self.went if unread_too else ""
        balance, is_blurred = self._amount(row, "balance")
        return Line(number, row, came, went, balance, broken, begins, is_blurred)

    def _amount(self, row: list[object], key: str) -> tuple[int | None, bool]:
        """The 分 of a cell, below zero after a minus or in brackets; nothing of a zero; whether it cannot be read."""
        cell = self.table.cell(row, key)
        below, text = signed(cell)
        if isinstance(cell, Lost) or not text:
            return None, isinstance(cell, Lost)
        text = "0" if text == "平" else text  # as books write that nothing is left
        try:
            read: int | None = worthy(_money.parse, self.worth(key))(text)
        except Misread:
            return None, True
        if read is None or (key != "balance" and read == 0):
            return None, False
        return (-read if below else read), False

    def worth(self, key: str) -> str:
        """In what a column counts."""
        return self.table.placed.worth.get(self.table.places.get(key, -1), "")

    def day(self, one: Line, key: str) -> str:
        """The day of a row in the column of that key, nothing where it has none."""
        try:
            return _day.parse(self.table.cell(one.row, key)) or ""
        except Misread:
            return ""
