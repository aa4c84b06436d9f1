"""What all units have in common when they are written, be they members or not."""

from __future__ import annotations

from liaison.rules.pinyin import sort_key
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work


def take_name(work: Work, draft: Draft) -> None:
    """Work out how a unit's name is sorted, unless somebody wrote that, and say which units of nearly that name there are."""
    if draft.gives("name") and not draft.values.get("sort_key"):
        computed_before = draft.old is not None and draft.old["sort_key"] == sort_key(draft.old["name"])
        if draft.old is None or computed_before:
            draft.values["sort_key"] = sort_key(draft.text("name"))
    if draft.values.get("sort_key") is None and "sort_key" in draft.values:
        draft.values["sort_key"] = sort_key(draft.text("name"))
    if draft.old is None:
        index = work.index("member")
        for other in index.nearly(draft.text("name")):
            work.warn(
                f"“{draft['name']}”与“{index.labels[other]}”名称相近，已按新单位登记，请核对是不是同一家。"
            )
