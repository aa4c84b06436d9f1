"""A council whose records hold what commands a terminal: no command lets any of it through, into a terminal or a pipe."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import sqlite3
from contextlib import closing

import pytest

from liaison.kinds import Fixed
from liaison.nouns.registry import NOUNS, registered
from tests.commands import Run, invoke
from tests.terminals import on_terminal, unsafe_in
from tests.test_commands import COMMANDS

HOSTILE = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202e\u2066\u061c"
"""The title of the window, an empty screen, red, and three ways to turn what follows."""
_CHINESE = re.compile(r"[一-龥]")
_OURS = {"alembic_version", "counter", "journal", "journal_image", "journal_row", "published"}
_READ = {"initials", "sort_key", "every", "total", "target"}
"""What only the program reads."""
_NAMING_FILES = {"journal", "collection", "collection_unit"}
_WORDS = {
    word
    for noun in NOUNS.values()
    for one in noun.columns
    if isinstance(one.kind, Fixed)
    for word in one.kind.words
}


def _poison(path: str) -> int:
    """Put it into every text of every record, past all validation, and into every other code; returns how many there are."""
    count = 0
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in set(tables) - _OURS:
            for _id, column, kind, *_rest in connection.execute(f"PRAGMA table_info({table})").fetchall():
                if kind != "TEXT" or column in _READ:
                    continue
                rows = connection.execute(
                    f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
                ).fetchall()
                if column != "code" and not any(
                    _CHINESE.search(text) and text not in _WORDS for _key, text in rows
                ):
                    continue
                for key, text in rows:
                    if text not in _WORDS and (column != "code" or key % 2 == 0):
                        count += 1
                        connection.execute(
                            f"UPDATE {table} SET {column} = ? WHERE id = ?", (text + HOSTILE, key)
                        )
    return count


@pytest.fixture
def hostile(example: Run) -> Run:
    assert _poison(example.place) > 1000
    return example


LINES = {
    noun: [
        [*path.split(), *line[len(path.split()) :]]
        for path, command in COMMANDS.items()
        if path.split()[0] == noun
        for line in map(shlex.split, re.findall(r"例：liaison (.+)", command.help or ""))
    ]
    for noun in registered()
}
"""The example of each command, by its noun."""
_SEVERAL = """
import json, sys
from liaison.cli.shell.main import run
for line in json.loads(sys.argv[1]):
    sys.argv = ["liaison", *line]
    print(">>>", line, run(line))
"""


@pytest.mark.parametrize("noun", LINES)
def test_in_a_pipe(hostile: Run, noun: str) -> None:
    for line in LINES[noun]:
        for way in ([], ["--json"]):
            result = invoke([*line, *way])
            assert not unsafe_in(result.stdout + result.stderr), line
            assert not result.fault, (line, result.fault)


def test_what_is_stored_comes_whole_out_of_a_pipe(hostile: Run) -> None:
    """JSON escapes it and keeps it, CSV has it as it stands: both are for programs."""
    with closing(sqlite3.connect(hostile.place)) as connection:
        stored = {name for (name,) in connection.execute("SELECT name FROM unit")}
    assert all(HOSTILE in name for name in stored)
    lists = ("member list --all", "body list")
    assert {row["name"] for line in lists for row in hostile.json(line)} == stored
    texts = (hostile(f"{line} --csv").stdout.removeprefix("\ufeff") for line in lists)
    assert {row["单位名称"] for text in texts for row in csv.DictReader(io.StringIO(text))} == stored


def consent(line: list[str]) -> list[str]:
    """What lets the command of a line write without asking."""
    path = " ".join(line[:2]) if " ".join(line[:2]) in COMMANDS else line[0]
    options = (
        [one for parameter in COMMANDS[path].params for one in parameter.opts] if path in COMMANDS else []
    )
    return [option for option in ("--yes", "--accept-alike") if option in options]


@pytest.mark.parametrize("colour", [False, True], ids=["plain", "coloured"])
@pytest.mark.parametrize("noun", LINES)
def test_on_a_terminal(hostile: Run, noun: str, *, colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if colour:
        monkeypatch.delenv("NO_COLOR")
    lines = [[*line, *consent(line), *way] for line in LINES[noun] for way in ([], ["--json"], ["--csv"])]
    done = on_terminal([json.dumps(lines)], program=("-c", _SEVERAL), timeout=120)
    assert done.code == 0
    assert done.stdout.count(">>> ") == len(lines)
    assert not unsafe_in(done.stdout)
    assert not re.findall(r">>> .* 1\r", done.stdout)


def test_headings_are_bold_on_a_terminal(example: Run) -> None:
    printed = on_terminal(["member", "list"]).stdout
    assert "\x1b[1m成员单位" in printed
    assert not unsafe_in(printed)


@pytest.mark.parametrize("bad", ["\x1b]0;\x07\x9b", "\u202e", "\u3164", "\udcb3"], ids=ascii)
@pytest.mark.parametrize("noun", LINES)
def test_nothing_typed_brings_any_into_a_council(example: Run, noun: str, bad: str) -> None:
    """Each word of each example in turn, with something behind it that nobody sees."""
    for line in LINES[noun]:
        for place in range(1, len(line)):
            words = [word + bad * (place == index) for index, word in enumerate(line)]
            result = invoke(words)
            assert not result.fault, (words, result.fault)
            assert not unsafe_in(result.stdout + result.stderr), words
    for table, rows in example.dump().items():
        for text in (value for row in rows for value in row if isinstance(value, str)):
            assert not unsafe_in(text), (table, text)
            assert bad not in text or table in _NAMING_FILES, (table, text)
