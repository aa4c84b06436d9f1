"""Stretches of readings and targets, held against a calendar; totals, against sums by hand."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from liaison.rules.work.targets import PER, first_day, is_too_fine, last_day, rate, totalled

DAYS = some.dates(date(1900, 1, 8), date(9999, 12, 24))
MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}


@given(DAYS, some.sampled_from([per for per in PER.values() if per != "次"]))
def test_a_stretch_holds_its_day_and_begins_where_the_one_before_ended(day: date, per: str) -> None:
    first, last = first_day(day.isoformat(), per), last_day(day.isoformat(), per)
    assert first <= day.isoformat() <= last
    before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    assert last_day(before, per) == before
    assert (first_day(last, per), last_day(first, per)) == (first, last)


@given(DAYS, some.sampled_from(sorted(MONTHS)))
def test_months_quarters_halves_and_years_are_those_of_the_calendar(day: date, per: str) -> None:
    months = next(
        group
        for start in range(1, 13, MONTHS[per])
        if day.month in (group := range(start, start + MONTHS[per]))
    )
    assert first_day(day.isoformat(), per) == f"{day.year:04d}-{months[0]:02d}-01"
    end = calendar.monthrange(day.year, months[-1])[1]
    assert last_day(day.isoformat(), per) == f"{day.year:04d}-{months[-1]:02d}-{end}"


def test_a_target_is_not_for_less_than_a_reading_tells_of() -> None:
    assert is_too_fine("10/月", "每季")
    assert not is_too_fine("10/季", "每季")
    assert not is_too_fine("10/年", "每半年")
    assert not is_too_fine("10", "一次")


def test_rates_add_up_above_and_below() -> None:
    parts = [(460_000, 500_000), (90_000, 100_000), (10_000, 400_000)]  # 46/50, 9/10, 1/40
    values = [rate(above, below, in_per_cent=True) for above, below in parts]
    assert values == [920_000, 900_000, 25_000]
    # 56 of 100, not the mean of 92, 90 and 2.5
    assert totalled(values, "平均", parts, in_per_cent=True) == 560_000
    assert totalled(values, "合计", parts, in_per_cent=True) == 560_000
    assert totalled(values, "期末", parts, in_per_cent=True) == 25_000
    assert totalled(values, "最大", parts, in_per_cent=True) == 920_000
    # where one of them is a plain number, nothing tells of how many
    assert totalled(values, "平均", [*parts[:2], None], in_per_cent=True) == 615_000
