"""比上年增加12场（50.0%）: what became of a figure since the year before, as papers say it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from liaison.rules.summary.amounts import Amount

_CHANGE = re.compile(
    r"(?:同比|环比)?(?:(?:比|较|与)(?:上一?年度?|去年)(?:同期)?(?:相比)?)?(?P<way>增加|增长|增|减少|下降|降低|降|上升|提高|提升)#"
    r"(?:（(?:同比)?(?P<again>增长|下降|增加|减少)?#）)?"
)
_COMPARED = re.compile(r"同比|(?:比|较|与)(?:上|去)")
_LEVEL = re.compile(r"(?:同比|(?:与|和)(?:上一?年度?|去年)(?:同期)?(?:相比)?)(?:基本)?持平")
_UP = "增加增长上升提高提升"


class Change(NamedTuple):
    """What is said to have become of a figure: up or down, or neither, and each amount of it."""

    up: bool | None
    amounts: tuple[Amount, ...]

    def borne_out(
        self, amount: Amount, difference: Decimal, before: Decimal | None, unit: str
    ) -> bool | None:
        """Whether a difference bears an amount of it out; unknown where it is in a unit that nothing is known of.

        ``before`` is the value before, where a share of it tells anything.
        """
        size = abs(difference)
        if amount.unit in ("个百分点", "百分点"):
            return unit == "比例" and amount.borne_out(size)
        if amount.unit in ("%", "倍"):
            if before is None or unit == "比例":
                return None
            return amount.borne_out(size / before * (100 if amount.unit == "%" else 1))
        return amount.borne_out(size) if amount.counts(unit) else None


def read(shape: str, amounts: tuple[Amount, ...]) -> Change | None:
    """The change that a clause speaks of, if it speaks of nothing else."""
    if _LEVEL.fullmatch(shape):
        return Change(None, ())
    match = _CHANGE.fullmatch(shape)
    if not match or not (_COMPARED.match(shape) or match["way"] in ("增长", "下降")):
        return None
    if shape.startswith("环比") or any(one.rounding for one in amounts if one.unit == "倍"):
        return None
    return Change(match["way"] in _UP, amounts)
