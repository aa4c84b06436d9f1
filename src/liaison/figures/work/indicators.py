"""What the readings of indicators come to over a period: by month, at most, and against the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from liaison.columns import Record
from liaison.nouns.work.indicator import INDICATOR
from liaison.quantities import Number
from liaison.queries import whose
from liaison.queries.work.indicator import Kept
from liaison.rules.periods import Period, months
from liaison.rules.work.targets import ONCE, PER, Part, first_day, last_day, named_by, rounded, totalled
from liaison.store.database import Database


class Reading(NamedTuple):
    """A reading that is a number: its day, its value in ten-thousandths, and numerator and denominator of a rate."""

    day: str
    value: int
    part: Part = None


def of_projects(database: Database, period: Period, project: int | None = None) -> dict[int, list[Record]]:
    """Every indicator's account of the period, by project: values in ten-thousandths, ``days`` counting readings."""
    which = "t.project_id IS NOT NULL" if project is None else f"t.project_id = {project:d}"
    found: dict[int, list[Record]] = defaultdict(list)
    for one in accounts(database, period, which, "t.project_id, t.id"):
        found[one["project_id"]].append(one)
    return found


def accounts(
    database: Database, period: Period, which: str, order: str = INDICATOR.order
) -> Iterator[Record]:
    """The account of the period of each indicator ``t`` that fits a condition, with code and name of what it belongs to."""
    of = INDICATOR["of"]
    indicators = database.records(
        f"SELECT t.id, t.code, {whose.name_of(of, 't')} AS of, {whose.name_of(of, 't', 'code')} AS of_code, "
        f"{whose.name_of(of, 't', 'short')} AS of_short, t.project_id, t.agreement_id, t.name, t.unit, t.every, t.total, "
        f"t.target, t.source, t.lower_is_better FROM indicator AS t {' '.join(whose.joins(of, 't'))} "
        f"WHERE {which} ORDER BY {order}"
    )
    # What is read for all of a stretch bears any day of it; that its readings are found by the stretch lets an index do it.
    early = min(first_day(period.start.isoformat(), per) for per in ("周", "年"))
    rows = database.tuples(
        "SELECT r.indicator_id, r.day, r.value, r.numerator, r.denominator, r.approximate FROM indicator AS t "
        f"CROSS JOIN reading AS r WHERE r.indicator_id = t.id AND {which} AND r.period <= :to "
        "AND (r.period >= :early OR r.period = :once) AND r.day >= :from AND r.day <= :to ORDER BY r.indicator_id, r.day",
        **{"from": period.start.isoformat(), "to": period.end.isoformat(), "early": early, "once": ONCE},
    )
    told = {key: [row[1:] for row in found] for key, found in groupby(rows, itemgetter(0))}
    for indicator in indicators:
        there = told.get(indicator["id"], [])
        readings = [
            Reading(day, value, None if below is None else (above, below))
            for day, value, above, below, _about in there
            if value is not None
        ]
        about = tuple(row[-1] for row in there if row[-1])
        yield account(indicator, readings, period, about)


def account(
    indicator: Record, readings: Sequence[Reading], period: Period, about: Sequence[str] = ()
) -> Record:
    """One indicator over a period, from its readings in the order of days; only what adds up has a sum.

    Rates do not: what they come to is the sum of the numerators over that of the denominators. ``about`` are the approximate
    numbers, which stand beside all that is counted.
    """
    by_month: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_month[reading.day[:7]].append(reading)
    rated = bool(readings) and all(one.part for one in readings)
    rule = "平均" if rated and indicator["total"] == "合计" else indicator["total"]
    as_told = indicator | {"total": rule}
    adds = rule == "合计"
    top = max(readings, key=lambda one: (one.value, [-ord(c) for c in one.day]), default=None)
    monthly = []
    for month in months(period):
        there = by_month.get(month, [])
        monthly.append(
            {
                "month": month,
                "total": _total(as_told, there),
                "sum": sum(one.value for one in there) if there and adds else None,
                "mean": _mean(as_told, there),
                "days": len(there),
                "max": max((one.value for one in there), default=None),
            }
        )
    keys = ("id", "code", "of", "of_code", "of_short", "project_id", "name", "unit", "every", "source")
    return {key: indicator.get(key) for key in keys} | {
        "rule": rule,
        "rated": rated,
        "total": _total(as_told, readings),
        "sum": sum(one.value for one in readings) if readings and adds else None,
        "mean": _mean(as_told, readings),
        "days": len(readings),
        "max": top.value if top else None,
        "max_on": top.day if top else None,
        "approximate": tuple(about),
        "months": monthly,
        **_against_target(as_told, readings, period),
    }


def _total(indicator: Record, readings: Sequence[Reading]) -> int | None:
    in_per_cent = Kept(indicator["every"], indicator["unit"]).in_per_cent
    values, parts = [one.value for one in readings], [one.part for one in readings]
    return totalled(values, indicator["total"], parts, in_per_cent=in_per_cent)


def _mean(indicator: Record, readings: Sequence[Reading]) -> int | None:
    return _total(indicator | {"total": "平均"}, readings) if readings else None


def _against_target(indicator: Record, readings: Sequence[Reading], period: Period) -> Record:
    """The target and in how many of its periods it was met: only whole ones with a reading are counted."""
    lower = bool(indicator["lower_is_better"])
    number, _, per = (indicator["target"] or "").partition("/")
    # The target of an agreement is that of all its time, unless it says otherwise.
    if not number or (indicator.get("agreement_id") and not per):
        nothing = dict.fromkeys(("target", "target_per", "met", "periods", "unfinished"))
        return {**nothing, "missed": [], "lower_is_better": lower}
    own = PER[indicator["every"]]
    per = per or own
    target = Number(negative=True).read(number)
    groups: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[first_day(reading.day, per)].append(reading)
    # What is read once a period tells of all of it, on whatever day of it.
    first, last = "" if per == own else period.start.isoformat(), period.end.isoformat()
    totals = {
        named_by(there[0].day, per): _total(indicator, there) or 0
        for begin, there in groups.items()
        if first <= begin and last_day(there[0].day, per) <= last
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


def targets_of(database: Database, agreement: Record, today: str) -> list[Record]:
    """The indicators of an agreement with what was reached from its beginning until today or its end, as JSON has them: ``{code,
    name, unit, target, reached, share, met, periods, approximate}``; ``share`` is that of the target, or of the periods for which
    there is one in how many it was met."""
    from datetime import date

    start = agreement["start"] or agreement["signed"] or "1900-01-01"
    end = max(start, min(today, agreement["end"] or today))
    period = Period(date.fromisoformat(start), date.fromisoformat(end), "")
    goals = dict(
        database.tuples("SELECT id, target FROM indicator WHERE agreement_id = :id", id=agreement["id"])
    )
    plain, found = Number(negative=True).plain, []
    for one in accounts(database, period, f"t.agreement_id = {agreement['id']:d}"):
        goal, _, per = (goals[one["id"]] or "").partition("/")
        target = Number(negative=True).read(goal) if goal else None
        share = _share(one, target, periodic=bool(per))
        found.append(
            {
                "code": one["code"],
                "name": one["name"],
                "unit": one["unit"],
                "target": f"{goal}/{per}" if per else plain(target),
                "reached": plain(one["total"]),
                "share": share,
                "met": one["met"],
                "periods": one["periods"],
                "approximate": list(one["approximate"]),
            }
        )
    return found


def _share(one: Record, target: int | None, *, periodic: bool) -> float | None:
    if periodic:
        return rounded(one["met"] * 10_000, one["periods"]) / 10_000 if one["periods"] else None
    if not target or one["total"] is None:
        return None
    if one["lower_is_better"]:
        return 1.0 if one["total"] <= target else rounded(target * 10_000, one["total"]) / 10_000
    return rounded(one["total"] * 10_000, target) / 10_000
