"""Sheets that another council exported: refused, for its codes would be taken for those of this one; or read as anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from liaison.cells import shown, text_of
from liaison.errors import BadFile
from liaison.kinds import Ref, Refs
from liaison.nouns.council.council import COUNCIL
from liaison.nouns.council.member import MEMBER
from liaison.nouns.registry import NOUNS
from liaison.queries.council.council import council_name
from liaison.queries.keys import any_of
from liaison.services.sheets.headers import Placed, edition_of
from liaison.services.sheets.marks import Edition, is_strange
from liaison.store.database import Database
from liaison.tables import RawTable

_CODE = "code"
_BETWEEN = "、"


def strange(database: Database, tables: Sequence[RawTable]) -> list[tuple[RawTable, Edition]]:
    """Those of the tables that another council exported, each with what its hidden column says."""
    editions = ((table, edition_of(table)) for table in tables)
    return [(table, edition) for table, edition in editions if edition and is_strange(database, edition)]


def refuse_strangers(database: Database, tables: Sequence[RawTable], hint: str = "") -> None:
    """Raise ``BadFile`` for tables that another council exported; a council without members takes any.

    ``hint`` says how they may be taken all the same.
    """
    if not strange(database, tables) or not any_of(database, MEMBER):
        return
    theirs = _name_in(tables)
    which = f"“{shown(theirs)}”的工作簿" if theirs else "另一个联席会议导出的表"
    raise BadFile(
        f"这是{which}，这里是“{council_name(database)}”，",
        f"请核对用的是哪个联席会议（liaison council list）{hint}。",
    )


def _name_in(tables: Sequence[RawTable]) -> str:
    """The council's name, where one of the tables tells it."""
    label = COUNCIL["name"].label
    for table in tables:
        edition = edition_of(table)
        for head, row in pairwise(table.rows) if edition and edition.noun == COUNCIL.name else ():
            for cell, value in zip(head, row, strict=False):
                if text_of(cell).rstrip("★") == label:
                    return text_of(value)
    return ""


def as_anybodys(placed: Sequence[Placed], ours: str) -> tuple[list[Placed], list[str]]:
    """Tables without their marks and codes, so that rows are known by what they are called, and what is to be said of it.

    The council's own sheet is left out where there is a council, ``ours``. Raises ``BadFile`` for a table that calls records
    by codes which no other table of the file explains.
    """
    found, said = [], []
    names = _names_by_code(placed)
    for one in placed:
        if one.noun is COUNCIL and ours:
            said.append(f"工作表“{one.table.name}”没有导入：这里是“{ours}”。")
            continue
        one = _by_name(one, names)
        columns = {place: column for place, column in one.columns.items() if column.key != _CODE}
        if one.edition or len(columns) < len(one.columns):
            said.append(f"工作表“{one.table.name}”的编号和版本标记没有看，按名称对。")
        found.append(replace(one, columns=columns, mark=None, edition=None, bare_code=None))
    return found, said


def _names_by_code(placed: Sequence[Placed]) -> dict[str, dict[str, str]]:
    """By noun, what each record is called that a table shows with its code."""
    found: dict[str, dict[str, str]] = {}
    for one in placed:
        code, name = (_place(one, key) for key in (_CODE, one.noun.named))
        if code is not None and name is not None:
            cells = ((_cell(row, code), _cell(row, name)) for row in one.table.rows[one.begin :])
            found.setdefault(one.noun.name, {}).update((known, called) for known, called in cells if known)
    return found


def _by_name(one: Placed, names: dict[str, dict[str, str]]) -> Placed:
    """A table that calls others by name where it called them by code."""
    rows = list(one.table.rows)
    for place, column in one.columns.items():
        if not isinstance(column.kind, Ref | Refs):
            continue
        other = NOUNS[column.kind.noun]
        known = names.get(other.name, {})
        for line in range(one.begin, len(rows)):
            row, text = rows[line], _cell(rows[line], place)
            parts = text.split(_BETWEEN) if isinstance(column.kind, Refs) else [text]
            if any(part in known for part in parts):
                rows[line] = [
                    *row[:place],
                    _BETWEEN.join(known.get(part, part) for part in parts),
                    *row[place + 1 :],
                ]
            elif text and one.edition and not other.unique:  # our own sheets call these by their codes alone
                raise BadFile(
                    f"工作表“{one.table.name}”的{column.label}写的是对方的编号（{shown(text)}），",
                    f"请连同“{other.label}”一起导入整个工作簿，或改写为名称。",
                )
    return replace(one, table=replace(one.table, rows=rows))


def _place(one: Placed, key: str) -> int | None:
    return next((place for place, column in one.columns.items() if column.key == key), None)


def _cell(row: Sequence[object], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""
