from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Unreadable
from liaison.rules.council.terms import length, span
from liaison.rules.spans import overlapping

DAYS = st.dates(date(1900, 1, 1), date(2500, 12, 31))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12m", 12),
        ("1m", 1),
        ("1M", 1),
        ("1 month", 1),
        ("18 months", 18),
        ("1y", 12),
        ("2 years", 24),
        ("12", 12),
        ("12个月", 12),
        ("１２ 个月", 12),
        ("1年", 12),
        ("３年", 36),
        ("半年", 6),
        ("一年", 12),
        ("两年", 24),
        ("三 年", 36),
        ("十个月", 10),
        ("十二个月", 12),
        ("二十四个月", 24),
        (" 06 ", 6),
    ],
)
def test_a_length_is_read_in_each_of_its_forms(text: str, months: int) -> None:
    assert length(text) == months


@pytest.mark.parametrize("text", ["0", "0m", "0y", "0个月", "00年"])
def test_a_term_of_no_month_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="不到一个月"):
        length(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-1",
        "-1m",
        "1.5y",
        "m",
        "年",
        "12月",
        "12d",
        "1y6m",
        "一年半",
        "一",
        "一一年",
        "十十年",
        "二三个月",
        "1e3",
        "9999999",
        "٣m",
    ],
)
def test_any_other_writing_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="认不出来"):
        length(text)


@pytest.mark.parametrize(
    ("start", "months", "nth", "expected"),
    [
        (date(2023, 1, 1), 12, 0, (date(2023, 1, 1), date(2023, 12, 31))),
        (date(2023, 1, 1), 12, 2, (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2023, 7, 15), 6, 1, (date(2024, 1, 15), date(2024, 7, 14))),
        # From 31 January by single months: each term begins by the calendar, none drifts to the 28th.
        (date(2023, 1, 31), 1, 0, (date(2023, 1, 31), date(2023, 2, 27))),
        (date(2023, 1, 31), 1, 1, (date(2023, 2, 28), date(2023, 3, 30))),
        (date(2023, 1, 31), 1, 2, (date(2023, 3, 31), date(2023, 4, 29))),
        (date(2023, 1, 31), 1, 3, (date(2023, 4, 30), date(2023, 5, 30))),
        (date(2024, 1, 31), 1, 1, (date(2024, 2, 29), date(2024, 3, 30))),
        (date(2024, 2, 29), 12, 0, (date(2024, 2, 29), date(2025, 2, 27))),
        (date(2024, 2, 29), 12, 1, (date(2025, 2, 28), date(2026, 2, 27))),
        (date(2024, 2, 29), 12, 4, (date(2028, 2, 29), date(2029, 2, 27))),
        (date(2023, 2, 1), 1, 0, (date(2023, 2, 1), date(2023, 2, 28))),
        (date(9999, 1, 1), 12, 0, (date(9999, 1, 1), date(9999, 12, 31))),
        (date(9998, 12, 1), 1, 12, (date(9999, 12, 1), date(9999, 12, 31))),
    ],
)
def test_terms_run_by_the_calendar(start: date, months: int, nth: int, expected: tuple[date, date]) -> None:
    assert span(start, months, nth) == expected


@pytest.mark.parametrize(
    ("start", "months", "nth"),
    [
        (date(9999, 1, 2), 12, 0),
        (date(9999, 1, 1), 12, 1),
        (date(9999, 1, 1), 13, 0),
        (date(2023, 1, 1), 999_999, 0),
        (date(2023, 1, 1), 999_999, 999_999),
        (date(2023, 1, 31), 12, 10**12),
    ],
)
def test_a_term_past_the_last_year_is_refused(start: date, months: int, nth: int) -> None:
    with pytest.raises(Unreadable, match="超出了9999年"):
        span(start, months, nth)


def naive_begin(start: date, months: int) -> date:
    month = start.year * 12 + start.month - 1 + months
    number, index = divmod(month, 12)
    return date(number, index + 1, min(start.day, monthrange(number, index + 1)[1]))


@given(DAYS, st.integers(1, 60), st.integers(0, 40))
def test_each_term_ends_the_day_before_the_next_begins(start: date, months: int, nth: int) -> None:
    first, last = span(start, months, nth)
    assert first == naive_begin(start, months * nth)
    assert (
        last + timedelta(days=1) == span(start, months, nth + 1)[0] == naive_begin(start, months * (nth + 1))
    )
    assert first <= last


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), 1),
        (date(2022, 1, 1), date(2022, 12, 31), None),
        (date(2022, 12, 31), date(2023, 1, 1), 1),
        (date(2023, 12, 31), date(2023, 12, 31), 1),
        (date(2024, 1, 1), date(2024, 12, 31), None),
        (date(2020, 1, 1), None, 0),
        (date(2021, 12, 31), None, 0),
        (date(2024, 1, 1), None, 2),
        (date(2030, 1, 1), date(2030, 1, 1), 2),
        (date(2010, 1, 1), date(2019, 12, 31), None),
    ],
)
def test_the_first_overlapping_span_is_found(start: date, end: date | None, expected: int | None) -> None:
    spans = [
        (date(2020, 1, 1), date(2021, 12, 31)),
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2025, 1, 1), None),
    ]
    assert overlapping(spans, start, end) == (None if expected is None else spans[expected])


def test_nothing_overlaps_nothing() -> None:
    assert overlapping([], date(2023, 1, 1), None) is None


NEAR = st.dates(date(2023, 1, 1), date(2023, 1, 20))


@given(st.lists(st.tuples(NEAR, st.none() | NEAR), max_size=4), NEAR, st.none() | NEAR)
def test_overlapping_means_sharing_a_day(
    spans: list[tuple[date, date | None]], start: date, end: date | None
) -> None:
    def days(first: date, last: date | None) -> set[int]:
        # Nothing here ends after January, so an open end is as good as its last day.
        return set(range(first.toordinal(), (last or date(2023, 1, 31)).toordinal() + 1))

    spans = [(first, last) for first, last in spans if last is None or first <= last]
    if end is not None and end < start:
        start, end = end, start
    shared = [one for one in spans if days(*one) & days(start, end)]
    assert overlapping(spans, start, end) == (shared[0] if shared else None)
