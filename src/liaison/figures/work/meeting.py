"""Meetings: how many were held, who came, and the list of them."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.figure import Figure, month, share
from liaison.figures.section import Section, days
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.meeting import PRESENCE
from liaison.quantities import Ratio, Whole
from liaison.queries.work.roll import HELD, ROLL, is_meeting, tally
from liaison.rules.periods import Period
from liaison.store.database import Database

_IN_PERIOD = "a.start >= :from AND a.start <= :to"

FIGURES = (
    Figure(
        "meetings_held",
        "召开会议",
        "次",
        Whole(),
        "开始日期在本期内、类别以“会议”结尾的活动；会议也计在举办活动里。",
        "SELECT a.code AS code, a.title AS title, a.kind AS kind, a.ordinal AS ordinal, a.start AS day "
        f"FROM activity AS a WHERE {is_meeting('a')} AND {_IN_PERIOD}",
        "count(*)",
        (
            *ACTIVITY.pick("code", "title", "kind", "ordinal"),
            Column("day", "日期", Day()),
        ),
        adds=True,
        order="day, code",
        if_any=True,
        silent=True,
        split=(("kind", "kind"), ("month", month("day"))),
    ),
    Figure(
        "meeting_attendance_rate",
        "会议到会率",
        "比例",
        Ratio(),
        "本期有签到的会议，出席的单位次数除以应到的单位次数；应到的是会议当日在册的成员单位，专题会议是请到的单位；委托不算到会。",
        f"{ROLL} AND {HELD} AND {_IN_PERIOD}",
        share("sum(came)", "count(*)"),
        (
            Column("code", "会议编号"),
            Column("title", "会议"),
            Column("start", "日期", Day()),
            Column("unit_code", "单位编号"),
            Column("unit", "单位"),
            Column("came", "出席", Whole()),
            Column("sent", "委托", Whole()),
        ),
        order="start, code, unit_code",
        if_any=True,
    ),
)


def _meetings(database: Database, period: Period) -> list[Record]:
    """The meetings of the period with who was expected and who came."""
    return database.records(
        "SELECT a.code, a.ordinal, a.kind, a.title, a.start, r.expected, r.present, r.proxies FROM activity AS a "
        f"LEFT JOIN ({tally(f'{HELD} AND {_IN_PERIOD}')}) AS r "
        f"ON r.id = a.id WHERE {is_meeting('a')} AND {_IN_PERIOD} ORDER BY a.start, a.code",
        **days(period),
    )


SECTIONS = (
    Section(
        "meetings",
        (
            *ACTIVITY.pick("code", "kind", "title", "start"),
            Column("expected", "应到", Whole()),
            Column("present", "实到", Whole()),
            Column("proxies", "委托", Whole()),
        ),
        _meetings,
        path="meetings",
        sheet="会议",
        if_any=True,
        noun=PRESENCE,
    ),
)
