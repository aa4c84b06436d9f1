"""How papers draw what is no plain list: told beside the other papers of the noun, and found by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.columns import Column, Record
from liaison.figures.section import Chart
from liaison.nouns.registry import exported

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content


class List(NamedTuple):
    """What a page lists: its ``title``, the rows and the columns that describe them, how they are drawn, and a ``note`` above."""

    title: str
    columns: Sequence[Column]
    rows: list[Record]
    chart: Chart | None = None
    note: str = ""


class Drawing(NamedTuple):
    """How the section of that key is drawn.

    ``screen`` gives the lines of one record in so many columns, ``page`` what a page lists of it beside the section's own columns,
    ``as_json`` the record as JSON. In the workbook ``sheet`` fills
    the section's page, and ``after`` adds sheets behind it.
    """

    section: str
    screen: Callable[[Record, int], Iterator[str]]
    page: Callable[[Record], Iterator[List]]
    as_json: Callable[[Record], Record]
    sheet: Callable[[Any, Content], None]
    after: Callable[[Any, Content], None]


@cache
def drawings() -> dict[str, Drawing]:
    """The drawings of ``DRAWINGS`` in ``papers/<area>/<noun>.py``, by section."""
    return {one.section: one for one in exported("papers", "DRAWINGS")}
