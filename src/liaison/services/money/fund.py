"""Funds and their memorandum ledger: booked, apportioned, reversed, never edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from liaison.cells import tight
from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.quantities import Money
from liaison.queries.council.member import members
from liaison.queries.money import fund as ledger
from liaison.rules.money.apportion import shares
from liaison.rules.money.ledger import PLANNED, effect, too_much
from liaison.rules.money.reversals import REVERSAL, objection
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.work import Work

_money = Money().show


def _check_fund(work: Work, draft: Draft) -> None:
    if draft.gives("closed") and draft["closed"] and draft.old:
        last = ledger.last_day(work.database, draft.old["id"])
        if last and last > draft.text("closed"):
            raise CellRefused(
                "closed", f"关闭日期 {draft['closed']} 早于最后一笔流水的日期 {last}，", "请核对。"
            )
    if draft.gives("custodian_id"):
        warn_outsider(work, draft["custodian_id"], draft.text("opened"), "托管单位")


def _after_fund(work: Work, draft: Draft, key: int) -> None:
    if draft.old is None:
        work.recall("funds of this command", lambda _work: set()).add(key)


FUND_DESK = Desk(FUND, check=_check_fund, after=_after_fund)


def _check_entry(work: Work, draft: Draft) -> None:
    if draft.old is not None:
        raise CellRefused("number", "流水一经登记不能修改，", "请用 liaison fund reverse 冲正后另记一笔。")
    fund = work.recall("funds", lambda one: ledger.funds(one.database))[draft.values["fund_id"]]
    new = work.recall("funds of this command", lambda _work: set())
    if fund["closed"] and fund["id"] not in new:
        raise CellRefused("fund", f"专项“{fund['name']}”已于 {fund['closed']} 关闭，", "不能再记账。")
    if draft.text("day") < fund["opened"]:
        work.warn(f"专项“{fund['name']}”有早于设立日期 {fund['opened']} 的流水，请核对设立日期。")
    if draft["kind"] not in PLANNED:
        refuse_future(work, "day", f"{draft['kind']}的日期", draft.text("day"))
    if draft["kind"] == REVERSAL and draft["reverses_id"] is None:
        raise CellRefused("reverses", "冲正没有写明冲的是哪一笔，", "请填写冲正流水号。")
    if draft["kind"] != REVERSAL and draft["reverses_id"] is not None:
        raise CellRefused(
            "reverses", f"类型是“{draft['kind']}”，却填了冲正流水号，", "请把类型改为冲正，或清空流水号。"
        )
    if draft["kind"] != REVERSAL:
        warn_outsider(work, draft["unit_id"], draft.text("day"), "往来单位")


def _check_ledger(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Number the new entries, match each reversal to its original, and keep every fund's balance from going below zero."""
    new = [draft for draft in drafts if draft.old is None]
    by_fund: dict[int, list[Draft]] = defaultdict(list)
    for draft in new:
        by_fund[draft.values["fund_id"]].append(draft)
    refused: list[tuple[Draft, CellRefused]] = []
    for fund, coming in by_fund.items():
        _number(work, fund, coming)
        bad = dict(_reversals(work, fund, coming))
        refused += list(bad.items())
        sound = [draft for draft in coming if draft not in bad]
        effects = [(draft.text("day"), _effect(draft)) for draft in sound]
        for place, day, short in too_much(ledger.standing(work.database, fund), effects):
            text = f"记入后 {day} 的余额将为 -{_money(short)} 元，"
            refused.append(
                (sound[place], CellRefused("amount", text, "余额不足，请核对金额、日期或先登记到账。"))
            )
    return refused


def _effect(draft: Draft) -> int:
    kind = draft.facts.get("reversed_kind") or draft.values["kind"]
    return effect(kind, draft.values["amount"], "balance", reversing=draft.values["kind"] == REVERSAL)


def _number(work: Work, fund: int, coming: list[Draft]) -> None:
    """Give a serial number to the entries that have none; never one used before."""
    if all(draft.values.get("number") for draft in coming):
        return
    taken = ledger.numbers(work.database, fund) | {draft.values.get("number") for draft in coming}
    for draft in coming:
        while not draft.values.get("number"):
            number = str(work.change.number(f"code:entry:{fund}"))
            if number not in taken:
                draft.values["number"] = number


def _reversals(work: Work, fund: int, coming: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """Match reversals to their originals, on record or in the same sheet; each original is reversed once and whole."""
    reversals = [draft for draft in coming if draft.values["kind"] == REVERSAL]
    if not reversals:
        return []
    rows = ledger.booked(work.database, fund)
    by_id: dict[object, Record] = {row["id"]: row for row in rows}
    by_number: dict[object, Record] = {row["number"]: row for row in rows}
    by_number |= {draft.values["number"]: draft.values for draft in coming}
    done = {by_id[row["reverses_id"]]["number"] for row in rows if row["reverses_id"]}
    refused = []
    for draft in reversals:
        wanted = draft.values["reverses_id"]
        original = by_id.get(wanted) or by_number.get(wanted)
        if found := objection(draft.values, original, wanted, done):
            refused.append((draft, CellRefused(*found)))
            continue
        assert original is not None
        done.add(original["number"])
        draft.facts["reversed_kind"] = original["kind"]
        draft.values["unit_id"] = original.get("unit_id")
        if draft.values.get("category") is None:
            draft.values["category"] = original.get("category")
    return refused


def _leaving(_work: Work, _keys: Collection[int]) -> None:
    raise Refused("登记过的流水不能删除，", "记错的账请用 liaison fund reverse 冲正。")


ENTRY_DESK = Desk(ENTRY, check=_check_entry, check_all=_check_ledger, leaving=_leaving)


def reversal(work: Work, fund: Record, number: str, day: str, reason: str) -> Draft:
    """A draft that reverses the entry of that serial number."""
    found = (
        row
        for row in ledger.booked(work.database, fund["id"])
        if row["number"] in (number.strip(), tight(number))
    )
    entry = next(found, None)
    if entry is None:
        raise NotFound(
            f"专项“{fund['name']}”没有流水号“{number}”，", f"请用 liaison fund ledger {fund['code']} 查看。"
        )
    return _opposite(entry, day, reason)


def _opposite(entry: Record, day: str, reason: str) -> Draft:
    values = {key: entry[key] for key in ("fund_id", "unit_id", "amount", "category", "payee", "round")}
    return Draft(values | {"kind": REVERSAL, "day": day, "reverses_id": entry["id"], "note": reason})


def balance_of(work: Work, fund: Record, day: str) -> int:
    """A fund's balance at the end of a day, in 分."""
    return sum(amount for when, amount in ledger.standing(work.database, fund["id"]).items() if when <= day)


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
        _opposite(entry, max(day, entry["day"]), f"“{round_name}”重新分摊，原应缴作废")
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
