"""States and what may follow which: one mechanism for every noun whose records go from state to state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liaison.errors import LiaisonError, Refused, Unreadable


@dataclass(frozen=True)
class States:
    """A table of states.

    ``moves`` says of each state which may follow it, and under ``None`` with which a record may begin; ``final`` are those
    after which there is nothing. ``renewing`` are the states after which others may be entered once more: elsewhere each comes
    once. ``thing`` is what a sentence calls the record (项目), ``word`` what it calls a state (阶段).
    """

    thing: str
    word: str
    moves: Mapping[str | None, tuple[str, ...]]
    final: frozenset[str] = frozenset()
    renewing: frozenset[str] = frozenset()

    @property
    def over(self) -> frozenset[str]:
        """The states in which nothing goes on: the final ones, and those from which it may be taken up again."""
        return self.final | self.renewing

    @property
    def names(self) -> tuple[str, ...]:
        """The states, in the order of the table."""
        return tuple(state for state in self.moves if state is not None)

    def following(self, old: str | None) -> tuple[str, ...]:
        """The states that may follow ``old``, or that a record may begin with if ``None``."""
        self._check_known(old)
        return self.moves[old]

    def check_move(self, old: str | None, new: str) -> None:
        """Raise ``Refused`` when ``new`` cannot follow ``old``, naming the states that can.

        Raises ``Unreadable`` for a state that there is not.
        """
        self._check_known(new)
        allowed = self.following(old)
        if new in allowed:
            return
        thing, word, choices = self.thing, self.word, "、".join(allowed)
        if old is None:
            raise Refused(f"{thing}的第一个{word}不能是“{new}”，可以是：{choices}")
        if old in self.final:
            raise Refused(
                f"{thing}已经{old}，不能再改为“{new}”；{old}之后没有别的{word}，如需继续请另立新{thing}"
            )
        already = "已经是" if new == old else "现在是"
        again = "，不必重复登记" if new == old else f"，不能改为“{new}”"
        raise Refused(f"{thing}{already}“{old}”{again}；接下来可以是：{choices}")

    def check_history(self, moves: Sequence[tuple[date, str]]) -> None:
        """Check a record's states, each with its day, in the order they were entered.

        Raises ``Refused`` when a day is before the one above it, a state cannot follow, or a state comes twice without one of
        ``renewing`` between; ``Unreadable`` for a state that there is not.
        """
        if found := self.first_fault(moves):
            raise found[1]

    def first_fault(self, moves: Sequence[tuple[date, str]]) -> tuple[int, LiaisonError] | None:
        """The place of the first move of a history that cannot be, and why; nothing where all can."""
        old: str | None = None
        before = date.min
        seen: set[str] = set()
        for place, (day, new) in enumerate(moves):
            try:
                self._check_next(old, before, seen, new, day)
            except LiaisonError as error:
                return place, error
            seen = set() if new in self.renewing else seen | {new}
            old, before = new, day
        return None

    def _check_next(self, old: str | None, before: date, seen: set[str], new: str, day: date) -> None:
        if day < before:
            raise Refused(
                f"“{new}”的日期{day.isoformat()}早于上一{self.word}“{old}”的日期{before.isoformat()}，请核对日期"
            )
        self.check_move(old, new)
        if new in seen:
            raise Refused(f"“{new}”这个{self.word}已经登记过，{day.isoformat()}不能再登记一次，请核对")

    def _check_known(self, state: str | None) -> None:
        if state not in self.moves:
            raise Unreadable(f"没有“{state}”这个{self.word}，请从这些里选：{'、'.join(self.names)}")
