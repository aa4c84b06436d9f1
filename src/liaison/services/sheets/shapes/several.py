"""Several names in one text: parted where a mark stands between them, by a word only where each part is a record's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from liaison.services.writing.index import Index

_MARK = re.compile(r"[/／+＋]")
_BETWEEN = re.compile(rf"{_MARK.pattern}|以及|[和与及暨]")
PARTING = re.compile(rf"[、，,；;\r\n]|{_BETWEEN.pattern}")
"""What may stand between two names."""


def each(texts: Iterable[str], index: Index) -> Iterator[str]:
    """The names in texts: a whole that is known is one; else it is parted into names that are known each, or at its marks."""
    for text in texts:
        if not _BETWEEN.search(text) or index.holders(text):
            yield text
            continue
        ways = list(_ways(text, index))
        if len(ways) == 1:
            yield from ways[0]
        elif _MARK.search(text) and not index.knows(text):
            yield from each(filter(None, map(str.strip, _MARK.split(text))), index)
        else:
            yield text


def _ways(text: str, index: Index) -> Iterator[list[str]]:
    """Every way to part a text into names that are known each."""
    for match in _BETWEEN.finditer(text):
        first, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if first and rest and index.knows(first):
            if index.knows(rest):
                yield [first, rest]
            for way in _ways(rest, index):
                yield [first, *way]
