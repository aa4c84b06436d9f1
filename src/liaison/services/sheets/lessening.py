"""Removing the records whose rows were deleted from a sheet that went out from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from liaison.services.sheets.sheet import Sheet
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
