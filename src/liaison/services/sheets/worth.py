"""In what a column of a sheet counts: 万元 in its label, below it, or above the whole table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from liaison.cells import narrow, shown, text_of, tight
from liaison.columns import Column, RawTable
from liaison.errors import BadFile
from liaison.quantities import Money, Number, Ordinal, Whole
from liaison.services.sheets.header_lines import Header, all_in_brackets
from liaison.services.sheets.measures import currency_in, is_abroad, measure_of

_SHEET = re.compile(r"(?:金额)?单位[：:]?(?:人民币)?(百万|千万|[千万亿])元")
_BARE = re.compile(r"-? ?[0-9][0-9, ]*(?:\.[0-9]+)?")


def worths(table: RawTable, header: Header, placed: dict[int, Column]) -> dict[int, str]:
    """By place, what each number of a column is worth where that is not 1; money also where a note says so for the sheet."""
    found: dict[int, str] = {}
    notes = [
        tight(cell)
        for row in table.rows[: header.begin]
        for cell in row
        if isinstance(cell, str) and "单位" in cell
    ]
    whole = next((match[1] for note in notes if (match := _SHEET.search(note))), "")
    abroad = next(filter(is_abroad, notes), "")
    below = next(iter(table.rows[header.begin :]), [])
    below = below if all_in_brackets(below) else []
    for place, column in placed.items():
        if not isinstance(column.kind, Money | Number | Whole) or isinstance(column.kind, Ordinal):
            continue
        texts = [*header.cells[place], *(cell for cell in below[place : place + 1] if isinstance(cell, str))]
        own = next(filter(None, map(measure_of, reversed(texts))), None)
        if isinstance(column.kind, Money):
            _refuse_abroad(column, [*texts, *([] if own else [abroad])])
        # What the label itself says, be it one by one, goes before what is said of the whole sheet.
        if told := own.worth if own else whole if isinstance(column.kind, Money) else "":
            found[place] = told
    return found


def _refuse_abroad(column: Column, texts: list[str]) -> None:
    """Refuse amounts of another currency: nobody can tell what they were worth here."""
    for text in texts:
        if currency := currency_in(text):
            raise BadFile(
                f"“{shown(text)}”说{column.label}是按{currency}计的，这里只记人民币，",
                "请折算成人民币、改好表头后再导入。",
            )


def worthy(parse: Callable[..., Any], worth: str) -> Callable[..., Any]:
    """How cells of such a column are read: a bare number as so many 万; what has a unit of its own as it stands."""
    if not worth:
        return parse

    def read(raw: Any) -> Any:
        text = narrow(text_of(raw))
        return parse(text + worth) if _BARE.fullmatch(text) else parse(raw)

    return read
