"""What a noun brings into a summary beside its figures: lists of the period, and sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.columns import Column, Noun, Record
from liaison.rules.periods import Period
from liaison.store.database import Database

if TYPE_CHECKING:
    from liaison.figures.summary.measuring import Summary

Rows = Mapping[str, list[Record]]
"""The rows of all sections of a summary, by the sections' keys."""


class Chart(NamedTuple):
    """What is drawn of a section: the column of names, and for each series its label, its column and its unit.

    The first series are bars; with ``line`` the last one is a line over them. ``rows`` of the sheet are kept free for it,
    ``lying`` bars lie; in the ``overview`` it is drawn too.
    """

    title: str
    names: str
    series: tuple[tuple[str, str, str], ...]
    rows: int = 15
    line: bool = False
    lying: bool = False
    overview: bool = False


class Section(NamedTuple):
    """A list of a summary: ``ask`` answers with its rows, in stored values, ``columns`` describe them.

    On the screen it stands under ``title`` (where it has one; columns in ``spare`` go first where there is no room), in the
    JSON at ``path`` (keys parted by dots) with ``json_columns``, in the workbook on the sheet of that name (``sheet``), under
    ``heading`` where several share one, from a ``new_page`` on; the sheet is headed ``sheet_title``. An empty ``title``,
    ``path`` or ``sheet`` leaves it out there. ``more`` are keys of its rows that are shown besides the columns. ``early`` ones come first in the JSON. ``dense`` says that there are rows for
    nothing too, ``moving`` that the sheet shows only those in which something adds up; ``money`` that the sheet says what
    the ledger is; ``if_any`` that it is shown only where it has rows. A council that has no record of ``noun`` at all is shown nothing of it, but for an empty list in the JSON. What is not drawn as a plain list is drawn by ``papers/<area>/<noun>.py``.
    """

    key: str
    columns: tuple[Column, ...]
    ask: Callable[[Database, Period], list[Record]]
    title: str = ""
    path: str = ""
    sheet: str = ""
    sheet_title: str = ""
    heading: str = ""
    chart: Chart | None = None
    json_columns: tuple[Column, ...] = ()
    spare: tuple[str, ...] = ()
    early: bool = False
    dense: bool = False
    moving: bool = False
    money: bool = False
    new_page: bool = False
    if_any: bool = False
    more: tuple[str, ...] = ()
    noun: Noun | None = None

    @property
    def sums(self) -> tuple[str, ...]:
        """The keys of the columns that add up."""
        return tuple(column.key for column in self.columns if column.adds)

    def listed(self, rows: list[Record]) -> list[Record]:
        """Those of its rows that its list shows."""
        return self._moved(rows) if self.moving else rows

    def can_be_drawn(self, rows: list[Record]) -> bool:
        """Whether its rows have anything to draw: a single bar tells nothing that its number does not."""
        return len(self._moved(rows) if self.dense else rows) > 1

    def _moved(self, rows: list[Record]) -> list[Record]:
        """The rows in which something adds up."""
        return [row for row in rows if any(row[key] for key in self.sums)]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a summary by the key of its text in ``summary.toml``.

    ``values`` gives what the text speaks of beside the figures, ``None`` for what is not known; each figure is there by its
    key, and as ``<key>_change`` what has become of it since the period before. A sentence of something wrong may be told to
    be ``clear`` of it where nothing was found and that is ``known``.
    """

    key: str
    values: Callable[[Summary, Rows], Mapping[str, str | None]] = field(default=lambda _summary, _rows: {})
    clear: str = ""
    known: Callable[[Summary, Rows], bool] = field(default=lambda _summary, _rows: False)


def days(period: Period) -> dict[str, Any]:
    """The first and last day of a period, as queries take them."""
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}
