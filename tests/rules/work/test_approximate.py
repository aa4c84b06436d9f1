"""Numbers that are not exact: their bounds as anybody reads them, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from liaison.rules.work.approximate import bounds, worth_of


@pytest.mark.parametrize(
    ("text", "unit", "lower", "upper"),
    [
        ("约10亿", "亿元", "10", "10"),
        ("约10", "亿元", "10", "10"),
        ("约10亿元", "元", "1000000000", "1000000000"),
        ("10亿左右", "万元", "100000", "100000"),
        ("2000以上", "人", "2000", None),
        ("２０００人以上", "人", "2000", None),
        ("超过100家", "家", "100", None),
        ("500余人", None, "500", None),
        ("500多万人", "万人", "500", None),
        ("近500万人", "人", None, "5000000"),
        ("不足50", "个", None, "50"),
        ("3–6", "月", "3", "6"),
        ("3月—6月", "月", "3", "6"),
        ("3至6万", "人", "30000", "60000"),
        ("约1,382亿", "亿元", "1382", "1382"),
        ("0.5%左右", "%", "0.5", "0.5"),
    ],
)
def test_bounds(text: str, unit: str | None, lower: str | None, upper: str | None) -> None:
    found = bounds(text, unit)
    assert found is not None
    assert found.lower == (lower and Decimal(lower))
    assert found.upper == (upper and Decimal(upper))


@pytest.mark.parametrize(
    "text", ["2000", "1,382亿", "838个", "几百", "6–3", "约", "以上", "近百人", "2023-05-08"]
)
def test_no_approximate_number(text: str) -> None:
    assert bounds(text) is None


def test_the_worth_of_units() -> None:
    assert [worth_of(unit) for unit in ("元", "万元", "亿元", "百万", "人", None)] == [
        1,
        10**4,
        10**8,
        10**6,
        1,
        1,
    ]
