"""Units, their former names and their spells of membership."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Unit(SQLModel, table=True):
    """A unit that is, was or will be a member; ``sort_key`` and ``initials`` are pinyin, computed when the name is written."""

    __tablename__ = "unit"
    __table_args__ = (is_day("election_due"),)

    id: int = key()
    code: str = text(required=True, unique=True)
    name: str = text(required=True, unique=True)
    short: str | None = text()
    category: str = text(required=True)
    party_org_name: str | None = text()
    party_org: str | None = text()
    secretary: str | None = text()
    election_due: str | None = text()
    party_members: int | None = whole()
    headcount: int | None = whole()
    uscc: str | None = text(unique=True)
    address: str | None = text()
    area: str | None = text()
    rank: int | None = whole()
    contact: str | None = text()
    contact_post: str | None = text()
    phone: str | None = text()
    note: str | None = text()
    sort_key: str = text(required=True)
    initials: str = text(required=True)


class FormerName(SQLModel, table=True):
    """A name a unit bore, kept findable."""

    __tablename__ = "former_name"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: int = key()
    unit_id: int = refers("unit", required=True)
    name: str = text(required=True)
    position: int = whole(required=True)


class Spell(SQLModel, table=True):
    """A stretch of membership, both ends included; open while ``left_on`` is unknown."""

    __tablename__ = "spell"
    __table_args__ = (
        UniqueConstraint("unit_id", "joined"),
        is_day("joined"),
        is_day("left_on"),
        CheckConstraint("left_on IS NULL OR joined <= left_on", name="in_order"),
    )

    id: int = key()
    unit_id: int = refers("unit", required=True)
    joined: str = text(required=True)
    left_on: str | None = text()
    reason: str | None = text()
