"""How large a part it takes: read as offices write it, counted as offices count it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Unreadable
from liaison.rules.council.voting import MORE_THAN_HALF, least, portion

READ = {
    "2/3": "2/3",
    "２／３": "2/3",
    "4/6": "2/3",
    " 2 / 3 以上": "2/3",
    "三分之二": "2/3",
    "三分之二以上": "2/3",
    "三分之二（含）以上": "2/3",
    "3分之2": "2/3",
    "五分之四及以上": "4/5",
    "十分之九": "9/10",
    "百分之六十": "3/5",
    "百分之七十五以上": "3/4",
    "60%": "3/5",
    "0.6": "3/5",
    "0.75": "3/4",
    "1/2": "1/2",
    "二分之一以上": "1/2",
    "过半数": MORE_THAN_HALF,
    "过半": MORE_THAN_HALF,
    MORE_THAN_HALF: MORE_THAN_HALF,
    "全体": "1/1",
    "100%": "1/1",
}


@pytest.mark.parametrize(("text", "stored"), READ.items())
def test_parts_as_they_are_written(text: str, stored: str) -> None:
    assert portion(text) == stored


@pytest.mark.parametrize(
    "text",
    ["3/2", "0/3", "1/0", "0%", "101%", "大部分", "十十分之一", "0.667", "2", "半数以上", "1/", "-1/2"],
)
def test_what_is_no_part_or_may_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        portion(text)
    assert text in refused.value.sentence


# Counted by hand, one unit after another.
COUNTED = [
    ("2/3", 23, 16),
    ("2/3", 24, 16),
    ("2/3", 25, 17),
    ("2/3", 1, 1),
    (MORE_THAN_HALF, 22, 12),
    (MORE_THAN_HALF, 23, 12),
    (MORE_THAN_HALF, 2, 2),
    ("1/2", 22, 11),
    ("1/2", 23, 12),
    ("1/1", 23, 23),
    ("3/5", 126, 76),
    ("2/3", 0, 1),
    (MORE_THAN_HALF, 0, 1),
]


@pytest.mark.parametrize(("part", "whole", "count"), COUNTED)
def test_the_fewest_that_are_enough(part: str, whole: int, count: int) -> None:
    assert least(part, whole) == count


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 5000))
def test_one_fewer_is_not_enough(part: int, below: int, whole: int) -> None:
    if part > below:
        part, below = below, part
    count = least(portion(f"{part}/{below}"), whole)
    assert Fraction(count, whole) >= Fraction(part, below)
    assert count == 1 or Fraction(count - 1, whole) < Fraction(part, below)
