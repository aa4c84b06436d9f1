"""How wide text is, on a screen or in a sheet: a Chinese character counts two."""

from __future__ import annotations

import unicodedata

from liaison.cells import visible

CLOSING = frozenset("，。、；：？！）】》”’…%,.;:?!)]}")
"""Marks that no line begins with."""


OPENING = frozenset("（《“‘【([{")
"""Marks that no line ends with."""

_NUMERIC = frozenset("0123456789.,-:/")
"""What days, times, phones, codes and amounts are made of."""


class _Widths(dict[str, int]):
    """The width of each character met so far; of what a terminal must not have, that of its number."""

    def __missing__(self, character: str) -> int:
        if (told := visible(character)) != character:
            width = width_of(told)
        elif unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        self[character] = width
        return width


_width = _Widths().__getitem__


def width_of(text: str) -> int:
    """The width of one line in half-width characters; ambiguous ones such as “ — × count two, as in Chinese consoles."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_width, text))


def widest(text: str) -> int:
    """The width of the widest line of a text."""
    return max(map(width_of, text.split("\n"))) if "\n" in text else width_of(text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with blanks behind it, or before it, up to a width."""
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks


def folded(text: str, width: int) -> list[str]:
    """The text in lines no wider than ``width``, its own line breaks kept, as a terminal may have it."""
    lines = []
    for line in visible(text).splitlines() or [""]:
        while width_of(line) > width:
            fits = _fitting(line, width)
            cut = next(
                (place for place in range(fits, fits // 4, -1) if _parts(line, place, _NUMERIC)), 0
            ) or next((place for place in range(fits, 1, -1) if _parts(line, place)), 1)
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return lines


def _parts(line: str, place: int, whole: frozenset[str] = frozenset()) -> bool:
    """Whether a line may end there: the next begins with nothing that closes and no blank, this one ends with nothing that opens.

    What stands between two characters that are ``whole`` stays together: a day or an amount in halves is another one.
    """
    before, after = line[place - 1], line[place]
    return (
        after not in CLOSING
        and after != " "
        and before not in OPENING
        and not (before in whole and after in whole)
    )


def _fitting(line: str, width: int) -> int:
    """How many characters of a line fit; one at least."""
    used = 0
    for index, character in enumerate(line):
        used += _width(character)
        if used > width:
            return max(index, 1)
    return len(line)
