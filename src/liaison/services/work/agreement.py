"""Agreements: two parties at least, days in their order, and what signing, renewing and ending them does."""

from __future__ import annotations

from collections.abc import Collection

from liaison.columns import Record
from liaison.errors import Refused
from liaison.nouns.work.agreement import AGREEMENT, AGREEMENT_STEP
from liaison.queries.records import by_id
from liaison.queries.work.agreement import latest_renewals
from liaison.rules.work.agreements import FEWEST, RENEWED, SIGNED
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.saving import save
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    parties = draft["parties_id"] or ()
    if draft.gives("parties_id") and len(set(parties)) < FEWEST:
        raise CellRefused("parties", "协议至少要有两方，", "请写全各方。")
    if draft.old is None and not draft["status"]:
        draft.values["status"] = SIGNED if draft["signed"] else "草拟"
    signed, end = draft.text("signed"), draft.text("end")
    if draft.gives("signed") and signed:
        refuse_future(work, "signed", AGREEMENT["signed"].label, signed)
    if end and signed and end < signed and draft.gives("signed", "end"):
        raise CellRefused("end", f"到期日 {end} 早于签订日期 {signed}，", "请核对。")


AGREEMENT_DESK = Desk(AGREEMENT, check=_check)


def _put_back(work: Work, steps: Collection[int]) -> None:
    """With the last renewal goes the last day that it has brought."""
    for row in latest_renewals(work.database, steps):
        work.change.update(AGREEMENT.table, row["agreement"], {AGREEMENT["end"].store: row["before"]})


AGREEMENT_STEP_DESK = Desk(AGREEMENT_STEP, leaving=_put_back)


def sign(work: Work, agreement: Record, day: str, values: Record) -> Record:
    """Let an agreement hold from the day it is signed; ``values`` are what else is known then. Returns it as it is now."""
    step(work, agreement, SIGNED, day)
    return save(work, AGREEMENT, {**values, "signed": day}, by_id(work.database, AGREEMENT, agreement["id"]))


def renew(work: Work, agreement: Record, day: str, end: str, note: str | None) -> Record:
    """Give an agreement a new last day. Raises ``Refused`` where that is none later than it has."""
    before = agreement["end"]
    if before and end <= before:
        raise Refused(f"新的到期日 {end} 不晚于原来的到期日 {before}，", "请核对。")
    step(work, agreement, RENEWED, day, note, before)
    return save(work, AGREEMENT, {"end": end}, by_id(work.database, AGREEMENT, agreement["id"]))


def step(
    work: Work, agreement: Record, state: str, day: str, note: str | None = None, before: str | None = None
) -> None:
    """Bring an agreement into a state from a day on."""
    values = {"agreement_id": agreement["id"], "status": state, "day": day, "note": note, "before": before}
    save(work, AGREEMENT_STEP, values)
