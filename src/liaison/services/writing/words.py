"""The council's own words, as records that are written use them."""

from __future__ import annotations

from collections.abc import Mapping

from liaison.cells import shown
from liaison.kinds import Misread
from liaison.queries import words
from liaison.services.writing.work import Work

_RECALLED = "words"


def take(work: Work, list_name: str, word: str, label: str) -> None:
    """Take a word of one of the council's own lists: a new one is added and said, unless the list is locked."""
    known = words_of(work, list_name)
    if word in known:
        return
    refuse_locked(known, word, label)
    work.change.insert("choice", {"list": list_name, "word": word, "position": len(known) + 1, "locked": 0})
    known[word] = False
    work.warn_also(f"{label}新增", f"“{word}”")


def refuse_locked(known: Mapping[str, bool], word: str, label: str) -> None:
    """Raise ``Misread`` for a new word where the list of those ``known`` is locked."""
    if word not in known and any(known.values()):
        raise Misread(f"“{shown(word)}”不在已锁定的{label}里，可选：{'、'.join(known)}")


def words_of(work: Work, list_name: str) -> dict[str, bool]:
    """The words of one of the council's lists, in their order, each with whether the list is locked."""
    lists: dict[str, dict[str, bool]] = work.recall(_RECALLED, lambda _work: {})
    if list_name not in lists:
        work.change.flush()
        lists[list_name] = words.words_of(work.database, list_name)
    return lists[list_name]


def forget(work: Work) -> None:
    """Words were written: they are read anew when next asked for."""
    work.forget(_RECALLED)
