"""Every command and every file, written for members and for the public: nothing gets out that is not for them.

The commands are found by walking the command line, and the columns by walking the nouns, so that whoever adds one is looked at
here without more ado. A command whose example does not go with the example council needs a line in ``tests/test_paper.py``
(``LINES``, ``BEFORE``), as for its workbook, or in ``tests/torture/lines.py``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest

from liaison.columns import MEMBERS, OFFICE, PUBLIC, Column
from liaison.formats.seen import PROFILES
from liaison.kinds import Person, Phone, Text
from liaison.nouns.registry import kept
from tests.commands import Result, assert_one_sentence, invoke, words
from tests.conftest import TODAY
from tests.test_commands import COMMANDS, _examples
from tests.test_paper import BEFORE, LINES
from tests.torture.lines import FILES
from tests.torture.lines import LINES as WRITING

OUTSIDE = [key for key in PROFILES if key != "internal"]
FORMS = ("", "--json", "--csv -o 出.csv", "--xlsx -o 出.xlsx")
NUMBERS = {"code", "uscc", "number", "voucher", "certificate", "digest", "sha256", "sort_key"}
"""Columns of text that are numbers themselves, or worked out."""


@dataclass
class Planted:
    """A council in whose every text stands what must not get out; by who may see it, the marks."""

    file: Path
    phones: list[str] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=lambda: {MEMBERS: [], OFFICE: []})

    def kept_from(self, profile: str) -> list[str]:
        """What that profile must not see: no whole number, and no word that is for fewer people than it."""
        return [*self.phones, *self.marks[OFFICE], *(self.marks[MEMBERS] if profile == "public" else ())]

    def phone(self) -> str:
        """A number that no other record has."""
        self.phones.append(f"139{len(self.phones):08d}")
        return self.phones[-1]

    def mark(self, column: Column, value: str | None, number: int, noun: str) -> str:
        """What is planted in a cell."""
        if isinstance(column.kind, Phone):
            return self.phone()
        if column.reader == PUBLIC:
            return f"{value or '示例'}，电话{self.phone()}"
        mark = f"密{column.reader[0]}{noun}{column.key}{number}〇"
        self.marks[column.reader].append(mark)
        return mark if column.private else f"{mark}电{self.phone()}"


@dataclass(frozen=True)
class Before:
    """What comes before a command: lines, what is there when they begin, and what is done when they have ended."""

    lines: tuple[str, ...] = ()
    begun: Callable[[], object] = lambda: None
    done: Callable[[], object] = lambda: None


def _plantable(column: Column) -> bool:
    return bool(column.store) and type(column.kind) in (Text, Phone, Person) and column.key not in NUMBERS


@pytest.fixture(scope="module")
def planted(_example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The example council with a number in every text, and in every text that is not for everybody a mark of its own."""
    found = Planted(tmp_path_factory.mktemp("planted") / "council.db")
    shutil.copy(_example_file, found.file)
    with sqlite3.connect(found.file) as connection:
        for noun in kept():
            # What a unit is called, and the words that are chosen from, are no free text, and commands name them whole.
            named = {"name", "short", "word"} if noun.table in ("unit", "council", "choice") else set()
            for column in noun.columns:
                if not _plantable(column) or column.key in named:
                    continue
                asked = f'SELECT id, "{column.store}" FROM "{noun.table}" ORDER BY id'
                for key, value in connection.execute(asked).fetchall():
                    text = found.mark(column, value, key, noun.name)
                    connection.execute(
                        f'UPDATE "{noun.table}" SET "{column.store}" = ? WHERE id = ?', (text, key)
                    )
    connection.close()
    return found


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file that a command has written, and every part of those that are made of parts, as text."""
    for path in sorted(folder.rglob("*")):
        if any(part.endswith("附件") for part in path.relative_to(folder).parts[:-1]):
            continue  # a record's own files, kept as they came
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    yield f"{path.name}/{part}", parts.read(part).decode(errors="replace")
        elif path.is_file() and path.suffix not in (".db", ".bak") and "home" not in path.parts:
            assert path.suffix in (".csv", ".json", ".html", ".ics"), f"这里还不会读 {path.name}，请教它"
            yield path.name, path.read_text(encoding="utf-8-sig")


def _run(line: list[str], folder: Path) -> Result:
    around = {"LIAISON_DB": folder / "council.db", "XDG_DATA_HOME": folder / "home", "LIAISON_TODAY": TODAY}
    with mock.patch.dict(os.environ, {name: str(value) for name, value in around.items()}):
        return invoke(line)


def _outcome(
    planted: Planted, line: list[str], profile: str, folder: Path, first: Before | None = None
) -> tuple[Result, dict[str, str]]:
    """What a command answers in a folder of its own, and the texts of what it wrote."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(planted.file, folder / "council.db")
    before = Path.cwd()
    os.chdir(folder)
    try:
        first = first or Before()
        first.begun()
        for one in first.lines:
            _run(words(one), folder)
        first.done()
        old = {one: one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()}
        done = _run([*line, "--profile", profile], folder)
        for one, moment in old.items():
            if one.name != "council.db" and one.exists() and one.stat().st_mtime_ns == moment:
                one.unlink()
    finally:
        os.chdir(before)
    return done, {"stdout": done.stdout, "stderr": done.stderr, **dict(_written(folder))}


def _leaks(planted: Planted, told: dict[str, str], profile: str) -> list[tuple[str, str]]:
    kept_back = planted.kept_from(profile)
    found = []
    for where, text in told.items():
        if "1390" in text or "密" in text:  # most are not worth a second look
            found += [(where, one) for one in kept_back if one in text]
    return found


def _lines(path: str) -> Iterator[tuple[list[str], Before]]:
    """What is run of a command, and what before: its examples, and its lines among those that write."""
    before = Before((BEFORE[path],) if path in BEFORE else ())
    for line in [words(LINES[path])] if path in LINES else _examples(path):
        yield line, before
    for one in (*FILES, *WRITING):
        if one.path == path and one.council == "example":
            yield words(one.words), Before(one.first, one.before, one.then)


@pytest.mark.parametrize("path", COMMANDS)
def test_nothing_gets_out(path: str, planted: Planted, tmp_path: Path) -> None:
    answered = 0
    for line, first in _lines(path):
        for profile in OUTSIDE:
            forms = FORMS if not {"-o", "--json", "--csv", "--xlsx"} & set(line) else FORMS[:1]
            for form in forms:
                done, told = _outcome(planted, [*line, *words(form)], profile, tmp_path / "here", first)
                assert not done.fault, done.fault
                answered += done.code in (0, 4) or "只给秘书处用" in done.stderr
                leaks = _leaks(planted, told, profile)
                assert not leaks, (line, form, profile, leaks[:5])
    assert answered, (
        f"{path} 的例子在示例上都做不成：请在 tests/test_paper.py 的 LINES 或 BEFORE、或 tests/torture/lines.py 里给它一行"
    )


MORE = (
    "today --ics 待办.ics",
    "report year 2023 --html",
    "report year 2023 --json",
    "report year 2023 --xlsx",
    "report period --from 2023-01-01 --to 2023-12-31 --html",
    "paper summary 2023 --plain",
    "paper minutes A2023-001 --plain",
    "member file M001 --xlsx",
    "member list --all --json",
    "matter list --kind 需求 --xlsx",
    "matter list --kind 督办 --xlsx",
    "matter list --kind 议题 --xlsx",
    "log list",
    "log show 1",
    "workbook export 台账.xlsx",
    *(f"report year 2023 --trace {key}" for key in ("members_end", "activity_people_turns", "expense")),
)
"""What shows more than the examples do."""


@pytest.mark.parametrize("profile", OUTSIDE)
@pytest.mark.parametrize("line", MORE)
def test_nothing_gets_out_of_what_shows_much(
    line: str, profile: str, planted: Planted, tmp_path: Path
) -> None:
    done, told = _outcome(planted, words(line), profile, tmp_path / "here")
    assert not done.fault, done.fault
    assert done.code == 0 or "expense" in line, done.stderr
    assert not _leaks(planted, told, profile)


def test_what_is_planted_is_there_for_the_office(planted: Planted, tmp_path: Path) -> None:
    """Else finding nothing would prove nothing."""
    told = _office(planted, tmp_path, "workbook export 台账.xlsx --reveal")
    for noun in kept():
        for column in noun.sheet if not noun.workbook_only else ():
            if column.reader != PUBLIC and _plantable(column):
                begun = f"密{column.reader[0]}{noun.name}{column.key}"
                planted_here = [one for one in planted.marks[column.reader] if one.startswith(begun)]
                assert not planted_here or any(one in told for one in planted_here), begun
    assert sum(one in told for one in planted.phones) > 1000


def _office(planted: Planted, folder: Path, line: str) -> str:
    """All that a command writes for the office."""
    _done, told = _outcome(planted, words(line), "internal", folder / "office")
    return "".join(told.values())


@pytest.mark.parametrize("profile", OUTSIDE)
def test_what_comes_back_changes_nothing(profile: str, planted: Planted, tmp_path: Path) -> None:
    """A sheet that was written for others lacks columns and has numbers masked: brought back, it changes nothing."""
    for file in ("成员.csv", "成员.xlsx", "活动.csv", "活动.xlsx"):
        noun = "member" if file.startswith("成员") else "activity"
        done, _told = _outcome(
            planted,
            words(f"{noun} import {file} --yes --json"),
            "internal",
            tmp_path / "here",
            Before((f"{noun} export {file} --profile {profile}",)),
        )
        # A name with a number in it is another name now, which is refused.
        assert done.code == (0 if noun == "member" else 5), done.stderr
        assert (done.json["new"], done.json["changed"]) == (0, 0), (file, done.json)


@pytest.mark.parametrize("profile", OUTSIDE)
@pytest.mark.parametrize("line", ["member list --reveal", "backup .", "member import 名册.xlsx"])
def test_what_is_not_for_others_is_refused(line: str, profile: str, planted: Planted, tmp_path: Path) -> None:
    done, _told = _outcome(planted, words(line), profile, tmp_path / "here")
    assert done.code == 2
    assert_one_sentence(done, "给")
