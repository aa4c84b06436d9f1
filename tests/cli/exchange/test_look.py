"""A file dropped on the program: what it is, and the one command for it; nothing is changed by looking."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from liaison.cli.shell.main import _first_word
from liaison.nouns.registry import NOUNS, home_of
from tests.commands import Run, assert_one_sentence
from tests.terminals import on_terminal

EXAMPLES = Path(__file__).parents[3] / "examples"
SHEETS = sorted(path for path in EXAMPLES.glob("*/*.csv") if not NOUNS[path.stem].workbook_only)
EITHER = {("zengcheng", "indicator"), ("zengcheng", "reading")}
"""Indicators that are all of projects may be brought in as theirs."""


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "桌面").mkdir()
    monkeypatch.chdir(tmp_path / "桌面")


def seen(run: Run, path: Path | str, code: int = 0) -> Any:
    return run([str(path), "--json"], code).json


def book(name: str, rows: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(name)
    return Path(name)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_sheet_of_the_examples_is_known(example: Run, path: Path) -> None:
    """By its headings alone, and with as many rows as it has lines below them."""
    found = seen(example, path)
    home = home_of(path.stem).name
    assert found["noun"] == home or (path.parent.name, path.stem) in EITHER
    assert found["command"].startswith(f"liaison {found['noun']} import ")
    assert found["kind"] == "sheet"
    assert found["rows"] == len(path.read_text(encoding="utf-8-sig").splitlines()) - 1
    if (path.parent.name, path.stem) not in EITHER:
        assert [one["noun"] for one in found["sheets"]] == [path.stem]


@pytest.mark.parametrize("noun", sorted({home_of(one).name for one in NOUNS if not NOUNS[one].workbook_only}))
def test_what_went_out_from_here_comes_back_by_its_own_command(example: Run, noun: str) -> None:
    example(f"{noun} export 出.xlsx")
    found = seen(example, "出.xlsx")
    assert found["command"] == f"liaison {noun} import 出.xlsx"
    assert found["kind"] == "exported"
    example(f"{noun} form 空.xlsx")
    assert_one_sentence(example("空.xlsx", 5), "空表")


def test_the_command_that_is_offered_does_it(example: Run) -> None:
    """A roster in another office's words: looked at, nothing changes; then the line is run as it is printed."""
    book(
        "名册.xlsx",
        [["成员单位名单"], ["序号", "单位全称", "单位性质", "入会时间", "联系电话"]]
        + [[number, f"示例新单位{number}", "银行", "2023-05-01", "13812345678"] for number in (1, 2)],
    )
    before = example.dump()
    found = seen(example, "名册.xlsx")
    assert (found["noun"], found["rows"]) == ("member", 2)
    shown = example("名册.xlsx").stdout
    assert "示例新单位1" in shown
    assert "13812345678" not in shown
    assert shown.endswith("下一步：liaison member import 名册.xlsx\n")
    assert example.dump() == before
    example([*found["command"].split()[1:], "--yes"])
    with sqlite3.connect(example.place) as database:
        assert database.execute("SELECT count(*) FROM unit WHERE name LIKE '示例新单位_'").fetchone() == (2,)


def test_the_whole_workbook(example: Run) -> None:
    example("workbook export 台账.xlsx")
    assert seen(example, "台账.xlsx")["command"] == "liaison workbook import 台账.xlsx"


def test_units_against_activities(example: Run) -> None:
    """A sheet with √ where units and activities meet has no columns of any noun: the records tell what it is."""
    with sqlite3.connect(example.place) as database:
        units = [
            one for (one,) in database.execute("SELECT name FROM unit WHERE code IN ('M001', 'M002', 'M003')")
        ]
        held = [
            one
            for (one,) in database.execute(
                "SELECT title FROM activity GROUP BY title HAVING count(*) = 1 AND max(start) LIKE '2023%' LIMIT 3"
            )
        ]
    book("签到.xlsx", [["单位", *held], *([unit, "√", "", "√"] for unit in units)])
    before = example.dump()
    found = seen(example, "签到.xlsx")
    assert (found["noun"], found["kind"]) == ("activity", "sheet")
    assert example.dump() == before


def test_what_units_send_back(example: Run) -> None:
    example("collect start 示例收集 --noun activity --year 2023 --due 2024-01-15 --dir 发出")
    one = next(Path("发出").glob("M001*"))
    assert seen(example, one)["command"] == "liaison collect merge 示例收集 发出"
    found = seen(example, "发出")
    assert found["command"] == "liaison collect merge 示例收集 发出"
    assert found["rows"] == len(list(Path("发出").iterdir()))
    Path("空文件夹").mkdir()
    assert_one_sentence(example("空文件夹", 5), "没有收集")


def test_forms_and_papers(example: Run) -> None:
    book("统计表.xlsx", [["指标", "2023年"], ["举办活动"], ["参加人次"]])
    assert seen(example, "统计表.xlsx") | {"sheets": []} == {
        "file": "统计表.xlsx",
        "kind": "form",
        "noun": "fill",
        "rows": 2,
        "command": "liaison fill 统计表.xlsx",
        "sheets": [],
    }
    example("paper summary 2023 -o 总结.docx")
    assert seen(example, "总结.docx")["command"] == "liaison proof 总结.docx"
    example("report year 2023 --xlsx -o 总结.xlsx")
    assert seen(example, "总结.xlsx")["command"] == "liaison proof 总结.xlsx"
    document = Document()
    document.add_paragraph("关于报送数据的通知")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "举办活动（场）"
    document.save("通知.docx")
    assert seen(example, "通知.docx")["noun"] == "fill"
    Path("总结.txt").write_text("2023年度工作总结\n举办活动36场。\n", encoding="utf-8")
    assert seen(example, "总结.txt")["noun"] == "proof"


def test_copies_of_the_council(example: Run) -> None:
    example("backup .")
    (copy,) = Path().glob("*.bak")
    assert seen(example, copy)["command"] == f"liaison restore {copy}"
    assert seen(example, example.place)["kind"] == "database"


def test_what_is_nothing_of_ours_is_refused_in_one_sentence(example: Run) -> None:
    book("菜单.xlsx", [["早餐", "午餐"], ["粥", "面"]])
    Path("乱.xlsx").write_bytes(b"PK\x03\x04nothing")
    Path("空.csv").write_bytes(b"")
    Path("便条.docx").write_text("不是", encoding="utf-8")
    for name in ("菜单.xlsx", "乱.xlsx", "空.csv", "便条.docx", "没有.xlsx"):
        assert_one_sentence(example(name, 5))
    assert_one_sentence(example("没有这个命令", 2), "没有命令")


def test_nouns_go_before_files(example: Run) -> None:
    """A folder that is called as a noun is called is not looked at, nor is a word behind a noun."""
    Path("member").mkdir()
    Path("成员").mkdir()
    Path("list").mkdir()
    assert example("member list").stdout == example("成员 list").stdout
    assert example("./member", 5).stderr


def test_names_with_blanks_and_the_database_before_them(example: Run) -> None:
    book("2023 年　名册.xlsx", [["单位名称", "类别", "加入日期"], ["示例甲银行", "银行", "2023-01-01"]])
    found = example(["--db", example.place, "2023 年　名册.xlsx", "--json"]).json
    assert found["file"] == "2023 年　名册.xlsx"
    assert found["command"] == 'liaison member import "2023 年　名册.xlsx"'
    assert _first_word(["--db", "x", "y"]) == 2
    assert _first_word(["--db=x", "y"]) == 1


def test_without_a_council_a_sheet_is_known_all_the_same(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_DB", str(tmp_path / "没有.db"))
    book("名册.xlsx", [["单位名称", "类别", "加入日期"], ["示例甲银行", "银行", "2023-01-01"]])
    assert seen(example, "名册.xlsx")["noun"] == "member"
    assert not (tmp_path / "没有.db").exists()


@pytest.mark.parametrize(("typed", "is_there"), [("是\n", True), ("\n", False), ("", False)])
def test_at_a_terminal_it_is_asked_whether_to_go_on(example: Run, typed: str, is_there: bool) -> None:
    """No is the answer of an empty line and of the end of the input."""
    book("统计表.xlsx", [["举办活动"], ["参加人次"]])
    done = on_terminal(["统计表.xlsx"], typed=typed)
    assert "下一步：liaison fill 统计表.xlsx" in done.stdout
    assert "现在就运行吗" in done.stdout
    assert Path("统计表-已填.xlsx").exists() == is_there


def test_a_packed_council_is_known_and_another_archive_is_not(example: Run) -> None:
    example("pack 移交.zip")
    found = seen(example, "移交.zip")
    assert (found["kind"], found["command"]) == ("pack", "liaison unpack 移交.zip -o 新.db")
    example(found["command"].removeprefix("liaison "))
    with ZipFile("别的.zip", "w") as archive:
        archive.writestr("a.txt", "甲")
    assert_one_sentence(example(["look", "别的.zip"], 5), "别的.zip")
