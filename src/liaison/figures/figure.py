"""What a figure is: a definition, the relation that holds its rows, and the aggregate over that relation.

A relation is a SELECT with ``:from`` and ``:to`` (the period's first and last day) and, where asked for, ``:before``
(the day before the first). The value is an aggregate over the same relation that a trace lists, so that a figure cannot
part from its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from liaison.columns import Column, Record
from liaison.kinds import Kind
from liaison.rules.periods import Period
from liaison.store.database import Database

AFTER = "，"
"""How a way to say a figure begins that is understood only in a sentence that speaks of such figures."""


class Figure(NamedTuple):
    """One figure of a summary, by its Chinese name ``label``.

    Where its rows name other records by number, ``named`` is the SELECT over ``({})`` that a trace shows them by: names are
    looked up for a reader, not for an aggregate. ``adds`` tells whether years add up, so that it can be given since the
    founding; a ``silent`` one is not spoken of where it is zero; one shown ``if_any`` stands in no table then.
    ``split`` tells by what its value falls into parts that add up to it, the most telling first: each of ``SPLITS`` with the
    SQL of a row's part, over the rows as a trace shows them; a share or a mean falls into none. ``given`` tells what else the
    relation takes. ``said`` are the other ways in which papers say it, ``#`` where the number stands: 举办#; one that begins with
    ``AFTER`` only behind another of its sentence; ``{kind}`` stands for each part by that split.
    """

    key: str
    label: str
    unit: str
    kind: Kind
    definition: str
    relation: str
    value: str
    columns: tuple[Column, ...]
    adds: bool = False
    order: str = "1"
    silent: bool = False
    if_any: bool = False
    named: str = "SELECT * FROM ({}) AS r"
    split: tuple[tuple[str, str], ...] = ()
    given: Callable[[Database, Period], Record] | None = None
    said: tuple[str, ...] = ()

    def measure(self, database: Database, period: Period) -> int | None:
        """The value over a period, as its kind stores it."""
        found = database.value(
            f"SELECT {self.value} FROM ({self.relation}) AS r", **self._bound(database, period)
        )
        return None if found is None else int(found)

    def trace(self, database: Database, period: Period) -> list[Record]:
        """Exactly the rows the value is made of."""
        sql = f"{self.named.format(self.relation)} ORDER BY {self.order}"
        return database.records(sql, **self._bound(database, period))

    def parts(self, database: Database, period: Period, by: str) -> dict[str | None, int]:
        """What each part of the value over a period comes to."""
        sql = (
            f"SELECT {dict(self.split)[by]} AS part, {self.value} AS amount "
            f"FROM ({self.named.format(self.relation)}) AS r GROUP BY 1"
        )
        return dict(database.tuples(sql, **self._bound(database, period)))

    def _bound(self, database: Database, period: Period) -> dict[str, Any]:
        """What the relation takes."""
        given = self.given(database, period) if self.given else {}
        return _within(self.relation, _days(period) | given)


SPLITS = {
    "unit": "单位",
    "kind": "类别",
    "month": "月份",
    "project": "项目",
    "fund": "专项",
    "level": "级别",
    "status": "状态",
}
"""By what figures are split, and what that is called."""


def month(day: str) -> str:
    """The SQL of the month in which a day lies, as YYYY-MM."""
    return f"substr({day}, 1, 7)"


def _within(relation: str, values: dict[str, Any]) -> dict[str, Any]:
    """Those of some values that a relation takes."""
    return {name: value for name, value in values.items() if f":{name}" in relation}


def _days(period: Period) -> dict[str, Any]:
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "before": _eve(period.start),
        "eve": _eve(period.end),
    }


def _eve(day: date) -> str:
    return (day - timedelta(days=1)).isoformat() if day > date.min else day.isoformat()


def total(column: str) -> str:
    """The aggregate that adds up a column, zero where there are no rows."""
    return f"CAST(COALESCE(sum({column}), 0) AS BIGINT)"


def share(part: str, whole: str) -> str:
    """The aggregate that divides one sum by another, in ten-thousandths, half away from zero; unknown unless there is a whole."""
    part, whole = (f"CAST({amount} AS BIGINT)" for amount in (part, whole))
    half_up = f"(20000 * abs({part}) + {whole}) / (2 * {whole})"
    return f"CASE WHEN {whole} > 0 THEN CASE WHEN {part} < 0 THEN -({half_up}) ELSE {half_up} END END"


def mean(part: str, whole: str) -> str:
    """The aggregate that gives a mean to one decimal, in ten-thousandths, half up; unknown where there is nothing to divide by.

    Neither is below zero.
    """
    part, whole = (f"CAST({amount} AS BIGINT)" for amount in (part, whole))
    return f"CASE WHEN {whole} > 0 THEN (20 * {part} + {whole}) / (2 * {whole}) * 1000 END"


def until(period: Period) -> Period:
    """Everything up to the end of a period: what is summed since the founding."""
    return Period(date(1900, 1, 1), period.end, "累计")
