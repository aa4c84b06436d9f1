"""Names that a file may bear on every system."""

from __future__ import annotations

import re

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 60
"""Characters of a name: 180 bytes in UTF-8, below the 255 that Linux allows."""
_LONGEST_SUFFIX = 10


def stem(text: str) -> str:
    """A text as the name of a file before its suffix, without what Windows forbids in names."""
    name = _ILLEGAL.sub("", text)[:_LONGEST].strip(" .") or "未命名"
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def whole(text: str) -> str:
    """A text as the whole name of a file, its suffix kept: never a path, whatever stands in it."""
    name, dot, suffix = text.rpartition(".")
    suffix = _ILLEGAL.sub("", suffix).strip(" .")
    if not name.strip(" .") or not dot or not suffix or len(suffix) > _LONGEST_SUFFIX:
        return stem(text)
    return f"{stem(name)}.{suffix}"


def apart(name: str, number: int) -> str:
    """The name of another file of that name: 照片.jpg, 照片-2.jpg."""
    if number == 1:
        return name
    stem_, dot, suffix = name.rpartition(".")
    return f"{stem_}-{number}{dot}{suffix}" if dot else f"{name}-{number}"
