"""What the tab key offers: names in both languages, words of a list, records; nothing at all where something fails."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from liaison.cli.shell.grammar import COMMON
from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.commands import Run, shell
from tests.test_commands import COMMANDS, PATHS

FEW = 50


def offered(line: str, how: str = "bash") -> list[str]:
    """What is offered at the end of a line, one word a line; what goes to stderr must be nothing."""
    words = line.split(" ")
    done = shell(
        [],
        env={
            "_LIAISON_COMPLETE": f"complete_{how}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    assert done.code == 0, done.stderr
    assert done.stderr == ""
    return list(filter(None, done.stdout.splitlines()))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("liaison mem", ["member"]),
        ("liaison 成", ["成员", "成员单位"]),
        ("liaison 经", ["经费"]),
        ("liaison member re", ["rename", "rejoin", "remove"]),
        ("liaison 成员 新", ["新增", "新建"]),
        ("liaison 成员 重", ["重新加入", "重新入会"]),
        ("liaison log ", ["list", "列表", "show", "查看", "seal", "封印"]),
        ("liaison member show M00", [f"M00{number}" for number in range(1, 10)]),
        ("liaison 成员 查看 htf", ["M002"]),
        ("liaison member show 汇", ["汇添富基金"]),
        ("liaison member show nobodyatall", []),
        ("liaison member show %", []),
        ("liaison project record 直通车 ", ["乘坐人次"]),
        ("liaison project record 没有 ", []),
        ("liaison chair appoint 汇添富 --acting ", ["是", "否"]),
        ("liaison chair plan --order ", ["加入先后", "名称拼音", "议定顺序", "任次最少"]),
        ("liaison member add 甲 --category 基", ["基金机构"]),
        ("liaison project add 甲 --lead 汇", ["汇添富基金"]),
        ("liaison member list --js", ["--json"]),
        ("liaison member list ——json --cs", ["--csv"]),
        ("liaison member list --category 基", ["基金机构"]),
        ("liaison activity list --unit 汇添富基金、示例青桐清", ["汇添富基金、示例青桐清算中心"]),
        ("liaison member list --columns 简称,联络", ["简称,联络员", "简称,联络员职务"]),
        ("liaison member export --sheet ", ["成员单位", "加入退出"]),
        ("liaison member import 名册.xlsx --prefer ", ["表里", "库中"]),
        ("liaison choice rename 项目类别 民", ["民生服务"]),
        ("liaison choice rename 没有的表 民", []),
        ("liaison choice lock 科", ["科目"]),
        ("liaison chair end ", ["1", "2", "3", "4"]),
        ("liaison chair order 汇", ["汇添富基金"]),
        ("liaison chair order ht", ["M002"]),
        ("liaison report year 2023 --explain funds_arr", ["funds_arrears"]),
        ("liaison report year 2023 --half 上", ["上半年"]),
        ("liaison report year 2023 --by ", ["单位", "类别", "月份", "项目", "专项", "级别", "状态"]),
        ("liaison fund reverse F001 118", ["118"]),
        ("liaison fund arrears F00", ["F001", "F002", "F003", "F004"]),
        ("liaison log show ", ["1"]),
        ("liaison undo ", ["1"]),
        ("liaison log 汇", ["汇添富基金"]),
        ("liaison log list --noun 成", ["成员"]),
    ],
)
def test_what_is_offered(example: Run, line: str, wanted: list[str]) -> None:
    assert offered(line) == wanted


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_tells_what_it_holds(path: str) -> None:
    """So that it is asked for with its label and an example, and completed; what is on or off holds nothing."""
    command = COMMANDS[path]
    untold = [
        one.opts[0]
        for one in command.params
        if one.name not in {*COMMON, *command.columns} and not getattr(one, "is_flag", False)
    ]
    assert not untold


def test_rounds_are_offered_by_their_names(example: Run) -> None:
    example("collect start 年底 --noun activity --year 2023 --due 2024-01-15 --dir 发出")
    assert offered("liaison collect status ") == ["年底"]
    assert offered("liaison collect start ") == []


def test_the_council_that_one_works_in_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("LIAISON_DB", raising=False)
    for line in ("init 甲会", "council new 乙会", "demo"):
        shell(line)
    shell("member add 甲单位 --category 其他 --joined 2020-01-01")
    shell("council use 乙会")
    assert offered("liaison member show ") == []
    shell("member add 乙单位 --category 其他 --joined 2020-01-01")
    assert offered("liaison member show 乙") == ["乙单位"]
    assert offered("liaison council use ") == ["甲会", "乙会", "示例"]
    assert offered("liaison 联席会议 切换 乙") == ["乙会"]
    shell("council use 示例")
    assert "汇添富基金" in offered("liaison member show 汇")
    home = tmp_path / "liaison"
    assert offered(f"liaison member show --db {home / 'liaison.db'} 甲") == ["甲单位"]


def test_both_names_are_offered_where_nothing_is_written(example: Run) -> None:
    from liaison.nouns.registry import registered

    assert offered("liaison ") == [name for one in registered().values() for name in (one.name, one.chinese)]


def test_records_have_their_names_beside_them(example: Run) -> None:
    assert "M002\t汇添富基金" in offered("liaison member show M00", "fish")
    assert '"M002":"汇添富基金"' in offered("liaison member show M00", "zsh")
    assert "汇添富基金\tM002" in offered("liaison member show 汇", "fish")


def test_no_more_are_offered_than_one_reads(council: Run) -> None:
    with closing(connect(read_place(council.place))[0]) as connection:
        for number in range(200):
            connection.execute(
                "INSERT INTO unit (id, code, name, initials, sort_key, category) "
                f"VALUES ({number + 1}, 'M{number:03d}', '单位{number}', 'dw', 'dan wei', '其他')"
            )
    assert len(offered("liaison member show ")) == FEW


def test_the_database_of_the_line_is_asked(example: Run, tmp_path: Path) -> None:
    other = tmp_path / "另一个.db"
    shutil.move(example.place, other)
    assert offered("liaison member show M002") == []
    assert offered(f"liaison --db {other} member show M002") == ["M002"]
    assert offered(f"liaison member show --db {other} M002") == ["M002"]


def test_whatever_fails_offers_nothing_and_changes_nothing(
    example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "liaison member show M00"
    assert offered(line)
    path = Path(example.place)
    whole = path.read_bytes()
    for bytes_there in (b"", b"this is no database", whole[:5000]):
        path.write_bytes(bytes_there)
        assert offered(line) == []
        assert path.read_bytes() == bytes_there
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    before = path.read_bytes()
    assert offered(line) == []  # an older one is not upgraded by a key
    assert path.read_bytes() == before
    path.unlink()
    assert offered(line) == []
    assert not path.exists()
    monkeypatch.setenv("LIAISON_DB", "postgresql://nobody@localhost:1/none")
    assert offered(line) == []


def test_names_are_offered_without_opening_a_database(example: Run) -> None:
    traced = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "liaison"],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ
        | {"_LIAISON_COMPLETE": "complete_bash", "COMP_WORDS": "liaison mem", "COMP_CWORD": "1"},
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in traced.stderr.splitlines()}
    assert "liaison.cli.shell.completing" in loaded
    assert not {"liaison.queries.offered", "liaison.cli.council.member", "psycopg"} & loaded


def test_completion_is_installed_and_shown_in_chinese(example: Run) -> None:
    bash = shutil.which("bash")
    assert bash
    command = f"{sys.executable} -m liaison"
    done = subprocess.run(
        [bash, "-c", f"{command} --install-completion; {command} --show-completion; true"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""
    said, _, script = done.stdout.partition("\n")
    assert said.startswith("已给 bash 装上命令补全（")
    assert said.endswith("），重新打开终端后按 Tab 键即可。")
    assert "complete_bash" in script
    alone = shell("--show-completion")  # run by no shell at all
    if alone.code:
        assert (alone.code, alone.stdout) == (2, "")
        assert alone.stderr.startswith("认不出这里用的是哪种命令行")
