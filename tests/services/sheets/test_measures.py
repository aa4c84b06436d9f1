"""What a label says its numbers count: the same in brackets, behind a stroke, a colon or a blank; another currency is refused."""

import pytest

from liaison.errors import BadFile
from liaison.nouns.money.fund import ENTRY
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.project import PROJECT
from liaison.services.sheets.headers import Placed, place
from liaison.tables import RawTable

ROW: list[object] = ["项目1", "滨江银行", 12]


def of_budget(label: str, *above: list[object], below: tuple[list[object], ...] = ()) -> Placed:
    rows = [*above, ["项目名称", "牵头单位", label], *below, ROW]
    found = place(RawTable("表", rows), (PROJECT,))
    assert isinstance(found, Placed), found
    return found


@pytest.mark.parametrize(
    "label",
    [
        "预算（万元）", "预算/万元", "预算:万元", "预算：万元", "预算 万元", "预算\n万元", "预算万元", "预算(单位:万元)",
        "预算（人民币万元）", "预算[万元]", "预算／万", "预算-万元", "预算（单位：人民币万元）",
    ],
)  # fmt: skip
def test_a_unit_counts_however_it_is_parted_from_the_label(label: str) -> None:
    found = of_budget(label)
    assert (found.columns[2].key, found.worth) == ("budget", {2: "万"})


@pytest.mark.parametrize("label", ["预算（元）", "预算/元", "预算 元", "预算：元", "预算"])
def test_what_counts_one_by_one_stands(label: str) -> None:
    assert of_budget(label).worth == {}


def test_the_column_goes_before_the_note_for_the_sheet() -> None:
    note: list[object] = ["金额单位：万元"]
    assert of_budget("预算", note).worth == {2: "万"}
    assert of_budget("预算（元）", note).worth == {}


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("参加人数/人", "people"), ("参加人数：人", "people"), ("参加人数 人", "people"), ("志愿时长/小时", "hours"),
        ("服务人次（人次）", "turns"), ("服务人次/人次", "turns"), ("其中党员:名", "party"),
    ],
)  # fmt: skip
def test_other_units(label: str, key: str) -> None:
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位", label],
        ["甲", "讲座", "2024-01-05", "M001", 3],
    ]
    found = place(RawTable("表", rows), (ACTIVITY,))
    assert isinstance(found, Placed), found
    assert (found.columns[4].key, found.worth) == (key, {})


@pytest.mark.parametrize(
    "label",
    [
        "预算（万美元）",
        "预算/美元",
        "预算 USD",
        "预算（HK$）",
        "预算：港币",
        "预算(€)",
        "预算（千日元）",
        "预算万欧元",
    ],
)
def test_another_currency_is_refused(label: str) -> None:
    with pytest.raises(BadFile, match="只记人民币"):
        of_budget(label)


def test_another_currency_above_or_below_is_refused_and_a_name_is_none() -> None:
    with pytest.raises(BadFile, match="只记人民币"):
        of_budget("预算", ["单位：万美元"])
    with pytest.raises(BadFile, match="只记人民币"):
        of_budget("预算", below=([None, None, "（美元）"],))
    assert of_budget("预算", ["填报单位：美元素公司"]).worth == {}


@pytest.mark.parametrize(
    "label", ["预算（以万元计）", "预算（按万元计）", "预算（单位（万元））", "预算 以万元计算"]
)
def test_a_unit_said_in_more_words(label: str) -> None:
    assert of_budget(label).worth == {2: "万"}


def test_a_hundred_counts_too() -> None:
    assert of_budget("预算（百元）").worth == {2: "百"}


@pytest.mark.parametrize("label", ["预算（十万元）", "预算（元/万元）", "预算（角）", "预算（约万元）"])
def test_a_measure_of_money_that_nobody_knows_is_refused(label: str) -> None:
    with pytest.raises(BadFile, match="看不懂"):
        of_budget(label)


@pytest.mark.parametrize("label", ["预算（含税）", "预算（计划数）", "预算（必填）"])
def test_other_brackets_say_nothing_of_money(label: str) -> None:
    assert of_budget(label).worth == {}


@pytest.mark.parametrize(
    ("note", "worth"),
    [
        ("单位：（万元）", "万"), ("单位（万元）", "万"), ("2023年项目表（百万元）", "百万"), ("本表金额均以万元计", "万"),
        ("金额单位为人民币万元", "万"), ("单位：元", ""), ("填报单位：千元街道", ""), ("募集百万元慈善项目", ""),
    ],
)  # fmt: skip
def test_a_note_above_the_table_or_below_it(note: str, worth: str) -> None:
    expected = {2: worth} if worth else {}
    assert of_budget("预算", [note]).worth == expected
    rows: list[list[object]] = [["项目名称", "牵头单位", "预算"], ROW, [f"注：{note}"]]
    below = place(RawTable("表", rows), (PROJECT,))
    assert isinstance(below, Placed)
    assert below.worth == expected


def test_notes_that_disagree_or_are_not_understood_are_refused() -> None:
    with pytest.raises(BadFile, match="几种说法"):
        of_budget("预算", ["单位：万元"], ["金额单位：元"])
    with pytest.raises(BadFile, match="看不懂"):
        of_budget("预算", ["单位：十万元"])
    assert of_budget("预算（元）", ["单位：十万元"]).worth == {}


def test_what_one_label_says_counts_for_no_other() -> None:
    rows: list[list[object]] = [
        ["专项", "日期", "类型", "金额", "摘要（万元以下）"],
        ["F001", "2024-01-05", "支出", 5, ""],
    ]
    found = place(RawTable("表", rows), (ENTRY,))
    assert isinstance(found, Placed)
    assert found.worth == {}
