"""Why a figure changed: what its parts were and are, which add up to its two values exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.figure import SPLITS, Figure
from liaison.figures.summary.known import Known
from liaison.figures.summary.measuring import Summary, named, recorded
from liaison.rules.periods import Period, months
from liaison.store.database import Database

_NOBODY = {
    "unit": "未分单位",
    "kind": "未分类别",
    "month": "没有月份",
    "project": "不属于项目",
    "fund": "不属于专项",
    "level": "未填级别",
    "status": "没有状态",
}
"""What a part is called whose rows tell nothing."""
_Parts = dict[str | None, int]
"""What each part of a value comes to, ``None`` being what its rows do not tell the part of."""
_OF_A_YEAR = 12
_MONTH = re.compile(r"\d{4}-\d{2}")
_UNEXPLAINED = "公布数与明细之差"
"""What the part is called that was published and is in no record, or is not as the records give it now."""


@dataclass
class Explained:
    """A figure, its values now and before, and the parts of both: ``{name, value, previous, change}``, the largest change
    first. What was published and no record explains is a part of its own, so that they add up."""

    figure: Figure
    by: str
    now: Known
    before: Known
    before_name: str
    rows: list[Record]

    @property
    def value(self) -> int:
        """The value of the period."""
        assert self.now.value is not None
        return self.now.value

    @property
    def previous(self) -> int:
        """The value of the period before."""
        assert self.before.value is not None
        return self.before.value


def explain(summary: Summary, key: str, by: str | None) -> Explained:
    """Split a figure's change ``by`` what its rows have in common, or by what tells most of it.

    Raises ``NotFound`` for the figure, ``Refused`` where it does not add up, is not split so, or has nothing to be compared
    with.
    """
    figure = named(key)
    ways = [way for way, _sql in figure.split]
    if not ways:
        raise Refused(
            f"“{figure.label}”是比例或平均数，各部分不能相加，", "请改看组成它的数，或用 --trace 看明细。"
        )
    if by is not None and by not in ways:
        listed = "、".join(f"{way} {SPLITS[way]}" for way in ways)
        raise Refused(f"“{figure.label}”不能按{SPLITS[by]}拆开，", f"可选：{listed}。")
    by = by or ways[0]
    now, before = summary.known(figure, summary.period), summary.previous(figure)
    for known, name in ((now, "本期"), (before, summary.before_name)):
        if known.value is None:
            raise Refused(f"“{figure.label}”{name}的数不知道，", "没有可比的，请用 --trace 看本期的明细。")
    periods = [period for period in (summary.period, summary.before) if period is not None]
    parts = [
        _parts(summary.database, figure, known, period, by)
        for known, period in zip((now, before), periods, strict=True)
    ]
    if by == "month":
        parts = _abreast(parts, periods)
    return Explained(figure, by, now, before, summary.before_name, _rows(parts[0], parts[1], by))


def _abreast(parts: list[_Parts], periods: list[Period]) -> list[_Parts]:
    """The months of two periods, each beside the one that it is compared with: the same month of another year; where a period
    has a month of the year twice, the one that comes as late in the other period."""
    of_each = [months(period) for period in periods]
    longest = max(map(len, of_each))
    if longest <= _OF_A_YEAR:
        return [
            _called(one, {part: f"{int(part[5:])}月" for part in one if part and _MONTH.fullmatch(part)})
            for one in parts
        ]
    names = [f"第{place}个月" for place in range(1, longest + 1)]
    for place, part in enumerate(of_each[0]):
        names[place] += f"（{int(part[:4])}年{int(part[5:])}月）"
    return [
        _called(one, dict(zip(there, names, strict=False))) for one, there in zip(parts, of_each, strict=True)
    ]


def _called(parts: _Parts, names: dict[str, str]) -> _Parts:
    """Parts by other names; those of one name are one."""
    found: _Parts = {}
    for part, amount in parts.items():
        name = names.get(part or "", part)
        found[name] = found.get(name, 0) + amount
    return found


def _parts(database: Database, figure: Figure, known: Known, period: Period, by: str) -> _Parts:
    """The parts of a value, what of it no record explains among them."""
    found: _Parts = {}
    for span in recorded(known, period):
        for part, amount in figure.parts(database, span, by).items():
            found[part] = found.get(part, 0) + amount
    assert known.value is not None
    if rest := known.value - sum(found.values()):
        found[_UNEXPLAINED] = rest
    return found


def _rows(now: _Parts, before: _Parts, by: str) -> list[Record]:
    parts = sorted(now.keys() | before.keys(), key=lambda part: (part is None, _in_order(part or "")))
    rows = [
        {
            "name": _NOBODY[by] if part is None else part,
            "value": now.get(part, 0),
            "previous": before.get(part, 0),
            "change": now.get(part, 0) - before.get(part, 0),
        }
        for part in parts
    ]
    return sorted(rows, key=lambda row: -abs(row["change"]))


def _in_order(part: str) -> tuple[int, str]:
    """The order of parts: months as they come, else as texts."""
    number = re.match(r"第?(\d+)个?月", part)
    return int(number[1]) if number else 0, part
