"""Several names in a cell, and one unit in several rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.commands import Run
from tests.workbooks import saved

UNITS = ("东方和平饭店", "浦江与海公司", "A+B集团", "甲银行股份有限公司", "乙学院", "和", "丙街道党工委")


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2024-12-31")
    for name in UNITS:
        council(["member", "add", name, "--category", "企业", "--joined", "2019-01-01"])
    return council


PARTED = {
    "甲银行、乙学院": ["甲银行股份有限公司", "乙学院"],
    "乙学院＋丙街道": ["乙学院", "丙街道党工委"],
    "乙学院 + A+B集团": ["乙学院", "A+B集团"],
    "A+B集团/乙学院": ["A+B集团", "乙学院"],
    "乙学院，丙街道党工委\n甲银行": ["乙学院", "丙街道党工委", "甲银行股份有限公司"],
    "乙学院和甲银行": ["乙学院", "甲银行股份有限公司"],
    "东方和平饭店和乙学院": ["东方和平饭店", "乙学院"],
    "乙学院与浦江与海公司": ["乙学院", "浦江与海公司"],
    "乙学院、甲银行及丙街道": ["乙学院", "甲银行股份有限公司", "丙街道党工委"],
    "M005和M004": ["乙学院", "甲银行股份有限公司"],
    "乙学院和和": ["乙学院", "和"],
}


@pytest.mark.parametrize("cell", PARTED)
def test_several_hosts(units: Run, tmp_path: Path, cell: str) -> None:
    rows: tuple[list[object], ...] = (
        ["活动名称", "类别", "日期", "主办单位"],
        ["读书会", "文体", "2024-05-06", cell],
        ["义诊", "文体", "2024-05-07", "东方和平饭店"],
    )
    path = saved(tmp_path / "活动.xlsx", *rows)
    result = units(["activity", "import", path])
    assert "第 2 行的“主办单位”写了几家，第一家作主办单位，其余作协办单位" in result.stderr
    shown = units.json("activity show 读书会")
    assert [shown["host"], *shown["co_host"]] == PARTED[cell]
    assert units.json("activity show 义诊")["host"] == "东方和平饭店"
    assert units.json(["activity", "import", path])["same"] == 2


def test_those_of_the_other_column_stay(units: Run, tmp_path: Path) -> None:
    header: list[object] = ["活动名称", "类别", "日期", "主办单位", "协办单位"]
    path = saved(
        tmp_path / "活动.xlsx",
        header,
        ["读书会", "文体", "2024-05-06", "乙学院、甲银行", "丙街道＋M001"],
        ["义诊", "文体", "2024-05-07", "乙学院", "甲银行和丙街道"],
    )
    units(["activity", "import", path])
    assert units.json("activity show 读书会")["co_host"] == [
        "甲银行股份有限公司", "丙街道党工委", "东方和平饭店",
    ]  # fmt: skip
    assert units.json("activity show 义诊")["co_host"] == ["甲银行股份有限公司", "丙街道党工委"]
    # a sheet without that column takes none of them away
    path = saved(
        tmp_path / "又.xlsx",
        header[:-1],
        ["读书会", "文体", "2024-05-06", "乙学院"],
        ["座谈", "文体", "2024-05-08", "乙学院、甲银行"],
    )
    answer = units.json(["activity", "import", path])
    assert (answer["new"], answer["same"]) == (1, 1)


@pytest.mark.parametrize("cell", ["乙学院和某某", "某某＋乙学院", "乙学院、", "某和某"])
def test_what_is_not_known_is_refused_in_its_cell(units: Run, tmp_path: Path, cell: str) -> None:
    path = saved(
        tmp_path / "活动.xlsx",
        ["活动名称", "类别", "日期", "主办单位"],
        ["读书会", "文体", "2024-05-06", cell],
    )
    if cell == "乙学院、":
        units(["activity", "import", path])
        assert units.json("activity show 读书会")["host"] == "乙学院"
        return
    problems = units.json(["activity", "import", path], 5)["problems"]
    assert {one["column"] for one in problems} <= {"主办单位", "协办单位"}
    sheet: Any = openpyxl.load_workbook(path.with_stem("活动-待更正"))["Sheet"]
    assert {cell.coordinate for line in sheet for cell in line if cell.comment} == {"D2"}


def test_partners_and_those_who_took_part(units: Run, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "项目.xlsx",
        ["项目名称", "牵头单位", "参与单位"],
        ["书屋", "乙学院", "甲银行和丙街道＋A+B集团"],
    )
    units(["project", "import", path])
    assert units.json("project show 书屋")["partner"] == [
        "甲银行股份有限公司", "丙街道党工委", "A+B集团",
    ]  # fmt: skip


HEADER: list[object] = ["单位名称", "类别", "加入日期", "党员人数", "联系人", "职务", "电话", "备注"]


def test_a_unit_with_two_contacts(council: Run, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "名册.xlsx",
        HEADER,
        ["甲单位", "企业", "2020-01-01", 5, "张三", "主任", "13800000001", None],
        [None, None, None, None, "李四", "干事", 13900000002, "乙楼"],
        ["丙单位", "企业", "2020-01-02", 6, "王五", None, "02160000001", None],
        ["丁单位", "企业", "2020-01-03", 7, "赵六", None, "02160000002", None],
        [None, None, None, None, "孙七", None, "02160000002", None],
        merged=("A2:A3", "B2:B3", "C2:C3", "D2:D3", "A5:A6", "B5:B6", "C5:C6", "D5:D6"),
    )
    result = council(["member", "import", path])
    assert "第 2、3 行是同一个成员单位，联络员、联络员职务、联系电话用“、”连在一起" in result.stderr
    assert "第 5、6 行是同一个成员单位，联络员用“、”连在一起" in result.stderr
    found = {row["name"]: row for row in council.json("member list --reveal")}
    assert found.keys() == {"甲单位", "丙单位", "丁单位"}
    first, last = found["甲单位"], found["丁单位"]
    assert (first["contact"], first["contact_post"]) == ("张三、李四", "主任、干事")
    assert (first["phone"], first["note"]) == ("13800000001、13900000002", "乙楼")
    assert (last["contact"], last["phone"]) == ("孙七" and "赵六、孙七", "02160000002")
    assert council.json(["member", "import", path])["same"] == 3
    masked = next(row["phone"] for row in council.json("member list") if row["name"] == "甲单位")
    assert masked.count("*") >= 11


def test_rows_of_a_unit_that_differ_in_more(council: Run, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "名册.xlsx",
        HEADER,
        ["甲单位", "企业", "2020-01-01", 5, "张三", "主任", "13800000001", None],
        [None, None, None, 8, "李四", "干事", "13900000002", None],
        merged=("A2:A3", "B2:B3", "C2:C3"),
    )
    before = council.dump()
    reasons = [one["reason"] for one in council.json(["member", "import", path], 5)["problems"]]
    assert len(reasons) == 2
    assert all("重复" in reason and "党员人数" in reason for reason in reasons)
    assert council.dump() == before


def test_two_rows_that_are_not_merged(council: Run, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "名册.xlsx",
        HEADER,
        ["甲单位", "企业", "2020-01-01", 5, "张三", "主任", "13800000001", None],
        ["甲单位", "企业", "2020-01-01", 5, "李四", "干事", "13900000002", None],
    )
    assert len(council.json(["member", "import", path], 5)["problems"]) == 2


@pytest.mark.parametrize("cell", ["甲银行、乙学院\x9b", "甲银行、乙\u3164学院", "甲银行、#REF!"], ids=ascii)
def test_several_hosts_of_which_one_cannot_be_read(units: Run, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "活动.csv"
    path.write_text(f"活动名称,类别,日期,主办单位\n读书会,文体,2024-05-06,{cell}\n", encoding="utf-8")
    problems = units.json(["activity", "import", path], 5)["problems"]
    assert [(one["row"], one["column"]) for one in problems] == [(2, "主办单位")]
