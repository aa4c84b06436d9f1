"""Whether what is about to be kept breaks a rule that was kept before: undo and remove write past the desks of nouns."""

from __future__ import annotations

from liaison.errors import Refused
from liaison.figures.check import Problem, checks
from liaison.store.database import Database
from liaison.store.opening import reading

_NAMED = 5


def refuse_wrong(database: Database, word: str) -> None:
    """Refuse a state that breaks a rule which was kept before; ``word`` is what would bring it about."""
    found = _problems(database)
    if not found:
        return
    with reading(database.place) as before:
        known = set(_problems(before))
    if new := [one for one in found if one not in known]:
        told = "；".join(f"“{one.record}”{one.sentence}" for one in new[:_NAMED])
        raise Refused(f"{word}以后就不合规矩了：{told}，", f"没有{word}，请先处理这些。")


def _problems(database: Database) -> list[Problem]:
    return [one for check in checks() for one in check.ask(database)]
