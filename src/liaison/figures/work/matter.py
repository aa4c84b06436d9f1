"""What was raised, closed and closed in time, what is late at the end, how content people are, which needs were claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.check import Check, Problem, problem
from liaison.figures.figure import Figure, month, share
from liaison.figures.section import Section, Sentence, days
from liaison.kinds import Fixed, Kind, Ref
from liaison.nouns.work.matter import MATTER, MATTER_STEP, SATISFIED
from liaison.nouns.work.matter_lists import NEED
from liaison.quantities import Ratio, Whole
from liaison.queries.council.member import is_member
from liaison.queries.keys import quoted
from liaison.queries.records import stream
from liaison.queries.states import LATE, edges, light_of, state_on, told_on
from liaison.rules.deadlines import LIGHTS
from liaison.rules.periods import Period
from liaison.rules.work.matters import CLAIMED, CLOSED, CONCLUDED
from liaison.store.database import Database

STATUS_ON = state_on(MATTER, "t")
DUE_ON, LEAD_ON = (told_on(MATTER, key, "t") for key in ("due", "lead"))
"""What matter ``t`` had come to by ``:to``; by when it was to be done then, and by whom."""
CLOSED_ON = (
    f"CASE WHEN {STATUS_ON} = '{CLOSED}' THEN COALESCE((SELECT max(s.day) FROM matter_step AS s WHERE s.matter_id = t.id "
    f"AND s.action = '{CLOSED}' AND s.day <= :to), t.closed) END"
)
"""The day on which it was closed, if that was so on ``:to``."""
_CLAIMED_ON = f"(SELECT max(s.day) FROM matter_step AS s WHERE s.matter_id = t.id AND s.action = '{CLAIMED}' AND s.day <= :to)"

_COLUMNS = (
    Column("code", "编号"),
    Column("title", "标题"),
    Column("kind", "类别"),
    Column("unit", "提出单位"),
    Column("lead", "主办单位"),
    Column("raised", "提出日期", Day()),
    Column("due", "时限", Day()),
    Column("closed", "销号日期", Day()),
    Column("satisfaction", "满意度"),
)
_ALL = (
    "SELECT t.id AS id, t.code AS code, t.title AS title, t.kind AS kind, t.raised AS raised, "
    "u.name AS unit, u.code AS unit_code, u.short AS unit_short, l.name AS lead, l.code AS lead_code, l.short AS lead_short, "
    f"t.satisfaction AS satisfaction, {STATUS_ON} AS status, {DUE_ON} AS due, {CLOSED_ON} AS closed, "
    f"{_CLAIMED_ON} AS claimed FROM matter AS t "
    f"JOIN unit AS u ON u.id = t.raised_by_id LEFT JOIN unit AS l ON l.id = {LEAD_ON} WHERE t.raised <= :to"
)
"""Every matter raised by ``:to``, as it stood then."""
_CLOSED = "m.closed BETWEEN :from AND :to"


def _figure(
    key: str,
    label: str,
    definition: str,
    condition: str,
    day: str,
    *,
    unit: str = "件",
    kind: Kind | None = None,
    value: str = "count(*)",
    more: tuple[Column, ...] = (),
    given: Callable[[Database, Period], Record] | None = None,
) -> Figure:
    counts = value == "count(*)"
    parts = (("kind", "kind"), ("unit", "unit"), ("month", month(day)))
    return Figure(
        key,
        label,
        unit,
        kind or Whole(),
        definition,
        f"SELECT m.* FROM ({_ALL}) AS m WHERE {condition}",
        value,
        (*_COLUMNS, *more),
        counts and day != "due",
        "code",
        silent=True,
        if_any=True,
        split=parts if counts else (),
        given=given,
    )


def _edges(database: Database, period: Period) -> Record:
    return edges(database, period.end.isoformat())


FIGURES = (
    _figure("matters_raised", "提出事项", "提出日期在本期内的事项数。", "m.raised >= :from", "raised"),
    _figure(
        "matters_closed",
        "销号事项",
        "销号日期在本期内、期末当日仍是销号的事项数；退回、并入、终止的不算。",
        _CLOSED,
        "closed",
    ),
    _figure(
        "matters_on_time",
        "按期销号",
        "本期销号的事项里，有时限而销号日期不晚于时限的；延过期的按期末当日的时限算。",
        f"{_CLOSED} AND m.closed <= m.due",
        "closed",
    ),
    _figure(
        "matters_overdue",
        "期末逾期事项",
        "期末当日还没有办完（销号、退回、并入、终止），而时限早于这一天的事项数；章程按工作日算的，时限在休息日的顺延到下一个工作日。",
        f"m.status NOT IN ({quoted(CONCLUDED)}) AND m.due < :{LATE}",
        "due",
        given=_edges,
    ),
    _figure(
        "matter_satisfaction",
        "事项满意率",
        "本期销号而填了满意度的事项里，答基本满意及以上的所占比例；没有填的不计。",
        f"{_CLOSED} AND m.satisfaction IS NOT NULL",
        "closed",
        unit="比例",
        kind=Ratio(),
        value=share(f"sum(CASE WHEN satisfaction IN ({quoted(SATISFIED)}) THEN 1 ELSE 0 END)", "count(*)"),
    ),
    _figure(
        "needs_claimed",
        "认领需求",
        "认领日期在本期内的需求数。",
        f"m.kind = '{NEED}' AND m.claimed >= :from",
        "claimed",
        more=(Column("claimed", "认领日期", Day()),),
    ),
)


def _matters(database: Database, period: Period) -> list[Record]:
    """The matters of the period, as they stood at its end: raised in it, or not done with before it."""
    # What a matter had come to is asked of its steps once, not wherever it is spoken of.
    return database.records(
        f"WITH m AS MATERIALIZED ({_ALL} AND (t.raised >= :from OR "
        f"{state_on(MATTER, 't', ':before')} NOT IN ({quoted(CONCLUDED)}))) "
        f"SELECT m.*, {light_of(MATTER, 'm.due', 'm.status')} AS light FROM m ORDER BY m.code",
        before=date.fromordinal(max(period.start.toordinal() - 1, 1)).isoformat(),
        **days(period),
        **_edges(database, period),
    )


SECTIONS = (
    Section(
        "matters",
        (
            Column("code", "编号"),
            Column("kind", "类别"),
            Column("title", "标题"),
            Column("unit", "提出单位", Ref("member")),
            Column("raised", "提出日期", Day()),
            Column("lead", "主办单位", Ref("member")),
            Column("due", "时限", Day()),
            Column("status", "状态"),
            Column("closed", "销号日期", Day()),
            Column("light", "预警", Fixed(words=LIGHTS)),
        ),
        _matters,
        path="matters",
        sheet="事项",
        if_any=True,
        noun=MATTER,
    ),
)

SENTENCES = (Sentence("matters"),)


def _breaking(where: str, sentence: str) -> Callable[[Database], Iterator[Problem]]:
    """Finds the matters that fit a condition."""

    def ask(database: Database) -> Iterator[Problem]:
        for record in stream(database, MATTER, where):
            yield problem(MATTER, record, sentence)

    return ask


def _claimed_outside(database: Database) -> Iterator[Problem]:
    where = f"t.action = '{CLAIMED}' AND NOT {is_member('unit', 't.day', 't.day')}"
    for record in stream(database, MATTER_STEP, where):
        yield Problem(MATTER.name, record["matter_code"], f"认领的“{record['unit']}”当天不是成员单位")


CHECKS = (
    Check(
        "matters_closed",
        "销号的事项有销号日期，别的没有",
        _breaking(f"(t.status = '{CLOSED}') <> (t.closed IS NOT NULL)", "状态与销号日期对不上"),
    ),
    Check(
        "matters_raised_first",
        "事项先提出、后销号",
        _breaking("t.closed < t.raised", "销号日期早于提出日期"),
    ),
    Check("claimed_by_members", "认领事项的是成员单位", _claimed_outside),
)
