"""Which nouns there are: each is registered once, in the table of its area, and loaded when somebody asks for it.

An area's table (``nouns/<area>/__init__.py``) names each noun of the command line with its Chinese name, its line of help,
the records that are its own, and other words that people have for it, where there are any. All else is derived from places: the records of ``project`` are ``PROJECT``, ``STAGE`` … in
``nouns/work/project.py``, its commands are in ``cli/work/project.py``, its figures in ``figures/work/project.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from liaison.columns import Column, Noun

AREAS = ("council", "work", "money", "merit", "summary", "exchange", "keeping")
"""The areas, in the order in which help lists their nouns."""


class Registered(NamedTuple):
    """A noun of the command line: ``records`` names what it keeps, its own first; ``others`` are other words for it."""

    name: str
    chinese: str
    help: str
    area: str
    records: tuple[str, ...]
    others: tuple[str, ...] = ()


@cache
def registered() -> dict[str, Registered]:
    """Every noun of the command line by name, area by area."""
    return {
        name: Registered(name, chinese, text, area, tuple(records.split()), tuple(" ".join(others).split()))
        for area in AREAS
        for name, (chinese, text, records, *others) in import_module(f"liaison.nouns.{area}").NOUNS.items()
    }


@cache
def _homes() -> dict[str, Registered]:
    return {record: one for one in registered().values() for record in one.records}


def home_of(record: str) -> Registered:
    """The noun of the command line that keeps records of that name."""
    return _homes()[record]


def module(layer: str, name: str) -> ModuleType | None:
    """What a layer has on a noun of the command line: its file there, if there is one."""
    full = f"liaison.{layer}.{registered()[name].area}.{name}"
    try:
        return import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full and not full.startswith(f"{error.name}."):
            raise
        return None


def exported(layer: str, attribute: str) -> list[Any]:
    """What the files of a layer list under that name, noun by noun in the order of registering."""
    return [one for about in exported_by(layer, attribute).values() for one in about]


def exported_by(layer: str, attribute: str) -> dict[str, Sequence[Any]]:
    """The same apart: what each noun's file lists, by the noun of the command line."""
    return {name: getattr(module(layer, name), attribute, ()) for name in registered()}


class _Nouns(Mapping[str, "Noun"]):
    """Every noun by name, loaded when asked for."""

    def __init__(self) -> None:
        # A sheet whose rows belong to any of several nouns asks for them at every cell.
        self._loaded: dict[str, Noun] = {}

    def __getitem__(self, name: str) -> Noun:
        if (found := self._loaded.get(name)) is None:
            home = _homes()[name]
            file = import_module(f"liaison.nouns.{home.area}.{home.name}")
            found = self._loaded[name] = getattr(file, name.upper())
        return found

    def __len__(self) -> int:
        return len(_homes())

    def __contains__(self, name: object) -> bool:
        return name in _homes()

    def __iter__(self) -> Iterator[str]:
        return iter(_in_order())


NOUNS: Mapping[str, Noun] = _Nouns()
"""Every noun by name. Going through all of them loads them all, in the order in which their sheets must be brought in."""


def base_of(noun: Noun) -> Noun:
    """The noun that a reference to its table names: itself, or that of which it is a side."""
    return NOUNS[noun.side] if noun.side else noun


def is_own(noun: Noun, column: Column) -> bool:
    """Whether a column of a noun refers to such records as its own are."""
    from liaison.kinds import Ref

    return isinstance(column.kind, Ref) and base_of(NOUNS[column.kind.noun]) is base_of(noun)


@cache
def sides_of(name: str) -> tuple[Noun, ...]:
    """The other nouns whose records stand in the table of a noun."""
    return tuple(noun for noun in NOUNS.values() if noun.side == name)


@cache
def kept() -> tuple[Noun, ...]:
    """The noun of each table, with all the columns that its rows have from any side."""
    return tuple(_whole(noun) for noun in NOUNS.values() if not noun.side)


def _whole(noun: Noun) -> Noun:
    stored = {column.store for column in noun.columns}
    more = [c for side in sides_of(noun.name) for c in side.columns if c.store and c.store not in stored]
    return replace(noun, columns=(*noun.columns, *more)) if more else noun


def names() -> tuple[str, ...]:
    """The names of all nouns, in the order of registering; loads none of them."""
    return tuple(_homes())


@cache
def _in_order() -> tuple[str, ...]:
    """The names, what is referred to first (a column of the council's own words refers to their list)."""
    waiting = {name: _needs(NOUNS[name]) for name in names()}
    found: list[str] = []
    while waiting:
        ready = next((name for name, needs in waiting.items() if needs.isdisjoint(waiting)), None)
        if ready is None:
            raise RuntimeError(f"these nouns refer to each other in a circle: {', '.join(waiting)}")
        found.append(ready)
        del waiting[ready]
    return tuple(found)


def _needs(noun: Noun) -> set[str]:
    from liaison.kinds import Choice, Ref
    from liaison.several import Refs

    kinds = [column.kind for column in noun.columns]
    needed = {kind.noun for kind in kinds if isinstance(kind, Ref | Refs)}
    if any(isinstance(kind, Choice) for kind in kinds):
        needed.add("choice")
    needed |= {side for name in needed for side in _sides(name)}
    return needed - {noun.name}


def _sides(name: str) -> set[str]:
    return {one for one in names() if NOUNS[one].side == name}


def sheets_of(name: str) -> tuple[Noun, ...]:
    """The sheets that a noun of the command line takes in and gives out by itself."""
    nouns = (NOUNS[record] for record in registered()[name].records)
    return tuple(noun for noun in nouns if not noun.workbook_only)
