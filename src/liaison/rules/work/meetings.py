"""Meetings: which activities are such, who counts towards a quorum, and what a vote decides.

That a meeting stands where two thirds of those who should come are there or have sent somebody, and that more than half of
those there decide, is how councils' charters have it (rules of procedure as the seeds and domain.md 1.3 tell).
"""

from __future__ import annotations

ENDING = "会议"
"""How the kind of an activity ends that is a meeting: 全体会议, 轮值会议, 联络员会议, 专题会议."""
MEETING_CODE = "H{year}-{number:03d}"
"""The pattern of a meeting's code."""
INVITED_ONLY = "专题会议"
"""The kind of meeting to which only those come who are asked; all members are expected at any other."""

CAME, SENT, EXCUSED, ABSENT, LISTENED = "出席", "委托", "请假", "缺席", "列席"
STATUSES = (CAME, SENT, EXCUSED, ABSENT, LISTENED)
"""How a unit's person stands to a meeting: there, represented by another, excused, absent, or there without a vote."""
COUNTED = (CAME, SENT)
"""Who counts towards the quorum."""

PASSED = "通过"
OUTCOMES = (PASSED, "原则同意", "缓议", "退回", "听取")
"""What becomes of an item of the agenda."""

QUORUM = (2, 3)
"""The share of those expected without whom a meeting decides nothing, unless the charter says otherwise."""


def is_meeting(kind: str | None) -> bool:
    """Whether activities of a kind are meetings."""
    return bool(kind) and str(kind).endswith(ENDING)


def least(expected: int, quorum: tuple[int, int] = QUORUM) -> int:
    """How many of those expected must count for a quorum: the share, rounded up."""
    part, whole = quorum
    return -(-expected * part // whole)


def is_majority(votes: int, there: int) -> bool:
    """Whether more than half of those there have voted for it."""
    return 2 * votes > there
