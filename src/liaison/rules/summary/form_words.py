"""The words of a form: a label brought to the form in which two spellings of it are the same, with the time and the unit it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from liaison.rules.names import match_key
from liaison.rules.periods import Period
from liaison.rules.summary import stretches
from liaison.rules.summary.amounts import COUNTERS, WORTH, in_kin

NOW, BEFORE, SAME_BEFORE, SINCE = "now", "before", "same_before", "since"
THIS_YEAR, WHOLE_YEAR, SO_FAR = "this_year", "whole_year", "so_far"
GROWTH, MORE = "growth", "more"
"""Of which time a number is to be, or what of two times. A year is told by its number, some of its months as 01-06, the days of a
year up to one as that day."""

_RATE = re.compile(
    "同比(?:增长|增幅|增速|变化)?率?|(?:比|较)(?:上|去)年(?:同期)?(?:增长|增幅)率?|增长率|增幅|增速"
)
_MORE = re.compile(
    "(?:(?:比|较)(?:上|去)年(?:同期)?)?(?:增减|增加|净增)(?:数|量|额|情况|变化)?|(?:比|较)(?:上|去)年(?:同期)?"
)
_EITHER = re.compile("同比增减(?:数|量|额|情况)?|(?:比|较)(?:上|去)年(?:同期)?增减")
"""By how much, or by how many per cent: the unit beside it tells."""
_TIMES = (
    (re.compile("(?:上|去)(?:一)?年(?:度)?同期(?:数)?|同期数?"), SAME_BEFORE),
    (re.compile("(?:上|去|前)(?:一)?年(?:度)?(?:实际|完成)?(?:数|值)?|上期(?:数)?"), BEFORE),
    (re.compile("(?:今|本|当)年(?:度)?累计(?:数|值)?|年初(?:以来)?(?:至今|累计)(?:数|值)?"), SO_FAR),
    (re.compile("(?:今|本|当)年(?:度)?(?:实际|完成)?(?:数|值)?|年内|年度"), THIS_YEAR),
    (re.compile("全年(?:度)?(?:实际|完成)?(?:数|值)?"), WHOLE_YEAR),
    (re.compile("(?:本期|本半年|[本当](?:季度?|月))(?:实际|完成)?(?:数|值)?"), NOW),
    (re.compile("(?:历年)?累计(?:数|值)?|成立以来|历年合计"), SINCE),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?:度)?(?!\d{1,2}月)(?:全年|实际|完成)?(?:数|值)?")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_THROUGH = re.compile(r"(?:截至|截止到?)?((?:19|20)\d{2})年(?:12月31日|12月底|年?底|末)")
_TO_DAY = re.compile(stretches.THROUGH)
_PART = re.compile(rf"(?:(?P<year>(?:19|20)\d{{2}})年)?(?:{stretches.PART})(?:累计)?(?:实际|完成)?(?:数|值)?")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|[★☆*※●■▲])\s*"
)
_WORTHS = "|".join(sorted(filter(None, WORTH), key=len, reverse=True))
_MEASURE = rf"(?P<worth>{_WORTHS}|百万|千万)?(?P<unit>个百分点|百分点|%|{COUNTERS}|户)?"
_IN_BRACKETS = re.compile(rf"[(\[【〔](?:单位[:：]?)?{_MEASURE}[)\]】〕]")
_BEHIND = re.compile(rf"[/、,，:]{_MEASURE}$")
_UNIT = re.compile(rf"[(\[]?(?:(?:计量|金额|数量)?单位[:：]?)?{_MEASURE}[)\]]?$")
_ONE = rf"(?:(?:{_WORTHS}|百万|千万)?(?:%|{COUNTERS}|户)|{_WORTHS})"
_SAID = re.compile(rf"单位[:：](?P<units>{_ONE}(?:[、,，/]{_ONE})*)(?![\u4e00-\u9fff])")
_ANY_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_INDEX = {
    "指标",
    "指标名称",
    "项目",
    "项目名称",
    "名称",
    "内容",
    "统计项目",
    "统计指标",
    "工作内容",
    "主要指标",
    "类别",
    "指标内容",
}
_TOTAL = {"合计", "总计", "小计", "共计"}
_NEUTRAL = {
    *_TOTAL,
    *(
        "数值",
        "数量",
        "数据",
        "完成情况",
        "完成数",
        "完成数量",
        "实际完成",
        "实际完成情况",
        "指标值",
        "填报数",
        "填报内容",
        "实际数",
    ),
    *(
        "总数",
        "实绩",
        "实际",
        "情况",
        "填写内容",
        "数",
        "值",
        "统计数",
        "填报情况",
        "填报数据",
    ),
}
_ASIDE = {
    *(
        "备注",
        "说明",
        "序号",
        "填报说明",
        "填写说明",
        "编号",
        "填表说明",
        "口径",
        "指标解释",
        "填报要求",
        "注",
    ),
    *("计量单位", "单位名称及备注", "佐证材料"),
}
_HARMLESS = re.compile(
    "(?:基本|总体|工作|活动|党建|开展|主要|建设|运行|区域化|共建|项目|资金|会议|组织|成员|单位|协议|荣誉|事项|专项|经费|联席|统计|年度|服务)*"
    "(?:情况|数据|指标|工作|内容|概况|统计|信息)?"
)
_KIND = re.compile("(?:开展)?(?:情况|数据|指标|概况|统计|信息)$")
_TITLE = re.compile(r"(?:表|报表|名册|一览|附件[0-9一二三四五六七八九十]*)$|^附件")
_TITLED = "(?:表|统计|情况|汇总|数据)$"
_SENTENCE = re.compile(r"[。；！？]|^(?:注|说明|填表说明|填报说明|备注)[:：]|.[:：].*[:：]")
_LONGEST = 40

WORD, TIME, UNIT, NEUTRAL, ASIDE, INDEX, NONE = "word", "time", "unit", "neutral", "aside", "index", "none"
"""What a text of a form is: a label, a time, a unit, a head that says no more than “here”, one beside the figures, one over the
labels, or nothing that is to be answered."""


@dataclass(frozen=True)
class Measure:
    """In what numbers are to be written: so many (万 is 10,000) of a unit, which may be unsaid."""

    worth: int
    unit: str

    def suits(self, unit: str, *, is_share: bool = False) -> bool:
        """Whether a figure of that unit may be written so."""
        if is_share:
            return self.unit == "%" and self.worth == 1
        return not self.unit or in_kin(self.unit, unit)


@dataclass(frozen=True)
class Word:
    """A text of a form as it is understood: its ``sort``, its ``key`` without time and unit, what it names of these."""

    text: str
    sort: str
    key: str = ""
    times: tuple[str, ...] = ()
    measure: Measure | None = None


@cache
def read(text: str) -> Word:
    """A text of a form. A year is told by its number among the times."""
    plain = _tight(text).rstrip(":：")
    bare = _NUMBER.sub("", plain, count=1) if _NUMBER.match(plain) else plain
    if not bare or not any(one.isalnum() or one == "%" for one in bare):
        return Word(text, NONE)
    if len(bare) > _LONGEST or _SENTENCE.search(bare):
        return Word(text, NONE)
    if bare in _ASIDE:
        return Word(text, ASIDE)
    if measure := unit_of(bare):
        return Word(text, UNIT, match_key(bare), measure=measure)
    bare, measure = _without_measure(bare)
    times, rest = _times(bare)
    if not rest and (times or measure):
        return Word(text, TIME if times else UNIT, "", times, measure)
    key = match_key(_ANY_BRACKETS.sub("", rest) or rest)
    sort = INDEX if key in _INDEX else NEUTRAL if key in _NEUTRAL else ASIDE if key in _ASIDE else WORD
    if sort == NEUTRAL and times:
        sort = TIME
    if _TITLE.search(rest):
        return Word(text, NONE)
    return Word(text, sort if key else NONE, key, times, measure)


def unit_of(text: str) -> Measure | None:
    """The unit that a tight text is, and nothing but that: 万元, 场次, （单位：人）."""
    match = _UNIT.fullmatch(text)
    if not match or not (match["worth"] or match["unit"]):
        return None
    if match["worth"] and not match["unit"] and not text.startswith(("(", "[", "单位")):
        return None
    return _measure(match)


def units_said(text: str) -> list[Measure]:
    """The units that a text above a table says hold for all of it: 单位：万元、人次."""
    bare = _tight(text)
    return [
        found
        for match in _SAID.finditer(bare)
        for one in re.split("[、,，/]", match["units"])
        if (found := unit_of(f"单位:{one}"))
    ]


def bare_of_kind(key: str) -> str:
    """What a heading is about: 活动, of 活动情况."""
    return _KIND.sub("", key) or key


def is_total(key: str) -> bool:
    """Whether a head or a label says that it is what others add up to."""
    return key in _TOTAL


def is_harmless(key: str) -> bool:
    """Whether what a label stands under narrows it down to nothing: 基本情况, 活动开展情况."""
    return _HARMLESS.fullmatch(key) is not None


def year_alone(text: str) -> str:
    """The year that a number alone may be, as a head over a column."""
    return text if _BARE_YEAR.fullmatch(text) else ""


def period_of(title: str) -> Period | None:
    """The period that the title of a form says it is about, nothing where it is no title or tells none."""
    return stretches.titled(_tight(title), _TITLED)


def months_of(title: str) -> tuple[int, int] | None:
    """The months that it says it is about, where it names no year."""
    return stretches.months_titled(_tight(title), _TITLED)


def _tight(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def shape_key(texts: Iterable[str]) -> str:
    """The labels of a form as one text that stays the same from year to year."""
    folded = sorted({re.sub(r"\d{4}", "#", match_key(one)) for one in texts})
    return "|".join(filter(None, folded))


def _without_measure(text: str) -> tuple[str, Measure | None]:
    for pattern in (_IN_BRACKETS, _BEHIND):
        match = pattern.search(text)
        if match and (match["worth"] or match["unit"]):
            return text[: match.start()] + text[match.end() :], _measure(match)
    if text.endswith("%") and len(text) > 1:
        return text[:-1], Measure(1, "%")
    return text, None


def _measure(match: re.Match[str]) -> Measure:
    worth = {"百万": 10**6, "千万": 10**7}.get(match["worth"] or "") or WORTH[match["worth"] or ""]
    unit = "%" if match["unit"] in ("百分点", "个百分点") else match["unit"] or ""
    return Measure(worth, unit)


def _times(text: str) -> tuple[tuple[str, ...], str]:
    """The times that a text names, and the text without them."""
    found: list[str] = []

    def took(pattern: re.Pattern[str], time: str, *, whole: bool = False) -> None:
        nonlocal text
        match = pattern.fullmatch(text) if whole else pattern.search(text)
        if match:
            found.append(time or match[1])
            text = text[: match.start()] + text[match.end() :]

    def took_part() -> None:
        nonlocal text
        match = _PART.match(text)
        if match and (months := stretches.months_of(match.groupdict())):
            found.extend([*filter(None, (match["year"],)), f"{months[0]:02d}-{months[1]:02d}"])
            text = text[match.end() :]

    took(_THROUGH, "")
    if (match := _TO_DAY.search(text)) and (period := stretches.through(match.groupdict())):
        return (period.end.isoformat(),), text[: match.start()] + text[match.end() :]
    took_part()
    took(_YEAR, "")
    if _EITHER.fullmatch(text):
        return (*found, GROWTH, MORE), ""
    took(_RATE, GROWTH, whole=True)
    took(_MORE, MORE, whole=True)
    for pattern, time in _TIMES:
        match = pattern.match(text)
        if match and not found:
            found.append(time)
            text = text[match.end() :]
            took_part()
            took(_RATE, GROWTH, whole=True)
            break
    return tuple(found), text.lstrip("的:：")
