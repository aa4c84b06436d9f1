"""Rows that are worked out and stand in no table, asked like those that do: as a relation of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from liaison.columns import Noun, Record
from liaison.kinds import Flag, Ref
from liaison.quantities import Money, Number, Whole

_WHOLE = (Whole, Number, Money, Flag, Ref)
"""The kinds whose values are whole numbers."""
_SAFE = re.compile(r"[0-9-]*")


def as_relation(noun: Noun, rows: Sequence[Record]) -> tuple[Noun, Record]:
    """The noun with these rows in the place of its table, and the values that are bound in that.

    The rows have its columns by slot. Numbers and days are written in, for a statement can have only so many values bound.
    """
    columns = [column for column in noun.columns if column.store]
    names: dict[str, str] = {}
    # A row of nothing goes before them: it tells what the columns are where there are none.
    listed = [", ".join(["NULL"] * (len(columns) + 1))]
    listed += [
        ", ".join([f"{number:d}", *(_written(row[column.slot], names) for column in columns)])
        for number, row in enumerate(rows, start=1)
    ]
    fields = ["CAST(column1 AS BIGINT) AS id"] + [
        f"CAST(column{place} AS {'BIGINT' if isinstance(column.kind, _WHOLE) else 'TEXT'}) AS {column.store}"
        for place, column in enumerate(columns, start=2)
    ]
    values = ", ".join(f"({row})" for row in listed)
    relation = f"(SELECT {', '.join(fields)} FROM (VALUES {values}) AS v WHERE column1 IS NOT NULL)"
    return replace(noun, table=relation), {name: text for text, name in names.items()}


def _written(value: Any, names: dict[str, str]) -> str:
    """A value as it stands in the statement: itself, or the name under which a text is bound."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return f"{value:d}"
    if _SAFE.fullmatch(value):
        return f"'{value}'"
    return f":{names.setdefault(value, f'told_{len(names)}')}"
