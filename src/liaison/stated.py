"""What a noun declares beside its columns: how its records go from state to state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison.columns import Record
    from liaison.rules.states import States


def _as_it_is(state: str, _record: Record, _day: str) -> str:
    return state


@dataclass(frozen=True)
class Stated:
    """That the records of a noun go from state to state as ``states`` allows.

    ``column`` holds the present state; ``history`` names the noun whose rows are the moves, each with the state, the ``day``
    and the record in columns called so and as the noun itself; ``verb`` enters one, by its English and its Chinese name.
    ``ended`` is the column that holds the day of a final state. ``since`` is that of the day on which the first of the states
    ``held`` was reached: in one of these it is required, and the first such move fills it in; a record without moves has
    been in its state from that day on, which becomes its first move once another is entered. ``seen`` tells, from a state,
    the record and a day, what the state is called on that day where days of the record make it another.
    """

    states: States
    column: str
    history: str
    verb: tuple[str, str]
    ended: str = ""
    since: str = ""
    held: tuple[str, ...] = ()
    seen: Callable[[str, Record, str], str] = _as_it_is
