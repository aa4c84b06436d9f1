"""Closing a year: its figures stand as they were published, and nothing changes them without a word."""

from __future__ import annotations

import json
from dataclasses import dataclass

from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.figures.summary.closed import basis_of, end_of, frozen, in_short, labels, others
from liaison.figures.summary.content import by_records
from liaison.queries.summary.year import Closed, closed_years, first_year
from liaison.services.summary.reach import HINT, Reach
from liaison.services.writing.work import Work
from liaison.settings import now, user
from liaison.store.opening import reading


def close(work: Work, year: int) -> list[int]:
    """Close a year and all earlier ones that are open; returns those it has closed.

    Raises ``Refused`` for a year that has not ended or is closed.
    """
    if work.today < end_of(year):
        raise Refused(f"{year}年还没有过完，", "过完这一年再结账。")
    closed = closed_years(work.database)
    if year in closed:
        raise Refused(f"{year}年已经结账，", "见 liaison year list。")
    first = min(first_year(work.database) or year, year)
    wanted = [one for one in range(first, year + 1) if one not in closed]
    for one in wanted:
        figures, rest, basis = frozen(by_records(work.database, one))
        row = {"year": one, "at": now(), "who": user(), "figures": _json(figures), "content": _json(rest)}
        work.change.insert(
            "closing", row | {"basis": _json(basis), "reopened": None, "reopened_by": None, "reason": None}
        )
    return wanted


def reopen(work: Work, year: int, reason: str) -> list[int]:
    """Open a closed year again, and all later ones; returns these. Raises ``NotFound`` for one that is not closed."""
    closed = closed_years(work.database)
    if year not in closed:
        raise NotFound(f"{year}年没有结账，", "见 liaison year list。")
    wanted = [one for one in closed if one >= year]
    for one in wanted:
        values = {"reopened": now(), "reopened_by": user(), "reason": reason}
        work.change.update("closing", closed[one].key, values)
    return wanted


@dataclass(frozen=True)
class Breach:
    """A closed year of which a change makes the records give something else, by parts."""

    closed: Closed
    parts: list[str]
    basis: Record


def _told(found: list[Breach]) -> str:
    """Which years are closed, and what of them would change."""
    years = sorted(breach.closed.year for breach in found)
    named = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    names = labels(part for breach in found for part in breach.parts)
    return f"{named}已结账，这会改变{in_short(names)}"


def breaches(work: Work, reach: Reach) -> list[Breach]:
    """The closed years of which the records give something else after this change than before it."""
    found = []
    for year, closed in closed_years(work.database).items():
        if not reach.is_as_far_back_as(year):
            continue
        basis = basis_of(by_records(work.database, year))
        if not others(closed.basis["parts"], basis["parts"]):
            continue
        # Another edition of the program may give something else by itself.
        with reading(work.database.place) as before:
            known = basis_of(by_records(before, year))["parts"]
        if parts := others(known, basis["parts"]):
            found.append(Breach(closed, parts, basis))
    return found


def guard(work: Work, reach: Reach) -> None:
    """Refuse a change of a closed year, or note it where it is meant: the figures stay as they were published."""
    found = breaches(work, reach)
    if found and work.correct is None:
        raise Refused(f"{_told(found)}，", HINT)
    for breach in found:
        work.change.update("closing", breach.closed.key, {"basis": _json(breach.basis)})
        work.change.insert(
            "correction",
            {
                "closing_id": breach.closed.key,
                "at": now(),
                "who": user(),
                "reason": work.correct,
                "parts": _json(breach.parts),
            },
        )
    if found:
        work.warn(f"{_told(found)}；更正的原因已记下，报告仍用结账时的数，另说明现在的记录。")


def at_fault(work: Work, reach: Reach) -> tuple[str, set[tuple[str, int]]]:
    """Where a closed year would change: why not, and the records, by noun and key, of which that may come. Empty where nothing
    is wrong."""
    if not (found := breaches(work, reach)):
        return "", set()
    last = max(breach.closed.year for breach in found)
    return _told(found), reach.records_until(last)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
