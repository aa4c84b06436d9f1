"""Which noun or verb a word names, and which were probably meant by one that names none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from liaison.nouns.registry import registered
from liaison.nouns.verbs import VERBS

MOST = 4
"""Names that are suggested at once."""
_LETTERS, _CHARACTERS = 0.6, 0.5
"""How much of a word must be written alike: one of two Chinese characters will do."""


class Name(NamedTuple):
    """A noun or a verb: its English and its Chinese name, the other words for it, and its line of help."""

    english: str
    chinese: str
    others: tuple[str, ...] = ()
    help: str = ""

    @property
    def shown(self) -> str:
        """add（添加）"""
        return f"{self.english}（{self.chinese}）"

    @property
    def spoken(self) -> tuple[str, ...]:
        """The Chinese ones of the other words, which may be written in its place."""
        return tuple(word for word in self.others if not word.isascii())


def _key(word: str) -> str:
    """The word as names are compared; most are written as they are, and need nothing loaded."""
    if word.isalpha() and (word.islower() if word.isascii() else "一" <= min(word) <= max(word) <= "龥"):
        return word
    from liaison.rules.names import match_key

    return match_key(word)


def nouns() -> list[Name]:
    """Every noun, in the order of help."""
    return [Name(one.name, one.chinese, one.others, one.help) for one in registered().values()]


def verb(english: str, chinese: str, text: str = "") -> Name:
    """A verb by its two names."""
    return Name(english, chinese, tuple(VERBS.get(english, "").split()), text)


def named(word: str, names: Iterable[Name]) -> Name | None:
    """The one that a word names: by its English or its Chinese name, else by a Chinese word that means no other."""
    key, known = _key(word), list(names)
    for name in known:
        if key in (name.english, name.chinese):
            return name
    fitting = [name for name in known if key in name.spoken]
    return fitting[0] if len(fitting) == 1 else None


def meant(word: str, names: Iterable[Name]) -> list[Name]:
    """The ones that have the word among their other words."""
    key = _key(word)
    return [name for name in names if key in name.others]


def told_of(word: str, names: Iterable[Name]) -> list[Name]:
    """The ones named within the word; else those that have it in their help."""
    key, known = _key(word), list(names)
    within = [name for name in known if any(part in key for part in (name.chinese, *name.spoken))]
    return within or [name for name in known if len(key) > 1 and not key.isascii() and key in name.help]


def written_alike(word: str, names: Iterable[Name]) -> list[Name]:
    """The ones with a name, or another word, that is written nearly so."""
    from difflib import get_close_matches

    by_word: dict[str, Name] = {}
    for name in names:
        by_word |= dict.fromkeys(name.others, name) | {name.chinese: name, name.english: name}
    key = _key(word)
    close = get_close_matches(key, by_word, cutoff=_LETTERS if key.isascii() else _CHARACTERS)
    return list(dict.fromkeys(by_word[one] for one in close))
