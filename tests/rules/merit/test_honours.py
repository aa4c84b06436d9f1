"""The states of an honour, move by move, against a table written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from liaison.errors import Refused
from liaison.rules.merit.honours import HONOUR_STATES, KINDS, first_state

# Rows: from (— is none yet). Columns: 拟报 已报 入围 公示 获得 未获 在用 复核 续期 摘牌.
TABLE = """
—    1 1 1 1 1 0 1 1 1 0
拟报 0 1 0 0 0 0 0 0 0 0
已报 0 0 1 1 1 1 0 0 0 0
入围 0 0 0 1 1 1 0 0 0 0
公示 0 0 0 0 1 1 0 0 0 0
获得 0 0 0 0 0 0 1 0 0 0
未获 0 0 0 0 0 0 0 0 0 0
在用 0 0 0 0 0 0 0 1 0 1
复核 0 0 0 0 0 0 0 0 1 1
续期 0 0 0 0 0 0 0 1 0 1
摘牌 0 0 0 0 0 0 0 0 0 0
"""
COLUMNS = ("拟报", "已报", "入围", "公示", "获得", "未获", "在用", "复核", "续期", "摘牌")
MOVES = [
    (None if old == "—" else old, new, allowed == "1")
    for old, *cells in map(str.split, TABLE.strip().splitlines())
    for new, allowed in zip(COLUMNS, cells, strict=True)
]


@pytest.mark.parametrize(("old", "new", "allowed"), MOVES)
def test_each_move(old: str | None, new: str, allowed: bool) -> None:
    assert (new in HONOUR_STATES.following(old)) == allowed


def test_a_plaque_is_reviewed_again_and_again_but_hung_once() -> None:
    years = [date(year, 1, 1) for year in range(2020, 2026)]
    states = ["在用", "复核", "续期", "复核", "续期", "摘牌"]
    HONOUR_STATES.check_history(list(zip(years, states, strict=True)))
    with pytest.raises(Refused):
        HONOUR_STATES.check_history(list(zip(years, ["在用", "复核", "续期", "在用"], strict=False)))


def test_what_is_entered_without_a_state() -> None:
    assert [first_state(kind, "2023-01-01") for kind in KINDS] == ["获得", "在用", "在用", "在用"]
    assert {first_state(kind, None) for kind in KINDS} == {"拟报"}
