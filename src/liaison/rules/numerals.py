"""Small numbers as they are written in rules: 12, 十二, 两."""

from __future__ import annotations

NUMERAL = "(?:[0-9]{1,6}|[一二两三四五六七八九十]{1,3}|百)"
"""The pattern of what ``value_of`` may be able to read."""
_DIGITS = {one: number for number, one in enumerate("一二三四五六七八九", start=1)} | {"两": 2, "": 0}


def value_of(text: str) -> int | None:
    """The number that is written so, up to 999,999 in digits, up to one hundred in Chinese; nothing where it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text == "百":
        return 100
    tens, ten, ones = text.rpartition("十")
    if ones not in _DIGITS or tens not in _DIGITS or not text:
        return None
    return (_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[ones]


def spoken(number: int) -> str:
    """A number from 1 to 99 in Chinese: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    ten = "十" if tens == 1 else f"{digits[tens - 1]}十" if tens else ""
    return ten + (digits[ones - 1] if ones else "")
