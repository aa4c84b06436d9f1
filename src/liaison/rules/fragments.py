"""Names by what stands in them: which hold a text, and which are held in one, without looking into each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

_FEW = 100
"""Questions for which looking into every name takes less than putting the names in order."""


class Fragments:
    """Names of two characters and more, found by the pairs of characters in them: a text with a pair that no name has is in
    none, and a name is looked for only where its rarest pair stands."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}
        self._new: list[str] = []
        """Those that are not in order yet."""
        self._with: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._rarest: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._asked = 0

    def add(self, name: str) -> None:
        """Have one name more; one character is none."""
        if len(name) > 1 and name not in self._names:
            self._names[name] = None
            self._new.append(name)

    def holding(self, text: str) -> list[str]:
        """The names of which a text is a part."""
        there = self._names if self._looks_into_all() or len(text) == 1 else self._having_all(text)
        return [name for name in there if text in name]

    def held_in(self, text: str) -> list[str]:
        """The names that are a part of a text."""
        if self._looks_into_all():
            return [name for name in self._names if name in text]
        there = (self._rarest.get(pair, ()) for pair in dict.fromkeys(pairwise(text)))
        return [name for names in there for name in names if name in text]

    def _having_all(self, text: str) -> list[str]:
        """The names among which those are that have every pair of the text."""
        fewest: list[str] | None = None
        for pair in pairwise(text):
            if (there := self._with.get(pair)) is None:
                return []
            if fewest is None or len(there) < len(fewest):
                fewest = there
        return fewest or []

    def _looks_into_all(self) -> bool:
        """Whether this question is one of few; else the names are put in order."""
        self._asked += 1
        if self._asked <= _FEW:
            return True
        pairs = [(name, dict.fromkeys(pairwise(name))) for name in self._new]
        for name, there in pairs:
            for pair in there:
                self._with[pair].append(name)
        for name, there in pairs:
            self._rarest[min(there, key=lambda pair: len(self._with[pair]))].append(name)
        self._new.clear()
        return False


class Letters:
    """Names by the characters in them: those that are worth holding against a text letter by letter."""

    def __init__(self, names: Iterable[str]) -> None:
        self._with: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in names:
            for letter in _counted(name):
                self._with[letter].append(name)

    def sharing(self, text: str, part: float) -> list[str]:
        """The names that have so great a part of all characters, theirs and the text's, in common with it, wherever they stand: no
        other can be like it by that much (``difflib``'s ``quick_ratio``)."""
        shared: Counter[str] = Counter()
        for letter in _counted(text):
            shared.update(self._with.get(letter, ()))
        return [name for name, count in shared.items() if 2 * count >= part * (len(name) + len(text))]


def _counted(text: str) -> Iterator[tuple[str, int]]:
    """Each character, and the how manieth of its sort it is."""
    seen: Counter[str] = Counter()
    for letter in text:
        seen[letter] += 1
        yield letter, seen[letter]
