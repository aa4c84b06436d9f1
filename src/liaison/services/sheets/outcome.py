"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from liaison.columns import Noun, Record
from liaison.services.writing.draft import Row
from liaison.tables import Note

_COLUMNS = 1 << 20
"""More than any sheet has."""


@dataclass
class Tally:
    """What came of one sheet: counts of rows, every refused cell, every changed cell, and the records the sheet lacks, by
    their keys.

    ``notes`` say what is refused; ``renames`` are the changes that rest on a code alone, ``alike`` tells of rows that seem to
    be on record already; ``conflicts`` counts those that changed here since the sheet went out.
    """

    sheet: str
    noun: Noun
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    conflicts: int = 0
    notes: list[Note] = field(default_factory=list)
    changes: list[Record] = field(default_factory=list)
    renames: list[Record] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)
    missing: dict[int, str] = field(default_factory=dict)

    def sort(self) -> None:
        """Put the refused cells in the order of the sheet."""
        self.notes.sort(
            key=lambda one: one.row * _COLUMNS + (_COLUMNS - 1 if one.place is None else one.place)
        )

    def to_json(self) -> Record:
        """The counts, as JSON has them."""
        return {
            "sheet": self.sheet,
            "noun": self.noun.name,
            **{key: getattr(self, key) for key in ("new", "changed", "same", "refused", "conflicts")},
            "missing": list(self.missing.values()),
            "problems": [note.problem for note in self.notes],
        }


@dataclass
class Outcome:
    """What came of all sheets of a file, and what is to be said of those that were not read.

    ``shut`` are the rows, by sheet and line, that would change a closed year, each with why not.
    ``removed`` are the records that were removed because the file has no row of them any more; nothing where none were to be.
    ``told`` are the good rows of a sheet that is kept nowhere.
    """

    sheets: list[Tally] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    removed: list[str] | None = None
    shut: dict[tuple[str, int], str] = field(default_factory=dict)
    told: list[Row] = field(default_factory=list)

    def _sum(self, key: str) -> int:
        return sum(getattr(sheet, key) for sheet in self.sheets)

    def _all(self, key: str) -> list[Any]:
        lists = [found for sheet in self.sheets if (found := getattr(sheet, key))]
        return lists[0] if len(lists) == 1 else list(chain.from_iterable(lists))

    new = property(lambda self: self._sum("new"))
    changed = property(lambda self: self._sum("changed"))
    same = property(lambda self: self._sum("same"))
    refused = property(lambda self: self._sum("refused"))
    conflicts = property(lambda self: self._sum("conflicts"))
    notes = property(lambda self: self._all("notes"))
    changes = property(lambda self: self._all("changes"))
    renames = property(lambda self: self._all("renames"))
    alike = property(lambda self: self._all("alike"))

    def counts(self, *, apart: bool = False) -> Record:
        """The outcome as JSON; ``apart`` adds the same for each sheet."""
        found: Record = {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "refused": self.refused,
            "problems": [note.problem for note in self.notes],
        }
        if self.removed is not None:
            found["removed"] = self.removed
        if apart:
            found |= {
                "conflicts": self.conflicts,
                "missing": [name for sheet in self.sheets for name in sheet.missing.values()],
                "sheets": [sheet.to_json() for sheet in self.sheets],
            }
        return found
