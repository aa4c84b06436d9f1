"""While the database is locked nothing is loaded that could have been loaded before, and no workbook is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import Run, words
from tests.torture.lines import LINES, Line

WATCH = """
import json, sys
from liaison.store import change
seen, locked = [], []
def note(event, args):
    if locked and event == "import":
        seen.append(args[0])
    if locked and event == "open" and str(args[0]).endswith(".xlsx") and args[1] and set(args[1]) & set("wax+"):
        seen.append(str(args[0]))
sys.addaudithook(note)
begin = change.begin
def begun(*given):
    begin(*given)
    locked.append(True)
change.begin = begun
commits = change.commits
class Counted(type(commits)):
    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name == "count" and value:
            writes.append(value)
            locked.clear()
commits.__class__ = Counted
writes = []
from liaison.cli.shell.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
print("\\n@" + json.dumps([code, bool(writes), seen]))
"""
PATHS = (
    *(
        "init",
        "council edit",
        "member add",
        "member edit",
        "member rename",
        "member import",
        "activity import",
    ),
    *("project add", "activity add", "fund receive", "fund apportion", "chair plan", "workbook import"),
    *("collect start", "collect merge"),
)
TRIED = [line for line in LINES if line.path in PATHS]


@pytest.mark.parametrize("line", TRIED, ids=lambda line: line.words[:24])
def test_nothing_is_loaded_or_written_out_under_the_lock(
    example: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: Line
) -> None:
    for one in line.first:
        example(one)
    line.then()
    if line.council == "none":
        monkeypatch.setenv("LIAISON_DB", str(tmp_path / "new.db"))
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *words(line.words)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    code, written, seen = json.loads(done.stdout.rsplit("@", 1)[1])
    assert (code, written) == (0, True), done.stdout + done.stderr
    assert seen == []
