"""Honours: a certificate's number is given once, and what is missing of a series is said."""

from __future__ import annotations

from liaison.nouns.merit.honour import HONOUR
from liaison.queries.merit.honour import CERTIFICATE
from liaison.rules.merit.honours import HELD, first_state
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.series import Counting
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    if draft.old is None and not draft["status"]:
        draft.values["status"] = first_state(draft.text("kind"), draft["day"])
    if draft["status"] in HELD and draft.gives("day", "status"):
        refuse_future(work, "day", HONOUR["day"].label, draft.text("day"))
    day, review = draft.text("day"), draft.text("review")
    if review and review < day and draft.gives("day", "review"):
        raise CellRefused(
            "review", f"{HONOUR['review'].label} {review} 早于{HONOUR['day'].label} {day}，", "请核对。"
        )


HONOUR_DESK = Counting(CERTIFICATE).desk(_check)
