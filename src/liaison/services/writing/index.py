"""Records of a noun by code and name, for sheets: a part of a name is never taken before a person has agreed to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from liaison.cells import shown
from liaison.columns import Noun, Record
from liaison.errors import NotFound
from liaison.queries.known import By, KnownNames, Named
from liaison.rules.names import match_key
from liaison.services.writing.doubts import Doubts
from liaison.store.database import Database


class Index(KnownNames):
    """What each record of a noun is called, in sheets and in the change that is made of them.

    ``say`` is told of what was understood; ``doubts`` is asked of texts that only may mean a record, ``keep`` is told what they
    mean where the record keeps that.
    """

    def __init__(
        self,
        database: Database,
        noun: Noun,
        within: str = "",
        say: Callable[[str], None] = lambda _sentence: None,
        doubts: Doubts | None = None,
        keep: Callable[[Noun, int, str], None] = lambda _noun, _key, _text: None,
    ) -> None:
        self.say, self.doubts, self.keep = say, doubts or Doubts(), keep
        self._earlier: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        super().__init__(database, noun, within)

    def add(self, key: int, row: Record) -> None:
        """Make a record known that was just written; ``row`` by database columns."""
        noun = self.noun
        owner = row.get(f"{self.within}_id") if self.within else None
        others = list(filter(None, map(row.get, noun.own_names)))
        exact = tuple(filter(None, map(row.get, noun.exactly)))
        self.know(
            Named(key, owner, row.get(noun.numbered) or "", row.get(noun.called) or "", others, exact)
        )

    def remember(self, before: Record) -> None:
        """Make a record known by what it was called, too: the rest of a workbook may still call it so."""
        owner = before.get(f"{self.within}_id") if self.within else None
        for text in filter(None, map(before.get, self.noun.bynames)):
            self._earlier[owner, match_key(text)].add(before["id"])

    def knows(self, text: str) -> bool:
        """Whether a text is known to mean some record, or just one but for its legal form."""
        return bool(self.certain(text))

    def certain(self, text: str, owner: int | None = None) -> set[int]:
        """The records that a text is known to mean, as a whole: by their codes and names, but for the legal form of one, or because a
        person has said so."""
        if found := self.holders(text, owner) | self._earlier.get((owner, match_key(text)), set()):
            return found
        by, keys = self.fit(text, owner)
        if by is By.PART:
            key = self.doubts.told_of(self.noun, text)
            return {key} if key in keys | self.within_text(text, owner) else set()
        return keys

    def resolve(self, text: str, owner: int | None = None) -> int:
        """The one record of that code or name, or of the one that differs in its legal form alone (then said), or that a person
        says it is.

        Raises ``NotFound``, with the candidates where there are any; it never guesses among them.
        """
        found = self.holders(text, owner) | self._earlier.get((owner, match_key(text)), set())
        if len(found) == 1:
            return next(iter(found))
        if not found:
            by, found = self.fit(text, owner)
            if len(found) == 1 and by is not By.PART:
                (key,) = found
                if by is By.FORM:
                    self.say(f"“{shown(text)}”按“{self.labels[key]}”认定。")
                return key
            if (agreed := self.agreed(text, owner)) is not None:
                return agreed
        raise NotFound(*self.trouble(text, found, owner))

    def agreed(self, text: str, owner: int | None = None) -> int | None:
        """The record that a text only may mean, where a person agrees to it: then it is kept. Else it stays open."""
        by, found = self.fit(text, owner)
        ...

    def trouble(self, text: str, found: set[int], owner: int | None = None) -> tuple[str, str]:
        """Why a text means no one record, and what to do about it; ``found`` are those that it fits."""
        ...
