"""What the report of projects shows: each with its partners, stages, funding by unit and indicators."""

from __future__ import annotations

from datetime import date

from liaison.figures.money.fund_lists import dealings
from liaison.figures.summary.content import Content, content_of
from liaison.figures.work.project_lists import projects
from liaison.rules.periods import Period, through
from liaison.rules.work.roles import PARTNER
from liaison.store.database import Database


def project_content(database: Database, period: Period, today: str, codes: list[str]) -> Content:
    """The projects that ran in a period, or those of them that are named by their codes."""
    period = through(period, date.fromisoformat(today))
    content = content_of(database, period, today)
    moved = dealings(database, period)
    found = [project for project in projects(database, period) if not codes or project["code"] in codes]
    for project in found:
        project["partners"] = _partners(database, project["id"])
        project["stages"] = database.records(
            "SELECT stage, day, note FROM project_stage WHERE project_id = :id AND day <= :to ORDER BY day, id",
            id=project["id"],
            to=period.end.isoformat(),
        )
        rows = database.tuples("SELECT id FROM fund WHERE project_id = :id", id=project["id"])
        funds = {fund for (fund,) in rows}
        project["funding"] = [row for row in moved if row["fund_id"] in funds]
    content.rows["projects"] = found
    return content


def _partners(database: Database, project: int) -> tuple[str, ...]:
    rows = database.tuples(
        "SELECT u.name FROM project_unit AS p JOIN unit AS u ON u.id = p.unit_id "
        f"WHERE p.project_id = :id AND p.role = '{PARTNER}' ORDER BY p.position",
        id=project,
    )
    return tuple(row[0] for row in rows)
