"""One table on its way in: its counts, and what is refused of it, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liaison.columns import Column
from liaison.services.sheets.changes import change_of, sides
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.outcome import Tally
from liaison.services.sheets.versions import Conflict, Prefer, Versions
from liaison.services.writing.draft import Row
from liaison.services.writing.work import Work
from liaison.tables import Note


def sound(sheets: Sequence[Sheet], drafts: list[Row]) -> list[Row]:
    """The drafts that no sheet has refused."""
    bad = [sheet.bad for sheet in sheets]
    return [draft for draft in drafts if draft.line not in bad[draft.sheet]] if any(bad) else drafts


class Sheet:
    """A table that was recognised: ``bad`` holds the lines that are refused, ``versions`` what its marks tell."""

    def __init__(self, work: Work, placed: Placed, prefer: Prefer | None, scope: str) -> None:
        self.work, self.placed, self.noun = work, placed, placed.noun
        self.name = placed.table.name
        self.tally = Tally(self.name, placed.noun)
        self.bad: dict[int, bool] = {}
        self.wrote: dict[int, Row] = {}
        """The drafts that were written, by the keys of their records."""
        self.raw: dict[str, int] = {column.key: index for index, column in placed.columns.items()}
        self.versions = Versions(work, placed, prefer, scope)

    def refuse(self, draft: Row, error: Exception) -> None:
        """Note why a row cannot be brought in, at the cell that the error names."""
        key = getattr(error, "column", "") or self.noun.named or self.noun.columns[0].key
        column = self.noun[key]
        index = self.raw.get(key, draft.place)
        row = self.placed.table.rows[draft.line - self.placed.table.first]
        raw = row[index] if index is not None and index < len(row) else None
        reason, more = str(error).rstrip("，。"), {}
        if isinstance(error, Conflict):
            change = change_of(self.work, self.placed, draft, column)
            reason += f"，{sides(change)}"
            more = {"record": change["record"], "mine": change["new"], "theirs": change["old"]}
            more |= {"who": error.who, "at": error.at}
        self.note(draft.line, column, raw, reason, draft.place, **more)

    def note(
        self, line: int, column: Column, raw: Any, reason: str, place: int | None = None, **more: str
    ) -> None:
        """Note what is wrong with one cell; its row goes no further.

        ``place`` is where it stands if its column has no place of its own.
        """
        self.bad[line] = True
        place = self.raw.get(column.key, place)
        if place is not None:
            place, raw = self.placed.stood.of(line, place, raw)
        self.tally.notes.append(
            Note(self.name, line, place, column.label, raw, reason, more or None, column.kind.quoted)
        )
