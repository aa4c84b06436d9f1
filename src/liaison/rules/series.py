"""The numbers of certificates that an office gives out: 〔2023〕DJ-001, one after the other within a series."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from unicodedata import normalize

_NUMBER = re.compile(r"[\[(【〔〈](?P<year>\d{4})[\])】〕〉](?P<letters>[^\d\s]*?)(?P<serial>\d{3,6})?号?")
_WIDTH = 3


class Certificate(NamedTuple):
    """A number by its series (〔2023〕DJ-) and its place in it, 0 where only the series is told."""

    series: str
    serial: int


def read(text: str) -> Certificate | None:
    """A number that is one of a series: a year in brackets, letters, and three digits or more; any other is none.

    〔2023〕 and [2023] are one; so are letters of either width and case.
    """
    match = _NUMBER.fullmatch(normalize("NFKC", text).replace(" ", ""))
    if not match or not (match["serial"] or match["letters"]):
        return None
    return Certificate(f"〔{match['year']}〕{match['letters'].upper()}", int(match["serial"] or 0))


def same(text: str) -> str:
    """The form in which two writings of one number are the same."""
    found = read(text)
    if found is None or not found.serial:
        return normalize("NFKC", text).replace(" ", "").casefold()
    return write(found.series, found.serial)


def write(series: str, serial: int) -> str:
    """〔2023〕DJ-001"""
    return f"{series}{serial:0{_WIDTH}d}"


def gaps(serials: Collection[int]) -> list[tuple[int, int]]:
    """The stretches that are missing below the highest number, each with its first and last; a series begins with 1."""
    found, before = [], 0
    for serial in sorted(set(serials)):
        if serial > before + 1:
            found.append((before + 1, serial - 1))
        before = serial
    return found


def told(series: str, missing: Collection[tuple[int, int]]) -> str:
    """What is missing of a series, in words: 〔2023〕DJ-002、〔2023〕DJ-004 至 〔2023〕DJ-006"""
    return "、".join(
        write(series, first) + (f" 至 {write(series, last)}" if last > first else "")
        for first, last in missing
    )
