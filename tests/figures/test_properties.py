"""What holds for every period: the balance of members, halves that make the whole, and figures that are their rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.columns import Record
from liaison.figures.summary.measuring import figures
from liaison.queries.money.fund import totals
from liaison.rules.periods import Period, between
from liaison.settings import Place
from liaison.settings import place as read_place
from liaison.store.database import Database
from liaison.store.opening import reading
from tests.commands import Run

FIGURES = figures()

FIRST = date(2021, 11, 1)
DAYS = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: between(min(days), max(days)))
EVE = timedelta(days=1)

ROWS: dict[str, Callable[[list[Record]], int | None]] = (
    {
        "activity_people_turns": lambda rows: sum(row["people"] for row in rows),
        "activity_party_turns": lambda rows: sum(row["party"] for row in rows),
        "activity_rate": lambda rows: _taking_part(rows),
        "activity_rate_end": lambda rows: _taking_part(rows),
        "activity_people_mean": lambda rows: _mean([row["people"] for row in rows]),
        "activity_unit_mean": lambda rows: (
            _mean([row["times"] for row in rows]) if any(row["held"] for row in rows) else None
        ),
        "alliance_members": lambda rows: len({row["code"] for row in rows}),
        "bodies_under_care": lambda rows: len({row["code"] for row in rows}),
        "meeting_attendance_rate": lambda rows: _rate(sum(row["came"] for row in rows), len(rows)),
        "members_party": lambda rows: sum(row["people"] for row in rows) if rows else None,
        "members_headcount": lambda rows: sum(row["people"] for row in rows) if rows else None,
        "service_turns": lambda rows: sum(row["amount"] for row in rows),
        "volunteer_hours": lambda rows: sum(row["amount"] for row in rows),
    }
    | {key: lambda rows: sum(row["amount"] for row in rows) for key in FIGURES if key.startswith("funds_")}
    | {
        "funds_collection_rate": lambda rows: _rate(
            sum(row["received"] + row["in_kind"] - row["refunded"] for row in rows),
            sum(row["due"] for row in rows),
        ),
        "matter_satisfaction": lambda rows: _rate(
            sum(row["satisfaction"] != "不满意" for row in rows), len(rows)
        ),
        "funds_budget_used": lambda rows: _rate(
            sum(row["spent"] for row in rows), sum(row["budget"] for row in rows)
        ),
    }
)
"""How a figure comes from the rows that a trace lists; all others count them."""


def _rate(part: int, whole: int) -> int | None:
    """A share in ten-thousandths, half up."""
    return None if whole <= 0 else (20_000 * part + whole) // (2 * whole)


def _mean(values: list[int]) -> int | None:
    """A mean to one decimal, half up, in ten-thousandths."""
    if not values:
        return None
    exact = Decimal(sum(values)) / len(values)
    return int(exact.quantize(Decimal("0.1"), ROUND_HALF_UP) * 10_000)


def _taking_part(rows: list[Record]) -> int | None:
    part = sum(row["took_part"] for row in rows)
    return _rate(part, len(rows)) if any(row["held"] for row in rows) else None


@contextmanager
def memory(file: Path) -> Iterator[Database]:
    """A copy of a database in memory."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(":memory:")) as connection:
        source.backup(connection)
        yield Database(connection, "sqlite", Place())


@pytest.fixture(scope="module")
def filled(_example_file: Path) -> Iterator[Database]:
    with memory(_example_file) as database:
        yield database


@given(
    spells=st.lists(st.tuples(st.integers(1, 6), DAYS, st.none() | st.integers(0, 200)), max_size=12),
    period=PERIODS,
)
def test_members_at_the_start_and_those_who_came_less_those_who_left_are_those_at_the_end(
    migrated: Path, spells: list[tuple[int, date, int | None]], period: Period
) -> None:
    kept = _apart(spells)
    with memory(migrated) as database:
        database.execute_many(
            "INSERT INTO unit (id, code, name, category, sort_key, initials) VALUES (?, ?, ?, '', '', '')",
            [(unit, f"M{unit}", f"单位{unit}") for unit in range(1, 7)],
        )
        database.execute_many(
            "INSERT INTO spell (id, unit_id, joined, left_on) VALUES (?, ?, ?, ?)",
            [(n, unit, str(joined), left and str(left)) for n, (unit, joined, left) in enumerate(kept)],
        )
        start, joined, left, end = (
            FIGURES[f"members_{key}"].measure(database, period) for key in ("start", "joined", "left", "end")
        )
    assert start + joined - left == end
    assert start == _members(kept, period.start - EVE)
    assert end == _members(kept, period.end)
    assert joined == sum(period.start <= spell[1] <= period.end for spell in kept)


def _apart(spells: list[tuple[int, date, int | None]]) -> list[tuple[int, date, date | None]]:
    """Those spells that share no day with an earlier one of the same unit."""
    kept: list[tuple[int, date, date | None]] = []
    for unit, joined, length in spells:
        left = None if length is None else joined + timedelta(days=length)
        if all(
            unit != other or (left or date.max) < begin or (end or date.max) < joined
            for other, begin, end in kept
        ):
            kept.append((unit, joined, left))
    return kept


def _members(spells: list[tuple[int, date, date | None]], day: date) -> int:
    return len({unit for unit, joined, left in spells if joined <= day <= (left or date.max)})


ADDING = [key for key, figure in FIGURES.items() if figure.adds]


def test_what_adds_up_is_told() -> None:
    assert {key for key in set(FIGURES) - set(ADDING) if not key.endswith("_corrected")} == {
        "members_start",
        "members_end",
        "members_party",
        "members_headcount",
        "alliance_members",
        "bodies_under_care",
        "partners",
        "plaques_in_use",
        "agreements_in_force",
        "indicators_told",
        "matter_satisfaction",
        "matters_overdue",
        "projects_stopped",
        "projects_under_way",
        "projects_running",
        "activity_units",
        "activity_people_mean",
        "activity_rate",
        "activity_rate_end",
        "meeting_attendance_rate",
        "activity_unit_mean",
        "funds_opening",
        "funds_balance",
        "funds_arrears",
        "funds_collection_rate",
        "funds_budget_used",
    }


@given(period=PERIODS, share=st.integers(0, 100))
def test_two_parts_of_a_period_make_the_whole(filled: Database, period: Period, share: int) -> None:
    middle = period.start + (period.end - period.start) * share // 100
    if middle == period.end:
        return
    parts = between(period.start, middle), between(middle + EVE, period.end)
    for key in ADDING:
        figure = FIGURES[key]
        whole = figure.measure(filled, period) or 0
        assert whole == sum(figure.measure(filled, part) or 0 for part in parts), key


@given(period=PERIODS)
def test_the_end_of_one_period_is_the_start_of_the_next(filled: Database, period: Period) -> None:
    following = between(period.end + EVE, period.end + timedelta(days=30))
    end = FIGURES["members_end"].measure(filled, period)
    assert FIGURES["members_start"].measure(filled, following) == end


TOLD = {
    "activity_people_turns": "people",
    "activity_party_turns": "party",
    "service_turns": "turns",
    "volunteer_hours": "hours",
}
"""The counts of activities, and the column that tells them."""


def _is_told(database: Database, period: Period, column: str) -> bool:
    """Whether a count is known where it has no rows: nothing was held, or somebody told that it was nothing."""
    first, last = period.start.isoformat(), period.end.isoformat()
    told = [
        row for (row, day) in database.tuples(f"SELECT {column}, start FROM activity") if first <= day <= last
    ]
    return not told or any(one is not None for one in told)


@given(period=PERIODS)
def test_a_figure_is_what_its_rows_come_to(filled: Database, period: Period) -> None:
    for key, figure in FIGURES.items():
        rows = figure.trace(filled, period)
        expected = ROWS.get(key, len)(rows)
        if key in TOLD and not rows and not _is_told(filled, period, TOLD[key]):
            expected = None
        assert figure.measure(filled, period) == expected, key
        for row in rows:
            assert {column.key for column in figure.columns} <= set(row), key


@given(period=PERIODS)
def test_money_in_less_money_out_is_the_balance(filled: Database, period: Period) -> None:
    """Opening and what was paid into the fund, less what it paid; direct payments touch neither end."""

    def value(key: str, when: Period) -> int:
        return FIGURES[key].measure(filled, when) or 0

    before = between(date(1900, 1, 1), period.start - EVE)
    opening = sum(
        row["amount"] for row in FIGURES["funds_balance"].trace(filled, period)
        if row["kind"] == "上年结转" and row["day"] >= period.start.isoformat()
    )  # fmt: skip
    moved = value("funds_received", period) - value("funds_spent", period) - value("funds_refunded", period)
    assert value("funds_opening", period) == value("funds_balance", before) + opening
    assert value("funds_balance", period) == value("funds_opening", period) + moved
    due = value("funds_apportioned", period) + value("funds_pledged", period) - value("funds_waived", period)
    assert value("funds_due", period) == due
    for row in totals(filled, period.start.isoformat(), period.end.isoformat()):
        assert row["balance"] == row["opening"] + row["received"] - row["spent"] - row["refunded"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-06-30"), ("2022-12-15", "2024-06-14")],
)
def test_both_databases_measure_and_trace_alike(
    read_example: Run, filled: Database, first: str, last: str
) -> None:
    period = between(date.fromisoformat(first), date.fromisoformat(last))
    with reading(read_place(read_example.place)) as database:
        for key, figure in FIGURES.items():
            value, rows = figure.measure(database, period), figure.trace(database, period)
            assert value == ROWS.get(key, len)(rows), key
            assert value == figure.measure(filled, period), key
            assert [_plain(row) for row in rows] == [_plain(row) for row in figure.trace(filled, period)], key


def _plain(row: Record) -> dict[str, Any]:
    assert all(value is None or type(value) in (int, str) for value in row.values()), row
    return {key: value for key, value in row.items() if key != "id"}
