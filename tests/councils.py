"""Made-up councils of any size, written straight into a database that the program's own migrations have made."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2019, 1, 1), date(2023, 12, 31)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range((LAST - FIRST).days + 1)]
KINDS = ("理论学习", "志愿服务", "文体活动", "议事协商", "参观交流")
YEARS = range(FIRST.year, LAST.year + 1)


@dataclass(frozen=True)
class Size:
    """How large a council is: what happened in the five years from 2019 to 2023.

    Each activity invites up to 100 units beyond the first 126, but for twelve plenaries that invite all. One project in
    five units has an indicator that is read daily; one fund in ten units has eight entries a year for each unit.
    """

    units: int
    activities: int

    @property
    def projects(self) -> int:
        """Joint projects, each with one indicator."""
        return self.units // 5

    @property
    def funds(self) -> int:
        """Funds."""
        return max(self.units // 10, 1)

    def attending(self, activity: int) -> int:
        """How many units come to an activity."""
        return self.units if self.units <= 126 or activity <= 12 else 100


def fill(path: Path, size: Size, *, seed: int = 2023) -> int:
    """Write a council of that size; returns the number of its activities, attendances, readings and ledger entries."""
    with closing(sqlite3.connect(path)) as connection, connection:
        chance = random.Random(seed)
        fill_units(connection, size.units)
        fill_projects(connection, size.projects)
        total = fill_readings(connection, size.projects, len(DAYS), chance)
        total += _insert(connection, "activity", _ACTIVITY, _activities(size, chance))
        total += _insert(
            connection, "attendance", "id, activity_id, unit_id, people, party", _attendance(size, chance)
        )
        funds = ((n, f"F{n:03d}", f"示例专项{n}", 1, DAYS[0], f"slzx{n}") for n in range(1, size.funds + 1))
        _insert(connection, "fund", "id, code, name, custodian_id, opened, initials", funds)
        total += _insert(
            connection, "entry", "id, fund_id, number, day, kind, unit_id, amount, category", _entries(size)
        )
    return total


def fill_sheets(
    path: Path, units: int, projects: int, days: int, activities: int, *, seed: int = 2023
) -> int:
    """Write a council whose sheets are long: readings and attendance above all; returns the number of its sheets' rows."""
    size, chance = Size(units, activities), random.Random(seed)
    with closing(sqlite3.connect(path)) as connection, connection:
        fill_units(connection, units)
        fill_projects(connection, projects)
        total = 2 * units + 2 * projects + fill_readings(connection, projects, days, chance)
        total += _insert(connection, "activity", _ACTIVITY, _activities(size, chance))
        total += _insert(
            connection, "attendance", "id, activity_id, unit_id, people, party", _attendance(size, chance)
        )
    return total


def fill_governance(path: Path, units: int, meetings: int, matters: int, *, seed: int = 2023) -> int:
    """Add a year of meetings that all units are asked to, and of matters from being raised to being closed, to a council of
    that many units; returns the number of its meetings, signatures, matters and steps."""
    chance = random.Random(seed)
    with closing(sqlite3.connect(path)) as connection, connection:
        first = max(connection.execute("SELECT max(id) FROM activity").fetchone()[0] or 0, 0) + 1
        keys = range(first, first + meetings)
        total = _insert(connection, "activity", _MEETING, _meetings(keys, units))
        signed = [
            (key, unit, chance.choices(("出席", "委托", "请假"), (85, 10, 5))[0])
            for key in keys
            for unit in range(1, units + 1)
        ]
        total += _insert(connection, "presence", "activity_id, unit_id, status", signed)
        came = ((key, unit, 1) for key, unit, status in signed if status == "出席")
        _insert(connection, "attendance", "activity_id, unit_id, people", came)
        agenda = ((key, n, f"示例议程{n}", "通过" if n > 1 else "听取") for key in keys for n in range(1, 7))
        _insert(connection, "agenda_item", "activity_id, number, title, outcome", agenda)
        total += _insert(connection, "matter", _MATTER, _matters(units, matters))
        total += _insert(
            connection, "matter_step", "matter_id, day, action, unit_id, due", _steps(units, matters)
        )
    return total


_MEETING = "id, code, title, kind, start, host_id, ordinal, initials"
_MATTER = "id, code, kind, title, raised_by_id, raised, lead_id, due, status, extensions, satisfaction, closed, initials"
_YEAR = date(2023, 1, 2)


def _meetings(keys: range, units: int) -> Iterator[tuple[object, ...]]:
    for n, key in enumerate(keys, start=1):
        day = _YEAR + timedelta(days=n * 360 // len(keys))
        title = f"第{n}次全体会议"
        yield key, f"H2023-{n:03d}", title, "全体会议", day.isoformat(), n % units + 1, n, f"d{n}cqthy"


def _course(n: int, matters: int) -> tuple[date, int]:
    """The day on which a matter was raised, and how many of its five steps have been taken by the end of the year."""
    raised = _YEAR + timedelta(days=n * 350 // matters)
    return raised, sum(raised + timedelta(days=days) <= LAST for days in _PACE) if n % 10 else 3


_PACE = (2, 5, 9, 30, 33)
_STEPS = ("受理", "交办", "办理", "送审", "销号")


def _matters(units: int, matters: int) -> Iterator[tuple[object, ...]]:
    for n in range(1, matters + 1):
        raised, taken = _course(n, matters)
        state = ("提出", *_STEPS)[taken]
        given, done = taken > 1, taken == len(_STEPS)
        yield (
            n,
            f"X2023-{n:03d}",
            ("议题", "需求", "督办", "问题", "意见")[n % 5],
            f"示例事项{n}",
            n % units + 1,
            raised.isoformat(),
            (n + 7) % units + 1 if given else None,
            (raised + timedelta(days=40)).isoformat() if given else None,
            state,
            0,
            "满意" if done and n % 3 else None,
            (raised + timedelta(days=_PACE[-1])).isoformat() if done else None,
            f"slsx{n}",
        )


def _steps(units: int, matters: int) -> Iterator[tuple[object, ...]]:
    for n in range(1, matters + 1):
        raised, taken = _course(n, matters)
        for action, days in list(zip(_STEPS, _PACE, strict=True))[:taken]:
            given = action == "交办"
            yield (
                n,
                (raised + timedelta(days=days)).isoformat(),
                action,
                (n + 7) % units + 1 if given else None,
                (raised + timedelta(days=40)).isoformat() if given else None,
            )


def fill_units(connection: sqlite3.Connection, units: int) -> None:
    """Units that have been members from the first day on."""
    every = range(1, units + 1)
    columns = "id, code, name, short, category, party_members, headcount, rank, sort_key, initials"
    rows = (
        (
            n,
            f"M{n:03d}",
            f"示例单位{n}",
            f"单位{n}",
            "国有企业",
            30 + n % 70,
            200,
            n,
            f"shili{n:05d}",
            f"sldw{n}",
        )
        for n in every
    )
    _insert(connection, "unit", columns, rows)
    _insert(connection, "spell", "id, unit_id, joined", ((n, n, DAYS[0]) for n in every))


def fill_projects(connection: sqlite3.Connection, projects: int) -> None:
    """Projects that have run from the first day on, each with an indicator read daily."""
    every = range(1, projects + 1)
    columns = "id, code, name, lead_id, stage, start, initials"
    _insert(
        connection,
        "project",
        columns,
        ((n, f"P2019-{n:02d}", f"示例项目{n}", n, "常态化运行", DAYS[0], f"slxm{n}") for n in every),
    )
    _insert(
        connection,
        "indicator",
        "id, project_id, name, unit, every, total, target, lower_is_better",
        ((n, n, f"示例指标{n}", "人次", "每日", "合计", "2000/日", 0) for n in every),
    )


def fill_readings(connection: sqlite3.Connection, indicators: int, days: int, chance: random.Random) -> int:
    """A reading of each indicator on each of the first days; returns how many."""
    days_of_each = ((indicator, day) for indicator in range(1, indicators + 1) for day in DAYS[:days])
    rows = (
        (n, indicator, day, day, chance.randrange(1500, 2600) * 10_000)
        for n, (indicator, day) in enumerate(days_of_each, start=1)
    )
    return _insert(connection, "reading", "id, indicator_id, day, period, value", rows)


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> int:
    marks = ", ".join("?" * (columns.count(",") + 1))
    return max(connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows).rowcount, 0)


_ACTIVITY = "id, code, title, kind, start, last_day, host_id, people, turns, hours, initials"


def _activities(size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    for n in range(1, size.activities + 1):
        day = DAYS[n * (len(DAYS) - 1) // size.activities]
        host, people = chance.randrange(size.units) + 1, 6 * size.attending(n)
        hours = chance.randrange(80) * 10_000
        title = f"示例活动{n}"
        yield n, f"A{n:06d}", title, KINDS[n % 5], day, day, host, people, 40, hours, f"slhd{n}"


def _attendance(size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    number = 0
    for activity in range(1, size.activities + 1):
        for unit in chance.sample(range(1, size.units + 1), size.attending(activity)):
            number += 1
            yield number, activity, unit, 3 + number % 5, 1 + number % 3


def _entries(size: Size) -> Iterator[tuple[object, ...]]:
    """Each year every unit owes three times, pays twice and gives something in kind, and twice something is spent."""
    number = 0
    kinds = ("应缴", "到账", "应缴", "支出", "到账", "应缴", "支出", "实物")
    for year in YEARS:
        for unit in range(1, size.units + 1):
            for place, kind in enumerate(kinds, start=1):
                number += 1
                spent = kind == "支出"
                yield (
                    number,
                    unit % size.funds + 1,
                    str(number),
                    f"{year}-{place + 3:02d}-{unit % 28 + 1:02d}",
                    kind,
                    None if spent else unit,
                    30_000 if spent else 100_000 + unit % 7 * 1_000,
                    f"科目{unit % 6}" if spent else None,
                )
