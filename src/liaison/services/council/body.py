"""Units that are no members: what they stand under never leads in a circle, and what they belong to is told once for a day."""

from __future__ import annotations

from collections import defaultdict

from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.nouns.council.body import BELONGING, BODY
from liaison.queries.council import body as asked
from liaison.rules.council.bodies import in_circle
from liaison.rules.spans import overlapping
from liaison.services.council import membership
from liaison.services.council.units import take_name
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work

_EVER = "0001-01-01"
"""The first day of what nobody knows when it began."""


def _check(work: Work, draft: Draft) -> None:
    if draft.old is not None and draft.gives("kind") and membership.spells(work).get(draft.old["id"]):
        raise CellRefused(
            "name",
            f"“{draft.old['name']}”是成员单位 {draft.old['code']}，类别不在这里改，",
            f"要改请用 liaison member edit {draft.old['code']}。",
        )
    take_name(work, draft)


def _check_above(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Nobody stands under itself."""
    moved = {draft.old["id"]: draft for draft in drafts if draft.old is not None and draft.gives("under_id")}
    if not moved:
        return []
    above = asked.above(work.database) | {key: draft["under_id"] for key, draft in moved.items()}
    return [
        (moved[key], CellRefused("under", f"“{moved[key]['name']}”的上级又归它自己管，", "请核对上级单位。"))
        for key in sorted(in_circle(above, moved))
    ]


BODY_DESK = Desk(BODY, check=_check, check_all=_check_above)


def _check_belonging(work: Work, draft: Draft) -> None:
    if draft["unit_id"] == draft["parent_id"]:
        label = work.index("member").labels[draft["unit_id"]]
        raise CellRefused("parent", f"“{label}”不能隶属于它自己，", "请核对。")


def _check_spans(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """A unit belongs to another in one way only once on a day: on record and in what comes."""
    refused = []
    taken: dict[tuple[int, int, str], dict[str, str | None]] = defaultdict(dict)
    for unit, parent, role, start, end in asked.belongings(work.database):
        taken[unit, parent, role][start or _EVER] = end
    for draft in drafts:
        if draft.old:
            old = draft.old
            taken[old["unit_id"], old["parent_id"], old["role"]].pop(old["start"] or _EVER, None)
    for draft in drafts:
        own = taken[draft["unit_id"], draft["parent_id"], draft.text("role")]
        start, end = draft.text("start") or _EVER, draft["end"]
        if other := overlapping(own.items(), start, end):
            begun = "开始" if other[0] == _EVER else other[0]
            text = f"与已有的一段（{begun} 至 {other[1] or '今'}）重叠，"
            refused.append((draft, CellRefused("start", text, "请核对日期。")))
        else:
            own[start] = end
    return refused


BELONGING_DESK = Desk(BELONGING, check=_check_belonging, check_all=_check_spans)


def leave(work: Work, unit: Record, parent: Record, role: str | None, day: str) -> Draft:
    """A draft that ends what makes a unit belong to another: ``day`` is its last day.

    Raises ``NotFound`` where it does not belong to it, ``Refused`` where it does in several ways and none is named.
    """
    found = [
        one
        for one in asked.open_belongings(work.database, unit["id"], parent["id"])
        if role is None or one["role"] == role
    ]
    named = f"“{unit['name']}”与“{parent['name']}”"
    if not found:
        raise NotFound(
            f"{named}现在没有{f'“{role}”的' if role else ''}隶属关系，",
            f"请用 liaison body show {unit['code']} 查看。",
        )
    if len(found) > 1:
        roles = "、".join(one["role"] for one in found)
        raise Refused(f"{named}有几种关系：{roles}，", "请加 --as 写明是哪一种。")
    return Draft({"end": day}, found[0])
