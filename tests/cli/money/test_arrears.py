"""Who owes how much since when, who has paid too much, and what is not booked twice unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence
from tests.terminals import on_terminal

KEYS = [
    "fund",
    "fund_code",
    "unit",
    "unit_code",
    "contact",
    "phone",
    "due",
    "received",
    "arrears",
    "overpaid",
    "days",
]


@pytest.fixture
def fund(council: Run, today: Callable[[str], None]) -> Run:
    """Two funds, and three units of which the second is first in protocol."""
    today("2023-12-31")
    for name, more in (
        ("甲", "--contact 示例甲 --phone 13800000001 --rank 2"),
        ("乙", "--rank 1"),
        ("丙", "--rank 3"),
    ):
        council(f"member add {name}单位 --category 其他 --joined 2018-06-01 {more}")
    council("fund open 专项一 --opened 2023-01-01")
    council("fund open 专项二 --opened 2023-01-01")
    return council


def owing(run: Run, which: str = "") -> list[tuple[str, str, str, str, int | None]]:
    rows = run.json(f"fund arrears {which}")
    return [(row["fund_code"], row["unit"], row["arrears"], row["overpaid"], row["days"]) for row in rows]


def test_each_unit_that_owes_or_has_paid_too_much(fund: Run) -> None:
    fund("fund apportion F001 --total 300 --by equal --on 2023-12-01")
    fund("fund pledge F002 甲单位 50 --on 2023-12-30")
    fund("fund receive F001 甲单位 40 --on 2023-12-10")
    fund("fund receive F001 乙单位 130 --on 2023-12-10")
    fund("fund in-kind F001 丙单位 100 --on 2023-12-10")
    rows = fund.json("fund arrears")
    assert all(list(row) == KEYS for row in rows)
    assert rows[1] == {
        "fund": "专项一",
        "fund_code": "F001",
        "unit": "甲单位",
        "unit_code": "M001",
        "contact": "示例甲",
        "phone": "138****0001",
        "due": "100.00",
        "received": "40.00",
        "arrears": "60.00",
        "overpaid": "0.00",
        "days": 30,
    }
    # 丙 has paid in kind, and is not listed; 乙 stands before 甲.
    assert owing(fund) == [
        ("F001", "乙单位", "0.00", "30.00", None),
        ("F001", "甲单位", "60.00", "0.00", 30),
        ("F002", "甲单位", "50.00", "0.00", 1),
    ]
    assert owing(fund, "专项二") == owing(fund)[2:]
    assert fund.json("fund arrears --reveal")[1]["phone"] == "13800000001"
    assert "13800000001" not in fund("fund arrears").stdout + fund("fund arrears --csv").stdout
    assert fund.json("资金 催缴") == rows
    assert_one_sentence(fund("fund arrears 没有", 3), "没有找到专项资金")


def test_what_was_paid_counts_towards_the_oldest_due(fund: Run) -> None:
    for day, amount in (("2023-01-01", 10), ("2023-03-01", 20), ("2023-06-01", 30)):
        fund(f"fund pledge F001 甲单位 {amount} --on {day}")
    assert owing(fund) == [("F001", "甲单位", "60.00", "0.00", 364)]
    fund("fund receive F001 甲单位 9.99 --on 2023-07-01")
    assert owing(fund)[0][4] == 364
    fund("fund receive F001 甲单位 0.01 --on 2023-07-02")
    assert owing(fund)[0][4] == 305  # the due of 1 March
    fund("fund waive F001 甲单位 20 --on 2023-07-03 --reason 商定")
    assert owing(fund) == [("F001", "甲单位", "30.00", "0.00", 213)]
    fund("fund receive F001 甲单位 30 --on 2023-07-04")
    assert owing(fund) == []


def test_a_reversed_due_is_none_and_a_due_to_come_is_not_owed_yet(
    fund: Run, today: Callable[[str], None]
) -> None:
    fund("fund pledge F001 甲单位 100 --on 2023-01-01")
    fund("fund pledge F001 甲单位 100 --on 2023-12-11")
    fund("fund reverse F001 1 --on 2023-02-01 --reason 记错")
    fund("fund pledge F001 乙单位 5 --on 2024-02-01")
    assert owing(fund) == [("F001", "甲单位", "100.00", "0.00", 20)]
    today("2024-02-01")
    assert owing(fund) == [
        ("F001", "乙单位", "5.00", "0.00", 0),
        ("F001", "甲单位", "100.00", "0.00", 52),
    ]


def test_the_sheet_adds_up_and_shows_what_else_was_given(fund: Run) -> None:
    fund("fund apportion F001 --total 300 --by equal --on 2023-12-01")
    fund("fund in-kind F001 甲单位 60 --on 2023-12-10")
    fund("fund arrears F001 --xlsx")
    (path,) = Path().glob("*.xlsx")
    assert path.name == "专项一催缴名单-2023-12-31.xlsx"
    rows = list(openpyxl.load_workbook(path).active.values)
    head = next(place for place, row in enumerate(rows) if row[0] == "单位")
    labels = list(rows[head])
    assert labels == ["单位", "联络员", "联系电话", "应缴", "已缴", "其中实物", "欠缴", "多缴", "欠缴天数"]
    table = {row[0]: dict(zip(labels, row, strict=True)) for row in rows[head + 1 : head + 4]}
    one = table["甲单位"]
    assert (one["应缴"], one["已缴"], one["其中实物"], one["欠缴"]) == (100, 60, 60, 40)
    assert any("备查账" in str(row[0]) for row in rows[:head])
    assert "实物" in fund("fund arrears").stdout
    assert "实物" not in fund("fund arrears --csv").stdout


def test_due_less_paid_is_what_is_owed_however_it_was_paid(fund: Run) -> None:
    fund("fund apportion F001 --total 300 --by equal --on 2023-12-01")
    fund("fund waive F001 甲单位 10 --on 2023-12-02 --reason 商定")
    fund("fund receive F001 甲单位 40 --on 2023-12-03")
    fund("fund direct F001 甲单位 15 --on 2023-12-04")
    fund("fund in-kind F001 甲单位 5 --on 2023-12-05")
    fund("fund refund F001 甲单位 3 --on 2023-12-06")
    fund("fund receive F001 乙单位 130 --on 2023-12-07")
    found = {
        row["unit"]: (row["due"], row["received"], row["arrears"], row["overpaid"])
        for row in fund.json("fund arrears")
    }
    assert found == {
        "甲单位": ("90.00", "57.00", "33.00", "0.00"),  # 100 − 10; 40 + 15 + 5 − 3
        "乙单位": ("100.00", "130.00", "0.00", "30.00"),
        "丙单位": ("100.00", "0.00", "100.00", "0.00"),
    }
    assert {"其中实物", "已减退款"} <= set(fund("fund arrears").stdout.split())


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("receive F001 甲单位 130 --on 2023-12-10", "30.00"),
        ("direct F001 甲单位 100.01 --on 2023-12-10", "0.01"),
        ("in-kind F001 甲单位 200 --on 2023-12-10", "100.00"),
    ],
)
def test_paying_too_much_is_said_when_it_happens(fund: Run, line: str, more: str) -> None:
    fund("fund pledge F001 甲单位 100 --on 2023-12-01")
    said = fund(f"fund {line}").stderr
    assert said.startswith("注意：“专项一”有多缴：")
    assert f"甲单位”多缴 {more} 元" in said
    # Once it stands, another unit's payment does not tell of it again.
    assert fund("fund receive F001 乙单位 5 --on 2023-12-11").stderr == ""


def test_a_sheet_of_receipts_tells_of_it_too(fund: Run) -> None:
    fund("fund pledge F001 甲单位 100 --on 2023-12-01")
    Path("账.csv").write_text(
        "专项,日期,类型,单位,金额\nF001,2023-12-10,到账,甲单位,70\nF001,2023-12-11,到账,甲单位,70\n"
        "F001,2023-12-11,到账,乙单位,70\n",
        encoding="utf-8",
    )
    said = fund("fund import 账.csv --yes").stderr
    assert "“M001 甲单位”多缴 40.00 元" in said
    assert "乙单位" not in said  # nobody has asked it for anything


def test_a_fund_that_comes_with_its_ledger_tells_of_what_has_been(fund: Run) -> None:
    fund("fund pledge F001 甲单位 100 --on 2023-12-01")
    fund("fund receive F001 甲单位 130 --on 2023-12-10")
    fund("workbook export 台账.xlsx --reveal")
    fund("fund receive F001 甲单位 1 --on 2023-12-11")
    fund("init 另一个联席会议 --founded 2018-06-01 --db 另一个.db")
    assert "多缴" not in fund("workbook import 台账.xlsx --yes --db 另一个.db").stderr
    rows = fund.json("fund arrears --db 另一个.db")
    assert [(row["unit"], row["overpaid"]) for row in rows] == [("甲单位", "30.00")]


AGAIN = "fund receive F001 甲单位 40 --on 2023-12-10"


def test_the_same_receipt_typed_twice_is_refused(fund: Run) -> None:
    fund(AGAIN)
    before = fund.dump()
    assert_one_sentence(fund(AGAIN, 4), "可能是同一笔")
    assert_one_sentence(fund(f"{AGAIN} --note 又一笔", 4), "只有摘要不同")
    assert fund.dump() == before
    assert fund.json(f"{AGAIN} --accept-alike")["number"] == "2"


@pytest.mark.parametrize(
    "line",
    [
        "fund receive F001 甲单位 40 --on 2023-12-11",
        "fund receive F001 乙单位 40 --on 2023-12-10",
        "fund receive F001 甲单位 40.01 --on 2023-12-10",
        "fund receive F002 甲单位 40 --on 2023-12-10",
        "fund in-kind F001 甲单位 40 --on 2023-12-10",
        "fund receive F001 甲单位 40 --on 2023-12-10 --voucher 记-2",
    ],
)
def test_what_is_plainly_another_entry_is_booked(fund: Run, line: str) -> None:
    fund(f"{AGAIN} --voucher 记-1")
    fund(line)


def test_what_was_taken_back_may_be_booked_anew(fund: Run) -> None:
    fund(AGAIN)
    fund("fund reverse F001 1 --on 2023-12-11 --reason 凭证未附")
    assert fund.json(AGAIN)["number"] == "3"
    assert_one_sentence(fund(AGAIN, 4), "“3 专项一”")


def test_on_a_terminal_it_is_asked(fund: Run) -> None:
    fund(AGAIN)
    before = fund.dump()
    line = AGAIN.split()
    done = on_terminal(line, typed="n\n")
    assert done.code == 0
    assert "照样记上吗" in done.stdout
    assert "没有记账" in done.stdout
    assert fund.dump() == before
    assert "流水号 2" in on_terminal(line, typed="y\n").stdout
    assert "照样记上吗" not in on_terminal([*line, "--accept-alike"]).stdout
