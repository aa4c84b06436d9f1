"""What is due on a day: each noun tells its own kinds of such things, beside its other questions.

A noun's file in this layer lists them as ``DUE``; whoever wants to know all asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from liaison.columns import Record
from liaison.nouns.registry import exported
from liaison.rules.deadlines import later
from liaison.rules.working_days import Count, UnknownYear
from liaison.store.database import Database


class Due(NamedTuple):
    """A kind of thing that falls due: its key and its Chinese name.

    ``ask`` finds them, given the database, today and the last day to look at (``YYYY-MM-DD``): ``{what, of, code, day, command}``,
    where ``what`` is said to people, ``of`` is the key that stays the same for the thing whatever becomes of its day, no two
    of a kind having one, ``code`` names the record it is about (``None`` where that has none), ``day`` is the day
    on which it is or was due (``None`` for what is due on any day) and ``command`` what one types then. What is to be done on
    days before may stand in ``before``, each day with what is said then, by a name; on the day itself it is called ``at_last``
    where ``what`` would be wrong then. It is told
    from ``ahead`` days before its day; with -1 once that day has passed.
    """

    key: str
    label: str
    ask: Callable[[Database, str, str], Iterable[Record]]
    ahead: int = 0


def kinds() -> list[Due]:
    """Every kind of thing that falls due, noun by noun in the order of registering."""
    return exported("queries", "DUE")


def due(database: Database, today: str, ahead: int | None = None) -> list[Record]:
    """All that is due, kind by kind: ``{kind, what, of, code, day, days_left, working_days_left, command}``; what is left is below
    zero once it is late, and in working days only where the council counts its deadlines so.

    ``ahead`` looks so many days ahead, whatever the kind.
    """
    from liaison.queries.council.charter import charter_on, counted  # who tells what is due need not know

    day, count = date.fromisoformat(today), counted(database, charter_on(database, today))
    return [
        {"kind": kind.key, **row, **_left(database, day, row["day"], count)}
        for kind in kinds()
        for row in kind.ask(database, today, later(day, kind.ahead if ahead is None else ahead).isoformat())
    ]


def _left(database: Database, today: date, day: str | None, count: Count) -> Record:
    """How long it is to a day: of a year that nobody knows no working days, which is said."""
    if day is None:
        return {"days_left": None, "working_days_left": None}
    until, working = date.fromisoformat(day), None
    if count.calendar is not None:
        try:
            working = count.between(today, until)
        except UnknownYear as unknown:
            database.tell(str(unknown))
    return {"days_left": (until - today).days, "working_days_left": working}
