"""Stretches of days, both ends included; one without an end is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Day = TypeVar("Day", bound=Any)
"""Days as ``date`` or as ISO texts, which compare alike."""


def overlapping(
    spans: Iterable[tuple[Day, Day | None]], start: Day, end: Day | None
) -> tuple[Day, Day | None] | None:
    """The first of ``spans`` to share a day with ``start`` to ``end``; both ends count, ``None`` is open."""
    for first, last in spans:
        if (end is None or first <= end) and (last is None or start <= last):
            return first, last
    return None


def clashing(
    spans: Iterable[tuple[Day, Day | None]],
) -> tuple[tuple[Day, Day | None], tuple[Day, Day | None]] | None:
    """The first two of ``spans``, in the order of their beginnings, that share a day."""
    ordered = sorted(spans, key=lambda span: span[0])
    for number, (start, end) in enumerate(ordered):
        if found := overlapping(ordered[:number], start, end):
            return found, (start, end)
    return None
