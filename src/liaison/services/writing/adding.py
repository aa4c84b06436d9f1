"""Writing one record that was typed in."""

from __future__ import annotations

from liaison.columns import Noun, Record
from liaison.errors import Refused, Unreadable
from liaison.kinds import Misread
from liaison.nouns.council.council import COUNCIL
from liaison.queries.council.council import the_council
from liaison.services.writing.desks import DESKS
from liaison.services.writing.saving import Desk, complete, next_code, settle, write
from liaison.services.writing.work import Draft, Work


def save_one(work: Work, noun: Noun, values: Record, old: Record | None = None) -> int:
    """Check and write one record; ``values`` by slot, ``old`` the record it changes. Returns its key."""
    return save_all(work, noun, [Draft(0, values, old)])[0]


def found_council(work: Work, values: Record) -> Record:
    """Enter the council into its new database; returns its record."""
    save_one(work, COUNCIL, values)
    work.change.flush()
    return the_council(work.database)


def save_all(work: Work, noun: Noun, drafts: list[Draft]) -> list[int]:
    """Check and write records of one noun that belong to one command; the first refusal stops them all."""
    desk = DESKS[noun.name]
    if desk.ready:
        desk.ready(work, drafts)
    for draft in drafts:
        _refuse_twin(desk, work, draft)
        settle(desk, work, draft)
        try:
            complete(desk, work, draft)
        except Misread as error:
            raise Unreadable(f"{error}。") from None
    if desk.check_all:
        for _draft, refusal in desk.check_all(work, drafts):
            raise refusal
    keys = []
    for draft in drafts:
        if noun.code and draft.old is None and not draft.values.get("code"):
            holders = work.index(noun.name).holders
            draft.values["code"] = next_code(noun, work, draft, holders)
        keys.append(write(desk, work, draft))
    return keys


def _refuse_twin(desk: Desk, work: Work, draft: Draft) -> None:
    """Refuse a new record that names one already there, in a way in which rows of sheets would name it too."""
    noun = desk.noun
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
