"""Where a form wants to be filled in: its blank cells, each with what stands left of it and above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from liaison.formats.filling.grid import Grid, Place
from liaison.rules.summary import form_words as words
from liaison.rules.summary.form_words import Measure, Word

_FARTHEST = 300
"""Rows above a cell in which its head is looked for."""


@dataclass(frozen=True)
class Slot:
    """A cell to be filled in: the words left of it and those above it, the nearest first; of which times it is, and in what it
    counts; whether it holds something already. ``counters`` are the units that stand for a label of their own: 人次 under 活动情况.
    A ``total`` is what cells of others add up to, which no figure is. One that is ``loose`` is only a label's if both sides together name a figure."""

    at: Place
    rows: tuple[Word, ...]
    heads: tuple[Word, ...]
    times: tuple[str, ...]
    measures: tuple[Measure, ...]
    taken: bool
    loose: bool = False
    counters: tuple[str, ...] = ()
    total: bool = False

    @property
    def label(self) -> str:
        """The label as it stands in the form."""
        parts = [one.text for one in (*reversed(self.rows), *reversed(self.heads))]
        return " ".join(" ".join(one.split()) for one in (*parts, *self.counters))

    @property
    def asked(self) -> tuple[Word, ...]:
        """The words of its label, of which the first counts for most."""
        return (*self.rows, *self.heads)


def slots(grid: Grid) -> list[Slot]:
    """Every cell of a table that may be filled in, row by row; a cell that may be read in several ways comes as often, what is told of it
    by a row and a column first."""
    reading = _Reading(grid)
    return sorted([*reading.crossing(), *reading.beside()], key=lambda one: one.at)


class _Side(Enum):
    """On which side of a label its cell is; below, though it might be beside, is ``EITHER``."""

    RIGHT = "right"
    BELOW = "below"
    EITHER = "either"


class _Reading:
    """A table while it is read."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._used: set[Place] = set()

    # ------------------------------------------------------------ words
    def _word(self, place: Place) -> Word:
        """What a place says; a number that is a year says so where others in its row do."""
        grid = self._grid
        anchor = grid.anchor(place)
        if text := grid.texts.get(anchor):
            return words.read(text)
        if anchor not in grid.taken:
            return _NOTHING
        year = words.year_alone(grid.taken.get(anchor, ""))
        if year and not self._lines_of_years.isdisjoint(enumerate(anchor)):
            return Word(year, words.TIME, times=(year,))
        return _NOTHING

    @cached_property
    def _lines_of_years(self) -> set[tuple[int, int]]:
        """The rows (0) and columns (1) in which several years stand as numbers alone, each by its number."""
        found = Counter(
            (side, place[side])
            for place, text in self._grid.taken.items()
            if words.year_alone(text)
            for side in (0, 1)
        )
        return {line for line, count in found.items() if count > 1}

    @cached_property
    def _blank_rows(self) -> set[int]:
        """The rows in which nothing stands: they part what is above them from what is below."""
        grid = self._grid
        there = {row for row, _column in (*grid.texts, *grid.taken)}
        there |= {row for row, column in grid.merged if grid.text((row, column))}
        return set(range(grid.height)) - there

    def _left(self, place: Place) -> list[tuple[Place, Word]]:
        """The words left of a place: the nearest, and those that touch it."""
        row, column = place
        found: list[tuple[Place, Word]] = []
        column -= 1
        while column >= 0:
            anchor, word = self._grid.anchor((row, column)), self._word((row, column))
            if word is not _NOTHING:
                found.append((anchor, word))
            elif found:
                break
            column = anchor[1] - 1
        return found

    def _above(self, place: Place, label: Place | None) -> list[tuple[Place, Word]]:
        """The words above a place, but for what stands across the table."""
        row, column = place
        found: list[tuple[Place, Word]] = []
        row -= 1
        farthest = row - _FARTHEST
        while row >= 0 and row > farthest and row not in self._blank_rows:
            anchor, word = self._grid.anchor((row, column)), self._word((row, column))
            if word is _NOTHING or self._is_across(anchor, label):
                if found:
                    break
            else:
                found.append((anchor, word))
            row = anchor[0] - 1
        return found

    def _is_across(self, anchor: Place, label: Place | None) -> bool:
        """Whether a text is a title or heads a part of the table: it stands across all of it, or across the labels too."""
        block = self._grid.block(anchor)
        wide = block.right > block.left
        if wide and (block.right - block.left + 1 >= self._grid.width):
            return True
        return wide and label is not None and block.left <= label[1] <= block.right

    # ------------------------------------------------------------ crossing
    def crossing(self) -> Iterator[Slot]:
        """The cells in which a row and a column cross."""
        grid = self._grid
        for row in range(grid.height):
            for column in range(grid.width):
                place = row, column
                if grid.anchor(place) == place and grid.is_free(place) and (slot := self._crossed(place)):
                    yield slot

    def _crossed(self, place: Place) -> Slot | None:
        """The cell as one in which a row and a column cross that say what it is of, and when."""
        left = self._left(place)
        above = self._above(place, left[-1][0] if left else None)
        if not left or not above or words.ASIDE in (left[0][1].sort, above[0][1].sort):
            return None
        totals = [word for at, word in left if self._is_of_others(at, word, 1)]
        totals += [word for at, word in above if self._is_of_others(at, word, 0)]
        rows, heads = (
            tuple(word for _place, word in line if word.sort == words.WORD or word in totals)
            for line in (left, above)
        )
        every = [*left, *above]
        times = tuple(time for _place, word in every for time in word.times)
        placed = {word.sort for _place, word in above if word not in heads} & {words.TIME, words.NEUTRAL}
        timed = {word.sort for _place, word in left if word not in rows} & {words.TIME, words.NEUTRAL}
        if not ((placed and rows) or (timed and heads) or (rows and heads)):
            return None
        loose = not (placed or timed or totals)
        if not loose:
            self._used |= {at for at, word in every if word.sort == words.WORD}
        return Slot(
            place,
            rows,
            heads,
            tuple(dict.fromkeys(times)),
            self._measures(place, [word for _place, word in every]),
            self._grid.is_taken(place),
            loose,
            _counters(word for _place, word in every),
            bool(totals),
        )

    def _is_of_others(self, place: Place, word: Word, side: int) -> bool:
        """Whether a total is one of other rows, or of the columns of several years, and no figure by itself: 合计 below streets."""
        if not words.is_total(word.key):
            return False
        there = (*self._grid.texts, *self._grid.taken)
        line = [self._word(at) for at in there if at[side] == place[side]]
        others = {words.TIME, words.WORD} if side else {words.TIME}
        return any(one.sort in others and (side or one.times) for one in line if one is not word)

    # ------------------------------------------------------------ beside
    def beside(self) -> Iterator[Slot]:
        """The cells beside a label that stands by itself; to be asked for after those in which rows and columns cross."""
        down: set[Place] = set()
        for place in sorted(self._grid.texts):
            word = self._word(place)
            if word.sort not in (words.WORD, words.UNIT) or place in self._used:
                continue
            if (found := self._target(place, down)) is None:
                continue
            target, side = found
            is_down = side != _Side.RIGHT
            if word.sort == words.UNIT and not is_down:
                continue  # beside a label it says in what that counts
            if is_down:
                down.add(place)
            beside = self._above(target, None) if is_down else self._left(target)
            if side == _Side.EITHER:  # what stands left of it may narrow it down
                beside += self._left(place)
            named = tuple(one for _place, one in beside if one.sort == words.WORD)
            every = [one for _place, one in beside]
            row = [one for _place, one in self._left(target)] if is_down else []
            if any(one.sort == words.TIME for one in row):
                continue  # a row of a year, in which rows and columns cross
            if not named or (not is_down and self._is_headed_otherwise(target, place)):
                continue
            yield Slot(
                target,
                tuple(one for one in row if one.sort in (words.WORD, words.NEUTRAL)) if is_down else named,
                named if is_down else (),
                tuple(dict.fromkeys(time for one in every for time in one.times)),
                self._measures(target, every),
                self._grid.is_taken(target),
                counters=_counters(every),
            )

    def _target(self, place: Place, down: set[Place]) -> tuple[Place, _Side] | None:
        """The cell that a label is written for, and on which side: where both are free, that within the table, else that on the side
        on which the labels around it have theirs."""
        grid, block = self._grid, self._grid.block(place)
        right, below = (place[0], block.right + 1), (block.bottom + 1, place[1])
        if grid.text(right) and self._word(right).sort == words.UNIT:
            right = (place[0], grid.block(right).right + 1)
        # What stands over several columns is a head: behind the last of them nothing is wanted.
        is_wide = right[1] >= grid.width and block.right > block.left
        can_right, can_below = grid.is_free(right) and not is_wide, grid.is_free(below)
        if can_right and can_below and grid.is_taken(below):
            can_below = False  # what stands below it is another's
        if not (can_right and can_below):
            beside = (grid.anchor(right), _Side.RIGHT) if can_right else None
            return beside or ((below, _Side.BELOW) if can_below else None)
        neighbour = grid.anchor((place[0], place[1] - 1)) if place[1] else None
        inside = [one[0] < grid.height and one[1] < grid.width for one in (right, below)]
        if inside == [True, False] or (neighbour not in down and place[1] in self._columns_of_labels):
            return grid.anchor(right), _Side.RIGHT
        if inside == [False, True]:
            return below, _Side.BELOW
        if neighbour in down:
            return below, _Side.EITHER if inside == [True, True] else _Side.BELOW
        return grid.anchor(right), _Side.RIGHT

    @cached_property
    def _columns_of_labels(self) -> set[int]:
        """The columns in which some label has room beside it and none below."""
        grid = self._grid
        return {
            column
            for row, column in grid.texts
            if grid.is_free((row, grid.block((row, column)).right + 1))
            and grid.text((grid.block((row, column)).bottom + 1, column))
        }

    def _is_headed_otherwise(self, target: Place, label: Place) -> bool:
        """Whether a column has a head of its own that is not about figures: 责任部门."""
        above = self._above(target, label)
        if not above:
            return False
        row = above[0][0][0]
        return any(
            self._word((row, column)).sort in (words.INDEX, words.ASIDE, words.TIME, words.NEUTRAL)
            for column in range(self._grid.width)
        )

    # ------------------------------------------------------------ units
    def _measures(self, place: Place, near: list[Word]) -> tuple[Measure, ...]:
        """In what a cell may have to count: as its words say, then as is said above or below the table, the nearest first."""
        own = [word.measure for word in near if word.measure]
        return (
            *own,
            *(found for row, found in self._said if row <= place[0]),
            *(found for _row, found in self._said),
        )

    @cached_property
    def _said(self) -> list[tuple[int, Measure]]:
        found = [
            (place[0], one) for place, text in self._grid.texts.items() for one in words.units_said(text)
        ]
        return sorted(found, key=lambda one: -one[0])


def _counters(near: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in near if word.sort == words.UNIT)[::-1]


_NOTHING = Word("", words.NONE)
"""What a place says that says nothing."""
