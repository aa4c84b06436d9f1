"""Founding and upgrading: one program does it, the others wait, and a killed or refused one leaves nothing half."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from liaison.cli.shell.here import seconds
from liaison.errors import Unreadable
from liaison.settings import Place
from liaison.store import founding, migrate
from liaison.store.database import connect
from tests.commands import assert_one_sentence, invoke

EIGHT = range(8)


def _start(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "liaison", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def _old(path: Path) -> Path:
    place = Place(path=path)
    connect(place, create=True)[0].close()
    migrate.upgrade(place, "0003")
    return path


def test_eight_on_an_old_database_upgrade_it_once(tmp_path: Path) -> None:
    path = _old(tmp_path / "old.db")
    running = [_start("member", "list", "--db", path) for _one in EIGHT]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 8, said
    assert sum("数据库已从版本 0003 升级" in error for error in said) == 1
    backups = list((tmp_path / "old.db.备份").glob("*-升级前.bak"))
    assert len(backups) == 1
    with closing(sqlite3.connect(backups[0])) as backup:
        assert backup.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
    assert stat.S_IMODE(backups[0].stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*"))


def test_eight_found_one_council(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    running = [_start("init", f"会{number}", "--db", path) for number in EIGHT]
    said = [process.communicate()[1] for process in running]
    assert sorted(process.returncode for process in running) == [0] + [4] * 7, said
    assert sum("这个数据库里已有联席会议" in error for error in said) == 7
    assert not any("已写入" in error for error in said)
    assert _names(tmp_path) == ["new.db"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_init_leaves_no_database_and_the_next_one_sweeps(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    process = _start("init", "会", "--db", path)
    while not list(tmp_path.glob(".new.db.founding-*")):
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not path.exists()
    assert list(tmp_path.glob(".new.db.founding-*"))
    foreign = tmp_path / ".other.db.founding-1-x"
    foreign.touch()
    assert invoke(["init", "会", "--db", str(path)]).code == 0
    assert _names(tmp_path) == [foreign.name, "new.db"]


def test_a_refused_init_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert invoke(["init", "", "--db", str(path)]).code != 0
    assert _names(tmp_path) == []


def test_a_disk_that_is_full_when_all_is_written_leaves_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The working file holds the council then, and would not be given the name."""

    def full(*_places: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    class Full:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self.close, self._connection = connection.close, connection

        def execute(self, sql: str) -> object:
            return full() if "checkpoint" in sql else self._connection.execute(sql)

    monkeypatch.setattr(founding, "connect", lambda place: (Full(connect(place)[0]), "sqlite"), raising=True)
    result = invoke(["init", "会", "--db", str(tmp_path / "new.db")])
    assert result.code == 6
    assert_one_sentence(result, "new.db”所在磁盘已满，没有写入任何内容")
    assert _names(tmp_path) == []


def test_an_old_database_that_may_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _old(tmp_path / "old.db")
    before = path.read_bytes()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK and allowed(file, mode))
    result = invoke(["member", "list", "--db", str(path)])
    assert (result.code, result.stderr.count("原文件不动")) == (0, 1)
    assert (
        invoke(
            ["member", "add", "甲", "--category", "其他", "--joined", "2020-01-01", "--db", str(path)]
        ).code
        == 6
    )
    assert path.read_bytes() == before
    assert _names(tmp_path) == ["old.db"]


def test_waiting_is_said_once_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert invoke(["init", "会", "--db", str(path)]).code == 0
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        process = _start("council", "edit", "--short", "新", "--db", path)
        time.sleep(4)
        other.execute("ROLLBACK")
    assert process.communicate()[1].count("正在等另一个程序写完……") == 1
    assert process.returncode == 0


@pytest.mark.parametrize("name", ["full", "locked", "malformed", "readonly"])
def test_an_error_is_known_by_its_code_not_by_a_word_in_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("这不是数据库" * 100, encoding="utf-8")
    result = invoke(["member", "list", "--db", str(path)])
    assert result.code == 6
    assert "不是本程序的数据库文件" in result.stderr


@pytest.mark.parametrize(
    ("text", "wanted"), [("30", 30), ("30s", 30), ("2m", 120), ("0.5", 0.5), ("3分", 180)]
)
def test_a_length_of_waiting(text: str, wanted: float) -> None:
    assert seconds(text) == wanted


@pytest.mark.parametrize("text", ["", "-1", "x", "1h", "nan", "inf", "٣"])
def test_no_length_of_waiting(text: str) -> None:
    with pytest.raises(Unreadable):
        seconds(text)
