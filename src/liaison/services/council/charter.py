"""The council's rules: set from a day on, what is not said anew stays as it was."""

from __future__ import annotations

from liaison.columns import Record
from liaison.nouns.council.charter import CHARTER
from liaison.queries.council.charter import next_start, version_on
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.saving import save_draft
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    topics, notice = draft["topic_days"], draft["notice_days"]
    if draft.gives("topic_days", "notice_days") and None not in (topics, notice) and topics < notice:
        work.warn(f"会前 {notice} 天发通知，会前 {topics} 天才截止报送议题，通知里的议题会不全，请核对。")


CHARTER_DESK = Desk(CHARTER, check=_check)


def amend(work: Work, day: str, given: Record) -> tuple[Record, Record | None]:
    """Set rules from a day on: a new version that keeps all else as it is in force then, or a correction of that day's own.

    Returns the version as it is now, and that which it changes or follows.
    """
    before = version_on(work.database, day)
    if later := next_start(work.database, day):
        work.warn(f"从 {later} 起另有规定，这次的只管到前一天。")
    if before is not None and before["start"] == day:
        return save_draft(work, CHARTER, Draft(given, before)), before
    kept = {slot: before[slot] for slot in CHARTER.stored} if before else {}
    return save_draft(
        work, CHARTER, Draft({**kept, "basis": None, "note": None, **given, "start": day})
    ), before
