"""A topic from being raised to its report at the next meeting; who has sent one in; what follows from a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.commands import Run, assert_one_sentence

UNITS = "甲乙丙丁"


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in UNITS:
        council(f"member add {name}单位 --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2023-03-20 --host 甲单位")
    council("meeting add --kind 轮值会议 --on 2023-06-20 --host 乙单位")
    council("matter add 增开班车 --kind 议题 --by 乙单位 --on 2023-03-01")
    return council


@pytest.fixture
def listed(units: Run) -> Run:
    """The topic is on the agenda of the first meeting, to which all came."""
    units("matter move 增开班车 受理 --on 2023-03-02")
    units("meeting agenda H2023-001 听取轮值情况 增开班车")
    for name in UNITS:
        units(f"meeting attend H2023-001 {name}单位 出席")
    return units


def steps(run: Run, matter: str = "X2023-001") -> list[tuple[str, str, str | None]]:
    told = run.json(f"matter show {matter}")["steps"]
    return [(one["action"], one["day"], one["unit"]) for one in told]


def test_a_topic_goes_from_one_meeting_to_its_report_at_the_next(listed: Run) -> None:
    assert listed.json("matter show X2023-001")["status"] == "列入会议"
    listed("meeting decide H2023-001 2 通过 --for 4 --assign 丙单位 --due 2023-06-10")
    assert steps(listed) == [
        ("受理", "2023-03-02", None),
        ("列入会议", "2023-03-20", None),
        ("交办", "2023-03-20", "丙单位"),
    ]
    matter = listed.json("matter show X2023-001")
    assert (matter["lead"], matter["due"], matter["status"]) == ("丙单位", "2023-06-10", "交办")
    assert matter["meetings"] == [
        {"meeting": "第1次轮值会议", "meeting_code": "H2023-001", "number": 2, "outcome": "通过"}
    ]
    listed("matter move X2023-001 办理 --on 2023-04-02 --text 示例谈妥线路")
    opening = listed.json("meeting agenda H2023-002")["decisions"]
    assert [(one["matter_code"], one["status"], one["light"], one["told"]) for one in opening] == [
        ("X2023-001", "办理", "红", "示例谈妥线路")
    ]
    listed("matter move X2023-001 送审 --on 2023-06-02 --text 示例四条线路已开")
    listed("matter move X2023-001 销号 --on 2023-06-12")
    (told,) = listed.json("meeting agenda H2023-002")["decisions"]
    assert (told["meeting_code"], told["number"], told["status"], told["light"]) == (
        "H2023-001",
        2,
        "销号",
        "灰",
    )
    assert (told["lead"], told["due"], told["told"]) == ("丙单位", "2023-06-10", "示例四条线路已开")
    # What is closed before one meeting is not told at the one after that.
    listed("meeting add --kind 全体会议 --on 2023-09-20 --host 乙单位")
    assert listed.json("meeting agenda H2023-003")["decisions"] == []


def test_what_is_open_is_told_at_each_meeting_until_it_is_done(listed: Run) -> None:
    listed("meeting decide H2023-001 2 原则同意 --assign 丙单位")
    listed("meeting add --kind 全体会议 --on 2023-09-20 --host 乙单位")
    for meeting in ("H2023-002", "H2023-003"):
        told = listed.json(f"meeting agenda {meeting}")["decisions"]
        assert [(one["matter_code"], one["meeting_code"]) for one in told] == [("X2023-001", "H2023-001")]


def test_a_matter_that_is_decided_is_only_reported_on(listed: Run) -> None:
    listed("meeting decide H2023-001 2 通过 --assign 丙单位")
    before = steps(listed)
    agenda = listed.json("meeting agenda H2023-002 X2023-001")["agenda"]
    assert [(one["matter_code"], one["title"]) for one in agenda] == [("X2023-001", "增开班车")]
    assert steps(listed) == before
    for name in UNITS:
        listed(f"meeting attend H2023-002 {name}单位 出席")
    listed("meeting decide H2023-002 1 听取")
    assert steps(listed) == before


def test_what_was_no_matter_becomes_a_task(listed: Run) -> None:
    said = listed("meeting decide H2023-001 1 原则同意 --assign 丁单位 --due 2023-07-10").stdout
    assert "事项 X2023-002“听取轮值情况”交给“丁单位”，2023-07-10 前办好。" in said
    task = listed.json("matter show X2023-002")
    assert (task["kind"], task["raised_by"], task["raised"]) == ("督办", "甲单位", "2023-03-20")
    assert steps(listed, "X2023-002") == [
        ("受理", "2023-03-20", None),
        ("交办", "2023-03-20", "丁单位"),
    ]
    assert [one["matter"] for one in listed.json("meeting show H2023-001")["agenda"]] == [
        "听取轮值情况",
        "增开班车",
    ]
    done = {name: listed.dump()[name] for name in ("matter", "matter_step", "agenda_item")}
    listed("undo --yes")
    assert listed.json("matter list --kind 督办") == []
    listed("redo --yes")
    assert {name: listed.dump()[name] for name in done} == done


@pytest.mark.parametrize("outcome", ["缓议", "退回"])
def test_what_is_put_off_waits_for_a_later_meeting(listed: Run, outcome: str) -> None:
    listed(f"meeting decide H2023-001 2 {outcome}")
    assert listed.json("matter show X2023-001")["status"] == "缓议"
    listed("meeting agenda H2023-002 X2023-001")
    assert listed.json("matter show X2023-001")["status"] == "列入会议"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("meeting agenda H2023-001 增开班车", "现在是“提出”，不能“列入会议”"),
        ("meeting decide H2023-001 9 通过", "没有第 9 项"),
    ],
)
def test_what_cannot_be_is_refused(units: Run, line: str, words: str) -> None:
    before = units.dump()
    assert_one_sentence(units(line, None), words)
    assert units.dump() == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("meeting decide H2023-001 2 缓议 --assign 丙单位", "不能交办"),
        ("meeting decide H2023-001 2 通过 --due 2023-06-01", "没有写交给谁办"),
        ("meeting decide H2023-001 2 通过 --assign 丙单位 --due 2023-02-01", "早于提出日期"),
        ("meeting decide H2023-001 2 通过 --assign 没有的", "没有找到"),
    ],
)
def test_what_cannot_be_decided_leaves_everything_as_it_was(listed: Run, line: str, words: str) -> None:
    before = listed.dump()
    assert_one_sentence(listed(line, None), words)
    assert listed.dump() == before


def test_a_matter_given_twice_is_refused(listed: Run) -> None:
    listed("meeting decide H2023-001 2 通过 --assign 丙单位")
    before = listed.dump()
    assert_one_sentence(listed("meeting decide H2023-001 2 通过 --assign 丁单位", None), "已经是“交办”")
    assert listed.dump() == before


def test_who_has_sent_in_a_topic_by_the_day_the_rules_say(units: Run) -> None:
    """With 15 days before 2023-06-20 the last day is 2023-06-05; what came before the first meeting is not for the second."""
    units("matter add 议题二 --kind 议题 --by 丙单位 --on 2023-06-05")
    units("matter add 议题三 --kind 议题 --by 丁单位 --on 2023-06-06")
    units("matter add 需求一 --kind 需求 --by 甲单位 --on 2023-05-01")
    rows = units.json("meeting call-for-topics H2023-002")
    assert [(row["unit"][0], row["topics"], row["late"], row["status"]) for row in rows] == [
        ("甲", 0, 0, "未报"),
        ("乙", 0, 0, "未报"),
        ("丙", 1, 0, "已报"),
        ("丁", 0, 1, "截止后才报"),
    ]
    assert "2023-06-05 前报送" in units("meeting call-for-topics H2023-002").stdout
    (sent,) = [row for row in units.json("meeting call-for-topics H2023-001") if row["topics"] + row["late"]]
    assert (sent["unit"], sent["topics"]) == ("乙单位", 1)
    units("charter set --from 2023-01-01 --topic-days 14")
    assert "2023-06-06 前报送" in units("meeting call-for-topics H2023-002").stdout
    # 22 and 23 June 2023 were 端午, 25 June was worked: nothing of that lies before the 20th, but weekends do.
    units("charter set --from 2023-01-01 --topic-days 10 --working-days 是")
    assert "2023-06-06 前报送" in units("meeting call-for-topics H2023-002").stdout


def test_without_a_meeting_the_next_one_is_meant(units: Run, today: Callable[[str], None]) -> None:
    assert_one_sentence(units("meeting call-for-topics", 3), "没有登记今天以后的会议")
    today("2023-04-01")
    assert "第2次轮值会议议题征集（4 家还没有报）" in units("meeting call-for-topics").stdout


def test_nobody_is_represented_where_the_rules_do_not_let_anybody(units: Run) -> None:
    units("charter set --from 2023-01-01 --stand-in 不可委托")
    assert "章程规定不可委托出席" in units("meeting attend H2023-001 甲单位 委托").stderr
    units("charter set --from 2023-01-01 --strict 是")
    assert_one_sentence(units("meeting attend H2023-001 乙单位 委托", None), "从严不予登记")


@pytest.mark.parametrize(
    ("day", "working", "late", "near"),
    [
        # 2023-10-07 (Saturday) and 10-08 (Sunday) were worked, 09-29 to 10-06 were not.
        ("2023-10-06", False, "2023-10-05", "2023-10-13"),
        ("2023-10-06", True, "2023-09-28", "2023-10-13"),
        ("2023-10-08", True, "2023-10-07", "2023-10-17"),
    ],
)
def test_lights_count_working_days_where_the_rules_do(
    units: Run, today: Callable[[str], None], day: str, working: bool, late: str, near: str
) -> None:
    """What was due on ``late`` is overdue on ``day``, what was due the day after is not; ``near`` is the last near one."""
    if working:
        units("charter set --from 2023-01-01 --working-days 是")
    dues = {"一": late, "二": _after(late), "三": near, "四": _after(near)}
    for name, due in dues.items():
        units(f"matter add 事项{name} --kind 督办 --by 甲单位 --on 2023-08-01 --due {due}")
    today(day)
    lights = {row["title"][-1]: row["light"] for row in units.json("matter list --kind 督办")}
    assert lights == {"一": "红", "二": "黄", "三": "黄", "四": "绿"}
    assert [row["title"] for row in units.json("matter list --light 红")] == ["事项一"]
    figures = units.json(f"report period --from 2023-01-01 --to {day}")["figures"]
    assert next(one["value"] for one in figures if one["key"] == "matters_overdue") == 1


def _after(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
