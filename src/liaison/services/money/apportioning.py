"""A sum of money divided among units, each share booked as what that unit is to pay."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.columns import Record
from liaison.errors import Refused
from liaison.queries.council.member import members
from liaison.queries.money import fund as ledger
from liaison.rules.money.apportion import shares
from liaison.services.council.membership import warn_outsider
from liaison.services.money.fund import opposite
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work


def sharers(
    work: Work, day: str, only: set[int], exempt: set[int], weights: dict[int, int] | None
) -> list[Record]:
    """The units among which a total is divided, in the order of codes: those named or weighed, else that day's members."""
    chosen = only or (set(weights) if weights is not None else None)
    units = [
        unit
        for unit in members(work.database, None if chosen else day)
        if unit["id"] not in exempt and (chosen is None or unit["id"] in chosen)
    ]
    if weights is not None:
        units = [unit for unit in units if unit["id"] in weights]
    for unit in units:
        warn_outsider(work, unit["id"], day, "分摊单位")
    return sorted(units, key=lambda unit: unit["code"])


def bases(by: str, units: Sequence[Record], weights: dict[int, int] | None) -> list[int]:
    """What each unit's share is measured by. Raises ``Refused`` where a unit's figure is unknown."""
    if by == "equal":
        return [1] * len(units)
    if by == "weight":
        return [(weights or {})[unit["id"]] for unit in units]
    key, label = {"headcount": ("headcount", "职工人数"), "party": ("party_members", "党员人数")}[by]
    if unknown := [unit["short"] or unit["name"] for unit in units if unit[key] is None]:
        raise Refused(
            f"这些单位没有{label}：{'、'.join(unknown)}，", "请先补填，或用 --exempt 免除、--by 换一种办法。"
        )
    return [unit[key] for unit in units]


def apportion(
    work: Work,
    fund: Record,
    *,
    total: int,
    units: Sequence[Record],
    bases: Sequence[int],
    low: int | None,
    high: int | None,
    round_name: str | None,
    day: str,
) -> tuple[str, list[int], list[Draft]]:
    """Divide a total among units (in the order of codes); returns the round, the shares, and the drafts of the entries.

    An earlier apportioning of the same fund and round is reversed, due by due, and stays on record.
    """
    parts = shares(total, bases, low, high)
    earlier = ledger.dues_apportioned(work.database, fund["id"])
    if round_name is None:
        used = {entry["round"] for entry in earlier}
        round_name = next(name for n in range(1, len(used) + 2) if (name := f"第{n}批") not in used)
    drafts = [
        opposite(entry, max(day, entry["day"]), f"“{round_name}”重新分摊，原应缴作废")
        for entry in earlier
        if entry["round"] == round_name
    ]
    drafts += [
        Draft(
            {
                "fund_id": fund["id"],
                "kind": "应缴",
                "day": day,
                "unit_id": unit["id"],
                "amount": share,
                "round": round_name,
                "note": f"{round_name}分摊",
            },
        )
        for unit, share in zip(units, parts, strict=True)
        if share
    ]
    return round_name, parts, drafts
