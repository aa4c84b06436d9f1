"""Where the values of a column lie that has none in its noun's own table: in rows of another."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """Rows in a table of their own that hold a many-valued column: ``owner`` points back, ``value`` is what is listed.

    Several columns may share a table, who does what at something: each holds the rows of its ``role``.
    """

    table: str
    owner: str
    value: str
    role: str = ""


class Latest(NamedTuple):
    """A column of the latest row of a child table: ``owner`` points back, ``by`` is the column that tells which is the latest;
    the record carries that row's id as ``<table>_id``."""

    table: str
    owner: str
    by: str
    column: str


class Rows(NamedTuple):
    """All rows of a child table ``x``, in the order of some of its columns: ``fields`` gives each value's name and its column,
    ``names`` those that hold records of another noun, with that noun: the record's name, and with ``_code`` behind its code."""

    table: str
    owner: str
    order: str
    fields: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...] = ()


class Summed(NamedTuple):
    """What a column of a child table adds up to, or the record's own ``column`` of that name where that is more."""

    table: str
    owner: str
    column: str
