"""The activities of a period: one by one, by month, by kind and by unit."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.section import Chart, Rows, Section, days
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import listed
from liaison.kinds import Flag, Ref
from liaison.nouns.work.activity import ACTIVITY
from liaison.quantities import Number, Whole
from liaison.queries.council.member import in_spell
from liaison.queries.keys import any_of
from liaison.queries.work.activity import takes_part, weightiest_role
from liaison.rules.periods import Period, months
from liaison.store.database import Database

IN_PERIOD = "a.start >= :from AND a.start <= :to"
"""The condition that activity ``a`` began in the period."""

PARTS = (
    f"SELECT a.id AS activity_id, a.host_id AS unit_id, '主办' AS role FROM activity AS a WHERE {IN_PERIOD} UNION ALL "
    f"SELECT a.id, c.unit_id, {weightiest_role('c')} FROM activity AS a CROSS JOIN activity_unit AS c "
    f"WHERE c.activity_id = a.id AND {takes_part('c')} AND c.unit_id <> a.host_id AND {IN_PERIOD} "
    "GROUP BY a.id, c.unit_id UNION ALL "
    "SELECT a.id, t.unit_id, '参加' FROM activity AS a CROSS JOIN attendance AS t "
    f"WHERE t.activity_id = a.id AND t.unit_id <> a.host_id AND COALESCE(t.people, 1) > 0 AND {IN_PERIOD} "
    f"AND (a.id, t.unit_id) NOT IN (SELECT c.activity_id, c.unit_id FROM activity_unit AS c WHERE {takes_part('c')})"
)
"""Each unit that took part in an activity of the period, once: it hosted, organised or co-hosted it, or was there with people or
with nobody knows how many."""
TOOK_PART = f"SELECT p.unit_id AS unit_id, count(*) AS times FROM ({PARTS}) AS p GROUP BY p.unit_id"
"""How often each unit took part."""

ATTENDANCE_OF = (
    "LEFT JOIN (SELECT t.activity_id AS activity_id, CAST(sum(t.people) AS BIGINT) AS people, "
    "CAST(sum(t.party) AS BIGINT) AS party FROM activity AS a CROSS JOIN attendance AS t "
    f"WHERE t.activity_id = a.id AND {IN_PERIOD} GROUP BY t.activity_id) AS r ON r.activity_id = a.id"
)
"""What the rows per unit of each activity ``a`` come to, as ``r``."""

_ACTIVITIES = (
    Column("code", "编号"),
    Column("title", "活动名称"),
    Column("kind", "活动类别"),
    Column("start", "开始日期", Day()),
    Column("end", "结束日期", Day(), listed=False),
    Column("venue", "地点", listed=False),
    Column("host", "主办单位", Ref("member")),
    Column("units", "单位数", Whole(), adds=True),
    Column("people", "人数", Whole(), adds=True),
    Column("party", "党员", Whole(), adds=True),
    Column("unassigned", "未分单位", Whole(), listed=False, adds=True),
    Column("turns", "服务人次", Whole(), listed=False, adds=True),
    Column("hours", "时长", Number(), listed=False, adds=True),
    Column("outcome", "成效", listed=False),
)
_COUNTS = (
    Column("activities", "场次", Whole(), adds=True),
    Column("people", "参加人次", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
    Column("service_turns", "服务人次", Whole(), adds=True),
    Column("hours", "志愿时长", Number(), adds=True),
)
_BY_UNIT = (
    Column("unit", "单位", Ref("member")),
    Column("hosted", "主办场次", Whole(), adds=True),
    Column("attended", "参加场次", Whole(), adds=True),
    Column("people", "参加人次", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
    Column("member", "成员单位", Flag()),
)


def known_total(column: str, told: str) -> str:
    """The aggregate that adds up what is known of the period's activities: where some were held and ``told`` of none of them,
    nothing is known; where none was held, there was nothing."""
    return (
        f"COALESCE(CAST(sum({column}) AS BIGINT), (SELECT CASE WHEN count(*) = 0 OR count(a.{told}) > 0 THEN 0 END "
        f"FROM activity AS a WHERE {IN_PERIOD}))"
    )


def there(column: str) -> str:
    """The people at activity ``a``: as filled in for the whole, or what its units add up to where that is more."""
    return f"CASE WHEN COALESCE(r.{column}, 0) > COALESCE(a.{column}, 0) THEN r.{column} ELSE a.{column} END"


def _one_by_one(database: Database, period: Period) -> list[Record]:
    """The period's activities, with how many units took part and the people no unit's row accounts for."""
    return database.records(
        'SELECT a.code, a.title, a.kind, a.series, a.start, a.last_day AS "end", a.venue, u.name AS host, '
        "u.code AS host_code, u.short AS host_short, w.units AS units, "
        f"{there('people')} AS people, {there('party')} AS party, "
        "CASE WHEN a.people > COALESCE(r.people, 0) THEN a.people - COALESCE(r.people, 0) END AS unassigned, "
        "a.turns, a.hours, a.outcome, a.coverage, a.note FROM activity AS a JOIN unit AS u ON u.id = a.host_id "
        f"JOIN (SELECT p.activity_id AS activity_id, count(*) AS units FROM ({PARTS}) AS p GROUP BY p.activity_id) AS w "
        f"ON w.activity_id = a.id {ATTENDANCE_OF} WHERE {IN_PERIOD} ORDER BY a.start, a.code",
        **days(period),
    )


def _counted(database: Database, period: Period, key: str, name: str) -> list[Record]:
    """What is known of the activities of each month or kind: a count that none of them tells is unknown."""
    counts = {
        "a.turns": "service_turns",
        "a.hours": "hours",
        there("people"): "people",
        there("party"): "party",
    }
    sums = ", ".join(f"CAST(sum({count}) AS BIGINT) AS {label}" for count, label in counts.items())
    return database.records(
        f"SELECT {key} AS {name}, count(*) AS activities, {sums} "
        f"FROM activity AS a {ATTENDANCE_OF} WHERE {IN_PERIOD} GROUP BY {key} ORDER BY 1",
        **days(period),
    )


def _by_month(database: Database, period: Period) -> list[Record]:
    """Activities and people of each month of the period, those without any included."""
    found = {row["month"]: row for row in _counted(database, period, "substr(a.start, 1, 7)", "month")}
    nothing = dict.fromkeys((column.key for column in _COUNTS), 0)
    return [found.get(month) or nothing | {"month": month} for month in months(period)]


def _by_kind(database: Database, period: Period) -> list[Record]:
    """Activities and people of each kind, the most frequent first."""
    rows = _counted(database, period, "a.kind", "kind")
    return sorted(rows, key=lambda row: (-row["activities"], row["kind"]))


def _by_unit(database: Database, period: Period) -> list[Record]:
    """What each unit did: activities hosted, activities joined, its people there; members of the period who did nothing too.

    Of a unit that took part, and of whose people nothing is told, they are unknown.
    """
    known = "COALESCE(r.{0}, CASE WHEN p.unit_id IS NULL THEN 0 END) AS {0}"
    return database.records(
        "SELECT u.code AS unit_code, u.name AS unit, u.short AS unit_short, COALESCE(h.hosted, 0) AS hosted, "
        f"COALESCE(p.times, 0) AS attended, {known.format('people')}, {known.format('party')}, "
        "CASE WHEN m.unit_id IS NULL THEN 0 ELSE 1 END AS member FROM unit AS u "
        "LEFT JOIN (SELECT a.host_id AS unit_id, count(*) AS hosted FROM activity AS a "
        f"WHERE {IN_PERIOD} GROUP BY a.host_id) AS h ON h.unit_id = u.id "
        f"LEFT JOIN ({TOOK_PART}) AS p ON p.unit_id = u.id "
        "LEFT JOIN (SELECT t.unit_id AS unit_id, CAST(sum(t.people) AS BIGINT) AS people, "
        "CAST(sum(t.party) AS BIGINT) AS party FROM activity AS a CROSS JOIN attendance AS t "
        f"WHERE t.activity_id = a.id AND {IN_PERIOD} GROUP BY t.unit_id) AS r ON r.unit_id = u.id "
        "LEFT JOIN (SELECT DISTINCT s.unit_id AS unit_id FROM spell AS s "
        f"WHERE {in_spell(':from', ':to')}) AS m ON m.unit_id = u.id "
        "WHERE p.unit_id IS NOT NULL OR r.unit_id IS NOT NULL OR m.unit_id IS NOT NULL "
        "ORDER BY u.rank IS NULL, u.rank, u.code",
        **days(period),
    )


_SHEET = "活动统计"
LISTS = (
    Section("activities", _ACTIVITIES, _one_by_one, sheet="活动台账", noun=ACTIVITY),
    Section(
        "by_month",
        (Column("month", "月份"), *_COUNTS),
        _by_month,
        title="各月活动",
        path="activities.by_month",
        sheet=_SHEET,
        noun=ACTIVITY,
        heading="按月份",
        dense=True,
        chart=Chart(
            "各月活动场次与参加人次",
            "month",
            (("举办活动", "activities", "场"), ("参加人次", "people", "人次")),
            rows=16,
            line=True,
            overview=True,
        ),
    ),
    Section(
        "by_kind",
        (Column("kind", "活动类别"), *_COUNTS),
        _by_kind,
        title="各类活动",
        path="activities.by_kind",
        sheet=_SHEET,
        noun=ACTIVITY,
        heading="按类别",
        chart=Chart("各类活动场次", "kind", (("场次", "activities", "场"),), rows=16, lying=True),
    ),
    Section(
        "by_unit",
        _BY_UNIT,
        _by_unit,
        path="activities.by_unit",
        sheet=_SHEET,
        noun=ACTIVITY,
        heading="按单位（不含没有分到单位的人次）",
        new_page=True,
    ),
)


def was_held(summary: Summary, _rows: Rows) -> bool:
    """Whether there was something to take part in."""
    return bool(summary.value("activities_held"))


def is_known_who(summary: Summary, rows: Rows) -> bool:
    """Whether the records tell who took part in something."""
    return summary.is_recorded and was_held(summary, rows)


def held(summary: Summary, rows: Rows) -> dict[str, str | None]:
    """Of no activity there are no counts to tell."""
    return {} if was_held(summary, rows) else {"activities_held": None}


def served(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """Turns of service and hours: each is told where it is known and not nothing, for one may be kept without the other."""
    turns, hours = summary.value("service_turns"), summary.value("volunteer_hours")
    parts = [f"开展服务{turns:,}人次"] if turns else []
    parts += [f"志愿服务{Number().show(hours)}小时"] if hours else []
    more = {} if hours else {"volunteer_hours_change": None}
    return {"served": "，".join(parts) or None, **more}


def none_held(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """That none was held, where the council keeps activities and its records tell of the period."""
    told = summary.value("activities_held") == 0 and any_of(summary.database, ACTIVITY)
    return {"no_activities": "" if told else None}


def inactive(summary: Summary, rows: Rows) -> dict[str, str | None]:
    """The members of the period that took part in nothing, where there was something to take part in."""
    units = sorted(rows["by_unit"], key=lambda row: row["unit_code"])
    idle = [row["unit"] for row in units if row["member"] and not row["attended"]]
    told = bool(idle) and is_known_who(summary, rows)
    return {
        "inactive_count": str(len(idle)) if told else None,
        "inactive_list": listed(idle) if told else None,
    }


def unassigned(_summary: Summary, rows: Rows) -> dict[str, str | None]:
    """The people of activities that no unit's row accounts for."""
    loose = [row["unassigned"] for row in rows["activities"] if row["unassigned"]]
    return {
        "unassigned_activities": str(len(loose)) if loose else None,
        "unassigned_people": f"{sum(loose):,}" if loose else None,
    }
