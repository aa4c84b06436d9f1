"""What follows once all sheets of a file are written: rows that were deleted from it, and rows that would change a closed year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from liaison.errors import Refused
from liaison.queries.summary.year import last_closed
from liaison.services.sheets.sheet import Sheet
from liaison.services.summary.reach import HINT, Reach
from liaison.services.writing.batch import differences
from liaison.services.writing.draft import CellRefused
from liaison.services.writing.work import Work


def remove_missing(work: Work, sheets: Sequence[Sheet]) -> list[str]:
    """Remove exactly what the sheets showed when they went out and have no row of now; returns what it is called.

    What was changed here since stays, and so does every booked entry: those are reversed, never removed. A row that was
    typed over with something else was not deleted. Raises ``Refused`` where something refers to a record.
    """
    from liaison.services.keeping.removing import remove

    shown: dict[str, set[int]] = defaultdict(set)
    for sheet in sheets:
        shown[sheet.noun.name].update(sheet.versions.records().values())
    going: dict[str, dict[int, str]] = defaultdict(dict)
    for sheet in sheets:
        if sheet.noun.fixed is None:
            continue
        for key, name in list(sheet.tally.missing.items()):
            if key not in shown[sheet.noun.name] and sheet.versions.stand(key):
                going[sheet.noun.name][key] = f"{sheet.noun.label} {name}"
                del sheet.tally.missing[key]
    if going:
        remove(work, {noun: list(keys) for noun, keys in going.items()})
    return [name for keys in going.values() for name in keys.values()]


def refuse_closed(work: Work, sheets: Sequence[Sheet]) -> dict[tuple[str, int], str]:
    """Refuse the rows of which it may come that a closed year would become another; returns these, by sheet and line.

    Raises ``Refused`` where it comes of no row: of one that was deleted.
    """
    last = last_closed(work.database)
    if work.correct is not None or last is None:
        return {}
    why, records, reach = "", set[tuple[str, int]](), Reach(work)
    if reach.is_as_far_back_as(last):
        from liaison.services.summary.year import at_fault

        why, records = at_fault(work, reach)
    if not why:
        work.judged = len(work.change.written)
        return {}
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
    if not shut and not any(sheet.bad for sheet in sheets):
        raise Refused(f"{why}，", HINT)
    return shut
