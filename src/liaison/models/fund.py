"""Earmarked funds and the memorandum ledger."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Fund(SQLModel, table=True):
    """Money raised together for one purpose and kept by a custodian; ``budget`` in 分."""

    __tablename__ = "fund"
    __table_args__ = (is_day("opened"), is_day("closed"))

    id: int = key()
    code: str = text(required=True, unique=True)
    name: str = text(required=True, unique=True)
    project_id: int | None = refers("project")
    custodian_id: int | None = refers("unit")
    budget: int | None = whole()
    opened: str = text(required=True)
    closed: str | None = text()
    initials: str = text(required=True)


class Entry(SQLModel, table=True):
    """One line of a fund's ledger; ``amount`` in 分 and positive. Never edited: a mistake is reversed (冲正)."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("fund_id", "number"),
        UniqueConstraint("reverses_id"),
        is_day("day"),
        CheckConstraint("amount > 0", name="positive"),
    )

    id: int = key()
    fund_id: int = refers("fund", required=True)
    number: str = text(required=True)
    day: str = text(required=True)
    kind: str = text(required=True)
    unit_id: int | None = refers("unit")
    amount: int = whole(required=True)
    category: str | None = text()
    voucher: str | None = text()
    payee: str | None = text()
    reverses_id: int | None = refers("entry")
    note: str | None = text()
    round: str | None = text()
