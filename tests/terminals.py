"""A command at a real terminal, and which characters must not reach one as they are."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tests.commands import Result

_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = {"LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK"}
_OWN = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh])|\r?\x1b\[(?:1A|2K)")
"""How the program makes its own headings bold, and draws its own bar: colours, the cursor, one line anew."""
_LINE_END = re.compile(r"\r+\n")


def is_unsafe(character: str) -> bool:
    """Whether a character commands a terminal, turns the direction of what follows, or is half of one; by Unicode's own data."""
    category = unicodedata.category(character)
    return (
        (category == "Cc" and character not in "\t\n")
        or category == "Cs"
        or unicodedata.bidirectional(character) in _DIRECTIONS
        or unicodedata.name(character, "") in _MARKS
    )


def unsafe_in(text: str) -> set[str]:
    """The characters of what was printed that must not have been, but for line ends and what the program itself draws."""
    return set(filter(is_unsafe, _LINE_END.sub("\n", _OWN.sub("", text))))


def on_terminal(
    arguments: Sequence[str | bytes | Path],
    *,
    program: Sequence[str] = ("-m", "liaison"),
    env: dict[str, str] | None = None,
    typed: str = "",
    timeout: float = 60,
) -> Result:
    """Run the command line with its streams on a terminal of 80 columns; all it printed stands in ``stdout``.

    ``program`` is what Python runs. ``typed`` is what a person answers; whoever asks for more gets the end of the input.
    """
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "80"} | (env or {}),
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    printed, end = b"", time.monotonic() + timeout
    try:
        os.write(ours, (typed + "\x04").encode())
        while select.select([ours], [], [], max(0.0, end - time.monotonic()))[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the last who had the other end has left
                break
            if not part:
                break
            printed += part
        else:
            raise AssertionError(f"no end after {timeout} s: {printed!r}")
        code = process.wait(max(1.0, end - time.monotonic()))
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(ours)
    return Result(code, printed.decode(errors="surrogateescape"), "")
