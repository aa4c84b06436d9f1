"""A project of a report as JSON, with its indicators by month."""

from __future__ import annotations

from liaison.columns import Record
from liaison.figures.money.fund_lists import DEALINGS
from liaison.figures.work.project_lists import INDICATORS, MONTHS, PROJECTS, STAGES
from liaison.formats.text import to_json


def project_json(record: Record) -> Record:
    """A project as JSON; its stages and funding where the report tells of them."""
    found = to_json(PROJECTS, record)
    found["indicators"] = [
        to_json(INDICATORS, indicator)
        | {
            "missed": indicator["missed"],
            "approximate": list(indicator["approximate"]),
            "months": [to_json(MONTHS, month) for month in indicator["months"]],
        }
        for indicator in record["indicators"]
    ]
    if "stages" in record:
        found["stages"] = [to_json(STAGES, stage) for stage in record["stages"]]
        found["funding"] = [to_json(DEALINGS, row) for row in record["funding"]]
    return found
