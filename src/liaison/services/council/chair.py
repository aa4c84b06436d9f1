"""The rotating chair: terms that never overlap, and the plan of who comes next."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from liaison.columns import Column, Noun, Record
from liaison.errors import Refused
from liaison.kinds import Ref
from liaison.nouns.council.chair import CHAIR, CHAIR_ORDER
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Ordinal
from liaison.queries.council import chair as asked
from liaison.queries.records import records
from liaison.rules.council import rotation, terms
from liaison.rules.spans import overlapping
from liaison.services.council.membership import is_member
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work
from liaison.store.database import Database

SEAT = Noun(
    name="seat",
    label="轮值顺序",
    table="",
    identity=(("unit",),),
    columns=(
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=(MEMBER["name"].label, *MEMBER["name"].synonyms, CHAIR["unit"].label),
        ),
        Column("position", "次序", Ordinal(least=1), synonyms=("顺序", "轮值顺序")),
    ),
)
"""Whose turn comes when, as a sheet tells it that is kept nowhere: by the rows, or by a column of places."""

ORDERS = ("joined", "name", "list", "least")


_ONE_AT_A_TIME = (
    "同一片区同时只能有一位轮值主席，请核对日期；没有任满的，先用 liaison chair end 让它提前结束。"
)


def _check(work: Work, draft: Draft) -> None:
    unit, start = draft["unit_id"], draft.text("start")
    if draft.gives("unit_id", "start") and not is_member(work, unit, start):
        label = work.index("member").labels[unit]
        raise CellRefused("unit", f"“{label}”在 {start} 不是成员单位，不能任轮值主席，", "请核对单位或日期。")


def _check_all(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Terms of one area must not share a day; one without a number gets the next of its area, but for an acting chair's."""
    changing = {draft.old["id"] for draft in drafts if draft.old}
    spans: dict[object, list[tuple[date, date | None]]] = defaultdict(list)
    ordinals: dict[object, set[int]] = defaultdict(set)
    for row in asked.terms(work.database):
        if row["id"] not in changing:
            spans[row["area"]].append(
                (_day(row["start"]), _day(row["last_day"]) if row["last_day"] else None)
            )
            ordinals[row["area"]].add(row["ordinal"] or 0)
    refused = []
    for draft in sorted(drafts, key=lambda one: one.text("start")):
        area, start = draft["area"], _day(draft.text("start"))
        end = _day(draft.text("end")) if draft["end"] else None
        if other := overlapping(spans[area], start, end):
            until = other[1].isoformat() if other[1] else "未定"
            text = f"与另一任期 {other[0].isoformat()} 至 {until} 重叠，"
            refused.append((draft, CellRefused("start", text, _ONE_AT_A_TIME)))
            continue
        if draft["ordinal"] is None:
            draft.values["ordinal"] = None if draft["acting"] else max(ordinals[area], default=0) + 1
        elif draft["ordinal"] in ordinals[area]:
            refused.append(
                (draft, CellRefused("ordinal", f"第 {draft['ordinal']} 任已有记录，", "请核对任次。"))
            )
            continue
        ordinals[area].add(draft["ordinal"] or 0)
        spans[area].append((start, end))
    return refused


def _day(text: str) -> date:
    return date.fromisoformat(text)


CHAIR_DESK = Desk(CHAIR, check=_check, check_all=_check_all)


def _check_places(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """No two units have one place in the order."""
    changing = {draft.old["id"] for draft in drafts if draft.old}
    taken = {row["rank"] for row in asked.order(work.database) if row["row_id"] not in changing}
    refused = []
    for draft in drafts:
        if draft["position"] in taken:
            refused.append(
                (draft, CellRefused("position", f"第 {draft['position']} 位已有单位，", "请核对次序。"))
            )
        taken.add(draft["position"])
    return refused


CHAIR_ORDER_DESK = Desk(CHAIR_ORDER, check_all=_check_places)


def plan(
    database: Database,
    *,
    start: str,
    count: int,
    months: int,
    order: str,
    after: Record | None = None,
    skip: frozenset[str] = frozenset(),
    area: str | None = None,
) -> list[Record]:
    """Who would chair the next ``count`` terms of ``months`` each, from ``start`` on; nothing is written.

    Who acted for another has had no turn by it: neither the circle nor the count of turns goes on.
    """
    units = {unit["code"]: unit for unit in records(database, MEMBER)}
    elsewhere = frozenset(code for code, unit in units.items() if area is not None and unit["area"] != area)
    held = asked.terms_of_area(database, area)
    turns = [term for term in held if not term["acting"]]
    first = _day(start)
    before = [term for term in turns if term["start"] < start]
    last = after["code"] if after else (before[-1]["code"] if before else None)
    spans = [terms.span(first, months, nth) for nth in range(count)]
    candidates = _candidates(database, units, turns, order)
    if order == "least" or (after is None and last not in {candidate.key for candidate in candidates}):
        last = None
    seated = rotation.plan(candidates, spans, last, skip | elsewhere, order == "least")
    ordinal = max((term["ordinal"] or 0 for term in held), default=0)
    return [
        {
            "ordinal": ordinal + number,
            "unit": units[code]["name"],
            "unit_code": code,
            "unit_short": units[code]["short"],
            "unit_id": units[code]["id"],
            "start": begin.isoformat(),
            "end": end.isoformat(),
            "area": area,
        }
        for number, (code, (begin, end)) in enumerate(zip(seated, spans, strict=True), start=1)
    ]


def _candidates(
    database: Database, units: dict[str, Record], turns: list[Record], order: str
) -> list[rotation.Candidate]:
    listed = {row["code"]: row["rank"] for row in asked.order(database)}
    if order == "list" and not listed:
        raise Refused("还没有设定轮值顺序，", "请先用 liaison chair order 依次写出各单位。")
    last_end: dict[str, date] = {}
    times: dict[str, int] = defaultdict(int)
    for term in turns:
        times[term["code"]] += 1
        last_end[term["code"]] = _day(term["last_day"] or term["start"])
    found = []
    for code, unit in units.items():
        if order == "list" and code not in listed:
            continue
        spells = tuple((_day(s["joined"]), _day(s["left"]) if s["left"] else None) for s in unit["spells"])
        if not spells:
            continue
        key: tuple[object, ...] = {
            "name": (unit["sort_key"], unit["name"], code),
            "joined": (spells[0][0], code),
            "list": (listed.get(code), code),
            "least": (unit["rank"] is None, unit["rank"] or 0, code),
        }[order]
        found.append(rotation.Candidate(code, key, spells, times[code], last_end.get(code)))
    return found


def set_order(work: Work, units: list[int]) -> None:
    """Set the council's own order of the chair, in place of any earlier one."""
    if len(set(units)) < len(units):
        raise Refused("轮值顺序里有单位写了两次，", "请每个单位只写一次。")
    present = {row["unit_id"]: row["row_id"] for row in asked.order(work.database)}
    for unit, row in present.items():
        if unit not in units:
            work.change.remove("chair_order", row)
    for position, unit in enumerate(units, start=1):
        if unit in present:
            work.change.update("chair_order", present[unit], {"position": position})
        else:
            work.change.insert("chair_order", {"unit_id": unit, "position": position})
