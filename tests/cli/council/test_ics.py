"""today --ics: read back with the library, and held against RFC 5545 without it; written twice it moves what it told before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.commands import Run, assert_one_sentence

SHANGHAI = ZoneInfo("Asia/Shanghai")
FILE = Path("待办.ics")


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    """A council of two units on 1 March 2024, nothing due."""
    today("2024-03-01")
    for name in ("甲单位", "乙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01 --contact 示例甲")
    council("year close 2023")
    return council


def written(run: Run, more: str = "--force") -> dict[str, tuple[date, str]]:
    """The events of a calendar by what is before the @ of their UIDs: day and summary."""
    run(f"today --ics {FILE} {more}")
    found = {}
    for event in Calendar.from_ical(FILE.read_bytes()).walk("VEVENT"):
        begin = event.decoded("dtstart")
        assert begin.utcoffset() == timedelta(hours=8)
        assert (begin.hour, begin.minute) == (9, 0)
        assert event.decoded("dtend") - begin == timedelta(minutes=30)
        assert str(event["uid"]) not in found
        found[str(event["uid"]).split("@")[0]] = (begin.date(), str(event["summary"]))
    return found


def test_what_is_due_is_on_its_day_and_what_is_late_is_today(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-05-14")
    units("chair appoint 乙单位 --from 2024-01-01 --to 2024-11-30")
    units("fund open 示例专项 --opened 2024-01-01 --custodian 甲单位")
    units("fund pledge F001 乙单位 80 --on 2024-02-01")
    found = written(units, "")
    assert found == {
        # Six months before it ends lie behind, and four: 14 January.
        "election-1": (date(2024, 5, 14), "换届：甲单位的党组织换届，任期届满"),
        "term_ends-1": (date(2024, 11, 30), "轮值到期：第 1 任轮值主席乙单位任期届满，还没有下一任"),
        "arrears-1": (date(2024, 3, 1), "欠缴：“示例专项”有 1 家欠缴，共 80.00 元"),
    }


def test_an_election_is_prepared_six_and_four_months_before(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-12-31")
    assert written(units) == {
        "election-1-reminded": (date(2024, 6, 30), "换届：甲单位的党组织换届，届满前六个月，上级发函提醒"),
        "election-1-asked": (
            date(2024, 8, 31),
            "换届：甲单位的党组织换届，届满前四个月，党组织向上级请示换届",
        ),
        "election-1": (date(2024, 12, 31), "换届：甲单位的党组织换届，任期届满"),
    }


def test_a_year_ahead_unless_told_otherwise(units: Run) -> None:
    units("member edit 甲单位 --election-due 2025-03-01")  # 365 days
    units("member edit 乙单位 --election-due 2025-03-02")
    assert {uid for uid in written(units) if "-" not in uid[9:]} == {"election-1"}
    assert {uid for uid in written(units, "--force --days 366") if "-" not in uid[9:]} == {
        "election-1",
        "election-2",
    }
    assert written(units, "--force --days 5") == {}


def test_a_second_file_moves_what_the_first_one_told(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-12-31")
    before = {event["uid"]: event for event in Calendar.from_ical(_bytes(units)).walk("VEVENT")}
    units("member edit 甲单位 --election-due 2025-01-15")
    after = {event["uid"]: event for event in Calendar.from_ical(_bytes(units)).walk("VEVENT")}
    assert before.keys() == after.keys()
    for uid, event in after.items():
        assert event["sequence"] >= before[uid]["sequence"]
        assert event["dtstart"].dt != before[uid]["dtstart"].dt


def _bytes(run: Run) -> bytes:
    run(f"today --ics {FILE} --force")
    return FILE.read_bytes()


def test_two_councils_do_not_share_an_event(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-12-31")
    own = {str(event["uid"]) for event in Calendar.from_ical(_bytes(units)).walk("VEVENT")}
    other = Run("另一个.db")
    other("init 示例乙会 --db 另一个.db --founded 2020-01-01")
    other(
        "member add 丙单位 --category 其他 --joined 2020-01-01 --contact 示例 --election-due 2024-12-31 --db 另一个.db"
    )
    other("today --db 另一个.db --ics 另一个.ics")
    there = {str(e["uid"]) for e in Calendar.from_ical(Path("另一个.ics").read_bytes()).walk("VEVENT")}
    assert len(there & own) == 0
    assert {uid.split("@")[0] for uid in own} <= {uid.split("@")[0] for uid in there}


def test_the_bytes_are_those_of_the_standard(read_example: Run) -> None:
    """RFC 5545 3.1: lines end in CRLF and hold 75 octets at most, none cut inside a character; 3.6: what each part must have."""
    read_example(f"today --ics {FILE}")
    raw = FILE.read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")
    whole = raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z]+=[^:;]+)*:.*", line) for line in whole)
    depth: list[str] = []
    for line in whole:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            depth.append(value)
        elif name == "END":
            assert depth.pop() == value
    assert depth == []
    assert whole[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert [line for line in whole if line.startswith("PRODID:")]
    zone = whole[whole.index("BEGIN:VTIMEZONE") : whole.index("END:VTIMEZONE")]
    assert {"TZID:Asia/Shanghai", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "DTSTART:19910915T020000"} <= set(
        zone
    )
    # The zone's own table agrees: one hour of summer time ended then.
    assert datetime(1991, 9, 14, 12, tzinfo=SHANGHAI).utcoffset() == timedelta(hours=9)
    assert datetime(1991, 9, 15, 12, tzinfo=SHANGHAI).utcoffset() == timedelta(hours=8)
    starts = [line for line in whole if line.startswith("DTSTART") and "1991" not in line]
    assert len(starts) == whole.count("BEGIN:VEVENT") > 10
    assert all(re.fullmatch(r"DTSTART;TZID=Asia/Shanghai:20\d{6}T090000", line) for line in starts)
    assert all(int(line[9:]) < 2**31 for line in whole if line.startswith("SEQUENCE:"))
    uids = [line for line in whole if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) == len(starts)


def test_json_is_the_list_and_the_file_is_said(units: Run) -> None:
    units("member edit 甲单位 --election-due 2024-12-31")
    units("member edit 乙单位 --contact ''")
    rows = units.json(f"today --ics {FILE} --json")
    assert [row["kind"] for row in rows] == ["election", "no_contact"]
    said = units(f"today --ics {FILE} --force").stderr
    assert "已写入 待办.ics（3 件，另有 1 件没有日子，不在里面）" in said
    assert units(f"today --ics {FILE} --force").stdout == ""


def test_a_file_that_is_there_stays(units: Run) -> None:
    FILE.write_text("别的", encoding="utf-8")
    assert_one_sentence(units(f"today --ics {FILE}", 4), "已经存在", "--force")
    assert FILE.read_text(encoding="utf-8") == "别的"
    assert_one_sentence(units("today --ics 待办.txt", 2), "要用 .ics 结尾")
    assert_one_sentence(units("today --ics 没有/待办.ics", 5), "不存在")
    assert [path.name for path in Path().glob("*待办*")] == ["待办.ics"]
