"""What is said of an indicator in a line: how it is read, its target and how that was met."""

from __future__ import annotations

from liaison.columns import Record
from liaison.quantities import Number

_MOST_NAMED = 12
_MOST_APART = 3


def facts(indicator: Record) -> str:
    """In one line: the unit, how often it is read, the target and how it was met."""
    known = [
        f"单位：{indicator['unit']}" if indicator["unit"] else "",
        f"{indicator['every']}记录一次，按{'分子、分母分别相加' if indicator['rated'] else indicator['rule']}汇总",
        against_target(indicator),
        apart(indicator),
    ]
    return "；".join(filter(None, known)) + "。"


def apart(indicator: Record) -> str:
    """另有概数未计入：约10亿; empty where every reading is a number."""
    about = indicator["approximate"]
    if not about:
        return ""
    more = f"等{len(about)}个" if len(about) > _MOST_APART else ""
    return f"另有概数未计入：{'、'.join(about[:_MOST_APART])}{more}"


def against_target(indicator: Record) -> str:
    """目标 2,000/日，249 次中 200 次达标; empty without a target."""
    if indicator["target"] is None:
        return ""
    text = f"目标 {'≤' * indicator['lower_is_better']}{Number().show(indicator['target'])}/{indicator['target_per']}"
    missed = indicator["missed"]
    if indicator["periods"]:
        text += f"，{indicator['periods']} 次中 {indicator['met']} 次达标"
    if indicator["unfinished"]:
        text += f"，{indicator['unfinished']} 次未满期" if indicator["periods"] else "，未满期"
    if missed and len(missed) <= _MOST_NAMED:
        text += f"（未达标：{'、'.join(missed)}）"
    return text
