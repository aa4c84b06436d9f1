"""Commands as processes that can be killed: forked from this one, so that all is loaded and the moments fall into their work."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.commands import invoke, words

TODAY = "2023-12-31"


@dataclass(frozen=True)
class Ended:
    """What a process left: its exit code (-9 if it was killed), all that it said, and how long it took."""

    code: int
    said: str
    seconds: float


@contextlib.contextmanager
def surroundings(folder: Path, place: str) -> Iterator[None]:
    """A folder to work in, with a home, temporary files and a database of its own."""
    kept, before = Path.cwd(), dict(os.environ)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tmp").mkdir(exist_ok=True)
    os.environ |= {
        "LIAISON_DB": place,
        "LIAISON_TODAY": TODAY,
        "LIAISON_USER": "测试",
        "HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder / "home" / "data"),
        "TMPDIR": str(folder / "tmp"),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(kept)
        os.environ.clear()
        os.environ |= before


def done(line: str, code: int = 0) -> str:
    """Run a command here, to its end; what it printed."""
    result = invoke(words(line))
    if result.code != code:
        raise AssertionError(f"liaison {line}\n{result.code}\n{result.stdout}{result.stderr}{result.fault}")
    return result.stdout


def forked(line: str, after: float | None = None, said: Path = Path("said")) -> Ended:
    """Run a command in a fork of this process, killed after so many seconds if it has not ended by then.

    What it says goes by way of the file ``said``.
    """
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _become(line, said)
    if after is not None:
        _wait_until(child, began + after)
    _, status = os.waitpid(child, 0)
    took = time.monotonic() - began
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    said.unlink(missing_ok=True)
    return Ended(os.waitstatus_to_exitcode(status), text, took)


def from_nothing(line: str, after: float) -> Ended:
    """The same with a process that begins from nothing, as on a clerk's computer."""
    began = time.monotonic()
    process = started(line)
    _wait_until(process.pid, began + after)
    out, error = process.communicate()
    return Ended(process.returncode, out + error, time.monotonic() - began)


def _become(line: str, said: Path) -> None:
    """Be that command, and leave."""
    from liaison.cli.shell.main import run

    code = 70
    try:
        import tempfile

        tempfile.tempdir = None
        out = said.open("w", encoding="utf-8")
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
        sys.stdin = io.StringIO()
        sys.stdout = sys.stderr = out
        sys.argv = ["liaison", *words(line)]
        random.seed()
        code = run(sys.argv[1:])
        out.flush()
    finally:
        os._exit(code)


def _wait_until(child: int, moment: float) -> None:
    """Let a process go on until then, or until it has ended by itself; kill it."""
    while (left := moment - time.monotonic()) > 0:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return
        time.sleep(min(left, 0.002))
    os.kill(child, signal.SIGKILL)


def started(line: str) -> subprocess.Popen[str]:
    """A process of its own, begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "liaison", *words(line)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ,
    )


def emptied(folder: Path) -> Path:
    """A folder with nothing in it; it stays the same one, for somebody may be in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return folder
