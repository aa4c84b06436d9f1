"""A record about to be written, typed in or read from a row of a sheet."""

from __future__ import annotations

from typing import Any, ClassVar

from liaison.columns import Record
from liaison.errors import Refused

_NONE: frozenset[str] = frozenset()


class Draft:
    """A record about to be written: the values given (by slot), and the record it changes, if any.

    ``facts`` is what the checks of one batch tell each other about it; it is not written. ``edited`` holds the slots that
    somebody has changed on the sheet since it went out, where the row's own mark tells; ``unknown`` those that it is known to
    leave open, though they are required.
    """

    __slots__ = ("edited", "facts", "old", "unknown", "values")
    typed: ClassVar[bool] = True
    """Whether it was typed in: it says just what is to be changed, where a row of a sheet shows a whole record."""

    def __init__(self, values: Record, old: Record | None = None) -> None:
        self.values = values
        self.old = old
        self.facts: Record = {}
        self.edited: frozenset[str] | None = None
        self.unknown = _NONE

    @property
    def deliberate(self) -> bool:
        """Whether it is known how old the row is: what differs then from what went out was changed on purpose."""
        return self.edited is not None

    def __getitem__(self, slot: str) -> Any:
        """The value the record will have."""
        if slot in self.values:
            return self.values[slot]
        return None if self.old is None else self.old.get(slot)

    def text(self, slot: str) -> str:
        """A text value the record will have, empty where it has none."""
        value = self[slot]
        return "" if value is None else str(value)

    def gives(self, *slots: str) -> bool:
        """Whether one of these values is new or different."""
        values, old = self.values, self.old
        for slot in slots:  # noqa: SIM110 - asked a million times of a sheet
            if slot in values and (old is None or values[slot] != old.get(slot)):
                return True
        return False


class Row(Draft):
    """A draft read from a sheet, by the sheet's own number of the row; which of its noun's sheets it is, ``sheet`` tells.

    ``place`` is that of its cell where a row is several records.
    """

    __slots__ = ("line", "place", "sheet")
    typed: ClassVar[bool] = False

    def __init__(self, line: int, values: Record, sheet: int = 0, place: int | None = None) -> None:
        # As a draft does, but without calling it a hundred thousand times.
        self.values = values
        self.old = None
        self.facts = {}
        self.edited = None
        self.unknown = _NONE
        self.place = place
        self.line = line
        self.sheet = sheet


class CellRefused(Refused):
    """A rule that forbids the value of one column."""

    def __init__(self, column: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.column = column
