"""chair: who chairs when, the plan of who comes next, and terms that never overlap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

KEYS = {"ordinal", "unit", "unit_code", "area", "start", "end", "theme", "acting", "note"}
PLANNED = {"ordinal", "unit", "unit_code", "start", "end", "area"}


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    """Four units, in the order in which they joined: 丙, 甲, 丁, 乙."""
    today("2023-12-31")
    for name, joined in (
        ("丙", "2018-06-01"),
        ("甲", "2019-01-01"),
        ("丁", "2020-01-01"),
        ("乙", "2021-01-01"),
    ):
        council(f"member add {name}单位 --category 其他 --joined {joined}")
    return council


def planned(run: Run, line: str) -> list[str]:
    rows = run.json(f"chair plan --count 5 --term 12m {line}")
    assert all(row.keys() == PLANNED for row in rows)
    return "".join(row["unit"][0] for row in rows)


def test_appoint_prints_the_term(units: Run) -> None:
    answer = units.json("chair appoint 甲单位 --from 2022-01-01 --to 2022-12-31 --theme 聚力 --acting 是")
    assert answer == {
        "ordinal": None,
        "unit": "甲单位",
        "unit_code": "M002",
        "area": None,
        "start": "2022-01-01",
        "end": "2022-12-31",
        "theme": "聚力",
        "acting": True,
        "note": None,
    }
    assert units.json("chair list") == [answer]


def test_current_is_of_a_day_both_ends_included(units: Run) -> None:
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-12-31")
    units("chair appoint 乙单位 --from 2023-01-01")
    on = {
        day: units.json(f"chair current --on {day}")
        for day in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")
    }
    assert [[term["unit"] for term in found] for found in on.values()] == [
        [],
        ["甲单位"],
        ["甲单位"],
        ["乙单位"],
    ]
    assert [term["ordinal"] for term in units.json("chair current")] == [2]


def test_end_and_edit(units: Run) -> None:
    units("chair appoint 乙单位 --from 2023-01-01")
    assert units.json("chair end 1 --on 2023-06-30")["end"] == "2023-06-30"
    assert units.json("chair edit 1 --theme 新主题")["theme"] == "新主题"
    assert units.json("chair edit 1 --unit 甲单位")["unit"] == "甲单位"
    assert_one_sentence(units("chair end 2 --on 2023-06-30", 3), "没有第 2 任")


def test_areas_have_chairs_of_their_own(units: Run) -> None:
    units("chair appoint 甲单位 --from 2023-01-01 --to 2023-12-31")
    north = units.json("chair appoint 乙单位 --from 2023-01-01 --to 2023-12-31 --area 北片")
    assert (north["ordinal"], north["area"]) == (1, "北片")
    assert {term["unit"] for term in units.json("chair current")} == {"甲单位", "乙单位"}
    assert_one_sentence(
        units("chair appoint 丙单位 --from 2023-12-31 --area 北片", 4), "重叠", "liaison chair end"
    )
    assert units.json("chair end 1 --on 2023-06-30 --area 北片")["unit"] == "乙单位"


def test_the_order_of_joining_walks_on_in_a_circle(units: Run) -> None:
    assert planned(units, "--from 2024-01-01 --order joined") == "丙甲丁乙丙"
    assert planned(units, "--from 2024-01-01 --order 加入先后 --after 丁单位") == "乙丙甲丁乙"
    assert planned(units, "--from 2024-01-01 --order joined --skip 甲单位") == "丙丁乙丙丁"
    units("chair appoint 甲单位 --from 2023-01-01 --to 2023-12-31")
    assert planned(units, "--from 2024-01-01 --order joined") == "丁乙丙甲丁"


def test_the_order_of_names_is_that_of_pinyin(units: Run) -> None:
    assert planned(units, "--from 2024-01-01 --order name") == "丙丁甲乙丙"


def test_the_council_may_set_an_order_of_its_own(units: Run, tmp_path: Path) -> None:
    rows = units.json("chair order 乙单位 丙单位 甲单位")
    assert [(row["rank"], row["name"]) for row in rows] == [(1, "乙单位"), (2, "丙单位"), (3, "甲单位")]
    assert planned(units, "--from 2024-01-01 --order list") == "乙丙甲乙丙"
    sheet = tmp_path / "顺序.csv"
    sheet.write_text("序号,单位名称\n1,甲单位\n2,乙单位\n", encoding="utf-8")
    units(["chair", "order", sheet])
    assert planned(units, "--from 2024-01-01 --order list") == "甲乙甲乙甲"


def test_least_takes_whoever_chaired_least_and_longest_ago(units: Run) -> None:
    units("chair appoint 丙单位 --from 2021-01-01 --to 2021-12-31")
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-12-31")
    units("chair appoint 丁单位 --from 2023-01-01 --to 2023-12-31")
    assert planned(units, "--from 2024-01-01 --order least") == "乙丙甲丁乙"


def test_only_members_on_the_first_day_of_a_term_are_seated(units: Run) -> None:
    units("member leave 甲单位 --on 2024-12-31")
    units("member add 戊单位 --category 其他 --joined 2026-01-01")
    assert planned(units, "--from 2024-01-01 --order joined") == "丙丁乙戊丙"
    assert planned(units, "--from 2023-01-01 --order joined --after 丙单位") == "甲丁乙戊丙"


def test_plan_writes_only_with_save(units: Run) -> None:
    before = units.dump()
    line = "chair plan --from 2024-01-31 --count 3 --term 1m --order joined"
    rows = units.json(line)
    assert units.dump() == before
    assert [(row["start"], row["end"]) for row in rows] == [
        ("2024-01-31", "2024-02-28"),
        ("2024-02-29", "2024-03-30"),
        ("2024-03-31", "2024-04-29"),
    ]
    assert units.json(f"{line} --save") == rows
    assert [{key: term[key] for key in PLANNED} for term in units.json("chair list")] == rows
    assert_one_sentence(units(f"{line} --save", 4), "没有重复登记")
    assert_one_sentence(units(f"{line.replace('31', '15')} --save", 4), "重叠")


def test_plan_of_an_area_seats_its_units(units: Run) -> None:
    units("member edit 甲单位 --area 北片")
    units("member edit 丁单位 --area 北片")
    rows = units.json("chair plan --from 2024-01-01 --count 3 --term 6m --order joined --area 北片")
    assert [(row["unit"], row["area"]) for row in rows] == [
        ("甲单位", "北片"),
        ("丁单位", "北片"),
        ("甲单位", "北片"),
    ]


def test_a_unit_that_is_no_member_cannot_chair(units: Run) -> None:
    assert_one_sentence(units("chair appoint 乙单位 --from 2020-12-31", 4), "不是成员单位")
    units("chair appoint 乙单位 --from 2021-01-01")


def test_an_acting_chair_has_no_number_of_its_own(units: Run) -> None:
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-03-31")
    assert "写 是 或 否" in units("chair appoint --help").stdout
    said = units("chair appoint 乙单位 --from 2022-04-01 --to 2022-06-30 --acting 是").stdout
    assert "代理轮值主席" in said
    assert "None" not in said
    units("chair appoint 甲单位 --from 2022-07-01 --to 2022-12-31")
    terms = units.json("chair list")
    assert [(term["ordinal"], term["acting"]) for term in terms] == [(1, None), (None, True), (2, None)]
    assert units("chair list").stdout.splitlines()[3].split()[:2] == ["代理", "乙单位"]
    assert "代理" in units("chair current --on 2022-05-01").stdout
    planned = units.json("chair plan --from 2023-01-01 --count 1 --term 12m --order joined")
    assert planned[0]["ordinal"] == 3


def test_who_acted_for_another_has_had_no_turn_by_it(units: Run) -> None:
    units("chair appoint 丙单位 --from 2021-01-01 --to 2022-12-31")
    # They joined 丙, 甲, 丁, 乙; 丁 acts after 丙: the turn is 甲's all the same, and 丁 still waits for its own.
    units("chair appoint 丁单位 --from 2023-01-01 --to 2023-12-31 --acting 是")
    assert planned(units, "--from 2024-01-01 --order joined") == "甲丁乙丙甲"
    assert planned(units, "--from 2024-01-01 --order least") == "甲丁乙丙甲"
    rows = units.json("chair plan --from 2024-01-01 --count 2 --term 12m --order joined")
    assert [row["ordinal"] for row in rows] == [2, 3]


def test_a_term_goes_by_its_first_day_too(units: Run) -> None:
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-03-31")
    units("chair appoint 乙单位 --from 2022-04-01 --acting 是")
    assert units.json("chair end 2022-04-01 --on 2022-06-30")["end"] == "2022-06-30"
    assert units.json("chair edit 2022/4/1 --theme 代为召集")["theme"] == "代为召集"
    answer = units.json("report term 2022年4月1日")
    assert (answer["from"], answer["to"]) == ("2022-04-01", "2022-06-30")
    assert units.json("report term 乙单位") == answer
    assert any("（代理）" in note for note in answer["notes"])
    assert "没有2022-04-02 起的轮值主席" in units("report term 2022-04-02", 3).stderr


def test_a_stored_number_of_an_acting_chair_stays(units: Run) -> None:
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-03-31")
    units("chair edit 1 --acting 是")
    assert [term["ordinal"] for term in units.json("chair list")] == [1]


def test_the_sentence_of_chairs_names_each_once_and_by_area(units: Run) -> None:
    units("chair appoint 甲单位 --from 2022-01-01 --to 2022-03-31")
    units("chair appoint 乙单位 --from 2022-04-01 --to 2022-06-30")
    units("chair appoint 甲单位 --from 2022-07-01 --to 2022-12-31")
    units("choice add area 示例片区")
    units("chair appoint 乙单位 --from 2022-01-01 --to 2022-12-31 --area 示例片区")
    told = [note for note in units.json("report year 2022")["notes"] if "轮值主席单位" in note]
    assert told == ["本期轮值主席单位为甲单位、乙单位；乙单位（示例片区）。"]
    told = [note for note in units.json("report term 1 --area 示例片区")["notes"] if "轮值主席单位" in note]
    assert told == ["本期轮值主席单位为乙单位（示例片区）。"]
    told = [note for note in units.json("report term 1")["notes"] if "轮值主席单位" in note]
    assert told == ["本期轮值主席单位为甲单位。"]
