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


class Unclear(Lost):
    """What stands where the cells of a sheet of another shape do not tell a value: why they do not, in words for the user."""

    __slots__ = ()


SWALLOWED = Lost("")
"""A cell that was merged into the one to its left: nobody can tell what it was to say."""

PICTURE = Lost("图片")
"""A picture that lies in a cell."""

NOTHING_ABOVE = Lost("同上")
"""A cell that says “the same as above” where there is nothing above."""


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


_MARK = re.compile("([²³¹¼-¾⁰-₎⅐-⅟↉①-⓿❶-➓㈠-㈩㉈-㉟㊀-㊉㊱-㊿㋀-㋋㍘-㍰㏠-㏾\U0001f100-\U0001f10c])")
"""Superscripts, circled digits, fractions: they mark a footnote or a place in a list, though NFKC makes digits of them."""
_BREAKS = re.compile(r"\s*[\n\t\r\v\f]\s*")


def narrow(text: str) -> str:
    """The text in compatibility form (NFKC), for reading numbers and days, not for showing.

    What separates goes on separating: of several blanks one stays, of a line break or tab a line break. Marks stay marks.
    """
    if not text.isascii() and not (unicodedata.is_normalized("NFKC", text) and "\u2212" not in text):
        text = "".join(
            part if place % 2 else unicodedata.normalize("NFKC", part)
            for place, part in enumerate(_MARK.split(text))
        ).replace("\u2212", "-")
    if text.isprintable():
        return " ".join(text.split()) if " " in text else text
    return "\n".join(" ".join(part.split()) for part in _BREAKS.split(text.strip()))


def has_mark(text: str) -> bool:
    """Whether a superscript or a circled digit stands in the text."""
    return _MARK.search(text) is not None


def tight(text: str) -> str:
    """The text in compatibility form without any blank: for words of a list, in which blanks say nothing."""
    return "".join(narrow(text).split())


_INVISIBLE = re.compile(
    "[\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|(?<![\U0001f000-\U0001ffff\ufe0f])\u200d"
)
"""Marks without width and those of direction; but one joins the parts of an emoji."""
_WRAPPED = re.compile(r"""="([^"]*)"|"([^"]*)"|'((?:[^'].*)?)""", re.DOTALL)
"""What keeps a spreadsheet from counting with a text, and straight quotation marks around all of it."""


def clean(text: str) -> str:
    """The text as it is meant: without invisible marks, guards against counting (``="…"``, a leading ') and quotes around it all."""
    if text.isprintable() and text[:1] not in "\"'=":
        return text
    text = _INVISIBLE.sub("", text).strip()
    while match := _WRAPPED.fullmatch(text):
        text = next(part for part in match.groups() if part is not None).strip()
    return text


CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "＂": "＂", "＇": "＇", "〝": "〞"}
"""Chinese quotation marks that begin a quotation, each with that which ends it."""


def unwrapped(text: str) -> str:
    """A value without the Chinese quotation marks that stand around all of it."""
    bare = text.strip()
    mark = CLOSING.get(bare[:1], "")
    inner = bare[1:-1]
    if len(bare) > 2 and mark and bare.endswith(mark) and mark not in inner and bare[0] not in inner:
        return inner.strip()
    return text


def is_wrapped(text: str) -> bool:
    """Whether ``clean`` would take quotes or a guard off the text."""
    return text[:1] in ("'", '"', "=") and _WRAPPED.fullmatch(text) is not None


LOOK_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that look like a blank, and are none."""
_LOOKS = frozenset(LOOK_BLANK)
UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff](?!(?<=\r)\n)"
)
"""What commands a terminal, turns the direction of what follows, or stands for a byte that is no text; not tabs and line breaks.

One set of characters and no alternatives: so it is looked for twice as fast."""
_BREAK = dict.fromkeys((9, 10, 13, 0x2028, 0x2029), " ")


def numbered(character: str) -> str:
    """A character that cannot be seen, by its number."""
    return f"〔U+{ord(character):04X}〕"


def visible(text: str) -> str:
    """The text as a terminal may have it: what would command it, or turn the direction of what follows, by its number."""
    return text if text.isprintable() else UNSAFE.sub(lambda match: numbered(match[0]), text)


def on_one_line(text: str) -> str:
    """The same with a blank for each tab and line break."""
    return text if text.isprintable() else visible(text.translate(_BREAK))


def shown(value: object) -> str:
    """A value as it is quoted in a message: short, on one line, whatever cannot be seen by its number."""
    text = text_of(value).replace("\u2212", "-")
    if not text.isprintable() or not _LOOKS.isdisjoint(text):
        text = "".join(
            numbered(c)
            if c in LOOK_BLANK or not (c.isprintable() or c.isspace())
            else " "
            if c.isspace()
            else c
            for c in text
        )
    return text if len(text) <= 40 else text[:39] + "…"
