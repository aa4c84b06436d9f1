"""A page for clerks as a play: its commands in order, and between them what the clerk does in Excel and what changes around.

``tests/test_docs.py`` plays every page to see that it is true, ``pictures.py`` plays those that have pictures to take them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = re.compile(
    r"^```(?P<kind>\w+)(?: exit=(?P<code>\d))?\n(?P<body>.*?)^```$"
    r"|^<!-- (?P<hand>\w+) -->$"
    r"|^<!-- (?P<name>[A-Z_]+)=(?P<value>[^\n]*) -->$"
    r"|^<!-- tried\n(?P<tried>.*?)^-->$"
    r"|!\[[^\]]+\]\(pictures/(?P<picture>[\w-]+)\.png\)",
    re.MULTILINE | re.DOTALL,
)


def says(quoted: str, line: str) -> bool:
    """Whether a line is what the page quotes; …… stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, quoted.rstrip().split("……"))), line.rstrip()) is not None


@dataclass
class Typed:
    """A command line: the code it leaves with, if the page says that, and the lines that the page says it prints."""

    line: str
    code: int | None = 0
    printed: tuple[str, ...] = ()

    def answer(self, question: str) -> str:
        """What the clerk answers to that, by the page; nothing where it is only tried."""
        for quoted in self.printed:
            asked, colon, answer = quoted.rpartition("：")
            if says(asked + colon, question):
                return answer
        assert self.code is None, f"{self.line}: {question}"
        return ""


@dataclass(frozen=True)
class Done:
    """Work of the clerk's in Excel, by the name of the function that does it."""

    hand: str


@dataclass(frozen=True)
class Shown:
    """A picture."""

    name: str


@dataclass(frozen=True)
class Became:
    """A variable of the environment has another value from here on: the day, the person, the width of the window."""

    name: str
    value: str


def parts(page: str) -> Iterator[Typed | Done | Shown | Became]:
    """What happens on the page, in order.

    A block ``console`` is typed, ``text`` shows what the command before it prints, ``……`` for what differs; ``sh`` is for
    what is no command of the program and is not played. What is only ``tried``, in a comment, brings the sentences of the
    last table onto the screen.
    """
    last: Typed | None = None
    for found in _PART.finditer(page):
        if found["kind"] == "text":
            assert last is not None, found[0]
            last.printed += tuple(found["body"].splitlines())
            continue
        if last:
            yield last
            last = None
        if found["hand"]:
            yield Done(found["hand"])
        elif found["name"]:
            yield Became(found["name"], found["value"])
        elif found["picture"]:
            yield Shown(found["picture"])
        elif found["tried"]:
            yield from (Typed(line, None) for line in found["tried"].splitlines())
        elif found["kind"] != "sh":
            assert found["kind"] == "console", found[0]
            *lines, final = found["body"].splitlines()
            yield from map(Typed, lines)
            last = Typed(final, int(found["code"] or 0))
    if last:
        yield last
