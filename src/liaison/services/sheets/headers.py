"""Which noun a sheet holds, and which of its columns is which, wherever on the sheet the table stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from liaison.cells import shown
from liaison.columns import Column, Noun
from liaison.kinds import masked
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import FARTHEST_ROW, SEARCHED_ROWS, Header, header_lines, is_blank
from liaison.services.sheets.headings import Headings, names_of
from liaison.services.sheets.marks import HEADING, Edition
from liaison.services.sheets.passing_over import FOOT, is_note, is_section, passed_over
from liaison.services.sheets.shapes.recognising import recognise
from liaison.services.sheets.shapes.stood import NOWHERE_ELSE, Stood
from liaison.services.sheets.unheaded import unheaded
from liaison.services.sheets.worth import worths
from liaison.shapes import Shape
from liaison.tables import RawTable

_BARE_CODE = match_key("编号")
_HELD = 8
"""Cells of a row that are quoted."""


@dataclass(frozen=True)
class Placed:
    """A table whose header has been recognised: where each column stands, where the data begin, which rows are no data.

    ``mark`` is the place of the hidden column of a sheet that went out from here, ``edition`` what it says; ``line`` is
    the header as one text, ``meant`` the labels that were read as they had been explained; ``worth`` says by place in what
    a column counts, where that is not one by one (万, of a column 预算（万元）); ``bare_code`` is the place of a code that is
    headed 编号 and no more, which may be a running number. ``preset`` are the slots that the sheet lacks and that were told
    for all its rows: new records have them, those that are there already keep their own. ``unheaded`` are the letters of
    columns that hold values and have no heading. ``shapes`` are those of the sheet; ``header`` is what they are read by, and
    ``stood`` where their cells stood before.
    """

    noun: Noun
    table: RawTable
    columns: dict[int, Column]
    begin: int
    unknown: tuple[str, ...]
    passed_over: dict[int, str] = field(default_factory=dict)
    mark: int | None = None
    edition: Edition | None = None
    line: str = ""
    meant: dict[str, str] = field(default_factory=dict)
    worth: dict[int, str] = field(default_factory=dict)
    bare_code: int | None = None
    preset: frozenset[str] = frozenset()
    unheaded: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    header: Header | None = None
    stood: Stood = NOWHERE_ELSE

    @property
    def has_rows(self) -> bool:
        """Whether any row is data."""
        first = self.table.first
        lines = enumerate(self.table.rows[self.begin :], start=first + self.begin)
        return any(line not in self.passed_over and not all(map(is_blank, row)) for line, row in lines)


@dataclass(frozen=True)
class Misplaced:
    """A table that is none of the nouns: why, and what may help; ``lacks`` are the labels of the missing columns, if each may
    be one for all rows; ``shaped`` tells that its header is known as that of another shape."""

    reason: str
    detail: str
    lacks: tuple[str, ...] = ()
    shaped: bool = False


def _match(noun: Noun, labels: list[tuple[str, ...]], meant: dict[str, Column]) -> dict[int, Column]:
    """The column at each position: as explained, then exact labels, then synonyms in their order; each column once.

    A column that may stand instead of another does so where nothing else is that one.
    """
    placed: dict[int, Column] = {}
    taken: set[str] = set()
    there = {key for label in labels for key in label}
    names = names_of(noun)
    told = {meant[key].key for key in there if key in meant}
    passed = {
        column.key
        for column in noun.sheet
        if (other := column.instead_of)
        and other not in told
        and there.isdisjoint(set(names[other]).difference(names[column.key]))
    }
    for position, label in enumerate(labels):
        column = next((meant[key] for key in label if key in meant), None)
        if column and column.key in passed:
            column = noun[column.instead_of]
        if column and column.key not in taken:
            placed[position] = column
            taken.add(column.key)
    for rank in range(max(map(len, names.values()))):
        for column in noun.sheet:
            if column.key in taken or column.key in passed or rank >= len(names[column.key]):
                continue
            wanted = names[column.key][rank]
            if wanted not in there:
                continue
            position = next((i for i, label in enumerate(labels) if i not in placed and wanted in label), -1)
            if position >= 0:
                placed[position] = column
                taken.add(column.key)
    return placed


def _swallows_data(noun: Noun, header: Header) -> bool:
    """Whether the lower of two lines is a row of data: it fills most columns that the upper line names alone."""
    named = _match(noun, header.upper, {})
    filled = sum(not is_blank(cell) for place, cell in enumerate(header.lower) if place in named)
    return filled * 2 > len(named)


@dataclass(frozen=True)
class _Found:
    """A header with its noun, where its columns stand, and the shapes that it has."""

    noun: Noun
    placed: dict[int, Column]
    header: Header
    shapes: tuple[Shape, ...]

    def missing(self, given: Collection[str]) -> list[Column]:
        """The columns that are required and are not there."""
        there = {column.key for column in self.placed.values()}
        there |= {key for shape in self.shapes for key in shape.makes}.union(given)
        if any(text.startswith(f"{HEADING} {self.noun.mark}-") for text in self.header.texts):
            return []  # its rows are records on record
        return [column for column in self.noun.sheet if column.required and column.key not in there]


def _tells_apart(noun: Noun, column: Column) -> bool:
    """Whether records are known by that column, so that it cannot be one for all rows."""
    return column.key == noun.named or any(column.key in way for way in noun.identity)


def place(
    table: RawTable,
    nouns: tuple[Noun, ...],
    given: Collection[str] = (),
    headings: Headings | None = None,
) -> Placed | Misplaced:
    """Recognise a table as one of the nouns, by the header that fits best; else say what is missing.

    ``given`` are the keys of columns the command line has told already. A sheet that went out from here says what it is.
    """
    headings = headings or Headings()
    edition = edition_of(table)
    likely = tuple(noun for noun in nouns if edition and noun.mark == edition.noun) or nouns
    found = None
    if edition:
        line = heading_row(table)
        found = _best(table, likely, given, headings, header_lines(table, line, line + 1))
    if found is None or found.missing(given):
        found = _best(table, likely, given, headings, header_lines(table))
    if found is None or found.missing(given):
        below = _best(table, likely, given, headings, header_lines(table, SEARCHED_ROWS, FARTHEST_ROW))
        if below and not (found and below.missing(given)):
            found = below
    if found is None:
        wanted = "、".join(column.label + "★" * column.required for column in nouns[0].sheet)
        return Misplaced(
            "没有找到表头",
            f'{_looked_at(table)}，应有：{wanted}；表头写法不同的，可加 --map "表头=列名" 指明',
        )
    noun, placed, header = found.noun, found.placed, found.header
    unknown = tuple(
        text
        for place, (text, labels) in enumerate(zip(header.texts, header.labels, strict=True))
        if place not in placed and labels and text and not text.startswith(HEADING) and "序号" not in labels
    )
    if missing := found.missing(given):
        same = tuple(column.label for column in missing if not _tells_apart(noun, column))
        told = f"；各行都一样的，可加 --set {same[0]}=… 写明" if same else ""
        near = headings.nearest(noun, unknown, placed.values())
        return Misplaced(
            f"缺少必填的列：{'、'.join(column.label for column in missing)}",
            f"（按“{noun.label}”的表头来看{f'；没认出的列：{near}' if near else ''}{told}）",
            same if len(same) == len(missing) else (),
            bool(found.shapes),
        )
    mark = next((place for place, text in enumerate(header.texts) if text.startswith(HEADING)), None)
    passed = passed_over(table, header, placed, mark)
    return Placed(
        noun,
        table,
        placed,
        header.begin,
        unknown,
        passed,
        mark,
        edition if edition and edition.noun == noun.mark else None,
        header.line,
        headings.used(noun, header.line, header.labels, placed),
        worths(table, header, placed, [line for line, why in passed.items() if why == FOOT]),
        next((p for p, c in placed.items() if c.key == "code" and _BARE_CODE in header.labels[p]), None),
        unheaded=unheaded(table, header, placed, passed),
        shapes=found.shapes,
        header=header,
    )


def _best(
    table: RawTable,
    nouns: tuple[Noun, ...],
    given: Collection[str],
    headings: Headings,
    lines: Iterable[Header],
) -> _Found | None:
    """The header that fits best, with its noun and where its columns stand."""
    best: tuple[bool, int, bool, int, bool, int] = (False, 0, True, 0, True, 0)
    found: _Found | None = None
    for header in lines:
        if not header.lower and (is_section(row := table.rows[header.begin - 1]) or is_note(row)):
            continue
        for rank, noun in enumerate(nouns):
            placed = _match(noun, header.labels, headings.meaning(noun, header.line))
            placed, shapes = recognise(noun, header, placed, given, table.rows)
            one = _Found(noun, placed, header, shapes)
            complete = not one.missing(given)
            named = complete and match_key(table.name) == match_key(noun.label)
            score = (named, len(placed), complete, -rank, not header.lower, -header.begin)
            if placed and score > best and not _swallows_data(noun, header):
                best, found = score, one
    return found


def _looked_at(table: RawTable) -> str:
    """The row that looks most like a header, and what it holds."""
    top = table.rows[:FARTHEST_ROW]
    texts = [[cell for cell in row if isinstance(cell, str) and cell.strip()] for row in top]
    best = max(range(len(top)), key=lambda number: len(texts[number]))
    if not texts[best]:
        return f"（前 {len(top)} 行里没有文字）"
    held = "、".join(masked(shown(text)) for text in texts[best][:_HELD]) + (
        "等" if len(texts[best]) > _HELD else ""
    )
    return f"（最像表头的是第 {table.first + best} 行：{held}）"


def edition_of(table: RawTable) -> Edition | None:
    """What the heading of a hidden column says, if the sheet went out from here."""
    return next((Edition.read(cell) for row in table.rows[:SEARCHED_ROWS] if (cell := heading_in(row))), None)


def heading_row(table: RawTable) -> int:
    """Where the row with that heading stands, in a table that has an edition."""
    return next(place for place, row in enumerate(table.rows) if heading_in(row))


def heading_in(row: Sequence[object]) -> str:
    """The heading of a hidden column in a row."""
    return next((cell for cell in row if isinstance(cell, str) and cell.startswith(HEADING)), "")
