"""Activities and attendance."""

from __future__ import annotations

from typing import Any

from liaison.columns import Record
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE
from liaison.queries.work import activity as asked
from liaison.rules.work.meetings import MEETING_CODE, is_meeting
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.work import Work

_FACTS = ("people", "party", "turns", "hours")
"""What is known of an activity only when it has begun."""


def _code(draft: Draft) -> str:
    """A meeting has a code of its own sort."""
    return MEETING_CODE if is_meeting(draft["kind"]) else ACTIVITY.code


def _number(work: Work, draft: Draft) -> None:
    """Number a meeting after the last one of its kind, unless its number was told."""
    kind = draft.text("kind")
    if not is_meeting(kind) or not draft.gives("kind", "ordinal"):
        return
    last: dict[str, int] = work.recall("ordinals", lambda one: asked.last_ordinals(one.database))
    if draft["ordinal"] is None:
        draft.values["ordinal"] = last.get(kind, 0) + 1
    last[kind] = max(last.get(kind, 0), draft["ordinal"])


def _check_activity(work: Work, draft: Draft) -> None:
    start = draft.text("start")
    _number(work, draft)
    _check_party(draft)
    known = [key for key in _FACTS if draft[key] is not None]
    if known and draft.gives("start", *known):
        key = next((key for key in known if draft.gives(key)), "start")
        refuse_future(work, key, f"填了{ACTIVITY[known[0]].label}，活动开始日期", start)
    if draft.gives("host_id", "start"):
        warn_outsider(work, draft["host_id"], start, "主办单位")
    for column in ACTIVITY.pick(*ACTIVITY.parties):
        if column.key != ACTIVITY.owner and draft.gives(column.slot, "start"):
            for unit in draft[column.slot] or ():
                warn_outsider(work, unit, start, column.label)


def _check_party(draft: Draft) -> None:
    people, party = draft["people"], draft["party"]
    if isinstance(people, int) and isinstance(party, int) and party > people:
        raise CellRefused("party", f"其中党员 {party} 人多于参加人数 {people} 人，", "请核对。")


def _settle_activity(work: Work, draft: Draft) -> None:
    """The list of units that took part adds units; it never takes away a unit whose people are on record."""
    given, old = draft.values.get("unit_id"), draft.old
    if given is None or old is None or given == old["unit_id"]:
        return
    work.change.flush()
    counted = asked.counted(work.database, old["id"])
    kept = [unit for unit in old["unit_id"] if unit in counted and unit not in given]
    if not kept:
        return
    left = tuple(unit for unit in old["unit_id"] if unit not in kept)
    draft.values["unit_id"] = old["unit_id"] if given == left else given + tuple(kept)
    if given and not draft.typed:
        labels = "、".join(work.index("member").labels[unit] for unit in kept)
        work.warn(f"活动“{old['code']} {old['title']}”的参加单位里没有写“{labels}”，已有其人数，仍算参加。")


ACTIVITY_DESK = Desk(ACTIVITY, check=_check_activity, settle=_settle_activity, code=_code)


def _activities(work: Work) -> dict[int, Record]:
    found: dict[int, Record] = work.recall("activity", lambda one: asked.activities(one.database))
    return found


def _check_attendance(work: Work, draft: Draft) -> None:
    if draft.typed and draft.gives("people") and draft["people"] == 0:
        raise CellRefused("people", "0 人就是没有参加，", "没有参加的单位不用登记。")
    _check_party(draft)
    activity = _activities(work)[draft["activity_id"]]
    if draft.gives("people", "party"):
        refuse_future(work, "people", "填了人数，活动开始日期", activity["start"])
    warn_outsider(work, draft["unit_id"], activity["start"], "参加单位")


def _check_sums(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Say where the rows of units come to more than the total that was given; the rows count then."""
    touched = {draft["activity_id"] for draft in drafts}
    coming = {(draft["activity_id"], draft["unit_id"]): draft["people"] for draft in drafts}
    sums: dict[Any, int] = dict.fromkeys(touched, 0)
    for activity, unit, people in asked.attendance(work.database, touched):
        if (activity, unit) not in coming:
            sums[activity] += people or 0
    for (activity, _unit), people in coming.items():
        sums[activity] += people or 0
    for activity, total in sums.items():
        stated = _activities(work)[activity]
        if stated["people"] is not None and total > stated["people"]:
            work.warn(
                f"活动“{stated['code']} {stated['title']}”各单位合计 {total} 人，"
                f"多于填报的参加人数 {stated['people']} 人，以各单位合计为准。"
            )
    return []


def _was_absent(draft: Draft) -> str:
    """A unit of which nobody came did not take part."""
    return "填的是 0 人，就是没有参加" if draft["people"] == 0 and draft.gives("people") else ""


ATTENDANCE_DESK = Desk(ATTENDANCE, check=_check_attendance, check_all=_check_sums, void=_was_absent)
