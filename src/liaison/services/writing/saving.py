"""Writing what was typed in."""

from __future__ import annotations

from liaison.columns import Noun, Record
from liaison.errors import Refused
from liaison.kinds import Misread
from liaison.queries.records import by_id
from liaison.services.writing.batch import Batch
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work


def save(work: Work, noun: Noun, values: Record, old: Record | None = None) -> Record:
    """Check and write one record; ``values`` by slot, ``old`` the record it changes. Returns it as it is now."""
    return save_draft(work, noun, Draft(values, old))


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
        batch.settle(draft)
        try:
            batch.complete(draft)
        except Misread as error:
            batch.refuse(draft, error)
    batch.judge(drafts)
    return [batch.write(draft) for draft in drafts]


def _refuse_twin(work: Work, noun: Noun, draft: Draft) -> None:
    """Refuse a new record that names one already there, in a way in which rows of sheets would name it too."""
    if draft.old is not None:
        return
    for way in noun.identity:
        columns = [noun[key] for key in way if key != "*"]
        if (
            not columns
            or any(column.key == "code" for column in columns)
            or draft.values.get(columns[0].slot) is None
        ):
            continue
        where = " AND ".join(
            f"{column.store} = :{column.key}" if draft[column.slot] is not None else f"{column.store} IS NULL"
            for column in columns
        )
        given = {column.key: draft[column.slot] for column in columns if draft[column.slot] is not None}
        work.change.flush()
        if work.database.value(f"SELECT id FROM {noun.table} WHERE {where}", **given) is not None:
            labels = "、".join(column.label for column in columns)
            raise Refused(
                f"已有{labels}相同的{noun.label}，", "没有重复登记；如要修改，请用 edit 或先查看 list。"
            )
