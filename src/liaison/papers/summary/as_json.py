"""A summary as JSON: its figures, its sentences, and every list at its path."""

from __future__ import annotations

from typing import Any

from liaison.columns import MEMBERS, Record
from liaison.figures.section import Section
from liaison.figures.summary.closed import Otherwise
from liaison.figures.summary.content import Content
from liaison.figures.summary.known import Measured
from liaison.formats.seen import profile
from liaison.formats.text import to_json
from liaison.papers.summary.drawing import drawings


def summary_json(content: Content) -> Record:
    """The whole summary; as it may be seen."""
    period = content.period
    found: Record = {
        "council": content.council["name"],
        "from": period.start.isoformat(),
        "to": period.planned_end.isoformat(),
        "complete": period.complete,
        "as_of": None if period.complete else period.end.isoformat(),
        "figures": [_figure(measured) for measured in content.figures],
        "notes": content.notes,
        "seal": content.words["seal"],
    }
    if closing := content.closing:
        told = [_otherwise(one) for one in closing.otherwise]
        found["closed"] = {
            "at": closing.at,
            "by": closing.who if profile().sees(MEMBERS) else None,
            "otherwise": told,
        }
    for section in sorted(content.sections, key=lambda section: not section.early):
        if section.path:
            *parts, last = section.path.split(".")
            place: dict[str, Any] = found
            for part in parts:
                place = place.setdefault(part, {})
            place[last] = _rows(section, content.rows[section.key])
    return found


def _rows(section: Section, rows: list[Record]) -> list[Record]:
    if drawing := drawings().get(section.key):
        return [drawing.as_json(row) for row in rows]
    return [to_json(section.json_columns or section.columns, row) for row in rows]


def _otherwise(one: Otherwise) -> Record:
    values = (one.figure.kind.plain(value) if one.figure else None for value in (one.closed, one.now))
    closed, now = values
    return {"key": one.key, "label": one.label, "closed": closed, "records": now, "entries": one.entries}


def _figure(measured: Measured) -> Record:
    figure, kind = measured.figure, measured.figure.kind
    return {
        "key": figure.key,
        "label": figure.label,
        "value": kind.plain(measured.value),
        "unit": figure.unit,
        "source": measured.now.source or None,
        "published": kind.plain(measured.published),
        "previous": kind.plain(measured.previous),
        "previous_source": measured.before.source or None,
        "definition": figure.definition,
        "since_founding": kind.plain(measured.total.value),
        "since_published": list(measured.total.published),
        "years": years_json(measured),
    }


def years_json(measured: Measured) -> list[Record]:
    """A figure in each of the last years, and where that comes from."""
    return [
        {"year": year, "value": measured.figure.kind.plain(known.value), "source": known.source or None}
        for year, known in measured.years
    ]
