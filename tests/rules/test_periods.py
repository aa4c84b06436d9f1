import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused, Unreadable
from liaison.rules.periods import Period, between, called, days_of, half, months, previous, year

DAYS = st.dates(date(1904, 1, 1), date(2500, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(sorted).map(lambda days: between(*days))


def test_a_year_and_its_halves() -> None:
    assert year(2023) == Period(date(2023, 1, 1), date(2023, 12, 31), "2023年度")
    assert half(2023, 1) == Period(date(2023, 1, 1), date(2023, 6, 30), "2023年上半年")
    assert half(2023, 2) == Period(date(2023, 7, 1), date(2023, 12, 31), "2023年下半年")


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2023, 3, 1), date(2023, 5, 31), "2023-03-01至2023-05-31"),
        (date(2023, 3, 1), date(2023, 3, 1), "2023-03-01至2023-03-01"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023年度"),
        (date(2023, 7, 1), date(2023, 12, 31), "2023年下半年"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023-01-01至2024-12-31"),
        (date(2022, 7, 1), date(2023, 6, 30), "2022-07-01至2023-06-30"),
    ],
)
def test_a_period_is_called_by_its_name_or_its_days(start: date, end: date, label: str) -> None:
    assert between(start, end) == Period(start, end, label)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refused, match="结束日期2023-01-01早于开始日期2023-01-02"):
        between(date(2023, 1, 2), date(2023, 1, 1))


@pytest.mark.parametrize("number", [-1, 0, 1899, 10_000, 20_231])
def test_a_year_that_is_none_is_refused(number: int) -> None:
    with pytest.raises(Unreadable, match="1900至9999"):
        year(number)
    with pytest.raises(Unreadable, match="1900至9999"):
        half(number, 1)


def test_the_first_and_the_last_year_are_taken() -> None:
    assert year(1900).whole_year == 1900
    assert year(9999).end == date.max
    with pytest.raises(Unreadable):
        between(date(1899, 12, 31), date(1900, 1, 1))


@pytest.mark.parametrize("which", [-1, 0, 3])
def test_a_half_that_is_none_is_refused(which: int) -> None:
    with pytest.raises(Unreadable, match="半年"):
        half(2023, which)


@pytest.mark.parametrize(
    ("start", "end", "before_start", "before_end"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), date(2022, 1, 1), date(2022, 12, 31)),
        (date(2024, 1, 1), date(2024, 12, 31), date(2023, 1, 1), date(2023, 12, 31)),
        (date(2023, 3, 1), date(2023, 5, 31), date(2022, 3, 1), date(2022, 5, 31)),
        (date(2022, 7, 1), date(2023, 6, 30), date(2021, 7, 1), date(2022, 6, 30)),
        # February's end stays February's end, leap year or not.
        (date(2024, 2, 1), date(2024, 2, 29), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2025, 2, 1), date(2025, 2, 28), date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 28), date(2022, 2, 1), date(2022, 2, 28)),
        (date(2024, 2, 1), date(2024, 2, 28), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2024, 2, 29), date(2024, 3, 31), date(2023, 2, 28), date(2023, 3, 31)),
        (date(2024, 2, 29), date(2024, 2, 29), date(2023, 2, 28), date(2023, 2, 28)),
        # A start on the 28th is a day like another: only the end of a period means the end of the month.
        (date(2025, 2, 28), date(2025, 3, 1), date(2024, 2, 28), date(2024, 3, 1)),
    ],
)
def test_the_same_period_a_year_before(start: date, end: date, before_start: date, before_end: date) -> None:
    assert previous(between(start, end)) == between(before_start, before_end)


def test_the_year_before_the_first_can_be_asked() -> None:
    assert previous(year(1900)) == Period(date(1899, 1, 1), date(1899, 12, 31), "1899年度")


@given(st.integers(1901, 9999), st.sampled_from([1, 2]))
def test_years_and_halves_go_back_to_years_and_halves(number: int, which: int) -> None:
    assert previous(year(number)) == year(number - 1)
    assert previous(half(number, which)) == half(number - 1, which)
    assert previous(previous(year(max(number, 1902)))) == year(max(number, 1902) - 2)


@given(st.integers(1900, 9999))
def test_the_halves_make_the_year(number: int) -> None:
    first, second = half(number, 1), half(number, 2)
    assert first.end + timedelta(days=1) == second.start
    assert (first.start, second.end) == (year(number).start, year(number).end)
    assert months(first) + months(second) == months(year(number))
    assert year(number).whole_year == number
    assert first.whole_year is second.whole_year is None


@given(SPANS)
def test_going_back_keeps_the_months_and_never_turns_a_period_round(period: Period) -> None:
    before = previous(period)
    assert before.start <= before.end
    assert [text[4:] for text in months(before)] == [text[4:] for text in months(period)]
    assert (before.start.year, before.end.year) == (period.start.year - 1, period.end.year - 1)
    assert (before.whole_year is None) == (period.whole_year is None)


@given(SPANS)
def test_four_years_back_is_four_years_back_but_for_a_leap_day_at_the_start(period: Period) -> None:
    back = period
    for _ in range(4):
        back = previous(back)
    february = (period.start.month, period.end.month)
    if 2 not in february:
        assert back.start == period.start.replace(year=period.start.year - 4)
        assert back.end == period.end.replace(year=period.end.year - 4)


@given(SPANS)
def test_the_months_are_those_of_its_days(period: Period) -> None:
    listed = months(period)
    assert listed[0] == f"{period.start:%Y-%m}"
    assert listed[-1] == f"{period.end:%Y-%m}"
    assert listed == sorted(set(listed))
    assert (
        len(listed) == (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    )


def test_the_months_of_some_days_over_new_year() -> None:
    assert months(between(date(2022, 11, 30), date(2023, 2, 1))) == [
        "2022-11",
        "2022-12",
        "2023-01",
        "2023-02",
    ]


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2023, 2024, 9999])
def test_a_year_or_a_month_is_all_its_days(year: int) -> None:
    assert days_of(f"{year}年") == days_of(f" {year} ") == (f"{year}-01-01", f"{year}-12-31")
    for month in range(1, 13):
        last = calendar.monthrange(year, month)[1]
        wanted = (f"{year}-{month:02d}-01", f"{year}-{month:02d}-{last:02d}")
        assert days_of(f"{year}-{month}") == days_of(f"{year}年{month:02d}月") == wanted


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023上半年", "2023-01-01", "2023-06-30"),
        ("2023年下半年", "2023-07-01", "2023-12-31"),
        ("2024 年度上半年", "2024-01-01", "2024-06-30"),
        ("2024年第一季度", "2024-01-01", "2024-03-31"),
        ("２０２４年二季度", "2024-04-01", "2024-06-30"),
        ("2024 3季度", "2024-07-01", "2024-09-30"),
        ("2024第四季", "2024-10-01", "2024-12-31"),
    ],
)
def test_a_half_and_a_quarter_are_all_their_days(text: str, first: str, last: str) -> None:
    assert days_of(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2023-13",
        "2023-0",
        "1899",
        "23",
        "2023-05-01",
        "",
        "五月",
        "上半年",
        "2023半年",
        "2023五季度",
        "1899上半年",
    ],
)
def test_what_is_neither_a_year_nor_a_month_is_left_to_others(text: str) -> None:
    assert days_of(text) is None


def test_days_are_called_by_the_shortest_right_name() -> None:
    assert called("2023-01-01", "2023-12-31") == "2023年"
    assert called("2023-01-01", "2023-06-30") == "2023-01-01至2023-06-30"
    assert called("2023-05-01", "2023-05-01") == "2023-05-01"
    assert called("2023-01-01", None) == "2023-01-01起"
    assert called(None, "2023-01-01") == "2023-01-01止"
    assert called(None, None) == ""
