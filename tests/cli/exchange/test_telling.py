"""Sheets that tell a command something and are kept nowhere: weights, and the order of the chair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence, words
from tests.terminals import on_terminal

APPORTION = "fund apportion F001 --total 100 --by weight --on 2023-12-01 --weights"
ORDER = "chair order"
LINES = (APPORTION, ORDER)


@pytest.fixture
def units(council: Run) -> Run:
    for name in ("示例海棠证券有限公司", "示例丹桂银行", "示例木棉保险"):
        council(f"member add {name} --category 其他 --joined 2018-06-01")
    council("fund open 专项一 --opened 2023-01-01")
    return council


def sheet(name: str, *rows: str) -> Path:
    path = Path(name)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def read(run: Run, line: str, path: Path, *more: str) -> list[str]:
    """The units that a sheet was read to name, in their order."""
    answer = run.json([*words(line), path, *more])
    return [
        row.get("unit") or row["name"] for row in (answer["shares"] if isinstance(answer, dict) else answer)
    ]


def test_both_take_what_every_reading_of_a_sheet_takes(units: Run) -> None:
    wanted = {
        "--sheet",
        "--map",
        "--set",
        "--accept-good",
        "--accept-similar",
        "--as-plain",
        "--yes",
        "--dry-run",
    }
    for line in (*LINES, "activity attend"):
        said = units([*words(line)[:2], "--help"]).stdout
        assert wanted <= set(said.split()), line


@pytest.mark.parametrize("line", LINES)
def test_labels_are_explained_once_and_remembered(units: Run, line: str) -> None:
    path = sheet("表.csv", "说明,企业,份额", "x,示例木棉保险,1", "y,示例丹桂银行,3")
    told = ["--map", "企业=单位", *(["--map", "份额=权重"] if line is APPORTION else [])]
    if line is APPORTION:
        assert_one_sentence(units([*words(line), path], 5), "--map", "单位★、权重★")
    first = read(units, line, path, *told)
    assert first == (
        ["示例丹桂银行", "示例木棉保险"] if line is APPORTION else ["示例木棉保险", "示例丹桂银行"]
    )
    assert read(units, line, path) == first
    assert_one_sentence(units([*words(line), path, "--map", "没有=单位"], 2), "表头里没有“没有”")


@pytest.mark.parametrize("line", LINES)
def test_what_is_wrong_is_marked_cell_by_cell_and_the_good_rows_are_taken_when_wanted(
    units: Run, line: str
) -> None:
    rows = ("单位,权重", "示例丹桂银行,3", "没有这家,1", "示例丹桂银行,2", ",2", "示例木棉保险,1")
    path, before = sheet("表.csv", *rows), units.dump()
    result = units([*words(line), path, "--json"], 5)
    # A row that says nothing of what is read says nothing.
    wrong = (3, 4, 5) if line is APPORTION else (3, 4)
    assert [(one["row"], one["column"]) for one in result.json["problems"]] == [
        (row, "单位") for row in wrong
    ]
    assert_one_sentence(
        result, f"有 {len(wrong)} 行不能导入", "没有写入任何内容", f"liaison {line} 表-待更正.xlsx"
    )
    assert units.dump() == before
    assert "问题清单" in openpyxl.load_workbook("表-待更正.xlsx").sheetnames
    tried = units([*words(line), path, "--accept-good", "--dry-run"], 5)
    assert "没有写入任何内容" in tried.stderr
    assert units.dump() == before
    done = units([*words(line), path, "--accept-good", "--json"], 5)
    assert "其余的已照办" in done.stderr
    taken = done.json["shares"] if line is APPORTION else done.json
    assert {row.get("unit") or row["name"] for row in taken} == {"示例丹桂银行", "示例木棉保险"}
    assert units.dump() != before


@pytest.mark.parametrize("line", LINES)
def test_a_part_of_a_name_is_asked_or_accepted_and_learned(units: Run, line: str) -> None:
    path = sheet("表.csv", "单位,权重", "海棠,1")
    result = units([*words(line), path], 5)
    assert "M001 示例海棠证券有限公司，就是它的请加 --accept-similar" in result.stdout
    refused = on_terminal([*words(line), path], typed="n\n")
    assert "“海棠” → M001 示例海棠证券有限公司？" in refused.stdout
    assert refused.code == 5
    assert on_terminal([*words(line), path], typed="y\n").code == 0
    assert read(units, line, path) == ["示例海棠证券有限公司"]
    assert units.json("member alias M001")["alias"] == ["海棠"]
    units("undo --yes")
    sheet("表.csv", "单位,权重", "丹桂,1")
    assert read(units, line, path, "--accept-similar") == ["示例丹桂银行"]


@pytest.mark.parametrize("line", LINES)
def test_one_sheet_of_several_is_read(units: Run, line: str) -> None:
    book = openpyxl.Workbook()
    for name, unit in (("说明", None), ("去年", "示例丹桂银行"), ("今年", "示例木棉保险")):
        page: Any = book.create_sheet(name)
        for row in [["填表说明"]] if unit is None else [["单位", "权重"], [unit, 1]]:
            page.append(row)
    del book["Sheet"]
    if line is ORDER:
        del book["说明"]  # a single column of texts is one of units
    book.save("册.xlsx")
    result = units([*words(line), "册.xlsx", "--json"])
    assert "只读了工作表“去年”，没有读" in result.stderr
    assert "示例丹桂银行" in result.stdout
    assert read(units, line, Path("册.xlsx"), "--sheet", "今年") == ["示例木棉保险"]
    assert_one_sentence(units([*words(line), "册.xlsx", "--sheet", "明年"], 2), "去年", "今年")


def test_the_order_may_be_told_by_places_or_by_rows_alone(units: Run) -> None:
    places = sheet("位次.csv", "次序,单位名称", "2,示例丹桂银行", "1,示例木棉保险", ",示例海棠证券有限公司")
    assert read(units, ORDER, places) == ["示例木棉保险", "示例丹桂银行", "示例海棠证券有限公司"]
    bare = sheet("名单.csv", "示例丹桂银行", "M001")
    result = units([*words(ORDER), bare, "--json"])
    assert [row["code"] for row in result.json] == ["M002", "M001"]
    assert "第一列从第一行起按单位的次序读" in result.stderr
    units("undo --yes")
    assert [row["code"] for row in units.json("chair order M003 M002 --dry-run")] == ["M003", "M002"]
    assert [row["code"] for row in json.loads(units(f"{ORDER} 位次.csv --json").stdout)] == [
        "M003",
        "M002",
        "M001",
    ]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"{ORDER} 没有.xlsx", 5, "没有找到文件“没有.xlsx”"),
        (f"{APPORTION} 没有.xlsx", 5, "没有找到文件“没有.xlsx”"),
        (f"{ORDER} M001 M002 --as-plain", 2, "--as-plain 说的是表格怎样读"),
        ("fund apportion F001 --total 1 --by equal --on 2023-12-01 --map a=b", 2, "--map 说的是表格怎样读"),
        ("activity attend A2023-001 M001 --people 1 --accept-good", 2, "--accept-good 说的是表格怎样读"),
    ],
)
def test_what_is_said_of_no_sheet_is_refused(units: Run, line: str, code: int, said: str) -> None:
    before = units.dump()
    assert_one_sentence(units(line, code), said)
    assert units.dump() == before


def test_another_council_s_sheet_is_taken_as_plain(units: Run) -> None:
    units("member export 名册.xlsx")
    units("init 别的联席会议 --db 别的.db")
    for name in ("示例丹桂银行", "示例海棠证券有限公司", "示例木棉保险"):
        units(f"member add {name} --category 其他 --joined 2018-06-01 --db 别的.db")
    assert_one_sentence(units("chair order 名册.xlsx --db 别的.db", 5), "--as-plain")
    found = units.json("chair order 名册.xlsx --as-plain --db 别的.db")
    assert (found[0]["rank"], found[0]["name"]) == (1, "示例海棠证券有限公司")
