"""What is known of a figure: its value, where that comes from, and what has become of it since the period before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from liaison.columns import Record
from liaison.figures.figure import Figure
from liaison.figures.summary.texts import in_words
from liaison.quantities import Ratio


class Known(NamedTuple):
    """A figure's value over a period, unknown being ``None``, and where it comes from where that is not the records alone.

    ``published`` are the years whose published values it is made of, or holds; ``since`` is the first day of the records
    where those, with the published years, do not tell of the whole period.
    """

    value: int | None
    published: tuple[int, ...] = ()
    since: str | None = None
    recorded: bool = True

    @property
    def source(self) -> str:
        """Where it comes from, in words; nothing where the records tell of all of it."""
        if not self.recorded:
            return "已公布数" if self.published else ""
        held = f"含{in_years(self.published)}已公布数" if self.published else ""
        return "；".join(filter(None, (held, f"{in_words(self.since)}起" if self.since else "")))

    @property
    def mark(self) -> str:
        """What it is marked with: ``*`` where published values are in it, else ``△`` where the records begin later."""
        return "" if self.value is None else "*" if self.published else "△" if self.since else ""


def known_of(stored: list[Any]) -> Known:
    """A value as it was published when its year was closed."""
    value, published, since, recorded = stored
    return Known(value, tuple(published), since, recorded)


def in_years(years: Iterable[int]) -> str:
    """2019年、2020年."""
    return "、".join(f"{year}年" for year in years)


def in_published_years(held: Iterable[tuple[str, tuple[int, ...]]]) -> str | None:
    """2020年、2021年的举办活动、参加人次；2021年的到账资金: which figures hold the published values of which years."""
    by_years: dict[tuple[int, ...], list[str]] = {}
    for label, years in held:
        if years:
            by_years.setdefault(years, []).append(label)
    return "；".join(f"{in_years(years)}的{'、'.join(labels)}" for years, labels in by_years.items()) or None


class Measured(NamedTuple):
    """A figure now, and before; ``total`` is the sum since the founding for what adds up, ``years`` each of the last years,
    oldest first, ``published`` what was published for the year where the records tell of it, and ``kept`` whether the council
    has any record of what the figure is about."""

    figure: Figure
    now: Known
    before: Known
    total: Known
    years: tuple[tuple[int, Known], ...]
    published: int | None = None
    kept: bool = True

    @property
    def told(self) -> bool:
        """Whether there is anything to tell: records of its kind, or a published value."""
        shown = (self.now, self.before, *(known for _year, known in self.years))
        return self.kept or any(known.published for known in shown)

    @property
    def value(self) -> int | None:
        """The value of the period."""
        return self.now.value

    @property
    def previous(self) -> int | None:
        """The value of the period before."""
        return self.before.value

    @property
    def difference(self) -> int | None:
        """How much more it is than before, as its kind stores it; unknown where either is, or is known of a part only."""
        if self.value is None or self.previous is None or self.now.since or self.before.since:
            return None
        return self.value - self.previous

    @property
    def growth(self) -> Growth | None:
        """The difference beside the value before. Of a ratio, and on a base of nothing, below nothing, or under a twentieth
        of the value, it would tell a leader nothing: there is none."""
        if self.difference is None or self.previous is None or isinstance(self.figure.kind, Ratio):
            return None
        if self.previous <= 0 or 20 * self.previous < abs(self.difference + self.previous):
            return None
        return Growth(self.difference, self.previous)


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


class Traced(NamedTuple):
    """A figure, its value, the rows that make it up, and the values that were published for years in it.

    ``by_records`` is what the rows give where the value is that of closed years and they have become others since.
    """

    figure: Figure
    known: Known
    rows: list[Record]
    published: list[tuple[int, int | None]]
    by_records: int | None = None
