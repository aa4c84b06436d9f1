"""Plays ``docs/excel.md``: every command on it, in order, on the example council, with the clerk's work in Excel between."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from unittest import mock

import pytest
from docs.clerk import HANDS, PAGE, TODAY, USER, Done, Shown, Typed, parts

from tests.commands import words
from tests.test_commands import COMMANDS

TEXT = PAGE.read_text(encoding="utf-8")
PICTURES = PAGE.with_name("pictures")
LARGEST = 150_000
"""Bytes of a picture."""
_ROW = re.compile(r"^\| (.+?) \| .+ \|$", re.MULTILINE)


class Terminal(io.TextIOWrapper):
    """What a person sits at: what is asked is answered there, and the answer is seen."""

    def __init__(self, answer: str | None) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.answer = answer

    def isatty(self) -> bool:
        return self.answer is not None

    def readline(self, size: int | None = -1, /) -> str:
        self.write(f"{self.answer}\n")
        return f"{self.answer}\n"


def screen(typed: Typed) -> tuple[int, list[str]]:
    """The code that a command leaves with, and the lines on the screen after it."""
    from liaison.cli.shell.main import run

    terminal, arguments = Terminal(typed.answer), words(typed.line)
    assert arguments.pop(0) == "liaison", typed.line
    with mock.patch.multiple(sys, argv=["liaison"], stdin=terminal, stdout=terminal, stderr=terminal):
        code = run(arguments)
        terminal.flush()
    return code, terminal.buffer.getvalue().decode().splitlines()  # type: ignore[attr-defined]


def pattern(quoted: str) -> re.Pattern[str]:
    """A line of the page; …… stands for anything."""
    return re.compile(".*".join(map(re.escape, quoted.rstrip().split("……"))))


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Typed, int, list[str]]]:
    """Every command of the page with its code and its lines, the databases being made by the page itself."""
    monkeypatch.setenv("LIAISON_TODAY", TODAY)
    monkeypatch.setenv("LIAISON_USER", USER)
    done = []
    for part in parts(TEXT):
        if isinstance(part, Done):
            HANDS[part.hand](tmp_path)
        elif isinstance(part, Typed):
            done.append((part, *screen(part)))
    return done


def test_the_page_is_true(played: list[tuple[Typed, int, list[str]]]) -> None:
    assert len(played) > 30
    for typed, code, lines in played:
        assert typed.code in (code, None), (typed.line, code, lines)
        rest = iter(lines)
        for quoted in typed.printed:
            assert any(pattern(quoted).fullmatch(line.rstrip()) for line in rest), (typed.line, quoted, lines)
    said = [line for _typed, _code, lines in played for line in lines]
    for quoted in _ROW.findall(TEXT.partition("| 屏幕上说 |")[2]):
        assert any(pattern(quoted).search(line) for line in said), quoted


def test_every_command_in_a_sentence_is_one() -> None:
    named = re.findall(r"`liaison (\w+ [a-z]+)", TEXT)
    assert len(named) > 10
    assert set(named) <= set(COMMANDS)


def test_pictures_and_links() -> None:
    linked = {part.name for part in parts(TEXT) if isinstance(part, Shown)}
    assert linked == {path.stem for path in PICTURES.iterdir()}
    assert all(path.suffix == ".png" and path.stat().st_size < LARGEST for path in PICTURES.iterdir())
    headings = [
        re.sub(r"[^\w\- ]", "", line).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    ]
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        path, _, anchor = target.partition("#")
        assert (PAGE.parent / path).exists(), target
        assert path or anchor in headings, target
