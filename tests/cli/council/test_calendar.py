"""calendar: days off and in lieu, listed and entered; and what is due counted in working days where the rules say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.rules.working_days import published_years
from tests.commands import Run, assert_one_sentence

AFTER = published_years()[-1] + 1
"""The first year that the program does not know by itself."""


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "放假.csv"
    path.write_text("\n".join(["日期,性质,名称", *rows]), encoding="utf-8")
    return path


def plan(year: int) -> list[str]:
    """A plan for a year, with 13 days off and one in lieu."""
    off = [
        "01-01",
        "02-04",
        "02-05",
        "02-06",
        "02-07",
        "04-05",
        "05-01",
        "05-02",
        "06-09",
        "09-15",
        "10-01",
        "10-02",
    ]
    return [f"{year}-{day},休,示例" for day in (*off, "10-03")]


def test_a_year_is_listed_with_the_days_in_lieu(council: Run) -> None:
    rows = council.json("calendar list --year 2023")
    assert len(rows) == 35  # 28 days off and 7 in lieu
    assert rows[9] == {
        "day": "2023-01-28",
        "weekday": "星期六",
        "kind": "work",
        "name": "春节调休",
        "source": "国务院办公厅",
    }
    assert [row["day"] for row in rows if row["kind"] == "work"] == [
        *("2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08")
    ]
    assert "工作日 249 天" in council("calendar list --year 2023").stdout


def test_without_a_year_it_is_this_one(council: Run, today: Callable[[str], None]) -> None:
    today("2024-05-01")
    assert council.json("calendar list") == council.json("calendar list --year 2024")


def test_a_year_nobody_knows_is_said(council: Run, tmp_path: Path, today: Callable[[str], None]) -> None:
    today(f"{AFTER - 1}-12-01")
    assert council.json(f"calendar list --year {AFTER}") == []
    assert f"{AFTER} 年的放假调休安排还不知道" in council(f"calendar list --year {AFTER}").stdout
    said = council(["calendar", "import", sheet(tmp_path, f"{AFTER}-01-01,休,元旦"), "--yes"]).stderr
    assert f"{AFTER} 年的放假调休安排只录入了一部分（缺劳动节、国庆节、休息日只有 1 天）" in said
    said = council(["calendar", "import", sheet(tmp_path, *plan(AFTER)), "--yes"]).stderr
    assert "一部分" not in said
    rows = council.json(f"calendar list --year {AFTER}")
    assert len(rows) == 13
    assert {row["source"] for row in rows} == {"录入"}
    council("undo --yes")
    assert len(council.json(f"calendar list --year {AFTER}")) == 1


def test_what_is_entered_goes_before_what_is_known(council: Run, tmp_path: Path) -> None:
    said = council(
        ["calendar", "import", sheet(tmp_path, "2023-03-03,休,示例", "2023-03-04,班,示例"), "--yes"]
    ).stderr
    assert "与国务院办公厅公布的不同，按表里的算：2023-03-03（休）、2023-03-04（班）" in said
    rows = council.json("calendar list --year 2023")
    assert [(row["day"], row["kind"], row["source"]) for row in rows if row["day"][5:7] == "03"] == [
        ("2023-03-03", "rest", "录入"),
        ("2023-03-04", "work", "录入"),
    ]
    council("calendar remove 2023-03-03 2023-03-04 --yes")
    assert len(council.json("calendar list --year 2023")) == 35
    assert_one_sentence(council("calendar remove 2023-03-03 --yes", 3), "没有录入 2023-03-03")


@pytest.mark.parametrize("row", ["2023-02-30,休,", "2023-03-03,放,", "2023-03-03,,示例", ",休,示例"])
def test_what_is_no_day_changes_nothing(council: Run, tmp_path: Path, row: str) -> None:
    council(["calendar", "import", sheet(tmp_path, row), "--yes"], 5)
    assert len(council.json("calendar list --year 2023")) == 35


def test_what_is_due_is_counted_in_working_days_where_the_rules_say_so(
    council: Run, today: Callable[[str], None]
) -> None:
    today("2023-01-20")
    for name, day in (("甲", "2023-01-30"), ("乙", "2023-01-17"), ("丙", "2023-01-20")):
        council(
            f"member add {name}单位 --category 其他 --joined 2020-01-01 --contact 示例 --election-due {day}"
        )
    council("year close 2022")

    def left() -> list[tuple[int, int | None]]:
        return [(row["days_left"], row["working_days_left"]) for row in council.json("today")]

    assert left() == [(-3, None), (0, None), (10, None)]
    council("charter set --working-days --from 2023-01-01")
    # From Tuesday to Friday three; today none; over the Spring Festival to Monday 30: the 28th, the 29th and the 30th.
    assert left() == [(-3, -3), (0, 0), (10, 3)]
    said = council("today").stdout
    assert "（2023-01-30，还有 10 天，3 个工作日）" in said
    assert "（2023-01-17，已过 3 天，3 个工作日）" in said
    assert "（2023-01-20，就是今天）" in said
    council("charter set --working-days 否 --from 2023-01-20")
    assert left() == [(-3, None), (0, None), (10, None)]


def test_of_a_year_nobody_knows_no_working_days_are_counted(
    council: Run, today: Callable[[str], None]
) -> None:
    today(f"{AFTER - 1}-12-01")
    council(
        f"member add 甲单位 --category 其他 --joined 2020-01-01 --contact 示例 --election-due {AFTER}-01-15"
    )
    council("charter set --working-days")
    (row,) = [one for one in council.json("today") if one["kind"] == "election"]
    assert (row["days_left"], row["working_days_left"]) == (45, None)
    assert f"{AFTER} 年的放假调休安排还不知道" in council("today").stderr
