"""What a reversal (冲正) may reverse: one entry, once and whole, not before its day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from liaison.quantities import Money

REVERSAL = "冲正"
_money = Money().show


def objection(
    reversal: Mapping[str, Any], original: Mapping[str, Any] | None, wanted: object, done: Collection[object]
) -> tuple[str, str, str] | None:
    """Why a reversal cannot be: the column at fault, a sentence, and what to do; nothing where it can.

    ``wanted`` is the serial number it names, ``done`` those that are reversed already. Entries by ``number``, ``kind``,
    ``amount`` (分), ``day`` and ``unit_id``; a unit that is not told is that of the original.
    """
    if original is None:
        return "reverses", f"本专项没有流水号“{wanted}”，", "请核对冲正流水号。"
    number = original["number"]
    if number in done:
        return "reverses", f"流水 {number} 已经冲正过，", "不能再冲一次。"
    if original["kind"] == REVERSAL:
        return "reverses", f"流水 {number} 本身是冲正，", "不能再冲；如有错，请另记一笔。"
    if reversal["amount"] != original["amount"]:
        text = f"冲正金额与流水 {number} 的 {_money(original['amount'])} 元不同，"
        return "amount", text, "冲正须按原额。"
    if reversal["day"] < original["day"]:
        return "day", f"冲正日期早于流水 {number} 的日期 {original['day']}，", "请核对。"
    unit = reversal.get("unit_id")
    if unit is not None and unit != original.get("unit_id"):
        return "unit", f"单位与流水 {number} 的不同，", "请核对冲正流水号。"
    return None
