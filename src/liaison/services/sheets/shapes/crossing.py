"""A sheet with one record down the side and another along the top: 单位 × 活动, with √ where they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from liaison.cells import Unclear, shown, text_of, tight
from liaison.columns import Noun
from liaison.errors import BadFile
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import SEARCHED_ROWS, Header, is_blank, readings
from liaison.services.sheets.headers import Misplaced, Placed
from liaison.services.sheets.headings import names_of
from liaison.services.sheets.passing_over import is_total, passed_over
from liaison.services.sheets.shapes.meant import Meant, referred
from liaison.services.sheets.shapes.met import has_marks
from liaison.services.sheets.shapes.stood import Stood
from liaison.services.sheets.unheaded import unheaded
from liaison.services.writing.work import Work
from liaison.shapes import Crossed
from liaison.tables import RawTable

_HIGHEST = 3
"""Rows that headings may take: a group, a name, a day."""
_CORNER = re.compile(r"[\\＼/／|｜、\s]+")


def across(work: Work, nouns: Sequence[Noun], table: RawTable) -> tuple[Placed, str] | Misplaced | None:
    """A table that is set out crosswise, and what is to be said of it; nothing where it is not.

    Raises ``BadFile`` where a heading with marks below it means no one record, though others do.
    """
    for noun in nouns:
        for shape in noun.shapes:
            if isinstance(shape, Crossed):
                ways = list(_ways(work, noun, shape, table))
                best = max(ways, key=lambda way: way.merit, default=None)
                if best and any(best.fitting):
                    return _placed(noun, shape, table, best)
                if why := next(filter(None, map(partial(_marked, table), ways)), None):
                    return why
    return None


def _marked(table: RawTable, way: _Way) -> Misplaced | None:
    """Why a table that has marks below headings cannot be read, where none of these is known."""
    data = table.rows[way.begin :]
    marked = [way.heading(place) for place in way.heads if has_marks(data, place)]
    if not marked:
        return None
    why, hint = way.along.trouble(marked[0], set())
    return Misplaced(f"表头{why.rstrip('，')}", f"，{hint.rstrip('。')}")


@dataclass(frozen=True)
class _Way:
    """A way to read a sheet: the column down the side with its records, and where its labels stand (a name, a day of its own
    beside it); the records along the top, and those that each heading may mean; the places over which an upper cell is merged."""

    side: str
    top: str
    down: Meant
    along: Meant
    labels: tuple[int, ...]
    begin: int
    cells: tuple[Sequence[object], ...]
    grouped: frozenset[int]
    is_labelled: bool
    is_named: bool
    heads: dict[int, set[int]] = field(default_factory=dict)

    @property
    def merit(self) -> tuple[object, ...]:
        """What makes one way better than another: a name in the first row below, more headings that are known, a corner that
        says what stands below it."""
        fitting = self.fitting
        return any(fitting), self.is_named, fitting, self.is_labelled, -len(self.cells), -self.begin

    @property
    def fitting(self) -> tuple[int, int]:
        """How many headings mean one record, and how many mean any."""
        return sum(len(found) == 1 for found in self.heads.values()), sum(map(bool, self.heads.values()))

    def heading(self, place: int) -> list[object]:
        """The cells of a heading, from above; what stands over several headings belongs to none of them."""
        cells = [row[place] if place < len(row) else None for row in self.cells]
        return cells[1:] if place in self.grouped and not all(map(is_blank, cells[1:])) else cells


def _ways(work: Work, noun: Noun, shape: Crossed, table: RawTable) -> Iterator[_Way]:
    """Every way to read the rows at the top as headings."""
    meant: dict[str, Meant] = {}
    for begin, cells, grouped in _tops(table):
        below = table.rows[begin] if begin < len(table.rows) else []
        for side, top in ((shape.one, shape.other), (shape.other, shape.one)):
            labels = _labels(noun, side, top, cells)
            if not labels and not _is_corner(cells, below):
                continue
            for key in (side, top):
                meant[key] = meant.get(key) or Meant(work, noun[key])
            down, along = meant[side], meant[top]
            places = labels or ((0,) if down.find(below[:1]) else ())
            if places:
                named = any(place < len(below) and not is_blank(below[place]) for place in places)
                way = _Way(side, top, down, along, places, begin, cells, grouped, bool(labels), named)
                for at in range(min(places) + 1, max(map(len, cells))):
                    if at not in places and not all(map(is_blank, heading := way.heading(at))):
                        way.heads[at] = along.find(heading)
                yield way


def _tops(table: RawTable) -> Iterator[tuple[int, tuple[Sequence[object], ...], frozenset[int]]]:
    """Every few rows at the top, with where what is below begins, and where a cell of the first is merged over several columns."""
    for number in range(min(len(table.rows), SEARCHED_ROWS)):
        grouped = frozenset(
            block.left
            for block in table.merged
            if block.top == block.bottom == table.first + number and block.right > block.left
        )
        for height in range(1, min(_HIGHEST, len(table.rows) - number) + 1):
            yield number + height, tuple(table.rows[number : number + height]), grouped


def _labels(noun: Noun, side: str, top: str, rows: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """The places of the labels down the side, that of the name first: as the corner says, and a day's of its own."""
    names = names_of(noun)
    other, day = referred(noun[side])
    days = set(names_of(other)[day]) if day else set()
    named, dated = [], []
    for place, cell in (
        (place, cell) for row in rows for place, cell in enumerate(row) if isinstance(cell, str)
    ):
        corner = {match_key(part) for part in _CORNER.split(cell) if part}
        if set(readings(cell)) & set(names[side]) or (
            len(corner) > 1 and corner <= {*names[side], *names[top]}
        ):
            named.append(place)
        elif days & set(readings(cell)):
            dated.append(place)
    return tuple(dict.fromkeys(named[:1] + dated[:1]))


def _is_corner(cells: Sequence[Sequence[object]], below: Sequence[object]) -> bool:
    """Whether the first cell is blank above a text, and others are not: a corner that nobody labelled."""
    first = [row[0] if row else None for row in cells]
    text = below[0] if below else None
    return all(map(is_blank, first)) and isinstance(text, str) and bool(text.strip()) and any(map(len, cells))


def _placed(noun: Noun, shape: Crossed, table: RawTable, way: _Way) -> tuple[Placed, str]:
    texts = [
        "".join(text_of(cell) for cell in way.heading(place)) for place in range(max(map(len, way.cells)))
    ]
    texts[way.labels[0]] = texts[way.labels[0]] or noun[way.side].label
    labels = [readings(text) for text in texts]
    header = Header(texts, labels, [(text,) for text in texts], way.begin)
    counts = noun[shape.counts]
    heads = {place: replace(counts, label=shown(texts[place])) for place in way.heads}
    columns = {way.labels[0]: noun[way.side]}
    over = passed_over(table, header, columns | heads)
    one, unknown = _along(table, way, texts, over)
    rows, places = _down(table, way, over)
    stood = Stood(table, places, {}, one, way.side, way.top, shape.counts)
    columns |= {place: heads[place] for place in one}
    side, top = noun[way.side].label, noun[way.top].label
    said = (
        f"工作表“{table.name}”按{side}与{top}的对照表读：打√的是参加，{counts.label}不详；"
        f"填数字的，数字是{counts.label}；空着和打×的没有登记。"
    )
    bare = unheaded(table, header, columns, over)
    table = replace(table, rows=rows)
    placed = Placed(
        noun,
        table,
        columns,
        way.begin,
        unknown,
        over,
        line=header.line,
        unheaded=bare,
        header=header,
        stood=stood,
    )
    return placed, said


def _along(
    table: RawTable, way: _Way, texts: Sequence[str], over: Mapping[int, str]
) -> tuple[dict[int, int], tuple[str, ...]]:
    """The record of each heading by place, and the headings that are none. Raises ``BadFile``."""
    data = [
        row for line, row in enumerate(table.rows[way.begin :], table.first + way.begin) if line not in over
    ]
    found: dict[int, int] = {}
    unknown = []
    for place, meant in way.heads.items():
        if len(meant) != 1 and (is_total(tight(texts[place])) or "序号" in readings(texts[place])):
            continue
        marked = bool(meant) or has_marks(data, place)
        key = next(iter(meant)) if len(meant) == 1 else None
        if marked and not meant:
            key = way.along.agreed(way.heading(place))
        if key in found.values():
            again = next(texts[at] for at, one in found.items() if one == key)
            what = f"是同一条{way.along.noun.label}，"
            raise BadFile(f"表头“{shown(again)}”和“{shown(texts[place])}”{what}", "请并成一列。")
        if key is not None:
            found[place] = key
        elif marked:
            why, hint = way.along.trouble(way.heading(place), meant)
            raise BadFile(f"表头{why}", hint)
        else:
            unknown.append(shown(texts[place]))
    return found, tuple(unknown)


def _down(
    table: RawTable, way: _Way, over: Mapping[int, str]
) -> tuple[list[list[object]], dict[tuple[int, int], int]]:
    """The rows with codes down the side, where a day tells which record is meant; and the places that hold them."""
    rows, places, place = list(table.rows), {}, way.labels[0]
    for at in range(way.begin, len(rows)) if way.down.codes else ():
        row, line = rows[at], table.first + at
        cells = [row[label] if label < len(row) else None for label in way.labels]
        if line in over or all(map(is_blank, cells)):
            continue
        found = way.down.find(cells)
        cell: object = way.down.codes[next(iter(found))] if len(found) == 1 else None
        if cell is None and len(way.labels) > 1:
            cell = Unclear("".join(way.down.trouble(cells, found)).rstrip("。"))
        if cell is not None:
            rows[at] = [*row[:place], *[None] * (place - len(row)), cell, *row[place + 1 :]]
            places[line, place] = place
    return rows, places
