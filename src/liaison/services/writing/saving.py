"""Writing what was typed in."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import ALL_CELLS, Column, Noun, Record
from liaison.errors import Refused
from liaison.kinds import Misread, Whose
from liaison.queries.keys import is_one_of, key_of
from liaison.queries.records import by_id
from liaison.queries.whose import holders
from liaison.services.writing.batch import Batch, differences
from liaison.services.writing.draft import Draft
from liaison.services.writing.likeness import refuse_told_again
from liaison.services.writing.work import Work


def save(work: Work, noun: Noun, values: Record, old: Record | None = None, *, again: bool = False) -> Record:
    """Check and write one record; ``values`` by slot, ``old`` the record it changes. Returns it as it is now.

    Raises ``ToldAgain`` where it seems to be on record already, unless it is known to tell it ``again``.
    """
    draft = Draft(values, old or _from_other_side(work, noun, values))
    if not again:
        refuse_told_again(work, noun, draft)
    return save_draft(work, noun, draft)


def _from_other_side(work: Work, noun: Noun, values: Record) -> Record | None:
    """The record that a new one is already, so far on another side only: a body that becomes a member."""
    if not noun.only:
        return None
    for _columns, key in _twins(work, noun, Draft(values)):
        if not is_one_of(work.database, noun, key):
            old = by_id(work.database, noun, key)
            work.warn(f"“{noun.title(old)}”原来就登记过，编号不变，现在是{noun.label}。")
            return old
    return None


def save_draft(work: Work, noun: Noun, draft: Draft) -> Record:
    """Check and write one draft; returns the record as it is now."""
    key = save_all(work, noun, [draft])[0]
    work.change.flush()
    return by_id(work.database, noun, key)


def save_all(work: Work, noun: Noun, drafts: list[Draft]) -> list[int]:
    """Check and write records of one noun that belong to one command; the first refusal stops them all."""
    batch = Batch(work, noun)
    batch.prepare(drafts)
    for draft in drafts:
        _refuse_twin(work, noun, draft)
    return _carry(batch, drafts)


def _carry(batch: Batch, drafts: list[Draft]) -> list[int]:
    """Take prepared drafts through the rest of the steps."""
    for draft in drafts:
        batch.settle(draft)
        try:
            batch.complete(draft)
        except Misread as error:
            batch.refuse(draft, error)
    batch.judge(drafts)
    keys = [batch.write(draft) for draft in drafts]
    batch.finish(drafts)
    return keys


def put(work: Work, noun: Noun, values: Record) -> tuple[Record, Record | None]:
    """Write one record that is known by what it belongs to: a new one, or the correction of the one there.

    Returns it as it is now and as it was, which is the same one where nothing differs.
    """
    draft, batch = Draft(values), Batch(work, noun)
    batch.prepare([draft])
    if there := next(_twins(work, noun, draft), None):
        draft.old = by_id(work.database, noun, there[1])
        batch.settle(draft)
        if not differences(noun, draft):
            return draft.old, draft.old
    (key,) = _carry(batch, [draft])
    work.change.flush()
    return by_id(work.database, noun, key), draft.old


def _refuse_twin(work: Work, noun: Noun, draft: Draft) -> None:
    """Refuse a new record that names one already there, in a way in which rows of sheets would name it too."""
    if draft.old is None:
        for columns, _key in _twins(work, noun, draft):
            labels = "、".join(column.label for column in columns)
            raise Refused(
                f"已有{labels}相同的{noun.label}，", "没有重复登记；如要修改，请用 edit 或先查看 list。"
            )


def _twins(work: Work, noun: Noun, draft: Draft) -> Iterator[tuple[list[Column], int]]:
    """The records on record that a draft names, each with the columns that name it; codes are looked at elsewhere."""
    for way in noun.identity:
        columns = [noun[key] for key in way if key != ALL_CELLS]
        if (
            not columns
            or any(column.key == "code" for column in columns)
            or draft.values.get(columns[0].slot) is None
        ):
            continue
        work.change.flush()
        key = key_of(work.database, noun, _named_by(columns, draft))
        if key is not None:
            yield columns, key


def _named_by(columns: list[Column], draft: Draft) -> Record:
    """The values that name a record, by database column."""
    found: Record = {}
    for column in columns:
        if isinstance(column.kind, Whose):
            found |= {one.store: draft[one.slot] for one in holders(column.kind)}
        else:
            found[column.store] = draft[column.slot]
    return found
