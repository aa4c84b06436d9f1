"""Member units: names that stay apart, credit codes that check, spells that never overlap."""

from __future__ import annotations

from collections.abc import Collection

from liaison.cells import shown
from liaison.columns import Record
from liaison.errors import Refused, as_typed
from liaison.nouns.council.member import MEMBER, SPELL
from liaison.queries.council.member import holder_of_credit_code, only_ones
from liaison.rules.council.uscc import check as check_uscc
from liaison.rules.names import match_key
from liaison.rules.spans import overlapping
from liaison.services.council import membership
from liaison.services.council.units import take_name
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    if draft.gives("uscc") and draft["uscc"]:
        try:
            draft.values["uscc"] = check_uscc(draft.text("uscc"))
        except Refused as error:
            raise CellRefused("uscc", error.sentence, error.hint) from None
        _check_uscc_is_free(work, draft)
    if draft.gives("joined", "left"):
        _check_latest_spell(draft)
    take_name(work, draft)


def _check_uscc_is_free(work: Work, draft: Draft) -> None:
    own = draft.old["id"] if draft.old else 0
    holder = holder_of_credit_code(work.database, draft["uscc"], own)
    if holder:
        raise CellRefused("uscc", f"统一社会信用代码已由“{holder}”使用，", "请核对。")


def _check_latest_spell(draft: Draft) -> None:
    if draft.old is not None:
        before = [span for span in draft.old["spells"] if span["joined"] != draft.old["joined"]]
        _check_apart(draft.text("joined"), draft.text("left"), before, "joined")


def _check_apart(joined: str, left: str, others: list[Record], column: str) -> None:
    """Refuse a spell that shares a day with another of the same unit; both ends count."""
    spans = ((span["joined"], span["left"]) for span in others)
    if other := overlapping(spans, joined, left or None):
        text = f"与已有的一段成员期 {other[0]} 至 {other[1] or '今'} 重叠，"
        raise CellRefused(column, text, "请核对日期。")


def _after(work: Work, draft: Draft, key: int) -> None:
    """Write the latest spell: the two days of the roster are those of its row."""
    if not draft.gives("joined", "left"):
        return
    days = {"joined": draft["joined"], "left_on": draft["left"]}
    if draft.old is None or draft.old["spell_id"] is None:
        work.change.insert("spell", {"unit_id": key, **days})
    else:
        work.change.update("spell", draft.old["spell_id"], days)
    membership.forget(work)


def _settle(work: Work, draft: Draft) -> None:
    """A roster of unknown age does not undo what has happened since: a new name, a return, a leaving."""
    old, values = draft.old, draft.values
    assert old is not None
    if draft.deliberate or draft.typed:
        return
    name = values.get("name")
    if name and name != old["name"] and match_key(name) in map(match_key, old["former"]):
        work.warn(f"“{name}”是“{old['name']}”的曾用名，名称没有改回。")
        del values["name"]
    earlier = {span["joined"] for span in old["spells"]} - {old["joined"]}
    if values.get("joined") in earlier:
        work.warn(f"“{old['name']}”表里写的是较早的一段成员期（{values['joined']}），加入和退出日期没有改。")
        values.pop("joined")
        values.pop("left", None)
    if old["left"] and "left" in values and values["left"] is None:
        work.warn(f"“{old['name']}”已于 {old['left']} 退出，表里退出日期是空的，没有取消退出。")
        del values["left"]


MEMBER_DESK = Desk(MEMBER, check=_check, after=_after, settle=_settle)


def _check_spells(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Spells of one unit, those on record and those that come, must not share a day."""
    refused = []
    taken: dict[int, dict[str, Record]] = {}
    for unit, spans in membership.spells(work).items():
        taken[unit] = {joined: {"joined": joined, "left": left} for joined, left in spans}
    for draft in drafts:
        own = taken.setdefault(draft["unit_id"], {})
        same = {draft["joined"], draft.old["joined"] if draft.old else None}
        others = [span for joined, span in own.items() if joined not in same]
        try:
            _check_apart(draft.text("joined"), draft.text("left"), others, "joined")
        except CellRefused as error:
            refused.append((draft, error))
            continue
        if draft.old:
            own.pop(draft.old["joined"], None)
        own[draft.text("joined")] = {"joined": draft["joined"], "left": draft["left"]}
    return refused


def _after_spell(work: Work, _draft: Draft, _key: int) -> None:
    membership.forget(work)


def _leave_one(work: Work, keys: Collection[int]) -> None:
    """Refuse to remove a unit's only spell: without any it would be no member, nor ever have been one."""
    if alone := only_ones(work.database, keys):
        raise Refused(
            f"“{work.index('member').labels[alone[0]]}”只有这一段成员期，没有加入日期就不是成员，不能删除，",
            "单位登记错了，请用 liaison member remove；日期错了，请用 liaison member edit。",
        )


SPELL_DESK = Desk(SPELL, check_all=_check_spells, after=_after_spell, leaving=_leave_one)


def leave(work: Work, unit: Record, day: str, reason: str | None) -> None:
    """End the unit's present spell; ``day`` is its last day as a member."""
    _refuse_outsider(unit)
    if unit["left"] is not None:
        raise Refused(
            f"“{unit['name']}”已于 {unit['left']} 退出，",
            f"如需改日期，请用 liaison member edit {unit['code']} --left。",
        )
    if day < unit["joined"]:
        raise Refused(f"退出日期 {day} 早于加入日期 {unit['joined']}，", "请核对。")
    work.change.update("spell", unit["spell_id"], {"left_on": day, "reason": reason})


def _refuse_outsider(unit: Record) -> None:
    if unit["joined"] is None:
        raise Refused(
            f"“{unit['name']}”没有加入过，是合作单位，",
            f"要登记为成员单位，请用 liaison member add {as_typed(unit['name'])}。",
        )


def rejoin(work: Work, unit: Record, day: str, reason: str | None) -> None:
    """Begin a new spell for a unit that has left."""
    _refuse_outsider(unit)
    if unit["left"] is None:
        raise Refused(f"“{unit['name']}”目前就是成员单位（{unit['joined']} 加入），", "不必重新加入。")
    if day <= unit["left"]:
        raise Refused(f"重新加入的日期 {day} 不晚于退出日期 {unit['left']}，", "请核对。")
    work.change.insert("spell", {"unit_id": unit["id"], "joined": day, "left_on": None, "reason": reason})


def rename(unit: Record, name: str) -> Draft:
    """A draft that gives the unit a new name and keeps the present one findable."""
    if name == unit["name"]:
        raise Refused(f"“{shown(name)}”就是现在的名称，", "没有改动。")
    former = tuple(dict.fromkeys(one for one in (*unit["former"], unit["name"]) if one != name))
    return Draft({"name": name, "former": former}, unit)
