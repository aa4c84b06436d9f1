"""Where the cells of a sheet of another shape stood before it was read into the noun's columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from liaison.tables import RawTable


@dataclass(frozen=True)
class Stood:
    """The clerk's own table, and by line and place the place that a cell was read from where it was another.

    ``filled`` are columns that the sheet itself lacks, by place, with the lines that have something there: of the other rows
    nothing is said in them. ``across`` are the places along whose top stand records of the column ``crossed``, each with its key, and ``side`` is that of the records down the side: a row is a
    record for each of them, and the cell says ``counts``.
    """

    table: RawTable | None = None
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    filled: dict[int, frozenset[int]] = field(default_factory=dict)
    across: dict[int, int] = field(default_factory=dict)
    side: str = ""
    crossed: str = ""
    counts: str = ""

    def of(self, line: int, place: int, raw: object) -> tuple[int, object]:
        """Where a cell that holds ``raw`` now stood, and what the clerk has there."""
        if self.table is None or (line, place) not in self.places:
            return place, raw
        there = self.places[line, place]
        row = self.table.rows[line - self.table.first]
        return there, row[there] if there < len(row) else None


NOWHERE_ELSE = Stood()
"""Every cell stands where the clerk has it."""
