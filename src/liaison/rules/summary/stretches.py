"""The stretches of a year that people name, 上半年, 第三季度, 1—9月, 10月, 截至6月30日; and the period that a title says it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from liaison.errors import Unreadable
from liaison.rules import periods
from liaison.rules.periods import Period

DASH = "[-—–~～至到]+"
PART = (
    r"(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<first>[0-9]{{1,2}})月?{DASH}(?P<until>[0-9]{{1,2}})月份?(?![0-9]|底)|(?P<month>[0-9]{{1,2}})月份?(?![0-9]{{1,2}}[日号]|底|末)"
)
"""A part of a year, by its months."""
_LAST = r"(?P<to_year>(?:19|20)[0-9]{2})年(?P<to_month>[0-9]{1,2})月(?:(?P<to_day>[0-9]{1,2})日|底|末)?"
THROUGH = rf"截[至止]到?{_LAST}"
"""The last of the days that are counted from the beginning of a year."""
_YEARLY = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}})年(?:度)?的?(?:[(（]?(?:{PART})[)）]?|(?![(（]?[0-9]{{1,2}}月))"
)
_PART = re.compile(PART)
_THROUGH = re.compile(THROUGH)
_ONLY_THROUGH = re.compile(
    rf"[(（]?(?:(?:数据|统计|填报)?截[至止](?:时间|日期)?[:：]|截[至止]到?){_LAST}[)）]?"
)
_BRACKETS = re.compile("[(（]([^)）]*)[)）]")


def months_of(named: Mapping[str, str | None]) -> tuple[int, int] | None:
    """The first and the last month of the part of a year that ``PART`` found, nothing where a year has no such months or none is
    named."""
    if half := named.get("half"):
        return (1, 6) if half == "上半年" else (7, 12)
    if quarter := named.get("quarter"):
        which = "一二三四".find(quarter) + 1 or int(quarter)
        return 3 * which - 2, 3 * which
    if not (told := named.get("first") or named.get("month")):
        return None
    first, last = int(told), int(named.get("until") or told)
    return (first, last) if 1 <= first <= last <= 12 else None


def of_months(year: int, months: tuple[int, int]) -> Period:
    """The days of a year from the first of a month to the last of another. Raises ``Unreadable`` for a year that there is not."""
    return periods.between(date(year, months[0], 1), periods.last_of_month(year, months[1]))


def through(named: Mapping[str, str | None]) -> Period | None:
    """The days of a year up to that which ``THROUGH`` found, nothing where no calendar has it."""
    year, month, day = (int(named[one] or 0) for one in ("to_year", "to_month", "to_day"))
    try:
        end = date(year, month, day) if day else periods.last_of_month(year, month)
        return periods.between(date(year, 1, 1), end)
    except (ValueError, Unreadable):
        return None


def titled(text: str, kinds: str) -> Period | None:
    """The period that a tight title says its paper is about, 2023年第三季度…表: ``kinds`` finds what a title is known by (表$, 总结)
    when its brackets are taken out. 截至2023年6月30日, in it or alone, says up to which day. Nothing where it is no title, or tells
    of none."""
    is_title = re.search(kinds, _BRACKETS.sub("", text)) is not None
    if match := (_THROUGH.search(text) if is_title else _ONLY_THROUGH.fullmatch(text)):
        return through(match.groupdict())
    match = _YEARLY.search(text) if is_title else None
    if match is None:
        return None
    try:
        return of_months(int(match["year"]), months_of(match.groupdict()) or _in_brackets(text) or (1, 12))
    except Unreadable:
        return None


def months_titled(text: str, kinds: str) -> tuple[int, int] | None:
    """The same of a title that names no year: 上半年…表, …表（上半年）."""
    if _YEARLY.search(text) or not re.search(kinds, _BRACKETS.sub("", text)):
        return None
    match = _PART.match(text)
    return months_of(match.groupdict()) if match else _in_brackets(text)


def _in_brackets(text: str) -> tuple[int, int] | None:
    """The part of a year that stands in brackets by itself."""
    found = filter(None, map(_PART.fullmatch, _BRACKETS.findall(text)))
    return next((months for one in found if (months := months_of(one.groupdict()))), None)
