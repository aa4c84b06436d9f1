"""Filing at the year's end: archive numbers and the order of what is filed (DA/T 22-2015, in force since 2016-06-01)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

TERMS = {"Y": "永久", "D30": "30年", "D10": "10年"}
"""How long what is filed is kept, the longest first: the code in the number, and the words for it."""
DOCUMENTS, PHOTOS = "WS", "ZP"
"""The kinds of archives (档案门类) by their codes: documents and photos."""


@dataclass(frozen=True)
class Class:
    """Where papers of one sort go: the code of what they are about (机构或问题), and how long they are kept."""

    code: str
    term: str


@dataclass(frozen=True)
class Filed:
    """A paper to be filed: its kind of archives, its class, its day, and what tells it apart from others of that day."""

    kind: str
    where: Class
    day: str
    key: tuple[int, str]


_Paper = TypeVar("_Paper", bound=Filed)


def in_order(papers: Iterable[_Paper]) -> list[_Paper]:
    """Papers by kind of archives, how long they are kept, class and day."""
    terms = list(TERMS)
    return sorted(
        papers, key=lambda one: (one.kind, terms.index(one.where.term), one.where.code, one.day, one.key)
    )


def numbers(papers: Iterable[Filed], year: int, fonds: str) -> list[str]:
    """The archive number of each paper, in their order: 全宗号-门类·年度-保管期限-机构（问题）-件号.

    The last begins at 0001 in each lowest class. Without the number of the fonds, which an archive assigns, it begins with
    the kind.
    """
    last: dict[tuple[str, Class], int] = defaultdict(int)
    found = []
    for one in papers:
        last[one.kind, one.where] += 1
        head = f"{fonds}-" if fonds else ""
        number = last[one.kind, one.where]
        found.append(f"{head}{one.kind}·{year:04d}-{one.where.term}-{one.where.code}-{number:04d}")
    return found
