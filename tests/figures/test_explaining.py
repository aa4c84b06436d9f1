"""What makes up a figure's change, in councils made up at random: the parts are the rows of its trace, put together by hand,
and add up to both values and to the change, whatever was published, recorded or neither."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.figure import SPLITS, Figure
from liaison.figures.summary.explaining import explain
from liaison.figures.summary.measuring import Summary, figures, of_year
from liaison.quantities import Number, Ratio
from liaison.rules.periods import year
from liaison.settings import Place
from liaison.settings import place as read_place
from liaison.store.database import Database
from liaison.store.opening import reading
from tests.commands import Run

FIGURES = figures()
SPLIT = {key: figure for key, figure in FIGURES.items() if figure.split}
TODAY = date(2024, 3, 1)
NAMES = {
    "unit": ("unit", "lead"),
    "kind": ("sort", "kind", "category"),
    "month": ("day", "joined", "signed"),
    "project": ("project",),
    "fund": ("fund",),
    "level": ("level",),
    "status": ("status",),
}
"""Where a row of a trace tells each of them."""
AMOUNTS = ("amount", "people", "party")


@contextmanager
def council(migrated: Path, seed: int) -> Iterator[Database]:
    """A council of a few units, projects, activities and entries, with published figures, made up at random."""
    chance = random.Random(seed)
    with closing(sqlite3.connect(migrated)) as source, closing(sqlite3.connect(":memory:")) as connection:
        source.backup(connection)
        _fill(connection, chance)
        yield Database(connection, "sqlite", Place())


def _day(chance: random.Random) -> str:
    return (date(2020, 6, 1) + timedelta(days=chance.randrange(1_300))).isoformat()


def _fill(connection: sqlite3.Connection, chance: random.Random) -> None:
    def insert(table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    begin = chance.choice((None, None, "2021-01-01", "2022-01-01", "2022-05-01"))
    insert("council", "id, name, founded, records_from", [(1, "示例", "2019-01-01", begin)])
    units = range(1, chance.randrange(2, 6))
    insert(
        "unit",
        "id, code, name, category, party_members, headcount, sort_key, initials",
        [
            (
                n,
                f"M{n}",
                f"单位{n}",
                chance.choice(("甲类", "乙类")),
                chance.choice((None, n)),
                10 * n,
                "",
                "",
            )
            for n in units
        ],
    )
    spells = [(n, n, _day(chance)) for n in units]
    insert(
        "spell",
        "id, unit_id, joined, left_on",
        [(*one, chance.choice((None, None, "2024-02-01"))) for one in spells],
    )
    insert(
        "project",
        "id, code, name, lead_id, kind, stage, start, initials",
        [
            (
                n,
                f"P{n}",
                f"项目{n}",
                chance.choice(units),
                chance.choice((None, "民生")),
                "实施",
                _day(chance),
                "",
            )
            for n in (1, 2)
        ],
    )
    insert(
        "activity",
        "id, code, title, kind, start, host_id, project_id, people, party, turns, hours, initials",
        [
            (
                n,
                f"A{n}",
                f"活动{n}",
                chance.choice(("论坛", "联学")),
                _day(chance),
                chance.choice(units),
                chance.choice((None, 1, 2)),
                chance.choice((None, chance.randrange(30))),
                None,
                chance.choice((None, 5)),
                chance.choice((None, 15_000)),
                "",
            )
            for n in range(1, chance.randrange(2, 20))
        ],
    )
    insert(
        "attendance",
        "activity_id, unit_id, people, party",
        [
            (activity, unit, chance.choice((None, 3, 8)), chance.choice((None, 2)))
            for (activity,) in connection.execute("SELECT id FROM activity").fetchall()
            for unit in units
            if chance.random() < 0.5
        ],
    )
    insert(
        "fund",
        "id, code, name, project_id, opened, initials",
        [(n, f"F{n}", f"专项{n}", chance.choice((None, 1)), "2020-01-01", "") for n in (1, 2)],
    )
    kinds = ("应缴", "应缴", "认缴", "减免", "到账", "到账", "直付", "支出", "退款", "实物", "上年结转")
    entries: list[tuple[Any, ...]] = []
    for n in range(1, chance.randrange(2, 40)):
        if entries and chance.random() < 0.15:
            other = chance.choice([one for one in entries if one[4] != "冲正"])
            if not any(one[8] == other[0] for one in entries):
                entries.append((n, other[1], str(n), "2024-02-28", "冲正", *other[5:8], other[0]))
            continue
        kind = chance.choice(kinds)
        unit = None if kind in ("支出", "上年结转") else chance.choice(units)
        spent = chance.choice((None, "科目一")) if kind == "支出" else None
        fund = chance.choice((1, 2))
        entries.append((n, fund, str(n), _day(chance), kind, unit, chance.randrange(1, 9_999), spent, None))
    insert("entry", "id, fund_id, number, day, kind, unit_id, amount, category, reverses_id", entries)
    insert(
        "honour",
        "id, code, name, kind, level, holder_id, day, status, initials",
        [
            (
                n,
                f"J{n}",
                f"荣誉{n}",
                chance.choice(("荣誉", "授牌")),
                chance.choice((None, "区级", "市级")),
                chance.choice(units),
                _day(chance),
                chance.choice(("获得", "在用", "摘牌")),
                "",
            )
            for n in range(chance.randrange(12))
        ],
    )
    insert(
        "published",
        "year, figure, value",
        [
            (when, figure.label, chance.randrange(9) * 10_000)
            for when in (2019, 2020, 2021, 2022)
            for figure in FIGURES.values()
            if not isinstance(figure.kind, Ratio | Number) and chance.random() < 0.6
        ],
    )


def _by_hand(rows: list[Record], key: str, by: str) -> dict[Any, int]:
    """The rows of a trace put together."""
    names = ("left",) if (key, by) == ("members_left", "month") else NAMES[by]
    found: Counter[Any] = Counter()
    for row in rows:
        part = next(row[name] for name in names if name in row)
        if by == "month":
            part = f"{int(part[5:7])}月"
        found[part] += next((row[key] for key in AMOUNTS if key in row), 1)
    return {part: amount for part, amount in found.items() if amount}


def _summary(database: Database, number: int) -> Summary:
    return of_year(database, number, None, TODAY)


@given(seed=st.integers(0, 10_000), number=st.sampled_from((2020, 2021, 2022, 2023, 2024)))
def test_the_parts_add_up_to_the_values_and_to_the_change(migrated: Path, seed: int, number: int) -> None:
    explained = 0
    with council(migrated, seed) as database:
        summary = _summary(database, number)
        measured = {one.figure.key: one for one in summary.figures}
        for key, figure in SPLIT.items():
            value, previous = measured[key].value, measured[key].previous
            for by, _sql in figure.split:
                if value is None or previous is None:
                    with pytest.raises(Refused, match="不知道"):
                        explain(summary, key, by)
                    continue
                found = explain(summary, key, by)
                assert (found.value, found.previous) == (value, previous), (key, by)
                assert sum(row["value"] for row in found.rows) == value, (key, by)
                assert sum(row["previous"] for row in found.rows) == previous, (key, by)
                assert sum(row["change"] for row in found.rows) == value - previous, (key, by)
                assert all(row["change"] == row["value"] - row["previous"] for row in found.rows)
                sizes = [abs(row["change"]) for row in found.rows]
                assert sizes == sorted(sizes, reverse=True)
                assert len({row["name"] for row in found.rows}) == len(found.rows)
                _check_now(summary, found.rows, figure, by)
                explained += 1
    # Without records and without published values nothing can be told.
    assert explained or number <= 2022


def _check_now(summary: Summary, rows: list[Record], figure: Figure, by: str) -> None:
    """The parts of today are the rows that the trace lists, and what was published beside them."""
    traced = summary.trace(figure.key)
    hand = _by_hand(traced.rows, figure.key, by)
    assert traced.known.value is not None
    rest = traced.known.value - sum(hand.values())
    told = {row["name"]: row["value"] for row in rows if row["value"]}
    assert told.pop("公布数与明细之差", 0) == rest
    assert sorted(told.values()) == sorted(hand.values())
    assert {name: told[name] for name in hand if name is not None} == {
        name: amount for name, amount in hand.items() if name is not None
    }


@pytest.mark.parametrize("key", [key for key in FIGURES if key not in SPLIT])
def test_only_shares_and_means_are_not_split(migrated: Path, key: str) -> None:
    assert isinstance(FIGURES[key].kind, Ratio | Number)
    with council(migrated, 1) as database, pytest.raises(Refused, match="比例或平均数"):
        explain(_summary(database, 2023), key, None)


@pytest.mark.parametrize(("key", "figure"), SPLIT.items())
def test_every_figure_is_split_by_known_words(key: str, figure: Figure) -> None:
    assert figure.split
    assert {by for by, _sql in figure.split} <= set(SPLITS), key


@pytest.fixture
def example_file(_example_file: Path) -> Path:
    """The example council on SQLite."""
    return _example_file


def test_both_databases_split_alike(read_example: Run, example_file: Path) -> None:
    with (
        reading(read_place(read_example.place)) as one,
        reading(read_place(str(example_file))) as other,
    ):
        for key, figure in SPLIT.items():
            for by, _sql in figure.split:
                parts = [figure.parts(database, year(2023), by) for database in (one, other)]
                assert parts[0] == parts[1], (key, by)
