"""A whole summary, gathered once: what the screen, the JSON and the workbook all show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from liaison.columns import Column, Record
from liaison.figures.summary import sections, tables
from liaison.figures.summary.notes import fill, in_words, sentences, texts, words
from liaison.figures.summary.summary import Measured, Summary
from liaison.queries.council.council import the_council
from liaison.rules.periods import Period, half
from liaison.store.database import Database


@dataclass
class Content:
    """A summary's figures, sentences and lists, in stored values (分, ten-thousandths, ISO days).

    ``columns`` describes each list by its name here, ``sums`` says what of it adds up.
    """

    columns: ClassVar[Mapping[str, tuple[Column, ...]]] = tables.COLUMNS
    sums: ClassVar[Mapping[str, tuple[str, ...]]] = tables.SUMS

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

    def said(self, section: str, key: str, **more: str | None) -> str:
        """A text of the templates, filled in; empty where it speaks of what is not known."""
        return fill(self.texts[section][key], self.words | more) or ""

    @property
    def command(self) -> str:
        """The command that reports this period."""
        start, end = self.period.start, self.period.end
        if year := self.period.whole_year:
            return f"liaison report year {year}"
        for which in (1, 2):
            if self.period == half(start.year, which):
                return f"liaison report year {start.year} --half {which}"
        return f"liaison report period --from {start} --to {end}"


def summary_content(summary: Summary, today: str) -> Content:
    """Everything a summary shows."""
    database, period = summary.database, summary.period
    content = _content(database, period, words(summary) | {"today": in_words(today)}, summary.council)
    content.figures = summary.figures
    content.chairs = sections.chairs(database, period)
    content.members = sections.members(database, period)
    content.projects = sections.projects(database, period)
    content.activities = sections.activity_list(database, period)
    content.notes = sentences(summary, content.chairs, content.projects, content.activities)
    content.by_month = sections.activities_by_month(database, period)
    content.by_kind = sections.activities_by_kind(database, period)
    content.by_unit = sections.activities_by_unit(database, period)
    content.funds = sections.funds(database, period)
    content.dealings = sections.dealings(database, period)
    content.spending = sections.spending(database, period)
    return content


def project_content(database: Database, period: Period, today: str, codes: list[str]) -> Content:
    """The report of projects: each with its partners, stages, funding by unit and indicators; all where none is named."""
    council = the_council(database)
    said = words(Summary(database, period, None)) | {"today": in_words(today)}
    content = _content(database, period, said, council)
    content.projects = [
        project for project in sections.projects(database, period) if not codes or project["code"] in codes
    ]
    content.dealings = sections.dealings(database, period)
    for project in content.projects:
        project["partners"] = _partners(database, project["id"])
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


def _partners(database: Database, project: int) -> tuple[str, ...]:
    rows = database.tuples(
        "SELECT u.name FROM project_partner AS p JOIN unit AS u ON u.id = p.unit_id "
        "WHERE p.project_id = :id ORDER BY p.position",
        id=project,
    )
    return tuple(row[0] for row in rows)


def _content(database: Database, period: Period, said: dict[str, str | None], council: Record) -> Content:
    custodians = [
        row[0]
        for row in database.tuples(
            "SELECT DISTINCT u.name FROM fund AS f JOIN unit AS u ON u.id = f.custodian_id ORDER BY 1"
        )
    ]
    begin, founded = council["records_from"], council["founded"]
    more = {
        "custodian": "、".join(custodians) or "各托管单位",
        "records_from": in_words(begin) if begin and (not founded or founded < begin) else None,
    }
    return Content(council, period, said | more, texts())
