"""In what a column of a sheet counts: 万元 in its label, below it, or above the whole table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from liaison.cells import narrow, text_of
from liaison.columns import Column, RawTable
from liaison.quantities import Money, Number, Ordinal, Whole
from liaison.services.sheets.header_lines import Header, all_in_brackets

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
    below = next(iter(table.rows[header.begin :]), [])
    below = below if all_in_brackets(below) else []
    for place, column in placed.items():
        if not isinstance(column.kind, Money | Number | Whole) or isinstance(column.kind, Ordinal):
            continue
        texts = [*header.cells[place], *(cell for cell in below[place : place + 1] if isinstance(cell, str))]
        told = next((match[1] or match[2] for text in texts if (match := _LABEL.search(text.strip()))), "")
        if told or (whole and isinstance(column.kind, Money)):
            found[place] = told or whole
    return found


def worthy(parse: Callable[..., Any], worth: str) -> Callable[..., Any]:
    """How cells of such a column are read: a bare number as so many 万; what has a unit of its own as it stands."""
    if not worth:
        return parse

    def read(raw: Any) -> Any:
        text = narrow(text_of(raw))
        return parse(text + worth) if _BARE.fullmatch(text) else parse(raw)

    return read
