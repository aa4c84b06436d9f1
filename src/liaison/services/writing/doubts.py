"""Texts of sheets that only may mean a record: whether a person agrees, and what is kept of the answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from liaison.cells import clean
from liaison.columns import Noun
from liaison.queries.keys import linked
from liaison.rules.names import match_key
from liaison.store.change import Change
from liaison.tables import Told


class Doubt(NamedTuple):
    """That a text may mean one record of a noun, ``title``; ``question`` asks whether it does."""

    noun: Noun
    text: str
    key: int
    title: str
    question: str

    @property
    def about(self) -> tuple[str, str]:
        """What is in doubt: a text of any spelling, as the name of a record of that noun."""
        return self.noun.name, match_key(self.text)

    @property
    def answer(self) -> Told:
        """That it does."""
        return Told(self.noun.label, self.text, self.title)


_SMALL = str.maketrans("、，,；;", "﹑﹐﹐﹔﹔")
"""The marks that stand between names in a cell, in forms that compare alike and divide nothing: one may be within a name."""


@dataclass
class Doubts:
    """What is doubtful in the sheets of one import, each different text once, however often it runs.

    ``takes`` agrees where there is one record alone, ``offered`` tells that the command can be told to; ``others`` says whether what
    only may mean a unit is another one, where that can be entered; ``None`` where the command cannot be told that. ``open`` are those that
    nobody has answered in this run, ``kept`` the names that were kept in it, ``agreed`` what a person has agreed to of what is
    in it. ``before`` are answers that came with the file, given when it was brought in before.
    """

    takes: bool = False
    offered: bool = False
    others: bool | None = None
    open: dict[tuple[str, str], Doubt] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    before: Collection[Told] = ()
    agreed: dict[tuple[str, str], Told] = field(default_factory=dict)
    _told: dict[tuple[str, str], int | None] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what came of an earlier run; the answers stay."""
        self.open.clear()
        self.kept.clear()
        self.agreed.clear()

    def answer(self, doubt: Doubt, *, yes: bool) -> None:
        """Take a person's answer."""
        self._told[doubt.about] = doubt.key if yes else None

    def is_denied(self, noun: Noun, text: str) -> bool:
        """Whether a person has said that the text means no record that it might."""
        return self._told.get((noun.name, match_key(text)), 0) is None

    def agree(self, doubt: Doubt, *, alone: bool) -> bool:
        """Whether a text means the record that it may mean, ``alone`` or as well as others; what nobody has answered is open."""
        about = doubt.about
        if self._told.get(about, doubt.key if doubt.answer in self.before else 0) == doubt.key:
            self.agreed[about] = doubt.answer
            return True
        if about in self._told:
            return False
        if self.takes and alone:
            return True
        self.open[about] = doubt
        return False


def keep_name(change: Change, noun: Noun, key: int, text: str) -> None:
    """Keep with a record what it is called elsewhere, behind the others."""
    link = noun[noun.learned].link
    assert link is not None
    change.flush()
    places = [place or 0 for _row, place in linked(change.database, link, key).values()]
    row = {link.owner: key, link.value: clean(text).translate(_SMALL), "position": max(places, default=0) + 1}
    change.insert(link.table, row)
