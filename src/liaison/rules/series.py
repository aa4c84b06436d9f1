"""Numbers that an office gives out one after the other within a series: certificates, 〔2023〕DJ-001, and documents, 沪滨党联〔2023〕3号."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

_YEAR = r"[\[(【〔〈](?P<year>\d{4})[\])】〕〉]"


def serial_of(pattern: str, code: str) -> tuple[str, int] | None:
    """Year and number of a code made by a pattern such as A{year}-{number:03d}; the year is empty where that has none."""
    found = _reader(pattern).fullmatch(code)
    if not found:
        return None
    year, number = found.groupdict().get("year", ""), int(found["number"])
    return (year, number) if pattern.format(year=year, number=number) == code else None


@cache
def _reader(pattern: str) -> re.Pattern[str]:
    written = re.sub(r"\\\{number.*?\\\}", "(?P<number>[0-9]+)", re.escape(pattern))
    return re.compile(written.replace(r"\{year\}", "(?P<year>[0-9]{4})"))


class Numbered(NamedTuple):
    """A number by its series (〔2023〕DJ-, 沪滨党联〔2023〕) and its place in it, 0 where only the series is told."""

    series: str
    serial: int


class Numbering(NamedTuple):
    """How the numbers of a kind are written: ``pattern`` finds ``before`` and ``letters`` around the ``year``, and the ``serial``;
    ``written`` is a format of series and serial, ``bare`` whether a year alone is a series."""

    pattern: str
    written: str
    bare: bool = False

    def read(self, text: str) -> Numbered | None:
        """A number that is one of a series; any other is none.

        〔2023〕 and [2023] are one; so are letters of either width and case.
        """
        match = re.fullmatch(self.pattern, normalize("NFKC", text).replace(" ", ""))
        if not match:
            return None
        parts = match.groupdict(default="")
        if not (parts["serial"] or parts.get("letters") or self.bare):
            return None
        series = f"{parts.get('before', '')}〔{parts['year']}〕{parts.get('letters', '')}".upper()
        return Numbered(series, int(parts["serial"] or 0))

    def same(self, text: str) -> str:
        """The form in which two writings of one number are the same."""
        found = self.read(text)
        if found is None or not found.serial:
            return normalize("NFKC", text).replace(" ", "").casefold()
        return self.write(found)

    def write(self, number: Numbered) -> str:
        """〔2023〕DJ-001"""
        return self.written.format(*number)

    def told(self, series: str, missing: Collection[tuple[int, int]]) -> str:
        """What is missing of a series, in words: 〔2023〕DJ-002、〔2023〕DJ-004 至 〔2023〕DJ-006"""
        return "、".join(
            self.write(Numbered(series, first))
            + (f" 至 {self.write(Numbered(series, last))}" if last > first else "")
            for first, last in missing
        )


CERTIFICATES = Numbering(_YEAR + r"(?P<letters>[^\d\s]*?)(?P<serial>\d{3,6})?号?", "{}{:03d}")
"""A year in brackets, letters, and three digits or more."""
DOCUMENTS = Numbering(
    r"(?P<before>[^\d\s\[(【〔〈]*)" + _YEAR + r"(?:第?(?P<serial>\d{1,6})号)?",
    "{}{}号",
    bare=True,
)
"""The office's own letters, a year in hexagonal brackets, a number without padding and 号: GB/T 9704-2012, 7.2.5."""


def gaps(serials: Collection[int]) -> list[tuple[int, int]]:
    """The stretches that are missing below the highest number, each with its first and last; a series begins with 1."""
    found, before = [], 0
    for serial in sorted(set(serials)):
        if serial > before + 1:
            found.append((before + 1, serial - 1))
        before = serial
    return found
