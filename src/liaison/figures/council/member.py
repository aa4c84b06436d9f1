"""Figures about membership."""

from __future__ import annotations

from liaison.columns import Column
from liaison.figures.figure import Figure
from liaison.quantities import Day, Whole

_COLUMNS = (
    Column("code", "编号"),
    Column("unit", "单位名称"),
    Column("category", "类别"),
    Column("joined", "加入日期", Day()),
    Column("left", "退出日期", Day()),
)
_SPELLS = (
    'SELECT u.code AS code, u.name AS unit, u.category AS category, s.joined AS joined, s.left_on AS "left" '
    "FROM spell AS s JOIN unit AS u ON u.id = s.unit_id WHERE "
)
_WHOLE = Whole()


def _figure(key: str, definition: str, condition: str, *, adds: bool = False) -> Figure:
    return Figure(
        key, "家", _WHOLE, definition, _SPELLS + condition, "count(*)", _COLUMNS, adds, "code, joined"
    )


FIGURES = (
    _figure(
        "members_start",
        "期初前一日在册的成员单位数；在册指当日处于加入日期与退出日期之间，两端都算。",
        "s.joined <= :before AND COALESCE(s.left_on, '9999-12-31') >= :before",
    ),
    _figure(
        "members_joined",
        "加入日期在本期内的单位次数；退出后重新加入的再计一次。",
        "s.joined >= :from AND s.joined <= :to",
        adds=True,
    ),
    _figure(
        "members_left",
        "最后一个成员日在期初前一日至期末前一日之间的单位次数；期末当日退出的当日仍是成员，计入下一期，"
        "因此 期初＋加入－退出＝期末。",
        "s.left_on >= :before AND s.left_on <= :eve",
        adds=True,
    ),
    _figure(
        "members_end",
        "期末当日在册的成员单位数，两端都算。",
        "s.joined <= :to AND COALESCE(s.left_on, '9999-12-31') >= :to",
    ),
)
