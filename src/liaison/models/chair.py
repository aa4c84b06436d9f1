"""The rotating chair: terms, and the council's own order."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Term(SQLModel, table=True):
    """A unit's term in the chair of an area (or of the whole council), both ends included."""

    __tablename__ = "term"
    __table_args__ = (
        is_day("start"),
        is_day("last_day"),
        CheckConstraint("last_day IS NULL OR start <= last_day", name="in_order"),
    )

    id: int = key()
    ordinal: int = whole(required=True)
    unit_id: int = refers("unit", required=True)
    area: str | None = text()
    start: str = text(required=True)
    last_day: str | None = text()
    theme: str | None = text()
    acting: int | None = whole()
    note: str | None = text()


class ChairOrder(SQLModel, table=True):
    """A unit's place in the order the council itself has set for the chair."""

    __tablename__ = "chair_order"

    id: int = key()
    unit_id: int = refers("unit", required=True)
    position: int = whole(required=True)
