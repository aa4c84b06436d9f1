"""The summary of any period: its figures beside those of the period before, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

from liaison.columns import Record
from liaison.errors import NotFound
from liaison.figures.figure import Figure, until
from liaison.figures.summary.known import Known, Measured, Traced, known_of
from liaison.nouns.registry import NOUNS, exported, exported_by, registered
from liaison.quantities import Money, Whole
from liaison.queries.council.chair import term, terms_of_area
from liaison.queries.council.council import the_council
from liaison.queries.keys import any_of
from liaison.queries.summary.year import Closed, closed_years
from liaison.rules import periods
from liaison.rules.periods import Period
from liaison.store.database import Database

YEARS_SIDE_BY_SIDE = 5


@cache
def figures() -> dict[str, Figure]:
    """Every figure by key, in the order of the summary: noun by noun."""
    return {figure.key: figure for figure in exported("figures", "FIGURES")}


def named(key: str) -> Figure:
    """The figure of that key or label. Raises ``NotFound``."""
    every = figures()
    figure = every.get(key) or next((one for one in every.values() if one.label == key), None)
    if figure is None:
        raise NotFound(f"没有指标“{key}”，", f"可选：{'、'.join(every)}。")
    return figure


@dataclass
class Summary:
    """The figures of one period of one council; of chairs only those of ``areas`` are told of, where these are given.

    A closed year has its figures as they were published then, unless ``by_records`` asks for what the records give.
    """

    database: Database
    period: Period
    before: Period | None
    today: date
    before_name: str = "上年同期"
    areas: tuple[str | None, ...] | None = None
    by_records: bool = False
    council: Record = field(init=False)
    _cache: dict[tuple[str, Period], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.council = the_council(self.database)
        begin, founded = self.council["records_from"], self.council["founded"]
        self.begin: str | None = begin if begin and not (founded and begin <= founded) else None
        self._closed = {} if self.by_records else closed_years(self.database)
        self._published: dict[str, dict[int, int]] = {}
        for year, label, value in self.database.tuples(
            "SELECT year, figure, value FROM published ORDER BY year"
        ):
            self._published.setdefault(label, {})[year] = value

    @cached_property
    def figures(self) -> list[Measured]:
        """All figures, measured."""
        return [self._measured(figure) for figure in figures().values()]

    @cached_property
    def _kept(self) -> set[str]:
        """The figures about what the council has any record of."""
        about = exported_by("figures", "FIGURES")
        return {figure.key for name in about if self._has_any(name) for figure in about[name]}

    def _has_any(self, name: str) -> bool:
        records = registered()[name].records
        return not records or any_of(self.database, NOUNS[records[0]])

    @property
    def closed(self) -> Closed | None:
        """The closing of its year, where it is a closed one."""
        return self._closed.get(self.period.whole_year or 0) if self.period.complete else None

    def value(self, key: str) -> int | None:
        """One figure's value over the period."""
        return self.known(figures()[key], self.period).value

    @property
    def is_recorded(self) -> bool:
        """Whether the records tell of the period, or at least of its end."""
        return not self.begin or self.period.end.isoformat() >= self.begin

    def _measured(self, figure: Figure) -> Measured:
        now, last = self.known(figure, self.period), self.period.end.year
        return Measured(
            figure,
            now,
            self.previous(figure),
            self.known(figure, until(self.period)) if figure.adds else Known(None),
            tuple(
                (year, now if year == self.period.whole_year else self.over(figure, self._year(year)))
                for year in range(max(1900, last - YEARS_SIDE_BY_SIDE + 1), last + 1)
            ),
            self._published_of(figure, self.period) if now.recorded else None,
            figure.key in self._kept,
        )

    def _year(self, number: int) -> Period:
        """A year, as far as it has gone."""
        year = periods.year(number)
        return year if year.start > self.today else periods.through(year, self.today)

    def over(self, figure: Figure, period: Period | None) -> Known:
        """The value of another period; nothing is known of what lies before the founding, unless it was published."""
        founded = self.council["founded"]
        if period is None:
            return Known(None)
        if founded and period.end.isoformat() < founded:
            return self._unrecorded(figure, period)
        return self.known(figure, period)

    def known(self, figure: Figure, period: Period) -> Known:
        """The value of a period: of a closed year as it was published, of others by the records.

        What adds up over a closed year whose records have become others since has that year as it was published.
        """
        year = self._closed.get(period.whole_year or 0) if period.complete else None
        if year and figure.key in year.figures:
            return known_of(year.figures[figure.key]["now"])
        found = self._by_records(figure, period)
        if found.value is None or not figure.adds:
            return found
        return found._replace(value=found.value + sum(self._corrected(figure, period)))

    def _corrected(self, figure: Figure, period: Period) -> Iterator[int]:
        """By how much a figure of each closed year in a period was published otherwise than the records give it now."""
        for year, closed in self._closed.items():
            inside = period.start <= date(year, 1, 1) and date(year, 12, 31) <= period.end
            if inside and figure.key in closed.figures:
                published, now = closed.figures[figure.key]["now"][0], closed.basis["figures"].get(figure.key)
                yield (published or 0) - (now or 0)

    def _by_records(self, figure: Figure, period: Period) -> Known:
        """The value of a period: of the records as far as they reach, of years before them as they were published."""
        if not self.begin or period.start.isoformat() >= self.begin:
            return Known(self._value(figure, period))
        if period.end.isoformat() < self.begin:
            return self._unrecorded(figure, period)
        years = self._published_in(figure, period) if figure.adds else ()
        value = sum(self._value(figure, span) or 0 for span in _between(period, years)) if years else None
        if value is None:
            return Known(self._value(figure, period), since=self.begin)
        value += sum(self._published_of(figure, periods.year(year)) or 0 for year in years)
        return Known(value, years, None if self._covered(period, years) else self.begin)

    def _unrecorded(self, figure: Figure, period: Period) -> Known:
        """What was published for each year of a period of which there are no records; unknown where a year is missing."""
        years = self._published_in(figure, period)
        if not years or not self._covered(period, years) or (len(years) > 1 and not figure.adds):
            return Known(None, recorded=False)
        value = sum(self._published_of(figure, periods.year(year)) or 0 for year in years)
        return Known(value, years, recorded=False)

    def _published_of(self, figure: Figure, period: Period) -> int | None:
        """What was published for a whole year, as the figure stores it."""
        value = self._published.get(figure.label, {}).get(period.whole_year or 0)
        return None if value is None or not period.complete else _in_kind_of(figure, value)

    def _published_in(self, figure: Figure, period: Period) -> tuple[int, ...]:
        """The whole years of a period for which a value was published, as far as they lie before the records."""
        end = min(period.end.isoformat(), self.begin or "9999-12-31")
        return tuple(
            year
            for year in self._published.get(figure.label, {})
            if period.start.isoformat() <= f"{year}-01-01" and f"{year}-12-31" <= end
        )

    def _covered(self, period: Period, years: Iterable[int]) -> bool:
        """Whether these years are all there is of a period before the records begin, from the founding on."""
        founded = self.council["founded"] or ""
        first = max(period.start.isoformat(), f"{founded[:4] or '0000'}-01-01")
        eve = date.fromisoformat(self.begin) - timedelta(days=1) if self.begin else date.max
        last = min(period.end, eve)
        whole = first.endswith("-01-01") and (last.month, last.day) == (12, 31)
        return whole and set(range(int(first[:4]), last.year + 1)) <= set(years)

    def _value(self, figure: Figure, period: Period) -> int | None:
        key = (figure.key, period)
        if key not in self._cache:
            self._cache[key] = figure.measure(self.database, period)
        return self._cache[key]

    def previous(self, figure: Figure) -> Known:
        """The value of the period before; beside a closed year, as it was published with that."""
        if self.closed and figure.key in self.closed.figures:
            return known_of(self.closed.figures[figure.key]["before"])
        return self.over(figure, self.before)

    def trace(self, key: str) -> Traced:
        """A figure, its value, and exactly the rows that make it up. Raises ``NotFound``."""
        figure = named(key)
        known, by_records = self.known(figure, self.period), self._by_records(figure, self.period)
        spans = recorded(known, self.period)
        rows = [row for span in spans for row in figure.trace(self.database, span)]
        values = [(year, self._published_of(figure, periods.year(year))) for year in known.published]
        differs = by_records.value if by_records.value != known.value else None
        return Traced(figure, known, rows, values, differs)


def recorded(known: Known, period: Period) -> list[Period]:
    """What of a period a value takes from the records, in order."""
    return _between(period, known.published) if known.recorded else []


def _between(period: Period, years: Iterable[int]) -> list[Period]:
    """What is left of a period without these whole years, in order."""
    spans, start = [], period.start
    for year in years:
        if start < date(year, 1, 1):
            spans.append(Period(start, date(year - 1, 12, 31), period.label))
        start = date(year + 1, 1, 1)
    if start == period.start:
        return [period]
    if start <= period.end:
        spans.append(Period(start, period.end, period.label))
    return spans


def _in_kind_of(figure: Figure, published: int) -> int:
    """A published value (ten-thousandths) as the figure's kind stores it: 分, whole, or ten-thousandths."""
    if isinstance(figure.kind, Money):
        return published // 100
    return published // 10_000 if isinstance(figure.kind, Whole) else published


def of_year(
    database: Database, year: int, half: int | None, today: date, *, by_records: bool = False
) -> Summary:
    """The summary of a year or of half a year; the period before is the same a year earlier."""
    period = periods.through(periods.half(year, half) if half else periods.year(year), today)
    return beside_previous(database, period, today, by_records=by_records)


def of_period(database: Database, start: date, end: date, today: date) -> Summary:
    """The summary of any period; the period before is the same a year earlier."""
    period = periods.through(periods.between(start, end), today)
    return beside_previous(database, period, today)


def beside_previous(database: Database, period: Period, today: date, *, by_records: bool = False) -> Summary:
    """The summary of a period as far as it has gone, beside the same a year earlier."""
    name = "上年" if period.complete and period.whole_year else "上年同期"
    before = periods.previous(period)
    return Summary(database, period, before, today, name, by_records=by_records)


def of_term(database: Database, which: str, area: str | None, today: date) -> Summary:
    """The summary of a chair's term; the period before is the term before it in its area, whatever its number.

    A term that has not ended is measured through today, and compared with as many first days of the one before.
    """
    own, terms = term(database, which, area), terms_of_area(database, area)
    place = next(place for place, row in enumerate(terms) if row["id"] == own["id"])
    period = periods.through(_term(terms[place], area), today)
    before = periods.through(_term(terms[place - 1], area), today) if place else None
    if before and not period.complete:
        before = periods.first_days(before, period)
    return Summary(database, period, before, today, "上一任" if period.complete else "上一任同期", (area,))


def _term(row: Record, area: str | None) -> Period:
    """A chair's term; one without an end goes on."""
    end = date.fromisoformat(row["last_day"]) if row["last_day"] else date.max
    name = f"第{row['ordinal']}任轮值期" if row["ordinal"] else f"{row['unit']}代理期"
    return Period(date.fromisoformat(row["start"]), end, f"{area or ''}{name}")
