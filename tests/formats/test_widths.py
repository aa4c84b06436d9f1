"""Lines as an office breaks them, and columns that share a page by need."""

from __future__ import annotations

import pytest

from liaison.formats.paper import column_widths
from liaison.formats.widths import folded


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("示例单位（甲）", 12, ["示例单位", "（甲）"]),
        ("一二三，四五", 6, ["一二", "三，四", "五"]),
        ("））））", 4, ["）", "）", "））"]),
        ("单位“甲”", 6, ["单位", "“甲”"]),
    ],
)
def test_no_line_begins_with_a_closing_mark(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("只记到2023-12-31", 14, ["只记到", "2023-12-31"]),
        ("欠108,405.66元", 8, ["欠108,40", "5.66元"]),  # no line is left nearly empty for it
        ("共欠108,405.66元整", 14, ["共欠108,405.66", "元整"]),
        ("已过 1477 天", 8, ["已过 ", "1477 天"]),
        ("八人（党员 3）", 10, ["八人（党", "员 3）"]),
    ],
)
def test_a_number_is_not_cut_where_it_can_go_down_whole(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


def test_the_widest_column_gives_way_first() -> None:
    assert column_widths([10, 30, 38], 60) == [12, 24, 24]
    assert column_widths([18, 18, 18], 60) == [20, 20, 20]
    assert sum(column_widths([40, 40, 8], 70)) <= 70
