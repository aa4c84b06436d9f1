"""A sum of money divided among units, each share booked as what that unit is to pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from liaison.columns import Column, Noun, Record
from liaison.errors import Refused
from liaison.kinds import Ref
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Money, Number, Whole
from liaison.queries.council.member import members
from liaison.queries.money.entries import dues_apportioned
from liaison.rules.money.apportion import BASES, shares
from liaison.services.council.membership import warn_outsider
from liaison.services.money.fund import opposite
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work

WEIGHT = Noun(
    name="weight",
    label="权重",
    table="",
    identity=(("unit",),),
    columns=(
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=(MEMBER["name"].label, *MEMBER["name"].synonyms),
        ),
        Column(
            "weight",
            "权重",
            Number(shares=True),
            required=True,
            synonyms=("比例", "系数", "基数", "份数", "面积"),
        ),
    ),
)
"""What each unit's share is measured by: a sheet that is read, and kept nowhere."""


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
    by: str,
) -> tuple[str, list[int], list[Draft]]:
    """Divide a total among units (in the order of codes); returns the round, the shares, and the drafts of the entries.

    Of an earlier apportioning of the same fund and round, dues that stand as they are wanted stay untouched; the others are
    reversed, due by due, and stay on record. On every day from ``day`` on the dues of the round sum to the total.
    """
    parts = shares(total, bases, low, high)
    earlier = dues_apportioned(work.database, fund["id"])
    if round_name is None:
        used = {entry["round"] for entry in earlier}
        round_name = next(name for n in range(1, len(used) + 2) if (name := f"第{n}批") not in used)
    earlier = [entry for entry in earlier if entry["round"] == round_name]
    _refuse_between(round_name, earlier, day)
    told = {
        unit["id"]: _how(by, base, sum(bases), low, high) for unit, base in zip(units, bases, strict=True)
    }
    wanted = {unit["id"]: share for unit, share in zip(units, parts, strict=True) if share}
    standing: dict[int, list[Record]] = defaultdict(list)
    for entry in earlier:
        if entry["reversed_on"] is None:
            standing[entry["unit_id"]].append(entry)
    kept = {unit for unit, share in wanted.items() if _stands(standing[unit], share, day)}
    drafts = [
        opposite(entry, max(day, entry["day"]), f"“{round_name}”重新分摊，原应缴作废")
        for unit, entries in standing.items()
        if unit not in kept
        for entry in entries
    ]
    drafts += [
        Draft(
            {
                "fund_id": fund["id"],
                "kind": "应缴",
                "day": day,
                "unit_id": unit,
                "amount": share,
                "round": round_name,
                "note": f"{round_name}分摊（{told[unit]}）",
            },
        )
        for unit, share in wanted.items()
        if unit not in kept
    ]
    return round_name, parts, drafts


def _how(by: str, base: int, total: int, low: int | None, high: int | None) -> str:
    """How a share was worked out, for who is asked to pay it: 按职工人数 86/2,155，至少 5,000.00 元."""
    kind = Number() if by == "weight" else Whole()
    measure = BASES[by] if by == "equal" else f"{BASES[by]} {kind.show(base)}/{kind.show(total)}"
    bounds = [f"{word} {Money().show(limit)} 元" for word, limit in (("至少", low), ("至多", high)) if limit]
    return "，".join([measure, *bounds])


def _stands(entries: Sequence[Record], share: int, day: str) -> bool:
    """Whether the dues of a unit are its share from that day on."""
    return sum(entry["amount"] for entry in entries) == share and all(
        entry["day"] <= day for entry in entries
    )


def _refuse_between(round_name: str, earlier: Sequence[Record], day: str) -> None:
    """A due counts until the day on which it was reversed: before that day another in its place would count beside it."""
    changed = max(
        (entry["reversed_on"] for entry in earlier if (entry["reversed_on"] or "") > entry["day"]), default=""
    )
    if day < changed:
        raise Refused(
            f"批次“{round_name}”的应缴在 {changed} 冲正或重新分摊过，{day} 到那一天会算成两份，",
            f"请把日期（--on）写成 {changed} 或以后。",
        )
