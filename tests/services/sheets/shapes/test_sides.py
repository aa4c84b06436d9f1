"""Ledgers with two sides, with signs, and with a balance: what comes of them against amounts added up by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.commands import Run, assert_one_sentence
from tests.workbooks import saved

from liaison.cli.exchange.choices import Choose
from liaison.services.sheets.shapes.balance import Entry, follow, incoming

Write = Callable[..., Path]


@pytest.fixture
def fund(council: Run, today: Callable[[str], None]) -> Run:
    today("2024-12-31")
    for name in ("甲银行", "乙学院"):
        council(f"member add {name} --category 企业 --joined 2019-01-01")
    council("fund open 书屋专项 --custodian 甲银行 --opened 2023-01-01")
    council("fund open 班车专项 --custodian 乙学院 --opened 2023-01-01")
    return council


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*rows: object, merged: tuple[str, ...] = ()) -> Path:
        cells = (row.split() if isinstance(row, str) else row for row in rows)
        return saved(tmp_path / "流水.xlsx", *cells, merged=merged)

    return written


def entries(run: Run, fund: str = "F001") -> list[tuple[str, str, str, str]]:
    """Day, kind, amount and note of a fund's entries, as the ledger shows them."""
    rows = run.json(f"fund ledger {fund}")
    return [(row["day"], row["kind"], row["amount"], row["note"] or "") for row in rows]


def test_what_came_in_and_what_went_out(fund: Run, write: Write) -> None:
    path = write(
        ["日期", "专项", "单位", "摘要", "收入（元）", "支出（元）", "结余"],
        ["2023.3.1", "书屋专项", "甲银行", "交款", 8000, None, 8000],
        ["2023.3.9", "书屋专项", None, "书架", None, "1,250.50", 6749.5],
        ["2023.4.2", "书屋专项", None, "图书", 0, 600, 6149.5],
        ["2023.4.30", None, None, "本月合计", 8000, 1850.5, 6149.5],
    )
    result = fund(["fund", "import", path])
    assert "把“收入（元）”作“到账”、“支出（元）”作“支出”导入" in result.stderr
    assert "“结余”只用来核对" in result.stderr
    assert "第 5 行是合计或过页的行" in result.stderr
    assert entries(fund) == [
        ("2023-03-01", "到账", "8000.00", "交款"),
        ("2023-03-09", "支出", "1250.50", "书架"),
        ("2023-04-02", "支出", "600.00", "图书"),
    ]
    assert fund.json(["fund", "import", path])["same"] == 3


def test_ten_thousands_on_one_side(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 收款（万元） 付款（元）",
        ["F001", "2023-05-06", 1.5, None],
        ["F001", "2023-05-07", None, 300],
    )
    fund(["fund", "import", path])
    assert [row[1:3] for row in entries(fund)] == [("到账", "15000.00"), ("支出", "300.00")]


def test_a_header_of_two_lines(fund: Run, write: Write) -> None:
    path = write(
        ["专项", "日期", "摘要", "金额", None, None],
        [None, None, None, "收入", "支出", "余额"],
        ["F001", "2023-05-06", "一", 500, None, 500],
        ["F001", "2023-05-07", "二", None, 120, 380],
        merged=("D1:F1", "A1:A2", "B1:B2", "C1:C2"),
    )
    fund(["fund", "import", path])
    assert [row[1:3] for row in entries(fund)] == [("到账", "500.00"), ("支出", "120.00")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("上年结转", "上年结转"),
        ("上年结余", "上年结转"),
        ("年初余额", "上年结转"),
        ("期初余额", ""),
        ("承前页", ""),
    ],
)
def test_what_there_was_before(fund: Run, write: Write, words: str, kind: str) -> None:
    fund("fund receive F001 甲银行 900 --on 2023-01-02")
    path = write(
        "专项 日期 摘要 收入 支出 余额",
        ["F001", "2023-02-01", words, None, None, 450],
        ["F001", "2023-02-02", "水", None, 50, 400],
    )
    result = fund(["fund", "import", path])
    found = [row[1:3] for row in entries(fund)][1:]
    assert found == ([(kind, "450.00")] if kind else []) + [("支出", "50.00")]
    assert ("第 2 行是以前的余额" in result.stderr) is not bool(kind)


@pytest.mark.parametrize(
    ("header", "kinds"),
    [("借方 贷方", ["到账", "支出", "到账"]), ("贷方 借方", ["到账", "支出", "到账"])],
)
def test_the_balance_tells_which_side_came_in(fund: Run, write: Write, header: str, kinds: list[str]) -> None:
    came, went = header.split()
    path = write(
        f"专项 日期 摘要 {came} {went} 借或贷 余额",
        ["F001", "2023-02-01", "一", 700, None, "贷", 700],
        ["F001", "2023-02-02", "二", None, 200, "贷", 500],
        ["F001", "2023-02-03", "三", 40, None, "贷", 540],
    )
    result = fund(["fund", "import", path])
    assert f"看余额的增减，把“{came}”作“到账”、“{went}”作“支出”" in result.stderr
    assert [row[1] for row in entries(fund)] == kinds


def test_the_latest_entry_may_stand_first(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 借方 贷方 余额",
        ["F001", "2023-02-09", 200, None, 500],
        ["F001", "2023-02-02", None, 100, 700],
        ["F001", "2023-02-01", None, 600, 600],
    )
    fund(["fund", "import", path])
    assert [row[1:3] for row in entries(fund)] == [
        ("到账", "600.00"), ("到账", "100.00"), ("支出", "200.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["F001", "2023-02-01", 700, None, 700]],
        [["F001", "2023-02-01", 700, None, None], ["F001", "2023-02-02", None, 200, None]],
        [
            ["F001", "2023-02-01", 9, None, 9],
            ["F001", "2023-02-02", 1, None, 10],
            ["F001", "2023-02-03", 1, None, 9],
        ],
    ],
)
def test_where_nothing_tells_the_side_it_must_be_told(
    fund: Run, write: Write, rows: list[list[object]]
) -> None:
    path = write("专项 日期 借方 贷方 余额", *rows)
    before = fund.dump()
    assert_one_sentence(
        fund(["fund", "import", path], 5), "看不出“借方”和“贷方”哪一列是收入", "--map 借方=收入"
    )
    assert fund.dump() == before


def test_a_side_that_was_told_is_remembered(fund: Run, write: Write) -> None:
    fund("fund receive F001 甲银行 900 --on 2023-01-02")
    header = "专项 日期 借方 贷方"
    path = write(header, ["F001", "2023-02-01", 30, None])
    fund(["fund", "import", path, "--map", "借方=支出"])
    assert entries(fund)[-1][1:3] == ("支出", "30.00")
    path = write(header, ["F001", "2023-02-02", None, 44], ["F001", "2023-02-03", 55, None])
    result = fund(["fund", "import", path])
    assert "“借方”作“支出”" in result.stderr
    assert [row[1:3] for row in entries(fund)][-2:] == [("到账", "44.00"), ("支出", "55.00")]


@pytest.mark.parametrize(("yes", "kinds"), [(True, ["到账", "支出"]), (False, ["支出", "到账"])])
def test_on_a_terminal_it_is_asked(
    fund: Run, write: Write, monkeypatch: pytest.MonkeyPatch, yes: bool, kinds: list[str]
) -> None:
    fund("fund receive F001 甲银行 900 --on 2023-01-02")
    monkeypatch.setattr(Choose, "asks", True)
    answers, asked = iter([yes, True, True]), []
    monkeypatch.setattr(
        "liaison.cli.shell.prompting.agreed", lambda text: asked.append(text) or next(answers)
    )
    rows: list[list[object]] = [["F001", "2023-02-01", 30, None], ["F001", "2023-02-02", None, 20]]
    fund(["fund", "import", write("专项 日期 借方金额 贷方金额", *rows)])
    assert asked == ["工作表“Sheet”的“借方金额”是收入吗？（不是，就是支出）", "写入吗？"]
    assert [row[1] for row in entries(fund)][1:] == kinds
    fund(["fund", "import", write("专项 日期 借方金额 贷方金额", ["F001", "2023-02-03", 7, None])])
    assert [row[1] for row in entries(fund)][3:] == kinds[:1]


def test_signs_tell_the_side(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 金额 摘要",
        ["F001", "2023-02-01", 700, "一"],
        ["F001", "2023-02-02", -33.25, "二"],
        ["F001", "2023-02-03", "(12)", "三"],
        ["F001", "2023-02-04", "－1,000.00", "四"],
        ["F001", "2023-02-04", "+5,000.00", "五"],
    )
    result = fund(["fund", "import", path])
    assert "“金额”的正数作“到账”、负数作“支出”" in result.stderr
    assert [row[1:3] for row in entries(fund)] == [
        ("到账", "700.00"), ("支出", "33.25"), ("支出", "12.00"), ("支出", "1000.00"), ("到账", "5000.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("below", [[], [["(1)", "(2)", "(3)"]], [["(文字)", "(年月日)", "(元)"]]])
def test_without_signs_nothing_is_guessed(fund: Run, write: Write, below: list[list[object]]) -> None:
    path = write("专项 日期 金额", *below, ["F001", "2023-02-01", 700])
    assert_one_sentence(fund(["fund", "import", path], 5), "缺少必填的列：类型")


def test_kinds_that_the_sheet_names_stay(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 类型 单位 收入 支出 余额",
        ["F001", "2023-02-01", "应缴", "甲银行", 900, None, None],
        ["F001", "2023-02-02", "到账", "甲银行", 900, None, 900],
        ["F001", "2023-02-03", "退款", "甲银行", None, 100, 800],
        ["F001", "2023-02-04", "支出", None, None, 250, 550],
    )
    fund(["fund", "import", path])
    assert [row[1:3] for row in entries(fund)] == [
        ("应缴", "900.00"), ("到账", "900.00"), ("退款", "100.00"), ("支出", "250.00"),
    ]  # fmt: skip


ROW = ["F001", "2023-02-03", "三", 40, None, 540]


@pytest.mark.parametrize(
    ("changed", "part", "marked"),
    [
        ({3: 40, 4: 10}, "“收入”和“支出”都填了", "D4"),
        ({3: None}, "没有填或是零，看不出是收是支", "D4"),
        ({3: "约40"}, "不是确切的数", "D4"),
        ({3: -40, 5: 460}, "不是正数", "D4"),
        ({3: None, 4: "若干"}, "不是数字", "E4"),
        ({3: "40-"}, "不是数字", "D4"),
        ({2: "期初余额", 3: None, 4: 40, 5: 460}, "“期初余额”的金额填在“支出”一列", "E4"),
        ({5: 541}, "余额是 541.00，按上一笔的余额算应为 540.00", "F4"),
        ({5: "约540"}, "余额“约540”看不出是多少", "F4"),
        ({1: "2023年2月"}, "只到月份", "B4"),
    ],
)
def test_a_row_that_does_not_hold_is_marked_where_it_stands(
    fund: Run, write: Write, changed: dict[int, object], part: str, marked: str
) -> None:
    row = [changed.get(at, cell) for at, cell in enumerate(ROW)]
    path = write(
        "专项 日期 摘要 收入 支出 余额",
        ["F001", "2023-02-01", "一", 700, None, 700],
        ["F001", "2023-02-02", "二", None, 200, 500],
        row,
    )
    before = fund.dump()
    (problem,) = fund.json(["fund", "import", path], 5)["problems"]
    assert problem["row"] == 4
    assert part in problem["reason"]
    assert fund.dump() == before
    sheet: Any = openpyxl.load_workbook(path.with_stem("流水-待更正"))["Sheet"]
    assert [cell.coordinate for line in sheet for cell in line if cell.comment] == [marked]


def test_nothing_is_left(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 借方 贷方 借或贷 余额",
        ["F001", "2023-02-01", None, 700, "贷", 700],
        ["F001", "2023-02-02", 700, None, "平", "平"],
    )
    fund(["fund", "import", path])
    assert [row[1] for row in entries(fund)] == ["到账", "支出"]


def test_a_wrong_balance_is_wrong_once(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 收入 支出 余额",
        ["F001", "2023-02-01", 700, None, 700],
        ["F001", "2023-02-02", 10, None, 720],
        ["F001", "2023-02-03", 10, None, 730],
    )
    assert [one["row"] for one in fund.json(["fund", "import", path], 5)["problems"]] == [3]


def test_each_fund_may_have_a_balance_of_its_own(fund: Run, write: Write) -> None:
    path = write(
        "专项 日期 收入 支出 余额",
        ["F001", "2023-02-01", 700, None, 700],
        ["F002", "2023-02-01", 50, None, 50],
        ["F001", "2023-02-02", None, 100, 600],
        ["F002", "2023-02-02", None, 20, 30],
    )
    assert fund.json(["fund", "import", path])["new"] == 4
    path = write(
        "专项 日期 收入 支出 余额",
        ["F001", "2023-03-01", 1, None, 631],
        ["F002", "2023-03-01", 5, None, 636],
        ["F001", "2023-03-02", None, 100, 536],
    )
    assert fund.json(["fund", "import", path])["new"] == 3


def test_a_kind_and_a_side_that_contradict_each_other(fund: Run, write: Write) -> None:
    path = write("专项 日期 类型 收入 支出", ["F001", "2023-02-01", "支出", 900, None])
    (problem,) = fund.json(["fund", "import", path], 5)["problems"]
    assert "类型是“支出”，金额却填在“收入”一列" in problem["reason"]


CHANGES = st.lists(st.integers(-(10**6), 10**6).filter(bool), min_size=1, max_size=20)


@given(changes=CHANGES, start=st.integers(0, 10**6), sign=st.sampled_from([1, -1]))
def test_the_balance_of_any_ledger_is_followed(changes: list[int], start: int, sign: int) -> None:
    entries, left = [Entry(0, None, start, begins=True)], start
    for line, change in enumerate(changes, start=1):
        left += change
        entries.append(Entry(line, sign * change, left))
    assert follow(entries, sign).wrong == {}
    assert follow(entries, -sign).wrong.keys() == set(range(1, len(changes) + 1))
    assert incoming(entries)[0] == sign
