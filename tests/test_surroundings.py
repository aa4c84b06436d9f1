"""Odd values around a command: its variables, names of files that are no UTF-8, devices, a damaged revision."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import Result, Run, assert_one_sentence, dump
from tests.terminals import on_terminal, unsafe_in

GBK = os.fsdecode("成员单位".encode("gbk"))
"""A name as an archive of Windows has it: bytes that are not UTF-8, which Python keeps as halves of characters."""
HOSTILE = "\x1b]0;甲\x07\x9b31m\u202e"
DEVICES = [Path("/dev/null"), Path("/dev/full")]


def _run(*words: str, **variables: str | bytes) -> Result:
    """Run a command line with words and variables of any bytes."""
    environment = os.environ | {name: os.fsdecode(value) for name, value in variables.items()}
    done = subprocess.run(
        [sys.executable, "-m", "liaison", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=environment,
        timeout=60,
    )
    result = Result(
        done.returncode, *(out.decode(errors="surrogateescape") for out in (done.stdout, done.stderr))
    )
    assert not unsafe_in(result.stdout.removeprefix("\ufeff") + result.stderr)
    assert result.code != 1, result.stderr
    return result


# -- variables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [" ", "abc", "2023-02-30", "0001-01-01", HOSTILE, b"\xb3\xc9", "\u3164", "2023-12"], ids=ascii
)
def test_a_day_that_is_none(example: Run, text: str | bytes) -> None:
    result = _run("member", "list", LIAISON_TODAY=text)
    assert result.code == 2
    assert_one_sentence(result, "LIAISON_TODAY")


@pytest.mark.parametrize("text", ["", "2023-12-31", " 2023-12-31 ", "２０２３年１２月３１日"])
def test_a_day_however_it_is_written(example: Run, text: str) -> None:
    assert _run("member", "list", LIAISON_TODAY=text).code == 0


@pytest.mark.parametrize(
    ("text", "who"),
    [("", ""), ("  ", ""), (HOSTILE, "〔U+001B〕"), (b"\xb3\xc9", "〔U+DCB3〕"), ("甲\n乙", "甲 乙")],
    ids=ascii,
)
def test_whoever_writes(example: Run, text: str | bytes, who: str) -> None:
    assert _run("member", "edit", "M002", "--note", "新的", LIAISON_USER=text).code == 0
    with closing(sqlite3.connect(example.place)) as connection:
        found = connection.execute("SELECT who FROM journal ORDER BY id DESC").fetchone()[0]
    assert found.strip()
    assert who in found
    assert not unsafe_in(found)
    assert "\n" not in found


def test_a_place_of_blanks_is_refused(example: Run, tmp_path: Path) -> None:
    for words in (["member", "list"], ["init", "甲"]):
        result = _run(*words, LIAISON_DB="  ")
        assert result.code == 2
        assert_one_sentence(result, "LIAISON_DB")
    assert not [path for path in tmp_path.iterdir() if not path.name.strip()]


@pytest.mark.parametrize("words", [["member", "list"], ["init", "甲"]], ids=" ".join)
def test_a_place_whose_name_no_file_can_have(example: Run, words: list[str]) -> None:
    result = _run(*words, LIAISON_DB="甲" * 200 + ".db")
    assert result.code == 6
    assert_one_sentence(result, "打不开")


@pytest.mark.parametrize("folder", ["", " ", HOSTILE, b"\xb3\xc9", "/dev/null"], ids=ascii)
def test_templates_in_no_folder(example: Run, folder: str | bytes) -> None:
    assert _run("report", "year", "2023", LIAISON_TEMPLATES=folder).code == 0


def test_what_is_quoted_from_a_house_template(example: Run, tmp_path: Path) -> None:
    (tmp_path / "summary.toml").write_text(
        '[cover]\ntitle = "{period}\\u001b]0;\\u0007\\u009b\\u202e"\n', encoding="utf-8"
    )
    result = _run("report", "year", "2023", LIAISON_TEMPLATES=str(tmp_path))
    assert result.code == 0
    assert "〔U+001B〕" in result.stdout


# -- names of files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_a_sheet_under_a_name_that_is_no_utf_8(example: Run, suffix: str) -> None:
    name = GBK + suffix
    assert _run("member", "export", name).code == 0
    assert Path(name).stat().st_size
    assert _run("member", "list", "-o", "2" + name).code == 0
    example("member edit M002 --note 新的")
    assert _run("member", "import", name, "--prefer", "mine").code == 0
    assert example.json("member show M002")["note"] != "新的"


def test_a_sheet_under_such_a_name_with_refused_rows(example: Run, tmp_path: Path) -> None:
    sheet = GBK + ".csv"
    Path(sheet).write_text("单位名称,类别,加入日期\n甲,,2023-01-01\n", encoding="utf-8")
    result = _run("member", "import", sheet)
    assert result.code == 5
    assert "错处已标在" in result.stderr
    assert list(tmp_path.glob(f"{GBK}*.xlsx"))


def test_a_database_under_such_a_name(example: Run) -> None:
    name = GBK + ".db"
    assert _run("init", "甲会", "--db", name).code == 0
    assert _run("member", "add", "甲", "--category", "其他", "--joined", "2023-01-01", "--db", name).code == 0
    assert _run("member", "list", "--db", name, "--json").json[0]["name"] == "甲"
    assert _run("workbook", "export", GBK + ".xlsx").code == 0
    assert _run("workbook", "import", GBK + ".xlsx", "--db", "2" + name).code == 0


def test_a_round_in_folders_and_files_of_such_names(example: Run) -> None:
    start = [
        "collect",
        "start",
        "收集",
        "--noun",
        "activity",
        "--year",
        "2023",
        "--due",
        "2024-01-15",
        "--dir",
    ]
    assert _run(*start, GBK).code == 0
    result = _run("collect", "merge", "收集", GBK)
    assert result.code == 5
    assert "还没有填" in result.stderr
    back = Path("2" + GBK)
    back.mkdir()
    for number, path in enumerate(sorted(Path(GBK).iterdir())[:3]):
        shutil.copy(path, back / f"{GBK}{number}.xlsx")
    (back / f"{GBK}.xlsx").write_text("不是表格", encoding="utf-8")
    result = _run("collect", "merge", "收集", "2" + GBK, "--json")
    assert result.code == 5
    assert [bool(one["error"]) for one in result.json["files"]].count(True) == 1
    returned = [one for one in _run("collect", "status", "收集", "--json").json if one["file"]]
    assert len(returned) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["member", "show", GBK],
        ["member", "list", "--category", GBK],
        ["choice", "add", "category", GBK],
        ["choice", "rename", "category", "基金机构", GBK],
        ["member", "edit", "M002", "--note", GBK],
        ["member", GBK],
        ["member", "list", "--" + GBK],
        [GBK],
        ["report", "year", "2023", "--trace", GBK],
        ["demo", GBK],
    ],
    ids=repr,
)
def test_words_that_are_no_text(example: Run, words: list[str]) -> None:
    before = example.dump()
    result = _run(*words)
    assert result.code in (2, 3, 5)
    assert_one_sentence(result)
    assert example.dump() == before


@pytest.mark.parametrize(
    "words",
    [
        ["--db", HOSTILE, "member", "list"],
        ["member", "list", "-o", HOSTILE],
        ["member", "show", HOSTILE],
        ["member", "show", "甲\n已写入。"],
        ["report", "year", "2023", "--trace", HOSTILE],
        ["member", "list", "--" + HOSTILE],
        ["member", "list", HOSTILE],
        ["member", HOSTILE],
        ["member", "import", HOSTILE],
        ["member", "list", "--on", HOSTILE],
        ["member", "edit", "M002", "--note", HOSTILE],
        ["member", "list", "--wait", HOSTILE],
    ],
    ids=ascii,
)
def test_what_a_sentence_quotes(example: Run, words: list[str]) -> None:
    result = _run(*words)
    assert result.code in (2, 3, 5, 6)
    assert_one_sentence(result)
    printed = on_terminal(words)
    assert printed.code == result.code
    assert not unsafe_in(printed.stdout)


# -- devices ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def devices() -> Iterator[list[Path]]:
    """Devices, which must be there afterwards as they were; nobody who could replace one by mistake is given the chance."""
    there = [path for path in DEVICES if path.exists()]
    before = [path.stat() for path in there]
    yield there
    for path, was in zip(there, before, strict=True):
        now = path.stat()
        assert stat.S_ISCHR(now.st_mode)
        assert (now.st_rdev, now.st_ino) == (was.st_rdev, was.st_ino)


def test_a_device_is_no_place_for_an_answer(example: Run, devices: list[Path]) -> None:
    for path in devices:
        for words in (
            ["member", "list", "--csv", "-o", str(path)],
            ["member", "list", "--xlsx", "-o", str(path)],
            ["member", "list", "--json", "-o", str(path)],
            ["member", "export", str(path)],
            ["member", "import", str(path)],
        ):
            result = _run(*words)
            assert result.code in (2, 4, 5)
            assert_one_sentence(result)


def test_a_device_is_no_database(devices: list[Path]) -> None:
    for path in devices:
        for words in (["member", "list"], ["init", "甲"], ["demo"]):
            result = _run(*words, "--db", str(path))
            assert result.code == 6
            assert_one_sentence(result, str(path))


# -- a damaged revision -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["member list", "member edit M002 --note 新的", "init 甲"])
@pytest.mark.parametrize("text", ["'; DROP TABLE unit; --", "unknown", "", " ", "0000", "\x1b[2J", "x" * 400])
def test_a_damaged_revision(example: Run, text: str, line: str) -> None:
    with closing(sqlite3.connect(example.place)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (text,))
    before = dump(example.place)
    assert_one_sentence(example(line, 6), "认不出来", "备份")
    assert dump(example.place) == before
    assert not list(Path(example.place).parent.glob("*.bak"))


# -- questions --------------------------------------------------------------------------------------------------------


def test_what_a_question_shows_before_anything_is_written(example: Run, tmp_path: Path) -> None:
    """On a terminal an import shows old and new and asks; a hostile name in the database is shown by its numbers."""
    with closing(sqlite3.connect(example.place)) as connection, connection:
        connection.execute("UPDATE unit SET note = ?, short = ? WHERE code = 'M002'", (HOSTILE, HOSTILE))
    sheet = tmp_path / f"表{HOSTILE.replace('/', '')}.csv"
    sheet.write_text(
        "编号,单位名称,类别,加入日期,备注\nM002,汇添富基金,基金机构,2018-06-15,新的\n", encoding="utf-8"
    )
    before = example.dump()
    printed = on_terminal(["member", "import", sheet], typed="n\n")
    assert "写入吗？" in printed.stdout
    assert "→ 新的" in printed.stdout
    assert "〔U+001B〕" in printed.stdout
    assert not unsafe_in(printed.stdout)
    assert example.dump() == before
    assert json.loads(example("member show M002 --json").stdout)["note"] == HOSTILE
