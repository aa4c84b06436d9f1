"""What seems to be told twice: alike in all that counts, though nothing names it the same."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.columns import Noun, Record
from liaison.errors import Refused
from liaison.queries.keys import standing_keys
from liaison.queries.records import by_id
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work


class ToldAgain(Refused):
    """What was typed in seems to be on record already."""


def same_cells(draft: Draft, record: Record, slots: Iterable[str]) -> list[bool]:
    """Of the cells that both have, whether they are the same."""
    return [
        draft.values[slot] == record[slot] for slot in slots if draft.values.get(slot) and record.get(slot)
    ]


def likeness(noun: Noun, draft: Draft, record: Record, what: str) -> str:
    """In what a stored record is like a draft (``what`` it is called), and in what it is not."""
    others = [c for c in noun.sheet if c.slot in draft.values and c.key not in noun.alike]
    different = [c.label for c in others if draft.values[c.slot] != record.get(c.slot)]
    same = "、".join(noun[key].label for key in noun.alike if draft.values.get(noun[key].slot) is not None)
    told = f"只有{'、'.join(different)}不同" if different else "其余各列也没有出入"
    return f"库中“{noun.title(record)}”的{same}与{what}都相同，{told}，可能是同一笔，"


def refuse_told_again(work: Work, noun: Noun, draft: Draft) -> None:
    """Refuse a new record that tells once more what one on record tells, and what nothing has taken back."""
    if draft.old is not None or not noun.alike:
        return
    work.change.flush()
    columns = [noun[key] for key in noun.alike]
    apart = [noun[key].slot for key in noun.apart]
    for key in standing_keys(work.database, noun, {one.store: draft[one.slot] for one in columns}):
        record = by_id(work.database, noun, key)
        if all(same_cells(draft, record, apart)):
            raise ToldAgain(
                likeness(noun, draft, record, "这一笔"),
                "没有重复登记；确是另外一笔的，请加 --accept-alike 再登记。",
            )
