"""The length of a chair's term, the days it covers, and whether it overlaps another."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from liaison.errors import Unreadable
from liaison.rules.numerals import NUMERAL, value_of

_FORMS = "请写成 12m、1y、12个月 或 1年"
# Six digits are more than all the months there are; longer ones are a mistake, not a term.
_LENGTH = f"({NUMERAL})(m|months?|个月|y|years?|年)?"


def length(text: str) -> int:
    """The months of a term written as 12m, 1y, 12个月, 1年, 一年, 半年 or a bare 12.

    Raises ``Unreadable`` when it is written otherwise, or is no month long.
    """
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    if clean == "半年":
        return 6
    found = re.fullmatch(_LENGTH, clean)
    number = value_of(found[1]) if found else None
    if found is None or number is None or not (found[2] or found[1].isascii()):
        raise Unreadable(f"任期“{text}”认不出来，{_FORMS}")
    months = number * (12 if (found[2] or "").startswith(("y", "年")) else 1)
    if not months:
        raise Unreadable(f"任期“{text}”不到一个月，任期至少一个月，{_FORMS}")
    return months


def span(start: date, months: int, nth: int = 0) -> tuple[date, date]:
    """The first and last day of the ``nth`` term (from 0) of whole calendar months.

    Every term is counted from the very first ``start``, so terms from 31 January begin on 28 February, 31
    March, 30 April…: the end of a short month never moves the ones after it.

    Raises ``Unreadable`` when the term ends after the year 9999.
    """
    from dateutil.relativedelta import relativedelta

    try:
        first = start + relativedelta(months=months * nth)
        if start.day == 1:
            # The eve of a first is the end of a month, so the year 10000 need not be written for it.
            return first, start + relativedelta(months=months * (nth + 1) - 1, day=31)
        return first, start + relativedelta(months=months * (nth + 1)) - timedelta(days=1)
    except (ValueError, OverflowError):
        raise Unreadable(
            f"从{start.isoformat()}起每任{months}个月，第{nth + 1}任超出了9999年，请核对开始日期、任期和任数"
        ) from None


def months_of(first: date, last: date) -> int:
    """The whole months of a term that began and ended on these days, 12 where it was not of whole months."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if months > 0 and after.day == first.day else 12
