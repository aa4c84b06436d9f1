"""The states of an agreement against a table written by hand, and what they are called near the last day."""

from __future__ import annotations

import pytest

from liaison.rules.work.agreements import AGREEMENT_PASSING, AGREEMENT_STATES

# Rows: from (— is none yet). Columns: 草拟 待签 生效 续签 终止.
TABLE = """
—    1 1 1 1 0
草拟 0 1 1 0 1
待签 0 0 1 0 1
生效 0 0 0 1 1
续签 0 0 0 1 1
终止 0 0 0 0 0
"""
MOVES = [
    (None if old == "—" else old, new, allowed == "1")
    for old, *cells in map(str.split, TABLE.strip().splitlines())
    for new, allowed in zip(("草拟", "待签", "生效", "续签", "终止"), cells, strict=True)
]


@pytest.mark.parametrize(("old", "new", "allowed"), MOVES)
def test_each_move(old: str | None, new: str, allowed: bool) -> None:
    assert (new in AGREEMENT_STATES.following(old)) == allowed


@pytest.mark.parametrize(
    ("state", "end", "renews", "seen"),
    [
        ("生效", "2024-03-31", None, "生效"),  # 91 days: January has 31, February 29, March 31
        ("生效", "2024-03-30", None, "临期"),
        ("续签", "2023-12-31", 0, "临期"),
        ("续签", "2023-12-30", 0, "到期"),
        ("生效", "2023-12-30", 1, "生效"),
        ("生效", "2024-03-30", 1, "临期"),
        ("生效", None, None, "生效"),
        ("草拟", "2023-12-30", None, "草拟"),
        ("终止", "2023-12-30", None, "终止"),
    ],
)
def test_near_and_past_the_last_day(state: str, end: str | None, renews: int | None, seen: str) -> None:
    assert AGREEMENT_PASSING.called(state, end, renews, "2023-12-31") == seen
