"""What a noun declares beside its columns: how its records go from state to state, and which lists are kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from liaison.columns import Column
    from liaison.rules.states import Passing, States


class Told(NamedTuple):
    """That a move tells what ``column`` of its record is from then on: what ``step``, a column of the move, says.

    What it was before is kept with the move in its column ``before``. Only the moves ``by`` tell it, all of them if none is named; where that is ``strict``, others may not even speak of it.
    """

    column: str
    step: str
    before: str
    by: tuple[str, ...] = ()
    strict: bool = False


class Stated(NamedTuple):
    """That the records of a noun go from state to state as ``states`` allows.

    ``column`` holds the present state; ``history`` names the noun whose rows are the moves, each with the state (or what was
    done: ``action``), the ``day`` and the record in columns called so and as the noun itself; ``verb`` enters one, by its
    English and its Chinese name. ``ended`` is the column that holds the day of a final state, of those ``ending`` where not
    each of them has it. ``since`` is that of the day on which the first of the states ``held`` was reached: in one of these it
    is required, and the first such move fills it in; a record without moves has been in its state from that day on, which
    becomes its first move once another is entered. No move is before the day in ``began``. ``told`` is what moves tell of
    their record, ``counted`` the columns that count some of them, each with the move. ``due`` is the column of the day by which
    a record is to be done, ``light`` the one that shows how near it is. ``passing`` tells what
    a state is called as the record's last day comes near and passes.
    """

    states: States
    column: str
    history: str
    verb: tuple[str, str]
    ended: str = ""
    since: str = ""
    held: tuple[str, ...] = ()
    passing: Passing | None = None
    ending: tuple[str, ...] = ()
    action: str = ""
    began: str = ""
    told: tuple[Told, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()
    due: str = ""
    light: str = ""

    @property
    def move(self) -> str:
        """The column of the history that tells what was done."""
        return self.action or self.column

    @property
    def names(self) -> tuple[str, ...]:
        """What records are shown to be in."""
        return (*self.states.names, *((self.passing.near, self.passing.past) if self.passing else ()))

    def ends(self, state: str | None) -> bool:
        """Whether the day of a state is the record's last."""
        return state in (self.ending or self.states.final)


class View(NamedTuple):
    """A list under its own name, as an office keeps it apart: of the records that hold ``word`` in ``column``."""

    column: str
    word: str
    title: str
    columns: tuple[Column, ...]
