"""Matters: closed by approval and rated after it, claimed by members, put off with a reason, made into projects."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Record
from liaison.errors import Refused
from liaison.nouns.work.matter import MATTER, MATTER_STEP
from liaison.nouns.work.project import PROJECT
from liaison.queries.records import by_id
from liaison.queries.work import matter as asked
from liaison.rules.work.matters import ASSIGNED, CLAIMED, CLOSED, EXTENDED, RAISED, REOPENED, REPORTED
from liaison.services.council.membership import is_member
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.saving import save
from liaison.services.writing.work import Work

_MEMBERS = "不合“认领的须是成员单位”的规定，"


def _check_matter(work: Work, draft: Draft) -> None:
    if draft.gives("raised"):
        refuse_future(work, "raised", MATTER["raised"].label, draft.text("raised"))
    closed, is_closed = draft.text("closed"), draft["status"] == CLOSED
    if draft.gives("status", "closed", "raised"):
        if is_closed and not closed:
            raise CellRefused("closed", f"{CLOSED}的事项没有{MATTER['closed'].label}，", "请补填。")
        if closed and not is_closed:
            raise CellRefused(
                "closed",
                f"填了{MATTER['closed'].label}，状态却是“{draft['status']}”，",
                "请核对状态，或去掉这个日期。",
            )
        if closed and closed < draft.text("raised"):
            raise CellRefused(
                "closed",
                f"{MATTER['closed'].label} {closed} 早于{MATTER['raised'].label} {draft['raised']}，",
                "请核对。",
            )
        if closed:
            refuse_future(work, "closed", MATTER["closed"].label, closed)
    if draft.gives("satisfaction") and draft["satisfaction"] and not is_closed:
        raise CellRefused(
            "satisfaction",
            f"事项“{draft['title']}”还没有{CLOSED}，不合“先销号、后评价”的规定，",
            "请在销号以后再填满意度。",
        )


MATTER_DESK = Desk(MATTER, check=_check_matter)


def _is_raising(draft: Draft) -> str:
    """A matter's own row tells when and by whom it was raised: a sheet of steps may say so once more."""
    return f"“{RAISED}”由事项的提出日期和提出单位记着，不另记一条" if draft["action"] == RAISED else ""


def _check_step(work: Work, draft: Draft) -> None:
    if draft["action"] == CLAIMED and draft.gives("action", "unit_id", "day"):
        _refuse_outsider(work, draft["unit_id"], draft.text("day"))


def _refuse_outsider(work: Work, unit: int, day: str) -> None:
    if not is_member(work, unit, day):
        raise CellRefused(
            "unit",
            f"“{work.index('member').labels[unit]}”在 {day} 不是成员单位，{_MEMBERS}",
            "请核对单位和日期。",
        )


def _check_steps(work: Work, drafts: list[Draft]) -> Iterator[tuple[Draft, CellRefused]]:
    """Who is given a matter is known, and no day by which it is to be done lies before it was raised or put off."""
    known = asked.facts(work.database, {draft["matter_id"] for draft in drafts})
    for draft in drafts:
        raised, lead = known[draft["matter_id"]]
        due, before = draft.text("due"), draft.text("due_before")
        if draft["action"] == ASSIGNED and draft["unit_id"] is None and lead is None:
            yield draft, CellRefused("unit", f"“{ASSIGNED}”要写明单位，", "请补上交办给哪个单位（--unit）。")
        elif due and due < raised:
            text = f"时限 {due} 早于提出日期 {raised}，"
            yield draft, CellRefused("due", text, "请核对。")
        elif due and draft["action"] == EXTENDED and due <= before:
            text = f"新的时限 {due} 不晚于原来的 {before}，不合“延期要往后延”的规定，"
            yield draft, CellRefused("due", text, "请核对。")


def _follow(work: Work, drafts: list[Draft]) -> None:
    """What is sent in for approval is the result; what is done once more has not been rated yet."""
    work.change.flush()
    standing = asked.outcomes(work.database, {draft["matter_id"] for draft in drafts})
    for draft in drafts:
        row = standing[draft["matter_id"]]
        if draft["action"] == REPORTED and draft["text"] and draft.gives("text"):
            if draft.typed or not row["result"]:
                work.change.update(MATTER.table, row["id"], {"result": draft["text"]})
        elif draft["action"] == REOPENED and row["status"] != CLOSED and row["satisfaction"]:
            work.change.update(MATTER.table, row["id"], {"satisfaction": None})


MATTER_STEP_DESK = Desk(
    MATTER_STEP, check=_check_step, check_all=_check_steps, finish=_follow, void=_is_raising
)


def claim(work: Work, matter: int, values: Record, helpers: tuple[int, ...]) -> Record:
    """Let a member take up a matter, others with it; returns the matter.

    ``values`` are those of the step, by slot. Raises ``Refused`` for who is no member that day, and where it is taken already.
    """
    old = by_id(work.database, MATTER, matter)
    taken = next((one for one in reversed(old["steps"]) if one["action"] == CLAIMED), None)
    if taken and old["lead"]:
        raise Refused(
            f"“{old['title']}”已由“{old['lead']}”在 {taken['day']} 认领，不合“一事只认领一次”的规定，",
            f"要换单位请用 liaison matter move {old['code']} 转办。",
        )
    step = save(work, MATTER_STEP, {"matter_id": matter, "action": CLAIMED, **values})
    for unit in helpers:
        _refuse_outsider(work, unit, step["day"])
    others = tuple(unit for unit in dict.fromkeys((*old["helpers_id"], *helpers)) if unit != step["unit_id"])
    work.change.flush()
    now = by_id(work.database, MATTER, matter)
    return now if others == now["helpers_id"] else save(work, MATTER, {"helpers_id": others}, now)


def to_project(work: Work, matter: int, values: Record) -> tuple[Record, Record]:
    """Make a project of a matter: what is not told of it is what the matter says. Returns the matter and the project.

    Raises ``Refused`` where it has one already, and where nobody is known to lead it.
    """
    old = by_id(work.database, MATTER, matter)
    if old["project"]:
        raise Refused(
            f"“{old['title']}”已经转成项目 {old['project_code']} {old['project']}，",
            f"请用 liaison project show {old['project_code']} 查看。",
        )
    told = {
        "name": old["title"],
        "lead_id": old["lead_id"],
        "partner_id": old["helpers_id"],
        "content": old["background"],
    } | values
    if told["lead_id"] is None:
        raise Refused(f"“{old['title']}”还没有主办单位，不知道项目由谁牵头，", "请加 --lead 写明牵头单位。")
    project = save(work, PROJECT, told)
    return save(work, MATTER, {"project_id": project["id"]}, old), project
