"""The summary of any period: its figures beside those of the period before, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from liaison.columns import Record
from liaison.errors import NotFound
from liaison.figures.figure import Figure, until
from liaison.nouns.registry import exported
from liaison.quantities import Money, Ratio, Whole
from liaison.queries.council.chair import terms_of_area
from liaison.queries.council.council import the_council
from liaison.rules import periods
from liaison.rules.periods import Period
from liaison.store.database import Database

YEARS_SIDE_BY_SIDE = 5


@dataclass(frozen=True)
class Measured:
    """A figure's value with the one before it: stored values, unknown is ``None``.

    ``source`` says where the previous value comes from when it is not in the records; ``since`` is the sum since the
    founding for what adds up; ``years`` the value of each of the last years, oldest first.
    """

    figure: Figure
    value: int | None
    previous: int | None
    source: str
    since: int | None
    years: tuple[tuple[int, int | None], ...]

    @property
    def difference(self) -> int | None:
        """How much more it is than before, as its kind stores it; unknown where either is."""
        if self.value is None or self.previous is None:
            return None
        return self.value - self.previous

    @property
    def growth(self) -> Growth | None:
        """The difference beside the value before. Of a ratio, and on a base of nothing, below nothing, or under a twentieth
        of the value, it would tell a leader nothing: there is none."""
        if self.value is None or self.previous is None or isinstance(self.figure.kind, Ratio):
            return None
        if self.previous <= 0 or 20 * self.previous < abs(self.value):
            return None
        return Growth(self.value - self.previous, self.previous)


class Growth(NamedTuple):
    """A difference as a share of the value before it, a positive one."""

    difference: int
    base: int

    @property
    def in_times(self) -> bool:
        """Whether it is told in 倍, as offices do above tenfold."""
        return abs(self.difference) > 10 * self.base

    @property
    def told(self) -> str:
        """The share without its sign, to one decimal, half up: 8.3% or 11.5倍."""
        scale, unit = (10, "倍") if self.in_times else (1000, "%")
        tenths = (2 * scale * abs(self.difference) + self.base) // (2 * self.base)
        return f"{tenths // 10:,}.{tenths % 10}{unit}"


@cache
def figures() -> dict[str, Figure]:
    """Every figure by key, in the order of the summary: noun by noun."""
    return {figure.key: figure for figure in exported("figures", "FIGURES")}


@dataclass
class Summary:
    """The figures of one period of one council."""

    database: Database
    period: Period
    before: Period | None
    before_name: str = "上年同期"
    council: Record = field(init=False)
    _cache: dict[tuple[str, Period], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.council = the_council(self.database)
        self._published = {
            (year, label): value
            for year, label, value in self.database.tuples("SELECT year, figure, value FROM published")
        }

    @cached_property
    def figures(self) -> list[Measured]:
        """All figures, measured."""
        return [self._measured(figure) for figure in figures().values()]

    def value(self, key: str) -> int | None:
        """One figure's value over the period."""
        return self._own(figures()[key])[0]

    def _own(self, figure: Figure) -> tuple[int | None, str]:
        """The value of the period itself: known unless it ended before the records begin, then as it was published."""
        if self.is_recorded:
            return self._value(figure, self.period), ""
        return self._as_published(figure, self.period)

    @property
    def is_recorded(self) -> bool:
        """Whether the records tell of the period, or at least of its end."""
        begin = self.council["records_from"]
        return not begin or self.period.end.isoformat() >= begin or self.reaches(self.period)

    def _measured(self, figure: Figure) -> Measured:
        previous, source = self._previous(figure, self.before)
        value, _source = self._own(figure)
        since = self._value(figure, until(self.period)) if figure.adds and self.is_recorded else None
        last = self.period.end.year
        years = tuple(
            (year, value if year == self.period.whole_year else self._previous(figure, periods.year(year))[0])
            for year in range(max(1900, last - YEARS_SIDE_BY_SIDE + 1), last + 1)
        )
        return Measured(figure, value, previous, source, since, years)

    def _previous(self, figure: Figure, period: Period | None) -> tuple[int | None, str]:
        """The value of another period: from the records where they reach, else as it was published, else unknown."""
        if period is None:
            return None, ""
        if self.reaches(period):
            return self._value(figure, period), ""
        return self._as_published(figure, period)

    def _as_published(self, figure: Figure, period: Period) -> tuple[int | None, str]:
        """The value that was published for a whole year, and where it comes from; unknown for anything else."""
        published = self._published.get((period.whole_year, figure.label))
        if published is None or not period.complete:
            return None, ""
        return _in_kind_of(figure, published), "已公布数"

    def reaches(self, period: Period) -> bool:
        """Whether the records tell of a whole period; before the founding and before records-from nothing is known."""
        founded, begin = self.council["founded"], self.council["records_from"]
        if founded and period.end.isoformat() < founded:
            return False
        return not begin or period.start.isoformat() >= begin or bool(founded and begin <= founded)

    def _value(self, figure: Figure, period: Period) -> int | None:
        key = (figure.key, period)
        if key not in self._cache:
            self._cache[key] = figure.measure(self.database, period)
        return self._cache[key]

    def trace(self, key: str) -> tuple[Figure, int | None, list[Record]]:
        """A figure, its value, and exactly the rows that make it up. Raises ``NotFound``."""
        every = figures()
        figure = every.get(key) or next((one for one in every.values() if one.label == key), None)
        if figure is None:
            raise NotFound(f"没有指标“{key}”，", f"可选：{'、'.join(every)}。")
        rows = figure.trace(self.database, self.period) if self.is_recorded else []
        return figure, self._own(figure)[0], rows


def _in_kind_of(figure: Figure, published: int) -> int:
    """A published value (ten-thousandths) as the figure's kind stores it: 分, whole, or ten-thousandths."""
    if isinstance(figure.kind, Money):
        return published // 100
    return published // 10_000 if isinstance(figure.kind, Whole) else published


def of_year(database: Database, year: int, half: int | None, today: date) -> Summary:
    """The summary of a year or of half a year; the period before is the same a year earlier."""
    period = periods.through(periods.half(year, half) if half else periods.year(year), today)
    name = "上年" if period.complete and not half else "上年同期"
    return Summary(database, period, periods.previous(period), name)


def of_period(database: Database, start: date, end: date, today: date) -> Summary:
    """The summary of any period; the period before is the same a year earlier."""
    period = periods.through(periods.between(start, end), today)
    return Summary(database, period, periods.previous(period))


def of_term(database: Database, ordinal: int, area: str | None, today: date) -> Summary:
    """The summary of a chair's term; the period before is the term before it in its area, whatever its number.

    A term that has not ended is measured through today, and compared with as many first days of the one before.
    """
    terms = terms_of_area(database, area)
    place = next((place for place, row in enumerate(terms) if row["ordinal"] == ordinal), None)
    if place is None:
        raise NotFound(f"没有第 {ordinal} 任轮值主席，", "请用 liaison chair list 查看。")
    period = periods.through(_term(terms[place]), today)
    before = periods.through(_term(terms[place - 1]), today) if place else None
    if before and not period.complete:
        before = periods.first_days(before, period)
    return Summary(database, period, before, "上一任" if period.complete else "上一任同期")


def _term(row: Record) -> Period:
    """A chair's term; one without an end goes on."""
    end = date.fromisoformat(row["last_day"]) if row["last_day"] else date.max
    return Period(date.fromisoformat(row["start"]), end, f"第{row['ordinal']}任轮值期")
