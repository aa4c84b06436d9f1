"""What all tables share: names of constraints, and the two column types that mean the same on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, Text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on PostgreSQL too, so that a list has one order on every database."""

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers: 分, ten-thousandths, counts, keys. SQLite's INTEGER holds 64 bits as well."""


def key() -> Any:
    """The primary key: numbered by the program, see ``store.change``."""
    return Field(primary_key=True, sa_type=WHOLE, sa_column_kwargs={"autoincrement": False})


def text(*, required: bool = False, unique: bool = False) -> Any:
    """A text column; a day is a text ``YYYY-MM-DD``, which sorts and compares the same on every database."""
    default: dict[str, Any] = {} if required else {"default": None}
    return Field(**default, sa_type=TEXT, nullable=not required, unique=unique)


def whole(*, required: bool = False) -> Any:
    """A whole number."""
    default: dict[str, Any] = {} if required else {"default": None}
    return Field(**default, sa_type=WHOLE, nullable=not required)


def refers(target: str, *, required: bool = False) -> Any:
    """A reference to another table's ``id``."""
    default: dict[str, Any] = {} if required else {"default": None}
    return Field(
        **default,
        sa_type=WHOLE,
        nullable=not required,
        sa_column_args=[ForeignKey(f"{target}.id")],
    )


def is_day(column: str) -> CheckConstraint:
    """A check that a column holds a day or nothing."""
    return CheckConstraint(f"{column} IS NULL OR length({column}) = 10", name=f"{column}_day")
