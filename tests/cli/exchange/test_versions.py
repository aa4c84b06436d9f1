"""Sheets that went out meet what has happened since: renamings, other copies of the same file, masked numbers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run

UNIT = "示例梅花街道党工委"


def put(path: Path, sheet: str, row: int, **values: object) -> Path:
    """Type values under labels."""
    book = openpyxl.load_workbook(path)
    places = {str(cell.value).rstrip("★"): cell.column for cell in book[sheet][1]}
    for label, value in values.items():
        book[sheet].cell(row, places[label]).value = value
    book.save(path)
    return path


def row_of(path: Path, sheet: str, value: object) -> int:
    """The first row that holds a value."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return next(number for number, row in enumerate(rows, start=1) if value in row)


@pytest.fixture
def book(example: Run, tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    example(["workbook", "export", path])
    return path


def counts(outcome: dict[str, Any]) -> tuple[int, int, int]:
    return outcome["new"], outcome["changed"], outcome["refused"]


def test_another_copy_of_the_same_file_undoes_nothing(example: Run, book: Path, tmp_path: Path) -> None:
    other = tmp_path / "乙.xlsx"
    shutil.copy(book, other)
    one, two = row_of(book, "成员单位", UNIT), row_of(book, "成员单位", "示例兰花街道党工委")
    example(["workbook", "import", put(book, "成员单位", one, 党员人数=777)])
    outcome = example.json(["workbook", "import", put(other, "成员单位", two, 党员人数=888)], 5)
    assert [(p["column"], p["theirs"]) for p in outcome["problems"]] == [("党员人数", "777")]
    example(["workbook", "import", other, "--prefer", "theirs"])
    assert [example.json(f"member show {n}")["party_members"] for n in (UNIT, "示例兰花街道党工委")] == [
        777,
        888,
    ]


def test_another_clerk_with_a_copy_of_the_same_file(
    example: Run, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "乙.xlsx"
    shutil.copy(book, other)
    row = row_of(book, "成员单位", UNIT)
    example(["workbook", "import", put(book, "成员单位", row, 党员人数=777)])
    monkeypatch.setenv("LIAISON_USER", "乙")
    outcome = example.json(["workbook", "import", put(other, "成员单位", row, 党员人数=888)], 5)
    assert [(p["mine"], p["theirs"], p["who"]) for p in outcome["problems"]] == [("888", "777", "测试")]


def test_what_two_sheets_show_may_be_changed_on_either(example: Run, book: Path) -> None:
    put(book, "加入退出", row_of(book, "加入退出", UNIT), 退出日期="2023-12-01")
    put(book, "成员单位", row_of(book, "成员单位", "示例兰花街道党工委"), 退出日期="2023-12-02")
    assert counts(example.json(["workbook", "import", book])) == (0, 2, 0)
    assert counts(example.json(["workbook", "import", book])) == (0, 0, 0)
    assert example.json(f"member show {UNIT}")["left"] == "2023-12-01"


def test_a_masked_number_that_was_changed_is_a_conflict_to_be_decided(example: Run, book: Path) -> None:
    example(f"member edit {UNIT} --phone 13911112222")
    outcome = example.json(["workbook", "import", book], 5)
    assert [(p["column"], p["theirs"]) for p in outcome["problems"]] == [("联系电话", "139****2222")]
    assert outcome["conflicts"] == 1
    assert counts(example.json(["workbook", "import", book, "--prefer", "theirs"])) == (0, 0, 0)
    assert "遮盖" in example(["workbook", "import", book, "--prefer", "mine"], 5).stdout
    assert example.json(f"member show {UNIT} --reveal")["phone"] == "13911112222"


def test_a_leaving_taken_back_on_the_roster_is_taken_back(example: Run, book: Path) -> None:
    row = next(
        number
        for number, values in enumerate(openpyxl.load_workbook(book)["成员单位"].values, start=1)
        if number > 1 and values[16]
    )
    code = openpyxl.load_workbook(book)["成员单位"].cell(row, 1).value
    assert counts(example.json(["workbook", "import", put(book, "成员单位", row, 退出日期=None)])) == (
        0,
        1,
        0,
    )
    assert example.json(f"member show {code}")["left"] is None


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_leaving_and_a_new_name_since_are_conflicts(example: Run, book: Path, side: str) -> None:
    example(f"member leave {UNIT} --on 2023-11-30")
    example(f"member rename {UNIT} 示例新名字公司")
    columns = {p["column"] for p in example.json(["workbook", "import", book], 5)["problems"]}
    assert {"退出日期", "单位名称", "曾用名"} <= columns
    example(["workbook", "import", book, "--prefer", side])
    shown = example.json(f"member show {UNIT}")
    kept = {"mine": (UNIT, [], None), "theirs": ("示例新名字公司", [UNIT], "2023-11-30")}
    assert (shown["name"], shown["former"], shown["left"]) == kept[side]


def test_a_renamed_thing_is_still_what_the_other_sheets_call_it(example: Run, book: Path) -> None:
    """Nobody types a new name into three hundred readings; and the same file may come again."""
    put(book, "项目指标", 2, 指标="示例新指标")
    put(book, "共建项目", 3, 项目名称="示例新项目")
    put(book, "专项资金", 2, 专项名称="示例新专项")
    put(book, "成员单位", row_of(book, "成员单位", UNIT), 单位名称="示例改名单位")
    assert counts(example.json(["workbook", "import", book])) == (0, 4, 0)
    assert counts(example.json(["workbook", "import", book])) == (0, 0, 0)


def test_what_others_renamed_since_is_one_conflict_not_a_hundred_unknown_names(
    example: Run, book: Path
) -> None:
    example("project edit P2022-01 --name 示例新项目")
    outcome = example.json(["workbook", "import", book], 5)
    assert [(p["sheet"], p["column"]) for p in outcome["problems"]] == [("共建项目", "项目名称")]


def test_a_row_typed_over_is_a_new_record(example: Run, book: Path) -> None:
    """What stood there before is missed, not overwritten: its activities and funds are not the new unit's."""
    row = row_of(book, "成员单位", UNIT)
    code = openpyxl.load_workbook(book)["成员单位"].cell(row, 1).value
    labels = [str(cell.value).rstrip("★") for cell in openpyxl.load_workbook(book)["成员单位"][1]][:-1]
    values = dict.fromkeys(labels) | {"单位名称": "示例新单位", "类别": "证券机构", "加入日期": "2023-01-01"}
    outcome = example.json(["workbook", "import", put(book, "成员单位", row, **values)])
    assert counts(outcome) == (1, 0, 0)
    assert outcome["missing"] == [f"{code} {UNIT}"]
    assert example.json(f"member show {code}")["name"] == UNIT


def test_what_the_file_itself_brings_in_is_not_missed(example: Run, book: Path) -> None:
    """A new unit's spell comes with it, and has no row of its own."""
    row = openpyxl.load_workbook(book)["成员单位"].max_row + 1
    new = {"单位名称": "示例新单位", "类别": "证券机构", "加入日期": "2023-01-01"}
    outcome = example.json(["workbook", "import", put(book, "成员单位", row, **new)])
    assert (outcome["new"], outcome["missing"]) == (1, [])


def test_a_unit_whose_people_are_counted_stays_on_the_list_and_that_is_said(example: Run, book: Path) -> None:
    code, unit = (openpyxl.load_workbook(book)["参加情况"].cell(2, place).value for place in (1, 2))
    row = row_of(book, "活动台账", code)
    units = example.json(f"activity show {code}")["unit"]
    others = "、".join(one for one in units if one != unit)
    result = example(["workbook", "import", put(book, "活动台账", row, 参加单位=others), "--json"])
    assert counts(result.json) == (0, 0, 0)
    assert f"{unit}”，已有其人数，仍算参加" in result.stderr


def test_people_counted_since_are_no_row_taken_out(example: Run, tmp_path: Path) -> None:
    example("activity add 示例新活动 --kind 论坛 --on 2023-05-05 --host M001 --unit M010")
    example("workbook export 新.xlsx")
    example("activity attend 示例新活动 M010 --people 5")
    assert example.json("workbook import 新.xlsx")["missing"] == []
