"""Labels that nobody knows: listed with the nearest, explained once, and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

SHEET = "会员,性质,入会年月日,党员总计\n甲单位,企业,2020-01-01,12\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "名册.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_what_is_not_recognised_is_listed_with_the_nearest_label(council: Run, sheet: Path) -> None:
    result = council(["member", "import", sheet], 5)
    assert_one_sentence(result, "缺少必填的列：单位名称", "党员总计（最接近“党员人数”）", "--map")
    good = sheet.with_name("好.csv")
    good.write_text(SHEET.replace("会员", "单位").replace("入会年月日", "加入日期"), encoding="utf-8")
    result = council(["member", "import", good])
    assert "党员总计（最接近“党员人数”）" in result.stderr
    assert council.json("member show 甲单位")["party_members"] is None


def test_an_explained_header_is_remembered(council: Run, sheet: Path) -> None:
    told = ["--map", "会员=单位名称", "--map", "入会年月日＝joined", "--map", "党员总计=党员数"]
    assert council.json(["member", "import", sheet, *told])["new"] == 1
    assert council.json("member show 甲单位")["party_members"] == 12
    sheet.write_text(SHEET.replace("12", "15"), encoding="utf-8")
    result = council(["member", "import", sheet])
    assert "按上次指明的来读" in result.stderr
    assert council.json("member show 甲单位")["party_members"] == 15
    # Another form asks anew.
    sheet.write_text(SHEET.replace("性质,", "性质,编号,").replace("企业,", "企业,M001,"), encoding="utf-8")
    assert_one_sentence(council(["member", "import", sheet], 5), "缺少必填的列")


def test_a_later_explanation_counts(council: Run, sheet: Path) -> None:
    told = ["--map", "会员=单位名称", "--map", "入会年月日=加入日期"]
    council(["member", "import", sheet, *told, "--map", "党员总计=职工人数"])
    council(["member", "import", sheet, "--map", "党员总计=党员人数"])
    council(["member", "import", sheet])
    shown = council.json("member show 甲单位")
    assert (shown["headcount"], shown["party_members"]) == (12, 12)


def test_nothing_is_remembered_of_what_was_not_written(council: Run, sheet: Path) -> None:
    told = ["--map", "会员=单位名称", "--map", "入会年月日=加入日期"]
    before = council.dump()
    council(["member", "import", sheet, *told, "--dry-run"])
    sheet.write_text(SHEET.replace("12", "若干"), encoding="utf-8")
    council(["member", "import", sheet, *told, "--map", "党员总计=党员人数"], 5)
    assert council.dump() == before


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("会员", "看不懂"),
        ("=单位名称", "看不懂"),
        ("会员=没有这一列", "没有叫“没有这一列”的列"),
        ("没有=单位名称", "表头里没有“没有”"),
    ],
)
def test_an_explanation_that_helps_nobody(council: Run, sheet: Path, told: str, said: str) -> None:
    sheet.write_text(SHEET.replace("会员", "单位").replace("入会年月日", "加入日期"), encoding="utf-8")
    before = council.dump()
    assert_one_sentence(council(["member", "import", sheet, "--map", told], 2), said)
    assert council.dump() == before


def test_what_is_told_replaces_a_column_that_was_matched(council: Run, sheet: Path) -> None:
    sheet.write_text(
        "单位名称,类别,加入日期,电话,手机\n甲单位,企业,2020-01-01,63210001,13800000001\n", encoding="utf-8"
    )
    result = council(["member", "import", sheet, "--map", "手机=联系电话"])
    assert "电话（已有“联系电话”）" in result.stderr
    assert council.json("member show 甲单位 --reveal")["phone"] == "13800000001"


def test_one_sheet_of_several(council: Run, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        made = book.create_sheet(name)
        made.append(["单位名称", "类别", "加入日期"])
        made.append([f"{name}单位", "企业", "2020-01-01"])
    book.save(tmp_path / "名册.xlsx")
    assert council.json("member import 名册.xlsx --sheet 乙")["new"] == 1
    assert [one["name"] for one in council.json("member list")] == ["乙单位"]
    assert_one_sentence(council("member import 名册.xlsx --sheet 丙", 2), "没有工作表“丙”", "甲、乙")
