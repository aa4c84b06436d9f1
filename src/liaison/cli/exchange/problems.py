"""Refused cells as one reads them on a screen: what is wrong in the same way is said once, with its rows."""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter

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
    alike: dict[tuple[str, ...], list[Note]] = {}
    for one in notes:
        alike.setdefault((one.sheet, one.column, one.reason), []).append(one)
    kinds = {same: (*same[:2], _OWN_WORDS.sub("", same[2])) for same in alike}
    counts: Counter[tuple[str, ...]] = Counter()
    for same, ones in alike.items():
        counts[kinds[same]] += len(ones)
    groups: dict[tuple[str, ...], list[Note]] = {}
    merged: set[tuple[str, ...]] = set()
    for same, ones in alike.items():
        kind = kinds[same]
        if counts[kind] > _FEW and kind in groups:
            groups[kind] += ones
            merged.add(kind)
        else:
            groups[kind if counts[kind] > _FEW else same] = ones
    for kind in merged:
        groups[kind].sort(key=attrgetter("row"))
    return list(groups.values())


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
