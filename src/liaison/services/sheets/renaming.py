"""What a sheet must not do unasked: rename a record by its code alone, or tell once more what is on record already."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.columns import Column, Noun, Record
from liaison.services.sheets.sheet import Sheet, change_of
from liaison.services.writing.draft import CellRefused, Row
from liaison.services.writing.likeness import likeness
from liaison.services.writing.work import Work


def check_codes(
    work: Work, noun: Noun, sheets: Sequence[Sheet], by_code: Sequence[Row], *, accepted: bool
) -> None:
    """Look at rows that nothing but a code ties to their record: one that gives it another name is noted, and refused
    unless that was ``accepted``; a bare number never renames."""
    whole = {key for way in noun.identity for key in way} - {"code"}
    alone = {way[0] for way in noun.identity if len(way) == 1} - {"code"} | {noun.named}
    for draft in by_code:
        sheet = sheets[draft.sheet]
        if draft.line in sheet.bad:
            continue
        assert draft.old is not None
        code = draft.text("code")
        is_bare = code.isdigit()
        if not (different := _different(noun, draft, whole if is_bare else alone)):
            continue
        labels, there = "、".join(c.label for c in different), noun.title(draft.old)
        if is_bare:
            text = f"编号 {code} 在库中是“{there}”，这一行的{labels}却不同，"
            sheet.refuse(
                draft, CellRefused("code", text, "请核对；编号只是序号的，请把这一列的表头改为“序号”。")
            )
            continue
        changes = [change_of(work, sheet.placed, draft, column) for column in different]
        sheet.tally.renames += changes
        if not accepted:
            named = "，".join(f"{c['column']}要由“{c['old']}”改为“{c['new']}”" for c in changes)
            text = f"只有编号和“{there}”对得上，{named}，"
            sheet.refuse(
                draft, CellRefused(different[0].key, text, "请核对，确要改的请加 --accept-renames 再导入。")
            )


def check_alike(
    noun: Noun, sheets: Sequence[Sheet], alike: Sequence[tuple[Row, Record]], *, accepted: bool
) -> None:
    """Look at new rows that are like a stored record in all that counts: noted, and refused unless that was ``accepted``."""
    for draft, record in alike:
        sheet = sheets[draft.sheet]
        if draft.line in sheet.bad:
            continue
        text = likeness(noun, draft, record, "这一行")
        sheet.tally.alike.append(f"{sheet.name} 第 {draft.line} 行：{text.rstrip('，')}")
        if not accepted:
            sheet.refuse(
                draft, CellRefused(noun.alike[-1], text, "请核对，确是另外一笔的请加 --accept-alike 再导入。")
            )


def _different(noun: Noun, draft: Row, keys: set[str]) -> list[Column]:
    return [c for c in noun.sheet if c.key in keys and draft.values.get(c.slot) and draft.gives(c.slot)]
