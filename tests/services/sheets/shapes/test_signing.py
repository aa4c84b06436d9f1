"""Sign-in sheets: counted by unit as a hand would count them; nobody's name stays behind."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commands import Run

HEAD = ["序号", "姓名", "单位", "党员"]
_numbers = itertools.count(1)
ON = "--kind 会议 --on 2023-07-01 --host 甲单位"


@pytest.fixture
def meeting(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in "甲乙丙":
        council(f"member add {name}单位 --category 其他 --joined 2018-06-01")
    council(f"activity add 例会 {ON}")
    return council


def signed(path: Path, *rows: list[Any], head: list[str] = HEAD, above: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "签到表"
    for row in ([one] for one in above):
        sheet.append(row)
    for row in (head, *rows):
        sheet.append(row)
    book.save(path)
    return path


def there(run: Run, activity: str = "例会") -> dict[str, tuple[int | None, int | None]]:
    counted = run.json(["activity", "show", activity])["counted"]
    return {one["unit"]: (one["people"], one["party"]) for one in counted}


def test_a_row_for_each_person_is_counted_by_unit(meeting: Run, tmp_path: Path) -> None:
    sheet = signed(
        tmp_path / "签到表.xlsx",
        [1, "示例一", "甲单位", "是"],
        [2, "示例二", "甲单位", "√"],
        [3, "示例三", "乙单位", None],
        [4, "示例四", "M001", "群众"],
        [5, "示例五", "乙单位", "中共党员"],
        [6, None, "丙单位", None],
        above=("例会签到表",),
    )
    result = meeting(["activity", "attend", "例会", "--file", sheet])
    assert there(meeting) == {"甲单位": (3, 2), "乙单位": (2, 1)}
    assert "甲单位 3 人（党员 2）、乙单位 2 人（党员 1）；只登记人数，不登记姓名" in result.stderr
    assert "第 8 行没有写姓名，没有计入" in result.stderr
    assert meeting.json(["activity", "attend", "例会", "--file", sheet])["same"] == 2


def test_without_such_a_column_nobody_knows_how_many_are_of_the_party(meeting: Run, tmp_path: Path) -> None:
    sheet = signed(
        tmp_path / "表.xlsx", ["示例一", "甲单位"], ["示例二", "甲单位"], head=["参会人员", "单位名称"]
    )
    meeting(["activity", "attend", "例会", "--file", sheet])
    assert there(meeting) == {"甲单位": (2, None)}


def test_the_same_person_counts_once_in_a_unit(meeting: Run, tmp_path: Path) -> None:
    sheet = signed(
        tmp_path / "表.xlsx",
        [1, "示例 一", "甲单位", None],
        [2, "示例一", "乙单位", None],
        [3, "示例一", " 甲单位", "是"],
        [4, "示例二、示例三", "乙单位", None],
    )
    result = meeting(["activity", "attend", "例会", "--file", sheet])
    assert there(meeting) == {"甲单位": (1, 1), "乙单位": (3, 0)}
    assert "第 4 行与第 2 行同单位同名，只算一次" in result.stderr
    assert "示例" not in result.stderr


def test_the_sheet_may_tell_the_activity_itself(meeting: Run, tmp_path: Path) -> None:
    meeting(f"activity add 论坛 {ON}")
    rows = [["示例一", "甲单位", "例会"], ["示例一", "甲单位", "论坛"], ["示例二", "甲单位", "论坛"]]
    sheet = signed(tmp_path / "表.xlsx", *rows, head=["姓名", "单位", "活动"])
    meeting(["activity", "attend", "--file", sheet])
    assert (there(meeting), there(meeting, "论坛")) == ({"甲单位": (1, None)}, {"甲单位": (2, None)})
    said = meeting(["activity", "attend", "例会", "--file", sheet], 5).stdout
    assert said.count("第 3 行 活动：命令里写的是另外的活动") == 1
    assert "第 2 行" not in said


def test_a_unit_that_was_told_needs_no_column(meeting: Run, tmp_path: Path) -> None:
    sheet = signed(tmp_path / "表.xlsx", ["示例一"], ["示例二"], head=["姓名"])
    meeting(["activity", "attend", "例会", "乙单位", "--file", sheet])
    assert there(meeting) == {"乙单位": (2, None)}


def test_an_activity_that_nobody_tells_is_asked_for(meeting: Run, tmp_path: Path) -> None:
    sheet = signed(tmp_path / "表.xlsx", [1, "示例一", "甲单位", "√"])
    assert "缺少必填的列：活动" in meeting(["activity", "attend", "--file", sheet], 5).stderr


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([3, "示例三", "丁单位", None], "没有找到成员单位“丁单位”"),
        ([3, "示例三", None, None], "缺少单位"),
        ([3, "示例三", "乙单位", "待定"], "第 3 行的“待定”看不出是不是党员"),
        ([3, "示例三、示例四", "乙单位", "是"], "看不出谁是党员"),
    ],
)
def test_what_cannot_be_counted_is_refused(meeting: Run, tmp_path: Path, row: list[Any], reason: str) -> None:
    sheet = signed(tmp_path / "表.xlsx", [1, "示例一", "甲单位", "是"], row)
    result = meeting(["activity", "attend", "例会", "--file", sheet, "--json"], 5)
    assert reason in result.json["problems"][0]["reason"]
    assert "示例" not in result.stdout
    assert there(meeting) == {}
    meeting(["activity", "attend", "例会", "--file", sheet, "--accept-good"], 5)
    assert there(meeting) == {"甲单位": (1, 1)}


def test_no_name_reaches_the_database_or_the_journal(meeting: Run, tmp_path: Path) -> None:
    rows = [[1, "无名氏子", "甲单位", "是"], [2, "无名氏丑", "丁单位", None]]
    sheet = signed(tmp_path / "表.xlsx", *rows)
    meeting(["activity", "attend", "例会", "--file", sheet, "--accept-good"], 5)
    assert there(meeting) == {"甲单位": (1, 1)}
    assert not [row for rows in meeting.dump().values() for row in rows if "无名氏" in str(row)]
    assert "无名氏" not in meeting("log show 1").stdout + meeting("log").stdout


def test_labels_are_told_and_sheets_chosen_as_of_an_import(meeting: Run, tmp_path: Path) -> None:
    path = signed(tmp_path / "表.xlsx", ["示例一", "甲单位"], head=["来宾", "单位"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("别的").append(["与此无关"])
    book.save(path)
    line = ["activity", "attend", "例会", "--file", path, "--sheet", "签到表", "--map", "来宾=姓名"]
    meeting(line)
    assert there(meeting) == {"甲单位": (1, None)}


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from("一二三四五六"), st.sampled_from("甲乙丙"), st.sampled_from(["是", "√", "", "否"])
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_as_many_as_a_hand_counts(meeting: Run, tmp_path: Path, people: list[tuple[str, str, str]]) -> None:
    sheet = signed(tmp_path / "表.xlsx", *([0, f"示例{n}", f"{u}单位", p] for n, u, p in people))
    names: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    for name, unit, party in people:
        names[unit].add(name)
        if party in ("是", "√"):
            members[unit].add(name)
    code = meeting.json(["activity", "add", f"第{next(_numbers)}次会", *ON.split()])["code"]
    meeting(["activity", "attend", code, "--file", sheet])
    assert there(meeting, code) == {f"{u}单位": (len(names[u]), len(members[u])) for u in names}
