"""What the records of a noun are called, and the one way from a text to the record that is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from liaison.columns import Column, Noun
from liaison.kinds import Whose
from liaison.nouns.registry import base_of
from liaison.queries.owned import own
from liaison.rules.fragments import Fragments, Letters
from liaison.rules.names import code_key, loose_key, match_key
from liaison.store.database import Database

_LEAST = 2
"""Characters that tell something, be they a part of a name or a name within a text."""
_SEVERAL = 2
MOST_NEAR = 3
"""Candidates that are named of a text that fits none."""
_ALIKE = 0.6
"""The part of two names that is the same where one is like the other."""
_MOST_COMPARED, _FEWEST_ASKED = 200_000, 100
"""How often unknown texts are held against names letter by letter, all together (a second or two); but as many texts in any
case."""


class Named(NamedTuple):
    """A record with all that it may be called by.

    ``owner`` is the record it is known within; ``others`` are its other names, ``exact`` what names it only as a whole;
    ``initials`` are those of its names in pinyin, as words; ``learned`` is what it is called elsewhere.
    """

    key: int
    owner: int | str | None
    code: str
    name: str
    others: list[str]
    exact: tuple[str, ...]
    initials: str = ""
    learned: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Code and name, or the code where it has no name beside."""
        return " ".join(dict.fromkeys(filter(None, (self.code, self.name))))


def named(database: Database, noun: Noun, within: str = "") -> Iterator[Named]:
    """Every record of a noun, in the order of codes; ``within`` is the column of what it is known within."""
    fields = [
        _owner(base_of(noun)[within]) if within else "NULL",
        noun.numbered or "''",
        noun.called,
        "initials" if noun.named else "''",
        *noun.own_names,
        *noun.exactly,
    ]
    former = _linked(database, noun.pick(*noun.also_called))
    learned = _linked(database, noun.pick(*filter(None, [noun.learned])))
    count = len(noun.own_names)
    for key, owner, code, name, initials, *more in database.execute(
        f"SELECT t.id, {', '.join(fields)} FROM {noun.table} AS t ORDER BY {noun.numbered or 'id'}, id"
    ):
        others = [other for other in more[:count] if other] + former.get(key, [])
        exact = tuple(filter(None, more[count:]))
        yield Named(key, owner, code, name, others, exact, initials, tuple(learned.get(key, ())))


def _owner(within: Column) -> str:
    """What a record is known within, in SQL: the key of another record, or which of several nouns' records it is."""
    if isinstance(within.kind, Whose):
        from liaison.queries.whose import key_of

        return key_of(within)
    return within.store


def _linked(database: Database, columns: Iterable[Column]) -> dict[int, list[str]]:
    """The names of records that are rows of their own."""
    found: dict[int, list[str]] = {}
    for link in (column.link for column in columns):
        if link:
            sql = f"SELECT {link.owner}, {link.value} FROM {link.table} ORDER BY {link.owner}, position"
            for key, name in database.execute(sql):
                found.setdefault(key, []).append(name)
    return found


class By(IntEnum):
    """By what a text fits records, the surest first: by its code or one of its names as a whole; by a name but for its legal form
    and place; by what a person once said that it means; by a part of a name, or by what was learned where it is a part of
    another's name, too."""

    NAME = 0
    FORM = 1
    LEARNED = 2
    PART = 3


class Fit(NamedTuple):
    """The records that a text fits, by the surest way in which it fits any."""

    by: By
    keys: set[int]


class KnownNames:
    """What each record of a noun is called; ``within`` is the column of what it is known within."""

    def __init__(self, database: Database, noun: Noun, within: str = "") -> None:
        self.noun = noun
        self.within = within
        self._database = database
        self.labels: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self._compared = 0
        self._letters: Letters | None = None
        self._spelled: dict[str, str] = {}
        self._loose: dict[str, set[int]] | None = None
        self._parts: dict[int | str | None, Fragments] | None = None
        self._loose_parts = Fragments()
        self._unread: list[Named] = []
        self._codes: dict[tuple[int | str | None, str], int] = {}
        self._keys: dict[tuple[int | str | None, str], set[int]] = defaultdict(set)
        self._whole: dict[tuple[int | str | None, str], set[int]] = defaultdict(set)
        self._learned: dict[str, set[int]] = defaultdict(set)
        self._initials: dict[int, str] = {}
        for one in named(database, noun, within):
            self.know(one)

    def know(self, one: Named) -> None:
        """Make a record known by what it is called."""
        self.labels[one.key] = one.title
        self.names[one.key] = one.name
        self._letters = None
        if one.code:
            self._codes[one.owner, code_key(one.code)] = one.key
        if self.noun.called != self.noun.numbered:
            self._unread.append(one)

    def _names(self) -> dict[tuple[int | str | None, str], set[int]]:
        """The records of each name, folded only when a name is asked for: most are found by their codes."""
        for one in self._unread:
            for text in filter(None, (one.name, *one.others)):
                name = match_key(text)
                self._keys[one.owner, name].add(one.key)
                if self._parts is not None:
                    self._parts[one.owner].add(name)
                if self._loose is not None:
                    self._know_loosely(loose_key(name), {one.key})
            if self._loose is not None:
                self._know_loosely(loose_key(one.title.split(" ", 1)[-1]), {one.key})
            for text in one.exact:
                self._whole[one.owner, match_key(text)].add(one.key)
            for text in one.learned:
                self._learned[match_key(text)].add(one.key)
            self._initials[one.key] = one.initials or self._initials.get(one.key, "")
        self._unread.clear()
        return self._keys

    def learn(self, text: str, key: int) -> None:
        """Make known what a person has said that a text means."""
        self._names()
        self._learned[match_key(text)].add(key)

    def relearn(self, key: int, texts: Iterable[str]) -> None:
        """Make known that these are all the texts of which a person has said that they mean a record."""
        self._names()
        for keys in self._learned.values():
            keys.discard(key)
        for text in texts:
            self._learned[match_key(text)].add(key)

    def holders(self, text: str, owner: int | str | None = None) -> set[int]:
        """The records that bear exactly that code or name."""
        code = self._codes.get((owner, code_key(text)))
        if code is not None:
            return {code}
        name, names = match_key(text), self._names()
        return (names.get((owner, name), set()) | self._whole.get((owner, name), set())) if name else set()

    def nearly(self, text: str) -> set[int]:
        """The records whose names differ from the text in their legal form, place or party organisation alone."""
        return self._loosely().get(loose_key(text), set())

    def _loosely(self) -> dict[str, set[int]]:
        names = self._names()
        if self._loose is None:
            self._loose = defaultdict(set)
            for (_owner, name), keys in names.items():
                self._know_loosely(loose_key(name), keys)
            for key, label in self.labels.items():
                self._know_loosely(loose_key(label.split(" ", 1)[-1]), {key})
        return self._loose

    def _know_loosely(self, bare: str, keys: set[int]) -> None:
        assert self._loose is not None
        self._loose[bare] |= keys
        self._loose_parts.add(bare)

    def _parts_of(self, owner: int | str | None) -> Fragments:
        """What stands in the names that are known within one record."""
        names = self._names()
        if self._parts is None:
            self._parts = defaultdict(Fragments)
            for of, name in names:
                self._parts[of].add(name)
        return self._parts[owner]

    def learned(self, text: str) -> set[int]:
        """The records of which a person once said that the text means them."""
        self._names()
        return self._learned.get(match_key(text), set())

    def fit(self, text: str, owner: int | str | None = None, *, typed: bool = False) -> Fit:
        """The records that a text fits. What was ``typed`` may be a part of a code, too, or begin words in pinyin.

        What was learned stands by itself only where the text is a part of no other record's name.
        """
        if found := self.holders(text, owner):
            return Fit(By.NAME, found)
        near = self._first(self.nearly(text)) if self.noun.loose else set()
        if len(near) == 1:
            return Fit(By.FORM, near)
        learned = self.learned(text)
        parts = near | self.parts(text, owner, typed=typed)
        if learned and parts <= learned:
            return Fit(By.LEARNED, learned)
        return Fit(By.PART, self._first(parts | learned))

    def _first(self, keys: set[int]) -> set[int]:
        """Of several records the one, if it is one, that is the table's own noun's: a member comes before what is only known."""
        if len(keys) < _SEVERAL:
            return keys
        base = base_of(self.noun)
        if not (mine := own(base)):
            return keys
        listed = ", ".join(map(str, sorted(keys)))
        sql = f"SELECT t.id FROM {base.table} AS t WHERE t.id IN ({listed}) AND {mine}"
        first = {key for (key,) in self._database.tuples(sql)}
        return first if len(first) == 1 else keys

    def parts(self, text: str, owner: int | str | None = None, *, typed: bool = False) -> set[int]:
        """The records of which a text is a part of a name, with the legal form and place or without."""
        wanted = match_key(text)
        if not wanted or not (typed or len(wanted) >= _LEAST):
            return set()
        names = self._names()
        found = {key for name in self._parts_of(owner).holding(wanted) for key in names[owner, name]}
        if typed:
            found |= {
                key for (of, code), key in self._codes.items() if of == owner and wanted in match_key(code)
            }
            if wanted.isascii():
                found |= {key for key, initials in self._initials.items() if wanted in initials}
        bare = loose_key(text)
        if found or not self.noun.loose or len(bare) < _LEAST:
            return found
        loosely = self._loosely()
        return {key for name in self._loose_parts.holding(bare) for key in loosely[name]}

    def within_text(self, text: str, owner: int | str | None = None) -> set[int]:
        """The records that have a name which is a part of the text."""
        names = self._names()
        return {key for name in self._parts_of(owner).held_in(match_key(text)) for key in names[owner, name]}

    def of(self, owner: int | str) -> set[int]:
        """The records that are known within one."""
        return {key for (of, _name), keys in self._names().items() if of == owner for key in keys}

    def near(self, text: str, owner: int | str | None = None) -> list[str]:
        """Codes and names of at most three records that the text may mean: that it holds a name of, or that it looks like."""
        held = self.titles(self.within_text(text, owner))
        return list(dict.fromkeys((*held, *self.similar(text))))[:MOST_NEAR]

    def titles(self, keys: Iterable[int]) -> list[str]:
        """Codes and names of records, in the order of codes."""
        return sorted(self.labels[key] for key in keys)

    def similar(self, text: str) -> list[str]:
        """Codes and names of few records whose names look like the text; none once too many texts were asked about."""
        self._compared += 1
        if self._compared > max(_MOST_COMPARED // (len(self.labels) + 10), _FEWEST_ASKED):
            return []
        if self._letters is None:
            self._spelled = {label.split(" ", 1)[-1]: label for label in self.labels.values()}
            self._letters = Letters(self._spelled)
        text = text.strip()
        if not (names := self._letters.sharing(text, _ALIKE)):
            return []
        from difflib import get_close_matches

        return [self._spelled[name] for name in get_close_matches(text, names, n=MOST_NEAR, cutoff=_ALIKE)]
