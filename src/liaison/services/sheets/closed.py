"""Rows of a sheet that would change a closed year."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.errors import Refused
from liaison.queries.summary.year import any_closed
from liaison.services.sheets.sheet import Sheet
from liaison.services.writing.batch import differences
from liaison.services.writing.draft import CellRefused
from liaison.services.writing.work import Work


def refuse_closed(work: Work, sheets: Sequence[Sheet]) -> dict[tuple[str, int], str]:
    """Refuse the rows of which it may come that a closed year would become another; returns these, by sheet and line.

    Raises ``Refused`` where it comes of no row: of one that was deleted.
    """
    if work.correct is not None or not any_closed(work.database):
        return {}
    from liaison.services.summary.year import HINT, at_fault

    why, records = at_fault(work)
    shut: dict[tuple[str, int], str] = {}
    for sheet in sheets:
        for key, draft in sheet.wrote.items():
            if (sheet.noun.name, key) in records:
                changed = differences(sheet.noun, draft) if draft.old else []
                at = changed[0].key if changed else sheet.noun.named or sheet.noun.columns[0].key
                sheet.refuse(draft, CellRefused(at, f"{why}，", HINT))
                shut[sheet.name, draft.line] = f"{why}，{HINT}"
        sheet.tally.refused = len(sheet.bad)
        sheet.tally.sort()
    if why and not shut and not any(sheet.bad for sheet in sheets):
        raise Refused(f"{why}，", HINT)
    return shut
