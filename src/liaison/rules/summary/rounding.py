"""Round words as offices use them: 2,155 people are “2000人以上”, never more than there were."""

from __future__ import annotations

_LEAST = 1_000
"""Below that every number is told as it is."""


def downwards(value: int) -> int | None:
    """The number with its first digit alone; none for one that is round, or small enough to be told as it is."""
    if value < _LEAST:
        return None
    step: int = 10 ** (len(str(value)) - 1)
    less = value // step * step
    return less if less != value else None
