"""Kill -9 at random moments of every command that writes."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import running
from tests.torture.lines import FILES, LINES, Line
from tests.torture.soundness import faults_of, state_of
from tests.torture.subjects import Subject, database_of, is_hidden, names_in, prepared

_FROM_NOTHING, _LOADING = 0.1, 0.7
"""Of ten commands one is a process from nothing, which spends so many seconds to load what it needs."""


@dataclass
class Killed:
    """How many commands were killed, when, and what was found afterwards that should not be."""

    kills: int = 0
    before: int = 0
    after: int = 0
    again: int = 0
    commands: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Killing:
    """A folder in which commands are killed; ``example`` and ``old`` are databases to begin with."""

    def __init__(self, folder: Path, example: Path, old: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.councils = {"example": example, "old": old}
        self.result = Killed()
        self._subjects: dict[Line, Subject] = {}

    def round(self, lines: tuple[Line, ...]) -> None:
        """Kill each of the commands once, at any moment of it."""
        for line in lines:
            if line not in self._subjects:
                base = self.folder / f"base-{len(self._subjects)}"
                self._subjects[line] = prepared(self.desk, base, line, self.councils)
            self._kill(self._subjects[line])

    @property
    def desk(self) -> Path:
        """Where they work: always the same folder, for its name stands in the database."""
        return self.folder / "desk"

    def _kill(self, subject: Subject) -> None:
        running.emptied(self.desk)
        shutil.copytree(subject.base, self.desk, dirs_exist_ok=True)
        line, result = subject.line, self.result
        with running.surroundings(self.desk, str(self.desk / "council.db")):
            if self.chance.random() < _FROM_NOTHING:
                moment = self.chance.uniform(0, subject.seconds + _LOADING)
                ended = running.from_nothing(line.words, moment)
            else:
                moment = self.chance.uniform(0, subject.seconds * 1.02)
                ended = running.forked(line.words, moment)
            result.kills += ended.code == -9
            result.commands[line.path] += ended.code == -9
            tell = self._teller(f"{line.words} (killed after {moment:.4f} s)")
            database = database_of(line, self.desk)
            self._look(database, tell)
            state = state_of(database)
            is_before = state != subject.after or not subject.files[1] <= names_in(self.desk)
            if ended.code == -9:
                result.before += is_before
                result.after += not is_before and line.told
            if state not in (subject.before, subject.after) and not line.steps:
                tell("the state is neither that before nor that after")
            again = running.forked(line.words)
            result.again += 1
            if is_before and (again.code != 0 or state_of(database) != subject.after):
                tell(f"done again it left {again.code}: {again.said}")
            if again.code == 1 or "Traceback" in again.said:
                tell(f"a fault of ours: {again.said}")
            self._look(database, tell)
            names = names_in(self.desk)
            if is_before and names != subject.files[1]:
                tell(f"files: {sorted(names ^ subject.files[1])}")
            if left := [name for name in names if is_hidden(name)]:
                tell(f"left over: {left}")

    def _teller(self, where: str) -> Callable[[str], None]:
        return lambda fault: self.result.faults.append(f"{where}: {fault}")

    def _look(self, database: Path, tell: Callable[[str], None]) -> None:
        if database.exists():
            for fault in faults_of(database):
                tell(fault)
        for path in self.desk.rglob("[!.]*.bak"):
            for fault in faults_of(path):
                tell(f"half a copy: {path.name}: {fault}")
        for path in self.desk.rglob("[!.]*.xlsx"):
            if not any(part.startswith(".") for part in path.relative_to(self.desk).parts):
                try:
                    with zipfile.ZipFile(path) as archive:
                        if archive.testzip():
                            tell(f"half a file: {path.name}")
                except zipfile.BadZipFile:
                    tell(f"half a file: {path.name}")


def killed(folder: Path, example: Path, old: Path, least: int, seed: int) -> Killed:
    """Kill at least so many commands, every one that writes in turn."""
    killing = Killing(folder, example, old, random.Random(seed))
    while killing.result.kills < least:
        killing.round(LINES + FILES)
    return killing.result
