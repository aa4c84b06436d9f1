"""Days off and days in lieu, entered day by day: what is odd about one, or not whole in a year, is said."""

from __future__ import annotations

from datetime import date

from liaison.nouns.council.calendar import CALENDAR
from liaison.queries.council.calendar import calendar
from liaison.rules.working_days import Calendar, published_years
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.work import Work

_WEEK = "一二三四五六日"
_PUBLISHED = published_years()
"""Read before the database is locked."""


def _check(work: Work, draft: Draft) -> None:
    day, works = date.fromisoformat(draft.text("day")), draft["kind"] == "work"
    if day.year in _PUBLISHED:
        if works != Calendar({}).is_working_day(day):
            work.warn_also(
                "与国务院办公厅公布的不同，按表里的算：",
                f"{day}（{CALENDAR['kind'].kind.show(draft['kind'])}）",
            )
    elif works and day.weekday() < 5:
        work.warn_also("本来就上班，不用写“班”，请核对：", f"{day}（星期{_WEEK[day.weekday()]}）")


def _finish(work: Work, drafts: list[Draft]) -> None:
    work.change.flush()
    known = calendar(work.database)
    for year in sorted({int(draft.text("day")[:4]) for draft in drafts}):
        if unknown := known.unknown(year):
            work.warn(str(unknown))


CALENDAR_DESK = Desk(CALENDAR, check=_check, finish=_finish)
