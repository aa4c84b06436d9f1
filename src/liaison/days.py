"""Reading a day as people and programs write it: the whole text by one grammar, a time of day behind it and all, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from liaison.cells import narrow, shown
from liaison.kinds import Misread

_EPOCH = date(1899, 12, 30)
_CHINA = timezone(timedelta(hours=8))
_FORMS = "请写成 2023-05-01 这样"

_HALF = r"(?:上午|下午|早上|早晨|上半天|下半天|中午|傍晚|晚上|凌晨|夜间|全天|[AaPp][Mm])"
_CLOCK = (
    r"(?:(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
    r"|(?:[01]?[0-9]|2[0-4]|[一二两三四五六七八九十]{1,3})[时点]"
    r"(?:\s?[0-5]?[0-9]\s?分(?:\s?[0-5]?[0-9]\s?秒)?|[0-5][0-9]|半|整|钟|[一三]刻)?)"
)
_TIME = rf"(?:{_HALF}\s?{_CLOCK}|{_CLOCK}(?:\s?{_HALF})?|{_HALF})"
_TIMES = rf"{_TIME}(?:\s?(?:-{{1,2}}|[~—–至到])\s?{_TIME})?"
_WEEKDAY = r"(?:\s?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)"
_BEHIND = rf"(?:T{_CLOCK}|\s{_TIMES}|\s?{_HALF}(?:\s?{_TIMES})?|\s?\({_TIMES}\)|(?<=[日号天一二三四五六)])\s?{_TIMES})"
"""A time behind a day: after digits something must part them, for 2023/5/114:30 may be the 1st or the 11th."""

_DAY = re.compile(
    r"(?P<y>[0-9]{4})(?:\s?(?P<sep>[-./])\s?(?P<m>[0-9]{1,2})\s?(?P=sep)\s?(?P<d>[0-9]{1,2})"
    r"|\s?年\s?(?P<m2>[0-9]{1,2})\s?月\s?(?P<d2>[0-9]{1,2})\s?[日号])"
    rf"{_WEEKDAY}?{_BEHIND}?"
)
_COMPACT = re.compile(
    rf"(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?:T?(?:[01][0-9]|2[0-4])[0-5][0-9](?:[0-5][0-9])?|{_WEEKDAY}?{_BEHIND}?)"
)
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
"""A day as Excel counts them, 1927 to 2173; below, it may be a year."""
_YEAR = re.compile(r"((?:19|[2-9][0-9])[0-9]{2})\s?(?:年[度份]?)?")
_MONTH = re.compile(r"(?P<y>[0-9]{4})\s?[-./年]\s?(?P<m>[0-9]{1,2})\s?(?:月份?)?")

_INSTANT = re.compile(
    r"(?P<at>.*?[T\s]?[0-9]{2}:?[0-9]{2}(?P<seconds>:?[0-9]{2}(?:\.[0-9]+)?)?)\s?"
    r"(?:(?P<utc>Z|(?:UTC|GMT)(?![+-]))|(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>0?[0-9]|1[0-4])(?::?(?P<minutes>[0-5][0-9]))?)",
    re.DOTALL,
)
_OFFSET = re.compile(r":[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?\s?-[0-9]{2}:?[0-9]{2}$")
"""Where seconds stand before it and none in it, what follows a dash is no second hour but a zone."""
_DIGITS = re.compile(r"[0-9]+")

_NUMERALS = dict(
    zip("〇○◯零Oo０一二三四五六七八九壹贰叁肆伍陆柒捌玖", "0000000" + "123456789" * 2, strict=True)
)
_NUMERAL = "".join(_NUMERALS)
_CHINESE = re.compile(
    rf"(?P<y>[0-9]{{4}}|[{_NUMERAL}]{{4}})\s?年\s?(?P<m>[0-9]{{1,2}}|[{_NUMERAL}元正十拾]{{1,3}})\s?月"
    rf"\s?(?P<d>[0-9]{{1,2}}|[{_NUMERAL}十拾廿卅]{{1,4}})\s?(?=[日号])"
)
_CHINESE_MONTH = re.compile(rf"(?P<y>[{_NUMERAL}]{{4}})\s?年\s?(?P<m>[{_NUMERAL}元正十拾]{{1,3}})\s?月份?")


def read_month(text: str) -> tuple[str, str] | None:
    """The first and the last day of a month that is written out, 2018.6 or 2018年6月; nothing where it is something else.

    Raises ``Misread`` where no calendar has it.
    """
    bare = narrow(text)
    if not (match := _MONTH.fullmatch(bare) or _CHINESE_MONTH.fullmatch(bare)):
        return None
    year, month = _year_and_month(match)
    if not 1 <= int(month) <= 12:
        raise Misread(f"“{shown(text)}”不是日历上有的月份，请核对")
    if not 1900 <= int(year) <= 9999:
        raise Misread(f"“{shown(text)}”的年份不在 1900—9999 之间，请核对")
    last = monthrange(int(year), int(month))[1]
    return f"{year}-{int(month):02d}-01", f"{year}-{int(month):02d}-{last:02d}"


def read_year(text: str) -> str | None:
    """The first day of a year that is written out, 2023 or 2023年度; nothing where it is something else."""
    match = _YEAR.fullmatch(narrow(text))
    return f"{match[1]}-01-01" if match else None


def read_day(text: str) -> str:
    """``YYYY-MM-DD`` of a day that is written out, or counted as Excel counts; the time behind it may say no other day in China.

    Raises ``Misread``.
    """
    bare = narrow(text)
    if (match := _DAY.fullmatch(bare) or _COMPACT.fullmatch(bare)) and not _OFFSET.search(bare):
        return _calendar(match, text)
    if _SERIAL.fullmatch(bare):
        return (_EPOCH + timedelta(days=int(float(bare)))).isoformat()
    if _MONTH.fullmatch(bare):
        raise Misread(f"“{shown(text)}”只到月份，请写到日，例如 2023-05-01")
    if instant := _INSTANT.fullmatch(bare):
        return _instant(instant, text)
    if (chinese := _CHINESE.match(bare)) and (
        match := _DAY.fullmatch(_in_digits(chinese) + bare[chinese.end() :])
    ):
        return _calendar(match, text)
    raise Misread(f"“{shown(text)}”不是能认出的日期，{_FORMS}")


def _calendar(match: re.Match[str], text: str) -> str:
    found = match.groupdict()
    year, month, day = found["y"], found["m"] or found["m2"], found["d"] or found["d2"]
    if not 1900 <= int(year) <= 9999:
        raise Misread(f"“{shown(text)}”的年份不在 1900—9999 之间，请核对")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Misread(f"“{shown(text)}”不是日历上有的日子，请核对") from None


def _instant(match: re.Match[str], text: str) -> str:
    """The day of an instant with its zone; refused where it is another day in China."""
    at = match["at"]
    written = _DAY.fullmatch(at) or _COMPACT.fullmatch(at)
    if not written:
        raise Misread(f"“{shown(text)}”不是能认出的日期，{_FORMS}")
    day = _calendar(written, text)
    hour, minute = _time(at)
    zone = timedelta(0)
    if match["sign"]:
        zone = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        zone = -zone if match["sign"] == "-" else zone
    there = datetime.fromisoformat(day).replace(tzinfo=timezone(zone)) + timedelta(hours=hour, minutes=minute)
    here = there.astimezone(_CHINA).date().isoformat()
    if here != day:
        raise Misread(f"“{shown(text)}”带有时区，按北京时间是 {here}，请直接写明是哪一天")
    return day


def _time(at: str) -> tuple[int, int]:
    """Hour and minute at the end of a text that has them, with or without a colon."""
    if ":" in at:
        hour, minute = re.findall(r"([0-9]{1,2}):([0-9]{2})", at)[0]
    else:
        digits = "".join(_DIGITS.findall(at))[8:]
        hour, minute = digits[:2], digits[2:4]
    return int(hour), int(minute)


def _in_digits(match: re.Match[str]) -> str:
    """二〇二三年十月二十一 as 2023年10月21."""
    year, month = _year_and_month(match)
    return f"{year}年{month}月{_count(match['d'])}"


def _year_and_month(match: re.Match[str]) -> tuple[str, str]:
    """二〇二三年十月 as 2023 and 10."""
    year = "".join(_NUMERALS.get(one, one) for one in match["y"])
    return year, "1" if match["m"] in ("元", "正") else _count(match["m"])


def _count(text: str) -> str:
    """十, 十一, 二十, 二十一, 廿一, 卅, 〇五 as a number; what is none of these comes out as no day has it."""
    if text.isascii() and text.isdigit():
        return text
    text = text.replace("拾", "十").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return "".join(_NUMERALS.get(one, "99") for one in text)
    if len(tens) > 1 or len(ones) > 1 or ones in ("〇", "○", "零"):
        return "99"
    return str(int(_NUMERALS.get(tens, "1" if not tens else "99")) * 10 + int(_NUMERALS.get(ones, "0")))
