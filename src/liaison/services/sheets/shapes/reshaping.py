"""A table on its way from another shape into the noun's own columns: its rows, cell by cell, and what is to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from liaison.cells import shown
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.shapes.known import parts_of
from liaison.services.sheets.shapes.stood import Stood

Rows = Iterator[tuple[int, list[object]]]


class Reshaping:
    """The rows are changed copies of the clerk's; ``said`` gathers what the clerk must be told."""

    def __init__(self, placed: Placed) -> None:
        self.placed, self.noun, self.table = placed, placed.noun, placed.table
        self.header = placed.header
        self.places = {column.key: place for place, column in placed.columns.items()}
        self.said: list[str] = []
        self._rows = list(placed.table.rows)
        self._columns = dict(placed.columns)
        self._width = max(map(len, self._rows), default=0)
        self._passed_over = dict(placed.passed_over)
        self._stood: dict[tuple[int, int], int] = {}
        self._filled: dict[int, set[int]] = {}
        self._is_changed = False

    def rows(self) -> Rows:
        """The rows that are data, each with the sheet's own number."""
        first = self.table.first
        for at in range(self.placed.begin, len(self._rows)):
            row = self._rows[at]
            if first + at not in self._passed_over and not all(map(is_blank, row)):
                yield first + at, row

    def cell(self, row: list[object], key: str) -> object:
        """What a row has in the column of that key, be it a part of a shape; nothing where there is none."""
        place = self.places.get(key, -1)
        return row[place] if 0 <= place < len(row) else None

    def label(self, key: str) -> str:
        """What the sheet calls the column of that key, nothing where it has none."""
        if key not in self.places:
            return ""
        place, texts = self.places[key], self.header.texts if self.header else []
        return shown(texts[place]) if place < len(texts) else self._columns[place].label

    def column(self, key: str) -> int:
        """The place of the column of that key, a new one behind the others where the sheet has none."""
        if key not in self.places:
            self.places[key] = self._width
            self._columns[self._width] = self.noun[key]
            self._filled[self._width] = set()
            self._width += 1
        return self.places[key]

    def put(self, line: int, key: str, cell: object, stood: int | None) -> None:
        """Let a cell of a row hold something else, read from what stood at a place of the clerk's row."""
        self._is_changed = True
        place, at = self.column(key), line - self.table.first
        if place in self._filled:
            self._filled[place].add(line)
        row = self._rows[at]
        self._rows[at] = [*row[:place], *[None] * (place - len(row)), cell, *row[place + 1 :]]
        if stood is not None:
            self._stood[line, place] = stood

    def pass_over(self, line: int, reason: str = "") -> None:
        """Leave a row out; the reason is said by whoever knows more than that."""
        self._is_changed = True
        self._passed_over[line] = reason

    def done(self) -> Placed:
        """The table in the noun's own columns."""
        parts = {part.key for part in parts_of(self.noun)}
        columns = {place: column for place, column in self._columns.items() if column.key not in parts}
        if not self._is_changed and len(columns) == len(self.placed.columns):
            return self.placed
        width = len(self.header.texts) if self.header else 0
        for place in self.placed.columns.keys() - columns.keys():
            if place >= width:  # what was told of all rows, and has been read
                self._rows = [
                    [*row[:place], None, *row[place + 1 :]] if len(row) > place else row for row in self._rows
                ]
        return replace(
            self.placed,
            table=replace(self.table, rows=self._rows),
            columns=columns,
            worth={place: worth for place, worth in self.placed.worth.items() if place in columns},
            passed_over=self._passed_over,
            stood=Stood(
                self.table, self._stood, {place: frozenset(lines) for place, lines in self._filled.items()}
            ),
        )
