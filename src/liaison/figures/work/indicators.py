"""What a project's readings come to over a period: by month, at most, and against the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from liaison.columns import Record
from liaison.quantities import Number
from liaison.rules.periods import Period, monday, months
from liaison.rules.work.targets import PER
from liaison.store.database import Database

_LONGEST = timedelta(days=366)
"""A reading's period begins at most so long before its day: readings are found by their periods, which are indexed."""


def totalled(values: Sequence[int], rule: str) -> int | None:
    """Readings in the order of their days, put together as the indicator says: 合计, 期末, 平均 or 最大."""
    if not values:
        return None
    if rule == "期末":
        return values[-1]
    if rule == "最大":
        return max(values)
    return rounded(sum(values), len(values)) if rule == "平均" else sum(values)


def rounded(total: int, count: int) -> int:
    """The mean in ten-thousandths, half away from zero."""
    sign = -1 if total < 0 else 1
    return sign * ((2 * abs(total) + count) // (2 * count))


def of_projects(database: Database, period: Period, project: int | None = None) -> dict[int, list[Record]]:
    """Every indicator's account of the period, by project: values in ten-thousandths, ``days`` counting readings."""
    which = "" if project is None else f"WHERE i.project_id = {project:d}"
    indicators = database.records(
        "SELECT i.id, i.project_id, i.name, i.unit, i.every, i.total, i.target, i.lower_is_better "
        f"FROM indicator AS i {which} ORDER BY i.project_id, i.id"
    )
    accounts: dict[int, list[Record]] = defaultdict(list)
    for indicator in indicators:
        rows = database.tuples(
            "SELECT day, value FROM reading WHERE indicator_id = :id AND period >= :early AND period <= :to "
            "AND day >= :from AND day <= :to ORDER BY day",
            **{
                "id": indicator["id"],
                "early": (period.start - _LONGEST).isoformat(),
                "from": period.start.isoformat(),
                "to": period.end.isoformat(),
            },
        )
        accounts[indicator["project_id"]].append(account(indicator, rows, period))
    return accounts


def account(indicator: Record, readings: Sequence[tuple[str, int]], period: Period) -> Record:
    """One indicator over a period, from its readings in the order of days; only what adds up has a sum."""
    values, adds = [value for _day, value in readings], indicator["total"] == "合计"
    by_month: dict[str, list[int]] = defaultdict(list)
    for day, value in readings:
        by_month[day[:7]].append(value)
    top = max(readings, key=lambda reading: (reading[1], [-ord(c) for c in reading[0]]), default=(None, None))
    monthly = []
    for month in months(period):
        there = by_month.get(month, [])
        monthly.append(
            {
                "month": month,
                "total": totalled(there, indicator["total"]),
                "sum": sum(there) if there and adds else None,
                "mean": rounded(sum(there), len(there)) if there else None,
                "days": len(there),
                "max": max(there, default=None),
            }
        )
    return {
        "id": indicator["id"],
        "name": indicator["name"],
        "unit": indicator["unit"],
        "every": indicator["every"],
        "rule": indicator["total"],
        "total": totalled(values, indicator["total"]),
        "sum": sum(values) if values and adds else None,
        "mean": rounded(sum(values), len(values)) if values else None,
        "days": len(values),
        "max": top[1],
        "max_on": top[0],
        "months": monthly,
        **_against_target(indicator, readings, period),
    }


def _against_target(indicator: Record, readings: Sequence[tuple[str, int]], period: Period) -> Record:
    """The target and in how many of its periods it was met: only whole ones with a reading are counted."""
    lower = bool(indicator["lower_is_better"])
    if not indicator["target"]:
        nothing = dict.fromkeys(("target", "target_per", "met", "periods", "unfinished"))
        return {**nothing, "missed": [], "lower_is_better": lower}
    number, _, per = indicator["target"].partition("/")
    own = PER[indicator["every"]]
    per = per or own
    target = Number(negative=True).read(number)
    groups: dict[str, list[int]] = defaultdict(list)
    for day, value in readings:
        groups[_group(day, per)].append(value)
    # What is read once a period tells of all of it, on whatever day of it.
    first = "" if per == own else period.start.isoformat()
    totals = {
        name: totalled(values, indicator["total"]) or 0
        for name, values in groups.items()
        if first <= _first_day(name) and _last_day(name, per) <= period.end.isoformat()
    }
    missed = [name for name, value in totals.items() if (value > target if lower else value < target)]
    return {
        "target": target,
        "target_per": per,
        "met": len(totals) - len(missed),
        "periods": len(totals),
        "unfinished": len(groups) - len(totals),
        "missed": missed,
        "lower_is_better": lower,
    }


def _group(day: str, per: str) -> str:
    if per == "周":
        return monday(day)
    return {"日": day, "月": day[:7], "年": day[:4]}[per]


def _first_day(name: str) -> str:
    """The first day of a target's period, by its name: a day, a week's Monday, a month, a year."""
    return (name + "-01-01")[:10]


def _last_day(name: str, per: str) -> str:
    if per == "年":
        return f"{name}-12-31"
    first = date.fromisoformat(_first_day(name))
    if per == "月":
        return ((first + _LONGEST).replace(day=1) - timedelta(days=1)).isoformat()
    return (first + timedelta(days=6 if per == "周" else 0)).isoformat()
