"""A whole summary, gathered once: what the screen, the JSON and the workbook all show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from liaison.columns import Record
from liaison.figures import sections
from liaison.figures.notes import sentences, texts, words
from liaison.figures.summary import Measured, Summary
from liaison.queries.council import the_council
from liaison.rules.periods import Period
from liaison.store.database import Database


@dataclass
class Content:
    """A summary's figures, sentences and lists, in stored values (分, ten-thousandths, ISO days)."""

    council: Record
    period: Period
    words: dict[str, str | None]
    texts: dict[str, Any]
    figures: list[Measured] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    chairs: list[Record] = field(default_factory=list)
    members: list[Record] = field(default_factory=list)
    projects: list[Record] = field(default_factory=list)
    activities: list[Record] = field(default_factory=list)
    by_month: list[Record] = field(default_factory=list)
    by_kind: list[Record] = field(default_factory=list)
    by_unit: list[Record] = field(default_factory=list)
    funds: list[Record] = field(default_factory=list)
    dealings: list[Record] = field(default_factory=list)
    spending: list[Record] = field(default_factory=list)
    custodians: str = ""


def summary_content(summary: Summary, today: str) -> Content:
    """Everything a summary shows."""
    database, period = summary.database, summary.period
    content = _content(database, period, words(summary) | {"today": today}, summary.council)
    content.figures = summary.figures
    content.notes = sentences(summary)
    content.chairs = sections.chairs(database, period)
    content.members = sections.members(database, period)
    content.projects = sections.projects(database, period)
    content.activities = sections.activity_list(database, period)
    content.by_month = sections.activities_by_month(database, period)
    content.by_kind = sections.activities_by_kind(database, period)
    content.by_unit = sections.activities_by_unit(database, period)
    content.funds = sections.funds(database, period)
    content.dealings = sections.dealings(database, period)
    content.spending = sections.spending(database, period)
    return content


def project_content(database: Database, period: Period, today: str, codes: list[str]) -> Content:
    """The report of projects: each with its stages, its funding by unit and its indicators; all where none is named."""
    council = the_council(database)
    content = _content(database, period, words(Summary(database, period, None)) | {"today": today}, council)
    content.projects = [
        project for project in sections.projects(database, period) if not codes or project["code"] in codes
    ]
    content.dealings = sections.dealings(database, period)
    for project in content.projects:
        project["stages"] = database.records(
            "SELECT stage, day, note FROM project_stage WHERE project_id = :id AND day <= :to ORDER BY day, id",
            id=project["id"],
            to=period.end.isoformat(),
        )
        funds = {
            row[0] for row in database.tuples("SELECT id FROM fund WHERE project_id = :id", id=project["id"])
        }
        project["funding"] = [row for row in content.dealings if row["fund_id"] in funds]
    return content


def _content(database: Database, period: Period, said: dict[str, str | None], council: Record) -> Content:
    custodians = [
        row[0]
        for row in database.tuples(
            "SELECT DISTINCT u.name FROM fund AS f JOIN unit AS u ON u.id = f.custodian_id ORDER BY 1"
        )
    ]
    return Content(council, period, said, texts(), custodians="、".join(custodians) or "各托管单位")
