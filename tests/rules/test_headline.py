"""Long titles in lines: by the standard's 词意完整, 排列对称, 长短适宜, judged by eye."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.headline import ROOM, lines_of

TITLES = {
    "关于召开2023年度全体会议（示例）的通知": ["关于召开2023年度全体会议（示例）的通知"],
    "滨江党建·金融外滩区域化党建联席会议2023年度工作总结": [
        "滨江党建·金融外滩区域化党建联席会议",
        "2023年度工作总结",
    ],
    "滨江党建·金融外滩区域化党建联席会议第4任轮值期（截至2023年12月31日）工作总结": [
        "滨江党建·金融外滩区域化党建联席会议",
        "第4任轮值期",
        "（截至2023年12月31日）工作总结",
    ],
    "增城经济技术开发区区域党建工作联席会议2023年上半年工作总结": [
        "增城经济技术开发区区域党建工作联席会议",
        "2023年上半年工作总结",
    ],
    "关于征集2023年度全体会议（示例）议题的通知": ["关于征集2023年度全体会议", "（示例）议题的通知"],
}


@pytest.mark.parametrize("title", TITLES)
def test_titles_by_eye(title: str) -> None:
    assert lines_of(title) == TITLES[title]


@given(st.text("关于召开二〇2023年度第4次（示例）《联席会议》“的”通知、工作AB ", max_size=90))
def test_nothing_of_a_title_is_lost_or_begins_a_line_where_it_must_not(title: str) -> None:
    lines = lines_of(title)
    assert "".join(lines) == title
    for above, below in pairwise(lines):
        assert below[0] not in "）》”、的"
        assert above[-1] not in "（《“"
        assert not (above[-1].isdigit() and below[0] in "0123456789年次")
    if len(lines) > 1:
        assert all(sum(0.5 if one.isascii() else 1 for one in line) <= ROOM for line in lines)
