"""What a file's tables seem to be, before anybody says so: the noun whose columns their headings fit best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liaison.columns import Column
from liaison.nouns.registry import Registered, registered, sheets_of
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.headers import Misplaced, Placed, edition_of, place
from liaison.services.sheets.headings import Headings
from liaison.services.sheets.shapes.crossing import across
from liaison.services.writing.work import Work
from liaison.shapes import Crossed
from liaison.tables import RawTable

_LEAST = 2
"""Columns that must be known of a table that did not go out from here; and more of them than are not."""


@dataclass(frozen=True)
class Recognised:
    """A table with the noun of the command line that takes it in, and how many rows it has to be taken."""

    home: Registered
    placed: Placed
    rows: int

    @property
    def label(self) -> str:
        """What its rows are."""
        return self.placed.noun.label

    @property
    def columns(self) -> Mapping[int, Column]:
        """Where each column stands that is known."""
        return self.placed.columns

    def first(self, most: int) -> list[list[object]]:
        """The first rows with data, as they stand."""
        return [row for _line, row in zip(range(most), _data(self.placed), strict=False)]


def rounds_of(tables: list[RawTable]) -> set[str]:
    """The stamps of the rounds of collecting whose sheets these are."""
    return {edition.round for one in tables if (edition := edition_of(one)) and edition.round}


def recognise(table: RawTable, headings: Headings | None = None) -> Recognised | None:
    """What a table is by its headings: of the nouns with a sheet whose columns are all there, that of which it has most."""
    found: list[tuple[tuple[int, ...], Recognised]] = []
    for rank, home in enumerate(_homes()):
        placed = place(table, sheets_of(home.name), (), headings)
        if isinstance(placed, Misplaced):
            continue
        known = len(placed.columns)
        if placed.edition is None and (known < _LEAST or known <= len(placed.unknown)):
            continue
        score = (
            int(placed.edition is not None),
            int(match_key(table.name) == match_key(placed.noun.label)),
            known - len(placed.unknown),
            -rank,
        )
        found.append((score, Recognised(home, placed, sum(1 for _row in _data(placed)))))
    return max(found, key=lambda one: one[0])[1] if found else None


def set_out_crosswise(work: Work, table: RawTable) -> Recognised | None:
    """What a table is in which records of one sort stand down the side and of another along the top."""
    for home in _homes():
        nouns = [
            one for one in sheets_of(home.name) if any(isinstance(shape, Crossed) for shape in one.shapes)
        ]
        found = across(work, nouns, table)
        if found and not isinstance(found, Misplaced):
            placed, _how = found
            return Recognised(home, placed, sum(1 for _row in _data(placed)))
    return None


def _homes() -> Iterator[Registered]:
    return (one for one in registered().values() if sheets_of(one.name))


def _data(placed: Placed) -> Iterator[list[object]]:
    """The rows that are data."""
    first = placed.table.first + placed.begin
    for line, row in enumerate(placed.table.rows[placed.begin :], start=first):
        if line not in placed.passed_over and not all(map(is_blank, row)):
            yield row
