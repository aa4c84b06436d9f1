"""Texts with raised or lowered figures: 12 and a small 2 is the mark ², as if it had been typed so, and no 122."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
RAISED = re.compile(rb"vertAlign\b[^>]*\bval=\"su")
"""What a part of a workbook has in which a text is raised or lowered."""
STRINGS = "xl/sharedStrings.xml"
"""The part of an .xlsx with the texts of all its sheets."""
_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r(?:\s[^>]*)?>(.*?)</(?:\w+:)?r>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_HEIGHT = re.compile(rb"<(?:\w+:)?vertAlign\b[^>]*\bval=\"(super|sub)script\"")


def marked(text: str, *, raised: bool) -> str:
    """A raised or lowered text in the characters that are so by themselves, as far as there are any."""
    return text.translate(_RAISED if raised else _LOWERED)


def raised_strings(strings: bytes) -> dict[bytes, str]:
    """The texts that an .xlsx keeps for all its sheets, by their number, as far as a part of one is raised or lowered."""
    if not RAISED.search(strings):
        return {}
    items = enumerate(match[1] or b"" for match in _ITEM.finditer(strings))
    return {str(number).encode(): text for number, item in items if (text := raised_text(item))}


def raised_text(item: bytes) -> str:
    """The whole of a text that has parts of different looks, nothing where none is raised or lowered."""
    return "".join(_parts(item)) if _HEIGHT.search(item) else ""


def _parts(item: bytes) -> Iterator[str]:
    for run in _RUN.findall(item):
        text = "".join(html.unescape(part.decode("utf-8", "replace")) for part in _TEXT.findall(run))
        height = _HEIGHT.search(run)
        yield marked(text, raised=height[1] == b"super") if height else text
