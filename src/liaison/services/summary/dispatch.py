"""Documents that go out: a number is given once, and what is missing of them is said."""

from __future__ import annotations

from liaison.nouns.summary.dispatch import DISPATCH
from liaison.queries.summary.dispatch import DOCUMENT, series_of
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.series import Counting
from liaison.services.writing.work import Work

_COUNTING = Counting(DOCUMENT)


def _check(work: Work, draft: Draft) -> None:
    if not draft["number"]:
        draft.values["number"] = series_of(work.database, draft.text("day")[:4])
    _COUNTING.check(work, draft)


DISPATCH_DESK = Desk(
    DISPATCH,
    ready=_COUNTING.ready,
    settle=_COUNTING.settle,
    check=_check,
    check_all=_COUNTING.check_all,
    finish=_COUNTING.finish,
)
