"""A full disk: each command with no room, then with a little more, until it has enough."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import running
from tests.torture.lines import FILES, LINES, Line
from tests.torture.soundness import faults_of, state_of
from tests.torture.subjects import database_of, is_hidden, names_in, prepared

PATHS = (
    *("init", "demo", "member add", "member list", "fund receive", "fund apportion", "member import"),
    *("workbook import", "workbook export", "report year", "collect start", "collect merge"),
)
STEP = 16 * 1024
_SIZE = 24 * 1024 * 1024
_ENOUGH = 3
"""Times that a command must have had enough room, one after the other."""


@dataclass
class Full:
    """How many commands met a full disk, how many had room in the end, and what should not have been."""

    refused: int = 0
    went_well: int = 0
    faults: list[str] = field(default_factory=list)


class NoDisk(Exception):  # noqa: N818
    """This user may mount no disk to be filled."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of a few megabytes, in memory. Raises ``NoDisk``."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoDisk(str(error)) from error
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled(folder: Path, example: Path, old: Path, coarse: int = 1) -> Full:
    """Give each command a disk with ever more room, so that it is full at every one of its writes."""
    result = Full()
    with small_disk(folder / "disk") as disk:
        for line in (one for one in LINES + FILES if one.path in PATHS):
            _fill(folder, disk, line, {"example": example, "old": old}, coarse, result)
    return result


def _fill(folder: Path, disk: Path, line: Line, councils: dict[str, Path], coarse: int, result: Full) -> None:
    desk = disk / "desk"
    subject = prepared(desk, folder / "base", line, councils)
    room, well = 0, 0
    while well < _ENOUGH:
        running.emptied(desk)
        shutil.copytree(subject.base, desk, dirs_exist_ok=True)
        with running.surroundings(desk, str(desk / "council.db")), ballast(disk, room):
            ended = running.forked(line.words, said=folder / "said")
        database = database_of(line, desk)
        names = names_in(desk)
        state = state_of(database)
        where = f"{line.words} with {room} bytes of room"
        faults = [f"{where}: {fault}" for fault in faults_of(database)] if database.exists() else []
        if left := [name for name in names if is_hidden(name)]:
            faults.append(f"{where}: left over {left}")
        if ended.code == 0:
            well += 1
            result.went_well += 1
            if state != subject.after:
                faults.append(f"{where}: said to be done, and is not")
        else:
            well = 0
            result.refused += 1
            if ended.code not in (5, 6) or "磁盘" not in ended.said or "Traceback" in ended.said:
                faults.append(f"{where}: {ended.code} {ended.said}")
            is_half = state != subject.before and not (line.steps and "已写入" in ended.said)
            if is_half or not names <= subject.files[0] | {"council.db"}:
                faults.append(f"{where}: something was written {sorted(names - subject.files[0])}")
        result.faults += faults
        room += STEP * coarse


@contextmanager
def ballast(disk: Path, room: int) -> Iterator[None]:
    """Fill a disk but for so many bytes."""
    stone = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with stone.open("wb") as stream:
        stream.write(b"\0" * max(free - room, 0))
    try:
        yield
    finally:
        stone.unlink()
