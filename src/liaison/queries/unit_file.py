"""What is kept of one unit, noun by noun: each tells its part beside its other questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from liaison.columns import Column, Record
from liaison.nouns.registry import exported
from liaison.store.database import Database


class Part(NamedTuple):
    """A table of a unit's file, ``key`` in its JSON: ``ask`` answers with the rows of the unit of that key as things stand
    on a day, ``columns`` describe them; ``money`` says that it comes from the ledger."""

    key: str
    title: str
    columns: tuple[Column, ...]
    ask: Callable[[Database, int, str], list[Record]]
    money: bool = False


def parts() -> list[Part]:
    """Every part, in the order of the nouns: those of ``UNIT_FILE`` in ``queries/<area>/<noun>.py``."""
    return exported("queries", "UNIT_FILE")
