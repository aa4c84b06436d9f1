"""How long the committees of party organisations serve, and how their election is prepared.

中共中央办公厅《关于党的基层组织任期的意见》（2018年7月）: a committee (党委) serves 5 years, a general branch (党总支) and a branch
(党支部) 3, those of villages and communities (村、社区) 5; an election is put off by a year at most, which the organisation above
approves. 《中国共产党支部工作条例（试行）》: the organisation above reminds 6 months before; the organisation itself asks for its
election 4 months before, as offices do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

STEPS = {
    "reminded": (6, "届满前六个月，上级发函提醒"),
    "asked": (4, "届满前四个月，党组织向上级请示换届"),
}
"""What is done before the end of a committee's term: how many months before, and in words."""
_LATE = "已经届满，延期要经上级批准，不超过一年"

_OWN_RULES = re.compile("党组|工委|临时|流动|功能型|行业党委")
"""Organisations that are sent out, end with a task, or serve as their own rules say."""
_VILLAGE = re.compile(
    r"(?:村|社区)[）)]?(?:党?委员会|党委|党?总支部?(?:委员会)?|党?支部(?:委员会)?|(?:村|居)民委员会|居委会)?$"
)
"""How a village or a community is called, and its organisation; a 村镇银行 or a 社区医院 is neither."""


def years(form: str | None, names: Iterable[str | None]) -> int | None:
    """For how many years a committee is elected, by the form of its organisation (党委, 党总支, 党支部) and by what it, its unit
    and the unit's kind are called; nothing where that follows other rules."""
    form = form or ""
    if _OWN_RULES.search(form):
        return None
    if "支部" in form or "总支" in form:
        return 5 if any(name and _VILLAGE.search(name.strip()) for name in names) else 3
    return 5 if "党委" in form else None


def step(today: date, due: date) -> str:
    """What is to be done about an election on a day, in words; nothing while it is further off than six months."""
    if today > due:
        return _LATE
    begun = [what for months, what in STEPS.values() if today >= months_before(due, months)]
    return begun[-1] if begun else ""


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last day of a month that has none."""
    month = day.year * 12 + day.month - 1 - months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def after(day: date, count: int) -> date | None:
    """The same day so many years later, the 28th for a 29 February; nothing beyond the year 9999."""
    if day.year + count > date.max.year:
        return None
    return months_before(day, -12 * count)
