"""A day in three columns, and two days in one cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.commands import Run, assert_one_sentence
from tests.workbooks import saved

from liaison.services.sheets.shapes.days import _two_days


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2024-12-31")
    for name in ("甲银行", "乙学院"):
        council(f"member add {name} --category 企业 --joined 2018-06-01")
    council("fund open 书屋专项 --custodian 甲银行 --opened 2019-01-01")
    return council


def book(path: Path, rows: list[list[object]], *merged: str) -> Path:
    return saved(path, *rows, merged=merged)


def days(run: Run) -> list[str]:
    return [row["day"] for row in run.json("fund ledger F001")]


def test_year_month_and_day(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        [
            ["专项", "年", "月", "日", "类型", "金额"],
            ["F001", 2021, 2, 28, "到账", 10],
            ["F001", "2021年", "11月", "3日", "到账", 20],
            ["F001", "二〇二二", "十", "二十一", "到账", 30],
        ],
    )
    result = units(["fund", "import", path])
    assert "“年”、“月”、“日”合起来作日期" in result.stderr
    assert days(units) == ["2021-02-28", "2021-11-03", "2022-10-21"]
    assert units.json(["fund", "import", path])["same"] == 3


def test_a_year_counts_for_the_rows_over_which_it_is_merged(units: Run, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["专项", "年", "月", "日", "类型", "金额"],
        ["F001", 2021, 2, 28, "到账", 10],
        ["F001", None, 3, 1, "到账", 20],
        ["F001", None, 3, 2, "到账", 30],
    ]
    assert units.json(["fund", "import", book(tmp_path / "表.xlsx", rows, "B2:B4")])["new"] == 3
    assert days(units) == ["2021-02-28", "2021-03-01", "2021-03-02"]
    before = units.dump()
    problems = units.json(["fund", "import", book(tmp_path / "散.xlsx", rows, "B2:B3")], 5)["problems"]
    assert [(one["row"], one["reason"]) for one in problems] == [(4, "没有写年，不按别的行推断，请填写")]
    assert units.dump() == before


@pytest.mark.parametrize(
    ("cells", "part", "marked"),
    [
        ([2021, 2, 30], "不是日历上有的日子", "D2"),
        ([2021, 13, 1], "不是日历上有的日子", "D2"),
        ([2021, 2, None], "没有写日", "D2"),
        ([2021, "上旬", 5], "看不出是哪一月", "C2"),
        ([21, 2, 5], "不是能认出的日期", "D2"),
        ([None, None, None], "缺少日期", None),
        ([2021, None, None], "缺少日期", None),
        (["同上", 2, 5], "上一行的这一格却没有内容", "B2"),
        ([date(2021, 2, 5), 2, 5], "看不出是哪一年", "B2"),
    ],
)
def test_what_makes_no_day(
    units: Run, tmp_path: Path, cells: list[object], part: str, marked: str | None
) -> None:
    path = book(
        tmp_path / "表.xlsx", [["专项", "年", "月", "日", "类型", "金额"], ["F001", *cells, "到账", 10]]
    )
    (problem,) = units.json(["fund", "import", path], 5)["problems"]
    assert part in problem["reason"]
    sheet: Any = openpyxl.load_workbook(path.with_stem("表-待更正"))["Sheet"]
    if marked:
        assert [cell.coordinate for line in sheet for cell in line if cell.comment] == [marked]


def test_a_whole_day_over_the_three(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        [
            ["专项", "年", "月", "日", "类型", "金额"],
            ["F001", "2021.3.4", None, None, "到账", 1],
            ["F001", date(2021, 3, 5), None, None, "到账", 2],
            ["F001", 2021, 3, 6, "到账", 3],
            ["F001", "同上", "〃", 7, "到账", 4],
        ],
        "B2:D2",
    )
    units(["fund", "import", path])
    assert days(units) == ["2021-03-04", "2021-03-05", "2021-03-06", "2021-03-07"]


@pytest.mark.parametrize("lower", [["月", "日"], ["月份", "日"]])
def test_the_year_in_the_heading_above(units: Run, tmp_path: Path, lower: list[str]) -> None:
    path = book(
        tmp_path / "表.xlsx",
        [
            ["2022年", None, "专项", "摘要", "借方", "贷方", "余额"],
            lower,
            [3, 5, "F001", "一", 100, None, 100],
            [3, 6, "F001", "二", 50, None, 150],
        ],
        "A1:B1",
    )
    result = units(["fund", "import", path])
    assert "年份按表头的 2022 年" in result.stderr
    assert days(units) == ["2022-03-05", "2022-03-06"]


def test_the_latest_first_by_days_apart(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        [
            ["专项", "年", "月", "日", "收入", "支出", "余额"],
            ["F001", 2021, 3, 2, None, 30, 70],
            ["F001", 2021, 2, 28, 100, None, 100],
        ],
    )
    units(["fund", "import", path])
    assert days(units) == ["2021-02-28", "2021-03-02"]


def test_a_year_that_is_nowhere_is_asked_for(units: Run, tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", [["专项", "月", "日", "类型", "金额"], ["F001", 3, 5, "到账", 1]])
    assert_one_sentence(units(["fund", "import", path], 5), "没有写是哪一年", "--set 年=2023")
    units(["fund", "import", path, "--set", "年=2020"])
    assert days(units) == ["2020-03-05"]
    text = tmp_path / "表.csv"
    text.write_text("专项,月,日,类型,金额\nF001,3,6,到账,1\n", encoding="utf-8")
    units(["fund", "import", text, "--set", "年=2020"])
    assert days(units) == ["2020-03-05", "2020-03-06"]


def test_each_day_of_a_roster_has_its_own_three(council: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        [
            ["单位名称", "类别", "加入时间", None, None, "退出时间", None, None],
            [None, None, "年", "月", "日", "年", "月", "日"],
            ["甲", "企业", 2019, 1, 2, None, None, None],
            ["乙", "企业", 2019, 1, 3, 2020, 12, 31],
        ],
        "C1:E1",
        "F1:H1",
        "A1:A2",
        "B1:B2",
    )
    assert council.json(["member", "import", path])["new"] == 2
    found = {row["name"]: (row["joined"], row["left"]) for row in council.json("member list --all")}
    assert found == {"甲": ("2019-01-02", None), "乙": ("2019-01-03", "2020-12-31")}


SPANS = {
    "2021.7.1-2022.6.30": ("2021-07-01", "2022-06-30"),
    "2021-07-01-2022-06-30": ("2021-07-01", "2022-06-30"),
    "2021年7月1日至2022年6月30日": ("2021-07-01", "2022-06-30"),
    "自2021年7月1日起至2022年6月30日止": ("2021-07-01", "2022-06-30"),
    "２０２１/７/１—２０２２/６/３０": ("2021-07-01", "2022-06-30"),
    "20210701~20220630": ("2021-07-01", "2022-06-30"),
    "2021-07-01 －－ 2022-06-30": ("2021-07-01", "2022-06-30"),
    "二〇二一年七月一日至二〇二二年六月三十日": ("2021-07-01", "2022-06-30"),
    "2021年7月1日-12月31日": ("2021-07-01", "2021-12-31"),
    "2021年7月1日至5日": ("2021-07-01", "2021-07-05"),
    "2021.7.1-7.3": ("2021-07-01", "2021-07-03"),
    "2021.7.1至今": ("2021-07-01", None),
    "2021年7月1日起": ("2021-07-01", None),
    "2021-07-01 09:00 至 2021-07-03 17:00": ("2021-07-01", "2021-07-03"),
}
NO_SPANS = [
    "2021.7-2022.6",
    "2021-2022",
    "2021年7月至2022年6月",
    "2021.7.1-2022.6.31",
    "2021.7.1-5",
    "2021-7-1-7-5",
    "2021年7月1日-12.31",
    "2021.7.1",
    "2021-07-01 9:00-11:00",
    "2021.7.1-2022.6.30-2023.6.30",
    "第一任",
]


@pytest.mark.parametrize("text", SPANS)
def test_two_days_in_a_cell(text: str) -> None:
    assert _two_days(text) == SPANS[text]


@pytest.mark.parametrize("text", NO_SPANS)
def test_what_is_no_two_days(text: str) -> None:
    assert _two_days(text) is None


FORMS = ["%Y.{m}.{d}", "%Y-%m-%d", "%Y/{m}/{d}", "%Y年{m}月{d}日", "%Y%m%d"]


def written(day: date, form: str) -> str:
    return day.strftime(form.replace("{m}", str(day.month)).replace("{d}", str(day.day)))


@given(
    st.dates(date(1949, 10, 1), date(2099, 12, 31)),
    st.integers(0, 4000),
    st.sampled_from(FORMS),
    st.sampled_from(FORMS),
    st.sampled_from(["至", "到", "-", "—", "——", "~", "～", " - ", "–"]),
)
def test_any_two_days_in_any_form(first: date, more: int, form: str, other: str, between: str) -> None:
    last = first + timedelta(days=more)
    text = written(first, form) + between + written(last, other)
    assert _two_days(text) == (first.isoformat(), last.isoformat())


def test_terms_of_the_chair(units: Run, tmp_path: Path) -> None:
    rows = [
        ["任次", "单位", "任期", "主题"],
        [1, "甲银行", "2021.7.1-2022.6.30", "一"],
        [2, "乙学院", "2022年7月1日至今", "二"],
    ]
    path = book(tmp_path / "表.xlsx", rows)
    result = units(["chair", "import", path])
    assert "“任期”分作开始日期和结束日期" in result.stderr
    found = [(row["unit"], row["start"], row["end"]) for row in units.json("chair list")]
    assert found == [("甲银行", "2021-07-01", "2022-06-30"), ("乙学院", "2022-07-01", None)]
    assert units.json(["chair", "import", path])["same"] == 2


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("2021.7-2022.6", "看不出起止两天"),
        ("2021年7月", "只到月份"),
        (date(2021, 7, 1), "只有一天"),
        ("2022.7.1-2021.6.30", "早于"),
        (None, "缺少开始日期"),
    ],
)
def test_a_term_that_is_not_told(units: Run, tmp_path: Path, cell: object, part: str) -> None:
    path = book(tmp_path / "表.xlsx", [["任次", "单位", "任期"], [1, "甲银行", cell]])
    before = units.dump()
    (problem,) = units.json(["chair", "import", path], 5)["problems"]
    assert part in problem["reason"]
    assert units.dump() == before
    if cell is not None:
        sheet: Any = openpyxl.load_workbook(path.with_stem("表-待更正"))["Sheet"]
        assert [cell.coordinate for line in sheet for cell in line if cell.comment] == ["C2"]


def test_spells(units: Run, tmp_path: Path) -> None:
    spells = book(
        tmp_path / "加入.xlsx", [["单位", "起止日期", "原因"], ["甲银行", "2010.1.1—2012.12.31", "迁出"]]
    )
    assert units.json(["member", "import", spells])["new"] == 1
    assert [(one["joined"], one["left"]) for one in units.json("member show 甲银行")["spells"]] == [
        ("2010-01-01", "2012-12-31"),
        ("2018-06-01", None),
    ]


def test_the_plan_of_a_project_is_no_day_of_its_end(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path / "项目.xlsx",
        [["项目名称", "牵头单位", "起止时间"], ["书屋", "甲银行", "2023年3月1日至2023年12月20日"]],
    )
    assert "不认识的列" in units(["project", "import", path]).stderr
    shown = units.json("project show 书屋")
    assert (shown["start"], shown["finished"]) == (None, None)


def test_an_activity_of_one_day_and_one_of_several(units: Run, tmp_path: Path) -> None:
    header = ["活动名称", "类别", "时间", "主办单位"]
    rows: list[list[object]] = [
        header,
        ["读书会", "文体", "2023.5.18-5.20", "甲银行"],
        ["座谈会", "文体", "2023.5.19 14:30-16:00", "甲银行"],
    ]
    path = book(tmp_path / "表.xlsx", rows)
    units(["activity", "import", path])
    found = {row["title"]: (row["start"], row["end"]) for row in units.json("activity list --year 2023")}
    assert found == {"读书会": ("2023-05-18", "2023-05-20"), "座谈会": ("2023-05-19", None)}
    units("activity edit A2023-002 --to 2023-05-21")
    # what another row says of its own last day takes none away
    assert units.json(["activity", "import", path])["same"] == 2
