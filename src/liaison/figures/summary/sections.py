"""The lists behind a summary: chairs, members, projects, activities and funds of the period."""

from __future__ import annotations

from liaison.columns import Record
from liaison.figures.figure import total
from liaison.figures.work.activity import IN_PERIOD
from liaison.figures.work.indicator import of_projects
from liaison.figures.work.project import STAGE_ON
from liaison.queries.council.member import members as members_on
from liaison.queries.money import fund as ledger
from liaison.rules.periods import Period, months
from liaison.store.database import Database

_COUNTS = ("activities", "people", "party", "service_turns", "hours")


def _days(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def chairs(database: Database, period: Period) -> list[Record]:
    """The terms that touch the period."""
    return database.records(
        'SELECT t.ordinal, u.name AS unit, u.code AS unit_code, u.short AS unit_short, t.area, t.start, t.last_day AS "end", '
        "t.theme, t.acting, t.note FROM term AS t JOIN unit AS u ON u.id = t.unit_id "
        "WHERE t.start <= :to AND COALESCE(t.last_day, '9999-12-31') >= :from "
        "ORDER BY t.area IS NOT NULL, t.area, t.start",
        **_days(period),
    )


def members(database: Database, period: Period) -> list[Record]:
    """The members on the last day, in protocol order."""
    return members_on(database, period.end.isoformat())


def projects(database: Database, period: Period, code: str | None = None) -> list[Record]:
    """The projects that ran in the period, with their money in it and their indicators."""
    days = _days(period)
    which = "" if code is None else "AND p.code = :code"
    rows = database.records(
        "SELECT p.id, p.code, p.name, p.kind, p.start, p.finished, p.budget, p.content, "
        f"{STAGE_ON} AS stage, u.name AS lead, u.code AS lead_code, u.short AS lead_short "
        "FROM project AS p JOIN unit AS u ON u.id = p.lead_id "
        "WHERE COALESCE(p.start, (SELECT min(s.day) FROM project_stage AS s WHERE s.project_id = p.id), :from) <= :to "
        f"AND NOT (p.stage IN ('结项', '中止') AND COALESCE(p.finished, "
        "(SELECT max(s.day) FROM project_stage AS s WHERE s.project_id = p.id), :from) < :from) "
        f"{which} ORDER BY p.code",
        **days,
        **({"code": code} if code else {}),
    )
    money: dict[int, Record] = {}
    owner = dict(database.tuples("SELECT id, project_id FROM fund WHERE project_id IS NOT NULL"))
    for fund in ledger.totals(database, days["from"], days["to"]):
        if fund["id"] in owner:
            sums = money.setdefault(owner[fund["id"]], {"received": 0, "spent": 0, "balance": 0})
            for key in sums:
                sums[key] += fund[key]
    indicators = of_projects(database, period)
    for row in rows:
        row.update(money.get(row["id"], {"received": 0, "spent": 0, "balance": 0}))
        row["indicators"] = indicators.get(row["id"], [])
    return rows


def activities_by_month(database: Database, period: Period) -> list[Record]:
    """Activities and people of each month of the period, those without any included."""
    found = {row["month"]: row for row in _activities(database, period, "substr(a.start, 1, 7)", "month")}
    return [found.get(month) or dict.fromkeys(_COUNTS, 0) | {"month": month} for month in months(period)]


def activities_by_kind(database: Database, period: Period) -> list[Record]:
    """Activities and people of each kind, the most frequent first."""
    rows = _activities(database, period, "a.kind", "kind")
    return sorted(rows, key=lambda row: (-row["activities"], row["kind"]))


def _activities(database: Database, period: Period, key: str, name: str) -> list[Record]:
    return database.records(
        f"SELECT {key} AS {name}, count(*) AS activities, {total('a.turns')} AS service_turns, "
        f"{total('a.hours')} AS hours, {total(_there('people'))} AS people, {total(_there('party'))} AS party "
        f"FROM activity AS a {_ATTENDANCE} WHERE {IN_PERIOD} GROUP BY {key} ORDER BY 1",
        **_days(period),
    )


_ATTENDANCE = (
    "LEFT JOIN (SELECT t.activity_id AS activity_id, count(*) AS units, CAST(sum(t.people) AS BIGINT) AS people, "
    "CAST(sum(t.party) AS BIGINT) AS party FROM activity AS a CROSS JOIN attendance AS t "
    f"WHERE t.activity_id = a.id AND {IN_PERIOD} GROUP BY t.activity_id) AS r ON r.activity_id = a.id"
)
"""What the rows per unit of each activity ``a`` come to, as ``r``."""


def _there(column: str) -> str:
    """The people at activity ``a``: as filled in for the whole, or what its units add up to where that is more."""
    return f"CASE WHEN COALESCE(r.{column}, 0) > COALESCE(a.{column}, 0) THEN r.{column} ELSE a.{column} END"


def activities_by_unit(database: Database, period: Period) -> list[Record]:
    """What each unit did: activities hosted, activities joined, its people there; members of the period who did nothing too."""
    return database.records(
        "SELECT u.code AS unit_code, u.name AS unit, u.short AS unit_short, COALESCE(h.hosted, 0) AS hosted, "
        "COALESCE(r.attended, 0) AS attended, COALESCE(r.people, 0) AS people, COALESCE(r.party, 0) AS party, "
        "CASE WHEN m.unit_id IS NULL THEN 0 ELSE 1 END AS member FROM unit AS u "
        "LEFT JOIN (SELECT a.host_id AS unit_id, count(*) AS hosted FROM activity AS a "
        f"WHERE {IN_PERIOD} GROUP BY a.host_id) AS h ON h.unit_id = u.id "
        "LEFT JOIN (SELECT t.unit_id AS unit_id, count(*) AS attended, CAST(sum(t.people) AS BIGINT) AS people, "
        "CAST(sum(t.party) AS BIGINT) AS party FROM activity AS a CROSS JOIN attendance AS t "
        f"WHERE t.activity_id = a.id AND {IN_PERIOD} GROUP BY t.unit_id) AS r ON r.unit_id = u.id "
        "LEFT JOIN (SELECT DISTINCT s.unit_id AS unit_id FROM spell AS s "
        "WHERE s.joined <= :to AND COALESCE(s.left_on, '9999-12-31') >= :from) AS m ON m.unit_id = u.id "
        "WHERE h.unit_id IS NOT NULL OR r.unit_id IS NOT NULL OR m.unit_id IS NOT NULL "
        "ORDER BY u.rank IS NULL, u.rank, u.code",
        **_days(period),
    )


def activity_list(database: Database, period: Period) -> list[Record]:
    """The period's activities, one by one, with how many units took part and the people no unit's row accounts for."""
    return database.records(
        'SELECT a.code, a.title, a.kind, a.series, a.start, a.last_day AS "end", a.venue, u.name AS host, '
        "u.code AS host_code, u.short AS host_short, a.supporter, COALESCE(r.units, 0) AS units, "
        f"{_there('people')} AS people, {_there('party')} AS party, "
        "CASE WHEN a.people > COALESCE(r.people, 0) THEN a.people - COALESCE(r.people, 0) END AS unassigned, "
        "a.turns, a.hours, a.outcome, a.coverage, a.note FROM activity AS a JOIN unit AS u ON u.id = a.host_id "
        f"{_ATTENDANCE} WHERE {IN_PERIOD} ORDER BY a.start, a.code",
        **_days(period),
    )


def funds(database: Database, period: Period) -> list[Record]:
    """What each fund came to in the period."""
    return ledger.totals(database, period.start.isoformat(), period.end.isoformat())


def dealings(database: Database, period: Period) -> list[Record]:
    """Each unit's dealings with each fund in the period."""
    return ledger.units(database, period.start.isoformat(), period.end.isoformat())


def spending(database: Database, period: Period) -> list[Record]:
    """What was spent in the period, by fund and expense class."""
    return database.records(
        "SELECT f.code AS fund_code, f.name AS fund, COALESCE(l.category, '未分科目') AS category, "
        f"CAST(sum(l.spent) AS BIGINT) AS spent FROM ({ledger.LEDGER}) AS l JOIN fund AS f ON f.id = l.fund_id "
        "WHERE l.spent <> 0 AND l.day >= :from AND l.day <= :to "
        "GROUP BY f.code, f.name, COALESCE(l.category, '未分科目') ORDER BY 1, 4 DESC, 3",
        **_days(period),
    )
