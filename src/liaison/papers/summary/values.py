"""The figures of any period, for a paper that speaks of many: each measured once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from liaison.errors import Refused
from liaison.figures.summary.known import Known, Measured
from liaison.figures.summary.measuring import Summary, beside_previous, figures
from liaison.figures.summary.sayings import in_units, stored
from liaison.figures.summary.sentences import change, shown
from liaison.quantities import Ratio
from liaison.rules import periods
from liaison.rules.summary.amounts import Amount

if TYPE_CHECKING:
    from liaison.rules.periods import Period
    from liaison.store.database import Database


class Values:
    """The figures of a council up to a day."""

    def __init__(self, database: Database, today: date) -> None:
        self._database = database
        self._today = today
        self._summaries: dict[Period, Summary | None] = {}

    def summary(self, period: Period) -> Summary | None:
        """The summary of a period; none of one that has not begun."""
        if period not in self._summaries:
            try:
                span = periods.through(period, self._today)
            except Refused:
                self._summaries[period] = None
            else:
                self._summaries[period] = beside_previous(self._database, span, self._today)
        return self._summaries[period]

    def take(self, summary: Summary) -> Period:
        """Take a summary that is measured otherwise than beside the year before, of a chair's term; its period."""
        self._summaries[summary.period] = summary
        return summary.period

    def value(self, key: str, period: Period) -> Decimal | None:
        """A figure over a period, as people count it; unknown where the records tell of a part of it."""
        summary = self.summary(period)
        known: Known = summary.known(figures()[key], summary.period) if summary else Known(None)
        return None if known.value is None or known.since else in_units(figures()[key].kind, known.value)

    def part(self, key: str, period: Period, part: tuple[str, str]) -> Decimal | None:
        """A part of a figure over a period; unknown where the parts are not all of it."""
        whole, split = self.value(key, period), self.parts(key, part[0], period)
        figure = figures()[key]
        return (
            in_units(figure.kind, split.get(part[1], 0))
            if whole == in_units(figure.kind, sum(split.values()))
            else None
        )

    def parts(self, key: str, by: str, period: Period) -> dict[str | None, int]:
        """What a figure falls into."""
        summary = self.summary(period)
        return figures()[key].parts(self._database, summary.period, by) if summary else {}

    def measured(self, key: str, period: Period) -> Measured | None:
        """A figure over a period beside the one before it."""
        summary = self.summary(period)
        return next((one for one in summary.figures if one.figure.key == key), None) if summary else None

    @staticmethod
    def right(key: str, value: Decimal, amount: Amount) -> str:
        """What would be right instead of an amount: the value written as it is, and in full where that says less."""
        figure = figures()[key]
        if isinstance(figure.kind, Ratio):
            return f"{value:.1f}%"
        full = f"{shown(figure.kind, stored(figure.kind, value))}{figure.unit}"
        like = amount.written(value)
        return full if amount.worth == 1 or like == full else f"{like}（{full}）"

    def changed(self, key: str, period: Period) -> str:
        """比上年增加12场（50.0%）, or what else became of a figure."""
        measured, summary = self.measured(key, period), self.summary(period)
        return (change(measured, summary.before_name) if measured and summary else None) or "没有可比的数"
