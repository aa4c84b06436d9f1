"""What stands in the cells of a form: the figure of a year, in the unit that the form asks for, and what is said beside it."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from liaison.figures.summary.measuring import Summary
    from liaison.kinds import Stored
    from liaison.papers.summary.form_places import Slot
    from liaison.store.database import Database

_TENTH = Decimal("0.1")
_UNCLEAR = "看不清要哪一年的"
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
    """The figures that a form about a year asks for; of one unit, where that is given with its record."""

    def __init__(self, database: Database, year: int, today: date, unit: Record | None = None) -> None:
        self._values, self.year, self._unit = Values(database, today), year, unit
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
        told = f"{part.title}：{column.label}\n期间：{self.year}年度（一家一档）"
        return _stored(column, seen(column)(record), f"{self.year}年度", told)

    def figure(self, key: str, slot: Slot, *, is_percent: bool) -> Value:
        """A figure for a cell; ``is_percent`` says that the cell shows numbers as per cent."""
        base, change = _when(slot, self.year)
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
        said = self._said(figure, period.label, number, known)
        return _written(figure, number, slot, period.label, said, is_percent=is_percent)

    def _said(self, figure: Figure, period: str, number: Decimal, known: Known) -> str:
        whose = f"，{self._unit['name']}的部分" if self._unit is not None else ""
        source = f"\n来源：{known.source}" if known.source else ""
        return (
            f"{figure.label}\n期间：{period}{whose}\n数：{_plain(number)}{_counter(figure)}\n"
            f"口径：{figure.definition}{source}"
        )

    def _known(self, figure: Figure, base: str) -> tuple[Known, Period]:
        """The value of a year, or since the founding, with the period it is of."""
        number = int(base) if base.isdigit() else self.year
        summary = self._values.summary(periods.year(number))
        own = self._values.summary(periods.year(self.year))
        nowhere = periods.year(number)
        if own is None:
            return Known(None), nowhere
        match base:
            case words.SINCE:
                span = until(own.period)
                return (own.known(figure, span) if figure.adds else Known(None)), span
            case words.SAME_BEFORE:
                return own.previous(figure), own.before or nowhere
            case words.BEFORE:
                last = periods.year(self.year - 1)
                return own.previous(figure) if own.period.complete else own.over(figure, last), last
        if summary is None:
            return Known(None), nowhere
        return summary.over(figure, summary.period), summary.period

    def _changed(self, figure: Figure, base: str, change: str, slot: Slot, *, is_percent: bool) -> Value:
        """What has become of a figure since the year before: by so many, or so many per cent."""
        number = (
            self.year - 1
            if base in (words.BEFORE, words.SAME_BEFORE)
            else int(base)
            if base.isdigit()
            else self.year
        )
        summary = self._values.summary(periods.year(number))
        if summary is None or base == words.SINCE:
            return Value(why=_UNCLEAR)
        now, before = summary.over(figure, summary.period), summary.previous(figure)
        measured = Measured(figure, now, before, Known(None), ())
        period = f"{summary.period.label}比{_before(summary)}"
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


def _before(summary: Summary) -> str:
    return summary.before.label if summary.before else "上年"


def _when(slot: Slot, year: int) -> tuple[str | None, str]:
    """Of which time a number is to be, nothing where a form says two, and whether it is what has become of it: by so many, or, where
    the form says %, by so many per cent."""
    changes = [one for one in slot.times if one in (words.GROWTH, words.MORE)]
    bases = {one for one in slot.times if one not in changes}
    unit = slot.measures[0].unit if slot.measures else ""
    if words.MORE in changes and unit:
        changes = [words.GROWTH if unit == "%" else words.MORE]
    bases -= {words.NOW} if len(bases) > 1 else set()
    bases = {words.NOW if one == str(year) else one for one in bases}
    if len(bases) > 1 or len(changes) > 1:
        return None, ""
    return next(iter(bases), words.NOW), changes[0] if changes else ""


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
