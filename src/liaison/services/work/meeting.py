"""Meetings: who was there is taking part in an activity, a vote is not above those there, what is decided stands on a quorum."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.nouns.council.charter import CHARTER
from liaison.nouns.work.matter import MATTER, MATTER_STEP
from liaison.nouns.work.matter_lists import TASK
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.queries.council.charter import charter_on
from liaison.queries.find import chosen
from liaison.queries.known import By
from liaison.queries.records import by_id
from liaison.queries.work import activity as activities
from liaison.queries.work import roll as asked
from liaison.rules.council.charter import NO_PROXY
from liaison.rules.council.voting import least
from liaison.rules.work.matters import (
    ACCEPTED,
    ASSIGNED,
    BEFORE_MEETING,
    CLOSED,
    CONCLUDED,
    LISTED,
    MATTER_STATES,
    PUT_OFF,
)
from liaison.rules.work.meetings import DEFERRED, PASSED, SENT, is_meeting, refuse_other
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.saving import save, save_all, save_draft
from liaison.services.writing.work import Work

_TOUCHED = "presence touched"


def _activity(work: Work, draft: Draft) -> Record:
    known: dict[int, Record] = work.recall("activity", lambda one: activities.activities(one.database))
    activity = known[draft["activity_id"]]
    try:
        refuse_other(activity)
    except Refused as error:
        raise CellRefused("activity", error.sentence, error.hint) from None
    return activity


def _check_presence(work: Work, draft: Draft) -> None:
    activity = _activity(work, draft)
    refuse_future(work, "status", "填了出席情况，会议日期", activity["start"])
    warn_outsider(work, draft["unit_id"], activity["start"], "参会单位")
    if draft["status"] == SENT and draft.gives("status", "activity_id"):
        _check_proxy(work, activity)
    before: dict[tuple[int, int], int] = work.recall("presence", lambda one: asked.people(one.database))
    touched: dict[tuple[int, int], int] = work.recall(_TOUCHED, lambda _work: {})
    sides = [(draft["activity_id"], draft["unit_id"])]
    if draft.old:
        sides.append((draft.old["activity_id"], draft.old["unit_id"]))
    for pair in sides:
        touched[pair] = before.get(pair, 0)


def _check_proxy(work: Work, activity: Record) -> None:
    """Nobody may be represented where the rules of the day do not let anybody."""
    rules = charter_on(work.database, activity["start"])
    if rules["stand_in"] != NO_PROXY:
        return
    if rules["strict"]:
        raise CellRefused("status", "章程规定不可委托出席，从严不予登记，", "请核对出席情况。")
    work.warn(f"“{activity['title']}”的委托照记，但章程规定不可委托出席。")


def _follow(work: Work, _drafts: list[Draft]) -> None:
    """Those who came took part: the unit's row of attendance says how many they were, unless it was told otherwise."""
    touched: dict[tuple[int, int], int] = work.recall(_TOUCHED, lambda _work: {})
    work.change.flush()
    now = asked.people(work.database)
    for pair, before in touched.items():
        _attend(work, pair, before, now.get(pair, 0))
    touched.clear()
    work.forget("presence")


def _attend(work: Work, pair: tuple[int, int], before: int, now: int) -> None:
    """Bring the row of attendance of an activity and a unit to what is signed for."""
    row = asked.attended(work.database, *pair)
    if row is None:
        if now:
            activity, unit = pair
            work.change.insert(
                "attendance", {"activity_id": activity, "unit_id": unit, "people": now, "party": None}
            )
    elif now and row[1] in (None, before) and row[1] != now:
        work.change.update("attendance", row[0], {"people": now})
    elif not now and before and row[1] == before:
        work.change.remove("attendance", row[0])


def _leave(work: Work, keys: Collection[int]) -> None:
    """What is removed no longer took part."""
    counts = asked.people(work.database)
    for pair, gone in asked.pairs(work.database, keys).items():
        before = counts.get(pair, 0)
        _attend(work, pair, before, before - gone)


PRESENCE_DESK = Desk(PRESENCE, check=_check_presence, finish=_follow, leaving=_leave)


def _check_agenda(work: Work, draft: Draft) -> None:
    activity = _activity(work, draft)
    votes = [draft[key] for key in ("for", "against", "abstain")]
    if draft["outcome"] or any(vote is not None for vote in votes):
        refuse_future(work, "outcome", "填了结论或票数，会议日期", activity["start"])
    if not draft.gives("activity_id", "outcome", "for", "against", "abstain"):
        return
    work.change.flush()
    roll = asked.rolls(work.database, [activity["id"]]).get(activity["id"])
    there = (roll["present"] or 0) + (roll["proxies"] or 0) if roll else 0
    cast = sum(vote or 0 for vote in votes)
    if roll and there and cast > there:
        key = next(key for key in ("abstain", "against", "for") if draft[key] is not None)
        raise CellRefused(
            key, f"票数合计 {cast} 张，多于出席和委托的 {there} 家（表决票数规则），", "请核对票数或签到。"
        )
    if draft["outcome"] == PASSED and draft.gives("outcome", "for"):
        rules = charter_on(work.database, activity["start"])
        if lacking := _lacking(rules, roll, there, draft["for"]):
            what = f"“{activity['title']}”第 {draft['item']} 项"
            if rules["strict"]:
                raise CellRefused(
                    "outcome", f"{what}{lacking}，章程从严，不予登记，", "请核对签到、票数或结论。"
                )
            work.warn(f"{what}的结论照记，但{lacking}。")


def _lacking(rules: Record, roll: Record | None, there: int, votes: int | None) -> str:
    """What a decision lacks by the rules of its day, in words: a quorum, or a majority of those there; nothing where it stands."""
    needed = least(rules["quorum"], roll["expected"]) if roll else 1
    if there < needed:
        expected = f"应到 {roll['expected']} 家，要 {needed} 家，" if roll else ""
        return f"到会不足法定人数：{expected}实到和委托 {there} 家"
    enough = least(rules["majority"], there)
    if votes is not None and votes < enough:
        part = CHARTER["majority"].kind.show(rules["majority"])
        return f"赞成 {votes} 票没有{'' if part.startswith('过') else '达到'}{part}（到会 {there} 家）"
    return ""


AGENDA_DESK = Desk(AGENDA, check=_check_agenda)


def put_on_agenda(work: Work, meeting: Record, told: Collection[str]) -> None:
    """Put items at the end of a meeting's agenda: matters by their code or whole title, anything else by what it is called.

    A matter that is to be decided moves to where it is listed for a meeting; one that is decided is reported on. Raises
    ``NotFound`` for a title that several have, ``Refused`` for a matter that cannot come to a meeting.
    """
    refuse_other(meeting)
    there = asked.agenda_of(work.database, meeting["id"])
    last = max((item["item"] for item in there), default=0)
    known = work.index(MATTER.name)
    drafts = []
    for number, text in enumerate(told, last + 1):
        fit = known.fit(text, typed=True)
        matter = (
            chosen(work.database, known, text, fit) if fit.keys and fit.by in (By.NAME, By.LEARNED) else None
        )
        title = text if matter is None else _list_for(work, meeting, matter)
        drafts.append(
            Draft(
                {"activity_id": meeting["id"], "item": number, "matter_id": matter, "title": title}
                | dict.fromkeys(("outcome", "for", "against", "abstain"))
            )
        )
    save_all(work, AGENDA, drafts)
    work.change.flush()


def _list_for(work: Work, meeting: Record, matter: int) -> str:
    """Let a matter that is to be decided stand on the list of a meeting; returns its title."""
    old = by_id(work.database, MATTER, matter)
    if old["status"] in BEFORE_MEETING | CONCLUDED - {CLOSED}:
        _step(work, meeting, matter, LISTED, day=min(meeting["start"], work.today_text))
    return str(old["title"])


def _step(work: Work, meeting: Record, matter: int, action: str, day: str, **more: Any) -> None:
    """Enter a move of a matter that a meeting made."""
    text = f"{meeting['title']}（{meeting['code']}）"
    save(work, MATTER_STEP, {"matter_id": matter, "action": action, "day": day, "text": text, **more})


def decide(
    work: Work, meeting: Record, number: int, values: Record, unit: int | None = None, due: str | None = None
) -> Record:
    """Enter what became of an item, and let its matter go on: given to ``unit``, to be done by ``due``, or put off.

    An item that was about no matter yet becomes a task where it is given to a unit. Returns the item. Raises ``NotFound``;
    ``Refused`` where what is put off is given to somebody.
    """
    refuse_other(meeting)
    found = [item for item in asked.agenda_of(work.database, meeting["id"]) if item["item"] == number]
    if not found:
        raise NotFound(
            f"“{meeting['title']}”的议程没有第 {number} 项，",
            f"请用 liaison meeting agenda {meeting['code']} 查看。",
        )
    (old,) = found
    outcome = values["outcome"]
    if unit is not None and outcome in DEFERRED:
        raise Refused(f"结论是“{outcome}”的事项不能{ASSIGNED}，", "请核对结论，或去掉 --assign。")
    item = save_draft(work, AGENDA, Draft(values, old))
    if unit is not None:
        matter = item["matter_id"] or _task(work, meeting, item)
        MATTER_STATES.check_move(by_id(work.database, MATTER, matter)["status"], ASSIGNED)
        _step(work, meeting, matter, ASSIGNED, meeting["start"], unit_id=unit, due=due)
        if item["matter_id"] is None:
            item = save_draft(work, AGENDA, Draft({"matter_id": matter}, item))
    elif outcome in DEFERRED and item["matter_id"]:
        _put_off(work, meeting, item["matter_id"])
    return item


def _put_off(work: Work, meeting: Record, matter: int) -> None:
    """Let a matter wait for a later meeting, unless it was given to somebody before."""
    if by_id(work.database, MATTER, matter)["status"] in (ACCEPTED, LISTED):
        _step(work, meeting, matter, PUT_OFF, meeting["start"])


def _task(work: Work, meeting: Record, item: Record) -> int:
    """Enter what was decided as a task of the meeting's host; returns its key."""
    told = {
        "kind": TASK,
        "title": item["title"],
        "raised_by_id": meeting["host_id"],
        "raised": meeting["start"],
        "source": "会议",
    }
    key: int = save(work, MATTER, told)["id"]
    _step(work, meeting, key, ACCEPTED, meeting["start"])
    return key


def titled(work: Work, values: Record) -> Record:
    """The values of a new meeting with a name, if it has none: 第3次轮值会议. Raises ``Refused`` for what is no meeting."""
    if not is_meeting(values.get("kind")):
        raise Refused(
            f"类别“{values.get('kind')}”不是会议，",
            "类别以“会议”结尾的才是，请改 --kind；别的活动请用 liaison activity add。",
        )
    if values.get("title"):
        return values
    last = activities.last_ordinals(work.database).get(values["kind"], 0)
    return values | {"title": f"第{values.get('ordinal') or last + 1}次{values['kind']}"}
