"""What is missing or contradicts itself on record, though each record by itself may stand: each noun tells its own.

A noun's file in this layer lists them as ``GAPS``; whoever wants to know all asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from liaison.columns import Record
from liaison.nouns.registry import exported
from liaison.store.database import Database


class Gap(NamedTuple):
    """A kind of gap by its key and its Chinese name.

    ``ask`` finds them, given the database and today (``YYYY-MM-DD``): ``{record, code, problem, command}``, where ``record`` is
    what people call the record, ``code`` its code (``None`` where it has none), ``problem`` what is wrong with it and ``command``
    what one types to mend it.
    """

    key: str
    label: str
    ask: Callable[[Database, str], Iterable[Record]]


def kinds() -> list[Gap]:
    """Every kind of gap, noun by noun in the order of registering."""
    return exported("queries", "GAPS")


def gaps(database: Database, today: str) -> list[Record]:
    """All that is missing or contradicts itself, kind by kind: ``{rule, record, code, problem, command}``."""
    return [{"rule": kind.key, **row} for kind in kinds() for row in kind.ask(database, today)]
