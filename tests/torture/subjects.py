"""A command line made ready to be tried again and again from the same beginning."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.commands import copied
from tests.torture import running
from tests.torture.lines import Line
from tests.torture.soundness import state_of

_GROWN = ("-wal", "-shm", "-journal")


@dataclass
class Subject:
    """A command line with the folder as it is before, the states before and after, and how long it takes."""

    line: Line
    base: Path
    before: str | None
    after: str | None
    files: tuple[frozenset[str], frozenset[str]]
    seconds: float


def database_of(line: Line, desk: Path) -> Path:
    """The database that a command writes into."""
    return desk / ("新.db" if "新.db" in line.rest else "council.db")


def prepared(desk: Path, base: Path, line: Line, councils: dict[str, Path]) -> Subject:
    """The folder as it is before a command, kept in ``base``; the states before and after it."""
    running.emptied(desk)
    running.emptied(base)
    if line.council != "none":
        copied(councils[line.council], desk / "council.db")
    database = database_of(line, desk)
    with running.surroundings(desk, str(desk / "council.db")):
        line.before()
        for one in line.first:
            running.done(one)
        line.then()
        settle(desk / "council.db")
        shutil.copytree(desk, base, dirs_exist_ok=True)
        before, files = state_of(database), names_in(desk)
        running.done(line.words)  # all that it needs is loaded from then on
        running.emptied(desk)
        shutil.copytree(base, desk, dirs_exist_ok=True)
        took = running.forked(line.words)
        if took.code != 0:
            raise AssertionError(f"{line.words}: {took.code} {took.said}")
        return Subject(line, base, before, state_of(database), (files, names_in(desk)), took.seconds)


def settle(path: Path) -> None:
    """Have all of a database in its one file."""
    if path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def names_in(folder: Path) -> frozenset[str]:
    """The files of a folder and of those in it, but for what SQLite keeps beside a database and for copies, named by time."""
    found = set()
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if (
            is_hidden(name)
            or (
                path.is_file()
                and path.name != "said"
                and not path.name.endswith(_GROWN)
                and ".备份/" not in name
            )
        ) and not _is_trial(path):
            found.add(name)
    return frozenset(found)


def _is_trial(path: Path) -> bool:
    """Whether a file is the one of four letters with which Python tries whether it may write temporary files."""
    return path.parent.name == "tmp" and path.is_file() and path.read_bytes() in (b"", b"blat")


def is_hidden(name: str) -> bool:
    """Whether a file is one that the program builds, or that it keeps for a moment."""
    return any(part.startswith(".") for part in Path(name).parts) or name.startswith("tmp/")
