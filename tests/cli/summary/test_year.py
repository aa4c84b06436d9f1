"""A closed year stands as it was published: nothing changes it without a reason, and what the records give otherwise is named."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.dates import Day
from liaison.nouns.registry import NOUNS
from liaison.settings import place as read_place
from liaison.store.opening import reading
from tests.cli.keeping.test_undo import state
from tests.commands import Run, unsealed


@pytest.fixture
def closed(council: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A small council whose year 2023 (and all before) is closed in 2024: three activities, a term, a project, money."""
    monkeypatch.setenv("LIAISON_TODAY", "2024-03-01")
    for line in (
        "choice add activity_kind 论坛",
        "member add 甲 --category 银行 --joined 2019-01-01 --phone 13800000001 --party-members 10",
        "member add 乙 --category 银行 --joined 2019-01-01",
        "chair appoint 甲 --from 2023-07-01",
        "project add 班车 --lead 甲 --start 2023-02-01",
        "project stage 班车 立项 --on 2023-02-01",
        "project indicator 班车 人次 --unit 人次",
        "project record 班车 人次 2023-05-08 30",
        "activity add 一 --kind 论坛 --on 2022-05-01 --host 甲 --people 5",
        "activity add 二 --kind 论坛 --on 2023-05-01 --host 甲 --people 7",
        "activity add 三 --kind 论坛 --on 2023-06-01 --host 乙 --people 8",
        "fund open 专项 --custodian 甲 --opened 2023-01-01",
        "fund receive 专项 甲 100 --on 2023-01-05",
    ):
        council(line)
    assert council.json("year close 2023")["rows"] == 6
    return council


def figure(report: Any, key: str) -> Any:
    return next(one for one in report["figures"] if one["key"] == key)


def test_a_year_is_closed_with_all_before_it_and_only_when_it_is_over(closed: Run) -> None:
    assert [one["year"] for one in closed.json("year list")] == [2018, 2019, 2020, 2021, 2022, 2023]
    assert all(one["corrections"] == [] for one in closed.json("year list"))
    closed("year close 2023", 4)
    assert "还没有过完" in closed("year close 2024", 4).stderr
    closed("year close 明年", 2)
    closed("year reopen 2024 --reason 示例", 3)
    closed("year reopen 2023 --reason ' '", 2)


def test_the_list_of_closed_years_is_asked_like_any(closed: Run) -> None:
    closed(f"{ADDED} --correct 漏记了一场")
    whole = closed.json("year list")
    assert [one["year"] for one in closed.json("year list --sort -年度 --limit 2")] == [2023, 2022]
    assert closed.json("year list --find 漏记") == whole[-1:]
    assert closed.json("year list --columns 年度,更正") == [
        {key: one[key] for key in ("year", "corrections")} for one in whole
    ]
    assert "没有符合的记录" in closed("year list --find 没有这样的").stdout


ADDED = "activity add 补 --kind 论坛 --on 2023-12-31 --host 甲 --people 3"
CHANGES = (
    ADDED,
    "activity edit 三 --people 9",
    "activity edit 三 --on 2024-01-02",
    "activity attend 二 乙 --people 3",
    "activity remove 二",
    "project record 班车 人次 2023-05-09 31",
    "project record 班车 人次 2023-05-08 31",
    "project remove 班车 --indicator 人次 --reading 2023-05-08",
    "project stage 班车 实施 --on 2023-12-01",
    "project edit 班车 --start 2024-01-01",
    "fund receive 专项 乙 1 --on 2023-12-31",
    "member leave 乙 --on 2023-12-01",
    "member add 丙 --category 银行 --joined 2023-12-31",
    "member edit 甲 --party-members 11",
    "member rename 甲 甲甲",
    "chair end 甲 --on 2023-12-01",
    "choice rename category 银行 商业银行",
    "council edit --records-from 2023-01-01",
    "undo",
)


@pytest.mark.parametrize("line", CHANGES)
def test_what_would_change_a_closed_year_is_refused_unless_a_reason_is_given(closed: Run, line: str) -> None:
    if line == "undo":  # the newest that can be taken back is the closing itself
        line = f"undo {closed.json('log')[1]['entry']}"
    before, told = state(closed), unsealed(closed("report year 2023 --json").stdout)
    assert "已结账" in closed(line, 4).stderr
    assert state(closed) == before
    closed(f"{line} --correct ' '", 2)
    assert "原因" in closed(f"{line} --correct 当时漏了").stderr
    report = closed.json("report year 2023")
    old = closed.json("log")[0]["entry"]
    (correction,) = closed.json("year list")[-1]["corrections"]
    assert (correction["entry"], correction["reason"]) == (old, "当时漏了")
    # The figures, the lists and the sentences stand; what the records give otherwise is named with the entry that did it.
    was = json.loads(told)
    assert report["figures"] == was["figures"]
    for part in ("activities", "projects", "chairs"):
        assert report[part] == was[part]
    assert report["notes"][: len(was["notes"])] == was["notes"]
    assert all(one["entries"] == [old] for one in report["closed"]["otherwise"])
    assert closed.json("doctor")["ok"]
    closed(f"undo {old}")
    assert state(closed) == before
    assert closed.json("report year 2023")["closed"]["otherwise"] == []


ALLOWED = (
    "member edit 甲 --phone 13900000009",
    "member edit 甲 --contact 示例丁 --secretary 示例戊",
    "member edit 甲 --address 示例路1号 --note 示例 --contact-post 干事",
    "member edit 甲 --party-members 10",
    "member leave 乙 --on 2024-01-01",
    "member add 丙 --category 银行 --joined 2024-01-01",
    "chair end 甲 --on 2024-06-30",
    "chair appoint 甲 --from 2024-07-01 --area 东片",
    "activity add 新 --kind 讲座 --on 2024-01-01 --host 甲 --people 3",
    "project add 新 --lead 甲 --start 2024-02-01",
    "project stage 班车 结项 --on 2024-02-01",
    "project record 班车 人次 2024-02-01 3",
    "fund receive 专项 甲 100 --on 2024-01-05",
    "fund reverse 专项 1 --on 2024-01-06 --reason 示例",
    "council edit --secretariat 示例秘书处",
    "choice add area 西片",
    "undo",
)


def test_what_belongs_to_later_years_or_to_no_report_goes_on(closed: Run) -> None:
    published = closed.json("report year 2023")["figures"]
    for line in ALLOWED:
        closed(line)
    assert all(one["corrections"] == [] for one in closed.json("year list"))
    assert closed.json("report year 2023")["closed"]["otherwise"] == []
    assert closed.json("report year 2023")["figures"] == published


def test_the_next_years_compare_with_what_was_published(closed: Run, today: Any) -> None:
    today("2025-03-01")
    closed(f"{ADDED} --correct 补登")
    report = closed.json("report year 2024")
    held = figure(report, "activities_held")
    assert (held["value"], held["previous"]) == (0, 2)
    assert held["since_founding"] == 3  # 1 + 2 as published + 0, though the records have one more
    assert [one["value"] for one in held["years"]][-3:] == [1, 2, 0]
    trace = closed.json("report year 2023 --trace activities_held")
    assert (trace["value"], trace["records"], len(trace["rows"])) == (2, 3, 3)
    (told,) = [
        one
        for one in closed.json("report year 2023")["closed"]["otherwise"]
        if one["key"] == "activities_held"
    ]
    assert (told["closed"], told["records"]) == (2, 3)
    shown = closed("report year 2023").stdout.replace("\n", "").replace(" ", "")
    assert "举办活动结账数2场、现在3场" in shown
    closed("year reopen 2023 --reason 示例")
    report = closed.json("report year 2023")
    assert figure(report, "activities_held")["value"] == 3
    assert "closed" not in report
    closed("year close 2023")
    assert figure(closed.json("report year 2023"), "activities_held")["value"] == 3
    assert closed.json("year list")[-1]["corrections"] == []


def test_taking_back_a_reopening_says_which_years(closed: Run) -> None:
    years = [row["year"] for row in closed.json("year list")]
    closed(f"year reopen {years[-2]} --reason 示例")
    shown = closed("undo --dry-run").stdout
    assert [line.strip() for line in shown.splitlines() if "结账" in line][:2] == [
        f"改动 结账 {year}" for year in years[-2:]
    ]
    entry = closed.json("undo --yes")["entry"]
    assert [row["year"] for row in closed.json("year list")] == years
    assert f"改动 结账 {years[-1]}" in closed(f"log show {entry}").stdout


def test_closed_beats_imported(closed: Run, today: Any, tmp_path: Path) -> None:
    path = tmp_path / "公布.csv"
    path.write_text("年度,指标,数值\n2023,举办活动,28\n", encoding="utf-8")
    assert "已结账" in closed(["report", "import", path], 5).stdout
    closed(["report", "import", path, "--correct", "示例"])
    assert figure(closed.json("report year 2023"), "activities_held")["value"] == 2
    today("2025-03-01")
    assert figure(closed.json("report year 2024"), "activities_held")["previous"] == 2


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("活动名称", "活动类别", "开始日期", "主办单位", "参加人数"), *rows):
        page.append(row)
    book.save(path)
    return path


def test_rows_of_a_sheet_that_reach_a_closed_year_are_refused_one_by_one(closed: Run, tmp_path: Path) -> None:
    old, new = ("补", "论坛", "2023-12-01", "甲", 3), ("新", "论坛", "2024-02-01", "甲", 4)
    path = sheet(tmp_path / "活动.xlsx", new, old, ("二", "论坛", "2023-05-01", "甲", 7))
    before = state(closed)
    told = closed.json(["activity", "import", path], 5)
    assert [(one["row"], one["column"]) for one in told["problems"]] == [(3, "活动名称")]
    assert "已结账" in told["problems"][0]["reason"]
    assert state(closed) == before
    told = closed.json(["activity", "import", path, "--accept-good"], 5)
    assert (told["new"], told["same"], told["refused"]) == (1, 1, 1)
    assert [one["title"] for one in closed.json("activity list --year 2024")] == ["新"]
    assert len(closed.json("activity list --year 2023")) == 2
    closed(["activity", "import", path, "--correct", "补登"])
    assert len(closed.json("activity list --year 2023")) == 3


def test_an_exported_workbook_comes_back_unchanged(closed: Run, tmp_path: Path) -> None:
    closed(["workbook", "export", tmp_path / "全.xlsx"])
    before = state(closed)
    closed(["workbook", "import", tmp_path / "全.xlsx"])
    assert state(closed) == before


def test_a_closed_year_looks_as_it_did(example: Run, today: Any, tmp_path: Path) -> None:
    today("2024-06-30")
    before = {}
    for kind in ("", "--json"):
        before[kind] = unsealed(example(f"report year 2023 {kind}").stdout)
    example(["report", "year", "2023", "-o", tmp_path / "前.xlsx"])
    example("year close 2023")
    old, new = json.loads(before["--json"]), json.loads(unsealed(example("report year 2023 --json").stdout))
    assert new.pop("closed")["otherwise"] == []
    assert "已于" in new["notes"].pop()
    assert {key: one for key, one in new.items() if key != "seal"} == {
        key: one for key, one in old.items() if key != "seal"
    }
    lines = unsealed(example("report year 2023").stdout).splitlines()
    said = [line for line in before[""].splitlines() if line not in lines]
    assert all("封印" in line for line in said), said
    example(["report", "year", "2023", "-o", tmp_path / "后.xlsx"])
    first, second = (openpyxl.load_workbook(tmp_path / name) for name in ("前.xlsx", "后.xlsx"))
    assert first.sheetnames == second.sheetnames
    for name in first.sheetnames:
        told = [[cell.value for cell in row] for row in first[name].iter_rows()]
        again = [[cell.value for cell in row] for row in second[name].iter_rows()]
        differing = [row for row in told if row not in again]
        assert all("封印" in str(row) for row in differing), (name, differing)


def test_no_figure_hangs_on_a_column_that_stands_aside(example: Run) -> None:
    """Every such column is changed in every record, and every year still gives the same."""
    from liaison.figures.summary.closed import parts_of
    from liaison.figures.summary.content import by_records

    def told() -> list[dict[str, str]]:
        with reading(read_place(example.place)) as database:
            return [parts_of(by_records(database, year)) for year in (2021, 2022, 2023)]

    before = told()
    aside = [(noun, column) for noun in NOUNS.values() for column in noun.columns if column.aside]
    assert {column.key for _noun, column in aside} >= {"phone", "address"}
    with sqlite3.connect(example.place) as connection:
        for noun, column in aside:
            if column.store:
                value = "'2031-01-01'" if isinstance(column.kind, Day) else f"'示例' || {noun.table}.id"
                connection.execute(f"UPDATE {noun.table} SET {column.store} = {value}")
            elif column.link:
                connection.execute(f"DELETE FROM {column.link.table}")
    connection.close()
    assert told() == before
    with sqlite3.connect(example.place) as connection:  # and it would be seen
        connection.execute("UPDATE unit SET party_members = party_members + 1")
    connection.close()
    assert told() != before


def test_what_comes_back_of_a_round_obeys_it_too(
    closed: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    closed("collect start 收集 --noun activity --year 2023 --due 2024-03-31 --dir 发出")
    (tmp_path / "收回").mkdir()
    (sent,) = (tmp_path / "发出").glob("M001*.xlsx")
    book = openpyxl.load_workbook(sent)
    page = book["活动台账"]
    place = {cell.value.rstrip("★"): cell.column for cell in page[1] if cell.value}
    row = next(row[0].row for row in page.iter_rows() if any(cell.value == "二" for cell in row))
    page.cell(row, place["参加人数"]).value = 70
    book.save(tmp_path / "收回" / "甲.xlsx")
    before = state(closed)
    told = closed.json("collect merge 收集 收回", 5)
    assert "已结账" in str(told)
    assert {name: rows for name, rows in state(closed).items() if name == "activity"} == {
        "activity": before["activity"]
    }
    assert closed.json("collect merge 收集 收回 --correct 单位更正")["changed"] == 1
    (correction,) = closed.json("year list")[-1]["corrections"]
    assert correction["reason"] == "单位更正"
