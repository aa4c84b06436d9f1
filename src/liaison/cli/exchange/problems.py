"""Refused cells as one reads them on a screen: what is wrong in the same way is said once, with its rows."""

from __future__ import annotations

import re
from operator import itemgetter

from liaison.tables import Note

_MOST_TOLD = 20
_FEW = 5
"""Rows of one kind that are still told one by one where each is wrong in its own words."""
_ROWS, _FIRST_ROWS, _VALUES = 8, 3, 3
_OWN_WORDS = re.compile(r"“[^”]*”|[0-9][0-9,.:-]*")


def problems_told(notes: list[Note], rest: str) -> list[str]:
    """A line for each kind of trouble, up to what one reads on a screen; ``rest`` says where the others are to be found."""
    groups = _groups(notes)
    lines = [_line(group) for group in groups[:_MOST_TOLD]]
    if left := sum(map(len, groups[_MOST_TOLD:])):
        lines.append(f"  ……另有 {left} 处，{rest}")
    return lines


def _groups(notes: list[Note]) -> list[list[Note]]:
    """Problems of one column and one reason together; of one kind of reason, too, where there are many."""
    bare: dict[str, str] = {}
    kinds: dict[tuple[str, str, str], list[int]] = {}
    for number, one in enumerate(notes):
        reason = one.reason
        if (own := bare.get(reason)) is None:
            own = bare[reason] = _OWN_WORDS.sub("", reason)
        kind = one.sheet, one.column, own
        if (alike := kinds.get(kind)) is None:
            alike = kinds[kind] = []
        alike.append(number)
    groups: list[list[int]] = []
    for alike in kinds.values():
        if len(alike) > _FEW:
            groups.append(alike)
        else:
            same: dict[str, list[int]] = {}
            for number in alike:
                same.setdefault(notes[number].reason, []).append(number)
            groups += same.values()
    groups.sort(key=itemgetter(0))  # in the order of the sheet
    return [[notes[number] for number in group] for group in groups]


def _line(group: list[Note]) -> str:
    first = group[0]
    rows = list(dict.fromkeys(one.row for one in group))
    more = first.more or {}
    record = f" {more['record']}" if "record" in more and len(rows) == 1 else ""
    reason = first.reason
    if any(one.reason != reason for one in group):
        reason = f"例如第 {first.row} 行，{reason}"
    values: dict[str, None] = {}
    for one in group:
        if len(values) > _VALUES:
            break
        if (value := one.value) and "mine" not in (one.more or {}):
            values[value] = None
    quoted = "、".join(f"“{value}”" for value in [*values][:_VALUES]) + (
        "等" if len(values) > _VALUES else ""
    )
    filled = f"（填的是{quoted}）" if values else ""
    return f"  {first.sheet} {_named(rows)}{record} {first.column}：{reason}{filled}"


def _named(rows: list[int]) -> str:
    """第 2、5、9…等 4,816 行."""
    if len(rows) <= _ROWS:
        return f"第 {'、'.join(map(str, rows))} 行"
    return f"第 {'、'.join(map(str, rows[:_FIRST_ROWS]))}…等 {len(rows):,} 行"
