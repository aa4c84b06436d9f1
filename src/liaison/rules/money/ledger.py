"""What each kind of ledger entry does to the totals of a fund."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

MEASURES = ("due", "received", "in_kind", "spent", "refunded", "balance")
"""应缴 (with pledges, less waivers), 到账 (direct payments included), 实物折价, 支出 (direct included), 退款, 结余."""

CARRIED_OVER = "上年结转"
"""What the year before has left."""

EFFECTS: dict[str, dict[str, int]] = {
    CARRIED_OVER: {"balance": 1},
    "应缴": {"due": 1},
    "认缴": {"due": 1},
    "减免": {"due": -1},
    "到账": {"received": 1, "balance": 1},
    "直付": {"received": 1, "spent": 1},
    "支出": {"spent": 1, "balance": -1},
    "退款": {"refunded": 1, "balance": -1},
    "实物": {"in_kind": 1},
}
"""The sign with which an entry of each kind counts towards each measure; a 冲正 counts as the opposite of its original."""

DUES = frozenset(kind for kind, signs in EFFECTS.items() if signs.get("due", 0) > 0)
"""The kinds that ask a unit for money."""

PLANNED = frozenset({"应缴", "认缴", "减免"})
"""The kinds that say what is to be paid; every other tells what has happened, and bears no day after today."""


def effect(kind: str, amount: int, measure: str, *, reversing: bool) -> int:
    """What an entry adds to a measure, in 分; for a 冲正, ``kind`` is that of the entry it reverses."""
    sign = EFFECTS[kind].get(measure, 0)
    return -sign * amount if reversing else sign * amount


def _owing(sums: Mapping[str, int]) -> int:
    """What a unit has still to pay a fund; what was given back counts as far as it was received here."""
    return sums["due"] - sums["received"] - sums["in_kind"] + min(sums["refunded"], sums["received"])


def arrears(sums: Mapping[str, int]) -> int:
    """What a unit still owes a fund, by the sums of its measures, in 分: never below zero, for one unit's surplus does not pay
    another's debt."""
    return max(0, _owing(sums))


def overpaid(sums: Mapping[str, int]) -> int:
    """What a unit has paid a fund beyond what was due; who was asked for nothing has given it, not paid too much."""
    return max(0, -_owing(sums)) if sums["due"] > 0 else 0


def owed_since(dues: Sequence[tuple[str, int]], owed: int) -> str | None:
    """The day of the oldest due that is not wholly paid, where so much is still owed; ``dues`` are day and sum of those that
    stand, in the order of days. What was paid counts towards the oldest first."""
    for day, amount in reversed(dues):
        owed -= amount
        if owed <= 0:
            return day
    return dues[0][0] if dues else None


def too_much(standing: dict[str, int], coming: Sequence[tuple[str, int]]) -> Iterable[tuple[int, str, int]]:
    """Which of the coming balance effects take the balance below zero at the end of some day.

    ``standing`` is the sum of effects on record by day, ``coming`` the day and effect of each new entry. Yields
    (place in ``coming``, the day that would be short, by how much it would be short, in 分), the latest entry first.
    """
    by_day: dict[str, list[int]] = {}
    for place, (day, _amount) in enumerate(coming):
        by_day.setdefault(day, []).append(place)
    balance, outgoing = 0, []
    for day in sorted(standing.keys() | by_day.keys()):
        balance += standing.get(day, 0)
        for place in by_day.get(day, ()):
            balance += coming[place][1]
            if coming[place][1] < 0:
                outgoing.append(place)
        while balance < 0 and outgoing:
            place = outgoing.pop()
            yield place, day, -balance
            balance -= coming[place][1]
