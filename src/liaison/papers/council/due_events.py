"""What is due, as events of a calendar: each on its day, or on the day of writing where it is late already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from liaison.columns import Record
from liaison.formats.ics import Event

AHEAD = 365
"""Days that a calendar looks ahead unless told otherwise."""


def told_of(row: Record) -> str:
    """How long it still is, or how late it has become: （2024-05-14，还有 135 天）; nothing for what is due on any day."""
    left = row["days_left"]
    if left is None:
        return ""
    how = f"还有 {left} 天" if left > 0 else f"已过 {-left} 天" if left else "就是今天"
    working = row["working_days_left"]
    counted = f"，{abs(working)} 个工作日" if left and working is not None else ""
    return f"（{row['day']}，{how}{counted}）"


def events(found: Iterable[Record], labels: Mapping[str, str], council: str, today: str) -> list[Event]:
    """An event for each thing that has a day, and for each day before on which something is to be done about it, as of today;
    ``labels`` name the kinds, ``council`` stands for it and no other."""
    return [
        Event(
            uid=f"{row['kind']}-{row['of']}{step}@{council}.liaison",
            day=date.fromisoformat(day),
            summary=f"{labels[row['kind']]}：{what}",
            description=f"{row['day']} 到期。接着输入：{row['command']}",
        )
        for row in found
        if row["day"] is not None
        for step, day, what in _days(row, today)
    ]


def _days(row: Record, today: str) -> Iterator[tuple[str, str, str]]:
    """The days of a thing from today on, each with the step's name and what is said."""
    for step, (day, what) in row.get("before", {}).items():
        if day >= today:
            yield f"-{step}", day, what
    if row["day"] >= today:
        yield "", row["day"], row["at_last"] if "at_last" in row else row["what"]
    else:
        yield "", today, row["what"]
