"""Who may read a file that is written: never more people than before, and its owner alone where phones stand in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.commands import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_modes_never_get_looser(example: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.touch(mode=0o600)
    example(f"member list -o {path} --force")
    assert _mode(path) == 0o600
    path.chmod(0o644)
    example(f"member list -o {path} --force")
    assert _mode(path) == 0o644


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_whole_phones_are_for_the_owner(example: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    example(f"member list --reveal -o {path}")
    assert _mode(path) == 0o600
    path.chmod(0o644)
    example(f"member list --reveal -o {path} --force")
    assert _mode(path) == 0o600


def test_a_link_or_a_pipe_is_not_replaced(example: Run, tmp_path: Path) -> None:
    real, link, pipe, broken = (tmp_path / name for name in ("real.csv", "link.csv", "pipe.csv", "no.csv"))
    real.write_text("旧", encoding="utf-8")
    link.symlink_to(real)
    broken.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    for path in (link, pipe, broken):
        assert "不是普通文件" in example(f"member list -o {path} --force", 4).stderr
    assert real.read_text(encoding="utf-8") == "旧"
    assert link.is_symlink()
