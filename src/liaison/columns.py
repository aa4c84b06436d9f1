"""The column language: one description from which screen, JSON, CSV, sheet, form and import are made.

A *stored value* is what the database holds and records carry: ``str``, ``int`` or ``None``; money is whole 分, a day is
``YYYY-MM-DD``, a number is whole ten-thousandths, a list is a tuple of texts. A kind turns what people write into a
stored value (``parse``) and back (``show`` for people, ``plain`` for JSON, ``cell`` for a workbook).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

Stored = Any
Record = dict[str, Any]

LARGEST = 10**15
"""Above this a workbook's numbers (15 digits) are no longer exact."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f￾￿\ud800-\udfff]")
_NUMBER = re.compile(
    r"(?P<number>-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)(?P<worth>[万亿])?(?P<unit>[^0-9,.\-]*)"
)
_WORTH = {None: 1, "万": 10_000, "亿": 100_000_000}
_ABOUT = re.compile(r"约|近|超|余|多|左右|上下|以上|以下|不到|几|[~≈+]|[0-9][-至到][0-9]")
_COUNTED = "家 个 人 名 位 人次 家次 次 场 场次 项 条 件 辆 支 届 户 小时 天 元 分"
"""Measure words that people write behind a count; they say nothing that the column does not."""
_LONGEST_NUMBER = 25
_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d{2,3}", re.IGNORECASE)
"""A long number as Excel shows it once it has forgotten the digits."""
_FLOAT_PHONE = re.compile(r"\d{7,}\.0")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_SPLIT = re.compile(r"[、，；;\r\n]+|,(?!\s*(?:Ltd|Inc|LLC|Co)\b)", re.IGNORECASE)


class Lost(str):
    """What stands where a file does not hold a cell's value: the name of an error, or a formula never worked out."""

    __slots__ = ()


class Misread(ValueError):  # noqa: N818 - the sentence, not the class name, reaches the user
    """A value that cannot be read as its kind; the text says why, in words for the user."""


def text_of(raw: object) -> str:
    """The text of a raw cell or option: numbers as Excel shows them (15 digits), days as ISO, ends trimmed."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
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


@dataclass(frozen=True)
class Kind:
    """How one sort of value is read and shown; the methods here are those of plain text."""

    label: ClassVar[str] = "文字"
    align: ClassVar[str] = "left"
    number_format: ClassVar[str] = "@"
    many: ClassVar[bool] = False

    def parse(self, raw: object) -> Stored:
        """Turn a raw cell or option into a stored value; blank is ``None``. Raises ``Misread``."""
        if isinstance(raw, Lost):
            raise _no_value(raw)
        text = text_of(raw)
        if not text:
            return None
        return self.read(text)

    def read(self, text: str) -> Stored:
        """Read text that is not blank."""
        if _CONTROL.search(text):
            raise Misread("含有看不见的控制字符，请重新输入这一格")
        if len(text) > 32_767:
            raise Misread("超过 32767 个字，Excel 放不下，请删短")
        if _ROUNDED.fullmatch(text):
            raise Misread(f"“{text}”是被 Excel 改成约数的长数字，原来的数字已丢失，请把这一格设为文本后重填")
        if text.upper() in _ERRORS:
            raise Misread(f"“{text}”是公式出错的提示，不是内容，请改正公式或直接填写")
        # A workbook keeps one sort of line break only; a cell must not seem changed for having been there.
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def show(self, value: Stored) -> str:
        """The value as people read it; unknown is an empty text."""
        return "" if value is None else str(value)

    def plain(self, value: Stored) -> Any:
        """The value in JSON."""
        return value

    def cell(self, value: Stored) -> Any:
        """The value in a workbook: text, number or day."""
        return self.show(value) if value is not None else None


def _no_value(cell: Lost) -> Misread:
    if cell.startswith("="):
        return Misread("这一格的公式还没有算出结果，请用 Excel 或 WPS 打开、保存后再导入，或直接填写")
    return Misread(f"“{cell}”是公式出错的提示，不是内容，请改正公式或直接填写")


@dataclass(frozen=True)
class Text(Kind):
    """Any words, kept as written."""


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number, kept as text; shown masked unless asked otherwise."""

    label: ClassVar[str] = "电话"

    def read(self, text: str) -> str:
        """As written, but for the .0 of a number that was a count to some program on its way."""
        read: str = super().read(text)
        return read[:-2] if _FLOAT_PHONE.fullmatch(read) else read

    @staticmethod
    def mask(value: str) -> str:
        """138****5678: enough to recognise a number one knows, too little to ring it (habit of 去标识化)."""
        digits = sum(character.isdigit() for character in value)
        head, tail = (3, 4) if digits >= 11 else (digits // 4, min(2, digits // 4))
        seen, result = 0, []
        for character in value:
            if character.isdigit():
                seen += 1
                character = character if seen <= head or seen > digits - tail else "*"
            result.append(character)
        return "".join(result)


@dataclass(frozen=True)
class Whole(Kind):
    """A count: a whole number, zero or more (or from ``least``)."""

    label: ClassVar[str] = "整数"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "#,##0"
    least: int = 0

    def read(self, text: str) -> int:
        """Read 1,200, 23家 and full-width digits; refuse parts and negatives."""
        number = _decimal(text, _COUNTED)
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


@dataclass(frozen=True)
class Ordinal(Whole):
    """A number that counts nothing: a year, a term, a place in an order. Never written with thousands marks."""

    number_format: ClassVar[str] = "0"

    def show(self, value: Stored) -> str:
        """2023"""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Number(Kind):
    """A measured number with up to four decimals, stored as whole ten-thousandths so that sums are exact."""

    label: ClassVar[str] = "数字"
    align: ClassVar[str] = "right"
    number_format: ClassVar[str] = "#,##0.####"
    scale: ClassVar[int] = 10_000
    negative: bool = False

    def read(self, text: str) -> int:
        """Read 1,200.5; refuse more than four decimals."""
        number = _decimal(text, _COUNTED)
        if number < 0 and not self.negative:
            raise Misread(f"“{shown(text)}”是负数，请填零或正数")
        scaled = number * self.scale
        if scaled != scaled.to_integral_value():
            raise Misread(f"“{shown(text)}”超过四位小数，请先四舍五入")
        if abs(scaled) >= LARGEST:
            raise Misread(f"“{shown(text)}”太大，请核对")
        return int(scaled)

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


@dataclass(frozen=True)
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
        cents = _decimal(narrow(text).removeprefix("人民币").lstrip("¥"), "元 元整 圆 圆整") * 100
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
        if _ABOUT.search(bare):
            raise Misread(f"“{shown(text)}”不是确切的数，请填准确的数字")
        raise Misread(f"“{shown(text)}”不是数字，请只填数字")
    if len(bare) > _LONGEST_NUMBER:
        raise Misread(f"“{shown(text)}”位数太多，请核对")
    return Decimal(match["number"].replace(",", "")) * _WORTH[match["worth"]]


_DAY = re.compile(
    r"(?P<y>\d{4})(?:(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})|年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号])"
    r"(?:\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"\d{4}(?:[-./年])\d{1,2}月?")
_EPOCH = date(1899, 12, 30)
_DAY_FORMS = "请写成 2023-05-01 这样"


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day from 1900 to 9999, stored as ``YYYY-MM-DD``; read strictly, never guessed."""

    label: ClassVar[str] = "日期"
    number_format: ClassVar[str] = "yyyy-mm-dd"

    def parse(self, raw: object) -> Stored:
        """Real days of a workbook, Excel serial numbers, and the written forms people use."""
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            if raw.year < 1900:
                raise Misread(f"“{raw.isoformat()}”早于 1900 年，请核对")
            return raw.isoformat()
        return super().parse(raw)

    def read(self, text: str) -> str:
        """2023-5-1, 2023.5.1, 2023/05/01, 2023年5月1日, 20230501, full width, a weekday or time behind."""
        bare = narrow(text)
        if match := _DAY.fullmatch(bare):
            return _day(match["y"], match["m"] or match["m2"], match["d"] or match["d2"], text)
        if match := _COMPACT.fullmatch(bare):
            return _day(match[1], match[2], match[3], text)
        if re.fullmatch(
            r"[1-9]\d{4}(\.\d+)?", bare
        ):  # a serial of Excel, 1927 to 2173; below, it may be a year
            return (_EPOCH + timedelta(days=int(float(bare)))).isoformat()
        if _MONTH.fullmatch(bare):
            raise Misread(f"“{shown(text)}”只到月份，请写到日，例如 2023-05-01")
        raise Misread(f"“{shown(text)}”不是能认出的日期，{_DAY_FORMS}")

    def cell(self, value: Stored) -> Any:
        """A real day."""
        return None if value is None else date.fromisoformat(value)


def _day(year: str, month: str, day: str, text: str) -> str:
    if not 1900 <= int(year) <= 9999:
        raise Misread(f"“{shown(text)}”的年份不在 1900—9999 之间，请核对")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Misread(f"“{shown(text)}”不是日历上有的日子，请核对") from None


_YES = {"是", "有", "√", "✓", "对", "y", "yes", "true", "1", "■", "☑"}
_NO = {"否", "无", "×", "✗", "x", "不", "n", "no", "false", "0", "□", "☐"}


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no, stored as 1 or 0."""

    label: ClassVar[str] = "是否"

    def read(self, text: str) -> int:
        """是/否, 有/无, √/×."""
        bare = narrow(text).lower()
        if bare in _YES:
            return 1
        if bare in _NO:
            return 0
        raise Misread(f"“{shown(text)}”不是“是”或“否”")

    def show(self, value: Stored) -> str:
        """是 or 否."""
        return "" if value is None else ("是" if value else "否")

    def plain(self, value: Stored) -> Any:
        """A JSON truth value."""
        return None if value is None else bool(value)


@dataclass(frozen=True)
class Fixed(Kind):
    """One of the words the program itself knows, in Chinese; ``english`` gives the names options take."""

    label: ClassVar[str] = "选项"
    words: tuple[str, ...] = ()
    english: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        """One of the words, or its English name."""
        bare = narrow(text)
        if bare in self.words:
            return bare
        if bare.lower() in self.english:
            return self.words[self.english.index(bare.lower())]
        raise Misread(f"“{shown(text)}”不在可选范围内，可选：{'、'.join(self.words)}")


@dataclass(frozen=True)
class Choice(Text):
    """One of the council's own words (类别, 科目…); a new word is taken and said, unless the list is locked."""

    label: ClassVar[str] = "类别"
    list: str = ""


@dataclass(frozen=True)
class Ref(Kind):
    """Another record, named by code or name; the record carries ``key`` (name), ``key_code`` and ``key_id``.

    ``within`` names the column whose record the other one belongs to: an indicator is known within its project.
    """

    label: ClassVar[str] = "名称"
    noun: str = "member"
    within: str = ""


@dataclass(frozen=True)
class Words(Kind):
    """Several texts in one cell, separated by 、; stored as a tuple."""

    label: ClassVar[str] = "多项，用、隔开"
    many: ClassVar[bool] = True

    def parse(self, raw: object) -> Stored:
        """Split at 、，；, and line breaks; a text that occurs twice counts once."""
        if isinstance(raw, Lost):
            raise _no_value(raw)
        several = raw if isinstance(raw, list | tuple) else (raw,)
        parts = (part.strip() for one in several for part in _SPLIT.split(text_of(one)))
        words = (super(Words, self).read(part) for part in parts if part)
        return tuple(dict.fromkeys(words))

    def show(self, value: Stored) -> str:
        """甲、乙"""
        return "、".join(value or ())

    def plain(self, value: Stored) -> Any:
        """A JSON array."""
        return list(value or ())

    def cell(self, value: Stored) -> Any:
        """甲、乙, or an empty cell."""
        return self.show(value) or None


@dataclass(frozen=True)
class Refs(Words):
    """Several other records in one cell."""

    noun: str = "member"


@dataclass(frozen=True)
class Spans(Kind):
    """Stretches of time, each ``{joined, left, reason}``; shown, never typed."""

    label: ClassVar[str] = "起止"

    def show(self, value: Stored) -> str:
        """2018-06-01 至今"""
        return "、".join(
            f"{span['joined']} 至{' ' + span['left'] if span['left'] else '今'}" for span in value or ()
        )

    def plain(self, value: Stored) -> Any:
        """A JSON array of objects."""
        return list(value or ())


_TARGET = re.compile(r"(?P<number>[^/每]+?)(?:/(?:每)?(?P<per>日|天|周|月|年|day|week|month|year))?")
_PER = {
    "日": "日",
    "天": "日",
    "周": "周",
    "月": "月",
    "年": "年",
    "day": "日",
    "week": "周",
    "month": "月",
    "year": "年",
}


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Column:
    """One property of a noun, as screen, JSON, sheet, form and option know it.

    ``store`` names the database column: the key, with ``_id`` for a reference, unless ``db`` says otherwise (a key may
    be a reserved word of SQL); empty where the value lives in rows of its own (``link``), belongs to another record that
    is referred to (``via``), is kept ``apart`` in another table, or is worked out. ``typed`` is false where a verb of its own sets the value, not an option; ``inner`` marks what the program works out
    and stores for itself.
    """

    key: str
    label: str
    kind: Kind = field(default_factory=Text)
    required: bool = False
    listed: bool = True
    private: bool = False
    written: bool = True
    synonyms: tuple[str, ...] = ()
    option: str = ""
    help: str = ""
    link: Link | None = None
    default: Stored = None
    db: str = ""
    via: str = ""
    typed: bool = True
    apart: bool = False
    inner: bool = False

    @cached_property
    def store(self) -> str:
        """The database column, empty where there is none in the noun's own table."""
        if not self.written or self.link or self.via or self.apart:
            return ""
        return f"{self.key}_id" if isinstance(self.kind, Ref) else self.db or self.key

    @cached_property
    def slot(self) -> str:
        """Where a record keeps what is compared and written: the other record's id for a reference, else the value."""
        return f"{self.key}_id" if isinstance(self.kind, Ref | Refs) else self.key

    @property
    def flag(self) -> str:
        """The option's name on the command line."""
        return self.option or "--" + self.key.replace("_", "-")


@dataclass(frozen=True)
class Link:
    """Rows in a table of their own that hold a many-valued column: ``owner`` points back, ``value`` is what is listed."""

    table: str
    owner: str
    value: str


@dataclass(frozen=True)
class Noun:
    """A thing the council keeps, with all its columns.

    ``identity`` lists the ways a sheet's row names its record, the surest first; ``code`` is the pattern of the next
    code, with ``{year}`` where the year counts and ``day`` the column that tells it; ``named`` the column a person calls
    the record by, ``unique`` whether no two may share it; ``order`` the order of lists, in SQL, ``t`` being the noun's table; ``remark`` what every sheet of it must say.
    """

    name: str
    label: str
    table: str
    columns: tuple[Column, ...]
    identity: tuple[tuple[str, ...], ...]
    code: str = ""
    day: str = ""
    measure: str = "条"
    named: str = ""
    order: str = "t.id"
    unique: bool = True
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {column.key: column for column in self.columns})

    def __getitem__(self, key: str) -> Column:
        by_key: Mapping[str, Column] = self._by_key  # type: ignore[attr-defined]
        return by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key  # type: ignore[attr-defined]

    @cached_property
    def stored(self) -> tuple[tuple[str, str, bool], ...]:
        """Slot, database column, and whether several texts share it: of each column in the noun's own table."""
        return tuple((c.slot, c.store, isinstance(c.kind, Words)) for c in self.columns if c.store)

    @cached_property
    def linked(self) -> tuple[Column, ...]:
        """The columns whose values are rows of their own."""
        return tuple(column for column in self.columns if column.link)

    @cached_property
    def private(self) -> tuple[Column, ...]:
        """The columns that are masked."""
        return tuple(column for column in self.columns if column.private)

    @cached_property
    def judged(self) -> tuple[Column, ...]:
        """The columns that are required, have a default, or take the council's own words."""
        return tuple(
            c for c in self.columns if c.required or c.default is not None or isinstance(c.kind, Choice)
        )

    @cached_property
    def unshared(self) -> tuple[str, ...]:
        """The keys whose values no two records may share: code, name and short name."""
        keys = ("code", self.named, "short") if self.unique else ("code",)
        return tuple(key for key in keys if key and key in self)

    def pick(self, *keys: str) -> tuple[Column, ...]:
        """The named columns, in the order named."""
        return tuple(self[key] for key in keys)

    @cached_property
    def sheet(self) -> tuple[Column, ...]:
        """The columns a sheet of this noun has: those that can be written."""
        return tuple(column for column in self.columns if column.written and not column.inner)


@dataclass(frozen=True)
class RawTable:
    """One sheet of a file as it stands: its name, its rows of raw cells, and the sheet's own number of the first."""

    name: str
    rows: list[list[object]]
    first: int = 1


@dataclass(frozen=True)
class Mark:
    """A cell of a ``RawTable`` that something is to be said about: the sheet's own row, the place in it if there is one."""

    sheet: str
    row: int
    column: int | None
