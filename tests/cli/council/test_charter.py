"""charter: the council's rules, each from a day on; what is not said stays as it was, what was never said is a default."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

RULES = [
    *(
        "term",
        "order",
        "meetings",
        "topic_days",
        "notice_days",
        "quorum",
        "majority",
        "stand_in",
        "task_days",
    ),
    *("working_days", "strict"),
]
KEYS = ["start", *RULES, "basis", "note"]
DEFAULT = [None, None, 2, 15, 10, "2/3", ">1/2", "own", 2, False, False]


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    """Four members on 31 December 2023."""
    today("2023-12-31")
    for name in "甲乙丙丁":
        council(f"member add {name}单位 --category 其他 --joined 2020-01-01 --contact 示例甲")
    return council


def on(run: Run, day: str) -> dict[str, object]:
    found: dict[str, object] = run.json(f"charter show --on {day}")
    return found


def test_a_council_without_rules_of_its_own_has_defaults_and_their_sources(units: Run) -> None:
    found = units.json("charter show")
    assert list(found) == [*KEYS, "unset"]
    assert [found[key] for key in RULES] == DEFAULT
    assert found["start"] is None
    assert found["unset"] == RULES
    said = units("charter show").stdout
    assert "还没有登记章程" in said
    assert "2/3（4 家至少到 3 家）" in said  # 2.67
    assert "默认：《社会团体章程示范文本》" in said


def test_the_rules_of_a_day_are_the_newest_in_force(units: Run) -> None:
    units("charter set --quorum 三分之二以上 --meetings 4 --from 2022-01-01 --basis 示例决议 --note 示例")
    units("charter set --majority 2/3 --from 2023-07-01")
    assert on(units, "2021-12-31")["start"] is None
    first, second = on(units, "2023-06-30"), on(units, "2023-07-01")
    assert (first["start"], first["meetings"], first["majority"]) == ("2022-01-01", 4, ">1/2")
    assert (second["start"], second["meetings"], second["majority"]) == ("2023-07-01", 4, "2/3")
    assert (first["basis"], second["basis"], second["note"]) == ("示例决议", None, None)
    assert second["unset"] == [key for key in RULES if key not in ("meetings", "quorum", "majority")]
    assert [row["start"] for row in units.json("charter list")] == ["2022-01-01", "2023-07-01"]


def test_rules_of_a_day_are_corrected_not_set_twice(units: Run) -> None:
    units("charter set --meetings 4 --from 2023-01-01")
    said = units("charter set --meetings 2 --strict --from 2023-01-01").stdout
    assert "每年会议次数：4 → 2" in said
    (row,) = units.json("charter list")
    assert (row["meetings"], row["strict"]) == (2, True)
    units("charter set --meetings '' --from 2023-01-01")
    assert on(units, "2023-12-31")["meetings"] == 2  # the default
    assert "meetings" in on(units, "2023-12-31")["unset"]  # type: ignore[operator]


def test_without_a_day_it_is_today(units: Run) -> None:
    assert units.json("charter set --working-days --strict")["start"] == "2023-12-31"
    found = units.json("charter show")
    assert (found["working_days"], found["strict"]) == (True, True)
    units("charter set --strict 否")
    assert units.json("charter show")["strict"] is False


def test_an_earlier_day_that_later_rules_end_is_said(units: Run) -> None:
    units("charter set --meetings 4 --from 2023-01-01")
    said = units("charter set --meetings 3 --from 2022-01-01").stderr
    assert "从 2023-01-01 起另有规定，这次的只管到前一天" in said
    assert on(units, "2023-01-01")["meetings"] == 4


def test_topics_after_the_notice_are_said(units: Run) -> None:
    said = units("charter set --topic-days 5 --notice-days 10").stderr
    assert "会前 10 天发通知，会前 5 天才截止报送议题" in said
    assert "议题" not in units("charter set --topic-days 10 --notice-days 10").stderr


def test_it_is_logged_undone_and_removed(units: Run) -> None:
    units("charter set --meetings 4 --from 2023-01-01")
    assert "charter set" in units("log list --json").stdout
    units("undo --yes")
    assert units.json("charter list") == []
    units("redo --yes")
    units("charter set --meetings 3 --from 2023-06-01")
    units("charter remove 2023-06-01 --yes")
    assert units.json("charter show")["meetings"] == 4
    assert_one_sentence(units("charter remove 2023-06-01 --yes", 3), "没有从 2023-06-01 起生效的章程")


def test_the_sheet_goes_out_and_comes_back(units: Run) -> None:
    units("charter set --term 18m --order 任次最少 --quorum 60% --from 2023-01-01")
    units("charter export 章程.xlsx")
    book = openpyxl.load_workbook("章程.xlsx")
    sheet = book["章程"]
    labels = [cell.value for cell in sheet[1]]
    places = {label: labels.index(label) + 1 for label in ("轮值任期", "轮值次序", "到会比例", "按工作日")}
    assert [sheet.cell(2, places[label]).value for label in places] == ["18个月", "任次最少", "3/5", None]
    sheet.cell(2, places["轮值任期"]).value = "一届"
    book.save("章程.xlsx")
    assert "认不出来" in units("charter import 章程.xlsx --yes", 5).stdout
    sheet.cell(2, places["轮值任期"]).value = "一年"
    sheet.cell(2, places["按工作日"]).value = "√"
    book.save("章程.xlsx")
    units("charter import 章程.xlsx --yes")
    found = units.json("charter show")
    assert (found["term"], found["order"], found["quorum"], found["working_days"]) == (
        12,
        "least",
        "3/5",
        True,
    )


def test_a_sheet_of_rules_as_an_office_writes_it(units: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["施行日期", "任期", "法定到会比例", "表决通过比例", "从严执行"])
    sheet.append(["2023年1月1日", "半年", "三分之二", "过半数", "是"])
    path = tmp_path / "制度.xlsx"
    book.save(path)
    units(["charter", "import", path, "--yes"])
    found = units.json("charter show")
    assert (found["start"], found["term"], found["quorum"], found["majority"]) == (
        "2023-01-01",
        6,
        "2/3",
        ">1/2",
    )


@pytest.mark.parametrize(
    ("line", "code", "part"),
    [
        ("charter set", 2, "没有写要修改什么"),
        ("charter set --from 2024-01-01", 2, "没有写要修改什么"),
        ("charter set --quorum 3/2", 2, "到会比例：“3/2”不在零和全体之间"),
        ("charter set --majority 半数以上", 2, "请写 过半数 或 1/2"),
        ("charter set --term 0m", 2, "不到一个月"),
        ("charter set --meetings 0", 2, "小于 1"),
        ("charter set --stand-in 邻居", 2, "可选：不可委托、本单位的人、其他成员单位"),
        ("charter set --strict --from 2023-02-30", 2, "2023-02-30"),
        ("charter show --on 某日", 2, "某日"),
    ],
)
def test_what_cannot_be_a_rule_changes_nothing(units: Run, line: str, code: int, part: str) -> None:
    assert_one_sentence(units(line, code), part)
    assert units.json("charter list") == []


# -- whose turn it is to chair, and for how long ------------------------------------------------------------------------------


def turns(run: Run, more: str = "") -> list[tuple[str, str, str]]:
    rows = run.json(f"chair plan --from 2024-01-01 --count 2 {more}")
    return [(row["unit"], row["start"], row["end"]) for row in rows]


def test_the_plan_follows_the_rules(units: Run) -> None:
    assert turns(units) == [("甲单位", "2024-01-01", "2024-12-31"), ("乙单位", "2025-01-01", "2025-12-31")]
    units("chair appoint 甲单位 --from 2023-07-01 --to 2023-12-31")
    assert turns(units) == [("乙单位", "2024-01-01", "2024-06-30"), ("丙单位", "2024-07-01", "2024-12-31")]
    units("charter set --term 3m --order list --from 2024-01-01")
    assert_one_sentence(units("chair plan --from 2024-01-01 --count 2", 4), "还没有设定轮值顺序")
    units("chair order 丁单位 甲单位 丙单位")
    assert turns(units) == [("丙单位", "2024-01-01", "2024-03-31"), ("丁单位", "2024-04-01", "2024-06-30")]
    assert turns(units, "--term 1m --order joined")[0] == ("乙单位", "2024-01-01", "2024-01-31")
    (row,) = [one for one in units.json("today") if one["kind"] == "term_ends"]
    assert row["command"] == "liaison chair plan --from 2024-01-01 --count 1 --term 3m --order list"
