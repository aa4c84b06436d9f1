"""How many pages a PDF has, where it says so plainly."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_TREE = re.compile(rb"<<(?:(?!>>|<<).)*?/Type\s*/Pages(?![A-Za-z])(?:(?!<<).)*?>>", re.DOTALL)
_COUNT = re.compile(rb"/Count\s+(\d+)(?!\s+\d+\s+R)")
_HIDDEN = (b"/ObjStm", b"/Encrypt")
"""What keeps the pages of a file out of plain sight."""


def pages_of(path: Path) -> int | None:
    """The number of pages, if the root of a PDF's page tree and its pages agree on it; else nothing, for it is never guessed."""
    with path.open("rb") as stream:
        if stream.read(5) != b"%PDF-":
            return None
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if any(data.find(word) >= 0 for word in _HIDDEN):
                return None
            trees = [match[0] for match in _TREE.finditer(data)]
            roots = [tree for tree in trees if b"/Parent" not in tree]
            counts = [int(found[1]) for tree in roots if (found := _COUNT.search(tree))]
            pages = sum(1 for _page in _PAGE.finditer(data))
    return pages if counts == [pages] else None
