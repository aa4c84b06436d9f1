"""Figures about activities: 人数 at the place, 人次 served and hours are three different things.

The joins are written as CROSS JOIN so that SQLite reads the period's activities first and only their attendance.
"""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Column
from liaison.dates import Day
from liaison.figures.check import Check, Problem, ahead, problem
from liaison.figures.figure import Figure, mean, month, share
from liaison.figures.section import Sentence
from liaison.figures.work.activity_lists import (
    ATTENDANCE_OF,
    IN_PERIOD,
    LISTS,
    PARTS,
    TOOK_PART,
    held,
    inactive,
    is_known_who,
    known_total,
    none_held,
    served,
    there,
    unassigned,
)
from liaison.kinds import Flag
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE
from liaison.quantities import Number, Ratio, Whole
from liaison.queries.council.member import is_member
from liaison.queries.records import stream
from liaison.store.database import Database

_ACTIVITY = (Column("code", "活动编号"), Column("title", "活动名称"), Column("day", "开始日期", Day()))
_ROW = (*_ACTIVITY, Column("unit_code", "单位编号"), Column("unit", "单位"))
_ABOUT = "a.code AS code, a.title AS title, a.start AS day, a.kind AS kind, j.name AS project"
_ROWS = f"{_ABOUT}, u.code AS unit_code, u.name AS unit"
_NAMED = (
    "LEFT JOIN activity AS a ON a.id = p.activity_id LEFT JOIN project AS j ON j.id = a.project_id "
    "LEFT JOIN unit AS u ON u.id = p.unit_id"
)
_HOSTED = (
    f"SELECT p.*, {_ABOUT}, u.name AS unit FROM ({{}}) AS p JOIN activity AS a ON a.id = p.activity_id "
    "LEFT JOIN project AS j ON j.id = a.project_id JOIN unit AS u ON u.id = a.host_id"
)
"""Each activity's row with what it is about, and its host."""
_SPLIT = (("kind", "kind"), ("unit", "unit"), ("month", month("day")), ("project", "project"))
_BY_UNIT = (_SPLIT[1], _SPLIT[0], *_SPLIT[2:])


def people(column: str) -> str:
    """The relation of people (or party members) who took part: a row per unit, and what no unit's row accounts for."""
    return (
        f"SELECT a.id AS activity_id, t.unit_id AS unit_id, t.{column} AS {column} FROM activity AS a "
        f"CROSS JOIN attendance AS t WHERE t.activity_id = a.id AND {IN_PERIOD} AND t.{column} IS NOT NULL "
        f"UNION ALL SELECT a.id, NULL, a.{column} - COALESCE(r.people, 0) FROM activity AS a LEFT JOIN ("
        f"SELECT t.activity_id AS activity_id, CAST(sum(t.{column}) AS BIGINT) AS people FROM activity AS a "
        f"CROSS JOIN attendance AS t WHERE t.activity_id = a.id AND {IN_PERIOD} GROUP BY t.activity_id"
        f") AS r ON r.activity_id = a.id WHERE {IN_PERIOD} AND a.{column} > COALESCE(r.people, 0)"
    )


def _named(column: str) -> str:
    return (
        f"SELECT {_ABOUT}, COALESCE(u.code, '') AS unit_code, "
        f"COALESCE(u.name, '未分单位') AS unit, p.{column} AS {column} FROM ({{}}) AS p {_NAMED}"
    )


def _amount(column: str) -> str:
    return (
        f"SELECT a.id AS activity_id, a.{column} AS amount FROM activity AS a "
        f"WHERE {IN_PERIOD} AND a.{column} IS NOT NULL"
    )


def _members(first: str) -> str:
    """The members from a day to the period's end, and whether they took part; how many activities there were."""
    return (
        "SELECT u.code AS code, u.name AS unit, COALESCE(r.times, 0) AS times, "
        "CASE WHEN r.times > 0 THEN 1 ELSE 0 END AS took_part, "
        f"(SELECT count(*) FROM activity AS a WHERE {IN_PERIOD}) AS held FROM unit AS u LEFT JOIN ({TOOK_PART}) AS r ON r.unit_id = u.id "
        f"WHERE {is_member('u', first, ':to')}"
    )


_UNITS = (
    f"SELECT u.code AS code, u.name AS unit, r.times AS times FROM ({TOOK_PART}) AS r "
    "JOIN unit AS u ON u.id = r.unit_id"
)
_UNIT = (Column("code", "单位编号"), Column("unit", "单位"))


def _rate(key: str, label: str, definition: str, first: str) -> Figure:
    return Figure(
        key,
        label,
        "比例",
        Ratio(),
        definition,
        _members(first),
        f"CASE WHEN max(held) > 0 THEN {share('sum(took_part)', 'count(*)')} END",
        (*_UNIT, Column("took_part", "参加过活动", Flag())),
        order="code",
    )


FIGURES = (
    Figure(
        "activities_held",
        "举办活动",
        "场",
        Whole(),
        "开始日期在本期内的活动数；跨期的活动按开始日期计入。",
        f"SELECT a.id AS activity_id FROM activity AS a WHERE {IN_PERIOD}",
        "count(*)",
        (*_ACTIVITY, Column("kind", "活动类别")),
        adds=True,
        order="day, code",
        named=_HOSTED,
        split=_SPLIT,
        said=(
            "举办#",
            "活动#",
            "举办{kind}活动#",
            "举办{kind}类活动#",
            "，{kind}活动#",
            "，{kind}类活动#",
            "，{kind}类#",
            "，{kind}#",
            "，#",
        ),
    ),
    Figure(
        "activity_units",
        "参加单位",
        "家",
        Whole(),
        "参加过本期活动的单位数，每个单位只计一次；主办、联合主办、承办、协办、到场都算参加，到场人数未知的也算，填 0 人的不算；"
        "非成员单位参加的也计入。",
        _UNITS,
        "count(*)",
        (*_UNIT, Column("times", "参加次数", Whole())),
        order="code",
        split=(("unit", "unit"),),
    ),
    Figure(
        "activity_unit_turns",
        "参加单位次数",
        "家次",
        Whole(),
        "本期各场活动参加单位数之和：一个单位参加一场活动计一次，主办、联合主办、承办、协办、到场都算参加。",
        PARTS,
        "count(*)",
        (*_ROW, Column("role", "身份")),
        adds=True,
        order="day, code, unit_code",
        named=f"SELECT {_ROWS}, p.role AS role FROM ({{}}) AS p {_NAMED}",
        split=_BY_UNIT,
    ),
    Figure(
        "activity_people_turns",
        "参加人次",
        "人次",
        Whole(),
        "本期各场活动到场人数之和，同一人参加两场计两次；各单位人数之和小于填报的参加人数时，差额记为“未分单位”；"
        "大于时以各单位之和为准。没有登记人数的活动不计，都没有登记的算未知。",
        people("people"),
        known_total("people", "people"),
        (*_ROW, Column("people", "人数", Whole(), adds=True)),
        adds=True,
        order="day, code, unit_code",
        named=_named("people"),
        split=_BY_UNIT,
        said=(
            "参加活动#",
            "活动参加#",
            "吸引#参加活动",
            "，吸引#参加",
            "，参加#",
            "，吸引参加#",
            "，参加人数#",
        ),
    ),
    Figure(
        "activity_party_turns",
        "其中党员人次",
        "人次",
        Whole(),
        "本期各场活动到场党员人数之和，计法同参加人次。",
        people("party"),
        known_total("party", "party"),
        (*_ROW, Column("party", "其中党员", Whole(), adds=True)),
        adds=True,
        order="day, code, unit_code",
        named=_named("party"),
        split=_BY_UNIT,
    ),
    Figure(
        "activity_people_mean",
        "场均参加人次",
        "人次",
        Number(),
        "本期填了人数的活动，平均每场参加多少人次，保留一位小数；计法同参加人次。",
        f"SELECT a.code AS code, a.title AS title, a.start AS day, {there('people')} AS people FROM activity AS a "
        f"{ATTENDANCE_OF} WHERE {IN_PERIOD} AND {there('people')} IS NOT NULL",
        mean("sum(people)", "count(*)"),
        (*_ACTIVITY, Column("people", "人数", Whole(), adds=True)),
        order="day, code",
    ),
    _rate(
        "activity_rate",
        "成员参与率",
        "本期内曾在册的成员单位中，至少参加过一场本期活动（主办、联合主办、承办、协办、到场都算）的单位所占比例；"
        "没有成员单位、没有举办活动时不计算。",
        ":from",
    ),
    _rate(
        "activity_rate_end",
        "期末成员参与率",
        "期末在册的成员单位中，至少参加过一场本期活动（主办、联合主办、承办、协办、到场都算）的单位所占比例；"
        "没有成员单位、没有举办活动时不计算。",
        ":to",
    ),
    Figure(
        "activity_unit_mean",
        "家均参加场次",
        "场",
        Number(),
        "本期内曾在册的成员单位，平均每家参加几场本期活动（主办、联合主办、承办、协办、到场都算），保留一位小数；没有举办活动时不计算。",
        _members(":from"),
        f"CASE WHEN max(held) > 0 THEN {mean('sum(times)', 'count(*)')} END",
        (*_UNIT, Column("times", "参加次数", Whole(), adds=True)),
        order="code",
    ),
    Figure(
        "service_turns",
        "服务人次",
        "人次",
        Whole(),
        "本期各场活动填报的服务人次之和，与到场人数不是一回事；没有填报的活动不计，都没有填报的算未知。",
        _amount("turns"),
        known_total("amount", "turns"),
        (*_ACTIVITY, Column("amount", "服务人次", Whole(), adds=True)),
        adds=True,
        order="day, code",
        silent=True,
        named=_HOSTED,
        split=_SPLIT,
        said=("举办服务#", "服务群众#", "服务#"),
    ),
    Figure(
        "volunteer_hours",
        "志愿服务时长",
        "小时",
        Number(),
        "本期各场活动填报的志愿时长之和；没有填报的活动不计，都没有填报的算未知。",
        _amount("hours"),
        known_total("amount", "hours"),
        (*_ACTIVITY, Column("amount", "志愿时长", Number(), adds=True)),
        adds=True,
        order="day, code",
        silent=True,
        named=_HOSTED,
        split=_SPLIT,
        said=("志愿服务#",),
    ),
)

SECTIONS = LISTS

SENTENCES = (
    Sentence("activities", held),
    Sentence("no_activities", none_held),
    Sentence("attendance"),
    Sentence("services", served),
    Sentence("inactive", inactive, clear="未参加活动的成员单位", known=is_known_who),
    Sentence("unassigned", unassigned),
)


def _party(database: Database) -> Iterator[Problem]:
    for noun in (ACTIVITY, ATTENDANCE):
        for record in stream(database, noun, "t.party > t.people"):
            yield problem(noun, record, f"其中党员 {record['party']} 人多于参加人数 {record['people']} 人")


CHECKS = (
    Check("party", "党员人数不多于参加人数", _party),
    Check(
        "attendance_ahead",
        "还没有举办的活动没有到场人数",
        ahead(ATTENDANCE, "activity.start > :today AND t.people IS NOT NULL"),
    ),
)
