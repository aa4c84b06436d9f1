"""Figures as they were published: a share is written as a percentage, no other figure is."""

from __future__ import annotations

from liaison.nouns.summary.report import PUBLISHED, shares
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.shares import refuse_share, take_share
from liaison.services.writing.work import Work


def _ready(_work: Work, drafts: list[Draft]) -> None:
    for draft in drafts:
        if draft["figure"] in shares():
            take_share(draft, "value", 1)


def _check(_work: Work, draft: Draft) -> None:
    refuse_share(draft, "value", f"“{draft['figure']}”不是比例")


PUBLISHED_DESK = Desk(PUBLISHED, ready=_ready, check=_check)
