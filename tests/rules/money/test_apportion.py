from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused
from liaison.rules.money.apportion import shares

BASES = st.lists(st.integers(0, 30), min_size=1, max_size=8).filter(any)
TOTALS = st.integers(0, 2_000)


@pytest.mark.parametrize(
    ("total", "bases", "low", "high", "expected"),
    [
        (100, [1, 1, 1], None, None, [34, 33, 33]),
        (200, [1, 1, 1], None, None, [67, 67, 66]),
        (1000, [1], None, None, [1000]),
        (1000, [3, 0, 1], None, None, [750, 0, 250]),
        (10, [1, 2, 3, 4], None, None, [1, 2, 3, 4]),
        # 7 * 1/6, 2/6, 3/6 = 1.17, 2.33, 3.5: the one 分 left goes to the half.
        (7, [1, 2, 3], None, None, [1, 2, 4]),
        # A lower bound: 100 stays for the small one, the other two share 900 evenly.
        (1000, [1, 10, 10], 100, None, [100, 450, 450]),
        # An upper bound: the big one stops at 400, the others share 600 by 1 : 2.
        (1000, [1, 2, 97], None, 400, [200, 400, 400]),
        # Both, where the upper one says everything; then both with 500 left over for 4 : 5.
        (1000, [1, 3, 4, 90], 100, 300, [100, 300, 300, 300]),
        (1000, [1, 4, 5, 90], 100, 400, [100, Fraction(2000, 9), Fraction(2500, 9), 400]),
        # A unit without a base pays the lower bound.
        (1000, [0, 1, 1], 100, None, [100, 450, 450]),
        # Bounds so tight that they say everything.
        (300, [1, 5, 9], 100, 100, [100, 100, 100]),
        (300, [1, 5, 9], 100, None, [100, 100, 100]),
        (300, [1, 5, 9], None, 100, [100, 100, 100]),
        (500, [0, 5, 9], 100, 200, [100, 200, 200]),
        # A flat stretch: from λ = 20 to λ = 100 the sum stays 300, one unit at each bound.
        (300, [1, 10], 100, 200, [100, 200]),
        (0, [1, 2], None, None, [0, 0]),
        (1, [1, 1], None, None, [1, 0]),
    ],
)
def test_worked_cases(
    total: int, bases: list[int], low: int | None, high: int | None, expected: list[int]
) -> None:
    result = shares(total, bases, low, high)
    assert sum(result) == total
    assert all(abs(got - right) < 1 for got, right in zip(result, expected, strict=True))
    assert [got for got, right in zip(result, expected, strict=True) if isinstance(right, int)] == [
        right for right in expected if isinstance(right, int)
    ]


@pytest.mark.parametrize(
    ("total", "bases", "low", "high", "said"),
    [
        (100, [], None, None, "没有可以分摊的单位"),
        (100, [0, 0], None, None, "基数都是零"),
        (100, [0, 0], 50, None, "基数都是零"),
        (100, [1, -1], None, None, "第2个单位的分摊基数是负数"),
        (-1, [1], None, None, "总额不能是负数"),
        (100, [1], -1, None, "下限不能是负数（-0.01元）"),
        (100, [1, 1], 60, 50, "下限0.60元高于上限0.50元"),
        (100, [1, 1], 51, None, "2个单位各按下限0.51元已需1.02元，超过总额1.00元"),
        (100, [1, 1], None, 49, "2个单位各按上限0.49元只有0.98元，不到总额1.00元"),
        (100, [1, 0], None, 60, "有1个单位的基数是零，只能按下限0.00元分摊"),
        (100, [1, 0], 30, 60, "合计最多0.90元，不到总额1.00元"),
        (123_456_789, [1], None, 100_000, "1000.00元"),
    ],
)
def test_what_cannot_be_shared_is_refused_with_the_reason(
    total: int, bases: list[int], low: int | None, high: int | None, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        shares(total, bases, low, high)
    assert said in caught.value.sentence


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, list[int], int | None, int | None]:
    """A case that can be met: the total lies between what the bounds allow."""
    bases = draw(BASES)
    low = draw(st.none() | st.integers(0, 60))
    high = draw(st.none() | st.integers(low or 0, 120))
    positive = sum(1 for base in bases if base)
    least = (low or 0) * len(bases)
    most = 2_000 if high is None else high * positive + (low or 0) * (len(bases) - positive)
    return draw(st.integers(least, max(least, most))), bases, low, high


@given(cases())
def test_shares_sum_to_the_total_within_the_bounds(
    case: tuple[int, list[int], int | None, int | None],
) -> None:
    total, _, low, high = case
    result = shares(*case)
    assert sum(result) == total
    assert all((low or 0) <= share for share in result)
    assert high is None or all(share <= high for share in result)


@given(cases())
def test_a_larger_base_never_pays_less_and_an_equal_one_at_most_one_less(
    case: tuple[int, list[int], int | None, int | None],
) -> None:
    result = shares(*case)
    for index, base in enumerate(case[1]):
        for later in range(index + 1, len(result)):
            if base == case[1][later]:
                assert 0 <= result[index] - result[later] <= 1
            elif base > case[1][later]:
                assert result[index] >= result[later]
            else:
                assert result[index] <= result[later]


def naive(total: int, bases: list[int], low: int, high: int | None) -> list[int]:
    """The same rule in fractions: sum the clamped shares wherever a unit meets a bound, then go between."""
    top = max(total, low) + 1 if high is None else high

    def clamped(slope: Fraction) -> list[Fraction]:
        return [min(max(slope * base, Fraction(low)), Fraction(top)) for base in bases]

    points = {Fraction(0)} | {Fraction(bound, base) for base in bases if base for bound in (low, top)}
    ordered = sorted(points)
    for start, end in pairwise(ordered):
        first, last = sum(clamped(start)), sum(clamped(end))
        if first <= total <= last:
            step = (total - first) / (last - first) if last > first else Fraction(0)
            exact = clamped(start + (end - start) * step)
            break
    else:
        exact = clamped(ordered[-1])
    result = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(exact)), key=lambda place: (result[place] - exact[place], place))
    for place in order[: total - sum(result)]:
        result[place] += 1
    return result


@given(cases())
def test_the_walk_finds_what_trying_everything_finds(
    case: tuple[int, list[int], int | None, int | None],
) -> None:
    total, bases, low, high = case
    assert shares(*case) == naive(total, bases, low or 0, high)


@given(TOTALS, BASES, st.integers(2, 9))
def test_the_scale_of_the_bases_does_not_matter(total: int, bases: list[int], scale: int) -> None:
    assert shares(total, bases) == shares(total, [base * scale for base in bases])


@given(TOTALS, BASES)
def test_bounds_that_do_not_bind_change_nothing(total: int, bases: list[int]) -> None:
    assert shares(total, bases) == shares(total, bases, 0, total) == shares(total, bases, None, total)


def test_five_thousand_units_with_bounds() -> None:
    bases = [(index * 7919) % 1_000 for index in range(5_000)]
    result = shares(1_000_000_007, bases, 10_000, 300_000)
    assert sum(result) == 1_000_000_007
    assert min(result) == 10_000
    assert max(result) == 300_000
