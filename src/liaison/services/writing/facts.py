"""Today divides plan from fact: what has happened bears no later day, what is planned may."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.cells import shown
from liaison.columns import Column, Noun
from liaison.dates import Day, Month
from liaison.kinds import Phone, Text
from liaison.phones import covered, has_phone
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work
from liaison.several import Words

_NAMED = 5
_FAR = 2
"""Years ahead from which a planned day is probably a slip of the hand."""


def refuse_future(work: Work, column: str, label: str, day: str) -> None:
    """Refuse a fact that bears a day after today; raises ``CellRefused`` for the column."""
    today = work.today_text
    if day > today and not work.whenever:
        raise CellRefused(
            column, f"{label} {day} 还没有到（今天是 {today}），", "已经发生的才能登记，请核对日期。"
        )


def take_month(work: Work, draft: Draft, column: Column) -> None:
    """Let a month that was written in a day's place be the day that it stands for, and say so; once for each sort of day."""
    day = draft.values.get(column.slot)
    if not isinstance(day, Month):
        return
    draft.values[column.slot] = str(day)
    said = work.recall("months", lambda _work: set())
    if column.label not in said:
        said.add(column.label)
        which = "最后一天" if isinstance(column.kind, Day) and column.kind.month == "last" else "第一天"
        work.warn(
            f"{column.label}只写到月份的，按当月{which}登记（例如“{shown(day.written)}”作 {day}），请核对。"
        )


def keep_covered(noun: Noun, draft: Draft) -> None:
    """Take back free words that are what was stored with its numbers masked: the sheet was written for those outside the office."""
    for column in noun.columns:
        value = draft.values.get(column.slot) if type(column.kind) in (Text, Words) else None
        if value and "*" in str(value):
            stored = (draft.old or {}).get(column.slot)
            if value == (tuple(map(covered, stored)) if isinstance(stored, tuple) else covered(stored or "")):
                del draft.values[column.slot]


def warn_phones(work: Work, noun: Noun, drafts: Iterable[Draft]) -> None:
    """Say which new numbers can be none; they are written as they stand."""
    for column in noun.private:
        if not isinstance(column.kind, Phone):
            continue
        odd = [draft for draft in drafts if draft.gives(column.slot) and draft[column.slot]]
        titles = [draft.text(noun.called) for draft in odd if not has_phone(draft[column.slot])]
        if titles:
            listed = "”、“".join(titles[:_NAMED]) + ("”等" if len(titles) > _NAMED else "”")
            count = f" {len(titles)} 处" if len(titles) > 1 else ""
            work.warn(f"“{listed}的{column.label}{count}不像电话号码，照原样登记了，请核对。")


def warn_far(work: Work, label: str, day: str) -> None:
    """Say that a planned day lies more than two years ahead; all of them in one sentence, for whoever plans far ahead knows it."""
    limit = work.today_text
    limit = f"{int(limit[:4]) + _FAR:04d}{limit[4:]}"
    if day <= limit or work.whenever:
        return
    far: list[str] = work.recall("far days", lambda _work: [])
    far.append(f"{label} {day}")
    work.warn_anew(
        "far days", f"{far[0]}{f' 等 {len(far)} 个日期' if len(far) > 1 else ' '}在两年以后，请核对年份。"
    )
