"""fund: money raised together, its memorandum ledger, and what each unit still owes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

FUND = {
    "code",
    "name",
    "project",
    "project_code",
    "custodian",
    "custodian_code",
    "budget",
    "opened",
    "closed",
}
ENTRY = {
    "fund",
    "fund_code",
    "number",
    "day",
    "kind",
    "unit",
    "unit_code",
    "amount",
    "category",
    "voucher",
    "payee",
    "reverses",
    "note",
    "round",
}
STATEMENT = {
    "code",
    "name",
    "budget",
    "due",
    "received",
    "in_kind",
    "spent",
    "refunded",
    "balance",
    "arrears",
    "units",
    "entries",
}
UNITS = {"unit", "unit_code", "due", "received", "in_kind", "refunded", "arrears"}
ENTRIES = {"entry", "day", "kind", "unit", "amount", "category", "voucher", "balance"}


@pytest.fixture
def fund(council: Run, today: Callable[[str], None]) -> Run:
    """A fund that three units share; 丙单位 joined in the middle of 2023."""
    today("2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2018-06-01 --headcount 100 --party-members 10")
    council("member add 乙单位 --category 其他 --joined 2018-06-01 --headcount 50 --party-members 20")
    council("member add 丙单位 --category 其他 --joined 2023-06-01 --headcount 50")
    council("fund open 直通车专项 --custodian 甲单位 --budget 1,000 --opened 2023-01-01")
    return council


def shares(answer: dict) -> dict[str, str]:
    return {row["unit"]: row["share"] for row in answer["shares"]}


def test_open_prints_the_fund(fund: Run) -> None:
    fund("project add 直通车 --lead 甲单位 --start 2022-01-01")
    answer = fund.json("fund open 第二专项 --project 直通车 --opened 2023-02-01")
    assert answer == {
        "code": "F002",
        "name": "第二专项",
        "project": "直通车",
        "project_code": "P2022-01",
        "alias": [],
        "custodian": None,
        "custodian_code": None,
        "payee": None,
        "account": None,
        "bank": None,
        "budget": None,
        "opened": "2023-02-01",
        "closed": None,
    }
    assert [one["code"] for one in fund.json("fund list")] == ["F001", "F002"]
    assert fund.json("fund show 第二") == answer | {"attachments": []}
    assert fund.json("fund edit F002 --budget 5")["budget"] == "5.00"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("receive F001 甲单位", "到账"),
        ("pledge F001 甲单位", "认缴"),
        ("in-kind F001 甲单位", "实物"),
        ("direct F001 甲单位", "直付"),
        ("opening F001", "上年结转"),
    ],
)
def test_each_verb_books_its_entry(fund: Run, line: str, kind: str) -> None:
    words = line.split()
    answer = fund.json(["fund", *words, "1,200.50", "--on", "2023-03-15", "--note", "说明"])
    assert answer.keys() == ENTRY
    expected = {
        "fund_code": "F001",
        "number": "1",
        "day": "2023-03-15",
        "kind": kind,
        "amount": "1200.50",
        "note": "说明",
    }
    assert {key: answer[key] for key in expected} == expected
    assert answer["unit_code"] == ("M001" if len(words) == 3 else None)


def test_spend_refund_and_waive(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-01 --voucher 记-1")
    fund("fund receive F001 乙单位 50 --on 2023-03-01 --voucher 记-1")
    spent = fund.json("fund spend F001 30 --on 2023-03-02 --category 运营费 --payee 客运公司 --voucher 记-2")
    assert (spent["kind"], spent["category"], spent["payee"], spent["voucher"]) == (
        "支出",
        "运营费",
        "客运公司",
        "记-2",
    )
    assert fund.json("fund refund F001 甲单位 20 --on 2023-03-03")["kind"] == "退款"
    waived = fund.json("fund waive F001 乙单位 5 --on 2023-03-04 --reason 年中退出")
    assert (waived["kind"], waived["note"]) == ("减免", "年中退出")
    statement = fund.json("fund statement F001")
    assert statement["balance"] == "100.00"
    assert [entry["balance"] for entry in statement["entries"]] == [
        "100.00",
        "150.00",
        "120.00",
        "100.00",
        "100.00",
    ]


def test_the_balance_never_goes_below_zero_on_any_day(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-10")
    fund("fund spend F001 100 --on 2023-03-20 --category 运营费 --payee 甲")
    for day in ("2023-03-05", "2023-03-15", "2023-12-31"):
        before = fund.dump()
        assert_one_sentence(
            fund(f"fund spend F001 0.01 --on {day} --category 运营费 --payee 甲", 4), "余额不足"
        )
        assert fund.dump() == before
    assert_one_sentence(fund("fund reverse F001 1 --on 2023-03-10 --reason 错", 4), "余额不足")
    fund("fund opening F001 5 --on 2023-01-01")
    fund("fund spend F001 5 --on 2023-03-05 --category 运营费 --payee 甲")


def test_money_in_and_out_on_one_day_is_fine(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-10")
    fund("fund spend F001 100 --on 2023-03-10 --category 运营费 --payee 甲")
    assert fund.json("fund statement F001")["balance"] == "0.00"


def test_a_reversal_books_the_opposite_on_its_own_day(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-10 --voucher 记-1")
    answer = fund.json("fund reverse F001 1 --on 2023-04-01 --reason 单位记错")
    expected = {
        "kind": "冲正",
        "reverses": "1",
        "amount": "100.00",
        "unit": "甲单位",
        "day": "2023-04-01",
        "note": "单位记错",
    }
    assert {key: answer[key] for key in expected} == expected
    fund("fund receive F001 乙单位 100 --on 2023-04-01")
    march, year = fund.json("report period --from 2023-03-01 --to 2023-03-31"), fund.json("report year 2023")
    value = {
        name: {f["key"]: f["value"] for f in answer["figures"]}["funds_received"]
        for name, answer in (("march", march), ("year", year))
    }
    assert value == {"march": "100.00", "year": "100.00"}
    units = {row["unit"]: row["received"] for row in fund.json("fund statement F001")["units"]}
    assert units == {"甲单位": "0.00", "乙单位": "100.00"}
    assert [entry["number"] for entry in fund.json("fund ledger F001")] == ["1", "2", "3"]


def test_entries_are_never_edited(fund: Run, tmp_path: Path) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-10")
    sheet = tmp_path / "流水.csv"
    sheet.write_text("专项,流水号,日期,类型,单位,金额\nF001,1,2023-03-10,到账,甲单位,101\n", encoding="utf-8")
    before = fund.dump()
    answer = fund.json(["fund", "import", sheet], 5)
    assert "不能修改" in answer["problems"][0]["reason"]
    assert fund.dump() == before


def test_a_closed_fund_takes_nothing_more(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2023-03-10")
    assert fund.json("fund close F001 --on 2023-12-31")["closed"] == "2023-12-31"
    assert_one_sentence(fund("fund receive F001 甲单位 100 --on 2023-03-11", 4), "关闭")


def test_apportioning_equally_among_the_members_of_the_day(fund: Run) -> None:
    answer = fund.json("fund apportion F001 --total 100 --by equal --on 2023-12-01")
    assert answer.keys() >= {"fund", "round", "total", "shares"}
    assert all(row.keys() == {"unit", "unit_code", "base", "share"} for row in answer["shares"])
    assert shares(answer) == {"甲单位": "33.34", "乙单位": "33.33", "丙单位": "33.33"}
    earlier = fund.json("fund apportion F001 --total 100 --by equal --on 2023-05-31 --dry-run")
    assert shares(earlier) == {"甲单位": "50.00", "乙单位": "50.00"}
    assert [entry["kind"] for entry in fund.json("fund ledger F001")] == ["应缴"] * 3


def test_apportioning_by_headcount_party_and_weight(fund: Run, tmp_path: Path) -> None:
    by = "fund apportion F001 --total 100 --on 2023-12-01 --dry-run --by"
    assert shares(fund.json(f"{by} headcount")) == {"甲单位": "50.00", "乙单位": "25.00", "丙单位": "25.00"}
    assert_one_sentence(fund(f"{by} party", 4), "没有党员人数：丙单位")
    assert shares(fund.json(f"{by} party --exempt 丙单位")) == {"甲单位": "33.33", "乙单位": "66.67"}
    sheet = tmp_path / "权重.csv"
    sheet.write_text("单位,权重\n甲单位,0.5\n丙单位,1.5\n", encoding="utf-8")
    weighed = fund.json([*f"{by} weight".split(), "--weights", sheet])
    assert shares(weighed) == {"甲单位": "25.00", "丙单位": "75.00"}
    assert [row["base"] for row in weighed["shares"]] == [0.5, 1.5]


def test_bounds_hold_and_the_total_is_reached(fund: Run) -> None:
    answer = fund.json(
        "fund apportion F001 --total 100 --by headcount --min 30 --max 45 --on 2023-12-01 --dry-run"
    )
    assert shares(answer) == {"甲单位": "40.00", "乙单位": "30.00", "丙单位": "30.00"}
    assert sum(Decimal(row["share"]) for row in answer["shares"]) == Decimal(answer["total"])


def test_the_same_round_again_supersedes_the_earlier_one(fund: Run) -> None:
    line = "fund apportion F001 --by equal --round 2023年度 --on 2023-12-01 --total"
    fund(f"{line} 90")
    assert fund.json("fund statement F001")["due"] == "90.00"
    fund(f"{line} 30")
    statement = fund.json("fund statement F001")
    assert statement["due"] == "30.00"
    assert len(statement["entries"]) == 9
    other = fund.json("fund apportion F001 --by equal --on 2023-12-01 --total 60")
    assert other["round"] != "2023年度"
    assert fund.json("fund statement F001")["due"] == "90.00"


def test_arrears_of_each_unit_and_no_unit_pays_for_another(fund: Run) -> None:
    fund("fund apportion F001 --total 300 --by equal --on 2023-07-01")
    fund("fund pledge F001 甲单位 20 --on 2023-07-02")
    fund("fund waive F001 甲单位 10 --on 2023-07-03 --reason 商定")
    fund("fund receive F001 甲单位 60 --on 2023-07-04")
    fund("fund direct F001 甲单位 10 --on 2023-07-05")
    fund("fund in-kind F001 甲单位 5 --on 2023-07-06")
    fund("fund refund F001 甲单位 3 --on 2023-07-07")
    fund("fund receive F001 乙单位 150 --on 2023-07-08")
    statement = fund.json("fund statement F001 --year 2023")
    assert statement.keys() >= STATEMENT
    assert all(row.keys() >= UNITS for row in statement["units"])
    assert all(row.keys() >= ENTRIES for row in statement["entries"])
    rows = {row["unit"]: row for row in statement["units"]}
    assert rows["甲单位"]["arrears"] == "38.00"  # 100 + 20 − 10 − 60 − 10 − 5 + 3
    assert (rows["乙单位"]["arrears"], rows["丙单位"]["arrears"]) == ("0.00", "100.00")
    assert [rows[f"{name}单位"]["overpaid"] for name in "甲乙丙"] == ["0.00", "50.00", "0.00"]  # 150 of 100
    assert statement["overpaid"] == "50.00"
    totals = {
        key: statement[key]
        for key in ("due", "received", "in_kind", "spent", "refunded", "balance", "arrears")
    }
    assert totals == {
        "due": "310.00",
        "received": "220.00",
        "in_kind": "5.00",
        "spent": "10.00",
        "refunded": "3.00",
        "balance": "207.00",
        "arrears": "138.00",
    }


def test_a_statement_of_a_year_brings_the_balance_forward(fund: Run) -> None:
    fund("fund receive F001 甲单位 100 --on 2022-03-10")
    fund("fund spend F001 40 --on 2023-03-10 --category 运营费 --payee 甲")
    later = fund.json("fund statement F001 --year 2023")
    assert (later["received"], later["spent"], later["balance"]) == ("0.00", "40.00", "60.00")
    assert [entry["balance"] for entry in later["entries"]] == ["60.00"]
    assert fund.json("fund statement F001 --year 2021")["balance"] == "0.00"


def test_an_outsider_may_pay_and_it_is_said(fund: Run) -> None:
    result = fund("fund receive F001 丙单位 10 --on 2023-05-31")
    assert "不是成员单位" in result.stderr
    assert fund("fund receive F001 丙单位 10 --on 2023-06-01").stderr == ""


def test_every_money_sheet_says_what_it_is_and_who_keeps_the_money(fund: Run) -> None:
    fund("fund receive F001 甲单位 10 --on 2023-05-31")
    said = fund("fund statement F001").stdout
    assert "备查账" in said
    assert "甲单位" in said.splitlines()[0]
