"""The two streams of a command: what is written there is shown to a terminal, and must neither command nor deceive it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from liaison.cells import visible
from liaison.formats.seen import profile


class Guarded:
    """A stream on which outside text cannot command a terminal; in all else it is the stream behind it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text as it may be read, what must not reach a terminal by its number."""
        return self.stream.write(visible(profile().words(text)))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts in the same way."""
        self.stream.writelines(visible(profile().words(line)) for line in lines)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def styled(stream: TextIO) -> TextIO:
    """The stream for a program's own colours and bars; outside text must be ``visible`` before it goes there."""
    return stream.stream if isinstance(stream, Guarded) else stream
