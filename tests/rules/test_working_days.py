"""Working days against the State Council's own notices, written down by hand, and counted one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.working_days import Calendar, Count, UnknownYear, published_years

KNOWN = Calendar({})

# 国办发明电〔2022〕16号《关于2023年部分节假日安排的通知》; 30 and 31 December are of the notice for 2024 (国办发明电〔2023〕7号).
OFF_2023 = {
    "元旦": ("2023-01-01", "2023-01-02"),
    "春节": ("2023-01-21", "2023-01-27"),
    "清明节": ("2023-04-05", "2023-04-05"),
    "劳动节": ("2023-04-29", "2023-05-03"),
    "端午节": ("2023-06-22", "2023-06-24"),
    "中秋节、国庆节": ("2023-09-29", "2023-10-06"),
    "2024年元旦": ("2023-12-30", "2023-12-31"),
}
WORKED_2023 = [
    "2023-01-28",
    "2023-01-29",
    "2023-04-23",
    "2023-05-06",
    "2023-06-25",
    "2023-10-07",
    "2023-10-08",
]
# 国办发明电〔2023〕7号《关于2024年部分节假日安排的通知》.
OFF_2024 = {
    "元旦": ("2024-01-01", "2024-01-01"),
    "春节": ("2024-02-10", "2024-02-17"),
    "清明节": ("2024-04-04", "2024-04-06"),
    "劳动节": ("2024-05-01", "2024-05-05"),
    "端午节": ("2024-06-10", "2024-06-10"),
    "中秋节": ("2024-09-15", "2024-09-17"),
    "国庆节": ("2024-10-01", "2024-10-07"),
}
WORKED_2024 = [
    *("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29"),
    "2024-10-12",
]


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("year", "off", "worked", "count"),
    [
        # 365 days less 105 of weekends, less 18 days off from Monday to Friday, and 7 days of weekends worked.
        (2023, OFF_2023, WORKED_2023, 249),
        # 366 less 104, less 19 (1 + 5 + 2 + 3 + 1 + 2 + 5), and 8 days of weekends worked.
        (2024, OFF_2024, WORKED_2024, 251),
    ],
)
def test_a_year_is_as_its_notice_says(
    year: int, off: dict[str, tuple[str, str]], worked: list[str], count: int
) -> None:
    rests = {one for first, last in off.values() for one in days(day(first), day(last))}
    works = set(map(day, worked))
    every = days(date(year, 1, 1), date(year, 12, 31))
    told = [one in works or (one.weekday() < 5 and one not in rests) for one in every]
    assert [KNOWN.is_working_day(one) for one in every] == told
    assert sum(told) == count
    assert KNOWN.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


# Around the Spring Festival of 2023: 20 January is a Friday, then seven days off, then a Saturday and a Sunday that are worked.
BETWEEN = [
    ("2023-01-20", "2023-01-20", 0),
    ("2023-01-20", "2023-01-27", 0),
    ("2023-01-20", "2023-01-28", 1),
    ("2023-01-20", "2023-01-29", 2),
    ("2023-01-20", "2023-01-30", 3),
    ("2023-01-19", "2023-01-20", 1),
    ("2023-03-03", "2023-03-06", 1),  # a Friday and the Monday after
    ("2023-03-04", "2023-03-05", 0),
    ("2023-03-05", "2023-03-03", 0),
    ("2023-03-06", "2023-03-03", -1),
    ("2023-12-29", "2024-01-02", 1),  # over New Year
]


@pytest.mark.parametrize(("first", "last", "count"), BETWEEN)
def test_working_days_between_counted_by_hand(first: str, last: str, count: int) -> None:
    assert KNOWN.working_days_between(day(first), day(last)) == count


ADDED = [
    ("2023-01-20", 1, "2023-01-28"),
    ("2023-01-20", 2, "2023-01-29"),
    ("2023-01-20", 3, "2023-01-30"),
    ("2023-01-22", 1, "2023-01-28"),
    ("2023-03-03", 1, "2023-03-06"),
    ("2023-03-04", 5, "2023-03-10"),
    ("2023-01-28", -1, "2023-01-20"),
    ("2023-01-30", -3, "2023-01-20"),
    ("2023-10-09", -6, "2023-09-25"),  # 8 and 7 October, then 28, 27, 26 and 25 September
    ("2023-12-29", 1, "2024-01-02"),
    ("2024-01-02", -1, "2023-12-29"),
    ("2023-01-21", 0, "2023-01-21"),
]


@pytest.mark.parametrize(("first", "count", "last"), ADDED)
def test_working_days_added_counted_by_hand(first: str, count: int, last: str) -> None:
    assert KNOWN.add_working_days(day(first), count) == day(last)


WITHIN = st.dates(date(2005, 1, 1), date(2025, 12, 31))


@given(WITHIN, WITHIN)
def test_between_is_counting_one_by_one(first: date, last: date) -> None:
    sign = 1 if first <= last else -1
    early, late = sorted((first, last))
    counted = sum(map(KNOWN.is_working_day, days(early + timedelta(days=1), late))) if early < late else 0
    assert KNOWN.working_days_between(first, last) == sign * counted


@given(WITHIN, st.integers(-200, 200))
def test_what_was_added_is_between(first: date, count: int) -> None:
    last = KNOWN.add_working_days(first, count)
    assert count == 0 or KNOWN.is_working_day(last)
    if count > 0:
        assert KNOWN.working_days_between(first, last) == count
    elif count < 0:
        # Counted back the day itself is the last that may not count.
        worked = sum(map(KNOWN.is_working_day, days(last, first - timedelta(days=1))))
        assert worked == -count


def test_a_year_nobody_knows_is_said_and_not_guessed() -> None:
    after = published_years()[-1] + 1
    for ask in (
        lambda: KNOWN.is_working_day(date(after, 3, 1)),
        lambda: KNOWN.add_working_days(date(after - 1, 12, 31), 1),
        lambda: KNOWN.working_days_between(date(after - 1, 12, 31), date(after, 1, 1)),
    ):
        with pytest.raises(UnknownYear, match=f"{after} 年的放假调休安排还不知道"):
            ask()


# What a year after all that is known might look like: 30 days off.
PLAN = {
    **dict.fromkeys(days(date(2099, 1, 1), date(2099, 1, 3)), True),
    **dict.fromkeys(days(date(2099, 1, 20), date(2099, 1, 27)), True),
    **dict.fromkeys(days(date(2099, 5, 1), date(2099, 5, 5)), True),
    **dict.fromkeys(days(date(2099, 10, 1), date(2099, 10, 7)), True),
    date(2099, 1, 4): False,  # a Sunday
}


def test_a_year_that_was_entered_is_known() -> None:
    later = Calendar(PLAN)
    assert [later.is_working_day(date(2099, 1, number)) for number in (1, 3, 4, 5)] == [
        False,
        False,
        True,
        True,
    ]
    assert later.add_working_days(date(2099, 1, 1), 1) == date(2099, 1, 4)
    assert KNOWN.unknown(2099) is not None


@pytest.mark.parametrize(("without", "lacks"), [((1, 1), "元旦"), ((5, 1), "劳动节"), ((10, 1), "国庆节")])
def test_half_a_plan_is_no_plan(without: tuple[int, int], lacks: str) -> None:
    part = {one: rests for one, rests in PLAN.items() if (one.month, one.day) != without}
    with pytest.raises(UnknownYear, match=f"只录入了一部分（缺{lacks}）"):
        Calendar(part).is_working_day(date(2099, 3, 2))


def test_what_was_entered_goes_before_what_was_published() -> None:
    own = Calendar({date(2023, 3, 3): True, date(2023, 3, 4): False, date(2023, 1, 28): True})
    assert [own.is_working_day(one) for one in own.entered] == [False, True, False]
    assert own.working_days_between(date(2023, 3, 2), date(2023, 3, 6)) == 2  # the Saturday and the Monday


def test_late_is_counted_as_the_council_counts() -> None:
    due = date(2023, 3, 3)  # a Friday
    working, natural = Count(KNOWN), Count()
    assert [working.late(due, due + timedelta(days=n)) for n in range(-1, 5)] == [0, 0, 0, 0, 1, 2]
    assert [natural.late(due, due + timedelta(days=n)) for n in range(-1, 5)] == [0, 0, 1, 2, 3, 4]
    assert (working.word, natural.word) == ("个工作日", "天")
    assert (working.add(due, 2), natural.add(due, 2)) == (date(2023, 3, 7), date(2023, 3, 5))
    assert working.add(due, -10) == date(2023, 2, 17)
