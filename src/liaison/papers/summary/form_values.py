"""What stands in the cells of a form: the figure of a year, in the unit that the form asks for, and what is said beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from liaison.columns import Column, Record
from liaison.figures.figure import Figure, until
from liaison.figures.summary.known import Known, Measured
from liaison.figures.summary.measuring import figures
from liaison.figures.summary.sayings import in_units
from liaison.formats.seen import profile, seen
from liaison.nouns.council.member import MEMBER
from liaison.papers.summary.values import Values
from liaison.quantities import Money, Ratio
from liaison.queries.unit_file import Part, parts
from liaison.rules import periods
from liaison.rules.periods import Period
from liaison.rules.summary import form_words as words
from liaison.rules.summary import stretches
from liaison.rules.summary.wording import called

if TYPE_CHECKING:
    from liaison.kinds import Stored
    from liaison.papers.summary.form_places import Slot
    from liaison.store.database import Database

_TENTH = Decimal("0.1")
_MONTHS, _DAY = re.compile(r"\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\d")
_UNCLEAR = "看不清要哪一段时间的"
_NONE = "库里没有"
_WHOLE_ONLY = "这个数不分单位"


@dataclass(frozen=True)
class Value:
    """What goes into a cell, the period it is of, and what is said of it; or ``why`` there is none."""

    value: Decimal | str = ""
    period: str = ""
    said: str = ""
    why: str = ""


class FormValues:
    """The figures that a form about a period asks for; of one unit, where that is given with its record."""

    def __init__(self, database: Database, period: Period, today: date, unit: Record | None = None) -> None:
        self._values, self.period, self._unit = Values(database, today), period, unit
        self._database, self._today = database, today.isoformat()

    def column(self, key: str) -> Value:
        """What is kept of the unit in a column of its record; what is private only where it is revealed."""
        column = MEMBER[key]
        if why := _kept_back(column):
            return Value(why=why)
        return _stored(column, seen(column)(self._unit or {}), "", f"{column.label}（成员单位资料）")

    def parts(self) -> list[Part]:
        """The parts of the unit's file; none where the form is the council's."""
        return parts() if self._unit is not None else []

    def listed(self, part: Part) -> list[Record]:
        """The rows of a part of the unit's file, as things stand today."""
        return part.ask(self._database, self._unit["id"], self._today) if self._unit else []

    def shown(self, part: Part, column: Column, record: Record) -> Value:
        """What a cell of a list holds."""
        if why := _kept_back(column):
            return Value(why=why)
        told = f"{part.title}：{column.label}\n期间：{called(self.period)}（一家一档）"
        return _stored(column, seen(column)(record), called(self.period), told)

    def figure(self, key: str, slot: Slot, *, is_percent: bool) -> Value:
        """A figure for a cell; ``is_percent`` says that the cell shows numbers as per cent."""
        base, change = _when(slot, self.period)
        if base is None:
            return Value(why=_UNCLEAR)
        figure = figures()[key]
        if self._unit is not None and (change or "unit" not in dict(figure.split)):
            return Value(why=_WHOLE_ONLY)
        if change:
            return self._changed(figure, base, change, slot, is_percent=is_percent)
        known, period = self._known(figure, base)
        if known.value is None or known.since:
            return Value(why=f"{known.source}，不是全期的数" if known.since else _NONE)
        number = in_units(figure.kind, known.value)
        if self._unit is not None:
            part = self._values.part(key, period, ("unit", self._unit["name"]))
            if part is None:
                return Value(why=_NONE)
            number = part
        said = self._said(figure, called(period), number, known)
        return _written(figure, number, slot, called(period), said, is_percent=is_percent)

    def _said(self, figure: Figure, period: str, number: Decimal, known: Known) -> str:
        whose = f"，{self._unit['name']}的部分" if self._unit is not None else ""
        source = f"\n来源：{known.source}" if known.source else ""
        return (
            f"{figure.label}\n期间：{period}{whose}\n数：{_plain(number)}{_counter(figure)}\n"
            f"口径：{figure.definition}{source}"
        )

    def _known(self, figure: Figure, base: Period | str) -> tuple[Known, Period]:
        """The value of a period, of the same a year before, or since the founding, with the period it is of."""
        own = self._values.summary(self.period)
        if isinstance(base, Period):
            summary = self._values.summary(base)
            return (summary.over(figure, summary.period), summary.period) if summary else (Known(None), base)
        if own is None:
            return Known(None), self.period
        match base:
            case words.SINCE:
                span = until(own.period)
                return (own.known(figure, span) if figure.adds else Known(None)), span
            case words.SAME_BEFORE:
                return own.previous(figure), own.before or self.period
        last = periods.year(self.period.start.year - 1)
        return own.previous(figure) if own.period.complete else own.over(figure, last), last

    def _changed(
        self, figure: Figure, base: Period | str, change: str, slot: Slot, *, is_percent: bool
    ) -> Value:
        """What has become of a figure since the year before: by so many, or so many per cent."""
        about = base if isinstance(base, Period) else periods.previous(self.period)
        summary = self._values.summary(about)
        if summary is None or base == words.SINCE:
            return Value(why=_UNCLEAR)
        now, before = summary.over(figure, summary.period), summary.previous(figure)
        measured = Measured(figure, now, before, Known(None), ())
        period = f"{called(summary.period)}比{called(summary.before) if summary.before else '上年'}"
        if measured.difference is None:
            return Value(why="没有可比的数")
        told = f"{figure.label}\n期间：{period}\n本期{_told(figure, now)}，上期{_told(figure, before)}\n口径：{figure.definition}"
        if change == words.MORE:
            difference = in_units(figure.kind, measured.difference)
            if isinstance(figure.kind, Ratio):
                return Value(why="比例的增减要写百分点，请自己填")
            return _written(figure, difference, slot, period, told, is_percent=is_percent)
        if (growth := measured.growth) is None:
            return Value(why="没有可比的数")
        share = (Decimal(growth.difference * 100) / growth.base).quantize(_TENTH, "ROUND_HALF_UP")
        return _share(share, slot, period, told, is_percent=is_percent)


def _kept_back(column: Column) -> str:
    """Why a column is not written for whom the form is filled in; nothing where it is."""
    whom = profile()
    if not whom.holds(column):
        return f"{column.label}不写给“{whom.name}”"
    return f"{column.label}要加 --reveal 才写入" if column.private and not whom.reveal else ""


def _stored(column: Column, stored: Stored, period: str, told: str) -> Value:
    """What is kept in a column, as a cell has it: a number, or as people read it."""
    if stored in (None, "", ()):
        return Value(why=_NONE)
    if isinstance(column.kind, Money):
        return Value(_bare(in_units(column.kind, int(str(stored)))), period, told)
    if isinstance(stored, int) and column.kind.align == "right":
        return Value(Decimal(stored), period, told)
    return Value(column.kind.show(stored), period, told)


def _when(slot: Slot, about: Period) -> tuple[Period | str | None, str]:
    """Of which time a number is to be, nothing where a form says two or none that is clear, and whether it is what has become of it: by
    so many, or, where the form says %, by so many per cent."""
    both = (words.GROWTH, words.MORE)
    changes = [one for one in slot.times if one in both]
    unit = slot.measures[0].unit if slot.measures else ""
    if words.MORE in changes and unit:
        changes = [words.GROWTH if unit == "%" else words.MORE]
    if len(changes) > 1:
        return None, ""
    return _base({one for one in slot.times if one not in both}, about), "".join(changes)


def _base(times: set[str], about: Period) -> Period | str | None:
    """The period that these times name in a form about one, or what of it they ask for."""
    year = about.start.year
    is_year = about.whole_year is not None
    years = {int(one) for one in times if one.isdigit()}
    parts = {one for one in times if _MONTHS.fullmatch(one)}
    named = times - parts - {one for one in times if one.isdigit()}
    if len(named) > 1:
        named -= {words.NOW, words.THIS_YEAR}
    if len(named) > 1 or len(years) > 1 or len(parts) > 1 or (years and named - {words.NOW, words.THIS_YEAR}):
        return None
    name = next(iter(named), words.NOW)
    if parts:
        number = year - 1 if name in (words.BEFORE, words.SAME_BEFORE) else min(years, default=year)
        first, last = map(int, parts.pop().split("-"))
        return None if name == words.SINCE else stretches.of_months(number, (first, last))
    if years and (is_year or years == {year}):
        return about if years == {year} else periods.year(years.pop())
    if _DAY.fullmatch(name):
        last_day = date.fromisoformat(name)
        return periods.between(date(last_day.year, 1, 1), last_day)
    match name:
        case words.NOW:
            return None if years else about
        case words.SAME_BEFORE:
            return name
        case words.WHOLE_YEAR:
            return periods.year(year)
        case words.SO_FAR:
            return periods.between(date(year, 1, 1), about.end)
        case words.THIS_YEAR:
            return about if (about.start.month, about.start.day) == (1, 1) else None
    return (
        name if is_year else None
    )  # the year before, or since the founding, of a part of a year says too little


def _written(
    figure: Figure, number: Decimal, slot: Slot, period: str, said: str, *, is_percent: bool
) -> Value:
    """A number in the unit that a form asks for."""
    if isinstance(figure.kind, Ratio):
        return _share(number.quantize(_TENTH, "ROUND_HALF_UP"), slot, period, said, is_percent=is_percent)
    measure = next(
        (one for one in slot.measures if one.suits(figure.unit) and (one.unit or one.worth > 1)), None
    )
    worth = measure.worth if measure else 1
    return Value(_bare(number / worth), period, said)


def _share(share: Decimal, slot: Slot, period: str, said: str, *, is_percent: bool) -> Value:
    """Per cents: as a share where the cell shows it so, as a number where % stands in the label, else with % behind."""
    if is_percent:
        return Value(_bare(share / 100), period, said)
    if any(one.unit == "%" for one in slot.measures):
        return Value(_bare(share), period, said)
    return Value(f"{share}%", period, said)


def _bare(number: Decimal) -> Decimal:
    """A number without zeros behind it."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _plain(number: Decimal) -> str:
    return f"{_bare(number):,f}"


def _counter(figure: Figure) -> str:
    return "%" if isinstance(figure.kind, Ratio) else figure.unit


def _told(figure: Figure, known: Known) -> str:
    return f"{_plain(in_units(figure.kind, known.value or 0))}{_counter(figure)}"
