from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused
from liaison.rules.council.rotation import Candidate, plan

YEARS = [(date(year, 1, 1), date(year, 12, 31)) for year in range(2020, 2040)]
ALWAYS = ((date(2018, 1, 1), None),)


def unit(key: str, place: int, *spells: tuple[date, date | None], **more: Any) -> Candidate:
    return Candidate(key, (place,), spells or ALWAYS, **more)


def walk(units: list[Candidate], count: int, after: str | None = None, skip: str = "") -> str:
    return "".join(plan(units, YEARS[:count], after, frozenset(skip), least=False))


def least(units: list[Candidate], count: int, skip: str = "") -> str:
    return "".join(plan(units, YEARS[:count], None, frozenset(skip), least=True))


FOUR = [unit("C", 3), unit("A", 1), unit("D", 4), unit("B", 2)]


def test_the_circle_starts_at_the_first_and_comes_round() -> None:
    assert walk(FOUR, 6) == "ABCDAB"


def test_the_circle_goes_on_from_the_last_holder() -> None:
    assert walk(FOUR, 5, after="B") == "CDABC"
    assert walk(FOUR, 2, after="D") == "AB"


def test_skipped_units_are_passed_over_and_may_be_the_last_holder() -> None:
    assert walk(FOUR, 4, skip="C") == "ABDA"
    assert walk(FOUR, 4, after="B", skip="B") == "CDAC"


def test_a_holder_that_left_keeps_its_place() -> None:
    gone = [unit("A", 1), unit("B", 2, (date(2018, 1, 1), date(2019, 12, 31))), unit("C", 3)]
    assert walk(gone, 3, after="B") == "CAC"


def test_membership_counts_on_the_first_day_of_the_term() -> None:
    units = [
        unit("A", 1),
        unit("B", 2, (date(2021, 1, 2), None)),  # one day late for the term of 2021
        unit("C", 3, (date(2018, 1, 1), date(2021, 1, 1))),  # its last day is the first of a term
    ]
    assert walk(units, 5, after="A") == "CABAB"
    assert walk([units[0], units[2]], 2, after="A") == "CA"
    assert walk(units, 2, after="C") == "AC"


def test_a_unit_that_came_back_is_seated_again() -> None:
    units = [unit("A", 1), unit("B", 2, (date(2018, 1, 1), date(2020, 6, 30)), (date(2023, 1, 1), None))]
    assert walk(units, 6) == "AAABAB"
    assert walk(units, 4, after="A") == "BAAB"


def test_one_unit_follows_itself() -> None:
    assert walk([unit("A", 1)], 3, after="A") == "AAA"


def test_no_terms_need_no_units() -> None:
    assert walk([], 0) == ""
    assert least([], 0) == ""


@pytest.mark.parametrize("seek_least", [False, True])
def test_a_term_nobody_can_take_is_refused_by_its_first_day(seek_least: bool) -> None:
    units = [unit("A", 1, (date(2020, 1, 1), date(2020, 12, 31)))]
    with pytest.raises(Refused, match="2021-01-01"):
        plan(units, YEARS[:2], None, frozenset(), seek_least)
    with pytest.raises(Refused, match="2020-01-01"):
        plan(FOUR, YEARS[:1], None, frozenset("ABCD"), seek_least)
    with pytest.raises(Refused, match="2020-01-01"):
        plan([], YEARS[:1], None, frozenset(), seek_least)


@pytest.mark.parametrize("seek_least", [False, True])
def test_a_last_holder_outside_the_order_is_refused(seek_least: bool) -> None:
    with pytest.raises(Refused, match="“X”不在排序名单里"):
        plan(FOUR, YEARS[:1], "X", frozenset(), seek_least)


def test_equal_places_are_told_apart_by_code() -> None:
    assert walk([unit("B", 1), unit("A", 1)], 2) == "AB"
    assert least([unit("B", 1), unit("A", 1)], 2) == "AB"


def test_least_takes_the_fewest_terms_then_the_longest_ago_then_the_order() -> None:
    units = [
        unit("A", 1, terms=2, last_end=date(2015, 12, 31)),
        unit("B", 2, terms=1, last_end=date(2019, 12, 31)),
        unit("C", 3, terms=1, last_end=date(2018, 12, 31)),
        unit("E", 5),
        unit("D", 4),
    ]
    # After D and E all but A have one term, and C's ended first; A comes once all have two, its last being
    # oldest.
    assert least(units, 9) == "DECBDEACB"
    assert least(units, 3, skip="D") == "ECB"


def test_least_counts_the_terms_it_plans() -> None:
    units = [unit("A", 1, terms=5, last_end=date(2019, 12, 31)), unit("B", 2)]
    assert least(units, 7) == "BBBBBAB"


def naive_circle(
    units: list[Candidate], terms: list[tuple[date, date]], after: str | None, skip: frozenset[str]
) -> list[str]:
    """Turn the list itself until the last holder is at its end, then take the first that may."""
    ring = sorted(units, key=lambda one: (one.order, one.key))
    if after is not None:
        while ring[-1].key != after:
            ring.append(ring.pop(0))
    seated = []
    for first, _ in terms:
        able = [
            one
            for one in ring
            if one.key not in skip and any(start <= first <= (end or date.max) for start, end in one.spells)
        ]
        while ring[-1] is not able[0]:
            ring.append(ring.pop(0))
        seated.append(able[0].key)
    return seated


def naive_least(units: list[Candidate], terms: list[tuple[date, date]], skip: frozenset[str]) -> list[str]:
    past = {one.key: [one.last_end or date.min] * one.terms for one in units}
    order = {one.key: (one.order, one.key) for one in units}
    seated = []
    for first, last in terms:
        able = [
            one.key
            for one in units
            if one.key not in skip and any(start <= first <= (end or date.max) for start, end in one.spells)
        ]
        key = sorted(able, key=lambda k: (len(past[k]), max(past[k], default=date.min), order[k]))[0]
        past[key].append(last)
        seated.append(key)
    return seated


@st.composite
def councils(draw: st.DrawFn) -> tuple[list[Candidate], list[tuple[date, date]], str | None, frozenset[str]]:
    """A council in which the first unit is always there, so that every term can be seated."""
    units = [unit("U00", draw(st.integers(0, 9)))]
    for number in range(1, draw(st.integers(1, 9))):
        joined = draw(st.integers(2018, 2028))
        left = draw(st.none() | st.integers(joined, 2030))
        spell = date(joined, 1, 1), left and date(left, 12, 31)
        terms = draw(st.integers(0, 3))
        ended = date(draw(st.integers(2010, 2019)), 12, 31) if terms else None
        units.append(unit(f"U{number:02d}", draw(st.integers(0, 9)), spell, terms=terms, last_end=ended))
    keys = [one.key for one in units]
    after = draw(st.none() | st.sampled_from(keys))
    skip = draw(st.frozensets(st.sampled_from(keys)))
    return draw(st.permutations(units)), YEARS[: draw(st.integers(0, 12))], after, skip - {"U00"}


@given(councils())
def test_the_circle_agrees_with_a_turning_list(
    council: tuple[list[Candidate], list[tuple[date, date]], str | None, frozenset[str]],
) -> None:
    assert plan(*council, least=False) == naive_circle(*council)


@given(councils())
def test_least_agrees_with_sorting_anew_each_time(
    council: tuple[list[Candidate], list[tuple[date, date]], str | None, frozenset[str]],
) -> None:
    units, terms, after, skip = council
    assert plan(units, terms, after, skip, least=True) == naive_least(units, terms, skip)


@given(st.integers(1, 10), st.data(), st.booleans())
def test_each_unit_chairs_once_a_round(count: int, data: st.DataObject, seek_least: bool) -> None:
    units = [unit(f"U{number:02d}", number) for number in range(count)]
    after = data.draw(st.none() | st.sampled_from([one.key for one in units]))
    seated = plan(data.draw(st.permutations(units)), YEARS[: 2 * count], after, frozenset(), seek_least)
    assert set(Counter(seated[:count]).values()) == {1}
    assert seated[:count] == seated[count:]
