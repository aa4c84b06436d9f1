"""Joint projects: stages that follow sensibly; their indicators are written as all are."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from liaison.nouns.work.project import PROJECT, PROJECT_INDICATOR, PROJECT_READING
from liaison.rules.work.stages import CARRIED_OUT, PROJECT_STAGES
from liaison.services.council.membership import warn_outsider
from liaison.services.work import indicator
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work


def _check_project(work: Work, draft: Draft) -> None:
    start, finished = draft.text("start"), draft.text("finished")
    if draft["stage"] in PROJECT_STAGES.final and not finished:
        work.warn(f"项目“{draft['name']}”已结项，但没有完成日期，不会计入任何一年的结项数。")
    if draft["stage"] in CARRIED_OUT and not start:
        work.warn(
            f"项目“{draft['name']}”已在{draft['stage']}，但没有启动日期，不会计入推进的项目，请补填启动日期。"
        )
    day = start or work.today_text
    if draft.gives("lead_id", "start"):
        warn_outsider(work, draft["lead_id"], day, "牵头单位")
    if draft.gives("partner_id", "start"):
        for unit in draft["partner_id"] or ():
            warn_outsider(work, unit, day, "参与单位")


PROJECT_DESK = Desk(PROJECT, check=_check_project)
PROJECT_INDICATOR_DESK = replace(
    indicator.INDICATOR_DESK, noun=PROJECT_INDICATOR, check=partial(indicator.check_indicator, every="every")
)
PROJECT_READING_DESK = replace(indicator.READING_DESK, noun=PROJECT_READING)
