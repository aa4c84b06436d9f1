"""A table of a form: what stands in which cell, whatever sort of file it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol

from liaison.tables import Block

Place = tuple[int, int]
"""The number of a row and that of a column, from 0."""


@dataclass(frozen=True)
class Grid:
    """A sheet, or a table of a paper: its ``texts``; the cells that hold anything else, as it shows (``taken``); what is merged,
    by each of its places; those that show per cent. It is ``height`` high and ``width`` wide as far as its cells go; ``open`` tells
    that beyond there are more. ``called`` says what people call a place."""

    name: str
    texts: Mapping[Place, str]
    taken: Mapping[Place, str]
    merged: Mapping[Place, Block]
    height: int
    width: int
    called: Callable[[Place], str]
    percents: frozenset[Place] = frozenset()
    open: bool = False

    def block(self, place: Place) -> Block:
        """What a place is a part of: a merged block, or itself alone."""
        row, column = place
        return self.merged.get(place) or Block(row, row, column, column)

    def anchor(self, place: Place) -> Place:
        """Where what a place shows is kept: the first cell of its block."""
        block = self.merged.get(place)
        return (block.top, block.left) if block else place

    def text(self, place: Place) -> str:
        """The text that a place shows."""
        return self.texts.get(self.anchor(place), "")

    def is_free(self, place: Place) -> bool:
        """Whether a place is there, and shows no text."""
        row, column = place
        most = 1 if self.open else 0
        inside = 0 <= row < self.height + most and 0 <= column < self.width + most
        return inside and not self.text(place)

    def is_taken(self, place: Place) -> bool:
        """Whether a place shows what is no text: a number, a formula."""
        return self.anchor(place) in self.taken


class Entry(NamedTuple):
    """What is put into a cell, and the comment beside it, which may be none."""

    value: Decimal | str
    comment: str = ""


class Form(Protocol):
    """A form that was read."""

    grids: list[Grid]

    def filled(self, entries: Iterable[Mapping[Place, Entry]]) -> bytes:
        """The file with entries put in, those of each grid in the order of these."""


@dataclass
class Cells:
    """The cells of a grid while they are read."""

    texts: dict[Place, str] = field(default_factory=dict)
    taken: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, Block] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    there: set[Place] = field(default_factory=set)

    def put(self, place: Place, text: str) -> None:
        """Note what a cell shows; a text that is a number, or a dash in its place, is no label."""
        if not text.strip():
            return
        (self.taken if is_value(text) else self.texts)[place] = text

    def merge(self, block: Block) -> None:
        """Note that a block is merged."""
        for row in range(block.top, block.bottom + 1):
            for column in range(block.left, block.right + 1):
                self.merged[row, column] = block


def is_value(text: str) -> bool:
    """Whether a text is a number as people write it, or stands for none."""
    bare = text.strip().replace(",", "").replace("，", "").rstrip("%％")
    return not bare.strip("-—–/／_") or bare.lstrip("-+").replace(".", "", 1).isdecimal()
