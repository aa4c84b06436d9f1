"""Several names in one text: parted where a mark stands between them, by a word only where each part is a record's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from liaison.services.writing.index import Index

_MARK = re.compile(r"[/／+＋]")
_WORD = re.compile(r"以及|[和与及暨]")
PARTING = re.compile(rf"[、，,；;\r\n]|{_MARK.pattern}|{_WORD.pattern}")
"""What may stand between two names."""


def each(texts: Iterable[str], index: Index) -> Iterator[str]:
    """The names in texts; what parts names may belong to a name, too, and then the whole is known or its parts are not."""
    for text in texts:
        if not PARTING.search(text) or index.knows(text):
            yield text
        elif _MARK.search(text):
            yield from _parted(text, _MARK, index) or each(
                filter(None, map(str.strip, _MARK.split(text))), index
            )
        else:
            yield from _parted(text, _WORD, index) or [text]


def _parted(text: str, between: re.Pattern[str], index: Index) -> list[str]:
    """The parts of a text that are names each, where there is just one way to part it so; else none."""
    ways = list(_ways(text, between, index))
    return ways[0] if len(ways) == 1 else []


def _ways(text: str, between: re.Pattern[str], index: Index) -> Iterator[list[str]]:
    for match in between.finditer(text):
        first, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if first and rest and index.knows(first):
            if index.knows(rest):
                yield [first, rest]
            for way in _ways(rest, between, index):
                yield [first, *way]
