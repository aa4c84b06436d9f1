"""States and what may follow which: one mechanism for every noun whose records go from state to state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from liaison.errors import LiaisonError, Refused, Unreadable


class Action(NamedTuple):
    """A move that is more than entering the state of its own name: it leads ``to`` another, or nowhere where that is empty.

    ``needs`` are the keys of what must be told with it.
    """

    to: str = ""
    needs: tuple[str, ...] = ()


class Passing(NamedTuple):
    """That a record which is ``held`` in some states is called ``near`` in its last ``days`` and ``past`` after its last day, the
    one in the column ``by``; one that renews itself, as its column ``unless`` says, is never past."""

    held: tuple[str, ...]
    by: str
    near: str
    past: str
    days: int
    unless: str

    def until(self, day: str) -> str:
        """The latest of the last days that are near on a day."""
        return (date.fromisoformat(day) + timedelta(days=self.days)).isoformat()

    def called(self, state: str, last: str | None, renews: object, day: str) -> str:
        """What a state is called on a day."""
        if state not in self.held or not last:
            return state
        if last < day:
            return state if renews else self.past
        return self.near if last <= self.until(day) else state


class States(NamedTuple):
    """A table of states.

    ``moves`` says of each state which may follow it, and under ``None`` with which a record may begin; ``final`` are those
    after which there is nothing but what the table says. ``renewing`` are the states after which others may be entered once
    more: elsewhere each comes once, unless they ``repeat`` wherever the table leads back to them. ``thing`` is what a sentence
    calls the record (项目), ``word`` what it calls a state (阶段).

    Where a move is no state it is one of ``actions`` (``step`` is what a sentence calls them): those, too, stand in ``moves``,
    or in ``anytime`` where they may be done as long as a record is not in a final state. A record that is in a ``start`` by
    itself needs no move to come there; one that was brought in further on may begin with any move that follows where it was.
    """

    thing: str
    word: str
    moves: Mapping[str | None, tuple[str, ...]]
    final: frozenset[str] = frozenset()
    renewing: frozenset[str] = frozenset()
    repeat: bool = False
    step: str = ""
    actions: Mapping[str, Action] = MappingProxyType({})
    anytime: tuple[str, ...] = ()
    start: str | None = None

    @property
    def over(self) -> frozenset[str]:
        """The states in which nothing goes on: the final ones, and those from which it may be taken up again."""
        return self.final | self.renewing

    @property
    def names(self) -> tuple[str, ...]:
        """The states, in the order of the table."""
        return tuple(state for state in self.moves if state is not None)

    @property
    def steps(self) -> tuple[str, ...]:
        """The moves, in the order of the table: its states, where there are no others."""
        if not self.step:
            return self.names
        told = (move for after in self.moves.values() for move in after)
        return tuple(dict.fromkeys((*told, *self.anytime)))

    @property
    def keeping(self) -> frozenset[str]:
        """The moves that leave a record in its state."""
        return frozenset(move for move, action in self.actions.items() if not action.to)

    @property
    def leading(self) -> Mapping[str, str]:
        """The moves that lead to a state of another name than their own, each with that state."""
        return {move: action.to for move, action in self.actions.items() if action.to not in ("", move)}

    def needs(self, move: str) -> tuple[str, ...]:
        """The keys of what must be told with a move."""
        return self.actions[move].needs if move in self.actions else ()

    def after(self, old: str | None, move: str) -> str | None:
        """The state to which a move leads from ``old``."""
        return old if move in self.keeping else self.leading.get(move, move)

    def following(self, old: str | None) -> tuple[str, ...]:
        """The moves that may follow ``old``, or that a record may begin with if ``None``."""
        self._check_known(old)
        return self.moves[old] + (() if old is None or old in self.final else self.anytime)

    def check_move(self, old: str | None, new: str) -> None:
        """Raise ``Refused`` when ``new`` cannot follow ``old``, naming the moves that can.

        Raises ``Unreadable`` for a move or a state that there is not.
        """
        if new not in self.steps:
            raise self._unknown(self.step or self.word, new, self.steps)
        allowed = self.following(old)
        if new in allowed:
            return
        word, choices = self.word, "、".join(allowed)
        thing = f"按{self.thing}{word}表，{self.thing}" if self.step else self.thing
        change = f"不能“{new}”" if self.step else f"不能改为“{new}”"
        if old is None:
            raise Refused(f"{thing}的第一个{word}不能是“{new}”，可以是：{choices}")
        if old in self.final and allowed:
            raise Refused(f"{thing}已经{old}，{change}；要重新办，只能先{choices}")
        if old in self.final:
            no_more = change.replace("不能", "不能再", 1)
            raise Refused(f"{thing}已经{old}，{no_more}；{old}之后没有别的{word}，如需继续请另立新{thing}")
        already = "已经是" if new == old else "现在是"
        again = "，不必重复登记" if new == old else f"，{change}"
        raise Refused(f"{thing}{already}“{old}”{again}；接下来可以是：{choices}")

    def check_history(self, moves: Sequence[tuple[date, str]]) -> None:
        """Check a record's moves, each with its day, in the order they were entered.

        Raises ``Refused`` when a day is before the one above it, a move cannot follow, or a state comes twice without one of
        ``renewing`` between; ``Unreadable`` for a move that there is not.
        """
        if found := self.first_fault(moves):
            raise found[1]

    def first_fault(
        self, moves: Sequence[tuple[date, str]], standing: str | None = None
    ) -> tuple[int, LiaisonError] | None:
        """The place of the first move of a history that cannot be, and why; nothing where all can.

        ``standing`` is where a record stands that none of its moves on record has brought there; where that is not known
        either, it was brought in further on than its ``start`` if the first move says so.
        """
        fault = self._fault(moves, self.start)
        if fault is None or self.start is None or standing == self.start:
            return fault
        if standing is not None:
            return self._fault(moves, standing)
        first = next((place for place, (_day, move) in enumerate(moves) if move not in self.keeping), -1)
        return self._fault(moves, None, first) if fault[0] == first else fault

    def _fault(
        self, moves: Sequence[tuple[date, str]], old: str | None, taken: int = -1
    ) -> tuple[int, LiaisonError] | None:
        """The same from a state on; moves up to the place ``taken`` are not asked what they follow."""
        before: tuple[date, str] | None = None
        seen: set[str | None] = set()
        for place, (day, new) in enumerate(moves):
            try:
                self._check_day(before, day, new)
                if place > taken:
                    self.check_move(old, new)
                state = self.after(old, new)
                if new not in self.keeping and state in seen:
                    raise Refused(
                        f"“{new}”这个{self.word}已经登记过，{day.isoformat()}不能再登记一次，请核对"
                    )
            except LiaisonError as error:
                return place, error
            seen = set() if self.repeat or state in self.renewing else seen | {state}
            old, before = state, (day, new)
        return None

    def reached(self, moves: Sequence[str]) -> str | None:
        """Where moves that follow each other have led; nothing where none of them leads anywhere."""
        return next((self.after(None, move) for move in reversed(moves) if move not in self.keeping), None)

    def _check_day(self, before: tuple[date, str] | None, day: date, new: str) -> None:
        if before and day < before[0]:
            word, (last, old) = self.step or self.word, before
            raise Refused(
                f"“{new}”的日期{day.isoformat()}早于上一{word}“{old}”的日期{last.isoformat()}，请核对日期"
            )

    def _check_known(self, state: str | None) -> None:
        if state not in self.moves:
            raise self._unknown(self.word, state, self.names)

    def _unknown(self, word: str, told: str | None, known: tuple[str, ...]) -> Unreadable:
        return Unreadable(f"没有“{told}”这个{word}，请从这些里选：{'、'.join(known)}")
