"""The world around a command: terminals without Chinese, pipes that close, keys that interrupt, a machine that stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import liaison
from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.commands import Run, shell

C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
GBK = {"PYTHONIOENCODING": "cp936"}
NO_CHINESE = (
    pytest.param(
        C_LOCALE,
        id="C",
        marks=pytest.mark.skipif(
            not str(Path(liaison.__file__)).isascii(),
            reason="a Python without UTF-8 cannot start where it is installed in a folder with a Chinese name",
        ),
    ),
    pytest.param(GBK, id="cp936"),
)
LINES = (
    "member list",
    "member show M002",
    "report year 2023",
    "fund statement F001",
    "--help",
    "member add --help",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("env", NO_CHINESE)
def test_a_terminal_without_chinese(example: Run, line: str, env: dict[str, str]) -> None:
    done = _bytes(line, env)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    if env is GBK:
        assert done.stdout.decode("gbk") == shell(line).stdout
    elif "--help" not in line:  # Typer writes UTF-8 where Python would write ASCII
        done.stdout.decode("ascii")


@pytest.mark.parametrize("env", NO_CHINESE)
def test_errors_on_a_terminal_without_chinese(example: Run, env: dict[str, str]) -> None:
    done = _bytes("member show 街道", env)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert "没有找到" not in done.stderr.decode("gbk" if env is GBK else "ascii")


@pytest.mark.parametrize("env", NO_CHINESE)
def test_json_and_csv_are_utf_8_everywhere(example: Run, env: dict[str, str]) -> None:
    assert json.loads(_bytes("member show M002 --json", env).stdout)["name"] == "汇添富基金"
    text = _bytes("member list --csv", env).stdout.decode("utf-8-sig")
    assert "汇添富基金" in text


@pytest.mark.parametrize("env", [*NO_CHINESE, pytest.param({}, id="utf-8")])
def test_characters_that_no_code_page_has(example: Run, env: dict[str, str]) -> None:
    name = "𠮷田䶮€✓单位"
    done = _bytes(
        ["member", "add", name, "--category", "其他", "--joined", "2020-01-01"], env | {"LC_ALL": "C.UTF-8"}
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(_bytes("member list --json", env).stdout)
    assert _bytes("member list", env).returncode == 0
    assert example.json(f"member show {name}")["name"] == name


def _bytes(line: str | list[str], env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    arguments = line.split() if isinstance(line, str) else line
    return subprocess.run(
        [sys.executable, "-m", "liaison", *arguments], capture_output=True, check=False, env=os.environ | env
    )


@pytest.mark.parametrize(
    "line", ["activity list", "activity list --json", "activity list --csv", "report year 2023", "--help"]
)
def test_a_pipe_that_closes(example: Run, line: str) -> None:
    """As with ``| head -1``: what is not read is not written, and nobody complains."""
    process = subprocess.Popen(
        [sys.executable, "-m", "liaison", *line.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 0
    assert said == b""


def test_a_pipe_that_was_never_open(example: Run) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m liaison member list >&-', sys.executable], capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr


# -- in the middle of an import ---------------------------------------------------------------------------------------


def _is_being_written(place: str) -> bool:
    """Whether somebody holds the database for writing."""
    connection, dialect = connect(read_place(place))
    with closing(connection):
        try:
            if dialect == "sqlite":
                connection.execute("PRAGMA busy_timeout = 0")
                connection.execute("BEGIN IMMEDIATE")
            else:
                connection.execute("BEGIN")
                connection.execute("LOCK TABLE journal IN EXCLUSIVE MODE NOWAIT")
            connection.execute("ROLLBACK")
        except Exception as error:
            if "lock" not in str(error):
                raise
            return True
    return False


@pytest.fixture
def interrupted(council: Run, tmp_path: Path) -> Callable[[signal.Signals], tuple[int, str]]:
    """Sends a signal to an import of many readings as soon as it writes; what it left with, and what it said."""
    council("member add 甲 --category 其他 --joined 2018-01-01")
    council("project add 直通车 --lead 甲 --start 2018-01-01")
    council("project indicator 直通车 人次")
    sheet = tmp_path / "读数.csv"
    with sheet.open("w", encoding="utf-8") as out:
        out.write("项目,指标,日期,数值\n")
        for year in range(1900, 2100):
            out.writelines(
                f"直通车,人次,{year}-{month:02d}-{day:02d},{day}\n"
                for month in range(1, 13)
                for day in range(1, 29)
            )

    def send(number: signal.Signals) -> tuple[int, str]:
        with subprocess.Popen(
            [sys.executable, "-m", "liaison", "project", "import", str(sheet)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # A job in the background ignores Ctrl-C, and its children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as process:
            while process.poll() is None and not _is_being_written(council.place):
                time.sleep(0.005)
            process.send_signal(number)
            assert process.stderr is not None
            said = process.stderr.read().decode()
            return process.wait(60), said

    return send


def _state(run: Run) -> dict[str, Any]:
    return {name: rows for name, rows in run.dump().items() if name != "alembic_version"}


def test_ctrl_c_in_the_middle_of_an_import_leaves_nothing(
    council: Run, interrupted: Callable[[signal.Signals], tuple[int, str]]
) -> None:
    before = _state(council)
    code, said = interrupted(signal.SIGINT)
    assert (code, said) == (130, "已中断，没有写入任何内容。\n")
    assert _state(council) == before
    council("project record 直通车 人次 2023-01-01 5")


def test_a_killed_import_leaves_a_usable_database_without_its_rows(
    council: Run, interrupted: Callable[[signal.Signals], tuple[int, str]]
) -> None:
    before = _state(council)
    code, _said = interrupted(signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert _state(council) == before
    assert council.json("project record 直通车 人次 2023-01-01 5")["result"] == "new"
    if council.place.endswith(".db"):
        connection, _dialect = connect(read_place(council.place))
        with closing(connection):
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
