"""The council, its choice lists, and the counters that number records."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from liaison.models.base import TEXT, is_day, key, text, whole


class Council(SQLModel, table=True):
    """The one council of a database."""

    __tablename__ = "council"
    __table_args__ = (is_day("founded"), is_day("records_from"))

    id: int = key()
    name: str = text(required=True)
    short: str | None = text()
    founded: str | None = text()
    secretariat: str | None = text()
    initiator: str | None = text()
    guide: str | None = text()
    records_from: str | None = text()


class Choice(SQLModel, table=True):
    """One of the council's own words, in its place in its list; ``locked`` counts for the whole list."""

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("list", "word"),)

    id: int = key()
    list: str = text(required=True)
    word: str = text(required=True)
    position: int = whole(required=True)
    locked: int = whole(required=True)


class Counter(SQLModel, table=True):
    """The last number given out for a table's keys or a noun's codes, so that none is ever given twice."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, sa_type=TEXT)
    last: int = whole(required=True)


class Published(SQLModel, table=True):
    """A figure as it was published for a year before the records begin; ``value`` in ten-thousandths."""

    __tablename__ = "published"
    __table_args__ = (UniqueConstraint("year", "figure"),)

    id: int = key()
    year: int = whole(required=True)
    figure: str = text(required=True)
    value: int = whole(required=True)
