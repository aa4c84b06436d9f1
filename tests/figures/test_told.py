"""What the words around the figures tell, reckoned by hand for a small council on both databases."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run


@pytest.fixture
def told(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲 --category 国有企业 --joined 2018-06-01")
    council("member add 乙 --category 其他 --joined 2018-06-01")
    return council


def notes(run: Run, line: str = "report year 2023") -> list[str]:
    found: list[str] = run.json(line)["notes"]
    return found


def figure(run: Run, key: str, line: str = "report year 2023") -> Any:
    return next(one["value"] for one in run.json(line)["figures"] if one["key"] == key)


def test_spells_and_units_are_both_said_where_they_differ(told: Run) -> None:
    told("member add 丙 --category 其他 --joined 2023-01-05 --left 2023-02-01")
    for on, left in (("2023-03-01", "2023-04-01"), ("2023-05-01", "")):
        told(f"member rejoin 丙 --on {on}")
        if left:
            told(f"member leave 丙 --on {left}")
    first = notes(told)[0]
    assert "新加入3家次（1家）、退出2家次（1家）" in first
    start, joined, left_, end = (figure(told, f"members_{key}") for key in ("start", "joined", "left", "end"))
    assert start + joined - left_ == end == 3


def test_hours_are_told_without_turns_and_turns_without_hours(told: Run) -> None:
    told("activity add 甲活动 --kind 其他 --on 2023-03-01 --host 甲 --hours 2.25 --turns 0")
    assert any(note == "志愿服务2.25小时，比上年增加2.25小时。" for note in notes(told))
    told("activity edit A2023-001 --hours '' --turns 7")
    assert "开展服务7人次。" in notes(told)


def test_at_most_ten_sentences_and_then_what_is_wrong(read_example: Run) -> None:
    found = notes(read_example)
    done = [note for note in found if not note.startswith(("存在问题：", "数据说明："))]
    assert len(done) <= 10
    assert found[: len(done)] == done


def test_a_project_carried_out_without_a_first_day_is_warned_of_and_noted(told: Run) -> None:
    said = told("project add 无日期 --lead 甲").stderr
    assert "没有启动日期" not in said
    Path("项目.csv").write_text("项目名称,牵头单位,阶段\n来自表格,甲,实施\n", encoding="utf-8")
    assert "“来自表格”已在实施，但没有启动日期" in told("project import 项目.csv").stderr
    assert any(note.startswith("数据说明：1个项目已在实施而没有填启动日期") for note in notes(told))
    assert figure(told, "projects_under_way") == 0
    assert not any("推进共建项目" in note for note in notes(told))


# -- money ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def fund(told: Run) -> Run:
    told("fund open 专项 --custodian 甲 --opened 2022-01-01")
    return told


def test_money_given_back_counts_as_far_as_it_was_paid_here(fund: Run) -> None:
    fund("fund pledge F001 甲 100 --on 2023-01-01")
    fund("fund receive F001 乙 500 --on 2023-01-02")
    fund("fund refund F001 甲 60 --on 2023-01-03")  # 甲 had paid nothing
    assert figure(fund, "funds_arrears") == "100.00"
    fund("fund receive F001 甲 30 --on 2023-02-01")
    assert figure(fund, "funds_arrears") == "100.00"  # 100 − 30 + 30 of the 60
    statement = fund.json("fund statement F001 --year 2023")
    rows = {row["unit"]: (row["arrears"], row["overpaid"]) for row in statement["units"]}
    assert rows == {"甲": ("100.00", "0.00"), "乙": ("0.00", "0.00")}  # 乙 was asked for nothing and gave


def test_a_reversal_is_of_the_class_of_what_it_reverses(fund: Run) -> None:
    fund("fund receive F001 甲 100 --on 2023-01-01")
    fund("fund spend F001 30 --on 2023-02-01 --category 场地费 --payee 店")
    fund("fund spend F001 20 --on 2023-02-02 --category 交通费 --payee 店")
    fund("fund reverse F001 2 --on 2023-03-01 --reason 记错")
    Path("冲正.csv").write_text(
        "专项,日期,类型,金额,冲正流水号\nF001,2023-03-02,冲正,20,3\n", encoding="utf-8"
    )
    assert fund.json("fund import 冲正.csv")["new"] == 1
    assert [row["category"] for row in fund.json("fund ledger F001")] == [
        None,
        "场地费",
        "交通费",
        "场地费",
        "交通费",
    ]
    trace = fund.json("report year 2023 --trace funds_spent")
    assert [(row["number"], row["reverses"], row["amount"]) for row in trace["rows"]] == [
        ("2", None, "30.00"),
        ("3", None, "20.00"),
        ("4", "2", "-30.00"),
        ("5", "3", "-20.00"),
    ]
    assert trace["value"] == "0.00"


def test_a_negative_number_is_a_number_in_csv(fund: Run) -> None:
    fund("fund receive F001 甲 20 --on 2022-03-01")
    fund("fund reverse F001 1 --on 2023-01-02 --reason 记错")
    rows = list(csv.DictReader(io.StringIO(fund("report year 2023 --csv").stdout.lstrip("\ufeff"))))
    value = next(row["本期"] for row in rows if row["代码"] == "funds_received")
    assert value == "-20.00"
    traced = fund("report year 2023 --trace funds_received --csv").stdout
    assert ",-20.00" in traced
    assert "'-" not in traced
    years = fund("report years --to 2023 --csv").stdout
    assert ",20.00,-20.00," in years


def test_what_reverses_earlier_years_stands_on_a_line_of_its_own(fund: Run) -> None:
    fund("fund receive F001 甲 20 --on 2022-03-01")
    fund("fund receive F001 甲 7 --on 2023-03-01")
    before = figure(fund, "funds_balance", "report year 2022")
    fund("fund reverse F001 1 --on 2023-05-02 --reason 记错")
    assert figure(fund, "funds_received_corrected") == "-20.00"
    assert figure(fund, "funds_balance", "report year 2022") == before == "20.00"
    shown = fund("report year 2023").stdout
    assert "冲正以前年度到账资金" in shown
    assert "冲正以前年度支出" not in shown
    assert "冲正以前年度" not in fund("report year 2022").stdout


def test_opening_and_what_moved_make_the_balance_of_each_fund(fund: Run) -> None:
    fund("fund open 另一 --custodian 乙 --opened 2022-01-01")
    fund("fund opening F001 100 --on 2023-01-01")
    fund("fund receive F001 甲 50 --on 2023-03-01")
    fund("fund direct F001 甲 5 --on 2023-03-02")
    fund("fund spend F001 30 --on 2023-04-01 --category 杂费 --payee 店")
    fund("fund receive F002 乙 9 --on 2022-03-01")
    rows = {row["code"]: row for row in fund.json("report year 2023")["funds"]}
    assert [rows[code]["opening"] for code in ("F001", "F002")] == ["100.00", "9.00"]
    for row in rows.values():
        opening, received, spent, refunded, balance = (
            float(row[key]) for key in ("opening", "received", "spent", "refunded", "balance")
        )
        assert opening + received - spent - refunded == balance
    assert (figure(fund, "funds_opening"), figure(fund, "funds_balance")) == ("109.00", "129.00")


def test_members_by_sort(told: Run) -> None:
    told("member add 丙 --category 国有企业 --joined 2020-01-01")
    told("member edit 甲 --party-members 5")
    told("member edit 丙 --party-members 6")
    answer = told.json("report year 2023")
    assert answer["members_by_category"] == [
        {"category": "国有企业", "units": 2, "party": 11, "headcount": None},
        {"category": "其他", "units": 1, "party": None, "headcount": None},
    ]
    assert answer["members_by_area"] == []


def test_what_nobody_counted_is_unknown_and_what_was_counted_as_nothing_is_not(told: Run) -> None:
    told("activity add 无人数 --kind 其他 --on 2023-03-01 --host 甲")
    assert [figure(told, key) for key in COUNTS] == [None, None, None, None]
    assert "举办各类活动1场，比上年增加1场。" in notes(told)
    [month] = [row for row in told.json("report year 2023")["activities"]["by_month"] if row["activities"]]
    assert (month["people"], month["hours"]) == (None, None)
    told("activity edit A2023-001 --people 0 --party 0 --turns 0 --hours 0")
    assert [figure(told, key) for key in COUNTS] == [0, 0, 0, 0]
    assert [figure(told, key, "report year 2022") for key in COUNTS] == [0, 0, 0, 0]  # none was held


COUNTS = ("activity_people_turns", "activity_party_turns", "service_turns", "volunteer_hours")


def test_the_units_of_an_activity_are_those_that_took_part(told: Run) -> None:
    told("member add 丙 --category 其他 --joined 2018-06-01")
    told("activity add 论坛 --kind 其他 --on 2023-03-01 --host 甲 --co-host 乙")
    told("activity attend 论坛 丙 --people 3")
    answer = told.json("report year 2023")
    told("report year 2023 --xlsx -o 总结.xlsx")
    rows = list(openpyxl.load_workbook("总结.xlsx")["活动台账"].values)
    head = next(row for row in rows if "单位数" in row)
    assert rows[rows.index(head) + 1][head.index("单位数")] == 3 == figure(told, "activity_unit_turns")
    people = {row["unit"]: row["people"] for row in answer["activities"]["by_unit"]}
    assert people == {"甲": None, "乙": None, "丙": 3}


def test_of_a_published_year_only_what_was_published_is_told(told: Run) -> None:
    told("council edit --records-from 2022-01-01")
    told("activity add 旧活动 --kind 其他 --on 2022-03-01 --host 甲")
    Path("公布.csv").write_text(
        "年度,指标,数值\n2021,期末成员单位,21\n2021,举办活动,18\n2021,参加人次,1268\n2021,到账资金,186000\n",
        encoding="utf-8",
    )
    told("report import 公布.csv --yes")
    found = notes(told, "report year 2021")
    assert found[:3] == [
        "截至2021年12月31日，共有成员单位21家。",
        "举办各类活动18场，参加1,268人次。",
        "共筹资金到账186,000.00元。",
    ]
    assert not any("没有发现" in note for note in found)


def test_of_what_the_council_does_not_keep_nothing_is_shown(told: Run) -> None:
    told("project add 班车 --lead 甲 --start 2023-02-01")
    shown = told("report year 2023").stdout
    assert "资金" not in shown
    assert "活动" not in shown
    assert "本期推进项目" in shown
    [project] = told.json("project report --year 2023")
    assert [project[key] for key in ("received", "spent", "balance")] == [None, None, None]
    told("report year 2023 --xlsx -o 总结.xlsx")
    told("project report --year 2023 --xlsx -o 项目.xlsx")  # a project without stages too
    for name in ("总结.xlsx", "项目.xlsx"):
        cells = [
            str(value) for sheet in openpyxl.load_workbook(name) for row in sheet.values for value in row
        ]
        assert not any("备查账" in text or "欠缴" in text or "出资" in text for text in cells)


def test_only_what_adds_up_has_a_sum(told: Run) -> None:
    told("project add 网格 --lead 甲 --start 2023-01-01")
    told("project indicator 网格 网格员 --unit 人 --every month --total last")
    told("project indicator 网格 峰值 --unit 人 --every month --total max")
    for day, number in (("2023-01-31", 18000), ("2023-02-28", 18416)):
        told(f"project record 网格 网格员 {day} {number}")
        told(f"project record 网格 峰值 {day} {number}")
    [project] = told.json("project report --year 2023")
    assert [(one["total"], one["sum"]) for one in project["indicators"]] == [(18416, None), (18416, None)]
    told("report year 2023 --xlsx -o 总结.xlsx")
    book = openpyxl.load_workbook("总结.xlsx")
    assert not any(value == 36416 for sheet in book for row in sheet.values for value in row)
    assert "峰值：最高 18,416 人（2023-02-28），2 次读数" in told("report year 2023").stdout


def test_in_csv_too_what_is_cut_or_published_is_said(told: Run, today: Callable[[str], None]) -> None:
    today("2023-11-26")
    told("council edit --records-from 2022-01-01")
    Path("公布.csv").write_text("年度,指标,数值\n2021,举办活动,18\n", encoding="utf-8")
    told("report import 公布.csv --yes")

    def held(line: str) -> dict[str, str]:
        rows = csv.DictReader(io.StringIO(told(f"{line} --csv").stdout.lstrip("\ufeff")))
        return next(row for row in rows if row["代码"] == "activities_held")

    assert (held("report year 2021")["本期"], held("report year 2021")["本期来源"]) == ("18", "已公布数")
    assert held("report year 2022")["上期来源"] == "已公布数"
    assert held("report year 2023")["期间"] == "2023年度（截至2023年11月26日）"
    years = held("report years")
    assert (years["2021年"], years["来源"]) == ("18", "2021年：已公布数")
    assert years["2023年（截至2023年11月26日）"] == "0"
