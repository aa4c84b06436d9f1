"""The names of a paper: each that is on record is marked by one character, so that however it is named it is the same; those that
are nearly on record are told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.nouns.registry import NOUNS
from liaison.queries.council.council import the_council
from liaison.queries.known import named
from liaison.rules.names import loose_key, match_key
from liaison.rules.pinyin import sort_key
from liaison.rules.summary.wording import tidy

if TYPE_CHECKING:
    from liaison.store.database import Database

_MARKS = re.compile("[\ue000\U000f0000-\U0010fffd]")
_MARKED = ("member", "project", "activity", "agreement", "honour")
"""The nouns whose records a paper speaks of by name."""
_FIRST = 0xF0000
MARK = re.compile("[\U000f0000-\U0010fffd]")
"""A name that was marked."""
_COUNCIL = "\ue000"
"""The mark of the council itself, which narrows nothing down (``rules/summary/wording.py``)."""
_LEAST = 3
"""Characters of a name that is looked for in running text."""
_LEAST_NEAR, _LEAST_MENDED = 4, 6
"""Characters of a name that is told by its sound, or in spite of a character lost, doubled or out of order."""
_EXAMPLE = re.compile(r"（示例）$")
_FORM = re.compile(r"(?:管理|股份|有限|责任|集团|控股|总|公司|（[\u4e00-\u9fff]{2,6}）)*(?:公司|集团)")
_LEGAL = re.compile("有限(?:责任)?公司$")
"""The end of a whole legal name; where a unit is on record by a shorter one alone, nobody can say that it is not right."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Known:
    """A record that may be named: its noun, its number and what it is called."""

    noun: str
    key: int
    name: str


class Marks:
    """Every name of the council's records."""

    def __init__(self, database: Database) -> None:
        self.known: dict[str, Known] = {}
        self.spelt: dict[str, str] = {}
        """How a marked name was spelt in the text that was marked last."""
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._units: dict[str, str] = {}
        names: dict[str, str] = {}
        for noun in _MARKED:
            for one in named(database, NOUNS[noun]):
                mark = chr(_FIRST + len(self.known))
                if not MARK.fullmatch(mark):
                    break  # a council of 130,000 records; those beyond are not looked for
                self.known[mark] = Known(noun, one.key, one.name)
                for name in filter(None, (one.name, *one.others, *one.exact, *one.learned)):
                    for text in {tidy(name), _EXAMPLE.sub("", tidy(name))}:
                        if len(text) >= _LEAST:
                            names.setdefault(text, mark)
                            if noun == "member":
                                self._units[text] = mark
        for text, mark in names.items():
            self._by_start[text[:2]].append((text, mark))
        council = the_council(database)
        for name in filter(None, (council["name"], council["short"])):
            text = tidy(name)
            self._by_start[text[:2]].append((text, _COUNCIL))
        self._exact = {match_key(text) for text in names}
        for found in self._by_start.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._right = names.keys()
        self._near = _Near(self._units, self._exact)

    def mark(self, text: str) -> str:
        """A tidy text in which each name on record is one character."""
        parts, place = [], 0
        while place < len(text):
            for name, mark in self._by_start.get(text[place : place + 2], ()):
                if text.startswith(name, place):
                    parts.append(mark)
                    self.spelt[mark] = name
                    place += len(name)
                    break
            else:
                parts.append(text[place])
                place += 1
        return "".join(parts)

    def spell(self, text: str) -> str:
        """A marked text with its names again."""
        return _MARKS.sub(lambda match: self.spelt.get(match[0], ""), text)

    def units(self, marked: str) -> list[str]:
        """The marks of units in a marked text, in order."""
        return [mark for mark in MARK.findall(marked) if self.known[mark].noun == "member"]

    def wrong(self, text: str) -> Iterator[tuple[str, str]]:
        """Each name in a tidy text that is nearly a unit's and nobody's, and the unit's own."""
        if text in self._right or not _HAN.search(text):
            return
        taken: list[tuple[int, int, str]] = []
        for start, end, mark in sorted(self._near.found(text), key=lambda one: (one[0] - one[1], one[0])):
            if all(end <= a or start >= b for a, b, _mark in taken):
                taken.append((start, end, mark))
        for start, end, mark in sorted(taken):
            yield text[start:end], self.known[mark].name


class _Near:
    """What is nearly a unit's name: its legal form written otherwise, a character of the same sound, one lost, doubled, or out of
    order. A character that merely is another makes another name: 招商银行 and 浙商银行 are two."""

    def __init__(self, units: dict[str, str], exact: set[str]) -> None:
        self._exact = exact
        self._names = units
        self._cores: dict[str, set[str]] = defaultdict(set)
        self._misspelt: dict[str, str] = {}
        self._formed = {mark for name, mark in units.items() if _LEGAL.search(name)}
        self._sounds: dict[int, dict[str, set[str]]] | None = None
        for name, mark in units.items():
            if len(core := loose_key(name)) >= _LEAST:
                self._cores[core].add(mark)
            if len(name) >= _LEAST_MENDED and _HAN.fullmatch(name):
                self._misspelt |= dict.fromkeys(_misspellings(name), mark)
        self._lengths = sorted({len(text) for text in self._misspelt})

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each stands, and whose it is."""
        for start, end, mark in (*self._forms(text), *self._by_letters(text), *self._by_sound(text)):
            if match_key(text[start:end]) not in self._exact and not self._within_exact(text, start, end):
                yield start, end, mark

    def _within_exact(self, text: str, start: int, end: int) -> bool:
        """Whether what was found is a part of a name that stands there rightly."""
        for name in self._names:
            place = text.find(name)
            while place >= 0:
                if place <= start and end <= place + len(name):
                    return True
                place = text.find(name, place + 1)
        return False

    def _forms(self, text: str) -> Iterator[tuple[int, int, str]]:
        for core, marks in self._cores.items():
            place = text.find(core)
            while place >= 0:
                form = _FORM.match(text, place + len(core))
                if form and len(marks) == 1 and not (_LEGAL.search(form[0]) and not (marks & self._formed)):
                    yield place, form.end(), next(iter(marks))
                place = text.find(core, place + 1)

    def _by_letters(self, text: str) -> Iterator[tuple[int, int, str]]:
        for length in self._lengths:
            for place in range(len(text) - length + 1):
                if mark := self._misspelt.get(text[place : place + length]):
                    yield place, place + length, mark

    def _by_sound(self, text: str) -> Iterator[tuple[int, int, str]]:
        sounds = self._by_length()
        for run in _HAN.finditer(text):
            syllables = sort_key(run[0]).split()
            if len(syllables) != len(run[0]):
                continue
            for length, names in sounds.items():
                for place in range(len(syllables) - length + 1):
                    marks = names.get(" ".join(syllables[place : place + length]), ())
                    if len(marks) == 1 and _is_simplified(run[0][place : place + length]):
                        start = run.start() + place
                        yield start, start + length, next(iter(marks))

    def _by_length(self) -> dict[int, dict[str, set[str]]]:
        """The units of each sound, by how many syllables that has."""
        if self._sounds is None:
            self._sounds = defaultdict(lambda: defaultdict(set))
            for name, mark in self._names.items():
                if len(name) >= _LEAST_NEAR and _HAN.fullmatch(name):
                    self._sounds[len(name)][sort_key(name)].add(mark)
        return self._sounds


def _is_simplified(text: str) -> bool:
    """Whether every character is one of those in daily use here: a name in traditional ones (匯添富) is no slip of the pen."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _misspellings(name: str) -> Iterator[str]:
    """A name with one character lost, doubled, or changed for the next; its first and its last stand."""
    for place in range(1, len(name) - 1):
        yield name[:place] + name[place + 1 :]
        yield name[: place + 1] + name[place:]
        if place < len(name) - 2:
            yield name[:place] + name[place + 1] + name[place] + name[place + 2 :]
