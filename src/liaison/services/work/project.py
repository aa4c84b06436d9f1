"""Joint projects: stages that follow sensibly, indicators, and one reading per period."""

from __future__ import annotations

from liaison.cells import shown
from liaison.nouns.work.project import INDICATOR, PROJECT, READING
from liaison.quantities import Month, Share
from liaison.queries.keys import key_of
from liaison.queries.work.project import has_readings, periods, units_in_per_cent
from liaison.rules.periods import monday
from liaison.rules.work.stages import CARRIED_OUT, PROJECT_STAGES
from liaison.rules.work.targets import is_too_fine
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.shares import refuse_share, take_share
from liaison.services.writing.work import Work
from liaison.store.database import Database


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


def _check_indicator(work: Work, draft: Draft) -> None:
    if draft.gives("target", "every") and draft["target"] and is_too_fine(draft["target"], draft["every"]):
        raise CellRefused(
            "target",
            f"目标“{draft['target']}”比读数的周期（{draft['every']}）还短，",
            "没有读数可比，请改目标的周期或读数的周期。",
        )
    if draft.old is None or not draft.gives("every"):
        return
    if has_readings(work.database, draft.old["id"]):
        name, every = draft.old["name"], draft.old["every"]
        raise CellRefused("every", f"指标“{name}”已有{every}的读数，不能再改周期，", "请另设一个指标。")


INDICATOR_DESK = Desk(INDICATOR, check=_check_indicator)


def period_start(day: str, every: str) -> str:
    """The first day of the period of an indicator in which a day lies: itself, its Monday, or the first of its month."""
    if every == "每月":
        return day[:8] + "01"
    if every == "每周":
        return monday(day)
    return day


def _refuse_month(day: str, every: str) -> None:
    """Refuse a month where its days or weeks are counted. Raises ``CellRefused``."""
    if isinstance(day, Month) and every != "每月":
        raise CellRefused("day", f"“{shown(day.written)}”只到月份，这个指标{every}一个读数，", "请写到日。")


def reading_on(database: Database, indicator: int, day: str) -> int | None:
    """The key of the reading of an indicator for the period in which a day lies. Raises ``CellRefused``."""
    every = periods(database).get(indicator, "每日")
    _refuse_month(day, every)
    start = period_start(day, every)
    return key_of(database, READING, {"indicator_id": indicator, "period": start})


def _is_share(draft: Draft) -> bool:
    return isinstance(draft.values.get("value"), Share)


def _ready_readings(work: Work, drafts: list[Draft]) -> None:
    """Tell every reading's period, for a period has one reading; its own day stays as written.

    Of an indicator in per cent, 90% is a reading of 90.
    """
    every = periods(work.database)
    in_per_cent = set(units_in_per_cent(work.database)) if any(map(_is_share, drafts)) else set()
    for draft in drafts:
        if draft["indicator_id"] in in_per_cent:
            take_share(draft, "value", 100)
        day = draft.values.get("day")
        if day:
            period = every.get(draft["indicator_id"], "每日")
            if not isinstance(day, Month) or period == "每月":
                draft.values["day"] = day = str(day)
                draft.values["period"] = period_start(day, period)


def _settle_reading(_work: Work, draft: Draft) -> None:
    """A second reading of a week or a month tells its value once more; the day stays, unless the day itself was corrected."""
    assert draft.old is not None
    corrected = draft.edited is not None and "day" in draft.edited
    if not corrected and draft.values.get("period") == draft.old["period"]:
        draft.values.pop("day", None)


def _check_reading(work: Work, draft: Draft) -> None:
    if draft["indicator_id"] is None:
        raise CellRefused("indicator", "缺少项目和指标，", "请填写这两列，或在命令里写明。")
    refuse_share(draft, "value", "这个指标的单位不是 %")
    if isinstance(day := draft.values.get("day"), Month):
        _refuse_month(day, periods(work.database).get(draft["indicator_id"], "每日"))
    if not draft.gives("day"):
        return
    # A week or a month may be told before it has ended, but not before it has begun.
    if draft.text("period") > work.today_text:
        refuse_future(work, "day", "日期", draft.text("day"))
    if draft.old is not None:
        before, after = draft.old["day"], draft.text("day")
        if before[:4] != after[:4]:
            work.warn(f"读数的日期由 {before} 改为 {after}，从{before[:4]}年移到了{after[:4]}年，请核对。")


READING_DESK = Desk(READING, settle=_settle_reading, check=_check_reading, ready=_ready_readings)
