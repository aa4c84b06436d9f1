"""What has become, since a sheet went out, of the records that its rows show: nobody's change is overwritten unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from liaison.columns import Column, Noun
from liaison.queries.records import stream
from liaison.services.headers import Placed
from liaison.services.marks import Marks, record_of
from liaison.services.work import CellRefused, Draft, Work
from liaison.settings import local_time

Prefer = Literal["mine", "theirs"]
"""Which side counts where a cell was changed on both: the sheet's, or that of the database."""


@dataclass
class _Since:
    """Records of a noun that were changed after a journal entry: by whom and when; by that very sheet; made since."""

    others: dict[int, tuple[str, str]] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    made: set[int] = field(default_factory=set)


def source(stamp: str) -> str:
    """How the journal notes, behind a command, that it brought in sheets of one writing-out."""
    return f" # {stamp}"


class Versions:
    """The version marks of one table; without any, or with those of another council, it finds nothing.

    ``scope`` is the condition, in SQL, of the records that the sheet showed when it went out.
    """

    def __init__(self, work: Work, placed: Placed, prefer: Prefer | None, scope: str = "") -> None:
        self.work, self.placed, self.prefer, self.scope = work, placed, prefer, scope
        self.noun: Noun = placed.noun
        self.marks = Marks.of(work.database, placed.edition) if placed.edition else None

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

    def missing(self, there: set[int]) -> list[str]:
        """The records that the sheet showed when it went out and of which it has no row now, as people call them."""
        if self.marks is None:
            return []
        conditions = " AND ".join(filter(None, (self.noun.exported, self.scope)))
        where = f"WHERE {conditions}" if conditions else ""
        rows = self.work.database.tuples(f"SELECT t.id FROM {self.noun.table} AS t {where}")
        gone = [row_id for (row_id,) in rows if row_id not in there]
        gone = [row_id for row_id in gone if row_id not in self.since.made] if gone else []
        if not gone:
            return []
        listed = ", ".join(map(str, gone))
        return [
            self.noun.title(record) for record in stream(self.work.database, self.noun, f"t.id IN ({listed})")
        ]

    @cached_property
    def since(self) -> _Since:
        """What the journal tells of the time since the sheet went out."""
        assert self.marks is not None
        found = _Since()
        owners = {self.noun.table: "id"}
        for column in self.noun.columns:
            if other := column.link or column.apart:
                owners[other.table] = other.owner
        tables = ", ".join(f"'{table}'" for table in owners)
        rows = self.work.database.execute(
            "SELECT r.table_name, r.row_id, i.before, i.after, j.who, j.at, j.command FROM journal AS j "
            "JOIN journal_row AS r ON r.journal_id = j.id JOIN journal_image AS i ON i.id = r.id "
            f"WHERE j.id > :entry AND r.table_name IN ({tables}) ORDER BY r.id",
            entry=self.marks.entry,
        )
        for table, row_id, before, after, who, at, command in rows:
            owner = (
                row_id if owners[table] == "id" else json.loads(after or before or "{}").get(owners[table])
            )
            if table == self.noun.table and before is None:
                found.made.add(owner)
            if source(self.marks.stamp) in command:
                found.own.add(owner)
            else:
                found.others[owner] = (who, at)
        return found

    def settle(self, draft: Draft) -> list[CellRefused]:
        """Compare a draft's cells with what was written out; what the database alone has changed is a conflict.

        Such cells are refused, or with ``prefer`` decided. What another sheet of the same file has changed stands, unless
        this sheet says something else again.
        """
        if self.marks is None or draft.old is None:
            return []
        mark, record = self.mark(draft.line), draft.old["id"]
        if record_of(mark) == record:
            changed = self.marks.changed(self.noun, mark, draft.old)
        else:  # the mark was lost or is another row's: whatever was changed since may be at stake
            changed = list(self.noun.sheet) if record in self.since.others else []
        if changed is None:
            if not any(draft.gives(column.slot) for column in self.noun.sheet):
                return []
            first, hint = self.noun.columns[0].key, "请重新导出，在新表里改。"
            return [CellRefused(first, "这一行是另一版本的程序导出的，", hint)]
        differing = [c for c in changed if c.slot in draft.values and draft.gives(c.slot)]
        if not differing:
            return []
        if record not in self.since.others and (self.noun.table, record) in self.work.change.touched:
            return list(self._contradictions(draft, mark, differing))
        if record not in self.since.others and record in self.since.own:
            return []
        if self.prefer is None:
            return [self._conflict(draft, column) for column in differing]
        if self.prefer == "theirs":
            for column in differing:
                del draft.values[column.slot]
        return []

    def _contradictions(self, draft: Draft, mark: str, differing: list[Column]) -> Iterator[CellRefused]:
        """Where another sheet of the file has changed the record: a cell left as it was is no wish to change it back."""
        assert self.marks is not None
        assert draft.old is not None
        edited = self.marks.changed(self.noun, mark, draft.old | draft.values) or []
        for column in differing:
            if column in edited:
                yield CellRefused(column.key, "和这个文件里另一张表改的内容不一致，", "请改成一样的。")
            else:
                del draft.values[column.slot]

    def _conflict(self, draft: Draft, column: Column) -> Conflict:
        assert draft.old is not None
        return Conflict(column.key, *self.since.others.get(draft.old["id"], ("", "")))


class Conflict(CellRefused):
    """A cell that was changed here after the sheet had gone out: by whom and when, empty where the journal does not say."""

    def __init__(self, column: str, who: str, at: str) -> None:
        super().__init__(column, f"导出以后库中改过{f'（{who} 于 {local_time(at)}）' if who else ''}")
        self.who, self.at = who, at
