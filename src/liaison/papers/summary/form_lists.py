"""The lists in a unit's form, whose heads are columns of a part of its file: honours, projects, activities, each a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.formats.filling.grid import Grid, Place
from liaison.queries.unit_file import Part
from liaison.rules.names import match_key
from liaison.rules.periods import Period
from liaison.rules.summary import form_words

_LEAST = 2
"""Heads that must be columns of a part."""
_NUMBER = "序号"
_ABOVE = 3
"""Rows above the heads in which a part may be named."""


@dataclass(frozen=True)
class Listed:
    """A list of a form: the part that it is, where its columns stand, and that of the running number; its first row, and for how many
    there is room, nothing where it ends the sheet."""

    part: Part
    columns: dict[int, Column]
    number: int | None
    first: int
    room: int | None

    def rows(self, records: Sequence[Record], period: Period) -> list[Record]:
        """Those of the part's records that are of a period."""
        days = [one.key for one in self.part.columns if isinstance(one.kind, Day)]
        return [one for one in records if _is_of(one, days, period)]


def lists(grid: Grid, parts: Sequence[Part]) -> Iterator[Listed]:
    """Every list of a table that is known to be of one part, from the top."""
    row = 0
    while row < grid.height:
        found = _list_at(grid, row, parts)
        if found:
            yield found
        row += 1


def _list_at(grid: Grid, row: int, parts: Sequence[Part]) -> Listed | None:
    """The list whose heads stand in a row."""
    heads = {
        column: grid.texts[row, column]
        for column in range(grid.width)
        if (row, column) in grid.texts and _is_open(grid, (grid.block((row, column)).bottom + 1, column))
    }
    best: list[tuple[int, Part, dict[int, Column]]] = []
    for part in parts:
        placed = _placed({place: _keys(text) for place, text in heads.items()}, part)
        if len(placed) >= _LEAST:
            named = _is_named(grid, row, part)
            best.append((len(placed) + named * len(heads), part, placed))
    best.sort(key=lambda one: -one[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    _score, part, placed = best[0]
    number = next((place for place, text in heads.items() if match_key(text) == _NUMBER), None)
    first = max(grid.block((row, place)).bottom for place in placed) + 1
    placed = dict(sorted(placed.items()))
    return Listed(part, placed, number, first, _room(grid, first, placed))


def _is_open(grid: Grid, place: Place) -> bool:
    return grid.is_free(place) and not grid.is_taken(place)


def _keys(text: str) -> set[str]:
    """What a head may be read as; offices say 时间 and 日期 of the same."""
    found = {match_key(text), form_words.read(text).key} - {""}
    return found | {one.replace("时间", "日期") for one in found}


def _placed(heads: dict[int, set[str]], part: Part) -> dict[int, Column]:
    """The columns of a part that heads name: by their label before any other name, each once."""
    placed: dict[int, Column] = {}
    for rank in range(1 + max(len(one.synonyms) for one in part.columns)):
        for column in part.columns:
            names = (column.label, *column.synonyms)
            if column in placed.values() or rank >= len(names):
                continue
            wanted = _keys(names[rank])
            free = (place for place, keys in heads.items() if place not in placed and keys & wanted)
            place = next(free, None)
            if place is not None:
                placed[place] = column
    return placed


def _is_named(grid: Grid, row: int, part: Part) -> bool:
    """Whether what stands above the heads, or the first of them, says what the rows are."""
    words = {match_key(part.title), match_key(part.title[:2])}
    texts = [text for (above, _), text in grid.texts.items() if row - _ABOVE <= above < row]
    return any(word in match_key(text) for text in texts for word in words)


def _room(grid: Grid, first: int, placed: dict[int, Column]) -> int | None:
    """For how many rows there is room below the heads."""
    row = first
    while row < grid.height and all(_is_open(grid, (row, place)) for place in placed):
        row += 1
    return None if grid.open and row >= grid.height and row - first < _LEAST else row - first


def _is_of(record: Record, days: list[str], period: Period) -> bool:
    """Whether a record is of a period: its day lies in it, or its days from the first to the last, which may be open, reach into it."""
    if not days or not record.get(days[0]):
        return True
    start, end = record[days[0]], record.get(days[1]) if len(days) > 1 else record[days[0]]
    return bool(start <= period.end.isoformat() and (end or "9999") >= period.start.isoformat())
