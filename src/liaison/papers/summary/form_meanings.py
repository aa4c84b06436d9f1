"""What the labels of a form mean: figures, or what is kept of a unit; by their names here, other names, or what was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from liaison.columns import Column
from liaison.errors import NotFound, Unreadable
from liaison.figures.summary.measuring import figures, named
from liaison.nouns.council.member import MEMBER
from liaison.papers.summary.form_places import Slot
from liaison.quantities import Ratio
from liaison.rules.names import match_key
from liaison.rules.summary import form_words
from liaison.rules.summary.form_names import NAMES
from liaison.rules.summary.form_words import Word

_MORE = ("", "数", "数量", "总数", "个数", "情况", "总量")
_TOGETHER = 3
"""Words of a label that are read together, at most."""
_SHARED = 3
"""Characters that a label shares with the name of a figure that it may be."""
_SHOWN = 3


@dataclass(frozen=True)
class Meaning:
    """What a label means: the ``key`` of a figure, or of a column of a unit; or the ``candidates`` it may mean."""

    key: str = ""
    is_column: bool = False
    candidates: tuple[str, ...] = ()


class Meanings:
    """What labels mean; ``told`` are those that somebody has explained, ``of_unit`` whether the form is about one unit."""

    def __init__(self, told: Mapping[str, str], *, of_unit: bool) -> None:
        self._told = {label: key for label, key in told.items() if key in figures() or key in MEMBER}
        self.of_unit = of_unit
        self._columns = _column_names() if of_unit else {}
        self._names = _figure_names()

    def of(self, slot: Slot) -> Meaning:
        """What a cell's label means."""
        asked = slot.asked
        if not asked or slot.total:
            return Meaning()
        for key in _together(slot):
            if key in self._told:
                return self._explained(self._told[key])
        if slot.rows and (column := self._columns.get(asked[0].key)) and not slot.loose:
            return Meaning(column, is_column=True)
        if slot.heads and not slot.rows and (column := self._columns.get(slot.heads[0].key)):
            return Meaning(column, is_column=True)
        return self._figure(slot)

    @staticmethod
    def is_column(slot: Slot) -> bool:
        """Whether a label is what a column of a unit's record is called."""
        return bool(slot.asked) and slot.asked[0].key in _column_names()

    def _explained(self, meaning: str) -> Meaning:
        return Meaning(meaning, is_column=meaning not in figures())

    def _figure(self, slot: Slot) -> Meaning:
        """The figure of that name; one is only narrowed down by words that say so together with it."""
        asked = slot.asked
        for key in _together(slot):
            if found := self._fitting(self._names.get(key, ()), slot):
                alone = key == asked[0].key and len(asked) > 1
                if alone and (slot.loose or not all(self._is_harmless(one, found) for one in asked[1:])):
                    return Meaning(candidates=_labels(found))
                return Meaning(found[0]) if len(found) == 1 else Meaning(candidates=_labels(found))
        return Meaning(candidates=_labels(self._near(asked[0].key)))

    def _fitting(self, keys: Iterable[str], slot: Slot) -> list[str]:
        """Those figures that can be written in the unit that the label itself names."""
        own = next((one.measure for one in slot.asked if one.measure), None)
        known = figures()
        return [
            key
            for key in keys
            if own is None
            or {form_words.GROWTH, form_words.MORE} & set(slot.times)
            or own.suits(known[key].unit, is_share=isinstance(known[key].kind, Ratio))
        ]

    @staticmethod
    def _is_harmless(word: Word, keys: Iterable[str]) -> bool:
        labels = [figures()[key].label for key in keys]
        return form_words.is_harmless(word.key) or any(word.key in label for label in labels)

    @staticmethod
    def _near(key: str) -> list[str]:
        """Figures that have a name with a part of a label in it."""
        found: dict[str, None] = {}
        for name, keys in _own_names().items():
            if len(key) >= _SHARED and len(name) >= _SHARED and (key in name or name in key):
                found |= dict.fromkeys(keys)
        return list(found)


def _labels(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(figures()[key].label for key in keys)[:_SHOWN]


def _together(slot: Slot) -> Iterator[str]:
    """What the words of a label may be called: together in either order, more of them first, then the nearest alone; before all with
    the unit that stands beside them."""
    near = slot.asked[:_TOGETHER]
    yield from (f"{form_words.bare_of_kind(near[0].key)}{one}" for one in slot.counters)
    for count in range(len(near), 1, -1):
        for one in permutations(near[:count]):
            yield "".join(word.key for word in one)
    yield near[0].key


@cache
def _own_names() -> dict[str, dict[str, None]]:
    """The figures of each name, brought to the form in which names are compared."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, figure in figures().items():
        for name in (figure.label, *NAMES.get(key, "").split()):
            for bare in (match_key(name), form_words.read(name).key):
                found[bare][key] = None
    return found


@cache
def _figure_names() -> dict[str, list[str]]:
    """The same with what people write behind a name: 数, 总数, its unit. A figure's own label is that figure's alone."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for bare, keys in _own_names().items():
        for key in keys:
            unit = figures()[key].unit
            for more in (*_MORE, unit, f"{unit}数", f"{unit}次"):
                found[f"{bare}{more}"][key] = None
    labels = {match_key(figure.label): key for key, figure in figures().items()}
    return {name: [labels[name]] if name in labels else list(keys) for name, keys in found.items()}


@cache
def _column_names() -> dict[str, str]:
    """The columns of a unit's record by each of their names."""
    found: dict[str, str] = {}
    for column in _columns():
        for name in (column.label, *column.synonyms):
            found.setdefault(match_key(name), column.key)
            found.setdefault(form_words.read(name).key or match_key(name), column.key)
    return found


def _columns() -> tuple[Column, ...]:
    return tuple(one for one in MEMBER.columns if one.listed or one.written)


def meant_by(text: str, *, of_unit: bool) -> str:
    """The key of the figure, or else of a unit's column, that ``--map`` names. Raises ``NotFound``."""
    key = match_key(text)
    if of_unit and (column := _column_names().get(key)):
        return column
    try:
        return named(text).key
    except NotFound:
        found = _figure_names().get(key, [])
        if len(found) == 1:
            return found[0]
        raise


def read_told(pairs: Iterable[str], *, of_unit: bool) -> dict[str, str]:
    """What ``--map`` tells, ``标签=指标``: the label's key to what it means. Raises ``Unreadable``, ``NotFound``."""
    told = {}
    for pair in pairs:
        label, equals, wanted = pair.replace("＝", "=").partition("=")
        if not (label.strip() and equals and wanted.strip()):
            raise Unreadable(f"--map 的“{pair}”看不懂，", '请写成 --map "表里的标签=指标"。')
        told[form_words.read(label.strip()).key or match_key(label)] = meant_by(
            wanted.strip(), of_unit=of_unit
        )
    return told
