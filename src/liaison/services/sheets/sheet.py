"""One table on its way in: its counts, and what is refused of it, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liaison.columns import Column, Record
from liaison.kinds import Ref, Whose
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.outcome import Tally
from liaison.services.sheets.versions import Conflict, Prefer, Versions
from liaison.services.writing.draft import Row
from liaison.services.writing.whose import called
from liaison.services.writing.work import Work
from liaison.several import Refs
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


def change_of(work: Work, placed: Placed, draft: Row, column: Column) -> Record:
    """One cell that differs from the record it names: ``{sheet, row, record, column, old, new}``; phones are masked."""
    old, new = (draft.old or {}).get(column.key), draft.values[column.slot]
    if isinstance(column.kind, Ref | Refs):
        labels = work.index(column.kind.noun).labels if not getattr(column.kind, "within", "") else {}
        ids = new if isinstance(new, tuple) else () if new is None else (new,)
        shown_new = "、".join(labels.get(one, str(one)).split(" ", 1)[-1] for one in ids)
    elif isinstance(column.kind, Whose):
        shown_new = called(work, column.kind, new)
    else:
        shown_new = column.kind.show(new)
    return {
        "sheet": placed.table.name,
        "row": draft.line,
        "record": placed.noun.title(draft.old or {}),
        "column": column.label,
        "old": column.kind.mask(old) if column.private and old else column.kind.show(old),
        "new": column.kind.mask(new) if column.private and new else shown_new,
    }


def sides(change: Record) -> str:
    """Both values of a cell that was changed on both sides, and how to decide."""
    old, new = (change[side] or "（空）" for side in ("old", "new"))
    return (
        f"库中是“{old}”，表里是“{new}”，"
        "请加 --prefer mine（以表里的为准）或 --prefer theirs（以库中的为准）再导入"
    )
