"""Who is a member when, for records that name a unit and a day."""

from __future__ import annotations

from collections import defaultdict

from liaison.queries.council import member as asked
from liaison.services.writing.work import Work

_RECALLED = "spells"


def spells(work: Work) -> dict[int, list[tuple[str, str | None]]]:
    """Every unit's spells of membership, by the unit's key, in order."""
    found: dict[int, list[tuple[str, str | None]]] = work.recall(_RECALLED, _ask)
    return found


def _ask(work: Work) -> dict[int, list[tuple[str, str | None]]]:
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for unit, joined, left in asked.spells(work.database):
        found[unit].append((joined, left))
    return found


def forget(work: Work) -> None:
    """Spells were written: they are read anew when next asked for."""
    work.forget(_RECALLED)


def is_member(work: Work, unit: int, day: str) -> bool:
    """Whether a spell covers that day, both ends included."""
    return any(joined <= day and (left is None or day <= left) for joined, left in spells(work).get(unit, ()))


def warn_outsider(work: Work, unit: int | None, day: str | None, role: str) -> None:
    """Say that a unit which is no member on that day is taken all the same."""
    if unit is not None and day and not is_member(work, unit, day):
        work.warn(f"{role}“{work.index('member').labels[unit]}”在 {day} 不是成员单位，已按外单位记入。")
