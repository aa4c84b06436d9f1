"""Kinds of values: how each is read from what people write, and shown to people, JSON and workbooks.

A *stored value* is what the database holds and records carry: ``str``, ``int`` or ``None``; money is whole 分, a day is ``YYYY-MM-DD``, a
number is whole ten-thousandths, a list is a tuple of texts. A kind turns what people write into a stored value (``parse``) and back
(``show`` for people, ``plain`` for JSON, ``cell`` for a workbook).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, ClassVar

from liaison.cells import (
    LOOK_BLANK,
    NOTHING_ABOVE,
    PICTURE,
    SWALLOWED,
    Lost,
    Unclear,
    clean,
    shown,
    text_of,
    tight,
)

Stored = Any

LONGEST = 32_767
"""Characters that a cell of a workbook holds."""

_CONTROL = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff{LOOK_BLANK}]")
_ROUNDED = re.compile(r"-?\d(\.\d+)?E\+\d{2,3}", re.IGNORECASE)
"""A long number as Excel shows it once it has forgotten the digits."""
_NUMBER = re.compile(r"[\d〇○零一二三四五六七八九幺两]{7,}")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_OFFICE_ERROR = re.compile(r"(Err|错误)[:：]\s?\d{3}")
"""How LibreOffice shows errors that Excel has no name for."""
_SUSPECT = frozenset("-0123456789#E错")
"""What a long number that was rounded and an error begin with."""


class Misread(ValueError):  # noqa: N818 - the sentence, not the class name, reaches the user
    """A value that cannot be read as its kind; the text says why, in words for the user."""


@dataclass(frozen=True)
class Kind:
    """How one sort of value is read and shown; the methods here are those of plain text."""

    label: ClassVar[str] = "文字"
    align: ClassVar[str] = "left"
    number_format: ClassVar[str] = "@"
    many: ClassVar[bool] = False

    def parse(self, raw: object) -> Stored:
        """Turn a raw cell or option into a stored value; blank is ``None``. Raises ``Misread``."""
        if isinstance(raw, Lost | date | time | timedelta):
            raise self._no_value(raw)
        text = clean(text_of(raw))
        if not text:
            return None
        return self.read(text)

    def read(self, text: str) -> Stored:
        """Read text that is not blank."""
        if _CONTROL.search(text):
            raise Misread(f"“{self.quoted(text)}”含有看不见的控制字符，请重新输入这一格")
        if len(text) > LONGEST:
            raise Misread(f"超过 {LONGEST} 个字，Excel 放不下，请删短")
        if text[0] in _SUSPECT:
            if _ROUNDED.fullmatch(text):
                raise Misread(
                    f"“{self.quoted(text)}”是被 Excel 改成约数的长数字，原来的数字已丢失，请把这一格设为文本后重填"
                )
            if text.upper() in _ERRORS or _OFFICE_ERROR.fullmatch(text):
                raise Misread(f"“{text}”是公式出错的提示，不是内容，请改正公式或直接填写")
        # A workbook keeps one sort of line break only; a cell must not seem changed for having been there.
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _no_value(self, cell: Lost | date | time | timedelta) -> Misread:
        if not isinstance(cell, Lost):
            what = "日期" if isinstance(cell, date) else "时间"
            return Misread(f"Excel 把这一格当成了{what} {self.quoted(cell)}，请把单元格设为文本，按原样重填")
        if isinstance(cell, Unclear):
            return Misread(str(cell))
        if cell == PICTURE:
            return Misread("这一格是图片，不是文字，请填写文字")
        if cell == SWALLOWED:
            return Misread("这一格和左边的单元格合并了，看不出填的是什么，请取消合并后重填")
        if cell == NOTHING_ABOVE:
            return Misread("写的是“同上”，上一行的这一格却没有内容，请直接填写")
        if cell.startswith("="):
            return Misread("这一格的公式还没有算出结果，请用 Excel 或 WPS 打开、保存后再导入，或直接填写")
        return Misread(f"“{cell}”是公式出错的提示，不是内容，请改正公式或直接填写")

    def quoted(self, raw: object) -> str:
        """A raw cell or option as a message quotes it."""
        return shown(raw)

    def show(self, value: Stored) -> str:
        """The value as people read it; unknown is an empty text."""
        return "" if value is None else str(value)

    @staticmethod
    def mask(value: str) -> str:
        """What may be seen of a value that is private."""
        return "*" * len(value)

    def plain(self, value: Stored) -> Any:
        """The value in JSON."""
        return value

    def cell(self, value: Stored) -> Any:
        """The value in a workbook: text, number or day."""
        return self.show(value) if value is not None else None


class Text(Kind):
    """Any words, kept as written."""


def _is_digit(character: str) -> bool:
    """Whether a character is read as a digit, a Chinese one (一, 〇, 两, 幺) or a hidden one (*) included."""
    return character.isnumeric() or character in "*○幺两"


class Phone(Kind):
    """A telephone number, kept as text; shown masked unless asked otherwise."""

    label: ClassVar[str] = "电话"

    def read(self, text: str) -> str:
        """A number that is written at length in its plain form, 021-60000001转801; anything else as written."""
        from liaison.phones import read_phone  # its grammar takes longer to build than most commands to run

        return read_phone(super().read(text))

    def quoted(self, raw: object) -> str:
        """Masked, like every number that is shown; a day is none."""
        return shown(raw if isinstance(raw, date | time | timedelta) else self.mask(text_of(raw)))

    @staticmethod
    def mask(value: str) -> str:
        """138****5678: enough to know a number again, too little to ring it (去标识化); 一三八 and * are digits too."""
        digits = sum(map(_is_digit, value))
        head, tail = (3, 4) if digits >= 11 else (digits // 4, min(2, digits // 4))
        seen, result = 0, []
        for character in value:
            if _is_digit(character):
                seen += 1
                character = character if seen <= head or seen > digits - tail else "*"
            result.append(character)
        return "".join(result)


class Person(Text):
    """A person's name; shown masked unless asked otherwise."""

    label: ClassVar[str] = "姓名"

    def quoted(self, raw: object) -> str:
        """Masked, like every name that is shown."""
        return shown(self.mask(text_of(raw)))

    @staticmethod
    def mask(value: str) -> str:
        """王*: enough to tell who was there from who was not, too little to know who it is."""
        return value[:1] + "*" * len(value[1:])


def masked(text: str) -> str:
    """A text that may hold anything, with what may be a telephone number in it masked."""
    return _NUMBER.sub(lambda match: Phone.mask(match[0]), text)


_YES = {"是", "有", "√", "✓", "对", "y", "yes", "true", "1", "■", "☑"}
_NO = {"否", "无", "×", "✗", "x", "不", "n", "no", "false", "0", "□", "☐"}


class Flag(Kind):
    """Yes or no, stored as 1 or 0."""

    label: ClassVar[str] = "是否"

    def read(self, text: str) -> int:
        """是/否, 有/无, √/×."""
        bare = tight(text).lower()
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


class Known(Flag):
    """Whether there is a value at all: a day on which something was done says that it was."""

    def show(self, value: Stored) -> str:
        """是 or 否."""
        return "是" if value else "否"

    def cell(self, value: Stored) -> Any:
        """The same."""
        return self.show(value)


@dataclass(frozen=True)
class Fixed(Kind):
    """One of the words the program itself knows, in Chinese; ``english`` gives the names options take."""

    label: ClassVar[str] = "选项"
    words: Sequence[str] = ()
    english: Sequence[str] = ()

    def read(self, text: str) -> str:
        """One of the words, or its English name."""
        bare = tight(text)
        if bare in self.words:
            return bare
        if bare.lower() in self.english:
            return self.words[self.english.index(bare.lower())]
        raise Misread(f"“{shown(text)}”不在可选范围内，可选：{'、'.join(self.words)}")


class Coded(Fixed):
    """Words like those of ``Fixed`` that are stored by their English names."""

    def read(self, text: str) -> str:
        """The English name of a word, or that name itself."""
        return self.english[self.words.index(super().read(text))]

    def show(self, value: Stored) -> str:
        """The word; what is stored of a list that there no longer is, as it stands."""
        words = dict(zip(self.english, self.words, strict=True))
        return "" if value is None else words.get(value, str(value))


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
    noun: str
    within: str = ""


@dataclass(frozen=True)
class Whose(Kind):
    """A record of any of several nouns, or a word of a list: each record of ``noun`` has one, in one of its columns ``by``.

    The record carries ``key`` (name), ``key_code``, and ``key_id``: the key of that column with what stands in it, project:12.
    ``itself`` is what the record is called of which there is one only, held by the first of these columns; shown by its first.
    """

    label: ClassVar[str] = "名称"
    noun: str
    by: tuple[str, ...]
    itself: tuple[str, ...] = ()
