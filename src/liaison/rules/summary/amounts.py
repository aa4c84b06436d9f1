"""A number as a paper writes it: its unit, how far it is rounded, and whether a value bears it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from liaison.rules.numerals import value_of
from liaison.rules.work.approximate import ABOUT, MOST

WORTH = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
COUNTERS = "人次|家次|场次|小时|家|场|次|个|项|件|份|块|人|条|名|分|期|支|元"
AMOUNT = re.compile(
    r"(?P<before>不少于|不低于|超过|突破|接近|将近|不足|不到|大约|大概|至少|约|近|超|逾)?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    rf"|(?<![第一二两三四五六七八九十])[一二两三四五六七八九十]{{1,3}}(?=(?:余|多)?(?:{COUNTERS})))"
    r"(?P<more>余|多)?(?P<worth>[百千万亿](?!元?[一二三四五六七八九十0-9]))?(?P<still>余|多)?"
    rf"(?P<unit>个百分点|百分点|%|倍|{COUNTERS})?"
    r"(?P<after>以上|左右|上下|余|多)?"
)
"""A number with what makes it a round one, before and behind."""
_KIN = {
    "元": {"元"},
    "家": {"家", "个"},
    "场": {"场", "场次", "次"},
    "人次": {"人次"},
    "人": {"人", "名"},
    "个": {"个", "项"},
    "件": {"件", "项", "条", "个"},
    "项": {"项", "个"},
    "次": {"次", "场"},
    "份": {"份", "个", "项"},
    "块": {"块", "个"},
    "比例": {"%"},
}
"""By which words offices count what a figure counts; each unit also by itself."""
_LEAST, _MORE, _NEARLY, _ABOUT = "least", "more", "nearly", "about"
_ODD = {"余", "多"}
_NEAR, _AROUND = Decimal("0.9"), Decimal("0.05")
"""近 is said of what has nine tenths of it at least; 约 of what is a twentieth off at most."""


def in_kin(word: str, unit: str) -> bool:
    """Whether what a figure counts in that unit may be counted by a word."""
    return word in _KIN.get(unit, {unit})


@dataclass(frozen=True)
class Amount:
    """A number of a text as it stands there: what it is ``worth``, its last digit's ``step``, its ``unit``, and how it is rounded."""

    text: str
    number: Decimal
    step: Decimal
    worth: int
    unit: str
    rounding: str = ""

    def counts(self, unit: str) -> bool:
        """Whether it is written in a unit in which a figure of that unit may be."""
        return in_kin(self.unit, unit)

    def borne_out(self, value: Decimal) -> bool:
        """Whether a value bears it out: the same to the digits that are written, or what a round number may be said of.

        A round number is never larger than the value, but for 近 and 约, and never so much smaller that another would be said.
        """
        said = self.number
        if self.rounding == _ABOUT:
            return abs(value - said) <= max(self.step / 2, said * _AROUND)
        if self.rounding == _NEARLY:
            return said * _NEAR <= value <= said
        if self.rounding:
            return (
                said
                <= value
                < said + (self._round if self.rounding == _MORE else max(self._round, self._first))
            )
        return (value / self.step).quantize(Decimal(1), ROUND_HALF_UP) * self.step == said

    @property
    def _round(self) -> Decimal:
        """The worth of its last digit that is not zero: 2000 is a number of thousands."""
        step = self.step
        while self.number and self.number % (step * 10) == 0:
            step *= 10
        return step

    @property
    def _first(self) -> Decimal:
        """The worth of its first digit."""
        return Decimal(1).scaleb(self.number.adjusted())

    def written(self, value: Decimal) -> str:
        """A value as this one would be written, where it can be: 204.4万元."""
        scaled = value / self.worth
        place = self.step / self.worth
        if scaled.quantize(place, ROUND_HALF_UP) == 0 and value:
            scaled, place = value, Decimal("0.01")
        shown = f"{scaled.quantize(min(place, Decimal(1)), ROUND_HALF_UP):,f}"
        worth = next(word for word, number in WORTH.items() if number == self.worth)
        return f"{shown}{worth if scaled is not value or self.worth == 1 else ''}{self.unit}"


def read(match: re.Match[str]) -> Amount:
    """The number that was found."""
    digits = match["number"].replace(",", "")
    worth = WORTH[match["worth"] or ""]
    if digits[0].isascii():
        number = Decimal(digits)
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    else:
        number, step = Decimal(value_of(digits) or 0), Decimal(1)
    words = (match["before"], match["after"], match["more"], match["still"])
    rounding = next((_rounding(word) for word in words if word), "")
    return Amount(match[0], number * worth, step * worth, worth, match["unit"] or "", rounding)


def _rounding(word: str) -> str:
    """How a word rounds the number that it stands beside; 突破 is said of what has been reached, as 超过 is."""
    if word in _ODD:
        return _MORE
    return _NEARLY if word in MOST else _ABOUT if word in ABOUT else _LEAST
