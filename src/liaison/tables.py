"""One sheet of a file as it stands, and where on it something is to be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from liaison.cells import shown


@dataclass(frozen=True)
class Block:
    """A merged area: the sheet's own numbers of its rows, the places of its columns, the last ones included."""

    top: int
    bottom: int
    left: int
    right: int


class Told(NamedTuple):
    """What a person has said of a text in a file: of which sort of record it means one, by that sort's label, and which."""

    label: str
    text: str
    title: str


@dataclass(frozen=True)
class RawTable:
    """One sheet of a file as it stands: its name, its rows of raw cells, and the sheet's own number of the first.

    ``hidden_rows`` are the sheet's own numbers of rows that a hand or a filter hides (a file does not tell which), ``hidden_columns`` places;
    ``merged`` are areas within the rows, whose cells stand in ``rows`` as the file has them: blank but for the first.
    ``from_1904`` tells that the file counts days from 1904; ``partly`` are cells, by the sheet's number and place, whose day is not
    shown whole, ``months`` those that show year and month. ``hidden`` tells that the whole sheet is. ``written`` are the cells that each row of a text file has, blank ones and
    all: no row of it has room beside the table. ``answers`` are what a person has said of texts in the file, of which it is a copy of ours.
    """

    name: str
    rows: list[list[object]]
    first: int = 1
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Block, ...] = ()
    from_1904: bool = False
    partly: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    written: tuple[int, ...] = field(default=(), compare=False)
    answers: tuple[Told, ...] = field(default=(), compare=False)


class Mark(NamedTuple):
    """A cell of a ``RawTable`` that something is to be said about: the sheet's own row, the place in it if there is one."""

    sheet: str
    row: int
    column: int | None


class Note(NamedTuple):
    """What is wrong with one cell: the sheet's own row, its place if it has one, its column, what stands there, why it is refused."""

    sheet: str
    row: int
    place: int | None
    column: str
    raw: object
    reason: str
    more: dict[str, Any] | None = None
    quote: Callable[[object], str] = shown

    @property
    def value(self) -> str:
        """What stands there, as a message quotes it: masked where it is private."""
        return self.quote(self.raw)

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return Mark(self.sheet, self.row, self.place)

    @property
    def problem(self) -> dict[str, Any]:
        """It, as JSON has it."""
        found: dict[str, Any] = {key: getattr(self, key) for key in ("sheet", "row", "column")}
        return found | {"value": self.value, "reason": self.reason} | (self.more or {})
