"""meeting: an activity with who was there, a quorum, an agenda and votes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

UNITS = "甲乙丙丁戊己"


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in UNITS:
        council(f"member add {name}单位 --category 其他 --joined 2020-01-01")
    council("member add 后来单位 --category 其他 --joined 2023-06-01")
    council("meeting add --kind 轮值会议 --on 2023-03-20 --host 甲单位")
    return council


def sign(run: Run, meeting: str, statuses: str) -> None:
    """Sign for the units in their order: 出 出席, 委 委托, 假 请假, 列 列席; a blank for nothing."""
    words = {"出": "出席", "委": "委托", "假": "请假", "列": "列席"}
    for unit, status in zip(UNITS, statuses, strict=False):
        if status != " ":
            run(f"meeting attend {meeting} {unit}单位 {words[status]}")


def test_a_meeting_is_an_activity_with_a_code_and_a_number_of_its_own(units: Run) -> None:
    second = units.json("meeting add --kind 轮值会议 --on 2023-06-20 --host 乙单位")
    assert (second["code"], second["title"], second["ordinal"]) == ("H2023-002", "第2次轮值会议", 2)
    other = units.json("meeting add 年会 --kind 全体会议 --on 2023-07-01 --host 乙单位 --ordinal 17")
    assert (other["code"], other["title"], other["ordinal"]) == ("H2023-003", "年会", 17)
    assert units.json("meeting add --kind 全体会议 --on 2023-08-01 --host 乙单位")["ordinal"] == 18
    units("activity add 论坛 --kind 论坛 --on 2023-07-01 --host 甲单位")
    assert [one["code"] for one in units.json("meeting list")] == [
        "H2023-001",
        "H2023-002",
        "H2023-003",
        "H2023-004",
    ]
    assert len(units.json("activity list")) == 5
    assert [one["code"] for one in units.json("meeting list --kind 全体会议")] == ["H2023-003", "H2023-004"]


def test_activities_that_become_meetings_keep_their_codes(units: Run) -> None:
    units("activity add 年会 --kind 议事 --on 2023-05-01 --host 甲单位")
    units("activity edit 年会 --kind 全体会议")
    assert [(one["code"], one["ordinal"]) for one in units.json("meeting list --kind 全体会议")] == [
        ("A2023-001", 1)
    ]


@pytest.mark.parametrize(
    ("statuses", "present", "proxies", "met"),
    [
        ("出出出出  ", 4, 0, True),
        ("出出出委  ", 3, 1, True),
        ("出出出  假", 3, 0, False),
        ("出出出列列列", 3, 0, False),
        ("委委委委委委", 0, 6, True),
    ],
)
def test_two_thirds_of_the_members_of_the_day_are_a_quorum(
    units: Run, statuses: str, present: int, proxies: int, met: bool
) -> None:
    sign(units, "H2023-001", statuses)
    answer = units.json("meeting quorum H2023-001")
    assert (answer["expected"], answer["present"], answer["proxies"]) == (6, present, proxies)
    assert (answer["needed"], answer["quorum_met"]) == (4, met)
    missing = [unit for unit, status in zip(UNITS, statuses, strict=True) if status not in "出委"]
    assert [one["unit"][0] for one in answer["missing"]] == missing


def test_to_a_meeting_on_one_subject_come_those_who_are_asked(units: Run) -> None:
    units("meeting add --kind 专题会议 --on 2023-04-01 --host 甲单位")
    sign(units, "H2023-002", "出假 列")
    answer = units.json("meeting quorum H2023-002")
    assert (answer["expected"], answer["present"], answer["quorum_met"]) == (2, 1, False)


def test_before_anybody_signed_nothing_is_known(units: Run) -> None:
    (one,) = units.json("meeting list")
    assert (one["expected"], one["present"], one["proxies"], one["quorum_met"]) == (6, None, None, None)


def people(run: Run) -> dict[str, int | None]:
    return {one["unit"][0]: one["people"] for one in run.json("activity show H2023-001")["counted"]}


def test_those_who_came_took_part_and_nobody_else(units: Run) -> None:
    sign(units, "H2023-001", "出委假列")
    units("meeting attend H2023-001 甲单位 出席 --person 张三")
    assert people(units) == {"甲": 2}
    units("meeting attend H2023-001 甲单位 请假 --person 张三")
    assert people(units) == {"甲": 1}
    units("meeting remove H2023-001 --unit 甲单位 --yes")
    assert people(units) in ({"甲": 1}, {})
    before = units.dump()["attendance"]
    units("undo --yes")
    units("redo --yes")
    assert units.dump()["attendance"] == before


def test_what_was_told_of_the_people_stays(units: Run) -> None:
    units("activity attend H2023-001 甲单位 --people 9")
    sign(units, "H2023-001", "出出")
    assert people(units) == {"甲": 9, "乙": 1}
    units("meeting remove H2023-001 --unit 甲单位 --yes")
    assert people(units) == {"甲": 9, "乙": 1}


def test_names_are_masked(units: Run) -> None:
    units("meeting attend H2023-001 甲单位 出席 --person 欧阳示例 --post 书记")
    told = units.json("meeting show H2023-001")["attendance"]
    assert told == [
        {"unit": "甲单位", "unit_code": "M001", "person": "欧***", "post": "书记", "status": "出席"}
    ]
    assert units.json("meeting show H2023-001 --reveal")["attendance"][0]["person"] == "欧阳示例"
    assert "欧阳" not in units("log").stdout
    units("meeting export 会议.xlsx")
    assert units.json("meeting import 会议.xlsx")["same"] == 1


def test_an_agenda_is_decided_item_by_item(units: Run) -> None:
    sign(units, "H2023-001", "出出出出出")
    units("meeting agenda H2023-001 议题一 议题二")
    units("meeting agenda H2023-001 议题三")
    units("meeting decide H2023-001 2 通过 --for 3 --against 1 --abstain 1")
    answer = units.json("meeting show H2023-001")["agenda"]
    assert [(one["number"], one["title"], one["outcome"]) for one in answer] == [
        (1, "议题一", None),
        (2, "议题二", "通过"),
        (3, "议题三", None),
    ]
    assert (answer[1]["for"], answer[1]["against"], answer[1]["abstain"]) == (3, 1, 1)
    units("meeting remove H2023-001 --item 3 --yes")
    assert [one["number"] for one in units.json("meeting agenda H2023-001")["agenda"]] == [1, 2]


def test_what_stands_on_no_quorum_or_no_majority_is_written_and_said(units: Run) -> None:
    units("meeting agenda H2023-001 议题一")
    sign(units, "H2023-001", "出出出")
    assert (
        "到会不足法定人数：应到 6 家，要 4 家，实到和委托 3 家"
        in units("meeting decide H2023-001 1 通过 --for 3").stderr
    )
    sign(units, "H2023-001", "   出")
    assert "赞成 2 票没有过半数（到会 4 家）" in units("meeting decide H2023-001 1 通过 --for 2").stderr
    assert "照记" not in units("meeting decide H2023-001 1 通过 --for 3").stderr


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("meeting decide H2023-001 1 通过 --for 4 --against 1", 4, "票数合计 5 张，多于出席和委托的 4 家"),
        ("meeting decide H2023-001 9 通过", 3, "没有第 9 项"),
        ("meeting decide H2023-001 1 同意", 2, "同意"),
        ("meeting attend 论坛 甲单位 出席", 4, "不是会议"),
        ("meeting attend H2023-001 甲单位 到了", 2, "到了"),
        ("meeting attend 以后 甲单位 出席", 4, "会议日期"),
        ("meeting show 论坛", 4, "不是会议"),
        ("meeting agenda 论坛 议题", 4, "不是会议"),
        ("meeting add 论坛 --kind 论坛 --on 2023-01-01 --host 甲单位", 4, "不是会议"),
        ("meeting add --kind 轮值会议 --on 2023-13-01 --host 甲单位", 2, "日期"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(units: Run, line: str, code: int, said: str) -> None:
    sign(units, "H2023-001", "出出出委")
    units("meeting agenda H2023-001 议题一")
    units("activity add 论坛 --kind 论坛 --on 2023-05-01 --host 甲单位")
    units("meeting add 以后 --kind 全体会议 --on 2024-05-01 --host 甲单位")
    before = units.dump()
    result = units(line, code)
    assert said in result.stderr
    assert_one_sentence(result)
    assert units.dump() == before


def test_a_sheet_of_signatures_is_read(units: Run) -> None:
    Path("签到.csv").write_text(
        "单位,姓名,职务,出席情况\n甲单位,王一,书记,出席\n甲单位,李二,,出席\n乙单位,,,请假\n", encoding="utf-8"
    )
    assert units.json("meeting attend H2023-001 --file 签到.csv")["new"] == 3
    assert people(units) == {"甲": 2}
    assert units.json("meeting attend H2023-001 --file 签到.csv")["same"] == 3


def test_figures_by_hand(units: Run) -> None:
    sign(units, "H2023-001", "出出出委")
    units("meeting add --kind 全体会议 --on 2023-07-01 --host 甲单位")
    sign(units, "H2023-002", "出出    ")
    units("meeting add --kind 全体会议 --on 2023-08-01 --host 甲单位")
    figures = {one["key"]: one for one in units.json("report year 2023")["figures"]}
    assert figures["meetings_held"]["value"] == 3
    # 3 of 6, then 2 of 7; nobody signed at the third.
    assert figures["meeting_attendance_rate"]["value"] == pytest.approx(5 / 13, abs=1e-4)


def test_what_is_missing_is_found(units: Run) -> None:
    assert [one["code"] for one in units.json("check") if one["rule"] == "unsigned"] == ["H2023-001"]
    sign(units, "H2023-001", "出出出")
    units("meeting add --kind 轮值会议 --on 2023-05-20 --host 乙单位")
    sign(units, "H2023-002", "出委 ")
    twice = [one["record"] for one in units.json("check") if one["rule"] == "twice_absent"]
    assert twice == ["丁单位", "戊单位", "己单位"]
    assert [one for one in units.json("check") if one["rule"] == "unsigned"] == []
