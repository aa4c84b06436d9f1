"""A sentence of a paper cut into clauses, each brought to a form in which two ways of saying the same are the same.

What is left of a clause when its numbers, its period and the words that tell nothing are taken out is its shape: 举办各类活动36场 and
全年共举办活动35场 have one shape, 举办#. A clause is known by its whole shape or not at all, so that none is guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liaison.errors import Unreadable
from liaison.rules import periods
from liaison.rules.periods import Period
from liaison.rules.summary import stretches
from liaison.rules.summary.amounts import AMOUNT, Amount, read

_WIDE = str.maketrans(
    "０１２３４５６７８９％．「」『』‘’()",
    "0123456789%.“”“”“”（）",
)
_SENTENCE = re.compile(r"[^。！？!?\n\r]+")
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))")
_CUT = re.compile(r"([，；;：:、])")
_DAY = re.compile(r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_YEAR = r"(?:(?P<year>[0-9]{4})年(?![0-9]{1,2}月[0-9]{1,2}日)度?|(?P<last>去年|上年度?|上一年度?)|(?P<own>今年|本年度?|一年来|本期|年内|当年)|全年)"
_WHEN = re.compile(
    rf"(?:在|于)?(?:{_YEAR}(?:的)?(?:{stretches.PART})?|{stretches.PART.replace('?P<', '?P<p_')})(?P<since>以来)?(?:期间|内|里|中|末)?"
)
_THROUGH = re.compile(
    r"(?:截至|截止到?|截止|到)(?:(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|底|末)"
    r"|(?:(?P<ended>[0-9]{4})年|今年|本年)?年?(?:底|末))"
)
_EMPTY = re.compile(
    r"联席会议|现有|仍有|仍|共计|共有|总计|总共|一共|累计|合计|各类|各项|各种|先后|陆续|全部|达到|实现|本年度?|全年|本期|同时|此外|另外|其中|主题(?=活动)|[了已共达为是有计的于：\s“”《》·\ue000]"
)
"""Words that say nothing of what is counted."""
_SAME = (
    (re.compile(r"组织开展|开展|组织|举行|开办"), "举办"),
    (re.compile(r"参与(?!率)"), "参加"),
    (re.compile(r"会员单位"), "成员单位"),
    (re.compile(r"筹集|募集|筹措"), "筹"),
    (re.compile(r"荣获|获评"), "获得"),
    (re.compile(r"联建项目"), "共建项目"),
    (re.compile(r"年末|年底"), "期末"),
    (re.compile(r"新(?:增(?!长)|吸收|吸纳)"), "新加入"),
    (re.compile(r"会议召开"), "召开会议"),
)
"""What offices say in several words, and the one that is compared."""


@dataclass(frozen=True)
class Clause:
    """A part of a sentence: its ``text``, the mark it ends with, its ``period`` where it names one, its numbers, its days, its shape."""

    text: str
    end: str
    period: Period | None
    amounts: tuple[Amount, ...]
    days: tuple[str, ...]
    shape: str


def tidy(text: str) -> str:
    """A text in one width and without blanks; commas between figures stay what they are."""
    bare = "".join(text.translate(_WIDE).split())
    return _COMMA.sub("，", bare)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a tidy text."""
    yield from _SENTENCE.findall(text)


def clauses(sentence: str, about: Period) -> Iterator[Clause]:
    """The clauses of a tidy sentence of a paper ``about`` a period; a month without a year is one of that year."""
    parts = _CUT.split(sentence)
    for text, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if text:
            yield _clause(text, end, about)


def _clause(text: str, end: str, about: Period) -> Clause:
    period, rest = _period(text, about)
    year = about.end.year
    days: list[str] = []
    amounts: list[Amount] = []

    def day(match: re.Match[str]) -> str:
        days.append(iso(match, year) or match[0])
        return "@"

    def amount(match: re.Match[str]) -> str:
        amounts.append(read(match))
        return "#"

    shape = AMOUNT.sub(amount, _DAY.sub(day, rest))
    return Clause(text, end, period, tuple(amounts), tuple(days), folded(shape))


def folded(shape: str) -> str:
    """A shape without what says nothing, and in the words that are compared."""
    for pattern, word in _SAME:
        shape = pattern.sub(word, shape)
    return _EMPTY.sub("", shape)


def called(period: Period) -> str:
    """What people call a period: 2023年2月, 2023年1—4月, or as it is headed."""
    start, end = period.start, period.end
    whole = start.day == 1 and start.year == end.year and end == periods.last_of_month(end.year, end.month)
    if not whole or not period.label[:4].isdigit() or period.label.endswith(("年度", "半年")):
        return period.label
    return f"{start.year}年{start.month}{f'—{end.month}' if end.month > start.month else ''}月"


def iso(match: re.Match[str], year: int) -> str | None:
    """The day that was found, as ISO has it; nothing where no calendar has it."""
    try:
        return date(int(match["year"] or year), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def iso_of(text: str, year: int) -> str | None:
    """The day that is written so, 2023年4月14日 or one of ``year`` without it; nothing where no calendar has it."""
    match = _DAY.fullmatch(text)
    return iso(match, year) if match else None


def _period(text: str, about: Period) -> tuple[Period | None, str]:
    """The stretch of days with which a clause begins, and the rest of it."""
    year = about.end.year
    if through := _THROUGH.match(text):
        last = _last_day(through, year)
        if last is not None:
            return periods.between(date(last.year, 1, 1), last), text[through.end() :]
    if (match := _WHEN.match(text)) and (found := _stretch(match, about)):
        return found, text[match.end() :]
    return None, text


def _last_day(match: re.Match[str], year: int) -> date | None:
    number, month = int(match["year"] or match["ended"] or year), int(match["month"] or 12)
    try:
        if match["day"]:
            return date(number, month, int(match["day"]))
        return periods.last_of_month(number, month)
    except ValueError:
        return None


def _stretch(match: re.Match[str], about: Period) -> Period | None:
    named, year = match.groupdict(), about.end.year
    if named["since"] and named["year"] and int(named["year"]) != year:
        return None  # 2021年以来 is no year
    number = int(named["year"]) if named["year"] else year - 1 if named["last"] else year
    part = {key: named[key] or named[f"p_{key}"] for key in ("half", "quarter", "first", "until", "month")}
    try:
        if any(part.values()):
            months = stretches.months_of(part)
            return stretches.of_months(number, months) if months else None
        return about if named["own"] else periods.year(number)
    except Unreadable:
        return None


_TITLE = "总结|报告|情况|汇报|概览|数据|小结|要点"
_SUMMARY = re.compile(r"[0-9]{4}年(?:度)?.*(?:总结|报告|汇报|小结|要点)(?:（.*）)?$")


def is_summary(title: str) -> bool:
    """Whether a tidy title is that of a summary, and not of a list."""
    return _SUMMARY.search(title) is not None


def about(title: str) -> Period | None:
    """The period that a tidy title says a paper is about, if it says so."""
    return stretches.titled(title, _TITLE)
