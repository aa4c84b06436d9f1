"""Meetings: which activities are such, who counts towards a quorum, and what becomes of an item.

How many must be there and how many decide, the council's charter says (``rules.council.voting``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liaison.errors import Refused

ENDING = "会议"
"""How the kind of an activity ends that is a meeting of some sort: 全体会议, 轮值会议, 联络员会议, 专题会议."""
MEETING_CODE = "H{year}-{number:03d}"
"""The pattern of a meeting's code."""
INVITED_ONLY = "专题会议"
"""The kind of meeting to which only those come who are asked; all members are expected at any other."""

CAME, SENT, LISTENED = "出席", "委托", "列席"
STATUSES = (CAME, SENT, "请假", "缺席", LISTENED)
"""How a unit's person stands to a meeting: there, represented by another, excused, absent, or there without a vote."""

PASSED = "通过"
AGREED = (PASSED, "原则同意")
"""The outcomes on which something is to be done."""
DEFERRED = ("缓议", "退回")
"""The outcomes on which nothing is to be done for now."""
OUTCOMES = (*AGREED, *DEFERRED, "听取")
"""What becomes of an item of the agenda."""


def is_meeting(kind: str | None) -> bool:
    """Whether activities of a kind are meetings: of those that are just called 会议 nobody knows of which sort."""
    return kind is not None and kind.endswith(ENDING) and kind != ENDING


def refuse_other(activity: Mapping[str, Any]) -> None:
    """Refuse what only a meeting has of another activity."""
    if not is_meeting(activity["kind"]):
        raise Refused(
            f"“{activity['title']}”的类别是“{activity['kind']}”，不是会议，",
            f"类别以“会议”结尾的才是，请用 liaison activity edit {activity['code']} --kind 改类别，或换一场会议。",
        )
