"""Drafts: what killed programs left is swept by the next in the same folder, what others still build stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from liaison import drafts
from tests.commands import Run

LEAVES = """
import os, sys
from pathlib import Path
from liaison import drafts
path = Path(sys.argv[1])
drafts.draft(path, "export").write_text("half")
made = drafts.draft(path, "founding")
made.with_name(made.name + "-wal").write_text("half")
drafts.draft_folder(path, "scratch").joinpath("sheet").write_text("half")
drafts.draft_folder(path, drafts.ROUND)
print("ready", flush=True)
sys.stdin.read()
os._exit(9)
"""


def _hidden(folder: Path) -> list[str]:
    return sorted(path.name.rsplit(".", 1)[1].split("-")[0] for path in folder.glob(".*"))


def test_only_what_the_dead_have_left_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    process = subprocess.Popen(
        [sys.executable, "-c", LEAVES, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    everything = _hidden(tmp_path)
    assert everything == ["export", "founding", "founding", "round", "scratch"]
    drafts.sweep(tmp_path)
    assert _hidden(tmp_path) == everything
    process.communicate()
    own = drafts.draft(tmp_path / "别的.xlsx", "export")
    assert _hidden(tmp_path) == ["export", "round"]
    assert own.exists()
    assert [one.is_dir() for one in drafts.left(tmp_path, drafts.ROUND)] == [True]


def test_what_another_computer_builds_on_a_shared_folder_stays_for_an_hour(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours = drafts.draft(tmp_path / "a", "export").name.rsplit("-", 1)[1]
    theirs = "0000" if not ours.startswith("0000") else "1111"
    young, old = (tmp_path / f".a.export-{gone.pid}-{theirs}{number:08x}" for number in range(2))
    for path in (young, old):
        path.touch()
    os.utime(old, (0, 0))
    drafts.sweep(tmp_path)
    assert young.exists()
    assert not old.exists()


def test_what_only_looks_like_a_draft_stays(tmp_path: Path) -> None:
    names = (
        ".bashrc",
        ".a.export-1-zz",
        "a.export-99999999-000000000000",
        ".a.export-99999999",
        ".a.1.export-2",
    )
    for name in names:
        (tmp_path / name).touch()
    drafts.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(names)


def test_the_longest_name_has_a_draft(tmp_path: Path) -> None:
    name = "长" * 83 + ".xlsx"
    made = drafts.draft(tmp_path / name, "export")
    assert made.exists()
    made.replace(tmp_path / name)


def test_an_export_sweeps_its_folder(example: Run, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    machine = drafts.draft(tmp_path / "x", "export").name.rsplit("-", 1)[1][:4]
    left = tmp_path / f".旧.xlsx.export-{gone.pid}-{machine}00000000"
    left.write_text("half")
    example("member export 名册.xlsx")
    assert not left.exists()
