"""Who chairs next: the circle of units, and the unit that has chaired least."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from liaison.errors import Refused

ORDERS = {"joined": "加入先后", "name": "名称拼音", "list": "议定顺序", "least": "任次最少"}
"""The orders in which units take turns, with what people call them."""


class Candidate(NamedTuple):
    """A unit that may chair, member or not: one that left keeps its place in the circle.

    ``key`` is the unit's code and ``order`` its place (compared as it is, ties by key). ``spells`` are its
    memberships, both ends included, an open one ending in ``None``. ``terms`` is how often it has chaired and
    ``last_end`` the last day of its latest term, ``None`` if it never did.
    """

    key: str
    order: tuple[Any, ...]
    spells: tuple[tuple[date, date | None], ...]
    terms: int = 0
    last_end: date | None = None

    def member_on(self, day: date) -> bool:
        """Whether a spell covers the day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.spells)


def plan(
    candidates: Sequence[Candidate],
    terms: Sequence[tuple[date, date]],
    after: str | None,
    skip: frozenset[str],
    least: bool,
) -> list[str]:
    """The key of the unit that chairs each of ``terms`` (first and last day, in the order of time).

    Only units that are members on a term's first day and not in ``skip`` are seated. With ``least``,
    whoever has chaired the fewest terms, then longest ago, then by order; ``after`` plays no part.
    Otherwise the circle of all candidates is walked on from ``after``, the last holder (``None`` starts at
    the first), wherever that unit itself stands now.

    Raises ``Refused`` when ``after`` is no candidate, or nobody can be seated.
    """
    circle = sorted(candidates, key=lambda unit: (unit.order, unit.key))
    start = _place(circle, after)
    return _least(circle, terms, skip) if least else _circle(circle, terms, start, skip)


def _place(circle: Sequence[Candidate], after: str | None) -> int:
    """Where in the circle the walk begins."""
    if after is None:
        return 0
    for place, unit in enumerate(circle, start=1):
        if unit.key == after:
            return place
    raise Refused(f"上一任轮值主席“{after}”不在排序名单里，请把它加入名单，或另指定从哪个单位之后排起")


def _circle(
    circle: Sequence[Candidate], terms: Sequence[tuple[date, date]], start: int, skip: frozenset[str]
) -> list[str]:
    """Seat each term with the next unit of the circle that may chair, once round at most."""
    seated = []
    for first, _ in terms:
        for step in range(start, start + len(circle)):
            unit = circle[step % len(circle)]
            if unit.key not in skip and unit.member_on(first):
                break
        else:
            raise _nobody(first)
        seated.append(unit.key)
        start = step + 1
    return seated


def _least(
    circle: Sequence[Candidate], terms: Sequence[tuple[date, date]], skip: frozenset[str]
) -> list[str]:
    """Seat each term with the unit that has chaired least by then, the terms just planned included."""
    # Of equals min() takes the first, and the circle is in order.
    served = {unit.key: (unit.terms, unit.last_end or date.min) for unit in circle}
    seated = []
    for first, last in terms:
        able = [unit.key for unit in circle if unit.key not in skip and unit.member_on(first)]
        if not able:
            raise _nobody(first)
        key = min(able, key=served.__getitem__)
        served[key] = (served[key][0] + 1, last)
        seated.append(key)
    return seated


def _nobody(day: date) -> Refused:
    """The refusal of a term that no unit can take."""
    return Refused(f"{day.isoformat()}开始的一任没有可以轮值的单位，请检查当天的成员单位、片区和跳过的单位")
