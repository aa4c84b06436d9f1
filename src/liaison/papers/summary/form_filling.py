"""A form of another office filled in from the records: what is known of its labels is put in, the rest is told, never guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from liaison.figures.summary.measuring import figures
from liaison.formats.filling.grid import Entry, Grid, Place
from liaison.nouns.council.member import MEMBER
from liaison.papers.summary.form_lists import lists
from liaison.papers.summary.form_meanings import Meaning
from liaison.papers.summary.form_places import Slot, slots
from liaison.rules import periods
from liaison.rules.summary import form_words, stretches
from liaison.rules.summary.wording import called

if TYPE_CHECKING:
    from liaison.papers.summary.form_meanings import Meanings
    from liaison.papers.summary.form_values import FormValues, Value
    from liaison.rules.periods import Period

FILLED, UNKNOWN, KEPT, LACKING = "已填", "没认出", "已有内容", "没有填"
"""What has become of a cell."""
_TITLE_ROWS = 6


@dataclass(frozen=True)
class Line:
    """What has become of a cell of a form: its place, its label, its ``state``, and the figure, period and value or ``why`` not;
    ``candidates`` are what an unknown label may mean."""

    sheet: str
    cell: str
    label: str
    state: str
    key: str = ""
    figure: str = ""
    period: str = ""
    value: Decimal | str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Why it is not filled, in words."""
        if self.state == UNKNOWN and self.candidates:
            return f"是不是 {'、'.join(self.candidates)}"
        return self.why


class Filling:
    """The tables of a form, filled in: ``entries`` of each, and ``lines`` that tell what was done."""

    def __init__(self, grids: list[Grid], meanings: Meanings, values: FormValues, *, comments: bool) -> None:
        self._meanings, self._values, self._comments = meanings, values, comments
        self.lines: list[Line] = []
        self.entries: list[dict[Place, Entry]] = []
        for grid in grids:
            here: dict[Place, Entry] = {}
            done: set[Place] = set()
            told = list(self._lists(grid, here, done))
            self.lines += [*told, *_once(self._read(grid, here, done))]
            self.entries.append(here)

    def of(self, state: str) -> list[Line]:
        """The lines of that state."""
        return [one for one in self.lines if one.state == state]

    def _read(self, grid: Grid, here: dict[Place, Entry], done: set[Place]) -> Iterator[Line]:
        """Every cell beside or below a label, but for those that are ``done``."""
        is_anothers = of_one_unit([grid]) and not self._meanings.of_unit
        for slot in slots(grid):
            if slot.at in done:
                continue
            meaning = self._meanings.of(slot)
            if is_anothers and self._meanings.is_column(slot):
                meaning = Meaning()  # of a unit that nobody named; the council's sum is not it
            if not meaning.key:
                if not (slot.loose or slot.taken):
                    yield self._line(grid, slot, UNKNOWN, candidates=meaning.candidates)
                continue
            done.add(slot.at)
            if slot.taken:
                yield self._line(grid, slot, KEPT, meaning, why="原来就有内容，没有改")
                continue
            value = self._value(grid, slot, meaning)
            if value.why:
                yield self._line(grid, slot, LACKING, meaning, why=value.why)
                continue
            here[slot.at] = Entry(value.value, value.said if self._comments else "")
            yield self._line(grid, slot, FILLED, meaning, value=value)

    def _lists(self, grid: Grid, here: dict[Place, Entry], done: set[Place]) -> Iterator[Line]:
        """The lists of a unit's form; rows for which there is no room are told."""
        for one in lists(grid, self._values.parts()):
            done |= {(one.first, place) for place in one.columns}
            records = one.rows(self._values.listed(one.part), self._values.period)
            room = len(records) if one.room is None else one.room
            for number, record in enumerate(records[:room]):
                row = one.first + number
                if one.number is not None:
                    here[row, one.number] = Entry(Decimal(number + 1))
                for place, column in one.columns.items():
                    value = self._values.shown(one.part, column, record)
                    line = Line(
                        grid.name,
                        grid.called((row, place)),
                        f"{one.part.title} {column.label}",
                        LACKING if value.why else FILLED,
                        column.key,
                        column.label,
                        value.period,
                        value.value,
                        value.why,
                    )
                    if not value.why:
                        done.add((row, place))
                        here[row, place] = Entry(value.value, value.said if self._comments else "")
                    if not value.why or column.private:  # else it is blank because nothing is known of it
                        yield line
            if not records or len(records) > room:
                why = (
                    f"还有 {len(records) - room} 行没有地方填"
                    if records
                    else f"{called(self._values.period)}没有"
                )
                cell = grid.called((one.first, min(one.columns)))
                yield Line(grid.name, cell, one.part.title, LACKING, one.part.key, one.part.title, why=why)

    def _value(self, grid: Grid, slot: Slot, meaning: Meaning) -> Value:
        if meaning.is_column:
            return self._values.column(meaning.key)
        return self._values.figure(meaning.key, slot, is_percent=slot.at in grid.percents)

    @staticmethod
    def _line(
        grid: Grid,
        slot: Slot,
        state: str,
        meaning: Meaning | None = None,
        *,
        value: Value | None = None,
        why: str = "",
        candidates: tuple[str, ...] = (),
    ) -> Line:
        key = meaning.key if meaning else ""
        named = (MEMBER[key] if meaning.is_column else figures()[key]).label if meaning else ""
        return Line(
            grid.name,
            grid.called(slot.at),
            slot.label,
            state,
            key,
            named,
            value.period if value else "",
            value.value if value else "",
            why,
            candidates,
        )


def _once(lines: Iterator[Line]) -> list[Line]:
    """The lines of a table in the order of reading; of a cell, and of a label, it is told once that it is not known."""
    found = list(lines)
    cells = {one.cell for one in found if one.state != UNKNOWN}
    labels: set[str] = set()
    kept = []
    for one in found:
        if one.state == UNKNOWN:
            if one.cell in cells or one.label in labels:
                continue
            cells.add(one.cell)
            labels.add(one.label)
        kept.append(one)
    return kept


def shape_of(grids: list[Grid]) -> str:
    """A digest of the labels of a form, the same for next year's."""
    key = form_words.shape_key(text for grid in grids for text in grid.texts.values())
    return hashlib.sha256(key.encode()).hexdigest()


def labels_of(grids: list[Grid]) -> set[str]:
    """The labels of a form by their keys."""
    return {form_words.read(text).key for grid in grids for text in grid.texts.values()} - {""}


def of_one_unit(grids: list[Grid]) -> bool:
    """Whether a form asks for what only one unit has: its credit code."""
    code = MEMBER["uscc"]
    names = {form_words.read(name).key for name in (code.label, *code.synonyms)}
    return not names.isdisjoint(labels_of(grids))


def period_of(grids: list[Grid], stem: str, asked: Period | None, today: date) -> Period:
    """The period that a form is about: a part of a year that was asked for; else what its title says, or the name of its file, where
    that is of the year that was asked for, if one was; else that year, or this one."""
    if asked and asked.whole_year is None:
        return asked
    titles = [text for grid in grids for (row, _), text in grid.texts.items() if row < _TITLE_ROWS]
    for told in (titles, [f"{stem}表"]):
        found = {period for one in told if (period := form_words.period_of(one))}
        years = {one.start.year for one in found}
        if len(years) == 1 and (asked is None or years == {asked.start.year}):
            return found.pop() if len(found) == 1 else periods.year(years.pop())
    months = {one for text in (*titles, f"{stem}表") if (one := form_words.months_of(text))}
    number = asked.start.year if asked else today.year
    return stretches.of_months(number, months.pop()) if len(months) == 1 else periods.year(number)
