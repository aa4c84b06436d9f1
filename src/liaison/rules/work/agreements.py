"""Agreements: their states, and what one is called as its last day comes near and passes."""

from __future__ import annotations

from datetime import date, timedelta

from liaison.rules.states import States

SIGNED = "生效"
RENEWED = "续签"
BINDING = (SIGNED, RENEWED)
"""The states of what was signed and not ended."""
ENDING, ENDED = "临期", "到期"
NOTICE = 90
"""So many days before its last one an agreement is near its end."""
LAST_NOTICE = 30
"""So many days before its last one it is to be settled what becomes of it."""
FEWEST = 2
"""An agreement has so many parties at least."""

AGREEMENT_STATES = States(
    thing="协议",
    word="状态",
    moves={
        None: ("草拟", "待签", SIGNED, RENEWED),
        "草拟": ("待签", SIGNED, "终止"),
        "待签": (SIGNED, "终止"),
        SIGNED: (RENEWED, "终止"),
        RENEWED: (RENEWED, "终止"),
        "终止": (),
    },
    final=frozenset({"终止"}),
    renewing=frozenset({RENEWED}),
)


def state_seen(state: str, end: str | None, renews: object, day: str) -> str:
    """What the state of an agreement is on a day: near its end, or past it; what renews itself goes on."""
    if state not in BINDING or not end:
        return state
    if end < day:
        return state if renews else ENDED
    left = date.fromisoformat(end) - date.fromisoformat(day)
    return ENDING if left <= timedelta(days=NOTICE) else state
