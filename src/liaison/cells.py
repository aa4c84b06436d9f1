"""What stands in a raw cell of a sheet, or in an option: its text, how it is quoted, and what a file has in place of a value."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from math import isfinite

LARGEST = 10**15
"""Above this a workbook's numbers (15 digits) are no longer exact."""


class Lost(str):
    """What a file has in place of a value: the name of an error, or a formula never worked out. It equals no text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lost) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Lost, str(self)))


SWALLOWED = Lost("")
"""A cell that was merged into the one to its left: nobody can tell what it was to say."""


def text_of(raw: object) -> str:
    """The text of a raw cell or option: numbers as Excel shows them (15 digits), days as ISO, ends trimmed."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        if not isfinite(raw):
            return "#NUM!"
        raw = raw or 0.0  # there is no -0 on a sheet
        return f"{raw:.0f}" if raw.is_integer() and abs(raw) < LARGEST else f"{raw:.15g}"
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat(" ", "seconds")
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw).strip()


def narrow(text: str) -> str:
    """The text in compatibility form (NFKC) without blanks: for reading numbers and days, not for showing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")


def shown(value: object) -> str:
    """A value as it is quoted in a message: short, on one line."""
    text = text_of(value).replace("\n", " ").replace("\u2212", "-")
    return text if len(text) <= 40 else text[:39] + "…"
