"""A short form of ``make torture``, and that no command which writes has been left out of it."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import schema
from tests.test_commands import PATHS
from tests.torture import councils, crowds, disks, kills, soundness, together
from tests.torture.lines import FILES, LINES, READING
from tests.torture.subjects import prepared

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
KILLS = 40


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return councils.example(tmp_path_factory.mktemp("torture") / "example.db")


@pytest.fixture(scope="module")
def old_file(example_file: Path) -> Path:
    return councils.old(example_file, example_file.with_name("old.db"))


def test_every_command_that_writes_is_killed() -> None:
    tried = {line.path for line in LINES + FILES}
    assert set(PATHS) == tried | READING, set(PATHS) ^ (tried | READING)


def test_every_line_works_when_nothing_kills_it(tmp_path: Path, example_file: Path, old_file: Path) -> None:
    found = {"example": example_file, "old": old_file}
    for line in LINES + FILES:
        prepared(tmp_path / "desk", tmp_path / "base", line, found)


def test_killed_commands_leave_all_or_nothing(tmp_path: Path, example_file: Path, old_file: Path) -> None:
    chance = random.Random()
    killing = kills.Killing(tmp_path / "kills", example_file, old_file, chance)
    long = [line for line in LINES if line.path in ("init", "collect start", "member list", "member import")]
    lines = tuple(chance.sample(LINES + FILES, 8) + long)
    while killing.result.kills < KILLS:
        killing.round(lines)
    assert killing.result.faults == []
    assert killing.result.before
    assert killing.result.again >= KILLS


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    found = crowds.crowd(tmp_path / "crowd", str(tmp_path / "crowd" / "c.db"), 4, 10, random.randrange(10**6))
    assert found.faults == []
    assert found.commands == 40


def test_writers_at_once_lose_nothing_on_a_server(tmp_path: Path, postgresql: str) -> None:
    found = crowds.crowd(tmp_path / "crowd", schema(postgresql), 4, 10, random.randrange(10**6))
    assert found.faults == []
    assert found.commands == 40
    done, faults = crowds.killed_writers(tmp_path / "killed", schema(postgresql), 4, random.randrange(10**6))
    assert (done, faults) == (4, [])


def test_eight_at_once_on_a_server(tmp_path: Path, postgresql: str) -> None:
    result = together.Together()
    together.founded(tmp_path / "init", schema(postgresql), result)
    place = schema(postgresql)
    councils.load_example(place, "2023-12-31")
    together.upgraded(tmp_path / "old", place, None, result)
    assert result.faults == []


def test_a_full_disk(
    tmp_path: Path, example_file: Path, old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "PATHS", ("demo", "fund receive"))
    try:
        found = disks.filled(tmp_path, example_file, old_file, coarse=15)
    except disks.NoDisk as reason:
        pytest.skip(f"no disk to be filled: {reason}")
    assert found.faults == []
    assert found.refused > 5


# -- whether all this would notice anything ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE journal SET who = '别人' WHERE id = 1",
        "UPDATE journal_image SET after = after || ' ' WHERE id = 9",
        "UPDATE journal_row SET row_id = row_id + 1 WHERE id = 9",
        "DELETE FROM journal WHERE id = 1",
        "UPDATE entry SET fund_id = 99 WHERE id = 1",
    ],
)
def test_what_is_wrong_with_a_database_is_found(tmp_path: Path, example_file: Path, wrong: str) -> None:
    path = tmp_path / "wrong.db"
    path.write_bytes(example_file.read_bytes())
    assert soundness.faults_of(path) == []
    before = soundness.state_of(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(wrong).rowcount == 1
    assert soundness.faults_of(path)
    if "entry" in wrong:
        assert soundness.state_of(path) != before


def _kept_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    from liaison.store.change import Change

    flush = Change.flush

    def early(self: Change) -> None:
        flush(self)
        if self.database.dialect == "sqlite":
            self.database.connection.execute("COMMIT")
            self.database.connection.execute("BEGIN")
            time.sleep(0.1)  # long enough for a kill to fall into it

    monkeypatch.setattr(Change, "flush", early)


def _never_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    from liaison import drafts

    monkeypatch.setattr(drafts, "sweep", lambda _folder: None)


@pytest.mark.parametrize(
    ("path", "spoil", "said"),
    [
        ("fund apportion", _kept_halves, "neither"),
        ("workbook export", _never_sweeps, "left over"),
    ],
)
def test_what_kills_leave_is_found(
    tmp_path: Path,
    example_file: Path,
    old_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    spoil: Callable[[pytest.MonkeyPatch], None],
    said: str,
) -> None:
    spoil(monkeypatch)
    killing = kills.Killing(tmp_path / "kills", example_file, old_file, random.Random(1))
    lines = tuple(line for line in LINES + FILES if line.path == path)
    for _once in range(60):
        killing.round(lines)
        if any(said in fault for fault in killing.result.faults):
            return
    pytest.fail(json.dumps(killing.result.faults, ensure_ascii=False))
