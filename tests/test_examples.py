"""Replays the transcripts of the examples: each ``$ liaison …`` line prints what stands below it.

``pytest tests/test_examples.py --update-transcripts`` writes what the lines print now.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import invoke_together, unsealed
from tests.conftest import TODAY

TRANSCRIPTS = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*/transcript.md"))
_BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ liaison"


def replayed(text: str) -> str:
    """The transcript with what its lines print now."""

    def block(match: re.Match[str]) -> str:
        printed = []
        for line in match[1].splitlines():
            if line.startswith(_PROMPT):
                output = invoke_together(shlex.split(line.removeprefix(_PROMPT)))
                printed.append(f"{line}\n{_trimmed(output)}")
        return f"```\n{''.join(printed)}```" if printed else match[0]

    return _BLOCK.sub(block, text)


def _trimmed(output: str) -> str:
    """Lines without blanks at their ends, which editors take away."""
    return "".join(f"{line.rstrip()}\n" for line in unsealed(output).splitlines())


def test_there_is_a_transcript_of_each_example() -> None:
    folders = {path.parent for path in Path(TRANSCRIPTS[0]).parents[1].glob("*/README.md")}
    assert folders == {path.parent for path in TRANSCRIPTS}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.parent.name)
def test_transcript(
    path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    today: Callable[[str], None],
) -> None:
    monkeypatch.setenv("LIAISON_DB", "council.db")
    today(TODAY)
    told = path.read_text(encoding="utf-8")
    now = replayed(told)
    if request.config.getoption("--update-transcripts"):
        path.write_text(now, encoding="utf-8")
        return
    difference = "\n".join(
        difflib.unified_diff(told.splitlines(), now.splitlines(), "told", "now", lineterm="")
    )
    assert not difference, (
        f"{difference}\n(pytest tests/test_examples.py --update-transcripts writes it anew)"
    )
