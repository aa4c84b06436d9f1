"""What was entered by mistake is removed whole, what others rest on is not; undo brings it back row by row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.keeping.test_undo import state
from tests.commands import Run


@pytest.fixture
def ready(council: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LIAISON_TODAY", "2024-06-01")
    for unit in ("示例甲", "示例乙"):
        council(["member", "add", unit, "--category", "银行", "--joined", "2020-01-01"])
    council("choice add activity_kind 论坛")
    return council


def made(run: Run, *lines: str) -> list[dict[str, object]]:
    """The state before each of these commands, and after the last."""
    found = [state(run)]
    for line in lines:
        run(line)
        found.append(state(run))
    return found


REMOVED = (
    (["member add 示例错登 --category 银行 --joined 2020-01-01 --former 旧名"], "member remove 示例错登"),
    (
        ["member leave 示例甲 --on 2021-01-01", "member rejoin 示例甲 --on 2022-01-01"],
        "member remove 示例甲 --spell 2022-01-01",
    ),
    (["chair appoint 示例甲 --from 2023-01-01"], "chair remove 1"),
    (
        ["choice add area 示例东片", "chair appoint 示例甲 --from 2023-01-01 --area 示例东片"],
        "chair remove 1 --area 示例东片",
    ),
    (["project add 示例班车 --lead 示例甲 --partner 示例乙"], "project remove 示例班车"),
    (
        ["project add 示例班车 --lead 示例甲", "project stage 示例班车 立项 --on 2023-01-01"],
        "project remove 示例班车",
    ),
    (
        [
            "project add 示例班车 --lead 示例甲",
            "project stage 示例班车 立项 --on 2023-01-01",
            "project stage 示例班车 结项 --on 2023-02-01",
        ],
        "project remove 示例班车 --stage",
    ),
    (
        ["project add 示例班车 --lead 示例甲", "project indicator 示例班车 人次 --unit 人次"],
        "project remove 示例班车 --indicator 人次",
    ),
    (
        [
            "project add 示例班车 --lead 示例甲",
            "project indicator 示例班车 人次 --unit 人次 --every 每月",
            "project record 示例班车 人次 2023-05-08 3",
        ],
        "project remove 示例班车 --indicator 人次 --reading 2023-05-30",
    ),
    (
        [
            "activity add 示例论坛 --kind 论坛 --on 2023-01-01 --host 示例甲 --co-host 示例乙",
            "activity attend 示例论坛 示例乙 --people 3",
        ],
        "activity remove 示例论坛",
    ),
    (
        [
            "activity add 示例论坛 --kind 论坛 --on 2023-01-01 --host 示例甲",
            "activity attend 示例论坛 示例乙 --people 3",
        ],
        "activity remove 示例论坛 --unit 示例乙",
    ),
    (["fund open 示例专项 --opened 2023-01-01"], "fund remove 示例专项"),
    (["choice add area 示例东片"], "choice remove 片区 示例东片"),
)


@pytest.mark.parametrize(("before", "line"), REMOVED, ids=[line for _before, line in REMOVED])
def test_what_was_entered_last_is_removed_and_undo_brings_it_back(
    ready: Run, before: list[str], line: str
) -> None:
    states = made(ready, *before)
    entry = ready.json(line)
    assert entry["entry"] == ready.json("log")[0]["entry"]
    left = state(ready)
    # What is gone is what the commands that entered it had written, first to last, or the last of them alone.
    assert left in (states[0], states[-2])
    assert ready.json("doctor")["ok"]
    ready("undo")
    assert state(ready) == states[-1]
    ready("redo")
    assert state(ready) == left


REFUSED = (
    ("member remove 示例甲", "leave", ["chair appoint 示例甲 --from 2023-01-01"]),
    ("member remove 示例甲", "轮值顺序", ["chair order 示例甲 示例乙"]),
    ("member remove 示例甲 --spell 2020-01-01", "加入日期", []),
    (
        "project remove 示例班车",
        "指标 1 条",
        ["project add 示例班车 --lead 示例甲", "project indicator 示例班车 人次 --unit 人次"],
    ),
    (
        "project remove 示例班车 --indicator 人次",
        "指标记录 2 条（人次 2023-05-08、人次 2023-05-09）",
        [
            "project add 示例班车 --lead 示例甲",
            "project indicator 示例班车 人次 --unit 人次",
            "project record 示例班车 人次 2023-05-08 3",
            "project record 示例班车 人次 2023-05-09 4",
        ],
    ),
    (
        "fund remove 示例专项",
        "reverse",
        ["fund open 示例专项 --opened 2023-01-01", "fund receive 示例专项 示例甲 5 --on 2023-02-01"],
    ),
    ("choice remove category 银行", "2 处在用", []),
)


@pytest.mark.parametrize(("line", "told", "before"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_others_rest_on_is_refused_with_the_proper_way(
    ready: Run, line: str, told: str, before: list[str]
) -> None:
    stood = made(ready, *before)[-1]
    assert told in ready(line, 4).stderr
    assert state(ready) == stood


def test_what_cannot_be_meant_is_refused(ready: Run) -> None:
    made(
        ready,
        "project add 示例班车 --lead 示例甲",
        "project add 示例夜校 --lead 示例甲",
        "project indicator 示例班车 人次 --unit 人次",
    )
    before = state(ready)
    assert "还没有登记过阶段" in ready("project remove 示例班车 --stage", 3).stderr
    assert "--indicator" in ready("project remove 示例班车 --reading 2023-05-08", 2).stderr
    ready("project remove 示例班车 --stage --indicator 人次", 2)
    ready("project remove 示例班车 示例夜校 --indicator 人次", 2)
    assert "2023-05-08" in ready("project remove 示例班车 --indicator 人次 --reading 2023-05-08", 3).stderr
    ready("project remove 示例班车 --indicator 人次 --reading 某天", 2)
    ready("project remove 示例校", 3)
    ready("member remove", 2)
    assert state(ready) == before


def test_several_go_in_one_entry_and_codes_are_never_given_again(ready: Run) -> None:
    entry = ready.json("member remove 示例甲 M002")
    assert entry["rows"] == 4  # two units, each with its spell
    assert ready.json("member list --all") == []
    assert ready.json("member add 示例丙 --category 银行 --joined 2020-01-01")["code"] == "M003"


def test_a_round_is_removed_and_what_it_brought_stays(
    ready: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = state(ready)
    ready("collect start 收集 --noun member --year 2023 --due 2024-03-31 --dir 发出")
    begun = state(ready)
    assert [one["kind"] for one in ready.json("today") if one["kind"] == "round_overdue"] == ["round_overdue"]
    assert ready.json("collect remove 收集")["rows"] == 3  # the round, and two units that were asked
    assert state(ready) == before
    assert not any(one["kind"] == "round_overdue" for one in ready.json("today"))
    assert len(list((tmp_path / "发出").glob("M00*.xlsx"))) == 2
    ready("undo")
    assert state(ready) == begun
    ready("collect remove 没有", 3)


def deleted(source: Path, *rows: tuple[str, str]) -> Path:
    """A copy of a workbook without the rows whose cells hold a text, each on its sheet."""
    book = openpyxl.load_workbook(source)
    for name, text in rows:
        sheet = book[name]
        found = [row for row in sheet.iter_rows() if any(cell.value == text for cell in row)]
        assert found
        for row in reversed(found):
            sheet.delete_rows(row[0].row)
    book.save(source.with_name("改.xlsx"))
    return source.with_name("改.xlsx")


@pytest.fixture
def book(ready: Run, tmp_path: Path) -> Path:
    made(
        ready,
        "member add 示例丙 --category 街道 --joined 2020-01-01",
        "activity add 示例论坛 --kind 论坛 --on 2023-01-01 --host 示例甲 --people 9",
        "activity attend 示例论坛 示例乙 --people 3",
        "fund open 示例专项 --opened 2023-01-01",
        "fund receive 示例专项 示例甲 5 --on 2023-02-01",
    )
    ready(["workbook", "export", tmp_path / "原.xlsx"])
    return tmp_path / "原.xlsx"


def test_rows_deleted_from_a_workbook_are_removed_only_where_that_is_asked_for(
    ready: Run, book: Path
) -> None:
    before = state(ready)
    changed = deleted(book, ("成员单位", "示例丙"), ("活动台账", "示例论坛"), ("经费流水", "示例甲"))
    ready(["workbook", "import", changed])
    assert state(ready) == before
    ready(["workbook", "import", changed, "--remove-missing", "--dry-run"])
    assert state(ready) == before
    told = ready.json(["workbook", "import", changed, "--remove-missing"])
    assert told["removed"] == ["成员单位 M003 示例丙", "活动台账 A2023-001 示例论坛"]
    assert told["missing"] == ["1 示例专项"]  # what is booked stays
    assert [unit["name"] for unit in ready.json("member list")] == ["示例甲", "示例乙"]
    assert ready.json("activity list") == []
    assert len(ready.json("fund ledger 示例专项")) == 1
    ready("undo")
    assert state(ready) == before


def test_what_was_made_or_changed_since_the_export_stays(ready: Run, book: Path) -> None:
    ready("member add 示例丁 --category 街道 --joined 2020-01-01")
    ready("member edit 示例丙 --note 后来改的")
    changed = deleted(book, ("成员单位", "示例丙"))
    assert ready.json(["workbook", "import", changed, "--remove-missing"])["removed"] == []
    assert [unit["name"] for unit in ready.json("member list")] == ["示例甲", "示例乙", "示例丙", "示例丁"]
    told = ready.json(["workbook", "import", changed, "--remove-missing", "--prefer", "mine"])
    assert told["removed"] == ["成员单位 M003 示例丙"]
    assert [unit["name"] for unit in ready.json("member list")] == ["示例甲", "示例乙", "示例丁"]


@pytest.mark.parametrize(
    ("sheet", "text", "told"),
    [
        ("成员单位", "示例甲", "成员单位“M001 示例甲”还有"),
        ("可选的词", "街道", "1 处在用"),
        ("联席会议", "示例联席会议", "联席会议本身不能删除"),
    ],
)
def test_a_workbook_removes_nothing_that_others_rest_on(
    ready: Run, book: Path, sheet: str, text: str, told: str
) -> None:
    before = state(ready)
    assert told in ready(["workbook", "import", deleted(book, (sheet, text)), "--remove-missing"], 4).stderr
    assert state(ready) == before


def test_a_sheet_from_elsewhere_removes_nothing(ready: Run, tmp_path: Path) -> None:
    before = state(ready)
    book = openpyxl.Workbook()
    book.active.append(["单位名称", "类别", "加入日期"])  # type: ignore[union-attr]
    book.active.append(["示例甲", "银行", "2020-01-01"])  # type: ignore[union-attr]
    book.save(tmp_path / "名册.xlsx")
    told = ready.json(["member", "import", tmp_path / "名册.xlsx", "--remove-missing"])
    assert (told["same"], told["removed"]) == (1, [])
    assert state(ready) == before


def test_a_code_is_never_used_twice_though_a_sheet_brought_it(council: Run) -> None:
    """Nor by a record of another year, nor after the import was undone."""
    Path("册.csv").write_text(
        "编号,单位名称,类别,加入日期\nM001,甲,银行,2020-01-01\nM003,丙,银行,2020-01-01\n自-9,丁,银行,2020-01-01\n",
        encoding="utf-8",
    )
    council("member import 册.csv --yes")
    council("member remove M003 --yes")
    assert council.json("member add 乙 --category 银行 --joined 2020-01-01")["code"] == "M004"
    Path("活动.csv").write_text(
        "编号,活动名称,活动类别,开始日期,主办单位\nA2022-002,示例活动,论坛,2022-05-01,甲\n", encoding="utf-8"
    )
    council("activity import 活动.csv --yes")
    council("undo --yes")
    add = "activity add 示例{} --kind 论坛 --host 甲 --on {}-06-01"
    assert council.json(add.format("一", 2022))["code"] == "A2022-003"
    assert council.json(add.format("二", 2023))["code"] == "A2023-001"
