"""A changed cell as people read it: what it was, what it becomes."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.kinds import Ref, Refs
from liaison.services.sheets.headers import Placed
from liaison.services.writing.draft import Row
from liaison.services.writing.work import Work


def change_of(work: Work, placed: Placed, draft: Row, column: Column) -> Record:
    """One cell that differs from the record it names: ``{sheet, row, record, column, old, new}``; phones are masked."""
    old, new = (draft.old or {}).get(column.key), draft.values[column.slot]
    if isinstance(column.kind, Ref | Refs):
        labels = work.index(column.kind.noun).labels if not getattr(column.kind, "within", "") else {}
        ids = new if isinstance(new, tuple) else () if new is None else (new,)
        shown_new = "、".join(labels.get(one, str(one)).split(" ", 1)[-1] for one in ids)
    else:
        shown_new = column.kind.show(new)
    return {
        "sheet": placed.table.name,
        "row": draft.line,
        "record": placed.noun.title(draft.old or {}),
        "column": column.label,
        "old": column.kind.mask(old) if column.private and old else column.kind.show(old),
        "new": column.kind.mask(new) if column.private and new else shown_new,
    }


def sides(change: Record) -> str:
    """Both values of a cell that was changed on both sides, and how to decide."""
    old, new = (change[side] or "（空）" for side in ("old", "new"))
    return (
        f"库中是“{old}”，表里是“{new}”，"
        "请加 --prefer mine（以表里的为准）或 --prefer theirs（以库中的为准）再导入"
    )
