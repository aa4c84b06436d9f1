"""today: where one is, and what is due; each kind by hand, on both databases."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.queries.due import kinds
from tests.commands import Run, assert_one_sentence, invoke
from tests.terminals import on_terminal

Clock = Callable[[str], None]
KEYS = ["kind", "what", "code", "day", "days_left", "working_days_left", "command"]


@pytest.fixture
def units(council: Run, today: Clock) -> Run:
    """A council of two units with liaison persons, on 1 March 2024."""
    today("2024-03-01")
    for name in ("甲单位", "乙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01 --contact 示例甲")
    return council


def due(run: Run, kind: str, more: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run.json(f"today {more}")
    assert all(list(row) == KEYS for row in rows)
    return [row for row in rows if row["kind"] == kind]


def days(rows: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(row["day"], row["days_left"]) for row in rows]


def test_nothing_is_due(units: Run) -> None:
    units("year close 2023")
    assert units.json("today") == []
    said = units("today").stdout
    assert "今天是 2024-03-01，没有到期要办的事。" in said
    assert "联席会议  示例联席会议" in said
    assert "还没有：liaison backup" in said


def test_a_term_without_a_successor(units: Run, today: Clock) -> None:
    units("chair appoint 甲单位 --from 2023-05-01 --to 2024-04-30")
    assert days(due(units, "term_ends")) == [("2024-04-30", 60)]  # 30 days of March, 30 of April
    (row,) = due(units, "term_ends")
    assert row["code"] == "M001"
    assert row["command"] == "liaison chair plan --from 2024-05-01 --count 1 --term 12m --order joined"
    planned = units.json(shlex.split(row["command"])[1:])
    assert [(one["start"], one["end"]) for one in planned] == [("2024-05-01", "2025-04-30")]
    today("2024-02-29")
    assert due(units, "term_ends") == []  # 61 days
    assert days(due(units, "term_ends", "--days 61")) == [("2024-04-30", 61)]
    today("2024-05-03")
    assert days(due(units, "term_ends")) == [("2024-04-30", -3)]
    units("chair appoint 乙单位 --from 2024-05-01 --to 2025-04-30")
    assert due(units, "term_ends") == []


def test_each_area_has_its_own_terms(units: Run) -> None:
    units("chair appoint 甲单位 --from 2023-03-15 --to 2024-03-14 --area 北片")
    units("chair appoint 乙单位 --from 2023-10-01 --to 2024-03-31 --area 南片")
    units("chair appoint 甲单位 --from 2024-03-01 --to 2025-02-28")
    found = due(units, "term_ends")
    assert days(found) == [("2024-03-14", 13), ("2024-03-31", 30)]
    assert [row["what"][:2] for row in found] == ["北片", "南片"]
    assert "--area 北片" in found[0]["command"]
    assert "--term 6m" in found[1]["command"]


def test_the_councils_own_order_is_used_where_it_has_one(units: Run) -> None:
    units("chair order 乙单位 甲单位")
    units("chair appoint 乙单位 --from 2023-04-01 --to 2024-03-31")
    (row,) = due(units, "term_ends")
    assert units.json(shlex.split(row["command"])[1:])[0]["unit"] == "甲单位"


def test_arrears_since_the_first_due_that_is_not_wholly_paid(units: Run) -> None:
    units("fund open 示例专项 --opened 2023-01-01 --custodian 甲单位")
    for unit, day, amount in (
        ("甲单位", "2023-02-01", 100),
        ("甲单位", "2023-06-01", 50),
        ("乙单位", "2023-03-01", 80),
    ):
        units(f"fund pledge F001 {unit} {amount} --on {day}")
    (row,) = due(units, "arrears")
    assert (row["code"], row["day"], row["days_left"]) == ("F001", "2023-02-01", -394)  # 365 + 29
    assert "2 家欠缴，共 230.00 元" in row["what"]
    assert units(shlex.split(row["command"])[1:])
    units("fund receive F001 甲单位 100 --on 2023-07-01")
    assert days(due(units, "arrears")) == [("2023-03-01", -366)]
    units("fund receive F001 乙单位 80 --on 2023-07-01")
    (row,) = due(units, "arrears")
    assert (row["day"], row["what"]) == ("2023-06-01", "“示例专项”有 1 家欠缴，共 50.00 元")
    units("fund receive F001 甲单位 60 --on 2023-08-01")  # too much of one pays nobody else's
    assert due(units, "arrears") == []


def test_a_round_that_has_not_come_back(units: Run, today: Clock) -> None:
    units("collect start '2023 年度' --noun activity --year 2023 --due 2024-03-15 --dir 发出")
    today("2024-03-15")
    assert due(units, "round_overdue") == []
    assert days(due(units, "round_overdue", "--days 0")) == [("2024-03-15", 0)]
    today("2024-03-16")
    (row,) = due(units, "round_overdue")
    assert (row["day"], row["days_left"], row["code"]) == ("2024-03-15", -1, None)
    assert "还有 2 家没有交" in row["what"]
    assert len(units.json(shlex.split(row["command"])[1:])) == 2
    back = Path("收回")
    back.mkdir()
    for path in Path("发出").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        book.save(back / path.name)
    units("collect merge '2023 年度' 收回")
    assert due(units, "round_overdue") == []


@pytest.mark.parametrize(
    ("every", "read", "quiet", "late", "since", "lacking"),
    [
        ("day", "2024-03-05", "2024-03-06", "2024-03-07", "2024-03-06", 1),  # Tuesday, then Wednesday
        ("day", "2024-03-08", "2024-03-11", "2024-03-12", "2024-03-11", 3),  # a Friday; the Monday is awaited
        (
            "week",
            "2024-03-05",
            "2024-03-17",
            "2024-03-18",
            "2024-03-17",
            1,
        ),  # the week after ends on a Sunday
        ("month", "2024-03-05", "2024-04-30", "2024-05-01", "2024-04-30", 1),
    ],
)
def test_an_indicator_that_is_not_read(
    units: Run, today: Clock, every: str, read: str, quiet: str, late: str, since: str, lacking: int
) -> None:
    units("project add 示例班车 --lead 甲单位 --start 2024-03-01")
    units("project stage 示例班车 实施 --on 2024-03-01")
    units(f"project indicator 示例班车 '乘坐 人次' --unit 人次 --every {every}")
    today(read)
    units(f"project record 示例班车 '乘坐 人次' {read} 20")
    today(quiet)
    assert due(units, "reading_late") == []
    today(late)
    (row,) = due(units, "reading_late")
    assert (row["day"], row["days_left"], row["code"]) == (since, -1, "P2024-01")
    for _one in range(lacking):
        (row,) = due(units, "reading_late")
        units([*shlex.split(row["command"])[1:], "30"])
    assert due(units, "reading_late") == []


def test_an_indicator_that_was_never_read_and_a_project_that_does_not_run(units: Run, today: Clock) -> None:
    units("project add 示例班车 --lead 甲单位 --start 2024-03-04")
    units("project indicator 示例班车 乘坐人次 --unit 人次 --every week")
    today("2024-03-20")
    assert due(units, "reading_late") == []
    units("project stage 示例班车 实施 --on 2024-03-04")
    assert days(due(units, "reading_late")) == [("2024-03-10", -10)]
    units("project stage 示例班车 结项 --on 2024-03-19")
    assert due(units, "reading_late") == []


def test_elections(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-09-01")  # 184 days, the longest six months
    units("member edit 乙单位 --election-due 2024-09-02")
    (row,) = due(units, "election")
    assert (row["code"], row["day"], row["days_left"]) == ("M001", "2024-09-01", 184)
    assert len(due(units, "election", "--days 185")) == 2
    units("member leave 甲单位 --on 2024-02-29 --reason 示例")
    assert due(units, "election") == []
    units("member edit 乙单位 --election-due 2023-12-31")
    (row,) = due(units, "election")
    assert row["days_left"] == -61
    assert row["command"].startswith("liaison member edit M002 --election-due ")


def test_units_without_a_liaison_person(units: Run) -> None:
    units("member edit 乙单位 --contact ''")
    units("member add 丙单位 --category 其他 --joined 2024-06-01")  # not yet a member
    (row,) = due(units, "no_contact")
    assert (row["code"], row["day"], row["days_left"]) == ("M002", None, None)
    assert row["command"] == "liaison member edit M002 --contact 〈姓名〉 --phone 〈电话〉"


def test_a_year_that_is_over_and_not_closed(units: Run, today: Clock) -> None:
    units("year close 2023")
    today("2024-12-31")
    assert due(units, "year_open") == []
    today("2026-01-01")
    (row,) = due(units, "year_open")
    assert (row["code"], row["day"], row["days_left"]) == (None, "2025-12-31", -1)
    units(row["command"].removeprefix("liaison "))
    assert due(units, "year_open") == []
    assert [one["year"] for one in units.json("year list")][-2:] == [2024, 2025]


def test_plaques_to_be_reviewed_and_at_their_end(units: Run, today: Clock) -> None:
    add = "--kind 授牌 --holder 甲单位 --on 2023-03-15"
    units(f"honour add 甲 {add} --review 2024-03-31")
    units(f"honour add 乙 {add} --until 2024-04-01")
    units(f"honour add 丙 {add} --until 2024-03-10 --review 2024-03-20")
    units(f"honour add 丁 {add} --until 2024-03-05")
    units("honour step 丁 摘牌 --on 2024-02-29")
    rows = due(units, "honour_review")
    assert [row["code"] for row in rows] == ["J2023-003", "J2023-001"]
    assert days(rows) == [("2024-03-10", 9), ("2024-03-31", 30)]
    today("2024-04-02")
    assert [row["code"] for row in due(units, "honour_review")] == ["J2023-003", "J2023-001", "J2023-002"]
    units(shlex.split(due(units, "honour_review")[0]["command"])[1:])
    assert "正在复核" in due(units, "honour_review")[0]["what"]
    units("honour step 丙 续期 --on 2024-04-02")
    assert "已经续期，还没有填新的日期" in due(units, "honour_review")[0]["what"]
    units("honour edit 丙 --until 2027-03-10 --review 2025-03-10")
    assert days(due(units, "honour_review")) == [("2024-03-31", -2), ("2024-04-01", -1)]
    today("2025-03-01")
    assert "到复核日" in due(units, "honour_review")[2]["what"]


def test_matters_late_or_soon(units: Run, today: Clock) -> None:
    today("2023-12-31")
    for title, by in (("迟", "2023-12-20"), ("近", "2024-01-07"), ("远", "2024-01-08"), ("完", "2023-12-20")):
        units(f"matter add {title} --kind 需求 --by 甲单位 --on 2023-11-01 --due {by}")
    units("matter move 完 退回 --on 2023-11-30")
    # Seven days ahead of 31 December is 7 January.
    assert days(due(units, "matter_due")) == [("2023-12-20", -11), ("2024-01-07", 7)]


def test_what_comes_before_a_meeting_and_after_it(units: Run, today: Clock) -> None:
    units("charter set --from 2020-01-01 --topic-days 15 --notice-days 7 --task-days 3 --meetings 2")
    units("meeting add --kind 轮值会议 --on 2024-03-23 --host 甲单位")
    assert days(due(units, "topics")) == [("2024-03-08", 7)]
    assert due(units, "notice") == []
    today("2024-03-16")
    assert due(units, "topics") == []  # that day is over
    assert days(due(units, "notice")) == [("2024-03-16", 0)]
    today("2024-03-24")
    units("meeting agenda H2024-001 增设站点 听取报告")
    for unit in ("甲单位", "乙单位"):
        units(f"meeting attend H2024-001 {unit} 出席")
    units("meeting decide H2024-001 1 通过 --for 2")
    units("meeting decide H2024-001 2 听取")
    (row,) = due(units, "task")
    assert (row["day"], row["days_left"]) == ("2024-03-26", 2)
    units(shlex.split(row["command"])[1:])
    assert due(units, "task") == []
    today("2024-11-01")
    assert days(due(units, "meetings")) == [("2024-12-31", 60)]
    units("meeting add --kind 轮值会议 --on 2024-12-20 --host 甲单位")
    assert due(units, "meetings") == []


def test_agreements_at_their_end(units: Run, today: Clock) -> None:
    add = "--party 甲单位 --party 乙单位 --signed 2022-06-01"
    units(f"agreement add 一 {add} --end 2024-05-30")
    units(f"agreement add 二 {add} --end 2024-05-31")
    units(f"agreement add 三 {add} --end 2024-02-29")
    units(f"agreement add 四 {add} --end 2024-03-31 --renews 是")
    units(f"agreement add 五 {add}")
    units("agreement add 六 --party 甲单位 --party 乙单位 --end 2024-03-31")  # only drafted
    # March has 31 days, April 30, May 31: 30 May is the 90th.
    assert days(due(units, "agreement_ends")) == [("2024-02-29", -1), ("2024-03-31", 30), ("2024-05-30", 90)]
    late, itself, soon = due(units, "agreement_ends")
    assert "已经到期，还没有续签或终止" in late["what"]
    assert "到期自动续签" in itself["what"]
    assert "“一”将要到期" in soon["what"]
    today("2024-04-30")
    rows = due(units, "agreement_ends")
    assert [row["code"] for row in rows] == ["G2022-003", "G2022-001", "G2022-002"]
    assert "请定下续签还是终止" in rows[1]["what"]
    assert "将要到期" in rows[2]["what"]
    units("agreement renew 三 --until 2025-02-28")
    units("agreement end 一 --on 2024-04-30")
    assert [row["code"] for row in due(units, "agreement_ends")] == ["G2022-002"]


def test_every_kind_is_tried() -> None:
    """Each kind has a test above, by the name under which it asks for it."""
    source = Path(__file__).read_text(encoding="utf-8")
    assert kinds()
    for kind in kinds():
        assert f'"{kind.key}"' in source, kind.key
    assert len({kind.label for kind in kinds()}) == len(kinds())


def test_many_of_one_kind_are_not_all_told_on_the_screen(units: Run) -> None:
    for number in range(11):
        units(f"member add 示例{number}单位 --category 其他 --joined 2020-01-01")
    assert len(due(units, "no_contact")) == 11
    said = units("today").stdout
    assert said.count("没有联络员") == 8
    assert "缺联络员另有 3 件" in said
    assert "要办的有 12 件" in said


def test_the_forms_of_the_answer(read_example: Run, tmp_path: Path) -> None:
    rows = read_example.json("today")
    assert rows
    assert len(read_example("today --csv").stdout.splitlines()) == len(rows) + 1
    read_example(["today", "-o", tmp_path / "今日.xlsx"])
    assert openpyxl.load_workbook(tmp_path / "今日.xlsx").active["A1"].value.startswith("今日要办")
    for line in ("today --days -1", "today --days 两周", "today --days 1.5"):
        assert_one_sentence(read_example(line, 2))
    assert read_example.json("today --days 999999999999")


def test_each_command_is_one(read_example: Run, today: Clock) -> None:
    from tests.test_commands import COMMANDS

    today("2024-05-20")
    for row in read_example.json("today --days 400"):
        _liaison, noun, verb, *rest = shlex.split(row["command"])
        COMMANDS[f"{noun} {verb}"].make_context(verb, rest).close()


# -- liaison alone ----------------------------------------------------------------------------------------------------


def test_alone_on_a_terminal_it_is_today(example: Run) -> None:
    for arguments in ([], ["--db", example.place]):
        shown = on_terminal(arguments)
        assert shown.code == 0
        assert "要办的有 16 件" in shown.stdout
        assert "liaison fund" in shown.stdout


def test_alone_without_a_terminal_or_a_council_it_is_help(
    example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert invoke([]).stdout == invoke(["--help"]).stdout
    monkeypatch.delenv("LIAISON_DB")
    shown = on_terminal([])
    assert shown.code == 0
    assert "用法：liaison" in shown.stdout
    assert not Path("home/data/liaison/liaison.db").exists()


def test_alone_on_a_terminal_a_bad_database_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "坏.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("LIAISON_DB", "坏.db")
    shown = on_terminal([])
    assert shown.code == 6
    assert "不是本程序的数据库文件" in shown.stdout
    assert "Traceback" not in shown.stdout
