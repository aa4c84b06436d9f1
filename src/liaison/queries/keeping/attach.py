"""The files of records: of one record, of a unit, and when a record was."""

from __future__ import annotations

from typing import Any

from liaison.columns import Column, Noun, Record
from liaison.kinds import Ref, Whose
from liaison.nouns.keeping.attach import ATTACHMENT
from liaison.nouns.registry import NOUNS, base_of
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.queries.whose import holders
from liaison.rules.keeping.attachments import PHOTO
from liaison.several import Details
from liaison.store.database import Database

ATTACHED = Column(
    "attachments", "附件", Details((("code", "{}", ""), ("name", " {}", ""), ("kind", "（{}）", "")))
)
"""The files of a record, where it is shown whole."""
_TOLD = ("code", "name", "kind", "note", "day", "size")


def whose() -> Whose:
    """What a file may belong to."""
    kind = ATTACHMENT["of"].kind
    assert isinstance(kind, Whose)
    return kind


def _holder(noun: Noun) -> Column | None:
    """The column of the files of a noun's records; none where these have no files."""
    name = base_of(noun).name
    return next((c for c in holders(whose()) if isinstance(c.kind, Ref) and c.kind.noun == name), None)


def holder_noun(by: str) -> str:
    """The noun of the records that a holder of files refers to."""
    kind = ATTACHMENT[by].kind
    assert isinstance(kind, Ref)
    return kind.noun


def belonging(key: str) -> tuple[str, dict[str, Any]]:
    """The condition that a file belongs to what a key stands for, and what it is to be given."""
    by, _, value = key.partition(":")
    return f"t.{ATTACHMENT[by].store} = :holder", {"holder": int(value)}


def of_key(database: Database, key: str) -> list[Record]:
    """The files of what a key stands for, whole."""
    where, values = belonging(key)
    return records(database, ATTACHMENT, where, **values)


def files_of(database: Database, noun: Noun, record: int) -> list[Record] | None:
    """What is told of the files of a record; nothing of a noun whose records have none."""
    holder = _holder(noun)
    if holder is None:
        return None
    return database.records(
        f"SELECT {', '.join(_TOLD)} FROM {ATTACHMENT.table} AS t WHERE t.{holder.store} = :record "
        f"ORDER BY {ATTACHMENT.order}",
        record=record,
    )


def day_of(database: Database, key: str) -> str | None:
    """The day of what a key stands for, if it has just one."""
    by, _, value = key.partition(":")
    noun = NOUNS[holder_noun(by)]
    if len(noun.dated) != 1:
        return None
    column = noun[noun.dated[0]]
    found: str | None = database.value(
        f"SELECT {column.store} FROM {noun.table} WHERE id = :record", record=int(value)
    )
    return found


_LARGEST_SHOWN = 2 * 2**20
"""Bytes of a photo that is shown within something else: a larger one is only told of."""


def photos_of_project(database: Database, project: int) -> list[Record]:
    """The photos of a project and of its activities, ``{name, note, day, size, sha256}``, in the order of days."""
    return _photos(
        database,
        "LEFT JOIN activity AS a ON a.id = t.activity_id WHERE (t.project_id = :project OR a.project_id = :project)",
        project=project,
    )


def photos_between(database: Database, first: str, last: str) -> list[Record]:
    """The photos from the first to the last day."""
    return _photos(database, "WHERE t.day >= :first AND t.day <= :last", first=first, last=last)


def _photos(database: Database, which: str, **values: Any) -> list[Record]:
    return database.records(
        f"SELECT t.name, t.note, t.day, t.size, t.sha256 FROM {ATTACHMENT.table} AS t {which} "
        "AND t.kind = :kind AND t.size <= :most ORDER BY t.day, t.id",
        kind=PHOTO,
        most=_LARGEST_SHOWN,
        **values,
    )


def _of_unit(database: Database, unit: int, _day: str) -> list[Record]:
    """The files of a unit itself."""
    return records(database, ATTACHMENT, "t.body_id = :unit", unit=unit)


UNIT_FILE = (Part("attachments", "附件", ATTACHMENT.pick("code", "name", "kind", "note", "day"), _of_unit),)
