"""A workbook that is written for those outside the office: no private number stands anywhere in it, be it in a heading, a note, a
drop-down, or the margin of a page."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from liaison.formats.seen import profile

_WORDS = re.compile(r"(?<=<)([A-Za-z:]+)([^<>]*)>([^<]+)(?=<)")
"""An element's name, what stands with it, and its words."""
_PLACES = {"f", "c:f", "formula1", "formula2", "definedName"}
"""Elements that hold a place, and no words."""
_FIGURE = re.compile(r"[-+0-9.eE]+")


def cover(path: Path) -> None:
    """Mask the private numbers in all words of a workbook, unless it is for the office."""
    whom = profile()
    if whom.inside:
        return

    def covered(match: re.Match[str]) -> str:
        name, more, words = match.groups()
        return (
            match[0]
            if name in _PLACES or (name.endswith("v") and _FIGURE.fullmatch(words))
            else f"{name}{more}>{whom.words(words)}"
        )

    with ZipFile(path) as pack:
        parts = [(one, pack.read(one)) for one in pack.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as pack:
        for one, content in parts:
            pack.writestr(one, _WORDS.sub(covered, content.decode()).encode())
