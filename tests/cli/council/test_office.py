"""Several councils in one office: which one commands use, and that no file is made by surprise."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence, shell
from tests.conftest import schema
from tests.test_commands import PATHS, _examples

SECRET = "geheim"
MAKES = {"init", "demo", "restore", "workbook import", "council new"}
"""The commands that make a database's file."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The user's data folder."""
    return tmp_path / "home" / "data" / "liaison"


@pytest.fixture
def office(home: Path) -> Run:
    """An office with one council, in the user's data folder."""
    run = Run(str(home / "liaison.db"))
    run("init 甲区联席会议 --short 甲区")
    return run


@pytest.fixture
def two(office: Run) -> Run:
    """An office with two councils, of which the second has a unit."""
    office("council new 乙区联席会议")
    office("council use 乙区联席会议")
    office("member add 乙单位 --category 其他 --joined 2020-01-01")
    office("council use 甲区联席会议")
    return office


def names(run: Run, line: str = "member list") -> list[str]:
    return [one["name"] for one in run.json(line)]


def listed(run: Run) -> list[tuple[str, bool]]:
    rows = run.json("council list")
    assert all(list(row) == ["name", "place", "current"] for row in rows)
    return [(row["name"], row["current"]) for row in rows]


def test_one_council_needs_no_list(office: Run, home: Path) -> None:
    assert listed(office) == [("甲区联席会议", True)]
    assert [path.name for path in home.iterdir()] == ["liaison.db"]
    assert "联席会议：" not in office("member list").stdout


def test_another_one_is_made_apart_and_used_when_it_is_chosen(office: Run, home: Path) -> None:
    said = office("council new 乙区联席会议 --short 乙区 --founded 2020-01-01")
    assert "liaison council use 乙区联席会议" in said.stdout
    assert listed(office) == [("甲区联席会议", True), ("乙区联席会议", False)]
    assert office.json("council show")["name"] == "甲区联席会议"
    answer = office.json("council use 乙区")
    assert (answer["name"], answer["current"]) == ("乙区联席会议", True)
    assert office.json("council show")["founded"] == "2020-01-01"
    assert listed(office) == [("甲区联席会议", False), ("乙区联席会议", True)]
    office("member add 乙单位 --category 其他 --joined 2020-01-01")
    office("council use 甲区")
    assert names(office) == []
    assert names(office, f"member list --db {home / 'councils' / '乙区联席会议.db'}") == ["乙单位"]


@pytest.mark.parametrize(
    "line",
    [
        "member list",
        "member show M001",
        "activity list",
        "council list",
        "today",
        "report year 2023",
        "log list",
    ],
)
def test_every_table_names_the_council_where_there_are_two(two: Run, line: str) -> None:
    two("council use 乙区")
    assert two(line).stdout.splitlines()[-1] == "联席会议：乙区联席会议"
    assert "联席会议：乙区联席会议" not in two(f"{line} --json").stdout


def test_a_printed_list_names_it_too(two: Run) -> None:
    two("council use 乙区")
    two("member list -o 名册.xlsx")
    sheet = openpyxl.load_workbook("名册.xlsx").active
    assert "联席会议：乙区联席会议" in sheet["A2"].value
    assert "联席会议：" not in two("member list --csv").stdout


def test_the_council_below_is_the_one_that_was_read(two: Run, home: Path) -> None:
    other = home / "councils" / "乙区联席会议.db"
    assert two(["member", "list", "--db", other]).stdout.splitlines()[-1] == "联席会议：乙区联席会议"


# -- choosing ---------------------------------------------------------------------------------------------------------


def test_an_unknown_name_names_those_there_are(two: Run) -> None:
    before = listed(two)
    assert_one_sentence(two("council use 丙区", 3), "没有叫“丙区”的联席会议", "甲区联席会议、乙区联席会议")
    assert_one_sentence(two("council use 区联席", 3), "对得上 2 个", "写全称")
    assert_one_sentence(two("council use 示例", 3), "没有叫“示例”")
    assert_one_sentence(two("council use ''", 3), "没有叫“”")
    assert listed(two) == before


def test_a_name_that_another_one_has_is_refused(two: Run, home: Path) -> None:
    before = sorted(home.rglob("*"))
    for name in ("甲区联席会议", "甲区", "乙区联席会议"):
        assert_one_sentence(two(f"council new {name}", 4), "已经有叫", f"council use {name}")
    assert sorted(home.rglob("*")) == before
    long = "很" * 60 + "长的联席会议"  # longer than a file's name may be
    two(f"council new {long}一")
    two(f"council new {long}二")
    assert {f"{long}一", f"{long}二"} < {name for name, _current in listed(two)}


def test_two_of_one_name_are_told_apart_by_their_places(two: Run, home: Path) -> None:
    shutil.copy(home / "liaison.db", home / "councils" / "副本.db")
    places = [row["place"] for row in two.json("council list") if row["name"] == "甲区联席会议"]
    assert len(places) == 2
    assert_one_sentence(two("council use 甲区联席会议", 3), "对得上 2 个", *places)
    two(["council", "use", places[1]])
    assert [row["place"] for row in two.json("council list") if row["current"]] == [places[1]]


def test_one_elsewhere_is_taken_in_once(two: Run, tmp_path: Path) -> None:
    shelf = tmp_path / "共享 文件夹"
    two(["init", "丙区联席会议", "--db", shelf / "丙.db"])
    assert len(listed(two)) == 2
    assert_one_sentence(
        two(["council", "use", "丁区", "--db", shelf / "丙.db"], 3), "丙区联席会议", "不是“丁区”"
    )
    for _twice in range(2):
        two(["council", "use", "丙区", "--db", os.path.relpath(shelf / "丙.db")])
    assert [name for name, current in listed(two)].count("丙区联席会议") == 1
    os.chdir("/")
    assert two.json("council show")["name"] == "丙区联席会议"


def test_one_whose_file_is_gone(two: Run, tmp_path: Path) -> None:
    two(["council", "new", "丙区联席会议", "--db", tmp_path / "丙.db"])
    two("council use 丙区联席会议")
    (tmp_path / "丙.db").rename(tmp_path / "走了.db")
    for line in ("member list", "member add 丙单位 --category 其他 --joined 2020-01-01", "backup"):
        assert_one_sentence(two(line, 6), str(tmp_path / "丙.db"), "liaison council use")
    assert not (tmp_path / "丙.db").exists()
    result = two("council list")
    assert "“丙区联席会议”的数据库" in result.stderr
    assert "丙区联席会议" in result.stdout
    two("council use 甲区")
    assert_one_sentence(two("council use 丙区联席会议", 6), "不在了")
    (tmp_path / "走了.db").rename(tmp_path / "丙.db")
    two("council use 丙区")


def test_one_whose_file_is_gone_can_be_forgotten(two: Run, tmp_path: Path, home: Path) -> None:
    two(["council", "new", "丙区联席会议", "--db", tmp_path / "丙.db"])
    two(["council", "new", "丁区联席会议", "--db", tmp_path / "丁.db"])
    (tmp_path / "丙.db").unlink()
    result = two("council list")
    assert "liaison council forget 丙" in result.stderr
    table = [line.split() for line in result.stdout.splitlines()]
    assert {row[0]: row[-1] for row in table if len(row) == 4} == {
        "名称": "状态",
        "甲区联席会议": "能用",
        "乙区联席会议": "能用",
        "丙区联席会议": "文件不在",
        "丁区联席会议": "能用",
    }
    assert [row["name"] for row in two.json("council list --state 文件不在")] == ["丙区联席会议"]
    assert two("council forget 丙").stdout == "“丙区联席会议”不再列出。\n"
    assert {name for name, _current in listed(two)} == {"甲区联席会议", "乙区联席会议", "丁区联席会议"}
    assert two("council list").stderr == ""
    said = two("council forget 丁区").stdout
    assert "没有动" in said
    two(shlex.split(said.split("liaison ")[1].strip("。\n")))  # the way back that it names
    assert ("丁区联席会议", True) in listed(two)
    before = sorted(home.rglob("*"))
    assert_one_sentence(two("council forget 丁区", 4), "现在用的就是", "liaison council use")
    assert_one_sentence(two("council forget 甲区", 4), str(home / "liaison.db"))
    assert_one_sentence(two("council forget 戊区", 3), "没有叫“戊区”的联席会议")
    assert sorted(home.rglob("*")) == before


def test_one_that_is_not_noted_is_not_forgotten(office: Run, home: Path, tmp_path: Path) -> None:
    office(["init", "别处联席会议", "--db", tmp_path / "别处.db"])
    line = ["council", "forget", "甲区", "--db", tmp_path / "别处.db"]
    assert_one_sentence(office(line, 4), str(home / "liaison.db"))
    assert [path.name for path in home.iterdir()] == ["liaison.db"]


def test_the_list_of_councils_is_asked_like_any(two: Run) -> None:
    rows = two.json("council list")
    assert two.json("council list --find 乙区") == rows[1:]
    assert two.json("council list --current 是") == rows[:1]
    assert two.json("council list --sort -名称 --limit 1 --columns 名称") == [{"name": "乙区联席会议"}]
    assert_one_sentence(two("council list --state 好", 2), "能用、文件不在、打不开")


def test_the_environment_goes_before_and_that_is_said(
    two: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("LIAISON_DB", str(home / "liaison.db"))
    assert "LIAISON_DB" in two("council use 乙区").stderr
    assert listed(two) == [("甲区联席会议", True), ("乙区联席会议", False)]
    monkeypatch.delenv("LIAISON_DB")
    assert listed(two) == [("甲区联席会议", False), ("乙区联席会议", True)]


def test_a_choice_that_cannot_be_read_is_one_sentence(two: Run, home: Path) -> None:
    for content in (b"", b"\xff\xfe\x00", b"a\x00b\n"):
        (home / "councils" / "current").write_bytes(content)
        for line in ("member list", "council list", "init 丙", "demo"):
            assert_one_sentence(two(line, 6), "liaison council use")
    two("council use 乙区")
    assert names(two) == ["乙单位"]


def test_a_note_that_cannot_be_read_stops_nothing(two: Run, home: Path) -> None:
    (home / "councils" / "坏的.place").write_bytes(b"\xff\xfe\x00")
    (home / "councils" / "空的.place").write_bytes(b"")
    (home / "councils" / "别的.db").write_bytes(b"no database" * 99)
    two("member list")
    result = two("council list")
    assert result.stderr.count("不在了，或者打不开") == 3


# -- the example ------------------------------------------------------------------------------------------------------


def test_the_example_never_becomes_the_council_one_works_in(office: Run, home: Path) -> None:
    before = office.dump()
    said = office("demo").stdout
    assert "liaison council use 示例" in said
    assert office.json("council show")["name"] == "甲区联席会议"
    assert listed(office) == [("甲区联席会议", True), ("示例", False)]
    assert_one_sentence(office("demo", 4), "示例已经装好了", "council use 示例")
    office("council use 示例")
    assert len(names(office)) > 20
    assert office("member list").stdout.splitlines()[-1].endswith("（示例）")
    office("member edit M002 --note 练习")
    office("council use 甲区")
    assert names(office) == []
    assert office.dump() == before


def test_the_example_alone_is_left_by_founding_ones_own(home: Path) -> None:
    run = Run("")
    run("demo")
    assert_one_sentence(run("member list", 6), "liaison init", "liaison council use")
    run("council use 示例")
    assert len(names(run)) > 20
    run("init 滨江党建·金融外滩区域化党建联席会议 --short 金融外滩")  # the very name of the example's
    assert names(run) == []
    assert listed(run) == [("滨江党建·金融外滩区域化党建联席会议", True), ("示例", False)]
    run("council use 示例")
    run("council use 金融外滩")
    assert names(run) == []


def test_a_told_example_is_where_it_was_told(office: Run, home: Path, tmp_path: Path) -> None:
    office(["demo", "--db", tmp_path / "试.db"])
    assert not (home / "demo.db").exists()
    assert listed(office) == [("甲区联席会议", True)]


def test_the_example_is_no_second_council(office: Run) -> None:
    office("demo")
    assert "联席会议：" not in office("member list").stdout
    office("council use 示例")
    assert office("member list").stdout.splitlines()[-1].endswith("（示例）")
    office("council use 甲区")
    office("council new 乙区联席会议")
    assert office("member list").stdout.splitlines()[-1] == "联席会议：甲区联席会议"


# -- no file by surprise ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in PATHS if path not in MAKES])
def test_no_other_command_makes_a_database(path: str, tmp_path: Path, home: Path) -> None:
    """Whatever it is, it names the file that is not there, with its folder, and how to make it."""
    (tmp_path / "收回的表").mkdir()
    run = Run("")
    for words in _examples(path)[:1]:
        result = run([*words, "--db", "没有.db", "--json"], None)
        # What is forgotten is told by its name alone, and here is nothing of that name.
        assert result.code in (0, 2, 5, 6) or (path == "council forget" and result.code == 3), result.stderr
        if result.code == 6:
            assert "没有.db" in result.stderr
            assert str(tmp_path) in result.stderr
            assert "liaison init 联席会议名称 --db 没有.db" in result.stderr
    assert not list(tmp_path.rglob("*.db*"))


def test_every_kind_of_missing_place_says_what_to_do(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run("")
    assert_one_sentence(run("member list", 6), str(home / "liaison.db"), "liaison init", "liaison demo")
    monkeypatch.setenv("LIAISON_DB", "没有.db")
    assert_one_sentence(run("member list", 6), str(tmp_path), "LIAISON_DB")
    assert_one_sentence(
        run(["member", "list", "--db", tmp_path / "别的.db"], 6), f"--db {tmp_path / '别的.db'}"
    )


# -- many at once, and killed ones ------------------------------------------------------------------------------------


def test_files_and_folders_are_for_their_owner_alone(two: Run, home: Path) -> None:
    two(["council", "new", "丙区", "--db", home.parent / "丙.db"])
    for path in (home, *home.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_eight_at_once(office: Run, home: Path) -> None:
    lines = [["council", "new", f"第{n}区"] for n in range(4)] + [["council", "new", "同一区"]] * 4
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "liaison", *line], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for line in lines
    ]
    codes = [process.wait() for process in started]
    assert codes[:4] == [0] * 4
    assert sorted(codes[4:])[0] == 0
    assert sorted(name for name, _current in listed(office)).count("同一区") == codes[4:].count(0)
    assert {name for name, _current in listed(office)} == {
        "甲区联席会议",
        "同一区",
        *(f"第{n}区" for n in range(4)),
    }
    using = [
        subprocess.Popen(
            [sys.executable, "-m", "liaison", "council", "use", f"第{n % 4}区"], stdout=subprocess.DEVNULL
        )
        for n in range(8)
    ]
    assert [process.wait() for process in using] == [0] * 8
    assert [current for _name, current in listed(office)].count(True) == 1
    assert not list(home.rglob(".*"))


def test_a_choice_killed_in_the_middle_leaves_the_one_before(two: Run, home: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom liaison.cli.shell.main import run\n"
        "Path.replace = lambda *more: os._exit(9)\nrun(sys.argv[1:])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "council", "use", "乙区"], check=False)
    assert done.returncode == 9
    assert two.json("council show")["name"] == "甲区联席会议"
    two("council use 乙区")
    assert not list(home.rglob(".*"))
    assert two.json("council show")["name"] == "乙区联席会议"


# -- on a server ------------------------------------------------------------------------------------------------------


def test_the_password_of_a_server_is_noted_nowhere(
    office: Run, postgresql: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = schema(postgresql)
    told = f"{url}&password={SECRET}"
    office(["council", "new", "丙区联席会议", "--db", told])
    result = office(["council", "use", "丙区联席会议", "--db", told])
    assert "PGPASSWORD" in result.stderr
    assert office.json("council show")["name"] == "丙区联席会议"
    office("member add 丙单位 --category 其他 --joined 2020-01-01")
    for line in ("council list", "council list --json", "today", "member list"):
        printed = office(line)
        assert SECRET not in printed.stdout + printed.stderr
    assert not [path for path in home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    office("council use 甲区")
    assert names(office) == []
    office("council use 丙区")
    assert names(office) == ["丙单位"]
    assert len(office.json("council list")) == 2


def test_as_a_process_of_its_own(two: Run) -> None:
    assert shell("council use 乙区").code == 0
    assert "乙单位" in shell("member list").stdout
