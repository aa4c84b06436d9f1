"""Kinds that count or measure: whole numbers, numbers, shares, money and targets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from liaison.cells import LARGEST, has_mark, narrow, shown
from liaison.kinds import Kind, Misread, Stored

_NUMBER = re.compile(
    r"(?P<number>-? ?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)(?:\.[0-9]+)?)"
    r"\s?(?P<worth>百万|千万|[百千万亿])?\s?(?P<unit>[^0-9,.\-\s]*)"
)
_IN_WORTHS = re.compile("[百千万亿]")
_SEVERAL = re.compile(r"[0-9]\s+-?[0-9]")
WORTH = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_ABOUT = re.compile(r"约|近|超|余|多|左右|上下|以上|以下|不到|几|[~≈+]|[0-9千万亿元][-至到~][0-9]")
COUNTED = "家 个 人 名 位 人次 家次 次 场 场次 项 条 件 辆 支 届 户 小时 天 元 分"
"""Measure words that people write behind a count; they say nothing that the column does not."""
_LONGEST_NUMBER = 25


@dataclass(frozen=True)
class Whole(Kind):
    """A count: a whole number, zero or more (or from ``least``)."""

    label: ClassVar[str] = "整数"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "#,##0"
    least: int = 0

    def read(self, text: str) -> int:
        """Read 1,200, 23家 and full-width digits; refuse parts and negatives."""
        number = _decimal(text, COUNTED)
        if number != number.to_integral_value():
            raise Misread(f"“{shown(text)}”不是整数，请填整数")
        if number < self.least:
            raise Misread(f"“{shown(text)}”小于 {self.least}，请填 {self.least} 或更大的整数")
        if number >= LARGEST:
            raise Misread(f"“{shown(text)}”太大，请核对")
        return int(number)

    def show(self, value: Stored) -> str:
        """3,606"""
        return "" if value is None else f"{value:,}"

    def cell(self, value: Stored) -> Any:
        """A number."""
        return value


class Ordinal(Whole):
    """A number that counts nothing: a year, a term, a place in an order. Never written with thousands marks."""

    number_format: ClassVar[str] = "0"

    def show(self, value: Stored) -> str:
        """2023"""
        return "" if value is None else str(value)


class Share(int):
    """A number that was written as a percentage, 95% as 0.95; it equals no plain one before somebody says what it counts."""

    __slots__ = ()
    __hash__ = int.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Share) and int(self) == int(other)

    def __ne__(self, other: object) -> bool:
        return not self == other


class Counted(int):
    """A number that was written with 万 or 亿, in ones; it may be too large before somebody says in what it is counted."""

    __slots__ = ()


@dataclass(frozen=True)
class Number(Kind):
    """A measured number with up to four decimals, stored as whole ten-thousandths so that sums are exact.

    ``shares`` says that it may be written as a percentage, which is read as a ``Share``, or with 万 or 亿, as ``Counted``.
    """

    label: ClassVar[str] = "数字"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "#,##0.####"
    scale: ClassVar[int] = 10_000
    negative: bool = False
    shares: bool = False

    def read(self, text: str) -> int:
        """Read 1,200.5; refuse more than four decimals, and percentages where they are not expected."""
        share = self.shares and narrow(text).endswith("%")
        number = _decimal(narrow(text)[:-1], "") / 100 if share else _decimal(text, COUNTED)
        if number < 0 and not self.negative:
            raise Misread(f"“{shown(text)}”是负数，请填零或正数")
        scaled = number * self.scale
        if scaled != scaled.to_integral_value():
            raise Misread(f"“{shown(text)}”超过四位小数，请先四舍五入")
        if self.shares and _IN_WORTHS.search(narrow(text)):
            return Counted(scaled)
        if abs(scaled) >= LARGEST:
            raise Misread(f"“{shown(text)}”太大，请核对")
        return Share(scaled) if share else int(scaled)

    def show(self, value: Stored) -> str:
        """1,200.5"""
        if value is None:
            return ""
        whole, part = divmod(abs(value), self.scale)
        tail = f".{part:04d}".rstrip("0") if part else ""
        return f"{'-' if value < 0 else ''}{whole:,}{tail}"

    def plain(self, value: Stored) -> Any:
        """A JSON number: whole where it is whole."""
        if value is None:
            return None
        return value // self.scale if value % self.scale == 0 else value / self.scale

    def cell(self, value: Stored) -> Any:
        """A number."""
        return self.plain(value)


class Ratio(Kind):
    """A share of a whole, stored in ten-thousandths, shown in per cent."""

    label: ClassVar[str] = "比例"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "0.0%"

    def show(self, value: Stored) -> str:
        """82.6%"""
        if value is None:
            return ""
        tenths = (value + 5) // 10  # half up, as an office rounds
        return f"{tenths // 10}.{tenths % 10}%"

    def plain(self, value: Stored) -> Any:
        """0.8261"""
        return None if value is None else value / 10_000

    def cell(self, value: Stored) -> Any:
        """0.8261, with the format that shows per cent."""
        return self.plain(value)


@dataclass(frozen=True)
class Money(Kind):
    """An amount in 元, stored as whole 分."""

    label: ClassVar[str] = "金额"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "#,##0.00"
    positive: bool = True

    def read(self, text: str) -> int:
        """Read 1,200.50, ¥1200, 1200元, 2.5万元; refuse more than two decimals and, for a payment, zero and below."""
        cents = _decimal(narrow(text).removeprefix("人民币").lstrip("¥ "), "元 元整 圆 圆整") * 100
        if cents != cents.to_integral_value():
            raise Misread(f"“{shown(text)}”超过两位小数，金额请精确到分")
        if cents < 0 or (self.positive and cents == 0):
            raise Misread(f"“{shown(text)}”不是正数，金额请填大于零的数")
        if cents >= LARGEST:
            raise Misread(f"“{shown(text)}”太大，请核对")
        return int(cents)

    def show(self, value: Stored) -> str:
        """1,200.50"""
        return "" if value is None else f"{Decimal(value).scaleb(-2):,.2f}"

    def plain(self, value: Stored) -> Any:
        """ "1200.50", a text: JSON numbers are floats to most readers."""
        return None if value is None else f"{Decimal(value).scaleb(-2):.2f}"

    def cell(self, value: Stored) -> Any:
        """A number in 元."""
        return None if value is None else Decimal(value).scaleb(-2)


def _decimal(text: str, units: str = "") -> Decimal:
    """An exact decimal number; thousands marks only where they belong, 万 and 亿, and a measure word of ``units`` behind."""
    bare = narrow(text)
    match = _NUMBER.fullmatch(bare)
    if not match or (match["unit"] and match["unit"] not in units.split()):
        if bare.endswith("%"):
            raise Misread(f"“{shown(text)}”是百分数，这里要的是实际的数，请换算后填写")
        if has_mark(bare):
            raise Misread(f"“{shown(text)}”里有上标或带圈的注号，请删去注号，只填数字")
        if _SEVERAL.search(bare):
            raise Misread(f"“{shown(text)}”像是几个数写在一格里，请只填一个数字")
        if _ABOUT.search(bare):
            raise Misread(f"“{shown(text)}”不是确切的数，请填准确的数字")
        raise Misread(f"“{shown(text)}”不是数字，请只填数字")
    if len(bare) > _LONGEST_NUMBER:
        raise Misread(f"“{shown(text)}”位数太多，请核对")
    return Decimal(match["number"].replace(",", "").replace(" ", "")) * (
        WORTH[match["worth"]] if match["worth"] else 1
    )


_TARGET = re.compile(
    r"(?P<number>[^/每]+?)(?:\s?/\s?(?:每)?\s?(?P<per>日|天|周|月|季度?|半年|年|day|week|month|quarter|half|year))?"
)
_PER = {
    "日": "日",
    "天": "日",
    "周": "周",
    "月": "月",
    "季": "季",
    "季度": "季",
    "半年": "半年",
    "年": "年",
    "day": "日",
    "week": "周",
    "month": "月",
    "quarter": "季",
    "half": "半年",
    "year": "年",
}


class Target(Kind):
    """A target such as 2000/日: a number, and the period it is meant for; stored as that text."""

    label: ClassVar[str] = "目标，例如 2000/日"

    def read(self, text: str) -> str:
        """2000, 2000/日, 12,000/每月, 2000/day."""
        match = _TARGET.fullmatch(narrow(text))
        if not match:
            raise Misread(f"“{shown(text)}”不是目标，请写成 2000/日 这样")
        number = Number().show(Number().read(match["number"])).replace(",", "")
        return f"{number}/{_PER[match['per']]}" if match["per"] else number
