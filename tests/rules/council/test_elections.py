"""Elections of party organisations: for how many years, and what is done how long before."""

from __future__ import annotations

from datetime import date

import pytest

from liaison.rules.council.elections import after, months_before, step, years

SERVED = [
    ("党委", "中共示例集团有限公司委员会", 5),
    ("机关党委", "中共示例局机关委员会", 5),
    ("党总支", "中共示例银行总支部委员会", 3),
    ("党支部", "中共示例基金支部委员会", 3),
    ("联合党支部", "示例楼宇联合党支部", 3),
    ("党委", "中共示例村委员会", 5),
    ("党总支", "中共示例村总支部委员会", 5),
    ("党支部", "中共示例社区支部委员会", 5),
    ("党支部", "示例村党支部", 5),
    ("党支部", "示例社区居民委员会", 5),
    ("党支部", "村（社区）", 5),
    ("党支部", "示例村镇银行股份有限公司", 3),
    ("党支部", "示例农村商业银行", 3),
    ("党支部", "示例社区卫生服务中心", 3),
    ("党工委", "中共示例街道工作委员会", None),
    ("党组", "示例局党组", None),
    ("临时党支部", "示例项目临时党支部", None),
    ("流动党员党支部", "示例流动党支部", None),
    (None, "示例公司", None),
    ("其他", "示例公司", None),
]


@pytest.mark.parametrize(("form", "name", "count"), SERVED)
def test_how_long_a_committee_serves(form: str | None, name: str, count: int | None) -> None:
    assert years(form, (None, name)) == count


DUE = date(2024, 8, 31)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 2, 28), ""),
        (date(2024, 2, 29), "上级发函提醒"),  # six months before, in a month that has no 31st
        (date(2024, 4, 29), "上级发函提醒"),
        (date(2024, 4, 30), "向上级请示"),
        (date(2024, 8, 31), "向上级请示"),
        (date(2024, 9, 1), "已经届满"),
    ],
)
def test_what_is_to_be_done_about_one(today: date, said: str) -> None:
    found = step(today, DUE)
    assert said in found
    assert bool(found) == bool(said)


def test_months_and_years_are_those_of_the_calendar() -> None:
    assert months_before(date(2024, 1, 14), 4) == date(2023, 9, 14)
    assert months_before(date(2023, 12, 31), 6) == date(2023, 6, 30)
    assert months_before(date(2023, 8, 31), 6) == date(2023, 2, 28)
    assert after(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert after(date(2024, 5, 14), 5) == date(2029, 5, 14)
    assert after(date(9998, 1, 1), 3) is None
