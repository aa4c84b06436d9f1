"""The rows of a sheet as drafts: each cell read by its column's kind, references found by code or name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from liaison.columns import Column, Record
from liaison.errors import LiaisonError, NotFound
from liaison.kinds import Misread, Ref, Refs
from liaison.services.headers import Placed
from liaison.services.work import Draft, Work

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
Note = Callable[[int, Column, Any, str], None]
_MISS = object()


class Rows:
    """Reads the rows of one table; ``note`` is told of each cell that cannot be read, and ``bad`` holds their lines."""

    def __init__(self, work: Work, placed: Placed, given: Record, note: Note, bad: dict[int, bool]) -> None:
        self.work, self.placed, self.given, self.note, self.bad = work, placed, given, note, bad

    def read(self, progress: Progress) -> list[Draft]:
        """Turn each row's cells into stored values; what cannot be read is noted, cell by cell."""
        placed, drafts = self.placed, []
        table, noun = placed.table, placed.noun
        readers = [(index, column, self._reader(column)) for index, column in placed.columns.items()]
        readers.sort(key=lambda one: bool(isinstance(one[1].kind, Ref) and one[1].kind.within))
        rows = table.rows[placed.begin :]
        line, passed_over, bad = table.first + placed.begin - 1, placed.passed_over, self.bad
        for row in progress(f"读取{noun.label}", rows, len(rows)):
            line += 1
            width = len(row)
            if line in passed_over or row.count(None) + row.count("") == width:
                continue
            values = dict(self.given)
            for index, column, read in readers:
                raw = row[index] if index < width else None
                try:
                    values[column.slot] = read(raw, values)
                except (Misread, LiaisonError) as error:
                    self.note(line, column, raw, str(error).rstrip("，。"))
            if line in bad:  # such a row goes no further, so that all that is wrong with it is said here
                for _index, column, _read in readers:
                    if column.required and values.get(column.slot, _MISS) in (None, ()):
                        self.note(line, column, None, f"缺少{column.label}，请填写。")
            drafts.append(Draft(line, values))
        return drafts

    def _reader(self, column: Column) -> Callable[[Any, Record], Any]:
        """How cells of a column are read: each different cell once."""
        kind = column.kind
        known: dict[Any, Any] = {}
        if isinstance(kind, Ref) and kind.within:
            return self._scoped_reader(kind)
        if isinstance(kind, Ref):
            resolve = self.work.index(kind.noun).resolve
            parse: Callable[[Any], Any] = lambda raw: None if (t := kind.parse(raw)) is None else resolve(t)  # noqa: E731
        elif isinstance(kind, Refs):
            resolve = self.work.index(kind.noun).resolve
            parse = lambda raw: tuple(dict.fromkeys(map(resolve, kind.parse(raw))))  # noqa: E731
        else:
            parse = kind.parse

        def read(raw: Any, _values: Record) -> Any:
            key = ("truth", raw) if isinstance(raw, bool) else raw
            value = known.get(key, _MISS)
            if value is _MISS:
                value = known[key] = parse(raw)
            return value

        return read

    def _scoped_reader(self, kind: Ref) -> Callable[[Any, Record], Any]:
        """Cells that name a record within another; one of this very sheet may come later and stays text until written."""
        own = kind.noun == self.placed.noun.name
        resolve = self.work.index(kind.noun, kind.within).resolve
        known: dict[tuple[int | None, Any], Any] = {}

        def find(raw: Any, owner: int | None) -> Any:
            text = kind.parse(raw)
            try:
                return None if text is None else resolve(text, owner)
            except NotFound:
                if own:
                    return text
                raise

        def read(raw: Any, values: Record) -> Any:
            owner = values.get(f"{kind.within}_id")
            value = known.get((owner, raw), _MISS)
            if value is _MISS:
                value = known[owner, raw] = find(raw, owner)
            return value

        return read
