"""What becomes of a matter from being raised to being closed."""

from __future__ import annotations

from liaison.rules.states import Action, States

RAISED, ACCEPTED, LISTED, PUT_OFF = "提出", "受理", "列入会议", "缓议"
ASSIGNED, CLAIMED, REPORTED, CLOSED = "交办", "认领", "送审", "销号"
REOPENED, EXTENDED, PASSED_ON = "退回续办", "延期", "转办"
CONCLUDED = frozenset({"退回", "并入", "终止", CLOSED})
"""The states in which nothing more is to be done."""

BEFORE_MEETING = frozenset({RAISED, ACCEPTED, PUT_OFF})
"""The states in which a matter comes to a meeting to be decided; in a later one it is reported on."""

_DECIDED = (ASSIGNED, CLAIMED, PUT_OFF)

MATTER_STATES = States(
    thing="事项",
    word="状态",
    step="动作",
    start=RAISED,
    repeat=True,
    moves={
        None: (RAISED,),
        RAISED: (ACCEPTED, "退回", "并入"),
        # A meeting may be skipped: the office assigns what needs none.
        ACCEPTED: (LISTED, *_DECIDED, "终止"),
        LISTED: _DECIDED,
        # What was put off waits as what was accepted does, for a later meeting or for who takes it up after all.
        PUT_OFF: (LISTED, ASSIGNED, CLAIMED, "终止"),
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

WORKED_ON = ("办理", REPORTED, REOPENED, EXTENDED, PASSED_ON)
"""The actions whose words tell how a matter that was given to somebody goes on."""
DATED = (ASSIGNED, CLAIMED, PASSED_ON, REOPENED, EXTENDED)
"""The actions that tell by when: later than that only an extension puts it, which is counted."""
