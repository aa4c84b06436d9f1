"""What a command that writes works with: the change, the day, names already looked up, and what is to be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from liaison.columns import Noun, Record
from liaison.nouns.registry import NOUNS, base_of
from liaison.services.writing.doubts import Doubts, keep_name
from liaison.services.writing.index import Index
from liaison.store.change import Change
from liaison.store.database import Database


@dataclass
class Work:
    """One command's writing: a transaction, with what it has asked of the database already.

    ``whenever`` takes facts of any day: an example is loaded whatever the clock says. ``correct`` is why closed years are
    changed, nothing where they are not to be; ``judged`` counts the written rows that were held against them. ``doubts`` are
    asked of what sheets only may mean.
    """

    change: Change
    today: date
    whenever: bool = False
    correct: str | None = None
    judged: int = 0
    doubts: Doubts = field(default_factory=Doubts)
    _said: dict[str, str | list[str]] = field(default_factory=dict)
    """By what it is about a sentence, or what makes up the one that begins so."""
    _indexes: dict[str, dict[str, Index]] = field(default_factory=lambda: defaultdict(dict))
    _renamed: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def today_text(self) -> str:
        """Today as days are stored."""
        return self.today.isoformat()

    @property
    def database(self) -> Database:
        """The database, inside the command's transaction."""
        return self.change.database

    def index(self, noun: str, within: str = "") -> Index:
        """The index of a noun, built when first asked for."""
        base = base_of(NOUNS[noun])
        indexes = self._indexes[base.name]
        if within not in indexes:
            self.change.flush()
            keep = partial(keep_name, self.change)
            index = Index(self.database, base, within, self.warn, self.doubts, keep)
            for before in self._renamed[base.name]:
                index.remember(before)
            indexes[within] = index
        return indexes[within]

    def written(self, noun: Noun, key: int, row: Record) -> None:
        """Let the indexes know a record that was just written."""
        for index in self._indexes_of(noun):
            index.add(key, row)

    def called(self, noun: Noun, key: int, names: Iterable[str]) -> None:
        """Let the indexes know what others call a record, as it has just been written."""
        for index in self._indexes_of(noun):
            index.relearn(key, names)

    def renamed(self, noun: Noun, before: Record) -> None:
        """Let sheets go on naming a record as it was called before a change."""
        self._renamed[noun.side or noun.name].append(before)
        for index in self._indexes_of(noun):
            index.remember(before)

    def _indexes_of(self, noun: Noun) -> Iterable[Index]:
        """The indexes of the table of a noun, which its sides share."""
        return self._indexes[noun.side or noun.name].values()

    def recall(self, name: str, ask: Callable[[Work], Any]) -> Any:
        """What ``ask`` answers, asked once in this work unless it is forgotten."""
        if name not in self._known:
            self.change.flush()
            self._known[name] = ask(self)
        return self._known[name]

    def forget(self, name: str) -> None:
        """What was recalled under that name has changed: it is asked anew when next wanted."""
        self._known.pop(name, None)

    @property
    def warnings(self) -> list[str]:
        """What is said of the work, each sentence once, in the order in which it was begun."""
        told = (
            said if isinstance(said, str) else f"{about}{'、'.join(said)}。"
            for about, said in self._said.items()
        )
        return list(dict.fromkeys(told))

    def warn(self, sentence: str) -> None:
        """Say something once that does not stop the work."""
        self._said.setdefault(sentence, sentence)

    def warn_anew(self, about: str, sentence: str) -> None:
        """Say something in the place of what was said about the same."""
        self._said[about] = sentence

    def warn_also(self, begin: str, one: str) -> None:
        """Say one thing more in the sentence that begins so: a new council has many new words, and they are not a line each."""
        said = self._said.setdefault(begin, [])
        assert isinstance(said, list)
        said.append(one)

    def leave_unsaid(self, is_idle: Callable[[str], bool]) -> None:
        """Take back the sentences that tell nobody anything."""
        self._said = {one: one for one in self.warnings if not is_idle(one)}
