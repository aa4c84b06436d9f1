"""Why a figure changed: what its parts were and are, which add up to its two values exactly."""

from __future__ import annotations

from dataclasses import dataclass

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.figure import SPLITS, Figure
from liaison.figures.summary.known import Known
from liaison.figures.summary.measuring import Summary, named, recorded
from liaison.rules.periods import Period
from liaison.store.database import Database

_NOBODY = {
    "unit": "未分单位",
    "kind": "未分类别",
    "month": "没有月份",
    "project": "不属于项目",
    "fund": "不属于专项",
}
"""What a part is called whose rows tell nothing."""
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
    parts = [
        _parts(summary.database, figure, known, period, by)
        for known, period in ((now, summary.period), (before, summary.before))
        if period is not None
    ]
    return Explained(figure, by, now, before, summary.before_name, _rows(parts[0], parts[1], by))


def _parts(
    database: Database, figure: Figure, known: Known, period: Period, by: str
) -> dict[str | None, int]:
    """The parts of a value, what of it no record explains among them."""
    found: dict[str | None, int] = {}
    for span in recorded(known, period):
        for part, amount in figure.parts(database, span, by).items():
            found[part] = found.get(part, 0) + amount
    assert known.value is not None
    if rest := known.value - sum(found.values()):
        found[_UNEXPLAINED] = rest
    return found


def _rows(now: dict[str | None, int], before: dict[str | None, int], by: str) -> list[Record]:
    parts = sorted(now.keys() | before.keys(), key=lambda part: (part is None, part))
    rows = [
        {
            "name": _name(part, by),
            "value": now.get(part, 0),
            "previous": before.get(part, 0),
            "change": now.get(part, 0) - before.get(part, 0),
        }
        for part in parts
    ]
    return sorted(rows, key=lambda row: -abs(row["change"]))


def _name(part: str | None, by: str) -> str:
    if part is None:
        return _NOBODY[by]
    return f"{int(part)}月" if by == "month" and part.isdigit() else part
