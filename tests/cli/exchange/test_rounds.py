"""What may go wrong around a round of collecting, and around a workbook that makes a database."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

ASKED = "--noun activity --year 2023 --due 2024-01-15"


@pytest.mark.parametrize(
    "line",
    [
        "workbook import 台账.xlsx",
        "member import 台账.xlsx",
        f"collect start 示例收集二 {ASKED} --dir 另一处",
        "collect merge 示例收集 收回",
    ],
)
@pytest.mark.parametrize("how", ["--csv", "--xlsx", "--json --csv", "-o 结果.txt"])
def test_nothing_is_done_where_the_answer_cannot_be_had(example: Run, line: str, how: str) -> None:
    example("workbook export 台账.xlsx")
    book = openpyxl.load_workbook("台账.xlsx")
    book["成员单位"].cell(3, 10).value = 4321
    book.save("台账.xlsx")
    example(f"collect start 示例收集 {ASKED} --dir 收回")
    for path in Path("收回").iterdir():
        openpyxl.load_workbook(path).save(path)
    before = example.dump()
    assert_one_sentence(example(f"{line} {how}", 2))
    assert example.dump() == before
    assert not Path("另一处").exists()


def test_a_round_is_named_as_a_folder_can_be(example: Run, tmp_path: Path) -> None:
    said = example(f"collect start '../2023 活动' {ASKED}").stdout
    assert (tmp_path / "2023 活动").is_dir()
    assert not (tmp_path.parent / "2023 活动").exists()
    assert 'liaison collect merge "../2023 活动" 文件夹' in said
    for name in ("长" * 61, "两\n行"):
        assert_one_sentence(example(["collect", "start", name, *ASKED.split()], 4), "60 个字")


def test_a_file_is_no_folder(example: Run) -> None:
    Path("发出").write_text("x")
    before = example.dump()
    assert_one_sentence(example(f"collect start 示例收集 {ASKED} --dir 发出", 5), "不是文件夹", "--dir")
    assert_one_sentence(example(f"collect start 示例收集 {ASKED} --dir 发出/里面", 5))
    assert example.dump() == before


def test_a_noun_is_asked_for_by_its_chinese_name(example: Run) -> None:
    example("collect start 示例收集 --noun 活动 --year 2023 --due 2024-01-15")


def test_files_just_as_they_were_sent_are_said(example: Run) -> None:
    example(f"collect start 示例收集 {ASKED} --dir 发出")
    result = example("collect merge 示例收集 发出", 5)
    assert "23 份和发出时一样" in result.stderr
    assert "没有填好交回的表" in result.stderr


def test_a_workbook_is_known_by_its_content_and_a_letter_is_none(example: Run) -> None:
    example(f"collect start 示例收集 {ASKED} --dir 发出")
    Path("收回").mkdir()
    openpyxl.load_workbook(next(Path("发出").glob("M001 *"))).save("收回/附件.xlsx")
    Path("收回/附件.xlsx").rename("收回/附件")
    Path("收回/信.txt").write_text("您好")
    result = example("collect merge 示例收集 收回")
    assert "“信.txt”不是表格" in result.stderr
    assert "合并 1 份" in result.stdout


def test_what_an_earlier_answer_brought_is_not_undone_by_another_copy(example: Run) -> None:
    example(f"collect start 示例收集 {ASKED} --dir 发出")
    Path("收回").mkdir()
    sent = next(Path("发出").glob("M001 *"))
    for name, row in (("甲.xlsx", 2), ("乙.xlsx", 3)):
        book = openpyxl.load_workbook(sent)
        book.active.cell(row, book.active.max_column - 1).value = f"示例备注{row}"
        book.save(Path("收回") / name)
        code = 0 if row == 2 else 5
        outcome = example.json("collect merge 示例收集 收回", code)
        Path("收回", name).rename(name)
    (problem,) = outcome["files"][0]["problems"]
    assert (problem["theirs"], problem["mine"]) == ("示例备注2", "")


def test_a_refused_workbook_leaves_no_database(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example("workbook export 台账.xlsx --reveal")
    shutil.copy("台账.xlsx", "好.xlsx")
    book = openpyxl.load_workbook("台账.xlsx")
    book["成员单位"].cell(3, 10).value = "约5"
    book.save("台账.xlsx")
    place = tmp_path / "new.db"
    monkeypatch.setenv("LIAISON_DB", str(place))
    there = Run(str(place))
    assert "已建立" not in there("workbook import 台账.xlsx", 5).stderr
    assert not list(tmp_path.glob("new.db*"))
    said = there("workbook import 好.xlsx").stderr
    assert "已建立数据库" in said
    assert "不是从现在的数据库导出的" not in said
