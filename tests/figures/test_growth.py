"""What a difference is told as: shares worked out by hand, and bases on which a share would tell nothing."""

from __future__ import annotations

import pytest

from liaison.figures.summary.known import Known, Measured
from liaison.figures.summary.measuring import figures
from liaison.figures.summary.sentences import change
from liaison.papers.summary.screen import growth


def _measured(value: int, previous: int, key: str = "activity_people_turns") -> Measured:
    return Measured(figures()[key], Known(value), Known(previous), Known(None), ())


@pytest.mark.parametrize(
    ("previous", "value", "told", "said"),
    [
        (24, 26, "+8.3%", "比上年增加2人次（8.3%）"),
        (8, 7, "-12.5%", "比上年减少1人次（12.5%）"),
        (2000, 2001, "+0.1%", "比上年增加1人次（0.1%）"),  # 0.05 %, half up
        (100, 1100, "+1,000.0%", "比上年增加1,000人次（1,000.0%）"),  # exactly tenfold more
        (100, 1101, "+10.0倍", "比上年增加1,001人次（增长10.0倍）"),
        (4, 62, "+14.5倍", "比上年增加58人次（增长14.5倍）"),
        (5, 100, "+19.0倍", "比上年增加95人次（增长19.0倍）"),  # the base is exactly 5 % of the value
        (5, 101, "—", "比上年增加96人次"),
        (0, 7, "—", "比上年增加7人次"),
        (-3, 7, "—", "比上年增加10人次"),
        (5, -101, "—", "比上年减少106人次"),
        (5, -51, "-11.2倍", None),
    ],
)
def test_growth(previous: int, value: int, told: str, said: str | None) -> None:
    measured = _measured(value, previous)
    assert growth(measured) == told
    assert said is None or change(measured, "上年") == said


def test_a_ratio_has_none() -> None:
    measured = _measured(9000, 8000, "activity_rate")
    assert measured.growth is None
    assert measured._replace(before=Known(None)).growth is None
