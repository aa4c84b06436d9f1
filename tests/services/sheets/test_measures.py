"""What a label says its numbers count: the same in brackets, behind a stroke, a colon or a blank; another currency is refused."""

import pytest

from liaison.columns import RawTable
from liaison.errors import BadFile
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.project import PROJECT
from liaison.services.sheets.headers import Placed, place

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
