"""What has become, since a sheet went out, of the records that its rows show: nobody's change is overwritten unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from liaison.columns import Column, Noun
from liaison.kinds import Ref
from liaison.nouns.registry import NOUNS, sides_of
from liaison.queries.journal import changes_since
from liaison.queries.keys import keys
from liaison.queries.owned import alone, own
from liaison.queries.records import stream
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.marks import Marks, record_of
from liaison.services.writing.draft import CellRefused, Row
from liaison.services.writing.work import Work
from liaison.settings import local_time, user
from liaison.several import Refs

Prefer = Literal["mine", "theirs"]
"""Which side counts where a cell was changed on both: the sheet's, or that of the database."""


@dataclass
class _Since:
    """Records of a noun that were changed after a journal entry: by whom and when, at last; which of them only by sheets of
    the same writing-out, brought in by whoever brings this one; which were made since."""

    changed: dict[int, tuple[str, str]] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    made: set[int] = field(default_factory=set)


def source(stamp: str) -> str:
    """How the journal notes, behind a command, that it brought in sheets of one writing-out."""
    return f" # {stamp}"


def _marks_of(work: Work, placed: Placed) -> Marks | None:
    """The marks of a sheet that went out from this council; those of sheets that went out together are one."""
    edition = placed.edition
    if edition is None:
        return None
    name = f"marks {edition.stamp}-{edition.entry}-{edition.chain}{'-p' * edition.part}"
    found: Marks | None = work.recall(name, lambda one: Marks.of(one.database, edition))
    return found


def recall_names(work: Work, placed: Iterable[Placed]) -> None:
    """Make known what records were called when sheets went out: they name them so, whatever they are called now."""
    entries = [marks.entry for one in placed if (marks := _marks_of(work, one))]
    if not entries:
        return
    kinds = [column.kind for noun in NOUNS.values() for column in noun.columns]
    named = {NOUNS[kind.noun].table: NOUNS[kind.noun] for kind in kinds if isinstance(kind, Ref | Refs)}
    for table, _key, before, after, *_by in changes_since(work.database, min(entries), named, edits=True):
        assert before is not None
        assert after is not None
        noun, old, new = named[table], json.loads(before), json.loads(after)
        if any(old.get(key) != new.get(key) for key in noun.bynames):
            work.renamed(noun, old)


class Versions:
    """The version marks of one table; without any, or with those of another council, it finds nothing.

    ``scope`` is the condition, in SQL, of the records that the sheet showed when it went out.
    """

    def __init__(self, work: Work, placed: Placed, prefer: Prefer | None, scope: str = "") -> None:
        self.work, self.placed, self.prefer, self.scope = work, placed, prefer, scope
        self.noun: Noun = placed.noun
        self.marks = _marks_of(work, placed)

    @property
    def known(self) -> bool:
        """Whether the sheet went out from this council."""
        return self.marks is not None

    def mark(self, line: int) -> str:
        """The mark of a row, empty where it has none."""
        place, table = self.placed.mark, self.placed.table
        row = table.rows[line - table.first]
        cell = row[place] if self.known and place is not None and place < len(row) else None
        return cell.strip() if isinstance(cell, str) else ""

    def is_of(self, line: int, record: int) -> bool:
        """Whether a row went out from here as that record."""
        return record_of(self.mark(line)) == record

    def records(self) -> dict[int, int]:
        """The record that each marked row shows, by the sheet's own number of the row."""
        if not self.known:
            return {}
        first, table = self.placed.begin, self.placed.table
        found = {}
        for line in range(table.first + first, table.first + len(table.rows)):
            record = record_of(self.mark(line)) if line not in self.placed.passed_over else None
            if record is not None:
                found[line] = record
        return found

    def missing(self, there: set[int]) -> dict[int, str]:
        """The records that the sheet showed when it went out and of which it has no row now: by key, as people call them.

        Of a sheet that held a part of them nobody knows.
        """
        if self.marks is None or self.marks.part:
            return {}
        conditions = " AND ".join(
            filter(
                None,
                (own(self.noun), self.noun.exported, alone(self.noun, sides_of(self.noun.name)), self.scope),
            )
        )
        rows = keys(self.work.database, self.noun, conditions)
        new = self.work.change.is_new
        gone = [row_id for row_id in rows if row_id not in there and not new(self.noun.table, row_id)]
        if gone:  # what was made since, or since then only is what the sheet shows
            late = self.since.changed if self.noun.exported else self.since.made
            gone = [row_id for row_id in gone if row_id not in late]
        if not gone:
            return {}
        listed = ", ".join(map(str, gone))
        found = stream(self.work.database, self.noun, f"t.id IN ({listed})")
        return {record["id"]: self.noun.title(record) for record in found}

    def stand(self, record: int) -> bool:
        """Whether a record is still as it was when the sheet went out, or as sheets of that writing-out have made it."""
        return self.marks is not None and (
            record not in self.since.changed or record in self.since.own or self.prefer == "mine"
        )

    @cached_property
    def since(self) -> _Since:
        """What the journal tells of the time since the sheet went out."""
        assert self.marks is not None
        found, strange = _Since(), set()
        owners, first = {self.noun.table: "id"}, {self.noun.table}
        for column in self.noun.columns:
            if other := column.link or column.latest:
                owners[other.table] = other.owner
                first |= (
                    {other.table} if column.key == self.noun.only else set()
                )  # by it a record becomes the noun's
        changes = changes_since(self.work.database, self.marks.entry, owners)
        for table, row_id, before, after, who, at, command in changes:
            owner = (
                row_id if owners[table] == "id" else json.loads(after or before or "{}").get(owners[table])
            )
            if before is None and table in first:
                found.made.add(owner)
            found.changed[owner] = (who, at)
            if who != user() or source(self.marks.stamp) not in command:
                strange.add(owner)
        found.own = found.changed.keys() - strange
        return found

    def still_shows(self, draft: Row) -> bool:
        """Whether a row still shows most of what was written out under its mark: else somebody has typed another record
        over it, or its mark has strayed."""
        assert self.marks is not None
        edited = self.marks.changed(self.noun, self.mark(draft.line), draft.values)
        if edited is None:
            return False
        there = [column for column in self.placed.columns.values() if not column.private]
        kept = [c for c in there if c not in edited and draft.values.get(c.slot) not in (None, ())]
        return len(kept) >= sum(column in edited for column in there)

    def edited(self, draft: Row) -> frozenset[str] | None:
        """The slots whose cells are no longer what was written out; ``None`` where the row's own mark does not tell."""
        if self.marks is None or draft.old is None:
            return None
        if not self.is_of(draft.line, draft.old["id"]):
            return None
        columns = self.marks.changed(self.noun, self.mark(draft.line), draft.old | draft.values) or ()
        return frozenset(column.slot for column in columns)

    def resolve(self, draft: Row) -> list[CellRefused]:
        """Compare a draft's cells with what was written out; what the database has changed since is a conflict.

        Such cells are refused, or with ``prefer`` decided. What another sheet of the same file has changed stands, unless
        this sheet says something else again; what an earlier state of the file has brought in may be changed further, but
        a cell left as it went out undoes nothing: the file may be another copy.
        """
        if self.marks is None or draft.old is None:
            return []
        mark, record = self.mark(draft.line), draft.old["id"]
        if draft.deliberate:
            changed = self.marks.changed(self.noun, mark, draft.old)
        elif record in self.since.made and record in self.since.own:
            changed = []  # a row that was added to the file, and brought in before
        else:  # the mark was lost or is another row's: whatever was changed since may be at stake
            changed = list(self.noun.sheet) if record in self.since.changed else []
        if changed is None:
            if not any(draft.gives(column.slot) for column in self.noun.sheet):
                return []
            first, hint = self.noun.columns[0].key, "请重新导出，在新表里改。"
            return [CellRefused(first, "这一行是另一版本的程序导出的，", hint)]
        differing = [column for column in changed if draft.gives(column.slot)]
        if not differing:
            return []
        if record not in self.since.changed or record in self.since.own:
            if (self.noun.table, record) in self.work.change.touched:
                return list(self._contradictions(draft, differing))
            if draft.deliberate:
                differing = self._undone(draft, differing)
        if self.prefer is None:
            return [self._conflict(draft, column) for column in differing]
        if self.prefer == "theirs":
            for column in differing:
                del draft.values[column.slot]
        return []

    def _contradictions(self, draft: Row, differing: list[Column]) -> Iterator[CellRefused]:
        """Where another sheet of the file has changed the record: a cell left as it was is no wish to change it back."""
        edited = draft.edited or ()
        for column in differing:
            if column.slot in edited:
                yield CellRefused(column.key, "和这个文件里另一张表改的内容不一致，", "请改成一样的。")
            else:
                del draft.values[column.slot]

    def _undone(self, draft: Row, differing: list[Column]) -> list[Column]:
        """The cells left as they went out that would undo what the file has brought in; what stands on two sheets of a
        file may have been changed on the other, and is let be."""
        edited = draft.edited or ()
        undone = [column for column in differing if column.slot not in edited]
        for column in undone:
            if column.latest or self._stands_apart:
                del draft.values[column.slot]
        return [column for column in undone if column.slot in draft.values]

    @cached_property
    def _stands_apart(self) -> bool:
        """Whether another noun's sheet shows columns of this one's rows: a spell's days stand in the roster too."""
        shown = [column.latest for noun in NOUNS.values() for column in noun.columns if column.latest]
        return any(one.table == self.noun.table for one in shown)

    def _conflict(self, draft: Row, column: Column) -> Conflict:
        assert draft.old is not None
        return Conflict(column.key, *self.since.changed.get(draft.old["id"], ("", "")))


class Conflict(CellRefused):
    """A cell that was changed here after the sheet had gone out: by whom and when, empty where the journal does not say."""

    def __init__(self, column: str, who: str, at: str) -> None:
        super().__init__(column, f"导出以后库中改过{f'（{who} 于 {local_time(at)}）' if who else ''}")
        self.who, self.at = who, at
