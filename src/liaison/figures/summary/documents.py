"""A summary and a project report as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liaison.columns import Column, Record
from liaison.figures.summary import tables
from liaison.figures.summary.content import Content
from liaison.figures.summary.summary import Measured
from liaison.kinds import Ref, Refs


def plain(columns: Iterable[Column], records: Iterable[Record]) -> list[Record]:
    """Records as JSON: each value as its kind gives it, a reference with its code."""
    return [_plain(columns, record) for record in records]


def _plain(columns: Iterable[Column], record: Record) -> Record:
    result: Record = {}
    for column in columns:
        result[column.key] = column.kind.plain(record.get(column.key))
        if isinstance(column.kind, Ref | Refs):
            result[f"{column.key}_code"] = record.get(f"{column.key}_code")
    return result


def figure(measured: Measured) -> Record:
    """A figure as JSON."""
    kind = measured.figure.kind
    return {
        "key": measured.figure.key,
        "label": measured.figure.label,
        "value": kind.plain(measured.value),
        "unit": measured.figure.unit,
        "previous": kind.plain(measured.previous),
        "previous_source": measured.source or None,
        "definition": measured.figure.definition,
        "since_founding": kind.plain(measured.since),
        "years": [{"year": year, "value": kind.plain(value)} for year, value in measured.years],
    }


def project(record: Record) -> Record:
    """A project of a report as JSON, with its indicators by month."""
    found = _plain(tables.PROJECTS, record)
    found["indicators"] = [
        _plain(tables.INDICATORS, indicator)
        | {"missed": indicator["missed"], "months": plain(tables.INDICATOR_MONTHS, indicator["months"])}
        for indicator in record["indicators"]
    ]
    if "stages" in record:
        found["stages"] = plain(tables.STAGES, record["stages"])
        found["funding"] = plain(tables.DEALINGS, record["funding"])
    return found


def summary(content: Content, members: list[Any]) -> Record:
    """A summary as JSON; ``members`` are the member records, masked already."""
    return {
        "council": content.council["name"],
        "from": content.period.start.isoformat(),
        "to": content.period.end.isoformat(),
        "figures": [figure(measured) for measured in content.figures],
        "notes": content.notes,
        "chairs": plain(tables.CHAIRS, content.chairs),
        "members": members,
        "projects": [project(record) for record in content.projects],
        "activities": {
            "by_month": plain(tables.BY_MONTH, content.by_month),
            "by_kind": plain(tables.BY_KIND, content.by_kind),
            "by_unit": plain(tables.BY_UNIT, content.by_unit),
        },
        "funds": plain(tables.FUNDS, content.funds),
    }
