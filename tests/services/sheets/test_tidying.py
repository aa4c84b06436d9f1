"""What cells mean: guards, invisible marks and wraps are taken off, 同上 is the value above, a stroke or 无 is blank; all is said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.commands import Run

HEAD = ["单位名称", "类别", "加入日期", "党员人数", "联系电话", "联络员", "退出日期"]


@pytest.fixture
def bring(run: Run, tmp_path: Path) -> Callable[..., tuple[list[dict[str, Any]], Any]]:
    """Import rows as members from a workbook; what is stored, and what was said."""

    def bring_in(*rows: list[Any], code: int = 0) -> tuple[list[dict[str, Any]], Any]:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "名册"
        for row in (HEAD, *rows):
            sheet.append(row)
        path = tmp_path / "名册.xlsx"
        book.save(path)
        result = run(["member", "import", str(path), "--yes", "--json"], code)
        return run.json("member list --all --reveal"), result

    return bring_in


def row(
    name: object, category: object = "企业", joined: object = "2023-05-01", *more: object
) -> list[object]:
    return [name, category, joined, *more]


def test_dirt_is_taken_off_and_said_once(bring: Callable[..., Any]) -> None:
    found, result = bring(
        row("甲\u200b单位", "企业", "2023-05-01\u200b", "5\ufeff", "\u202d13800000001\u202c"),
        row("乙\n单位", '"企业"', '="2023-05-01"', "'6", "138\n00000002"),
        row("Bank of\nNowhere", "企业", "2023-05-01", None, "13800000003\n02160000003"),
        row("“丁”单位"),
    )
    assert [
        (one["name"], one["category"], one["joined"], one["party_members"], one["phone"]) for one in found
    ] == [
        ("甲单位", "企业", "2023-05-01", 5, "13800000001"),
        ("乙单位", "企业", "2023-05-01", 6, "13800000002"),
        ("Bank of Nowhere", "企业", "2023-05-01", None, "13800000003、02160000003"),
        ("“丁”单位", "企业", "2023-05-01", None, None),
    ]
    assert result.stderr.count("已去掉") == 1
    assert (
        "第 2、3、4 行的“单位名称”、“类别”、“加入日期”、“党员人数”、“联系电话”带有看不见的字符"
        in result.stderr
    )


def test_the_same_as_above(bring: Callable[..., Any]) -> None:
    found, result = bring(
        row("甲", "学校", date(2023, 5, 1), 7),
        row("乙", "同上", "〃", "同上"),
        [],
        row("丙", " 同上 ", "同上", None),
    )
    assert [(one["category"], one["joined"], one["party_members"]) for one in found] == [
        ("学校", "2023-05-01", 7), ("学校", "2023-05-01", 7), ("学校", "2023-05-01", None),
    ]  # fmt: skip
    assert "第 3、5 行的“类别”、“加入日期”、“党员人数”写的是“同上”，按上一行的内容导入" in result.stderr


def test_the_same_as_nothing_is_refused(bring: Callable[..., Any]) -> None:
    found, result = bring(row("甲", "同上"), row("乙", "同上"), code=5)
    assert found == []
    assert [one["reason"] for one in result.json["problems"]] == [
        "写的是“同上”，上一行的这一格却没有内容，请直接填写"
    ] * 2


@pytest.mark.parametrize("nothing", ["/", "-", "—", "——", "／", "－", "无", "暂无", "null", " / "])
def test_what_stands_for_nothing_is_blank(bring: Callable[..., Any], nothing: str) -> None:
    ((one,), result) = bring(row("甲", "企业", "2023-05-01", nothing, nothing, nothing, nothing))
    assert [one[key] for key in ("party_members", "phone", "contact", "left")] == [None] * 4
    assert "第 2 行的“党员人数”、“联系电话”、“联络员”、“退出日期”只写“/”“无”之类，按空白导入" in result.stderr


def test_until_now_is_no_last_day_and_no_first(bring: Callable[..., Any]) -> None:
    ((one,), _result) = bring(row("甲", "企业", "2023-05-01", None, None, None, "至今"))
    assert one["left"] is None
    assert len(bring(row("乙", "企业", "至今"), code=5)[0]) == 1


def test_tidy_rows_say_nothing(bring: Callable[..., Any]) -> None:
    _found, result = bring(row("甲（A/B）无忧-1", "企业", "2023-05-01", 5, "021-60000001", "无名氏"))
    assert "按空白" not in result.stderr
    assert "已去掉" not in result.stderr


def test_a_word_that_is_stored_comes_back_as_it_went_out(council: Run, tmp_path: Path) -> None:
    council("member add 甲单位 --category 企业 --joined 2023-05-01 --note 无")
    path = tmp_path / "出去.xlsx"
    council(["member", "export", str(path)])
    assert council.json(["member", "import", str(path), "--yes"])["changed"] == 0
    assert council.json("member show 甲单位")["note"] == "无"


def test_equal_entries_on_two_sheets_are_two_as_on_one(example: Run, tmp_path: Path) -> None:
    head = ["专项", "日期", "类型", "金额", "摘要"]
    entry = ["F001", "2023-01-05", "到账", 100, "甲"]
    book = openpyxl.Workbook()
    for name in ("一月", "二月"):
        sheet = book.create_sheet(name)
        sheet.append(head)
        sheet.append(entry)
    path = tmp_path / "流水.xlsx"
    book.save(path)
    first = example.json(["fund", "import", str(path), "--yes"])
    again = example.json(["fund", "import", str(path), "--yes"])
    assert [(one["new"], one["same"]) for one in (first, again)] == [(2, 0), (0, 2)]
