"""Agreements: their states, and what one is called as its last day comes near and passes."""

from __future__ import annotations

from liaison.rules.states import Passing, States

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

AGREEMENT_PASSING = Passing(BINDING, "end", ENDING, ENDED, NOTICE, "renews")
"""What an agreement in force is called as its last day comes near, and once it is past."""
