"""What a sheet's text only may mean is asked once, and the answer is kept with the unit that is meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.exchange.test_one_file import book
from tests.commands import Run
from tests.terminals import on_terminal

FUND, BROKER, BANK = "国泰产业投资有限公司", "海棠证券股份有限公司", "海棠银行股份有限公司"
HEAD = ["活动", "单位", "人数"]


@pytest.fixture
def three(council: Run) -> Run:
    """Three units and a meeting, at which nobody was."""
    for name in (FUND, BROKER, BANK):
        council(f"member add {name} --category 企业 --joined 2019-01-01")
    council("member edit M001 --short 国产投")
    council("activity add 座谈 --kind 论坛 --on 2023-03-01 --host M001 --code A001")
    return council


def sheet(*rows: list[object]) -> Path:
    return book("签到.xlsx", 参加情况=[HEAD, *rows])


def present(run: Run) -> dict[str, int | None]:
    """How many came, by the code of their unit."""
    codes = {row[0]: f"M{row[0]:03d}" for row in run.dump()["unit"]}
    return {codes[unit]: people for _id, _activity, unit, _place, people, *_more in run.dump()["attendance"]}


def aliases(run: Run) -> dict[str, list[str]]:
    return {one["code"]: one["alias"] for one in run.json("member list --all") if one["alias"]}


def reasons(run: Run, path: Path, *more: str) -> list[str]:
    answer = run.json(["activity", "import", path, *more], 5)
    return [one["reason"] for one in answer["problems"]]


# -- where nobody is asked --------------------------------------------------------------------------------------------


def test_it_is_refused_with_what_it_may_mean(three: Run) -> None:
    before = three.dump()
    told = reasons(
        three,
        sheet(
            ["A001", "国泰", 1],  # a part of a name
            ["A001", "国产投上海分部", 2],  # a short name in it
            ["A001", "海棠", 3],  # a part of two names
            ["A001", "水杉", 4],
        ),
        "--yes",
    )
    assert three.dump() == before
    for one in told[:2]:
        assert f"相近的有：M001 {FUND}，" in one
        assert "--accept-similar" in one
    assert f"相近的有：M002 {BROKER}、M003 {BANK}，" in told[2]
    assert "请先登记" in told[3]
    assert not any("--accept-similar" in one for one in told[2:])


def test_accepted_it_is_said_and_kept_so_that_the_next_sheet_needs_nothing(three: Run) -> None:
    path = sheet(["A001", "国泰", 1], ["A001", "海棠证", 2])
    result = three(["activity", "import", path, "--accept-similar"])
    assert f"“国泰”按“M001 {FUND}”认定，并记作它的别名。" in result.stderr
    assert present(three) == {"M001": 1, "M002": 2}
    assert aliases(three) == {"M001": ["国泰"], "M002": ["海棠证"]}
    result = three(["activity", "import", sheet(["A001", "国泰", 5])])
    assert result.stderr == ""
    assert present(three)["M001"] == 5


def test_what_fits_several_is_accepted_by_nobody(three: Run) -> None:
    before = three.dump()
    assert BROKER in reasons(three, sheet(["A001", "海棠", 1]), "--accept-similar")[0]
    assert three.dump() == before


def test_undone_with_the_import_it_is_no_alias_any_more(three: Run) -> None:
    before = {table: rows for table, rows in three.dump().items() if not table.startswith("journal")}
    three(["activity", "import", sheet(["A001", "国泰", 1]), "--accept-similar"])
    three("undo --yes")
    after = three.dump()
    assert after["alias"] == []
    assert after["attendance"] == before["attendance"]
    assert "--accept-similar" in reasons(three, sheet(["A001", "国泰", 1]))[0]
    three("redo --yes")
    assert aliases(three) == {"M001": ["国泰"]}


def test_with_the_good_rows_what_was_accepted_is_kept(three: Run) -> None:
    path = sheet(["A001", "国泰", 1], ["A001", "水杉", 2])
    reasons(three, path, "--accept-similar")
    assert aliases(three) == {}
    reasons(three, path, "--accept-similar", "--accept-good")
    assert (present(three), aliases(three)) == ({"M001": 1}, {"M001": ["国泰"]})


# -- an alias and other names -----------------------------------------------------------------------------------------


def test_an_alias_that_may_be_another_s_as_well_is_in_doubt_again(three: Run) -> None:
    three("member alias M001 国泰")
    three("member add 国泰君安证券 --category 企业 --joined 2019-01-01")
    path = sheet(["A001", "国泰", 1])
    for more in ((), ("--accept-similar",)):
        assert f"对应 2 条成员单位：M001 {FUND}、M004 国泰君安证券" in reasons(three, path, *more)[0]
    done = on_terminal(["activity", "import", path], typed="是\n是\n")
    assert done.code == 0, done.stdout
    assert "“国泰”以前认作" in done.stdout
    assert present(three) == {"M001": 1}
    assert aliases(three) == {"M001": ["国泰"]}


def test_a_real_name_wins(three: Run) -> None:
    three("member alias M001 国泰")
    three("member add 国泰 --category 企业 --joined 2019-01-01")
    three(["activity", "import", sheet(["A001", "国泰", 1])])
    assert present(three) == {"M004": 1}


# -- the roster -------------------------------------------------------------------------------------------------------


ROSTER = ["单位名称", "类别", "加入日期", "党员人数"]


def test_a_row_of_the_roster_is_known_by_an_alias_and_renames_nobody(three: Run) -> None:
    three("member alias M001 国泰")
    path = book("名册.xlsx", 一=[ROSTER, ["国泰", "企业", "2019-01-01", 9]])
    answer = three.json(["member", "import", path])
    assert (answer["new"], answer["changed"]) == (0, 1)
    unit = three.json("member show M001")
    assert (unit["name"], unit["party_members"]) == (FUND, 9)
    coded = book("名册.xlsx", 一=[["编号", *ROSTER], ["M001", "国泰", "企业", "2019-01-01", 9]])
    assert three.json(["member", "import", coded])["same"] == 1


def test_a_row_of_the_roster_whose_alias_is_in_doubt_is_refused(three: Run) -> None:
    three("member alias M001 国泰")
    three("member add 国泰君安证券 --category 企业 --joined 2019-01-01")
    before = three.dump()
    path = book("名册.xlsx", 一=[ROSTER, ["国泰", "企业", "2019-01-01", 9]])
    assert "对应 2 条" in three.json(["member", "import", path], 5)["problems"][0]["reason"]
    assert three.dump() == before


def test_an_alias_and_a_name_of_one_unit_are_one_unit(three: Run) -> None:
    three("member alias M001 国泰")
    path = book("名册.xlsx", 一=[ROSTER, ["国泰", "企业", "2019-01-01", 9], [FUND, "企业", "2019-01-01", 8]])
    assert [one["row"] for one in three.json(["member", "import", path], 5)["problems"]] == [2, 3]


# -- on a terminal ----------------------------------------------------------------------------------------------------


def test_each_different_text_is_asked_once(three: Run) -> None:
    three("activity add 讲座 --kind 论坛 --on 2023-04-01 --host M001 --code A002")
    path = sheet(["A001", "国泰", 1], ["A002", "国泰", 2], ["A001", "海棠证", 3], ["A002", "海棠证", 4])
    done = on_terminal(["activity", "import", path], typed="是\n是\n是\n")
    assert done.code == 0, done.stdout
    assert done.stdout.count(f"“国泰” → M001 {FUND}？") == 1
    assert done.stdout.count(f"“海棠证” → M002 {BROKER}？") == 1
    assert aliases(three) == {"M001": ["国泰"], "M002": ["海棠证"]}
    again = on_terminal(["activity", "import", path], typed="是\n")
    assert "→ M0" not in again.stdout


@pytest.mark.parametrize("typed", ["否\n", "\n", "是\n否\n"])
def test_a_no_writes_nothing(three: Run, typed: str) -> None:
    before = three.dump()
    done = on_terminal(["activity", "import", sheet(["A001", "国泰", 1])], typed=typed)
    assert done.code == (0 if typed.startswith("是") else 5)
    assert "--accept-similar" not in done.stdout  # it is not that unit, as was said
    assert three.dump() == before


def test_the_answer_is_kept_though_nothing_else_is_new(three: Run) -> None:
    three("activity attend A001 M001 --people 1")
    done = on_terminal(["activity", "import", sheet(["A001", "国泰", 1])], typed="是\n是\n")
    assert "写入吗" in done.stdout
    assert aliases(three) == {"M001": ["国泰"]}


def test_a_heading_is_asked_for_too(three: Run) -> None:
    path = book("对照.xlsx", 签到=[["活动", BANK, "国泰"], ["座谈", 3, "√"]])
    refused = three(["activity", "import", path], 5)
    assert "--accept-similar" in refused.stderr
    done = on_terminal(["activity", "import", path], typed="是\n是\n")
    assert done.code == 0, done.stdout
    assert present(three) == {"M001": None, "M003": 3}
    assert aliases(three) == {"M001": ["国泰"]}


def test_a_sheet_of_what_the_command_is_about_asks_too(three: Run) -> None:
    path = sheet(["A001", "国泰", 1])
    three(["activity", "attend", "--file", path, "--accept-similar"])
    assert present(three) == {"M001": 1}


# -- what comes back of a round ---------------------------------------------------------------------------------------


def test_what_comes_back_of_a_round_is_refused_or_accepted(three: Run, tmp_path: Path) -> None:
    three("collect start 收 --noun activity --year 2023 --due 2024-01-15 --dir 发出")
    path = next((tmp_path / "发出").glob("M001 *.xlsx"))
    work: Any = openpyxl.load_workbook(path)
    table = work["活动台账"]
    place = next(cell.column for cell in table[1] if str(cell.value).startswith("协办单位"))
    table.cell(2, place).value = "海棠证"
    (tmp_path / "收回").mkdir()
    work.save(tmp_path / "收回" / "甲.xlsx")
    answer = three.json("collect merge 收 收回", 5)
    assert (answer["changed"], answer["refused"]) == (0, 1)
    assert f"相近的有：M002 {BROKER}" in str(three("collect merge 收 收回", 5))
    assert three.json("collect merge 收 收回 --accept-similar")["changed"] == 1
    assert aliases(three) == {"M002": ["海棠证"]}
    assert three.json("activity show A001")["co_host_code"] == ["M002"]


# -- answers and rows that are refused --------------------------------------------------------------------------------


def _copied(run: Run, rows: list[list[object]], typed: str, before: Path | None = None) -> tuple[Path, str]:
    """The copy in which the faults of a sheet are marked, and what was said, questions answered as ``typed``."""
    path = before or sheet(*rows)
    done = on_terminal(["activity", "import", path], typed=typed)
    assert done.code == 5, done.stdout
    return Path("签到-待更正.xlsx"), done.stdout


def _listed(path: Path) -> list[tuple[Any, ...]]:
    return [
        row[2:5] for row in openpyxl.load_workbook(path)["问题清单"].iter_rows(min_row=2, values_only=True)
    ]


def _mended(path: Path, cell: str, value: object) -> None:
    work: Any = openpyxl.load_workbook(path)
    work["参加情况"][cell] = value
    work.save(path)


def test_an_answer_lasts_though_other_rows_are_refused(three: Run) -> None:
    before = three.dump()
    copy, said = _copied(three, [["A001", "国泰", 1], ["A001", "海棠证", 2], ["A001", "水杉", 3]], "是\n否\n")
    assert three.dump() == before  # what the copy holds is written with the rows, not before
    assert "答过的 1 个写法也记在“问题清单”里" in said
    assert _listed(copy)[-1] == ("成员单位", "国泰", f"已答：就是 M001 {FUND}")
    _mended(copy, "B3", BROKER)
    again, said = _copied(three, [], "", copy)  # one row is wrong yet: the answer goes on
    assert "→ M001" not in said
    assert _listed(again)[-1] == ("成员单位", "国泰", f"已答：就是 M001 {FUND}")
    _mended(again, "B4", BANK)
    done = on_terminal(["activity", "import", again], typed="是\n")
    assert done.code == 0, done.stdout
    assert "→ M001" not in done.stdout
    assert present(three) == {"M001": 1, "M002": 2, "M003": 3}
    assert aliases(three) == {"M001": ["国泰"]}


def test_an_answer_that_is_struck_out_is_asked_for_again(three: Run) -> None:
    copy, _said = _copied(three, [["A001", "国泰", 1], ["A001", "水杉", 3]], "是\n")
    _mended(copy, "B3", BANK)
    work: Any = openpyxl.load_workbook(copy)
    work["问题清单"].delete_rows(3)
    work.save(copy)
    done = on_terminal(["activity", "import", copy], typed="是\n是\n")
    assert f"“国泰” → M001 {FUND}？" in done.stdout
    assert present(three) == {"M001": 1, "M003": 3}


def test_an_answer_holds_for_the_record_of_that_name_alone(three: Run) -> None:
    """What the copy says is no code: a unit that has been named otherwise since is asked about."""
    copy, _said = _copied(three, [["A001", "国泰", 1], ["A001", "水杉", 3]], "是\n")
    three("member rename M001 国泰新投资有限公司")
    _mended(copy, "B3", BANK)
    assert "--accept-similar" in reasons(three, copy, "--yes")[0]
