"""Taking back: every earlier state comes back row by row, and forward again; what later work rests on is refused."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from liaison.settings import place as read_place
from liaison.store.kept import folder_of
from tests.commands import Run
from tests.workbooks import saved

OWN = {"alembic_version", "counter", "journal", "journal_row", "journal_image"}
"""Tables that only grow."""


def state(run: Run) -> dict[str, list[tuple[Any, ...]]]:
    return {name: sorted(rows, key=repr) for name, rows in run.dump().items() if name not in OWN}


def some_commands(pick: random.Random, count: int, folder: Path) -> list[list[str]]:
    """What a clerk might type, as far as it goes without knowing what is there."""
    units = ["示例甲", "示例乙", "示例丙", "示例丁"]
    made: list[list[str]] = []
    for number in range(count):
        unit, day = pick.choice(units), f"2023-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        sheet = saved(
            folder / f"{number}.xlsx",
            ["单位名称", "类别", "加入日期", "备注"],
            *([f"示例{pick.choice('戊己庚辛')}", "银行", "2019-01-01", f"表{number}"] for _row in range(1)),
        )
        made.append(
            pick.choice(
                [
                    [
                        "member",
                        "add",
                        unit,
                        "--category",
                        pick.choice(["银行", "街道"]),
                        "--joined",
                        "2020-01-01",
                    ],
                    ["member", "edit", unit, "--note", f"备注{number}", "--party-members", str(number)],
                    ["member", "edit", unit, "--phone", f"138{number:08}"],
                    ["member", "rename", unit, f"{unit}新"],
                    ["member", "leave", unit, "--on", day],
                    ["member", "rejoin", unit, "--on", "2024-03-01"],
                    ["member", "import", str(sheet)],
                    ["project", "add", f"项目{number % 5}", "--lead", unit],
                    ["project", "edit", f"项目{number % 5}", "--partner", pick.choice(units)],
                    [
                        "project",
                        "stage",
                        f"项目{number % 5}",
                        pick.choice(["共商", "立项", "实施"]),
                        "--on",
                        day,
                    ],
                    ["project", "indicator", f"项目{number % 5}", "乘坐人次", "--unit", "人次"],
                    ["project", "record", f"项目{number % 5}", "乘坐人次", day, str(number)],
                    ["activity", "add", f"活动{number % 7}", "--kind", "论坛", "--host", unit, "--on", day],
                    ["activity", "edit", f"活动{number % 7}", "--co-host", pick.choice(units)],
                    ["activity", "attend", f"活动{number % 7}", unit, "--people", str(number + 1)],
                    ["fund", "open", f"专项{number % 3}", "--custodian", unit, "--opened", "2022-01-01"],
                    ["fund", "receive", f"专项{number % 3}", unit, "100", "--on", day],
                    [
                        "fund",
                        "spend",
                        f"专项{number % 3}",
                        "60",
                        "--on",
                        day,
                        "--category",
                        "物料",
                        "--payee",
                        "商",
                    ],
                    ["attach", f"活动{number % 7}", str(sheet), "--on", "2024-05-01"],
                    ["attach", "edit", f"D{pick.randint(1, 9):03}", "--note", f"说明{number}"],
                    ["attach", "remove", f"D{pick.randint(1, 9):03}"],
                    ["activity", "remove", f"活动{number % 7}"],
                    ["activity", "remove", f"活动{number % 7}", "--unit", unit],
                    ["project", "remove", f"项目{number % 5}", "--stage"],
                    ["project", "remove", f"项目{number % 5}", "--indicator", "乘坐人次", "--reading", day],
                    ["member", "remove", unit],
                    ["fund", "remove", f"专项{number % 3}"],
                    ["choice", "add", "category", f"词{number}"],
                    ["choice", "remove", "category", f"词{pick.randint(0, number)}"],
                    ["council", "edit", "--short", f"简{number}"],
                ]
            )
        )
    return made


def test_what_was_done_is_undone_step_by_step_and_done_again(
    council: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2024-06-01")
    on_file = council.place.endswith(".db")
    for unit in ("示例甲", "示例乙", "示例丙"):
        council(["member", "add", unit, "--category", "银行", "--joined", "2020-01-01"])
    states, verbs = [state(council)], set()
    for line in some_commands(random.Random(0), 340 if on_file else 140, tmp_path):
        before = len(council.dump()["journal"])
        council(line, None)
        if len(council.dump()["journal"]) > before:
            states.append(state(council))
            verbs.add(" ".join(line[:2]))
    assert len(states) > (100 if on_file else 30)
    assert len(verbs) >= (17 if on_file else 10), verbs
    for wanted in reversed(states[:-1]):
        council("undo")
        assert state(council) == wanted
    for wanted in states[1:]:
        council("redo")
        assert state(council) == wanted
    council("redo", 3)
    assert council.json("doctor")["ok"]


@pytest.fixture
def ready(council: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LIAISON_TODAY", "2024-06-01")
    council("member add 甲 --category 其他 --joined 2020-01-01")  # 2
    council("member add 乙 --category 其他 --joined 2020-01-01")  # 3
    council("member edit 甲 --note 一")  # 4
    return council


def test_cells_that_a_later_entry_left_alone_are_taken_back_by_themselves(ready: Run) -> None:
    ready("member edit 甲 --phone 13800001111")
    entry = ready.json("undo 4")
    assert entry["undoes"] == 4
    unit = ready.json("member show 甲 --reveal")
    assert (unit["note"], unit["phone"]) == (None, "13800001111")
    assert [one["undone_by"] for one in ready.json("log") if one["entry"] == 4] == [entry["entry"]]


def test_what_a_later_entry_changed_again_is_refused_with_its_number(ready: Run) -> None:
    ready("member edit 甲 --note 二")  # 5
    before = state(ready)
    assert "liaison undo 5" in ready("undo 4", 4).stderr
    assert state(ready) == before
    ready("undo 5")
    ready("undo 4")
    assert ready.json("member show 甲")["note"] is None


def test_what_something_refers_to_is_refused_with_its_number(ready: Run) -> None:
    ready("project add 示例项目 --lead 乙")  # 5
    assert "liaison undo 5" in ready("undo 3", 4).stderr
    ready("undo 5")
    ready("undo 3")
    assert [unit["name"] for unit in ready.json("member list")] == ["甲"]
    assert ready.json("member add 丙 --category 其他 --joined 2020-01-01")["code"] == "M003"


def test_what_another_record_stands_in_the_place_of_is_refused_with_its_number(ready: Run) -> None:
    ready("member remove 乙")  # 5
    ready("member add 乙 --category 其他 --joined 2021-01-01")  # 6: of the same name
    before = state(ready)
    assert "liaison undo 6" in ready("undo 5", 4).stderr
    assert state(ready) == before
    ready("undo 6")
    ready("undo 5")
    assert [unit["code"] for unit in ready.json("member list")] == ["M001", "M002"]


def test_what_would_refer_to_nothing_is_refused_with_the_number_of_what_took_that_away(ready: Run) -> None:
    ready("body add 示例联盟 --kind 联盟")  # 5
    ready("activity add 示例活动 --kind 论坛 --on 2023-05-01 --host 甲 --supporter 示例联盟")  # 6
    ready("activity remove 示例活动")  # 7
    ready("body remove 示例联盟")  # 8
    before = state(ready)
    assert "liaison undo 8" in ready("undo 7", 4).stderr
    assert state(ready) == before
    ready("undo 8")
    ready("undo 7")
    assert ready.json("activity show 示例活动")["supporter"] == ["示例联盟"]


def test_no_rule_is_broken_by_taking_back(ready: Run) -> None:
    ready("fund open 专项 --custodian 甲 --opened 2022-01-01")
    receipt = ready.json("log")[0]["entry"] + 1
    ready("fund receive 专项 甲 100 --on 2023-01-01")
    ready("fund spend 专项 60 --on 2023-02-01 --category 物料 --payee 示例公司")
    before = state(ready)
    assert "余额" in ready(f"undo {receipt}", 4).stderr
    assert state(ready) == before


def test_another_users_entry_needs_its_number_and_nothing_is_taken_back_twice(
    ready: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_USER", "别人")
    assert "没有“别人”" not in ready("undo 1", 4).stderr
    ready("undo", 3)
    ready("undo 4")
    assert "第 5 条撤销" in ready("undo 4", 4).stderr
    assert "第 77 条" in ready("undo 77", 3).stderr
    ready("undo 5")  # the undo is undone
    assert ready.json("member show 甲")["note"] == "一"
    ready("undo 随便", 2)


def test_redo_ends_with_the_next_thing_written(ready: Run) -> None:
    ready("undo")
    ready("member edit 乙 --note 别的")
    ready("redo", 3)


def test_a_trial_writes_nothing_and_what_is_kept_is_preceded_by_a_copy(ready: Run) -> None:
    before = ready.dump()
    assert "备注 一 → （空）" in ready("undo --dry-run").stdout
    assert ready.dump() == before
    ready("undo")
    (copy,) = folder_of(read_place(ready.place)).glob("*-撤销前.bak")
    assert copy.stat().st_size > 0


def test_the_log_tells_each_cell_and_masks_what_is_private(ready: Run, today: Any) -> None:
    ready("member edit 甲 --phone 13800001111 --former 旧甲")
    told = ready.json("log show 5")
    assert {key: told[key] for key in ("entry", "rows", "undoes", "undone_by")} == {
        "entry": 5,
        "rows": 2,
        "undoes": None,
        "undone_by": None,
    }
    phone = next(one for one in told["changes"] if one["column"] == "phone")
    assert phone == {
        "noun": "member",
        "code": "M001",
        "name": "甲",
        "column": "phone",
        "label": "联系电话",
        "before": None,
        "after": "138****1111",
    }
    assert "13800001111" in ready("log show 5 --reveal").stdout
    assert "曾用名 增加 旧甲" in ready("log").stdout
    ready("log show 99", 3)


def test_of_a_large_entry_the_log_shows_what_was_asked_for(ready: Run) -> None:
    """The life of one record, or what became of one noun, not the beginning of the sheet that it came with."""
    Path("名册.csv").write_text(
        "单位名称,类别,加入日期\n" + "".join(f"示例第{n}家,其他,2020-01-01\n" for n in range(30)),
        encoding="utf-8",
    )
    ready("member import 名册.csv --yes")
    shown = ready("log list 示例第29家").stdout
    assert "新增 成员单位 M" in shown
    assert "示例第29家" in shown
    assert "示例第0家" not in shown
    assert "全部见 liaison log show" in shown
    assert "新增 加入退出" not in ready("log list --noun choice").stdout


def test_the_log_can_be_asked(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_USER", "别人")
    ready("project add 示例项目 --lead 甲")  # 5
    ready("member leave 甲 --on 2023-05-01")  # 6

    def found(line: str) -> list[int]:
        return [one["entry"] for one in ready.json(f"log {line}")]

    assert found("") == [6, 5, 4, 3, 2, 1]
    assert found("甲") == [6, 4, 2]
    assert found("list 甲") == [6, 4, 2]
    assert found("--by 别人") == [6, 5]
    assert found("--noun 项目") == [5]
    assert found("--noun member --by 别人") == [6]
    assert found("--until 2000-01-01") == []
    assert found("--since 2000-01-01 --noun 项目") == [5]
    assert "没有找到" in ready("log 谁也不是", 3).stderr
    ready("log --noun 乱写", 2)
    ready("log --since 乱写", 2)
