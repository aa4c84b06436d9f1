"""What several sheets of one file say together, and what a code alone may not do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.cli.exchange.choices import Choose
from tests.commands import Run

HEAD = ["单位名称", "类别", "加入日期"]
NUMBERED = ["编号", *HEAD]


def book(name: str, **sheets: list[list[object]]) -> Path:
    """A workbook of those sheets, here."""
    made: Any = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(name)
    return Path(name)


def units(run: Run) -> dict[str, str]:
    """Every unit's code by its name."""
    return {unit["name"]: unit["code"] for unit in run.json("member list --all")}


def test_two_sheets_that_contradict_each_other_are_refused(council: Run) -> None:
    path = book(
        "册.xlsx", 一季度=[HEAD, ["甲", "企业", "2023-01-01"]], 二季度=[HEAD, ["甲", "机关", "2023-02-01"]]
    )
    answer = council.json(["member", "import", path], 5)
    told = [(one["sheet"], one["row"], one["reason"]) for one in answer["problems"]]
    assert told == [
        ("一季度", 2, "与工作表“二季度”第 2 行重复，类别、加入日期不一样"),
        ("二季度", 2, "与工作表“一季度”第 2 行重复，类别、加入日期不一样"),
    ]
    council(["member", "import", path, "--accept-good"], 5)
    assert units(council) == {}


def test_rows_wholly_alike_count_once(council: Run) -> None:
    row, other = ["甲", "企业", "2023-01-01"], ["乙", "企业", "2023-01-01"]
    path = book("册.xlsx", 一=[HEAD, row, other, row], 二=[HEAD, other])
    result = council(["member", "import", path])
    assert "新增 2" in result.stdout
    assert "工作表“一”第 4 行与第 2 行相同，只算一次" in result.stderr
    assert "工作表“二”第 2 行与工作表“一”第 3 行相同，只算一次" in result.stderr


def test_what_one_sheet_has_no_column_for_comes_from_the_other(council: Run) -> None:
    one = [[*HEAD, "党员人数"], ["甲", "企业", "2023-01-01", 5]]
    two = [[*HEAD, "地址"], ["甲", "企业", "2023-01-01", "示例路 1 号"]]
    council(["member", "import", book("册.xlsx", 一=one, 二=two)])
    unit = council.json("member show 甲")
    assert (unit["party_members"], unit["address"]) == (5, "示例路 1 号")


def test_a_row_that_thousands_repeat_is_refused_once(council: Run) -> None:
    rows = [["甲", "企业", f"20{year}-01-01"] for year in range(10, 22)]
    answer = council.json(["member", "import", book("册.xlsx", 一=[HEAD, *rows])], 5)
    assert [one["row"] for one in answer["problems"]] == list(range(2, 14))
    result = council(["member", "import", "册.xlsx"], 5)
    assert result.stdout.count("\n") == 1, result.stdout
    assert (
        "一 第 2、3、4…等 12 行 单位名称：例如第 2 行，与第 3 行重复，加入日期不一样（填的是“甲”）"
        in result.stdout
    )


def entries(*rows: list[object]) -> list[list[object]]:
    """A sheet of a ledger."""
    return [["专项", "日期", "类型", "金额", "摘要"], *rows]


def test_equal_entries_of_a_ledger_are_as_many_as_they_are(council: Run) -> None:
    council("member add 甲 --category 企业 --joined 2020-01-01")
    council("fund open 示例专项 --custodian 甲 --opened 2020-01-01")
    row = ["F001", "2023-01-05", "到账", 100, "捐"]
    one = book("一.xlsx", 一月=entries(row, row, row))
    two = book("二.xlsx", 一月=entries(row), 二月=entries(row, row))
    assert council.json(["fund", "import", one])["new"] == 3
    assert council.json(["fund", "import", two])["same"] == 3
    apart = book("三.xlsx", 一月=entries(row, row), 二月=[["专项", "日期", "类型", "金额"], row[:4], row[:4]])
    answer = council.json(["fund", "import", apart])
    assert (answer["same"], answer["new"]) == (3, 1)


def test_a_reversal_on_another_sheet_than_its_entry(council: Run) -> None:
    council("member add 甲 --category 企业 --joined 2020-01-01")
    council("fund open 示例专项 --custodian 甲 --opened 2020-01-01")
    head = ["专项", "流水号", "日期", "类型", "金额", "冲正流水号"]
    back = [head, ["F001", "12", "2023-02-05", "冲正", 100, "11"]]
    made = [head, ["F001", "11", "2023-01-05", "到账", 100, None]]
    assert council.json(["fund", "import", book("册.xlsx", 二月=back, 一月=made)])["new"] == 2


# -- running numbers --------------------------------------------------------------------------------------------------


def test_a_running_number_is_no_code(council: Run) -> None:
    first = [NUMBERED, [1, "甲", "企业", "2023-01-01"], [2, "乙", "企业", "2023-01-01"]]
    path = book("一.xlsx", 金融=first, 街道=[NUMBERED, [1, "丙", "机关", "2023-01-01"]])
    assert "“编号”从 1 数起，是序号" in council(["member", "import", path]).stderr
    council(["member", "import", book("二.xlsx", 册=[NUMBERED, [1, "丁", "机关", "2023-01-01"]])])
    assert units(council) == {"甲": "M001", "乙": "M002", "丙": "M003", "丁": "M004"}


def test_numbers_that_go_on_from_the_sheet_before(council: Run) -> None:
    path = book(
        "一.xlsx",
        一=[NUMBERED, [1, "甲", "企业", "2023-01-01"], [2, "乙", "企业", "2023-01-01"]],
        二=[NUMBERED, [3, "丙", "机关", "2023-01-01"]],
    )
    council(["member", "import", path])
    assert sorted(units(council).values()) == ["M001", "M002", "M003"]


def test_a_bare_number_never_renames(council: Run) -> None:
    council(["member", "import", book("一.xlsx", 册=[NUMBERED, [7, "甲", "企业", "2023-01-01"]])])
    assert units(council) == {"甲": "7"}
    path = book("二.xlsx", 册=[NUMBERED, [7, "丁", "企业", "2023-01-01"]])
    for options in ([], ["--accept-renames"]):
        problem = council.json(["member", "import", path, *options], 5)["problems"][0]
        assert "编号 7 在库中是“7 甲”" in problem["reason"]
    again = book("三.xlsx", 册=[NUMBERED, [7, "甲", "机关", "2023-01-01"]])
    assert council.json(["member", "import", again])["changed"] == 1


def test_numbers_that_are_codes_here_stay_codes(council: Run) -> None:
    given = [["单位编号", *HEAD], [1, "甲", "企业", "2023-01-01"], [2, "乙", "企业", "2023-01-01"]]
    council(["member", "import", book("一.xlsx", 册=given)])
    assert units(council) == {"甲": "1", "乙": "2"}
    given[0][0] = "编号"
    answer = council(["member", "import", book("二.xlsx", 册=given)])
    assert "相同 2" in answer.stdout
    assert "序号" not in answer.stderr


# -- renaming ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def renaming(council: Run) -> Path:
    """A sheet that has nothing but its code in common with the one unit here."""
    council("member add 甲 --category 企业 --joined 2023-01-01")
    return book("改.xlsx", 册=[NUMBERED, ["M001", "丁", "企业", "2023-01-01"]])


def test_what_a_code_alone_renames_is_refused_unless_accepted(council: Run, renaming: Path) -> None:
    result = council(["member", "import", renaming, "--yes"], 5)
    assert "要由“甲”改为“丁”" in result.stdout
    assert "--accept-renames" in result.stdout
    assert units(council) == {"甲": "M001"}
    told = council(["member", "import", renaming, "--yes", "--accept-renames"]).stdout
    assert "册 第 2 行 M001 甲 单位名称：甲 → 丁" in told
    assert units(council) == {"丁": "M001"}


@pytest.mark.parametrize(("answers", "name"), [([False], "甲"), ([True, False], "甲"), ([True, True], "丁")])
def test_on_a_terminal_it_is_asked(
    council: Run, renaming: Path, monkeypatch: pytest.MonkeyPatch, answers: list[bool], name: str
) -> None:
    monkeypatch.setattr(Choose, "asks", True)
    left = iter(answers)
    monkeypatch.setattr("liaison.cli.shell.prompting.agreed", lambda _text: next(left))
    assert "只有编号对得上" in council(["member", "import", renaming]).stdout
    assert list(left) == []
    assert list(units(council)) == [name]


def test_a_code_whose_credit_code_agrees_may_rename(council: Run) -> None:
    council("member add 甲 --category 企业 --joined 2023-01-01 --uscc 91310000132206289R")
    row = ["M001", "丁", "企业", "2023-01-01", "91310000132206289R"]
    council(["member", "import", book("改.xlsx", 册=[[*NUMBERED, "信用代码"], row])])
    assert units(council) == {"丁": "M001"}


def test_an_exported_sheet_may_rename(council: Run) -> None:
    council("member add 甲 --category 企业 --joined 2023-01-01")
    council("member export 册.xlsx")
    made: Any = openpyxl.load_workbook("册.xlsx")
    sheet = made["成员单位"]
    next(cell for cell in sheet[2] if cell.value == "甲").value = "丁"
    made.save("册.xlsx")
    council("member import 册.xlsx")
    assert units(council) == {"丁": "M001"}
