"""Eight at once: on a first run, on an old database; and a lock that somebody holds for a minute."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.torture import councils, running
from tests.torture.crowds import asking
from tests.torture.soundness import faults_of, journal_faults

EIGHT = 8
_WAITED = "正在等另一个程序写完……"


@dataclass
class Together:
    """How many times eight began at once, and what should not have been."""

    times: int = 0
    faults: list[str] = field(default_factory=list)


def _all(lines: list[str]) -> list[tuple[int, str]]:
    """The codes and the sentences of commands that run at once."""
    running_ = [running.started(line) for line in lines]
    said = [process.communicate() for process in running_]
    return [(process.returncode, out + error) for process, (out, error) in zip(running_, said, strict=True)]


def founded(folder: Path, place: str | None, result: Together) -> None:
    """Eight found a council where there is none: one does, seven are told so. Without ``place``, in a new home."""
    with running.surroundings(running.emptied(folder), place or ""):
        if place is None:
            del os.environ["LIAISON_DB"]
        ended = _all([f"init 示例会{number}" for number in range(EIGHT)])
        result.times += 1
        codes = sorted(code for code, _said in ended)
        if codes != [0] + [4] * (EIGHT - 1) or not all(
            "已有联席会议" in said for code, said in ended if code
        ):
            result.faults.append(f"init: {ended}")
        chosen = place or str(folder / "home" / "data" / "liaison" / "liaison.db")
        with asking(chosen) as ask:
            result.faults += journal_faults(ask)
            if len(ask("SELECT name FROM council")) != 1:
                result.faults.append("init: not one council")
        if left := [str(path) for path in folder.rglob(".*")]:
            result.faults.append(f"init: left over {left}")


def upgraded(folder: Path, place: str, old: Path | None, result: Together) -> None:
    """Eight come upon an old database: one upgrades it, all are answered. ``old`` is copied to ``place`` where it is a file."""
    with running.surroundings(running.emptied(folder), place):
        if old is not None:
            shutil.copy(old, place)
        else:
            councils.bring_back(place)
        verbs = ("member list", "fund list", "council edit --short 示例", "report year 2023")
        ended = _all([verbs[number % len(verbs)] for number in range(EIGHT)])
        result.times += 1
        if [code for code, _said in ended] != [0] * EIGHT:
            result.faults.append(f"upgrade: {ended}")
        if sum("数据库已从版本" in said for _code, said in ended) != 1:
            result.faults.append(f"upgrade: not once {ended}")
        with asking(place) as ask:
            result.faults += journal_faults(ask)
        if old is not None:
            result.faults += faults_of(Path(place))
            backups = list(folder.rglob("*.bak"))
            if len(backups) != 1 or faults_of(backups[0]):
                result.faults.append(f"upgrade: backups {backups}")
        if left := [str(path) for path in folder.rglob(".*")]:
            result.faults.append(f"upgrade: left over {left}")


def held(folder: Path, places: list[str], seconds: float, wait: str) -> list[str]:
    """Hold the lock of writers in each of the databases for so long, while a command waits; what was wrong."""
    faults = []
    holders = []
    with running.surroundings(running.emptied(folder), ""):
        for place in places:
            connection, dialect = connect(read_place(place))
            connection.execute("BEGIN IMMEDIATE" if dialect == "sqlite" else "BEGIN")
            if dialect != "sqlite":
                connection.execute("LOCK TABLE journal IN EXCLUSIVE MODE")
            holders.append(connection)
        waiting = [
            running.started(f"council edit --short 示例等 --wait {wait} --db '{place}'") for place in places
        ]
        time.sleep(seconds)
        for connection, place, process in zip(holders, places, waiting, strict=True):
            if process.poll() is not None:
                faults.append(f"{place}: it did not wait")
            with closing(connection):
                connection.execute("ROLLBACK")
            out, error = process.communicate()
            if process.returncode != 0 or error.count(_WAITED) != 1:
                faults.append(f"{place}: {process.returncode} {out}{error}")
            with asking(place) as ask:
                if ask("SELECT short FROM council") != [("示例等",)]:
                    faults.append(f"{place}: not written")
    return faults
