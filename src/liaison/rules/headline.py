"""A long title broken into lines as GB/T 9704-2012, 7.3.1 asks: where the sense allows it, and lines of about the same length."""

from __future__ import annotations

import re
from functools import cache
from math import ceil, inf

ROOM = 20
"""Characters of 二号 that a line of the type area takes."""
_WHOLE = re.compile(
    r"第?[0-9A-Za-z.,%]+(?:年度?(?:[上下]半年)?|[月日号次届期任个家场周])?|第[一二三四五六七八九十百]+[次届期任]"
    "|联席会议|轮值主席|轮值期|工作|总结|案例|报告|关于|召开|征集|缴纳|催缴|授予|通知|公示|纪要|议题|收支|专项|交接单|清单|计划表"
    "|党建|区域化?|一体化|示范区|高质量|发展|服务站|经济|技术|开发区|街道|社区|公司|基金|金融|中心|全体|会议|活动|项目|年度|一家一档|签到表"
)
"""What is not torn apart."""
_BEFORE, _AFTER = "（《“「〔", "）》”」〕"
_NEVER_FIRST = set(f"{_AFTER}、，。；：！？·—的之和与及")
_PAUSE = re.compile(r"(?<=会议)(?=[0-9第])|(?=[（《“])|(?<=[）》”])")
_PAUSE_COUNTS = 10
"""Characters of difference for which a place where one would pause anyway makes up."""


def lines_of(title: str) -> list[str]:
    """The lines of a title; one that has room is one."""
    count = ceil(_width(title) / ROOM)
    if count < 2:
        return [title]
    torn = {place for match in _WHOLE.finditer(title) for place in range(match.start() + 1, match.end())}
    pauses = {match.start() for match in _PAUSE.finditer(title)}
    places = [
        place
        for place in range(1, len(title))
        if place not in torn and title[place] not in _NEVER_FIRST and title[place - 1] not in _BEFORE
    ]
    even = _width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """How uneven the lines from a place on are at least, and where they end."""
        width = _width(title[start:])
        if left == 1:
            return (abs(width - even), (len(title),)) if width <= ROOM else (inf, ())
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for place in (one for one in places if one > start):
            width = _width(title[start:place])
            if width > ROOM:
                break
            rest, ends = best(place, left - 1)
            cost = abs(width - even) - (_PAUSE_COUNTS if place in pauses else 0) + rest
            found = min(found, (cost, (place, *ends)))
        return found

    for lines in (count, count + 1):
        cost, ends = best(0, lines)
        if cost < inf:
            return [title[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    return [title]  # of words that cannot be parted so; whoever prints it breaks it


def _width(text: str) -> float:
    return sum(0.5 if one.isascii() else 1 for one in text)
