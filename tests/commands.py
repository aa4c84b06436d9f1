"""Running the command line from a test, in this process or in one of its own, and looking at what it left behind."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from liaison.settings import place as read_place
from liaison.store.database import connect

Line = str | Sequence[str | Path]


@dataclass(frozen=True)
class Result:
    """What a command printed, and the code it left with; ``fault`` is the traceback of a fault of ours, if it met one."""

    code: int
    stdout: str
    stderr: str
    fault: str = ""

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.stdout)


class Run:
    """Runs command lines in this process, each expected to leave with ``code``."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __call__(self, line: Line, code: int | None = 0) -> Result:
        arguments = words(line)
        result = invoke(arguments)
        assert code is None or result.code == code, (
            f"liaison {shlex.join(arguments)}\n"
            f"left with {result.code}, not {code}\n{result.stdout}\n{result.stderr}\n{result.fault}"
        )
        return result

    def json(self, line: Line, code: int = 0) -> Any:
        """What a command says with ``--json``."""
        return self([*words(line), "--json"], code).json

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        return dump(self.place)


def words(line: Line) -> list[str]:
    """A command line as its words, split as a shell does."""
    return shlex.split(line) if isinstance(line, str) else [str(word) for word in line]


def invoke(arguments: list[str]) -> Result:
    """Run the command line in this process, with streams that behave as real ones do."""
    from liaison.cli.shell import usage
    from liaison.cli.shell.main import run

    faults: list[str] = []

    def fault(met: BaseException, *, database: bool) -> str:
        faults.append("".join(traceback.format_exception(met)))
        return told(met, database=database)

    told = usage.fault
    out, error = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with (
        mock.patch.object(sys, "argv", ["liaison", *arguments]),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", error),
        mock.patch.object(usage, "fault", fault),
    ):
        code = run(arguments)
        out.flush()
        error.flush()
    printed = [stream.buffer.getvalue().decode() for stream in (out, error)]  # type: ignore[attr-defined]
    return Result(code, *printed, "".join(faults))


def invoke_together(arguments: list[str]) -> str:
    """All that a command prints in this process, on stdout and stderr in turn, as a terminal shows it."""
    from liaison.cli.shell.main import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with (
        mock.patch.object(sys, "argv", ["liaison", *arguments]),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", out),
    ):
        run(arguments)
        out.flush()
    printed: bytes = out.buffer.getvalue()  # type: ignore[attr-defined]
    return printed.decode()


def unsealed(text: str) -> str:
    """What was printed, with …… where the journal's seal stands, which is another in every database."""
    return re.sub(r"(?<=\d-)[0-9a-f]{16}\b", "……", text)


def shell(line: Line, *, env: dict[str, str] | None = None, timeout: float = 60, **how: Any) -> Result:
    """Run the command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "liaison", *words(line)],
        capture_output=True,
        check=False,
        env=os.environ | (env or {}),
        timeout=timeout,
        **how,
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def load_example(place: str, today: str, home: Path | None = None) -> None:
    """Put the example council into a database; what it keeps in the user's data folder goes into ``home``."""
    around = {"LIAISON_DB": place, "LIAISON_TODAY": today, "LIAISON_USER": "测试"}
    with mock.patch.dict(os.environ, around | ({"XDG_DATA_HOME": str(home)} if home else {})):
        result = invoke(["demo"])
    assert result.code == 0, result.stderr


def copied(source: Path, target: Path) -> Path:
    """A database's file, copied with the files that are attached to its records."""
    shutil.copy(source, target)
    if (files := Path(f"{source}.附件")).is_dir():
        shutil.copytree(files, f"{target}.附件")
    return target


def dump(place: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a database, in one order."""
    connection, dialect = connect(read_place(place))
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if dialect == "sqlite"
        else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    )
    try:
        names = sorted(row[0] for row in connection.execute(catalogue).fetchall())
        return {
            name: sorted(map(tuple, connection.execute(f'SELECT * FROM "{name}"').fetchall()), key=repr)
            for name in names
        }
    finally:
        connection.close()


_LATIN = re.compile(r"Traceback|Error\b|Exception")


def assert_one_sentence(result: Result, *parts: str) -> None:
    """Hold what a failed command said to the house's form: one Chinese sentence on stderr, and what it should hold."""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    sentence = lines[0]
    assert sentence.endswith("。"), sentence
    assert re.search(r"[\u4e00-\u9fff]", sentence), sentence
    assert not _LATIN.search(sentence), sentence
    for part in parts:
        assert part in sentence, sentence
