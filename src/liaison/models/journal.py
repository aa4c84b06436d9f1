"""The journal: who did what when, each row before and after, and the chain that proves it.

The chain runs over salted digests, not over the images themselves: an image with a person's data can be erased one day
(``before``, ``after`` and ``salt`` set to nothing) and the chain still holds.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from liaison.models.base import TEXT, key, refers, text, whole


class Journal(SQLModel, table=True):
    """One command that wrote ``rows`` rows, numbered on from ``first_row``; ``chain`` = SHA-256 over the previous chain, this entry's facts and its rows' digests."""

    __tablename__ = "journal"

    id: int = key()
    at: str = text(required=True)
    who: str = text(required=True)
    command: str = text(required=True)
    rows: int = whole(required=True)
    first_row: int = whole(required=True)
    chain: str = text(required=True)


class JournalRow(SQLModel, table=True):
    """One row a command touched; ``digest`` = SHA-256 over the image's salt and text."""

    __tablename__ = "journal_row"

    id: int = key()
    journal_id: int = refers("journal", required=True)
    table_name: str = text(required=True)
    row_id: int = whole(required=True)
    digest: str = text(required=True)


class JournalImage(SQLModel, table=True):
    """The row before and after, as JSON; nothing before an insert, nothing after a removal."""

    __tablename__ = "journal_image"

    id: int = key()
    salt: str | None = text()
    before: str | None = text()
    after: str | None = text()


class Counter(SQLModel, table=True):
    """The last number given out for a table's keys or a noun's codes, so that none is ever given twice."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, sa_type=TEXT)
    last: int = whole(required=True)
