"""Honours, plaques, letters of appointment and certificates: their states, and how long they hold."""

from __future__ import annotations

from liaison.rules.states import States

HONOURED, PLAQUE = "荣誉", "授牌"
KINDS = (HONOURED, PLAQUE, "聘书", "证书")
WON = "获得"
IN_USE = ("在用", "复核", "续期")
"""The states of what hangs or holds: under review it still does."""
HELD = (WON, *IN_USE)
"""The states of what has been given: it was given on a day."""

HONOUR_STATES = States(
    thing="荣誉",
    word="状态",
    # A ledger often begins in the middle: whatever is not over may be the first that is known.
    moves={
        None: ("拟报", "已报", "入围", "公示", WON, *IN_USE),
        "拟报": ("已报",),
        # Not every selection has a short list, or publishes it.
        "已报": ("入围", "公示", WON, "未获"),
        "入围": ("公示", WON, "未获"),
        "公示": (WON, "未获"),
        # What was won as a plaque is hung up.
        WON: ("在用",),
        "未获": (),
        # A plaque whose house is gone comes down without a review.
        "在用": ("复核", "摘牌"),
        "复核": ("续期", "摘牌"),
        "续期": ("复核", "摘牌"),
        "摘牌": (),
    },
    final=frozenset({"未获", "摘牌"}),
    renewing=frozenset({"续期"}),
)


def first_state(kind: str, day: str | None) -> str:
    """The state of what is entered without one: applied for where it has no day yet, else won, or in use where it hangs."""
    if not day:
        return "拟报"
    return WON if kind == HONOURED else "在用"
