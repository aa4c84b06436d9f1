"""Which rows below a header are data, and which are not."""

from __future__ import annotations

import pytest

from liaison.errors import BadFile
from liaison.nouns.council.member import MEMBER
from liaison.nouns.work.activity import ACTIVITY
from liaison.services.sheets.headers import Placed, place
from liaison.tables import RawTable

HEAD: list[object] = ["单位名称", "类别", "加入日期", "联络员", "联系电话"]
UNIT: list[object] = ["甲", "企业", "2023-05-01", "张一", "021-1"]
EVENTS: list[object] = ["活动名称", "活动类别", "活动日期", "主办单位", "地点", "人数"]
EVENT: list[object] = ["春节慰问", "志愿服务", "2024-01-06", "M001", None, 30]


def passed(noun: object, *rows: list[object]) -> dict[int, str]:
    found = place(RawTable("表", list(rows)), (noun,))  # type: ignore[arg-type]
    assert isinstance(found, Placed), found
    return found.passed_over


@pytest.mark.parametrize(
    "total", ["一季度小计", "银行类合计", "全年总计", "2023年度累计：", "银行类合计（3家）"]
)
def test_a_total_of_a_group(total: str) -> None:
    assert passed(ACTIVITY, EVENTS, EVENT, [total, None, None, None, None, 30]) == {3: "合计行"}


def test_a_row_with_all_that_is_required_is_data_whatever_its_words() -> None:
    titles = ["负责人联席会议：第三次", "一、二号楼联谊", "备注：团建", "年度总结小计", "※特别活动"]
    rows = [[title, *EVENT[1:]] for title in titles]
    assert passed(ACTIVITY, EVENTS, *rows) == {}


@pytest.mark.parametrize("words", ["年度小计", "公章收集"])
def test_a_name_that_only_looks_like_a_total_or_a_seal(words: str) -> None:
    assert passed(ACTIVITY, EVENTS, [words, "志愿服务", "2024-01-06", None, None, None]) == {}


@pytest.mark.parametrize("seal", ["党委（总支）公章", "（盖章）", "单位公章：", "党组织签章"])
@pytest.mark.parametrize("day", ["　年　　月　　日", "2023年12月1日", "二〇二三年十二月一日"])
def test_a_place_for_the_seal_and_the_day(seal: str, day: str) -> None:
    found = passed(MEMBER, HEAD, UNIT, [None, None, seal], [None, None, day])
    assert found == {3: "表尾的说明或签字行", 4: "表尾的说明或签字行"}


def test_zeros_drawn_down_ahead_of_the_data() -> None:
    head: list[object] = ["序号", "单位名称", "类别", "加入日期", "党员人数"]
    rows: list[list[object]] = [
        [1, "甲", "企业", "2023-05-01", 0],
        [2, None, None, None, 0],
        [3, None, None, None, 5],
    ]
    assert passed(MEMBER, head, *rows) == {3: "没有填写内容的行"}


@pytest.mark.parametrize(
    "again",
    [
        ["单位名称", "类别", "加入日期", "联系电话", "联络员"],
        ["联系电话", "单位名称", "类别", "加入日期", "联络员"],
        ["单位名称", "类别", "加入日期", "手机", "联系电话"],
    ],
)
def test_a_second_header_of_another_order_is_refused(again: list[object]) -> None:
    with pytest.raises(BadFile, match="第 4 行又是一个表头"):
        passed(MEMBER, HEAD, UNIT, [], again, UNIT)


def test_a_second_header_of_the_same_order_is_passed_over() -> None:
    again: list[object] = ["单位名称（全称）", "类别", "加入日期", "联络员", "联系电话"]
    assert passed(MEMBER, HEAD, UNIT, again, UNIT) == {3: "重复的表头"}
