"""Sharing a sum of money among units in whole 分, so that the shares add up to the sum exactly."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.errors import Refused

BASES = {"equal": "等额", "headcount": "按职工人数", "party": "按党员人数", "weight": "按权重"}
"""What a unit's share is measured by."""


def shares(total: int, bases: Sequence[int], low: int | None = None, high: int | None = None) -> list[int]:
    """Each unit's share of ``total`` in 分, in the order of ``bases``; the shares sum to ``total`` exactly.

    The exact share is clamp(λ·base, low, high) with the one λ that reaches the total. It is then rounded by
    the largest remainder, ties to the lower index, so the caller passes units in code order. A bound is
    whole 分, therefore only shares strictly between the bounds have a remainder, and rounding never crosses
    one. A unit whose base is zero gets ``low``, or nothing.

    Raises ``Refused`` when there is no unit or no base above zero, or the bounds cannot be met.
    """
    floor = low or 0
    _check_bases(total, bases)
    _check_bounds(total, bases, floor, high)
    top, bottom = _slope(
        total, sorted((base for base in bases if base), reverse=True), len(bases), floor, high
    )
    parts = [_clamped(top * base, bottom, floor, high) for base in bases]
    result = [whole for whole, _ in parts]
    # sorted() is stable: equal remainders stay in the order of the units.
    by_remainder = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    for index in by_remainder[: total - sum(result)]:
        result[index] += 1
    return result


def _clamped(scaled: int, bottom: int, low: int, high: int | None) -> tuple[int, int]:
    """The share ``scaled / bottom`` held within the bounds, as whole 分 and what remains over ``bottom``."""
    if scaled <= low * bottom:
        return low, 0
    if high is not None and scaled >= high * bottom:
        return high, 0
    return divmod(scaled, bottom)


def _slope(total: int, bases: Sequence[int], units: int, low: int, high: int | None) -> tuple[int, int]:
    """The λ that reaches ``total``, as a fraction of two whole numbers.

    As λ grows from zero, unit after unit leaves ``low`` (at low/base) and later reaches ``high`` (at
    high/base), both the largest base first. So one walk over the descending ``bases`` meets all these
    points in order, and the sum of shares, which never falls, is a straight line between two of them.
    """
    left = capped = rising = 0
    fixed = low * units
    while True:
        if left < len(bases) and (high is None or low * bases[capped] <= high * bases[left]):
            bound, base, leaves = low, bases[left], True
        elif high is not None:
            bound, base, leaves = high, bases[capped], False
        else:
            return total - fixed, rising
        if fixed * base + bound * rising >= total * base:
            # With nothing rising the sum is flat here and equals the total already: any λ of the stretch
            # will do.
            return (total - fixed, rising) if rising else (bound, base)
        if leaves:
            left, fixed, rising = left + 1, fixed - low, rising + base
        else:
            capped, fixed, rising = capped + 1, fixed + bound, rising - base


def _check_bases(total: int, bases: Sequence[int]) -> None:
    """Refuse a sum or bases that leave nothing to share by."""
    if total < 0:
        raise Refused("分摊总额不能是负数，请填大于零的金额")
    if not bases:
        raise Refused("没有可以分摊的单位，请检查日期、免缴单位和参加分摊的单位")
    for place, base in enumerate(bases, start=1):
        if base < 0:
            raise Refused(f"第{place}个单位的分摊基数是负数（{base}），请改为零或正数")
    if not any(bases):
        raise Refused("所有单位的分摊基数都是零，无法分摊，请先填职工人数、党员人数或权重，或者改为等额分摊")


def _check_bounds(total: int, bases: Sequence[int], low: int, high: int | None) -> None:
    """Refuse bounds under which no shares can sum to the total."""
    units, with_base = len(bases), sum(1 for base in bases if base)
    if low < 0:
        raise Refused(f"每个单位的下限不能是负数（{_yuan(low)}），请填零或正数")
    if high is not None and low > high:
        raise Refused(f"下限{_yuan(low)}高于上限{_yuan(high)}，请改其中一个")
    if low * units > total:
        raise Refused(
            f"{units}个单位各按下限{_yuan(low)}已需{_yuan(low * units)}，超过总额{_yuan(total)}，请调低下限或增加总额"
        )
    if high is None:
        return
    if high * units < total:
        raise Refused(
            f"{units}个单位各按上限{_yuan(high)}只有{_yuan(high * units)}，不到总额{_yuan(total)}，请调高上限或减少总额"
        )
    reach = high * with_base + low * (units - with_base)
    if reach < total:
        raise Refused(
            f"有{units - with_base}个单位的基数是零，只能按下限{_yuan(low)}分摊，其余各按上限{_yuan(high)}，"
            f"合计最多{_yuan(reach)}，不到总额{_yuan(total)}，请补填基数或调高上限"
        )


def _yuan(cents: int) -> str:
    """An amount of 分 as a sentence names it."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}元"
