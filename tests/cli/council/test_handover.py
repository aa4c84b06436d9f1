"""chair handover: who hands over to whom, and all that is open on a day; each noun adds its part with one entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.columns import Column, Record
from liaison.queries.council import choice as a_noun_without_a_part
from liaison.queries.handover import Open
from liaison.store.database import Database
from tests.commands import Run, assert_one_sentence

HEAD = ["from", "from_code", "to", "to_code", "day"]


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    """Two units, of which the first chairs in 2023; three projects and three funds."""
    today("2023-12-31")
    for name in ("甲单位", "乙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    council("chair appoint 甲单位 --from 2023-01-01 --to 2023-12-31")
    for name in ("示例班车", "示例课堂", "示例花园"):
        council(f"project add {name} --lead 甲单位 --start 2023-01-01 --budget 1000")
    council("project stage 示例班车 实施 --on 2023-03-01")
    council("project stage 示例课堂 实施 --on 2023-04-01")
    council("project stage 示例课堂 中止 --on 2023-06-30")
    council("project stage 示例花园 立项 --on 2023-05-01")
    council("project stage 示例花园 实施 --on 2023-09-01")
    for number, name in enumerate(("专项一", "专项二", "专项三"), start=1):
        council(f"fund open {name} --opened 2023-01-01 --custodian 甲单位")
        council(f"fund pledge F00{number} 乙单位 100 --on 2023-02-01")
        council(f"fund receive F00{number} 乙单位 {40 if number == 1 else 100} --on 2023-03-01")
    council("fund spend F001 15.5 --on 2023-04-01 --category 示例费 --payee 示例公司")
    council("fund spend F003 100 --on 2023-05-01 --category 示例费 --payee 示例公司")
    council("fund close F003 --on 2023-06-30")
    return council


def keys(rows: list[Record], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_all_that_is_open(units: Run) -> None:
    answer = units.json("chair handover")
    assert list(answer) == [*HEAD, "projects", "meetings", "agreements", "matters", "funds", "plaques"]
    assert [answer[key] for key in HEAD] == ["甲单位", "M001", None, None, "2023-12-31"]
    assert keys(answer["projects"], "name", "stage", "since", "lead_code", "budget") == [
        ("示例班车", "实施", "2023-03-01", "M001", "1000.00"),
        ("示例花园", "实施", "2023-09-01", "M001", "1000.00"),
    ]
    # 40 received less 15.50 spent, 60 of 100 still owed; the third is closed with nothing left.
    assert keys(answer["funds"], "code", "custodian", "balance", "arrears", "overpaid") == [
        ("F001", "甲单位", "24.50", "60.00", "0.00"),
        ("F002", "甲单位", "100.00", "0.00", "0.00"),
    ]


def test_as_of_a_day(units: Run) -> None:
    answer = units.json("chair handover --on 2023-06-01")
    assert keys(answer["projects"], "name", "stage", "since") == [
        ("示例班车", "实施", "2023-03-01"),
        ("示例课堂", "实施", "2023-04-01"),
        ("示例花园", "立项", "2023-05-01"),
    ]
    assert keys(answer["funds"], "code", "balance") == [
        ("F001", "24.50"),
        ("F002", "100.00"),
        ("F003", "0.00"),
    ]


def test_meetings(units: Run) -> None:
    units("meeting add 第一次会议 --kind 全体会议 --on 2023-03-01 --host 甲单位")
    units("meeting add 第二次会议 --kind 全体会议 --on 2023-06-01 --host 甲单位")
    units("meeting add 第三次会议 --kind 全体会议 --on 2023-09-01 --host 乙单位")
    units("meeting add 第四次会议 --kind 全体会议 --on 2024-03-01 --host 乙单位")
    units("activity add 讲座 --kind 讲座 --on 2024-03-01 --host 乙单位")
    for code in ("H2023-001", "H2023-002"):
        units(f"meeting attend {code} 甲单位 出席")
        units(f"meeting agenda {code} 议题一")
    units("meeting decide H2023-001 1 听取")
    open_ones = units.json("chair handover")["meetings"]
    assert keys(open_ones, "code", "start", "host_code", "open") == [
        ("H2023-002", "2023-06-01", "M001", "1 项议程没有结论"),
        ("H2023-003", "2023-09-01", "M002", "没有登记签到"),
        ("H2024-001", "2024-03-01", "M002", "待召开"),
    ]
    assert keys(units.json("chair handover --on 2023-06-01")["meetings"], "code", "open")[-2:] == [
        ("H2023-003", "待召开"),
        ("H2024-001", "待召开"),
    ]
    assert "还要办" in units("chair handover").stdout


def test_agreements_and_plaques(units: Run) -> None:
    pair = "--party 甲单位 --party 乙单位"
    units(f"agreement add 协议一 {pair} --signed 2022-03-01 --end 2024-02-29")
    units(f"agreement add 协议二 {pair} --signed 2023-03-01 --end 2025-02-28")
    units(f"agreement add 协议三 {pair}")
    units("agreement end 协议二 --on 2023-11-30")
    units("honour add 牌一 --kind 授牌 --holder 乙单位 --on 2023-03-01")
    units("honour add 牌二 --kind 授牌 --holder 乙单位 --on 2023-03-01")
    units("honour add 奖一 --kind 荣誉 --holder 乙单位 --on 2023-03-01")
    units("honour step 牌二 摘牌 --on 2023-11-30")
    answer = units.json("chair handover")
    assert keys(answer["agreements"], "name", "end", "status") == [("协议一", "2024-02-29", "临期")]
    assert keys(answer["plaques"], "name", "holder", "status") == [("牌一", "乙单位", "在用")]
    answer = units.json("chair handover --on 2023-11-29")
    assert keys(answer["agreements"], "name", "status") == [("协议一", "生效"), ("协议二", "生效")]
    assert keys(answer["plaques"], "name") == [("牌一",), ("牌二",)]


def test_matters(units: Run) -> None:
    for title in ("需求一", "需求二"):
        units(f"matter add {title} --kind 需求 --by 乙单位 --on 2023-03-01")
    units("matter move 需求二 退回 --on 2023-11-30")
    answer = units.json("chair handover")
    assert keys(answer["matters"], "title", "status") == [("需求一", "提出")]
    answer = units.json("chair handover --on 2023-11-29")
    assert keys(answer["matters"], "title", "status") == [("需求一", "提出"), ("需求二", "提出")]
    assert units.json("chair handover --on 2023-02-01")["matters"] == []


def test_to_whom(units: Run) -> None:
    units("chair appoint 乙单位 --from 2024-01-01 --to 2024-12-31")
    assert keys([units.json("chair handover")], "to", "to_code") == [("乙单位", "M002")]
    units("member add 丙单位 --category 其他 --joined 2020-01-01")
    assert keys([units.json("chair handover --to 丙")], "to", "to_code") == [("丙单位", "M003")]
    assert_one_sentence(units("chair handover --to 甲单位", 4), "“甲单位”就是移交单位")
    assert_one_sentence(units("chair handover --to 丁单位", 3), "没有找到成员单位")
    assert keys([units.json("chair handover --on 2024-06-01")], "from", "to") == [("乙单位", None)]


def test_who_was_last_hands_over_when_nobody_is_in_office(units: Run, today: Callable[[str], None]) -> None:
    today("2024-02-01")
    assert units.json("chair handover")["from"] == "甲单位"
    assert_one_sentence(units("chair handover --on 2022-12-31", 3), "2022-12-31 以前还没有轮值主席")
    assert_one_sentence(units("chair handover --area 北片", 3), "以前北片还没有轮值主席")


def test_on_screen(units: Run) -> None:
    said = units("轮值 交接").stdout
    assert "移交单位  甲单位" in said
    assert "接收单位  （还没有排定）" in said
    assert "\n在办项目（2）\n" in said
    assert "\n专项资金（2）\n" in said
    units("init 示例空会 --db 空.db --founded 2020-01-01")
    units("member add 丙单位 --category 其他 --joined 2020-01-01 --db 空.db")
    units("chair appoint 丙单位 --from 2023-01-01 --db 空.db")
    assert (
        "没有要交接的：在办项目、没有办完的会议、没有终止的协议、没有办结的事项、专项资金、在用授牌。"
        in units("chair handover --db 空.db").stdout
    )
    assert_one_sentence(units("chair handover --csv", 2), "--xlsx 或 --json")


def test_a_sheet_to_sign(units: Run) -> None:
    units("chair handover --to 乙单位 --xlsx")
    sheet = openpyxl.load_workbook(Path("轮值交接-2023-12-31.xlsx"))["轮值交接单"]
    cells = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert cells[0] == ["轮值主席交接单"]
    assert ["移交单位：甲单位　　接收单位：乙单位　　交接日期：2023-12-31"] in cells
    assert any("备查账" in str(row[0]) for row in cells[:4] if row)
    signed = [row[0] for row in cells[-3:]]
    assert signed == ["移交单位签章", "接收单位签章", "秘书处监交"]
    places = {row[0].value: row[0].row for row in sheet.iter_rows() if row[0].value in signed}
    assert all(sheet.row_dimensions[row].height > 30 for row in places.values())
    (one,) = [row for row in cells if row[:1] == ["F001"]]
    assert one[1:] == ["专项一", "甲单位", 24.5, 60, 0]


def test_seals_that_do_not_fit_stand_together_on_the_next_page(units: Run) -> None:
    for number in range(18):
        units(f"project add 示例项目{number} --lead 甲单位 --start 2023-01-01")
    units("chair handover --xlsx")
    sheet = openpyxl.load_workbook(Path("轮值交接-2023-12-31.xlsx"))["轮值交接单"]
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "移交单位签章")
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert not [row for row in breaks if row in (first, first + 1)]
    assert sheet.print_title_rows is None  # no labels of a table above seals


def test_a_later_noun_adds_its_part_with_one_entry(units: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def still_open(database: Database, day: str) -> list[Record]:
        return [{"title": database.value("SELECT name FROM council"), "day": day}]

    part = Open("wells", "各处水井", (Column("title", "事项"), Column("day", "时限")), still_open)
    monkeypatch.setattr(a_noun_without_a_part, "HANDOVER", (part,), raising=False)
    answer = units.json("chair handover")
    assert answer["wells"] == [{"title": "示例联席会议", "day": "2023-12-31"}]
    assert "各处水井（1）" in units("chair handover").stdout
