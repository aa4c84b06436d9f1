"""member file: all that is kept of one unit, against what was typed in, and with the part of a noun to come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.columns import Column, Record
from liaison.queries.keeping import log as a_noun_without_a_part
from liaison.queries.unit_file import Part, parts
from liaison.store.database import Database
from tests.commands import Run, assert_one_sentence

PHONE = "13800000001"


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    """甲 has something of everything, 乙 nothing but its membership."""
    today("2023-12-31")
    council(
        f"member add 甲单位 --category 其他 --joined 2018-06-01 --contact 示例甲 --phone {PHONE} --address 示例路1号"
    )
    council("member add 乙单位 --category 其他 --joined 2018-06-01")
    council("member leave 甲单位 --on 2019-12-31 --reason 示例迁出")
    council("member rejoin 甲单位 --on 2021-01-01")
    council("member rename 甲单位 甲新单位")
    council("chair appoint 甲新单位 --from 2022-01-01 --to 2022-12-31 --theme 示例主题")
    council("chair appoint 乙单位 --from 2023-01-01 --to 2023-12-31")
    council("project add 甲的项目 --lead 甲新单位 --start 2022-01-01 --partner 乙单位")
    council("project add 乙的项目 --lead 乙单位 --start 2022-02-01 --partner 甲新单位")
    council("project add 别人的项目 --lead 乙单位 --start 2022-03-01")
    council("project stage 乙的项目 实施 --on 2022-02-01")
    council("activity add 一 --kind 论坛 --on 2023-01-01 --host 甲新单位")
    council("activity add 二 --kind 论坛 --on 2023-02-01 --host 乙单位 --co-host 甲新单位")
    council("activity add 三 --kind 论坛 --on 2023-03-01 --host 乙单位")
    council("activity add 四 --kind 论坛 --on 2023-04-01 --host 乙单位")
    council("activity attend 一 甲新单位 --people 7 --party 5")
    council("activity attend 三 甲新单位 --people 4")
    for name, day in (("例会", "2023-05-01"), ("年会", "2023-06-01")):
        council(f"meeting add {name} --kind 全体会议 --on {day} --host 乙单位")
    council("meeting attend 例会 甲新单位 请假")
    council("meeting attend 例会 乙单位 出席")
    council("meeting attend 年会 甲新单位 委托")
    council("fund open 专项一 --opened 2023-01-01")
    council("fund open 专项二 --opened 2023-01-01")
    council("fund pledge F001 甲新单位 100 --on 2023-01-01")
    council("fund pledge F001 乙单位 5 --on 2023-01-01")
    council("fund receive F001 甲新单位 30 --on 2023-02-01")
    council("fund pledge F002 甲新单位 10 --on 2023-01-01")
    council("fund in-kind F002 甲新单位 10 --on 2023-02-01")
    council("fund receive F002 甲新单位 4 --on 2023-03-01")
    council("honour add 甲的奖 --kind 荣誉 --holder 甲新单位 --on 2023-05-01")
    council("honour add 乙的奖 --kind 荣誉 --holder 乙单位 --on 2023-05-01")
    council("agreement add 甲乙的协议 --party 甲单位 --party 乙单位 --signed 2023-05-01")
    council("body add 联盟 --kind 联盟")
    council("body join 甲新单位 --of 联盟 --as 成员 --on 2022-01-01")
    council("matter add 修路灯 --kind 督办 --by 甲新单位 --on 2023-03-01")
    council("indicator add 培训人次 --of 甲新单位 --unit 人 --every 每季 --total 合计")
    council("indicator record 培训人次 2023-03-31 64 --of 甲新单位")
    return council


def test_everything_of_one_unit(units: Run) -> None:
    answer = units.json("member file 甲新单位")
    assert answer.keys() == {
        "unit",
        "spells",
        "former",
        "belongings",
        "terms",
        "projects",
        "activities",
        "meetings",
        "agreements",
        "indicators",
        "matters",
        "funds",
        "honours",
        "attachments",
        "log",
    }
    assert answer["unit"] | {"attachments": []} == units.json("member show 甲新单位")
    assert answer["former"] == ["甲单位"]
    assert answer["spells"] == [
        {"joined": "2018-06-01", "left": "2019-12-31", "reason": "示例迁出"},
        {"joined": "2021-01-01", "left": None, "reason": None},
    ]
    assert [(row["parent_code"], row["role"], row["start"]) for row in answer["belongings"]] == [
        ("B001", "成员", "2022-01-01")
    ]
    assert [(row["code"], row["title"], row["status"]) for row in answer["meetings"]] == [
        ("H2023-001", "例会", "请假"),
        ("H2023-002", "年会", "委托"),
    ]
    assert [(row["ordinal"], row["start"], row["theme"]) for row in answer["terms"]] == [
        (1, "2022-01-01", "示例主题")
    ]
    assert [(row["name"], row["role"], row["stage"]) for row in answer["projects"]] == [
        ("甲的项目", "牵头", None),
        ("乙的项目", "参与", "实施"),
    ]
    assert [(row["title"], row["role"], row["people"], row["party"]) for row in answer["activities"]] == [
        ("一", "主办", 7, 5),
        ("二", "协办", None, None),
        ("三", "参加", 4, None),
    ]
    assert [
        (row["fund_code"], row["due"], row["received"], row["in_kind"], row["arrears"], row["overpaid"])
        for row in answer["funds"]
    ] == [
        ("F001", "100.00", "30.00", "0.00", "70.00", "0.00"),
        ("F002", "10.00", "4.00", "10.00", "0.00", "4.00"),
    ]
    assert answer["log"] == units.json("log 甲新单位")
    assert [entry["command"].split()[2] for entry in answer["log"]] == ["rename", "rejoin", "leave", "add"]


def test_money_and_stages_are_of_the_day(units: Run, today: Callable[[str], None]) -> None:
    today("2023-01-15")
    answer = units.json("member file 甲新单位")
    assert [(row["fund_code"], row["arrears"]) for row in answer["funds"]] == [
        ("F001", "100.00"),
        ("F002", "10.00"),
    ]


def test_on_screen_each_part_with_its_count_and_what_there_is_nothing_of(units: Run) -> None:
    said = units("成员 一家一档 甲单位").stdout  # by its former name, in Chinese
    for title in (
        "加入退出（2）",
        "曾用名",
        "轮值主席（1）",
        "共建项目（2）",
        "活动（3）",
        "专项资金往来（2）",
        "共建协议（1）",
        "指标（1）",
        "荣誉授牌（1）",
    ):
        assert f"\n{title}\n" in said
    assert "日志（共 4 条" in said
    assert "没有记录：附件。" in said
    assert PHONE not in said
    assert PHONE in units("member file 甲单位 --reveal").stdout
    units("member add 丙单位 --category 其他 --joined 2018-06-01")
    assert (
        "没有记录：隶属关系、轮值主席、共建项目、活动、会议签到、共建协议、指标、事项、专项资金往来、荣誉授牌、附件。"
        in units("member file 丙单位").stdout
    )
    assert_one_sentence(units("member file 丁单位", 3), "没有找到成员单位")
    assert_one_sentence(units("member file 甲单位 --csv", 2), "--xlsx 或 --json")


def test_of_many_entries_the_newest_are_shown(units: Run) -> None:
    for number in range(25):
        units(f"member edit 乙单位 --headcount {number + 1}")
    said = units("member file 乙单位").stdout
    total = len(units.json("member file 乙单位")["log"])
    assert total == 26
    assert "日志（最近 20 条，共 26 条，逐格见 liaison log M002）" in said
    assert said.count("成员 修改") == 20


def test_one_sheet_to_print(units: Run) -> None:
    units("member file 甲单位 --xlsx")
    path = Path("一家一档-M001-甲新单位.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["一家一档"]
    cells = [[cell for cell in row if cell is not None] for row in book.active.values]
    assert cells[0] == ["甲新单位一家一档"]
    assert ["联系电话", "138****0001"] in cells
    assert ["活动（3）"] in cells
    (one,) = [row for row in cells if row[0] == "专项一"]
    assert one[1:] == [100, 30, 0, 0, 70, 0]
    assert any("备查账" in str(row[0]) for row in cells[:4] if row)


def test_a_later_noun_adds_its_part_with_one_function(units: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_unit(database: Database, unit: int, day: str) -> list[Record]:
        name = database.value("SELECT name FROM unit WHERE id = :unit", unit=unit)
        return [{"title": f"{name}的荣誉", "day": day}]

    columns = (Column("title", "荣誉"), Column("day", "日期"))
    part = Part("thanks", "示例荣誉", columns, of_unit)
    monkeypatch.setattr(a_noun_without_a_part, "UNIT_FILE", (part,), raising=False)
    assert units.json("member file 甲单位")["thanks"] == [{"title": "甲新单位的荣誉", "day": "2023-12-31"}]
    assert "示例荣誉（1）" in units("member file 甲单位").stdout
    units("member file 甲单位 -o 档.xlsx")
    cells: list[Any] = [cell for row in openpyxl.load_workbook("档.xlsx").active.values for cell in row]
    assert "甲新单位的荣誉" in cells


def test_every_part_is_told_of_by_a_name_and_a_key_of_its_own() -> None:
    found = parts()
    assert [part.key for part in found] == [
        "spells",
        "belongings",
        "terms",
        "projects",
        "activities",
        "meetings",
        "agreements",
        "indicators",
        "matters",
        "funds",
        "honours",
        "attachments",
    ]
    assert len({part.title for part in found}) == len(found)
