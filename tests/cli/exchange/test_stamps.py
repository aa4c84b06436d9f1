"""A round's files bear its stamp, and a start that was killed can be done again."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

START = "collect start 示例收集 --noun activity --year 2023 --due 2024-01-15 --dir 发出"
KILLED = """
import os, sys
import liaison.cli.exchange.staged as staged
from liaison.cli.shell.main import run
kept = staged.Staged.{where}
def killed(self, *more):
    {call}
    os._exit(9)
staged.Staged.{where} = killed
run(sys.argv[1:])
"""


def _back(sent: Path, folder: str, *, before: str = "", after: str = "") -> Path:
    """A file as it comes back, saved by another program; with another heading of its hidden column, if told."""
    Path(folder).mkdir(exist_ok=True)
    book = openpyxl.load_workbook(sent)
    for row in book["活动台账"].iter_rows(max_row=1):
        for cell in row:
            if before and isinstance(cell.value, str) and cell.value.startswith("版本标记"):
                cell.value, count = re.subn(before, after, cell.value)
                assert count == 1
    path = Path(folder) / sent.name
    book.save(path)
    return path


def test_files_of_a_round_that_was_restored_away_are_known(example: Run) -> None:
    shutil.copy(example.place, "以前.db")
    example(START)
    first = next(Path("发出").glob("M001 *"))
    _back(first, "收回")
    shutil.copy("以前.db", example.place)  # the round is forgotten, the next one has its number
    for path in Path(example.place).parent.glob("example.db-*"):
        path.unlink()
    example(START.replace("发出", "再发"))
    before = example.dump()
    result = example("collect merge 示例收集 收回", 5)
    assert "没有记在库里的收集的表" in result.stdout
    assert_one_sentence(result)
    assert example.dump() == before
    _back(next(Path("再发").glob("M001 *")), "收回")
    assert example.json("collect merge 示例收集 收回")["files"][0]["unit_code"] == "M001"


def test_files_of_a_round_that_is_older_than_stamps_are_merged(example: Run) -> None:
    example(START)
    with closing(sqlite3.connect(example.place)) as connection, connection:
        connection.execute("UPDATE collection SET stamp = NULL")
    sent = next(Path("发出").glob("M001 *"))
    _back(sent, "收回", before="-r[0-9a-f]{16}-", after="-1-")
    assert example.json("collect merge 示例收集 收回")["files"][0]["unit_code"] == "M001"
    _back(sent, "别的", before="-r[0-9a-f]{16}-", after="-2-")
    assert "没有记在库里的收集" in example("collect merge 示例收集 别的", 5).stdout


def test_a_file_without_a_stamp_is_not_of_a_round_that_has_one(example: Run) -> None:
    example(START)
    _back(next(Path("发出").glob("M001 *")), "收回", before="-r[0-9a-f]{16}-", after="-1-")
    assert "没有记在库里的收集" in example("collect merge 示例收集 收回", 5).stdout


def _killed(where: str, *, done: bool) -> None:
    code = KILLED.format(where=where, call="kept(self, *more)" if done else "pass")
    result = subprocess.run([sys.executable, "-c", code, *START.split()], env=os.environ, check=False)
    assert result.returncode == 9


@pytest.mark.parametrize(
    ("where", "done"), [("seal", False), ("seal", True), ("put_in_place", False), ("put_in_place", True)]
)
def test_a_killed_start_is_done_again(example: Run, where: str, done: bool) -> None:
    _killed(where, done=done)
    assert example.json("collect list") == []
    assert len(list(Path("发出").glob("[!.]*"))) == (23 if (where, done) == ("put_in_place", True) else 0)
    assert list(Path("发出").glob(".*"))
    example(START)
    assert len(list(Path("发出").iterdir())) == 23
    assert example.json("collect list")[0]["asked"] == 23
    _back(next(Path("发出").glob("M001 *")), "收回")
    example("collect merge 示例收集 收回")


def test_what_was_filled_in_is_not_swept_away(example: Run) -> None:
    _killed("put_in_place", done=True)
    path = next(Path("发出").glob("M001 *"))
    openpyxl.load_workbook(path).save(path)
    filled = path.read_bytes()
    assert_one_sentence(example(START, 4), path.name, "已经存在")
    assert path.read_bytes() == filled
    assert [one.name for one in Path("发出").iterdir()] == [path.name]


def test_a_start_killed_when_it_was_on_record_leaves_its_files(example: Run) -> None:
    _killed("done", done=False)
    assert len(example.json("collect list")) == 1
    assert_one_sentence(example(START, 4), "已有叫“示例收集”的收集")
    another = START.replace("示例收集", "另一次")
    assert_one_sentence(example(another, 4), "已经存在")
    assert len(list(Path("发出").iterdir())) == 23
    _back(next(Path("发出").glob("M001 *")), "收回")
    example("collect merge 示例收集 收回")


def test_a_start_that_is_refused_under_the_lock_leaves_nothing(
    example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison.cli.exchange import staged

    put = staged.Staged.put_in_place

    def too_late(self: staged.Staged, force: bool) -> None:
        (self.folder / "M023 别人.xlsx").write_text("别人的")
        last = list(self.sent)[-1]
        (self.folder / last).write_text("别人的")
        put(self, force)

    monkeypatch.setattr(staged.Staged, "put_in_place", too_late)
    before = example.dump()
    assert_one_sentence(example(START, 4), "已经存在")
    assert example.dump() == before
    assert len(list(Path("发出").iterdir())) == 2
