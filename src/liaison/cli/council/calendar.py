"""liaison calendar: days off and days worked in lieu, by which working days are counted."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.exchange.choices import Yes
from liaison.cli.keeping.removing import removed
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import YEAR
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.nouns.council.calendar import CALENDAR
from liaison.queries.council.calendar import calendar, entered
from liaison.queries.keys import key_of
from liaison.rules.working_days import Calendar, published
from liaison.store.database import Database

app = noun_app("calendar")

_WEEK = "一二三四五六日"
_LISTED = (
    CALENDAR["day"],
    Column("weekday", "星期"),
    CALENDAR["kind"],
    CALENDAR["name"],
    Column("source", "来源"),
)


@command(app, "list", "列表")
def list_(
    here: Here,
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="默认今年"), YEAR] = None,
) -> Answer:
    """列出一年里放假和调休上班的日子；平常的周末、工作日不列。还不知道的年份说明，不猜。

    例：liaison calendar list --year 2023
    """
    wanted = typed.year(year) if year else int(here.today[:4])
    with here.reading() as database:
        own, known = entered(database, wanted), calendar(database)
    found = _days(wanted, own)
    unknown = str(known.unknown(wanted) or "")
    if unknown and found:
        here.remark(unknown)
    title = f"{wanted} 年放假和调休" + ("" if unknown else f"（工作日 {_worked(known, wanted)} 天）")
    return Listing(_LISTED, found, title, f"放假安排-{wanted}", nothing=unknown)


def _worked(known: Calendar, year: int) -> int:
    """How many days of a year are worked."""
    first = known.is_working_day(date(year, 1, 1))
    return first + known.working_days_between(date(year, 1, 1), date(year, 12, 31))


def _days(year: int, own: list[Record]) -> list[Record]:
    """The days set apart in a year: those published, and what the council has entered before them."""
    found: dict[str, Record] = {
        day.isoformat(): {"kind": "rest" if one.rests else "work", "name": one.name, "source": "国务院办公厅"}
        for day, one in published().items()
        if day.year == year
    }
    found |= {row["day"]: row | {"source": "录入"} for row in own}
    return [
        {**row, "day": day, "weekday": f"星期{_WEEK[date.fromisoformat(day).weekday()]}"}
        for day, row in sorted(found.items())
    ]


@command(app, "remove", "删除")
def remove(
    here: Here,
    days: Annotated[
        list[str], typer.Argument(metavar="日期…", help="录入错的日子，可写几个"), CALENDAR["day"]
    ],
    yes: Yes = False,
) -> Answer:
    """删除录入错的日子；程序自己知道的年份，仍按国务院办公厅公布的算。

    例：liaison calendar remove 2027-01-01
    """
    wanted = [typed.day(day, CALENDAR["day"].label) for day in days]
    return removed(here, lambda work: {CALENDAR.name: [_key(work.database, day) for day in wanted]}, yes=yes)


def _key(database: Database, day: str | None) -> int:
    """The key of a day that was entered. Raises ``NotFound``."""
    found = key_of(database, CALENDAR, {"day": day})
    if found is None:
        raise NotFound(f"没有录入 {day}，", "请用 liaison calendar list 查看。")
    return found


exchange.exchange(app, "calendar")
