"""In what a column of a sheet counts: 万元 in its label, below it, or above the whole table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from liaison.cells import narrow, shown, text_of, tight
from liaison.columns import Column
from liaison.errors import BadFile
from liaison.quantities import WORTH, Money, Number, Ordinal, Whole
from liaison.services.sheets.header_lines import Header, all_in_brackets
from liaison.services.sheets.measures import currency_in, is_abroad, measure_of, obscure_measure, said_of_all
from liaison.tables import RawTable

_BARE = re.compile(r"-? ?[0-9][0-9, ]*(?:\.[0-9]+)?")


def worths(
    table: RawTable, header: Header, placed: dict[int, Column], foot: Iterable[int] = ()
) -> dict[int, str]:
    """By place, what each number of a column is worth where that is not 1; money also where a note says so for the sheet,
    be it above the table or below (``foot``: the sheet's numbers of such rows). Raises ``BadFile`` for a measure of money
    that is not known."""
    found: dict[int, str] = {}
    beside = [*table.rows[: header.begin - header.height], *(table.rows[line - table.first] for line in foot)]
    notes = [tight(cell) for row in beside for cell in row if isinstance(cell, str)]
    said = list(dict.fromkeys(worth for note in notes for worth in said_of_all(note)))
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
            if not own:
                _refuse_obscure(column, texts, said)
        # What the label itself says, be it one by one, goes before what is said of the whole sheet.
        if told := own.worth if own else said[0] if said and isinstance(column.kind, Money) else "":
            found[place] = told
    return found


def _refuse_obscure(column: Column, texts: list[str], said: list[str]) -> None:
    """Refuse amounts of which the sheet says what they count in, but not so that it can be told."""
    unknown = next(filter(None, map(obscure_measure, texts)), "")
    unknown = unknown or next((f"{worth}元" for worth in said if worth and worth not in WORTH), "")
    if unknown:
        raise BadFile(
            f"{column.label}的单位“{shown(unknown)}”看不懂，",
            f"请把{column.label}换算成元或万元、改好表头后再导入。",
        )
    if len(said) > 1:
        listed = "、".join(f"“{worth}元”" for worth in said)
        raise BadFile(
            f"表上对金额的单位有几种说法（{listed}），分不清{column.label}按哪一种，",
            f"请在{column.label}的表头里写明，例如“{column.label}（万元）”。",
        )


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
