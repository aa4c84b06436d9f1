"""Units against activities, with marks where they meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.commands import Run, assert_one_sentence
from tests.workbooks import saved


@pytest.fixture
def four(council: Run, today: Callable[[str], None]) -> Run:
    """Three units, and four activities of which two have one title."""
    today("2024-12-31")
    for name in ("甲银行股份有限公司", "乙学院", "丙街道党工委"):
        council(f"member add {name} --category 企业 --joined 2019-01-01")
    for title, day in (
        ("义诊", "2024-03-05"),
        ("读书会（春）", "2024-04-23"),
        ("慰问", "2024-01-20"),
        ("慰问", "2024-07-20"),
    ):
        council(f"activity add {title} --kind 文体 --on {day} --host 丙街道党工委")
    return council


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(*rows: list[object], merged: tuple[str, ...] = ()) -> Path:
        return saved(tmp_path / "签到.xlsx", *rows, merged=merged)

    return written


def there(run: Run) -> dict[str, dict[str, int | None]]:
    """Who took part in which activity, by code and name, with how many; unknown is ``None``."""
    found: dict[str, dict[str, int | None]] = {}
    for _key, activity, unit, _position, people, *_more in run.dump()["attendance"]:
        found.setdefault(f"A2024-{activity:03d}", {})[NAMES[unit - 1]] = people
    return found


NAMES = JIA, YI, BING = "甲银行股份有限公司", "乙学院", "丙街道党工委"
WANTED = {
    "A2024-001": {JIA: None, YI: 7},
    "A2024-002": {YI: None, BING: None},
    "A2024-004": {JIA: 12},
}


def test_units_down_the_side(four: Run, write: Callable[..., Path]) -> None:
    path = write(
        ["2024年参加活动情况统计表"],
        ["序号", "单位名称", "义诊", "读书会(春)", "A2024-004", "合计", "备注"],
        [1, "甲银行", "√", "×", 12, 2, None],
        [2, "乙学院", 7, "是", "缺席", 2, "线上"],
        [3, "丙街道", None, "√", "/", 1, None],
        ["合计", None, 2, 2, 1, None, None],
    )
    result = four(["activity", "import", path])
    assert "按单位与活动的对照表读" in result.stderr
    assert "备注" in result.stderr
    assert "第 6 行是合计行" in result.stderr
    assert four.json(["activity", "import", path])["same"] == 5
    assert there(four) == WANTED


def test_activities_down_the_side(four: Run, write: Callable[..., Path]) -> None:
    path = write(
        ["活动＼单位", "甲银行", "M002", "丙街道党工委"],
        ["义诊", "√", "7人", None],
        ["A2024-002", "否", "✓", True],
        ["A2024-004", 12, False, "请假"],
    )
    assert four.json(["activity", "import", path])["new"] == 5
    assert there(four) == WANTED


def test_days_along_the_top(four: Run, write: Callable[..., Path]) -> None:
    path = write(
        ["单位", datetime(2024, 3, 5), "2024年4月23日", "慰问（7月20日）"],
        ["甲银行", "√", None, 12],
        ["乙学院", 7, "√", None],
        ["丙街道", None, "√", None],
    )
    assert four.json(["activity", "import", path])["new"] == 5
    assert there(four) == WANTED


def test_title_and_day_in_two_lines(four: Run, write: Callable[..., Path]) -> None:
    path = write(
        ["单位", "义诊", "读书会（春）", "慰问"],
        [None, datetime(2024, 3, 5), datetime(2024, 4, 23), datetime(2024, 7, 20)],
        ["甲银行", "√", None, 12],
        ["乙学院", 7, "√", None],
        ["丙街道", None, "√", None],
        merged=("A1:A2",),
    )
    assert four.json(["activity", "import", path])["new"] == 5
    assert there(four) == WANTED


def test_a_group_over_the_headings_and_a_corner_that_nobody_labelled(
    four: Run, write: Callable[..., Path]
) -> None:
    path = write(
        [None, "参加活动", None, None, "参加次数"],
        [None, "义诊", "A2024-002", "慰问 2024-07-20", None],
        ["甲银行", "√", None, 12, 2],
        ["乙学院", 7, "√", None, 2],
        ["丙街道", None, "√", None, 1],
        merged=("B1:D1", "E1:E2", "A1:A2"),
    )
    assert four.json(["activity", "import", path])["new"] == 5
    assert there(four) == WANTED


@pytest.mark.parametrize(
    ("group", "merged"),
    [(["上半年", None, "下半年"], ("A1:A3", "B1:C1")), (["活动", None, None], ("A1:A3", "B1:D1"))],
)
def test_headings_of_three_lines(
    four: Run, write: Callable[..., Path], group: list[object], merged: tuple[str, ...]
) -> None:
    path = write(
        ["单位", *group],
        [None, "义诊", "读书会（春）", "慰问"],
        [None, "3月5日", datetime(2024, 4, 23), "2024.7.20"],
        ["甲银行", "√", None, 12],
        ["乙学院", 7, "√", None],
        ["丙街道", None, "√", None],
        merged=merged,
    )
    assert four.json(["activity", "import", path])["new"] == 5
    assert there(four) == WANTED


def test_a_name_above_a_day_that_is_not_its_own(four: Run, write: Callable[..., Path]) -> None:
    path = write(
        ["单位", "义诊", "慰问"], [None, "3月5日", "7月21日"], ["甲银行", "√", "√"], merged=("A1:A2",)
    )
    assert_one_sentence(four(["activity", "import", path], 5), "表头“慰问 7月21日”没有找到")


def test_no_heading_is_known(four: Run, write: Callable[..., Path]) -> None:
    path = write(["单位", "春游", "秋游"], ["甲银行", "√", None])
    assert_one_sentence(four(["activity", "import", path], 5), "表头“春游”没有找到对应的活动台账")


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("慰问", "表头“慰问”对应 2 条活动台账：A2024-003 慰问、A2024-004 慰问"),
        ("读书", "表头“读书”没有找到对应的活动台账，相近的有：A2024-002 读书会（春）"),
        ("2024-04-24", "表头“2024-04-24”没有找到"),
        ("义诊（3月6日）", "没有找到"),
        ("义诊 2024-03-05", "是同一条活动台账"),
    ],
)
def test_a_heading_that_means_no_one_activity(
    four: Run, write: Callable[..., Path], heading: str, part: str
) -> None:
    path = write(["单位", "义诊", heading], ["甲银行", "√", "√"])
    before = four.dump()
    assert_one_sentence(four(["activity", "import", path], 5), part)
    assert four.dump() == before


@pytest.mark.parametrize("cell", ["半天", "约5", "2 3", "√3"])
def test_a_cell_that_tells_nothing_is_marked(four: Run, write: Callable[..., Path], cell: str) -> None:
    path = write(["单位", "义诊", "读书会（春）"], ["甲银行", "√", cell], ["不知道", None, "√"])
    before = four.dump()
    problems = four.json(["activity", "import", path], 5)["problems"]
    assert [one["row"] for one in problems] == [2, 3]
    assert four.dump() == before
    sheet: Any = openpyxl.load_workbook(path.with_stem("签到-待更正"))["Sheet"]
    assert [cell.coordinate for line in sheet for cell in line if cell.comment] == ["C2", "A3"]


def test_what_is_known_of_a_unit_stays(four: Run, write: Callable[..., Path]) -> None:
    path = write(["单位", "义诊", "读书会（春）"], ["甲银行", 9, None], ["乙学院", None, 4])
    four(["activity", "import", path])
    path = write(["单位", "义诊", "读书会（春）"], ["甲银行", "√", "√"], ["乙学院", None, "×"])
    result = four(["activity", "import", path])
    assert "第 3 行打×的，库中已有登记，没有删除" in result.stderr
    assert there(four) == {"A2024-001": {JIA: 9}, "A2024-002": {YI: 4, JIA: None}}


def test_marks_below_no_heading_are_said(four: Run, write: Callable[..., Path]) -> None:
    path = write([None, "义诊", None, "慰问 2024.1.20"], ["甲银行", "√", "√", None])
    assert "C 列有内容、没有表头" in four(["activity", "import", path]).stderr
    assert there(four) == {"A2024-001": {JIA: None}}
    path = write(["单位", "义诊", None], ["甲银行", "√", 3], merged=("B1:C1",))
    assert_one_sentence(four(["activity", "import", path], 5), "合并了 B、C 几列")


def test_nobody_came(four: Run, write: Callable[..., Path]) -> None:
    path = write(["单位", "义诊"], ["甲银行", 0], ["乙学院", 3])
    result = four(["activity", "import", path])
    assert "填的是 0 人，就是没有参加" in result.stderr
    assert there(four) == {"A2024-001": {YI: 3}}


def test_one_unit_in_two_rows(four: Run, write: Callable[..., Path]) -> None:
    path = write(["单位", "义诊", "读书会（春）"], ["甲银行", "√", None], ["甲银行", "√", "√"])
    assert four.json(["activity", "import", path])["new"] == 2
    path = write(["单位", "义诊", "慰问 2024.1.20"], ["乙学院", 3, None], ["乙学院", 4, 5])
    reasons = [one["reason"] for one in four.json(["activity", "import", path], 5)["problems"]]
    assert ["重复" in reason for reason in reasons] == [True, True]


def test_marks_merged_over_several_activities(four: Run, write: Callable[..., Path]) -> None:
    path = write(["单位", "义诊", "读书会（春）"], ["甲银行", "√", None], merged=("B2:C2",))
    (problem,) = four.json(["activity", "import", path], 5)["problems"]
    assert "合并" in problem["reason"]


@pytest.mark.parametrize(
    "rows",
    [
        [["日期", "甲银行", "乙学院"], ["2024.7.20", 5, "√"]],
        [["活动", "甲银行", "乙学院"], ["慰问（7月20日）", 5, "√"]],
        [["活动名称", "活动时间", "甲银行", "乙学院"], ["慰问", datetime(2024, 7, 20), 5, "√"]],
        [["时间", "活动名称", "地点", "甲银行", "乙学院"], [datetime(2024, 7, 20), "慰问", "某处", 5, "√"]],
    ],
)
def test_days_down_the_side(four: Run, write: Callable[..., Path], rows: list[list[object]]) -> None:
    four(["activity", "import", write(*rows)])
    assert there(four) == {"A2024-004": {JIA: 5, YI: None}}


@pytest.mark.parametrize("cells", [["慰问", datetime(2024, 7, 21)], ["不知道", datetime(2024, 7, 20)]])
def test_a_name_and_a_day_that_do_not_meet(
    four: Run, write: Callable[..., Path], cells: list[object]
) -> None:
    path = write(["活动名称", "活动时间", "甲银行", "乙学院"], [*cells, 5, "√"])
    problems = four.json(["activity", "import", path], 5)["problems"]
    assert {one["row"] for one in problems} == {2}
    assert {one["value"] for one in problems} == {cells[0]}
