"""Joint projects: stages that follow sensibly, indicators, and one reading per period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from liaison.errors import Refused
from liaison.nouns.work.project import INDICATOR, PROJECT, READING, STAGE
from liaison.rules.periods import monday
from liaison.rules.work import stages
from liaison.services.council.membership import warn_outsider
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work


def _check_project(work: Work, draft: Draft) -> None:
    start, finished = draft.text("start"), draft.text("finished")
    if start and finished and finished < start:
        raise CellRefused("finished", f"完成日期 {finished} 早于启动日期 {start}，", "请核对。")
    if draft["stage"] == "结项" and not finished:
        work.warn(f"项目“{draft['name']}”已结项，但没有完成日期，不会计入任何一年的结项数。")
    day = start or work.today.isoformat()
    if draft.gives("lead_id", "start"):
        warn_outsider(work, draft["lead_id"], day, "牵头单位")
    if draft.gives("partner_id", "start"):
        for unit in draft["partner_id"] or ():
            warn_outsider(work, unit, day, "参与单位")


def _with_stages(work: Work) -> set[int]:
    return {row[0] for row in work.database.tuples("SELECT DISTINCT project_id FROM project_stage")}


def _settle_project(work: Work, draft: Draft) -> None:
    """Where a project's moves are on record they alone say its stage and its end; a sheet's other word is not taken."""
    old = draft.old
    if (
        old is None
        or not draft.gives("stage", "finished")
        or old["id"] not in work.recall("staged", _with_stages)
    ):
        return
    if draft.typed:
        hint = f"请用 liaison project stage {old['code']} 登记或补记。"
        raise CellRefused(
            "finished", f"项目“{old['name']}”的完成日期由阶段记录决定（{old['stage']}），", hint
        )
    if draft.edited is None or not draft.edited.isdisjoint(("stage", "finished")):
        work.warn(
            f"项目“{old['name']}”的阶段和完成日期以阶段记录为准（{old['stage']}），表里写的没有采用，"
            f"请用 liaison project stage {old['code']} 补记。"
        )
    draft.values.pop("stage", None)
    draft.values.pop("finished", None)


PROJECT_DESK = Desk(PROJECT, check=_check_project, settle=_settle_project)


def _check_stages(work: Work, drafts: list[Draft]) -> list[tuple[Draft, CellRefused]]:
    """The moves of each project, those on record and those that come, must follow sensibly in the order of their days."""
    coming: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        coming[draft.values["project_id"]].append(draft)
    changing = {draft.old["id"] for draft in drafts if draft.old}
    on_record: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for row in work.database.records("SELECT id, project_id, stage, day FROM project_stage ORDER BY id"):
        if row["id"] not in changing:
            on_record[row["project_id"]].append((row["day"], -1, row["stage"]))
    refused = []
    for project, arriving in coming.items():
        moves = on_record[project] + [
            (d.text("day"), place, d.text("stage")) for place, d in enumerate(arriving)
        ]
        moves.sort(key=lambda move: (move[0], move[1]))
        for count, (day, place, _stage) in enumerate(moves, start=1):
            try:
                stages.check_history([(date.fromisoformat(m[0]), m[2]) for m in moves[:count]])
            except Refused as error:
                culprit = arriving[place] if place >= 0 else arriving[0]
                refused.append((culprit, CellRefused("stage", f"{day}：{error.sentence}", error.hint)))
                break
        else:
            _warn_reopened(work, project, moves[-1][2])
    return refused


def _warn_reopened(work: Work, project: int, last: str) -> None:
    """Say that a project which its own row calls finished is not so by its moves."""
    row = work.database.records("SELECT name, stage, finished FROM project WHERE id = :id", id=project)[0]
    if row["stage"] == "结项" and last != "结项":
        day = row["finished"] or "没有日期"
        work.warn(
            f"项目“{row['name']}”原登记为结项（{day}），按阶段记录改为“{last}”，如已结项请补记结项的日期。"
        )


def _after_stage(work: Work, draft: Draft, _key: int) -> None:
    """Let the project stand where its latest move has brought it."""
    work.change.flush()
    project = draft["project_id"]
    last = work.database.records(
        "SELECT stage, day FROM project_stage WHERE project_id = :project ORDER BY day DESC, id DESC LIMIT 1",
        project=project,
    )[0]
    finished = last["day"] if last["stage"] == "结项" else None
    work.change.update("project", project, {"stage": last["stage"], "finished": finished})


STAGE_DESK = Desk(STAGE, check_all=_check_stages, after=_after_stage)


def _check_indicator(work: Work, draft: Draft) -> None:
    if draft.old is None or not draft.gives("every"):
        return
    if work.database.value("SELECT 1 FROM reading WHERE indicator_id = :id", id=draft.old["id"]):
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


def _ready_readings(work: Work, drafts: list[Draft]) -> None:
    """Tell every reading's period, for a period has one reading; its own day stays as written."""
    every = dict(work.database.tuples("SELECT id, every FROM indicator WHERE every <> '每日'"))
    for draft in drafts:
        day = draft.values.get("day")
        if day:
            draft.values["period"] = period_start(day, every.get(draft.values.get("indicator_id"), "每日"))


def _check_reading(_work: Work, draft: Draft) -> None:
    if draft["indicator_id"] is None:
        raise CellRefused("indicator", "缺少项目和指标，", "请填写这两列，或在命令里写明。")


READING_DESK = Desk(READING, check=_check_reading, ready=_ready_readings)
