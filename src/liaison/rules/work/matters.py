"""What becomes of a matter from being raised to being closed."""

from __future__ import annotations

from liaison.rules.states import Action, States

RAISED, ASSIGNED, CLAIMED, REPORTED, CLOSED = "提出", "交办", "认领", "送审", "销号"
REOPENED, EXTENDED, PASSED_ON = "退回续办", "延期", "转办"
CONCLUDED = frozenset({"退回", "并入", "终止", CLOSED})
"""The states in which nothing more is to be done."""

_DECIDED = (ASSIGNED, CLAIMED, "缓议")

MATTER_STATES = States(
    thing="事项",
    word="状态",
    step="动作",
    start=RAISED,
    repeat=True,
    moves={
        None: (RAISED,),
        RAISED: ("受理", "退回", "并入"),
        # A meeting may be skipped: the office assigns what needs none.
        "受理": ("列入会议", *_DECIDED, "终止"),
        "列入会议": _DECIDED,
        # What was put off waits as what was accepted does, for a later meeting or for who takes it up after all.
        "缓议": ("列入会议", ASSIGNED, CLAIMED, "终止"),
        ASSIGNED: ("办理",),
        CLAIMED: ("办理",),
        "办理": (REPORTED,),
        # It is closed by approval alone, and nothing but being sent back opens it again.
        REPORTED: (CLOSED, REOPENED),
        CLOSED: (REOPENED,),
        "退回": (),
        "并入": (),
        "终止": (),
    },
    final=CONCLUDED,
    actions={
        CLAIMED: Action(CLAIMED, needs=("unit",)),
        REOPENED: Action("办理"),
        EXTENDED: Action(needs=("text", "due")),
        PASSED_ON: Action(needs=("unit",)),
    },
    anytime=(EXTENDED, PASSED_ON),
)

DATED = (ASSIGNED, CLAIMED, PASSED_ON, REOPENED, EXTENDED)
"""The actions that tell by when: later than that only an extension puts it, which is counted."""
