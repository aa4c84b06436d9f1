"""member: the roster, its history, and finding a unit by whatever people call it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

KEYS = {
    "code",
    "name",
    "short",
    "former",
    "alias",
    "category",
    "party_org",
    "party_org_name",
    "secretary",
    "election_due",
    "party_members",
    "headcount",
    "uscc",
    "address",
    "area",
    "rank",
    "joined",
    "left",
    "spells",
    "contact",
    "contact_post",
    "phone",
    "note",
} | {"sort_key"}
FULL = (
    "member add 上海甲单位（集团）有限公司 --short 甲集团 --category 国有企业 --joined 2018-06-01 "
    "--party-org-name 甲集团党委 --party-org 党委 --secretary 张书记 --election-due 2025-05-01 --party-members 1,200 "
    "--headcount 3500 --uscc 91310000132206289R --address '南京路 1 号' --area 南片 --rank 2 --contact 李联络 "
    "--contact-post 党群部 --phone 138-1234-5678 --note 首批"
)


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council(
        "member add 上海甲单位有限公司 --short 甲单位 --category 国有企业 --joined 2018-06-01 --phone 13812345678"
    )
    council("member add 汇添富基金 --category 基金机构 --joined 2019-01-01 --area 南片")
    council("member add 示例银行 --category 银行 --joined 2020-01-01 --rank 1")
    return council


def names(run: Run, line: str = "member list") -> list[str]:
    return [unit["name"] for unit in run.json(line)]


def test_a_unit_is_printed_whole(council: Run) -> None:
    answer = council.json(FULL)
    assert answer.keys() == KEYS
    expected = {
        "code": "M001",
        "name": "上海甲单位（集团）有限公司",
        "short": "甲集团",
        "former": [],
        "alias": [],
        "category": "国有企业",
        "party_org_name": "甲集团党委",
        "party_org": "党委",
        "secretary": "张书记",
        "election_due": "2025-05-01",
        "party_members": 1200,
        "headcount": 3500,
        "uscc": "91310000132206289R",
        "address": "南京路 1 号",
        "area": "南片",
        "rank": 2,
        "joined": "2018-06-01",
        "left": None,
        "spells": [{"joined": "2018-06-01", "left": None, "reason": None}],
        "contact": "李联络",
        "contact_post": "党群部",
        "phone": "138-****-5678",
        "note": "首批",
    }
    assert {key: answer[key] for key in expected} == expected
    assert council.json("member show 甲集团") == answer | {"attachments": []}
    assert council.json("member show 甲集团 --reveal") == answer | {
        "phone": "138-1234-5678",
        "attachments": [],
    }


def test_codes_follow_one_another_and_a_given_one_is_kept(council: Run) -> None:
    add = "member add {} --category 其他 --joined 2020-01-01"
    codes = [council.json(add.format(name))["code"] for name in ("甲", "乙")]
    codes.append(council.json(add.format("丙") + " --code M003")["code"])
    codes.append(council.json(add.format("丁"))["code"])
    codes.append(council.json(add.format("戊") + " --code 老-7号")["code"])
    assert codes == ["M001", "M002", "M003", "M004", "老-7号"]
    assert council.json("member show 老-7号")["name"] == "戊"


@pytest.mark.parametrize(
    "called",
    ["M002", "m002", "汇添富基金", "汇添富", "htf", "HTFJJ", "添富", "Ｍ００２"],
)
def test_a_unit_is_found_by_code_name_part_or_initials(units: Run, called: str) -> None:
    assert units.json(["member", "show", called])["code"] == "M002"


def test_initials_follow_the_word_not_the_character(units: Run) -> None:
    assert units.json("member show slyh")["name"] == "示例银行"


def test_an_exact_name_wins_over_a_part(units: Run) -> None:
    units("member add 汇添富 --category 其他 --joined 2021-01-01")
    assert units.json("member show 汇添富")["code"] == "M004"


def test_several_matches_are_listed_and_nothing_changes(units: Run) -> None:
    assert units.json("member edit 示 --area 北片")["name"] == "示例银行"  # one match only
    units("member add 示例证券 --category 证券 --joined 2021-01-01")
    before = units.dump()
    assert_one_sentence(units("member edit 示例 --area 南片", 3), "M003 示例银行、M004 示例证券")
    assert units.dump() == before


def test_list_is_of_a_day_in_protocol_order(units: Run) -> None:
    assert names(units) == ["示例银行", "上海甲单位有限公司", "汇添富基金"]
    assert names(units, "member list --on 2018-05-31") == []
    assert names(units, "member list --on 2018-06-01") == ["上海甲单位有限公司"]
    assert names(units, "member list --category 基金机构") == ["汇添富基金"]
    assert names(units, "member list --area 南片") == ["汇添富基金"]


def test_membership_ends_and_begins_again_and_is_never_deleted(units: Run) -> None:
    left = units.json("member leave 汇添富 --on 2022-12-31 --reason 迁出")
    assert left["left"] == "2022-12-31"
    assert "汇添富基金" in names(units, "member list --on 2022-12-31")
    assert "汇添富基金" not in names(units, "member list --on 2023-01-01")
    assert "汇添富基金" in names(units, "member list --all")
    back = units.json("member rejoin 汇添富 --on 2023-06-01")
    assert back["spells"] == [
        {"joined": "2019-01-01", "left": "2022-12-31", "reason": "迁出"},
        {"joined": "2023-06-01", "left": None, "reason": None},
    ]
    assert (back["joined"], back["left"]) == ("2023-06-01", None)
    assert "汇添富基金" not in names(units, "member list --on 2023-05-31")
    assert "汇添富基金" in names(units, "member list --on 2023-06-01")


def test_days_in_the_future_are_fine(units: Run) -> None:
    units("member leave 汇添富 --on 2030-12-31")
    assert "汇添富基金" in names(units)
    units("member add 未来单位 --category 其他 --joined 2031-01-01")
    assert "未来单位" not in names(units)
    assert "未来单位" in names(units, "member list --on 2031-01-01")


def test_a_former_name_still_finds_the_unit(units: Run) -> None:
    answer = units.json("member rename 汇添富 新添富基金 --short 新添富")
    assert answer["name"] == "新添富基金"
    assert answer["short"] == "新添富"
    assert answer["former"] == ["汇添富基金"]
    assert units.json("member show 汇添富基金")["code"] == "M002"
    assert units.json("member show xtf")["code"] == "M002"
    again = units.json("member rename M002 汇添富基金")
    assert again["former"] == ["新添富基金"]


def test_edit_takes_what_add_takes(units: Run) -> None:
    before = units.json("member show M002")
    del before["attachments"]
    after = units.json("member edit M002 --party-members 86 --contact 王联络 --area ''")
    assert after == before | {"party_members": 86, "contact": "王联络", "area": None}


def test_the_sort_key_follows_the_name_unless_it_was_set_by_hand(units: Run) -> None:
    assert units.json("member edit M003 --name 重庆银行")["sort_key"].startswith("chong qing")
    assert units.json("member edit M003 --sort-key aaa")["sort_key"] == "aaa"
    assert units.json("member edit M003 --name 上海银行")["sort_key"] == "aaa"
    assert units.json("member edit M003 --sort-key ''")["sort_key"] == "shang hai yin hang"


def test_overlapping_spells_are_refused(units: Run) -> None:
    units("member leave 汇添富 --on 2022-12-31")
    units("member rejoin 汇添富 --on 2023-06-01")
    assert_one_sentence(units("member edit 汇添富 --joined 2022-12-31", 4), "重叠")
    assert units.json("member edit 汇添富 --joined 2023-01-01")["joined"] == "2023-01-01"


def test_new_words_are_said_once(council: Run) -> None:
    first = council("member add 甲 --category 新类别 --joined 2020-01-01")
    assert "新增“新类别”" in first.stderr
    assert council("member add 乙 --category 新类别 --joined 2020-01-01").stderr == ""


def test_new_words_of_a_sheet_stand_in_one_sentence_a_list(council: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "名册.csv"
    rows = ("甲,银行,党委", "乙,学校,党委", "丙,银行,党支部", "丁,医院,")
    sheet.write_text("\n".join(("单位名称,类别,党组织形式", *rows)), encoding="utf-8")
    said = council(["member", "import", sheet, "--set", "加入日期=2020-01-01", "--yes"]).stderr.splitlines()
    assert [line for line in said if "新增“" in line] == [
        "注意：类别新增“银行”、“学校”、“医院”。",
        "注意：党组织形式新增“党委”、“党支部”。",
    ]


def test_a_credit_code_is_checked_and_belongs_to_one(units: Run) -> None:
    units("member edit M001 --uscc 91310000132206289R")
    units("member edit M001 --uscc 91310000132206289r")
    result = units("member edit M002 --uscc 91310000132206289R", 4)
    assert_one_sentence(result, "已由“上海甲单位有限公司”使用")
    assert_one_sentence(units("member edit M002 --uscc 91310000132206289X", 4), "第18位")
