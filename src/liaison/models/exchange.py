"""Rounds of collecting sheets from units, and the headings of other people's sheets once explained."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Collection(SQLModel, table=True):
    """A round in which each unit is sent a workbook with its own rows of ``noun`` for ``year``, to be returned by ``due``.

    ``folder`` is where the workbooks were put: one that lies there as it was sent has not come back. ``stamp`` stands in
    each of them, so that a file of another round is known though keys were given twice, as after a restore; rounds that
    are older than stamps have none.
    """

    __tablename__ = "collection"
    __table_args__ = (is_day("opened"), is_day("due"))

    id: int = key()
    name: str = text(required=True, unique=True)
    noun: str = text(required=True)
    year: int = whole(required=True)
    opened: str = text(required=True)
    due: str = text(required=True)
    folder: str = text(required=True)
    stamp: str | None = text()


class CollectionUnit(SQLModel, table=True):
    """A unit that was asked in a round, and what last came back from it; counts of rows, unknown until then.

    ``sent`` is the SHA-256 of the file it was sent, so that the same file found again is no return.
    """

    __tablename__ = "collection_unit"
    __table_args__ = (UniqueConstraint("collection_id", "unit_id"), is_day("returned"))

    id: int = key()
    collection_id: int = refers("collection", required=True)
    unit_id: int = refers("unit", required=True)
    sent: str = text(required=True)
    returned: str | None = text()
    file: str | None = text()
    new: int | None = whole()
    changed: int | None = whole()
    same: int | None = whole()
    refused: int | None = whole()


class Heading(SQLModel, table=True):
    """What a label means that stands in a header line like ``line``: a column of ``noun``, told once with ``--map``.

    In forms that are filled in (the noun is ``form``) the line is a digest of all labels, and they mean figures.
    """

    __tablename__ = "heading"
    __table_args__ = (UniqueConstraint("noun", "line", "label"),)

    id: int = key()
    noun: str = text(required=True)
    line: str = text(required=True)
    label: str = text(required=True)
    meaning: str = text(required=True)
