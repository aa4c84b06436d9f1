"""Numbers that nobody knows exactly: 约10亿, 2000以上, 3–6. Kept as written, with what is known of their bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

_WORTH = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_NUMBER = r"(?P<{0}>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?P<{0}_worth>百万|千万|[百千万亿])?"
_UNIT = r"(?P<unit>[^0-9.,\-~约近超余多几]*?)"
_ONE = re.compile(
    r"(?P<before>大约|大概|约|近|接近|将近|超过|超|逾|至少|不少于|不低于|不足|不到|至多|最多|不超过|不高于|≈|>|≥|<|≤)?"
    + _NUMBER.format("number")
    + r"(?P<odd>余|多|来)?"
    + r"(?P<late>百万|千万|[百千万亿])?"
    + _UNIT
    + r"(?P<after>左右|上下|以上|及以上|以下|以内|\+)?"
)
_TWO = re.compile(
    r"(?:大约|约)?" + _NUMBER.format("low") + r"(?P<low_unit>[^0-9.,\-~约近超余多几至到]*?)"
    r"(?:-|~|至|到)" + _NUMBER.format("high") + _UNIT
)
_COUNTS = re.compile("百万|千万|[百千万亿]")
_DASHES = re.compile("[‐‑‒–—―−－~～〜]+")

LEAST = {"超过", "超", "逾", "至少", "不少于", "不低于", ">", "≥", "余", "多", "来", "以上", "及以上", "+"}
MOST = {"近", "接近", "将近", "不足", "不到", "至多", "最多", "不超过", "不高于", "<", "≤", "以下", "以内"}
ABOUT = {"大约", "大概", "约", "≈", "左右", "上下"}
"""The words that make a number the least, the most, or about what something is."""


class Bounds(NamedTuple):
    """The least and the most that a number may be, each unknown where nothing tells; equal where it is about that much."""

    lower: Decimal | None
    upper: Decimal | None


def worth_of(unit: str | None) -> int:
    """How many ones a unit counts at once: 10,000 in 万元, 1 in 元."""
    match = _COUNTS.match(unit or "")
    return _WORTH[match[0]] if match else 1


def bounds(text: str, unit: str | None = None) -> Bounds | None:
    """The bounds of a number that is written as an approximate one, counted in ``unit``; nothing for any other text.

    Of 亿元 约10亿 is about 10, as 约10 is. 约X and X左右 are about X; X以上, X余, 超X at least X; 近X, 不足X, X以下 at most X; X–Y from X to Y. A plain number is none.
    """
    bare, ones = _DASHES.sub("-", "".join(normalize("NFKC", text).split())), worth_of(unit)
    if match := _TWO.fullmatch(bare):
        high = _number(match["high"], match["high_worth"], ones)
        # 3-6万 are both counted in 万.
        low = _number(match["low"], match["low_worth"] or match["high_worth"], ones)
        return Bounds(low, high) if low <= high else None
    match = _ONE.fullmatch(bare)
    if not match:
        return None
    told = {match["before"], match["odd"], match["after"]} - {None}
    if not told:
        return None
    value = _number(match["number"], match["number_worth"] or match["late"], ones)
    if told & LEAST:
        return None if told & MOST else Bounds(value, None)
    if told & MOST:
        return Bounds(None, value)
    return Bounds(value, value) if told & ABOUT else None


def _number(digits: str, worth: str | None, ones: int) -> Decimal:
    """A number in its unit: what is written with 万 or 亿 counts ones, what is not the unit itself."""
    plain = Decimal(digits.replace(",", ""))
    return plain * _WORTH[worth] / ones if worth else plain
