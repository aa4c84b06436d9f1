"""Funds and their memorandum ledger: booked, reversed, never edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from liaison.cells import tight
from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.quantities import Money
from liaison.queries.money import fund as ledger
from liaison.queries.money.entries import booked, last_day, numbers
from liaison.rules.money.ledger import EFFECTS, MEASURES, PLANNED, effect, overpaid, too_much
from liaison.rules.money.reversals import REVERSAL, objection
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.work import Work

_money = Money().show
_NAMED = 5
"""Units that are named in a sentence."""


def _check_fund(work: Work, draft: Draft) -> None:
    if draft.gives("closed") and draft["closed"] and draft.old:
        last = last_day(work.database, draft.old["id"])
        if last and last > draft.text("closed"):
            raise CellRefused(
                "closed", f"关闭日期 {draft['closed']} 早于最后一笔流水的日期 {last}，", "请核对。"
            )
    if draft.gives("custodian_id"):
        warn_outsider(work, draft["custodian_id"], draft.text("opened"), "托管单位")


def _after_fund(work: Work, draft: Draft, key: int) -> None:
    if draft.old is None:
        _new_funds(work).add(key)


def _new_funds(work: Work) -> set[int]:
    """The funds that this command has opened."""
    found: set[int] = work.recall("funds of this command", lambda _work: set())
    return found


FUND_DESK = Desk(FUND, check=_check_fund, after=_after_fund)


def _check_entry(work: Work, draft: Draft) -> None:
    if draft.old is not None:
        raise CellRefused("number", "流水一经登记不能修改，", "请用 liaison fund reverse 冲正后另记一笔。")
    fund = work.recall("funds", lambda one: ledger.funds(one.database))[draft.values["fund_id"]]
    if fund["closed"] and fund["id"] not in _new_funds(work):
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
        short_ones = dict(refused)
        _warn_overpaid(work, fund, [draft for draft in sound if draft not in short_ones])
    return refused


def _effect(draft: Draft, measure: str = "balance") -> int:
    return effect(_kind(draft), draft.values["amount"], measure, reversing=draft.values["kind"] == REVERSAL)


def _kind(draft: Draft) -> str:
    """The kind of an entry, of a reversal that of the entry it takes back."""
    kind: str = draft.facts.get("reversed_kind") or draft.values["kind"]
    return kind


def _warn_overpaid(work: Work, fund: int, coming: list[Draft]) -> None:
    """Say which units will have paid a fund more than was due, where that comes of these entries.

    A fund that comes with its whole ledger tells of what has been: nothing of it happens now.
    """
    if fund in _new_funds(work) or not any(draft["unit_id"] for draft in coming):
        return
    before = ledger.of_units(work.database, fund)
    after = {unit: {measure: sums[measure] for measure in MEASURES} for unit, sums in before.items()}
    for draft in coming:
        sums = after.setdefault(draft["unit_id"], dict.fromkeys(MEASURES, 0))
        for measure in EFFECTS[_kind(draft)]:
            sums[measure] += _effect(draft, measure)
    told = []
    for unit, sums in after.items():
        more = overpaid(sums)
        if unit is not None and more > (overpaid(before[unit]) if unit in before else 0):
            told.append(f"“{work.index('member').labels[unit]}”多缴 {_money(more)} 元")
    if told:
        name = work.recall("funds", lambda one: ledger.funds(one.database))[fund]["name"]
        rest = f" 等 {len(told)} 家" if len(told) > _NAMED else ""
        work.warn(
            f"“{name}”有多缴：{'、'.join(told[:_NAMED])}{rest}，请核对；确是多缴的，可以退款或抵以后的应缴。"
        )


def _number(work: Work, fund: int, coming: list[Draft]) -> None:
    """Give a serial number to the entries that have none; never one used before."""
    if all(draft.values.get("number") for draft in coming):
        return
    taken = numbers(work.database, fund) | {draft.values.get("number") for draft in coming}
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
    rows = booked(work.database, fund)
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
        row for row in booked(work.database, fund["id"]) if row["number"] in (number.strip(), tight(number))
    )
    entry = next(found, None)
    if entry is None:
        raise NotFound(
            f"专项“{fund['name']}”没有流水号“{number}”，", f"请用 liaison fund ledger {fund['code']} 查看。"
        )
    return opposite(entry, day, reason)


def opposite(entry: Record, day: str, reason: str) -> Draft:
    """A draft that takes an entry back."""
    values = {key: entry[key] for key in ("fund_id", "unit_id", "amount", "category", "payee", "round")}
    return Draft(values | {"kind": REVERSAL, "day": day, "reverses_id": entry["id"], "note": reason})


def balance_of(work: Work, fund: Record, day: str) -> int:
    """A fund's balance at the end of a day, in 分."""
    return sum(amount for when, amount in ledger.standing(work.database, fund["id"]).items() if when <= day)
