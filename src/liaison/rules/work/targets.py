"""How often an indicator is read, and for what stretch its target is meant."""

from __future__ import annotations

PER = {"每日": "日", "每周": "周", "每月": "月"}
"""The stretch that one reading tells of."""

_LENGTHS = ("日", "周", "月", "年")


def is_too_fine(target: str, every: str) -> bool:
    """Whether a target, such as 2000/日, is meant for a shorter stretch than a reading tells of."""
    _number, _, per = target.partition("/")
    return bool(per) and _LENGTHS.index(per) < _LENGTHS.index(PER[every])
