"""body: units that are no members, what they stand under, and who belongs where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

SHEET = (
    "编号,单位名称,类型,上级单位,联系人,联系电话,备注\n"
    ",示例三组,经济社,示例二片,,,\n"
    ",示例二片,片区,示例大村党委,,,\n"
    ",示例大村党委,村社区,,示例甲,13800000001,示例\n"
)


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲银行股份有限公司 --short 甲银行 --category 银行 --joined 2018-06-01")
    council("member add 乙证券有限公司 --category 证券 --joined 2020-01-01")
    council("body add 青年联盟 --kind 联盟 --contact 示例联络员 --phone 13800000009")
    return council


def titles(run: Run, line: str) -> list[str]:
    return [f"{one['code']} {one['name']}" for one in run.json(line)]


def test_a_body_is_printed_whole(units: Run) -> None:
    units("body join 甲银行 --of 青年联盟 --as 牵头 --on 2022-05-04")
    units("body add 示例社区 --kind 村社区 --under 甲银行")
    assert units.json("body show 示例社区") == {
        "code": "B002",
        "name": "示例社区",
        "short": None,
        "alias": [],
        "kind": "村社区",
        "under": "甲银行股份有限公司",
        "under_code": "M001",
        "belongings": [],
        "contact": None,
        "phone": None,
        "note": None,
        "sort_key": "shi li she qu",
        "activities": [],
        "attachments": [],
    }
    told = units.json("body show 甲银行")["belongings"]
    assert told == [{"of": "青年联盟", "of_code": "B001", "as": "牵头", "from": "2022-05-04", "to": None}]


def test_members_and_bodies_are_listed_apart_and_found_together(units: Run) -> None:
    assert titles(units, "member list --all") == ["M001 甲银行股份有限公司", "M002 乙证券有限公司"]
    assert titles(units, "body list") == ["B001 青年联盟"]
    activity = units.json("activity add 示例论坛 --kind 论坛 --on 2023-05-01 --host 青年联盟 --unit 甲银行")
    assert activity["host_code"] == "B001"
    fresh = units.json("log 青年联盟 --noun 合作单位")
    assert [one["command"].split()[1:3] for one in fresh] == [["body", "add"]]
    assert all("body add" not in one["command"] for one in units.json("log --noun member"))


def test_a_name_that_fits_a_member_and_a_body_means_the_member(units: Run) -> None:
    units("body add 甲银行志愿队 --kind 队伍")
    assert units.json("activity add 联学 --kind 走访 --on 2023-05-02 --host 甲银行志")["host_code"] == "B002"
    result = units("activity add 走访 --kind 走访 --on 2023-05-01 --host 甲银")
    assert "“甲银”按“M001 甲银行股份有限公司”办理。" in result.stderr


def test_a_body_that_joins_keeps_its_number(units: Run) -> None:
    units("body join 青年联盟 --of 甲银行 --as 联系点 --on 2022-01-01")
    result = units("member add 青年联盟 --category 群团组织 --joined 2023-06-01")
    assert "“B001 青年联盟”原来就登记过，编号不变，现在是成员单位。" in result.stderr
    assert titles(units, "body list") == []
    assert "B001 青年联盟" in titles(units, "member list")
    assert units.json("member show B001")["contact"] == "示例联络员"
    assert units.json("body show B001")["belongings"][0]["of_code"] == "M001"
    assert "类别不在这里改" in units("body edit B001 --kind 联盟", 4).stderr
    units("undo --yes")
    assert titles(units, "body list") == ["B001 青年联盟"]


def test_a_sheet_makes_members_of_bodies_too(units: Run) -> None:
    Path("名册.csv").write_text("单位名称,类别,加入日期\n青年联盟,群团组织,2023-06-01\n", encoding="utf-8")
    assert units.json("member import 名册.csv")["changed"] == 1
    assert "B001 青年联盟" in titles(units, "member list")


def test_a_member_is_no_body_besides(units: Run) -> None:
    before = units.dump()
    assert_one_sentence(units("body add 甲银行股份有限公司 --kind 联盟", 4))
    Path("表.csv").write_text("单位名称,类型\n甲银行股份有限公司,联盟\n", encoding="utf-8")
    assert "“甲银行股份有限公司”是成员单位 M001" in units("body import 表.csv", 5).stdout
    assert "没有加入过" in units("member leave B001 --on 2023-12-01", 4).stderr
    assert "liaison member add 青年联盟" in units("member rejoin 青年联盟 --on 2023-12-01", 4).stderr
    after = units.dump()
    assert after == before


def test_a_sheet_may_name_what_stands_further_down_in_it(units: Run) -> None:
    Path("合作单位.csv").write_text(SHEET, encoding="utf-8")
    assert units.json("body import 合作单位.csv")["new"] == 3
    above = {one["name"]: one["under"] for one in units.json("body list")}
    assert above == {
        "青年联盟": None,
        "示例三组": "示例二片",
        "示例二片": "示例大村党委",
        "示例大村党委": None,
    }
    assert units.json("body import 合作单位.csv")["same"] == 3
    lines = units.json("body tree")
    assert [(one["name"], one["level"], one["below"]) for one in lines] == [
        ("示例大村党委", 0, 2),
        ("示例二片", 1, 1),
        ("示例三组", 2, 0),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("甲组,经济社,没有的村\n", "没有找到上级单位“没有的村”"),
        ("甲组,经济社,乙组\n乙组,经济社,甲组\n", "“乙组”这一行也不能导入，它的上级没有找到，或绕成了一圈"),
        ("甲组,经济社,甲组\n", "绕成了一圈"),
    ],
)
def test_a_sheet_that_names_nothing_or_turns_in_a_circle_is_refused(units: Run, rows: str, said: str) -> None:
    before = units.dump()
    Path("表.csv").write_text("单位名称,类型,上级单位\n" + rows, encoding="utf-8")
    assert said in units("body import 表.csv", 5).stdout
    assert units.dump() == before


def test_nobody_stands_under_itself(units: Run) -> None:
    units("body add 大村 --kind 村社区")
    units("body add 小组 --kind 经济社 --under 大村")
    before = units.dump()
    assert "上级又归它自己管" in units("body edit 大村 --under 小组", 4).stderr
    assert "上级又归它自己管" in units("body edit 大村 --under 大村", 4).stderr
    assert "不能隶属于它自己" in units("body join 大村 --of 大村 --as 成员 --on 2023-01-01", 4).stderr
    assert units.dump() == before


def test_belonging_has_a_beginning_and_an_end(units: Run) -> None:
    units("body join 甲银行 --of 青年联盟 --as 成员 --on 2022-01-01")
    assert "重叠" in units("body join 甲银行 --of 青年联盟 --as 成员 --on 2023-01-01", 4).stderr
    units("body join 甲银行 --of 青年联盟 --as 牵头 --on 2023-01-01")
    assert "有几种关系" in units("body leave 甲银行 --of 青年联盟 --on 2023-06-30", 4).stderr
    assert "早于" in units("body leave 甲银行 --of 青年联盟 --as 成员 --on 2021-06-30", 4).stderr
    units("body leave 甲银行 --of 青年联盟 --as 成员 --on 2023-06-30")
    assert (
        "现在没有“成员”的隶属关系"
        in units("body leave 甲银行 --of 青年联盟 --as 成员 --on 2023-07-30", 3).stderr
    )
    units("body join 甲银行 --of 青年联盟 --as 成员 --on 2023-07-01")
    spells = units.json("body show 甲银行")["belongings"]
    assert [(one["as"], one["from"], one["to"]) for one in spells] == [
        ("成员", "2022-01-01", "2023-06-30"),
        ("牵头", "2023-01-01", None),
        ("成员", "2023-07-01", None),
    ]
    units("body remove 甲银行 --of 青年联盟 --yes")
    assert len(units.json("body show 甲银行")["belongings"]) == 2


def test_figures_count_each_unit_once_on_the_last_day(units: Run) -> None:
    units("body add 大村 --kind 村社区")
    for name in ("一社", "二社"):
        units(f"body add {name} --kind 经济社")
        units(f"body join {name} --of 大村 --as 代管 --on 2023-03-01")
    units("body leave 二社 --of 大村 --on 2023-12-30")
    units("body join 甲银行 --of 青年联盟 --as 成员 --on 2022-01-01")
    units("body join 甲银行 --of 青年联盟 --as 牵头 --on 2023-01-01")
    units("body join 乙证券 --of 青年联盟 --as 成员 --on 2024-01-01")
    units("activity add 论坛 --kind 论坛 --on 2023-05-01 --host 青年联盟 --unit 大村、甲银行")
    report = units.json("report year 2023")
    values = {figure["key"]: figure["value"] for figure in report["figures"]}
    assert (values["alliance_members"], values["bodies_under_care"], values["partners"]) == (1, 1, 2)
    assert "参加联盟的单位1家；代管单位1家。" in units("report year 2023").stdout


def test_a_body_that_something_refers_to_stays(units: Run) -> None:
    units("body join 甲银行 --of 青年联盟 --as 成员 --on 2022-01-01")
    assert "liaison body leave" in units("body remove 青年联盟 --yes", 4).stderr
    assert "隶属关系 1 条" in units("member remove 甲银行 --yes", 4).stderr
    units("body remove 甲银行 --of 青年联盟 --yes")
    units("body remove 青年联盟 --yes")
    assert units.json("body list") == []


def test_the_only_spell_of_a_member_stays(units: Run) -> None:
    assert "只有这一段成员期" in units("member remove 乙证券 --spell 2020-01-01 --yes", 4).stderr


def test_words_of_the_two_lists_are_counted_apart(units: Run) -> None:
    units("body add 丙社 --kind 银行")
    used = {(one["list"], one["word"]): one["used"] for one in units.json("choice list")}
    assert used["category", "银行"] == 1
    assert used["body_kind", "银行"] == 1
    units("choice rename category 银行 银行机构")
    assert units.json("body show 丙社")["kind"] == "银行"
    assert units.json("member show 甲银行")["category"] == "银行机构"


def test_everything_travels_in_the_workbook(units: Run, tmp_path: Path) -> None:
    Path("合作单位.csv").write_text(SHEET, encoding="utf-8")
    units("body import 合作单位.csv")
    units("body join 示例三组 --of 示例大村党委 --as 代管 --on 2023-03-01")
    units("body join 甲银行 --of 青年联盟 --as 成员 --on 2022-01-01")
    units("activity add 论坛 --kind 论坛 --on 2023-05-01 --host 青年联盟")
    units("workbook export 台账.xlsx --reveal")
    other = str(tmp_path / "别处.db")
    units(["workbook", "import", "台账.xlsx", "--db", other, "--yes"])
    here, there = (
        units.json("body list --sort 编号"),
        units.json(["body", "list", "--sort", "编号", "--db", other]),
    )
    assert here == there
    assert units.json("workbook import 台账.xlsx")["changed"] == 0


def test_another_name_of_a_body_holds_for_the_sheets_that_come_with_it(council: Run) -> None:
    """Units and bodies share their names: what one sheet of a file teaches of a body, the next one knows."""
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    book = openpyxl.Workbook()
    bodies = book.active
    bodies.title = "合作单位"
    bodies.append(["单位名称", "类型", "别名"])
    bodies.append(["示例青年联盟", "联盟", "青联会"])
    belongings = book.create_sheet("隶属关系")
    belongings.append(["单位", "所属", "关系"])
    belongings.append(["甲单位", "青联会", "成员"])
    book.save("合作.xlsx")
    council("body import 合作.xlsx")
    (told,) = council.json("member file 甲单位")["belongings"]
    assert told["parent"] == "示例青年联盟"
