"""Plays the pages for clerks: every command on them, in order, with the clerk's work in Excel between."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from unittest import mock

import pytest
from docs.clerk import EXCEL, PAGES, Became, Done, Page, Shown, Typed

from tests.commands import words
from tests.test_commands import COMMANDS

PICTURES = EXCEL.path.with_name("pictures")
LARGEST = 150_000
"""Bytes of a picture."""
_ROW = re.compile(r"^\| (.+?) \| .+ \|$", re.MULTILINE)


class Terminal(io.TextIOWrapper):
    """What a person sits at: whatever is asked is answered there as the page says, and the answer is seen."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.typed = typed

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        """All that it shows."""
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]

    def readline(self, size: int | None = -1, /) -> str:
        answer = self.typed.answer(self.shown().rpartition("\n")[2])
        self.write(f"{answer}\n")
        return f"{answer}\n"


def screen(typed: Typed) -> tuple[int, list[str]]:
    """The code that a command leaves with, and the lines on the screen after it."""
    from liaison.cli.shell.main import run

    terminal, arguments = Terminal(typed), words(typed.line)
    assert arguments.pop(0) == "liaison", typed.line
    with mock.patch.multiple(sys, argv=["liaison"], stdin=terminal, stdout=terminal, stderr=terminal):
        code = run(arguments)
    return code, terminal.shown().splitlines()


def pattern(quoted: str) -> re.Pattern[str]:
    """A line of the page; …… stands for anything."""
    return re.compile(".*".join(map(re.escape, quoted.rstrip().split("……"))))


pages = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


def played(page: Page, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Typed, int, list[str]]]:
    """Every command of the page with its code and its lines, the databases being made by the page itself."""
    done = []
    for part in page.parts():
        if isinstance(part, Done):
            page.hands[part.hand](folder)
        elif isinstance(part, Became):
            monkeypatch.setenv(part.name, part.value)
        elif isinstance(part, Typed):
            done.append((part, *screen(part)))
    return done


@pages
def test_the_page_is_true(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = played(page, tmp_path, monkeypatch)
    assert len(done) > 30
    for typed, code, lines in done:
        assert typed.code in (code, None), (typed.line, code, lines)
        rest = iter(lines)
        for quoted in typed.printed:
            assert any(pattern(quoted).fullmatch(line.rstrip()) for line in rest), (typed.line, quoted, lines)
    said = [line for _typed, _code, lines in done for line in lines]
    for quoted in _ROW.findall(page.text.partition("| 屏幕上说 |")[2]):
        assert any(pattern(quoted).search(line) for line in said), quoted


@pages
def test_every_command_in_a_sentence_is_one(page: Page) -> None:
    named = re.findall(r"`liaison (\w+ [a-z]+)", page.text)
    assert len(named) > 10
    assert set(named) <= set(COMMANDS)


def test_pictures() -> None:
    linked = {part.name for page in PAGES for part in page.parts() if isinstance(part, Shown)}
    assert linked == {path.stem for path in PICTURES.iterdir()}
    assert all(path.suffix == ".png" and path.stat().st_size < LARGEST for path in PICTURES.iterdir())


@pages
def test_links(page: Page) -> None:
    headings = [
        re.sub(r"[^\w\- ]", "", line).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", page.text, re.MULTILINE)
    ]
    for target in re.findall(r"\]\(([^)]+)\)", page.text):
        path, _, anchor = target.partition("#")
        assert (page.path.parent / path).exists(), target
        assert path or anchor in headings, target
