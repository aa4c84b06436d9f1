"""In what a column of a sheet counts: 万元 in its label, below it, or above the whole table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from liaison.columns import Column, RawTable
from liaison.kinds import narrow, text_of
from liaison.quantities import Money, Number, Ordinal, Whole
from liaison.services.sheets.header_lines import Header, is_blank

_WORTH = "(百万|千万|[千万亿])"
_LABEL = re.compile(
    rf"[(（\[【]\s*(?:单位[：:]?)?\s*{_WORTH}\s*(?:元|人次|人|次|小时|家|件)?\s*[)）\]】]|{_WORTH}元$"
)
_SHEET = re.compile(rf"(?:金额)?单位[：:]?(?:人民币)?{_WORTH}元")
_BARE = re.compile(r"[-\u2212]?[0-9,]+(?:\.[0-9]+)?")


def worths(table: RawTable, header: Header, placed: dict[int, Column]) -> dict[int, str]:
    """By place, what each number of a column is worth where that is not 1; money also where a note says so for the sheet."""
    found: dict[int, str] = {}
    rows = table.rows[: header.begin]
    whole = next(
        (
            match[1]
            for row in rows
            for cell in row
            if isinstance(cell, str) and (match := _SHEET.search(narrow(cell)))
        ),
        "",
    )
    lines = [*rows[-2 if header.lower else -1 :], *_brackets_below(table.rows[header.begin :])]
    for place, column in placed.items():
        if not isinstance(column.kind, Money | Number | Whole) or isinstance(column.kind, Ordinal):
            continue
        texts = [_at(row, place, spanning=bool(header.lower)) for row in lines]
        told = next((match[1] or match[2] for text in texts if (match := _LABEL.search(text.strip()))), "")
        if told or (whole and isinstance(column.kind, Money)):
            found[place] = told or whole
    return found


def _brackets_below(rows: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    """The row right below the labels if it only holds units of measure in brackets."""
    first = rows[0] if rows else []
    texts = [cell for cell in first if not is_blank(cell)]
    fits = texts and all(
        isinstance(cell, str) and re.fullmatch(r"\s*[(（].*[)）]\s*", cell) for cell in texts
    )
    return [first] if fits else []


def _at(row: Sequence[object], place: int, *, spanning: bool) -> str:
    """The label at a place; of a merged one that spans several columns, the nearest to the left."""
    cells = list(row[: place + 1])
    while spanning and cells and is_blank(cells[-1]):
        cells.pop()
    cell = cells[-1] if cells and (spanning or len(cells) == place + 1) else None
    return cell if isinstance(cell, str) else ""


def worthy(parse: Callable[..., Any], worth: str) -> Callable[..., Any]:
    """How cells of such a column are read: a bare number as so many 万; what has a unit of its own as it stands."""
    if not worth:
        return parse

    def read(raw: Any) -> Any:
        text = narrow(text_of(raw))
        return parse(text + worth) if _BARE.fullmatch(text) else parse(raw)

    return read
