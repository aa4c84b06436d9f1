"""A sheet with one record down the side, another along the top, and a mark where they meet: 单位 × 活动, with √."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from liaison.cells import Lost, shown, text_of, tight
from liaison.columns import Noun, RawTable
from liaison.errors import BadFile
from liaison.kinds import Kind, Misread, Ref
from liaison.nouns.registry import NOUNS
from liaison.quantities import Day
from liaison.queries.records import stream
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import SEARCHED_ROWS, Header, is_blank, readings
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.headings import names_of
from liaison.services.sheets.passing_over import is_total, passed_over
from liaison.services.sheets.shapes.stood import Stood
from liaison.services.sheets.twins import listed
from liaison.services.writing.work import Work
from liaison.shapes import Crossed

_TICKS = "√ ✓ ✔ ☑ ■ ● v y yes 是 有 对 到 参加 已参加 参与 出席 已出席 到会 已到"
_CROSSES = "× ✗ ✘ ✖ x n no 否 无 不 没 没有 未 缺 缺席 缺勤 请假 未参加 没参加 不参加 未参与 未出席 未到 未到会 □ ☐ / - — –"
_THERE, _ABSENT = frozenset(_TICKS.split()), frozenset(_CROSSES.split())
_CORNER = re.compile(r"[\\＼/／|｜、\s]+")
_DATED = re.compile(
    r"(?:(?P<year>[0-9]{4})\s?[-./年]\s?(?=[0-9]{1,2}\s?[-./月]))?"
    r"(?P<month>[0-9]{1,2})\s?(?:月\s?|(?<=[-./][0-9])[-./]|(?<=[-./][0-9]{2})[-./])(?P<day>[0-9]{1,2})[日号]?"
)
"""A day beside a name: 2023-03-04, 2023年3月4日, 3月4日."""
_day = Day()


ABSENT = -1
"""What a cell says that is blank or crossed out."""


def there(raw: Any, counts: Kind) -> int | None:
    """What a cell says of taking part: how many, ``None`` where only that it was so, ``ABSENT`` where not.

    Raises ``Misread``.
    """
    if raw is True or raw is False:
        return None if raw else ABSENT
    text = tight(text_of(raw)).lower()
    is_lost = isinstance(raw, Lost)
    if text in _THERE:
        return None
    if not is_lost and (not text or text in _ABSENT):
        return ABSENT
    try:
        number: int = counts.parse(raw)
    except Misread as error:
        if is_lost or any(map(str.isdigit, text)):
            raise
        raise Misread(f"“{shown(raw)}”看不出有没有参加，请填√、×或人数") from error
    return number


class _Records:
    """The records that headings may mean: by code or name, by their day where no other has it."""

    def __init__(self, work: Work, noun: Noun) -> None:
        self.noun, self.index = noun, work.index(noun.name)
        self.days: dict[int, str] = {}
        if noun.dated:
            self.days = {one["id"]: one[noun.dated[0]] or "" for one in stream(work.database, noun)}

    def find(self, cells: Sequence[object]) -> set[int]:
        """The records that all cells of a heading fit; none where one of them fits none."""
        found: set[int] | None = None
        for cell in cells:
            if not is_blank(cell):
                fitting = self._find(cell)
                found = fitting if found is None else found & fitting
        return found or set()

    def _find(self, cell: object) -> set[int]:
        """The records that a cell names, or that it names and that are of the day that stands beside the name."""
        if (found := self._one(cell)) or not isinstance(cell, str) or not (match := _DATED.search(cell)):
            return found
        year = f"{match['year']}-" if match["year"] else ""
        day = f"{year}{int(match['month']):02d}-{int(match['day']):02d}"
        name = cell[: match.start()] + cell[match.end() :]  # marks and brackets say nothing in a name
        return {key for key in self._one(name) if self.days.get(key, "").endswith(day)}

    def _one(self, cell: object) -> set[int]:
        text = text_of(cell)
        if holders := self.index.holders(text):
            return set(holders)
        if self.noun.loose and isinstance(cell, str) and len(nearly := self.index.nearly(text)) == 1:
            return nearly
        try:
            day = _day.parse(cell) if self.days else None
        except Misread:
            return set()
        return {key for key, one in self.days.items() if one == day}

    def trouble(self, cells: Sequence[object], found: set[int]) -> BadFile:
        """Why a heading means no one record."""
        text = " ".join(text_of(cell) for cell in cells if not is_blank(cell))
        label = self.noun.label
        if found:
            listed = "、".join(sorted(self.index.labels[key] for key in found))
            return BadFile(f"表头“{shown(text)}”对应 {len(found)} 条{label}：{listed}，", "请改写编号。")
        near = self.index.similar(text)
        hint = (
            f"相近的有：{'、'.join(near)}，请改写编号或全名。" if near else "请先登记，或改写为编号或全名。"
        )
        return BadFile(f"表头“{shown(text)}”没有找到对应的{label}，", hint)


@dataclass(frozen=True)
class _Crossing:
    """A way to read a sheet: what goes down the side at which place, and what each heading along the top may mean."""

    side: str
    top: str
    place: int
    begin: int
    cells: tuple[Sequence[object], ...]
    heads: dict[int, set[int]]

    @property
    def fitting(self) -> tuple[int, int]:
        """How many headings mean one record, and how many mean any."""
        return sum(len(found) == 1 for found in self.heads.values()), sum(map(bool, self.heads.values()))

    def heading(self, place: int) -> list[object]:
        """The cells of a heading, from above."""
        return [row[place] if place < len(row) else None for row in self.cells]


def across(work: Work, nouns: Sequence[Noun], table: RawTable) -> tuple[Placed, str] | None:
    """A table that is set out crosswise, and what is to be said of it; nothing where it is not.

    Raises ``BadFile`` where a heading with marks below it means no one record.
    """
    for noun in nouns:
        for shape in noun.shapes:
            if isinstance(shape, Crossed):
                ways = list(_ways(work, noun, shape, table))
                best = max(ways, key=lambda way: (way.fitting, -len(way.cells), -way.begin), default=None)
                if best and any(best.fitting):
                    return _placed(work, noun, shape, table, best)
    return None


def _ways(work: Work, noun: Noun, shape: Crossed, table: RawTable) -> Iterator[_Crossing]:
    """Every way to read the rows at the top as headings."""
    known: dict[str, _Records] = {}
    rows = table.rows
    for number in range(min(len(rows), SEARCHED_ROWS)):
        for height in (1, 2):
            cells = tuple(rows[number : number + height])
            for side, top in ((shape.one, shape.other), (shape.other, shape.one)):
                place = next((p for p, cell in _cells(cells) if _names(noun, side, top, cell)), None)
                if place is None or len(cells) < height:
                    continue
                kind = noun[top].kind
                assert isinstance(kind, Ref)
                records = known.setdefault(top, _Records(work, NOUNS[kind.noun]))
                way = _Crossing(side, top, place, number + height, cells, {})
                for at in range(place + 1, max(map(len, cells))):
                    if not all(map(is_blank, heading := way.heading(at))):
                        way.heads[at] = records.find(heading)
                yield way


def _cells(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, str]]:
    for row in rows:
        yield from ((place, cell) for place, cell in enumerate(row) if isinstance(cell, str))


def _names(noun: Noun, side: str, top: str, cell: str) -> bool:
    """Whether a label names the column down the side, or both, as in the corner: 单位＼活动."""
    names = names_of(noun)
    if set(readings(cell)) & set(names[side]):
        return True
    parts = {match_key(part) for part in _CORNER.split(cell) if part}
    return len(parts) > 1 and parts <= {*names[side], *names[top]}


def _placed(work: Work, noun: Noun, shape: Crossed, table: RawTable, way: _Crossing) -> tuple[Placed, str]:
    texts = [
        "".join(text_of(cell) for cell in way.heading(place)) for place in range(max(map(len, way.cells)))
    ]
    labels = [readings(text) for text in texts]
    header = Header(texts, labels, [(text,) for text in texts], way.begin)
    counts = noun[shape.counts]
    heads = {place: replace(counts, label=shown(texts[place])) for place in way.heads}
    columns = {way.place: noun[way.side]}
    over = passed_over(table, header, columns | heads)
    kind = noun[way.top].kind
    assert isinstance(kind, Ref)
    records = _Records(work, NOUNS[kind.noun])
    data = [
        row for line, row in enumerate(table.rows[way.begin :], table.first + way.begin) if line not in over
    ]
    one_by_place: dict[int, int] = {}
    unknown = []
    for place, found in way.heads.items():
        if len(found) == 1:
            one_by_place[place] = next(iter(found))
        elif is_total(tight(texts[place])) or "序号" in labels[place]:
            continue
        elif found or _has_marks(data, place):
            raise records.trouble(way.heading(place), found)
        else:
            unknown.append(shown(texts[place]))
    if doubled := [
        place for place, key in one_by_place.items() if list(one_by_place.values()).count(key) > 1
    ]:
        raise BadFile(
            f"表头“{shown(texts[doubled[0]])}”和“{shown(texts[doubled[1]])}”是同一条{records.noun.label}，",
            "请并成一列。",
        )
    columns |= {place: heads[place] for place in one_by_place}
    stood = Stood(table, {}, {}, one_by_place, way.side, way.top, shape.counts)
    side, top = noun[way.side].label, noun[way.top].label
    said = (
        f"工作表“{table.name}”按{side}与{top}的对照表读：打√的是参加，{counts.label}不详；"
        f"填数字的，数字是{counts.label}；空着和打×的没有登记。"
    )
    placed = Placed(
        noun, table, columns, way.begin, tuple(unknown), over, line=header.line, header=header, stood=stood
    )
    return placed, said


def uncrossed(placed: Placed) -> Placed:
    """A table set out crosswise with the columns that are read as columns: what stands along the top is read apart."""
    columns = {place: column for place, column in placed.columns.items() if place not in placed.stood.across}
    return replace(placed, columns=columns)


def _has_marks(rows: Sequence[Sequence[object]], place: int) -> bool:
    return any(place < len(row) and tight(text_of(row[place])).lower() in _THERE for row in rows)


def warn_of_stored(work: Work, placed: Placed, crossed_out: Mapping[int | None, Mapping[int, int]]) -> None:
    """Say where a cell is crossed out though the record is there: ``crossed_out`` has the line by side and top."""
    noun, stood = placed.noun, placed.stood
    side, top = noun[stood.side].slot, noun[stood.crossed]
    listed_keys = ", ".join(map(str, stood.across.values()))
    lines = {
        line
        for record in stream(work.database, noun, f"t.{top.store} IN ({listed_keys})")
        if (line := crossed_out.get(record[side], {}).get(record[top.slot]))
    }
    if lines:
        work.warn(
            f"工作表“{placed.table.name}”第 {listed(sorted(lines))} 行打×的，库中已有登记，没有删除，请核对。"
        )
