"""Names that a file may bear on every system."""

from __future__ import annotations

import re

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 60
"""Characters of a name: 180 bytes in UTF-8, below the 255 that Linux allows."""


def stem(text: str) -> str:
    """A text as the name of a file before its suffix, without what Windows forbids in names."""
    name = _ILLEGAL.sub("", text)[:_LONGEST].strip(" .") or "未命名"
    return f"_{name}" if _DEVICES.fullmatch(name) else name
