"""Documents that go out: a number is given once, and what is missing of them is said."""

from __future__ import annotations

from liaison.queries.summary.dispatch import DOCUMENT, series_of
from liaison.services.writing.draft import Draft
from liaison.services.writing.series import Counting
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    if not draft["number"]:
        draft.values["number"] = series_of(work.database, draft.text("day")[:4])


DISPATCH_DESK = Counting(DOCUMENT).desk(_check)
