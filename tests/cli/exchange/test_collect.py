"""A round of collecting: a workbook for each unit, and what comes back of them under whatever name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.exchange.test_sheets import without_history
from tests.commands import Run, assert_one_sentence
from tests.workbooks import Edited

START = "collect start 示例收集 --noun activity --year 2023 --due 2024-01-15 --dir 发出"
M001_HOSTS = 6
"""Activities of 2023 that the example's first unit hosts, counted by hand in its sheet."""


@pytest.fixture
def sent(example: Run, tmp_path: Path) -> Path:
    """The folder with each unit's workbook."""
    example(START)
    (tmp_path / "收回").mkdir()
    return tmp_path / "发出"


def file_of(folder: Path, code: str) -> Path:
    return next(folder.glob(f"{code} *.xlsx"))


def returned(sent: Path, code: str, name: str) -> Edited:
    """A unit's workbook, back under another name."""
    path = sent.parent / "收回" / name
    shutil.copy(file_of(sent, code), path)
    return Edited(path)


def merge(run: Run, code: int = 0, *more: str) -> dict[str, object]:
    found: dict[str, object] = run.json(["collect", "merge", "示例收集", "收回", *more], code)
    return found


# -- out --------------------------------------------------------------------------------------------------------------


def test_each_unit_is_sent_its_own_rows(example: Run, sent: Path) -> None:
    members = example.json("member list")
    assert len(list(sent.iterdir())) == len(members) == 23
    hosted = [one for one in example.json("activity list --year 2023") if one["host_code"] == "M001"]
    assert len(hosted) == M001_HOSTS
    sheet = openpyxl.load_workbook(file_of(sent, "M001"))["活动台账"]
    labels = [str(cell.value).rstrip("★") for cell in sheet[1]]
    assert "主办单位" not in labels
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [one["code"] for one in hosted]
    nothing_yet = next(
        one["code"]
        for one in members
        if one["code"] not in {a["host_code"] for a in example.json("activity list --year 2023")}
    )
    grey = openpyxl.load_workbook(file_of(sent, nothing_yet))["活动台账"]
    assert [row[1] for row in grey.iter_rows(min_row=2, values_only=True)] == [
        "示例论坛",
        "示例联学",
        "示例志愿服务",
    ]


@pytest.mark.parametrize(
    "noun", ["member", "spell", "project", "stage", "indicator", "reading", "attendance"]
)
def test_every_noun_that_belongs_to_units(example: Run, tmp_path: Path, noun: str) -> None:
    started = example.json(f"collect start 示例 --noun {noun} --year 2023 --due 2024-01-15")
    assert len(started["files"]) == 23
    back = tmp_path / "收回"
    back.mkdir()
    for number, path in enumerate(started["files"]):  # saved again by another program
        book = openpyxl.load_workbook(path)
        book.save(back / f"{number}.xlsx")
    before = without_history(example)
    outcome = example.json("collect merge 示例 收回")
    assert (outcome["new"], outcome["changed"], outcome["refused"]) == (0, 0, 0)
    after = without_history(example)
    after["collection_unit"] = before["collection_unit"]
    assert after == before
    assert all(one["returned"] for one in example.json("collect status 示例"))


def test_a_round_that_cannot_begin_leaves_nothing(example: Run, tmp_path: Path) -> None:
    before = example.dump()
    assert_one_sentence(example("collect start 一 --noun fund --year 2023 --due 2024-01-15", 2), "--noun")
    assert_one_sentence(example("collect start 一 --noun activity --year 2023 --due 明天", 2), "--due")
    blocked = tmp_path / "一"
    blocked.write_text("文件")
    assert_one_sentence(example("collect start 一 --noun activity --year 2023 --due 2024-01-15", 5))
    blocked.unlink()
    there = tmp_path / "一"
    there.mkdir()
    (there / "M004 示例海棠证券.xlsx").write_text("别人的文件")
    result = example("collect start 一 --noun activity --year 2023 --due 2024-01-15", 4)
    assert_one_sentence(result, "已经存在")
    assert [one.name for one in there.iterdir()] == ["M004 示例海棠证券.xlsx"]
    assert example.dump() == before


def test_a_name_is_given_once(example: Run, sent: Path) -> None:
    assert_one_sentence(example(START.replace("发出", "又发"), 4), "已有叫“示例收集”的收集")
    assert not (sent.parent / "又发").exists()


# -- back -------------------------------------------------------------------------------------------------------------


def test_what_came_back_is_merged_unit_by_unit(example: Run, sent: Path) -> None:
    first = returned(sent, "M001", "外滩投资 改.xlsx")
    first.put("活动台账", 2, 参加人数=77)
    first.save()
    second = returned(sent, "M002", "微信文件(1).xlsx")
    second.add("活动台账", 活动名称="示例新活动", 活动类别="论坛", 开始日期="2023.12.1", 参加人数="30人")
    second.save()
    shutil.copy(file_of(sent, "M003"), sent.parent / "收回" / "没有要改的.xlsx")
    before = without_history(example)
    merge(example, 0, "--dry-run")
    assert without_history(example) == before
    outcome = merge(example)
    files = {one["unit_code"]: (one["new"], one["changed"]) for one in outcome["files"]}  # type: ignore[attr-defined]
    assert files == {"M001": (0, 1), "M002": (1, 0), "M003": (0, 0)}
    (added,) = [one for one in example.json("activity list") if one["title"] == "示例新活动"]
    assert (added["host_code"], added["start"], added["people"]) == ("M002", "2023-12-01", 30)
    states = {one["unit_code"]: one for one in example.json("collect status 示例收集")}
    assert (states["M001"]["state"], states["M001"]["changed"], states["M001"]["returned"]) == (
        "已交",
        1,
        "2023-12-31",
    )
    assert (states["M003"]["state"], states["M003"]["changed"]) == ("已交", 0)
    assert (states["M004"]["state"], states["M004"]["missing"]) == ("未交", True)
    again = merge(example)
    assert (again["new"], again["changed"], again["refused"]) == (0, 0, 0)
    assert example.json("collect status 示例收集") == list(states.values())


def test_the_screen_shows_the_differences_unit_by_unit(example: Run, sent: Path) -> None:
    one = returned(sent, "M001", "回.xlsx")
    old = one.book["活动台账"].cell(2, one.place("活动台账", "参加人数")).value
    one.put("活动台账", 2, 参加人数=77)
    one.save()
    said = example("collect merge 示例收集 收回").stdout
    assert "外滩投资集团（回.xlsx）：新增 0，修改 1" in said
    assert f"参加人数：{old} → 77" in said


def test_a_bad_file_keeps_no_other_from_being_taken(example: Run, sent: Path) -> None:
    bad = returned(sent, "M001", "错.xlsx")
    bad.put("活动台账", 2, 参加人数="约50")
    bad.save()
    good = returned(sent, "M002", "好.xlsx")
    good.put("活动台账", 2, 参加人数=310)
    good.save()
    result = example("collect merge 示例收集 收回", 5)
    assert_one_sentence(result, "有 1 份没有合并")
    states = {one["unit_code"]: one for one in example.json("collect status 示例收集")}
    assert (states["M001"]["state"], states["M001"]["refused"]) == ("有错", 1)
    assert (states["M002"]["state"], states["M002"]["changed"]) == ("已交", 1)
    copy = Edited(sent.parent / "收回" / "错-待更正.xlsx")
    copy.put("活动台账", 2, 参加人数=50)
    copy.save()  # later than the other file of that unit
    result = example("collect merge 示例收集 收回")
    assert "取最新的“错-待更正.xlsx”" in result.stderr
    assert {one["state"] for one in example.json("collect status 示例收集") if one["returned"]} == {"已交"}


def test_stragglers_and_corrections(example: Run, sent: Path, today: Callable[[str], None]) -> None:
    one = returned(sent, "M001", "甲.xlsx")
    one.put("活动台账", 2, 参加人数=61)
    one.save()
    merge(example)
    today("2024-02-01")
    states = {row["unit_code"]: row for row in example.json("collect status 示例收集")}
    assert (states["M001"]["state"], states["M002"]["state"]) == ("已交", "逾期未交")
    one.put("活动台账", 2, 参加人数=62)
    one.save()
    late = returned(sent, "M002", "乙.xlsx")
    late.put("活动台账", 2, 参加人数=310)
    late.save()
    assert merge(example)["changed"] == 2
    states = {row["unit_code"]: row for row in example.json("collect status 示例收集")}
    assert (states["M002"]["state"], states["M002"]["overdue"]) == ("迟交", True)
    (row,) = example.json("collect list")
    assert (row["asked"], row["returned"], row["missing"], row["faulty"]) == (23, 2, 21, 0)


def test_another_units_row_is_refused(example: Run, sent: Path) -> None:
    other = Edited(file_of(sent, "M002")).book["活动台账"]
    one = returned(sent, "M001", "串.xlsx")
    sheet = one.book["活动台账"]
    row = sheet.max_row + 1
    for column in range(1, other.max_column + 1):
        sheet.cell(row, column).value = other.cell(2, column).value
    one.save()
    before = without_history(example)
    (found,) = merge(example, 5)["files"]  # type: ignore[misc]
    assert "是别的单位的资料" in found["problems"][0]["reason"]
    after = without_history(example)
    after["collection_unit"] = before["collection_unit"]
    assert after == before


def test_a_file_of_another_round_is_refused(example: Run, sent: Path) -> None:
    example(START.replace("示例收集", "另一次").replace("发出", "另发"))
    shutil.copy(file_of(sent.parent / "另发", "M001"), sent.parent / "收回")
    Edited(sent.parent / "收回" / file_of(sent.parent / "另发", "M001").name).save()
    example("activity export 台账.xlsx")
    shutil.copy("台账.xlsx", sent.parent / "收回" / "台账.xlsx")
    result = example("collect merge 示例收集 收回", 5)
    assert "另一次收集“另一次”" in result.stdout
    assert "不是收集发出的表" in result.stdout
    assert {one["state"] for one in example.json("collect status 示例收集")} == {"未交"}


def test_a_unit_may_not_bring_in_another(example: Run, tmp_path: Path) -> None:
    example("collect start 名册 --noun member --year 2023 --due 2024-01-15")
    one = Edited(file_of(tmp_path / "名册", "M001"))
    one.put("成员单位", 2, 党员人数=88)
    one.add("成员单位", 单位名称="示例别家", 类别="其他", 加入日期="2023-01-01")
    one.save()
    (found,) = example.json("collect merge 名册 名册", 5)["files"]
    assert "不能增加别的单位" in found["problems"][0]["reason"]
    one.book["成员单位"].delete_rows(3)
    one.save()
    assert example.json("collect merge 名册 名册")["changed"] == 1
    assert example.json("member show M001")["party_members"] == 88


def test_what_changed_here_meanwhile_is_a_conflict(example: Run, sent: Path) -> None:
    one = returned(sent, "M001", "甲.xlsx")
    code = one.book["活动台账"].cell(2, 1).value
    one.put("活动台账", 2, 参加人数=61)
    one.save()
    example(f"activity edit {code} --people 60")
    (found,) = merge(example, 5)["files"]  # type: ignore[misc]
    assert (found["problems"][0]["mine"], found["problems"][0]["theirs"]) == ("61", "60")
    assert merge(example, 0, "--prefer", "mine")["changed"] == 1


def test_a_units_file_is_merged_not_imported(example: Run, sent: Path) -> None:
    for noun in ("activity", "workbook"):
        result = example([noun, "import", file_of(sent, "M001")], 5)
        assert_one_sentence(result, "liaison collect merge 示例收集")


def test_what_is_no_sheet_is_said(example: Run, sent: Path) -> None:
    back = sent.parent / "收回"
    (back / "照片.jpg").write_bytes(b"\xff\xd8")
    (back / "~$甲.xlsx").write_bytes(b"lock")
    (back / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    one = returned(sent, "M001", "甲.xlsx")
    one.save()
    (back / "街道").mkdir()
    shutil.move(one.path, back / "街道" / "甲.xlsx")
    result = example("collect merge 示例收集 收回", 5)
    assert "“照片.jpg”不是表格" in result.stderr
    assert "“坏.xlsx”没有合并" in result.stdout
    assert "外滩投资集团（甲.xlsx）" in result.stdout
    assert_one_sentence(example("collect merge 示例收集 没有这里", 5), "没有文件夹")
    assert_one_sentence(example("collect merge 没有 收回", 3), "没有叫“没有”的收集")
