"""The rows of a sheet as drafts: each cell read by its column's kind, references found by code or name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from liaison.cells import shown
from liaison.columns import Column, Record
from liaison.errors import LiaisonError, NotFound
from liaison.kinds import Misread, Ref, Whose, masked
from liaison.nouns.registry import is_own
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.shapes.met import ABSENT, there, warn_of_stored
from liaison.services.sheets.shapes.several import each
from liaison.services.sheets.sheet import Sheet
from liaison.services.sheets.worth import worthy
from liaison.services.writing.draft import Row
from liaison.services.writing.whose import resolve_whose
from liaison.services.writing.work import Work
from liaison.several import Refs

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
_MISS = object()
_WIDER = "这一行比表头多 {} 格，多半是某格里的逗号没有加引号，后面的都错了位，请核对"


class _Wrong:
    """What a cell is that cannot be read: why not. It is kept like a value, so that what is wrong is tried once as well."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


def _tried(parse: Callable[..., Any], *given: Any) -> Any:
    """What a reader of cells makes of one, be it wrong."""
    try:
        return parse(*given)
    except (Misread, LiaisonError) as error:
        return _Wrong(str(error).rstrip("，。"))


class Rows:
    """Reads the rows of a table, ``number`` among its noun's; what cannot be read is noted, and ``given`` stands in each."""

    def __init__(self, work: Work, sheet: Sheet, number: int, given: Record) -> None:
        self.work, self.placed, self.number, self.given = work, sheet.placed, number, given
        self.note, self.bad = sheet.note, sheet.bad
        self.crossed_out: dict[int | None, dict[int, int]] = {}

    def read(self, progress: Progress) -> list[Row]:
        """Turn each row's cells into stored values, cell by cell."""
        placed, number = self.placed, self.number
        drafts: list[Row] = []
        table, noun = placed.table, placed.noun
        readers = [(index, column, *self._reader(column)) for index, column in placed.columns.items()]
        readers.sort(key=lambda one: bool(isinstance(one[1].kind, Ref) and one[1].kind.within))
        cells: list[tuple[int, str, Column, Callable[..., Any], dict[Any, Any] | None]] = [
            (
                index,
                column.slot,
                column,
                worthy(parse, placed.worth.get(index, "")),
                known,
            )
            for index, column, parse, known in readers
        ]
        given = self.given
        filled = [(placed.columns[place].slot, lines) for place, lines in placed.stood.filled.items()]
        rows, across = table.rows[placed.begin :], placed.stood.across
        # On a sheet there is room beside the table; in a text file a row that is wider than its header has shifted cells.
        room = max(table.written[max(placed.begin - 2, 0) : placed.begin], default=sys.maxsize)
        line, passed_over, bad = table.first + placed.begin - 1, placed.passed_over, self.bad
        for row in progress(f"读取{noun.label}", rows, len(rows)):
            line += 1
            width = len(row)
            if not row or line in passed_over:
                continue
            if width > room and (beyond := self._beyond(row, room)):
                text = masked(shown(beyond[0]))  # nobody knows of which column
                self.note(line, next(iter(placed.columns.values())), text, _WIDER.format(len(beyond)))
                continue
            values = dict(given)
            for index, slot, column, parse, known in cells:
                raw = row[index] if index < width else None
                if type(raw) is bool and known is not None:  # which are 1 and 0 to a dictionary
                    raw = "是" if raw else "否"
                if known is None:
                    value = _tried(parse, raw, values)
                elif (value := known.get(raw, _MISS)) is _MISS:
                    value = known[raw] = _tried(parse, raw)
                if type(value) is _Wrong:
                    self.note(line, column, raw, value.reason)
                elif slot in given and value != given[slot]:
                    if not is_blank(raw):  # else it need not be said again
                        self.note(line, column, raw, f"命令里写的是另外的{column.label}，请去掉一处")
                        values.pop(slot, None)
                else:
                    values[slot] = value
            for slot, lines in filled:
                if line not in lines:
                    values.pop(slot, None)
            if line in bad:  # such a row goes no further, so that all that is wrong with it is said here
                for _index, column, _parse, _known in readers:
                    if column.required and values.get(column.slot, _MISS) in (None, ()):
                        self.note(line, column, None, f"缺少{column.label}，请填写。")
            if across:
                drafts += self._across(line, row, values)
            else:
                drafts.append(Row(line, values, number))
        if self.crossed_out:
            warn_of_stored(self.work, placed, self.crossed_out)
        return drafts

    def _across(self, line: int, row: list[object], values: Record) -> Iterator[Row]:
        """The records of a row that is one for each heading along the top; a mark alone leaves open how many."""
        stood, noun = self.placed.stood, self.placed.noun
        slot, counts = noun[stood.crossed].slot, noun[stood.counts]
        for place, key in stood.across.items():
            raw = row[place] if place < len(row) else None
            try:
                number = there(raw, counts.kind)
            except Misread as error:
                self.note(line, counts, raw, str(error), place)
                continue
            if number == ABSENT:
                if not is_blank(raw):
                    self.crossed_out.setdefault(values.get(noun[stood.side].slot), {})[key] = line
            else:
                known = {} if number is None else {counts.slot: number}
                draft = Row(line, values | {slot: key} | known, self.number, place)
                draft.unknown = frozenset(() if known else (counts.slot,))
                yield draft

    def _beyond(self, row: list[object], room: int) -> list[object]:
        """The cells of a row that stand where its header has none, but for what was told of all rows."""
        cells = [cell for place, cell in enumerate(row[room:], room) if place not in self.placed.columns]
        while cells and is_blank(cells[-1]):
            cells.pop()
        return cells

    def _reader(self, column: Column) -> tuple[Callable[..., Any], dict[Any, Any] | None]:
        """How cells of a column are read, and what has been read before: each different cell is read once.

        A cell that names a record within another depends on its row; then there is nothing to keep.
        """
        kind = column.kind
        if isinstance(kind, Ref) and (kind.within or is_own(self.placed.noun, column)):
            return self._scoped_reader(column, kind), None
        if isinstance(kind, Ref):
            resolve = self.work.index(kind.noun).resolve
            return lambda raw: None if (text := kind.parse(raw)) is None else resolve(text), {}
        if isinstance(kind, Whose):
            return (
                lambda raw: (
                    None if (text := kind.parse(raw)) is None else resolve_whose(self.work, kind, text)
                ),
                {},
            )
        if isinstance(kind, Refs):
            index = self.work.index(kind.noun)
            look = index.resolve_or_name if kind.enters else index.resolve
            return lambda raw: tuple(dict.fromkeys(map(look, each(kind.parse(raw), index)))), {}
        return kind.parse, {}

    def _scoped_reader(self, column: Column, kind: Ref) -> Callable[[Any, Record], Any]:
        """Cells that name a record within another; one of this very sheet may come later and stays text until written."""
        own = is_own(self.placed.noun, column)
        anywhere = self.work.index(kind.noun)
        resolve = self.work.index(kind.noun, kind.within).resolve
        known: dict[tuple[int | str | None, Any], Any] = {}

        def find(raw: Any, owner: int | str | None) -> Any:
            text = kind.parse(raw)
            try:
                if text is not None and owner is None and len(held := anywhere.holders(text)) == 1:
                    return next(iter(held))  # its code tells the record and what it is known within
                return None if text is None else resolve(text, owner)
            except NotFound:
                if own:
                    return text
                raise

        def read(raw: Any, values: Record) -> Any:
            owner = values.get(f"{kind.within}_id") if kind.within else None
            value = known.get((owner, raw), _MISS)
            if value is _MISS:
                value = known[owner, raw] = _tried(find, raw, owner)
            return value

        return read
