"""What others call a project, an activity, a fund: learned of sheets as a unit's names are, and carried along with the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.exchange.test_one_file import book
from tests.commands import Run, assert_one_sentence
from tests.terminals import on_terminal

LEARNING = {
    "member": ("M001", "成员单位", "unit"),
    "project": ("P2023-01", "共建项目", "project"),
    "activity": ("A2023-001", "活动台账", "activity"),
    "fund": ("F001", "专项资金", "fund"),
}
"""A record of each noun that learns, its sheet, and its table."""
SHEETS = {
    "project": (
        "activity",
        "活动台账",
        ["活动名称", "活动类别", "开始日期", "主办单位", "项目"],
        ["联学", "论坛", "2023-04-01", "M001", "{}"],
    ),
    "activity": ("activity", "参加情况", ["活动", "单位", "人数"], ["{}", "M001", 3]),
    "fund": (
        "fund",
        "经费流水",
        ["专项", "日期", "类型", "单位", "金额"],
        ["{}", "2023-02-01", "应缴", "M001", 5],
    ),
}
"""Where others name such a record: the noun of the command, the sheet, its labels, and a row that names it at ``{}``."""
SPOKEN = {"project": "班车", "activity": "春季座谈", "fund": "班车专"}
"""A part of its name that is no other's."""


@pytest.fixture
def office(council: Run) -> Run:
    """Two units, a project, an activity, a fund."""
    council("member add 国泰产业投资有限公司 --category 企业 --joined 2019-01-01")
    council("member add 海棠证券股份有限公司 --category 企业 --joined 2019-01-01")
    council("project add 外滩班车线 --lead M001 --start 2023-01-01")
    council("activity add 春季座谈会 --kind 论坛 --on 2023-03-01 --host M001")
    council("fund open 班车专项 --opened 2023-01-01")
    return council


def aliases(run: Run, noun: str) -> list[str]:
    """What others call the record of that noun."""
    found: list[str] = run.json([noun, "alias", LEARNING[noun][0]])["alias"]
    return found


def sheet(noun: str, *texts: str) -> tuple[str, Path]:
    """A sheet with a row for each text, which names a record of that noun; and whose sheet it is."""
    home, label, head, row = SHEETS[noun]
    rows = [[text if cell == "{}" else cell for cell in row] for text in texts]
    for number, one in enumerate(rows):  # so that no two rows are the same
        if noun == "project":
            one[0] += str(number)
    return home, book("表.xlsx", **{label: [head, *rows]})


@pytest.mark.parametrize("noun", SHEETS)
def test_a_part_is_asked_about_once_and_kept(office: Run, noun: str) -> None:
    home, path = sheet(noun, SPOKEN[noun])
    (problem,) = office.json([home, "import", path, "--yes"], 5)["problems"]
    assert "--accept-similar" in problem["reason"]
    assert aliases(office, noun) == []
    done = on_terminal([home, "import", path], typed="是\n是\n")
    assert done.code == 0, done.stdout
    assert f"“{SPOKEN[noun]}” → {LEARNING[noun][0]} " in done.stdout
    assert aliases(office, noun) == [SPOKEN[noun]]
    assert "别名 增加" in office("log").stdout
    assert "按" not in office([home, "import", path, "--yes"]).stderr  # the next sheet needs nothing
    office("undo --yes")
    assert aliases(office, noun) == []


@pytest.mark.parametrize("noun", LEARNING)
def test_names_are_given_found_and_taken_away(office: Run, noun: str) -> None:
    code, _label, table = LEARNING[noun]
    office([noun, "alias", code, "老地方", "旧称呼"])
    assert office.json([noun, "show", "老地方"])["code"] == code
    assert [one["code"] for one in office.json([noun, "list", "--find", "旧称呼"])] == [code]
    office([noun, "别名", "老地方", "--remove", "“旧称呼”"])
    assert aliases(office, noun) == ["老地方"]
    for other in {"project": ("fund", "activity"), "member": ("project", "activity")}.get(noun, ()):
        office([other, "remove", LEARNING[other][0], "--yes"])
    office([noun, "remove", code, "--yes"])
    assert office.dump()["alias" if table == "unit" else f"{table}_alias"] == []
    office("undo --yes")
    assert aliases(office, noun) == ["老地方"]


@pytest.mark.parametrize("noun", LEARNING)
def test_they_travel_with_the_workbook(office: Run, noun: str, tmp_path: Path) -> None:
    code, label, _table = LEARNING[noun]
    office([noun, "alias", code, "老地方", "旧称呼"])
    office("workbook export 台账.xlsx --reveal")
    office("workbook import 台账.xlsx --yes --db 另一个.db")
    assert office.json([noun, "alias", code, "--db", "另一个.db"])["alias"] == ["老地方", "旧称呼"]
    work: Any = openpyxl.load_workbook("台账.xlsx")
    cell = next(
        work[label].cell(2, one.column) for one in work[label][1] if str(one.value).startswith("别名")
    )
    assert cell.value == "老地方、旧称呼"
    cell.value = "旧称呼、新称呼"
    work.save("改过.xlsx")
    assert office.json("workbook import 改过.xlsx --yes")["changed"] == 1
    assert aliases(office, noun) == ["旧称呼", "新称呼"]


def test_an_older_sheet_takes_none_away(office: Run) -> None:
    office("workbook export 台账.xlsx --reveal")
    office("member export 名册.csv --reveal")
    office("member alias M001 国泰")
    for path in ("workbook import 台账.xlsx --yes", "member import 名册.csv --yes"):
        assert office.json(path)["changed"] == 0
        assert aliases(office, "member") == ["国泰"]


def test_an_import_that_learned_a_name_can_be_run_again(office: Run) -> None:
    """The file itself went out before the name was known."""
    office("workbook export 台账.xlsx --reveal")
    work: Any = openpyxl.load_workbook("台账.xlsx")
    work["参加情况"].append(["A2023-001", "国泰", 3])
    work.save("台账.xlsx")
    office("workbook import 台账.xlsx --accept-similar --yes")
    assert aliases(office, "member") == ["国泰"]
    again = office.json("workbook import 台账.xlsx --yes")
    assert (again["changed"], again["refused"]) == (0, 0)


def test_a_name_is_one_record_s(office: Run) -> None:
    office("member alias M001 国泰")
    head = ["单位名称", "类别", "加入日期", "别名"]
    row = ["海棠证券股份有限公司", "企业", "2019-01-01", "国泰"]
    before = office.dump()
    path = book("名册.xlsx", 一=[head, row])
    reason = office.json(["member", "import", path], 5)["problems"][0]["reason"]
    assert "已经是“M001 国泰产业投资有限公司”的别名" in reason
    both = [["甲", "企业", "2019-01-01", "老地方"], ["乙", "企业", "2019-01-01", "老地方"]]
    path = book("名册.xlsx", 一=[head, *both])
    assert "两条记录的别名" in office.json(["member", "import", path], 5)["problems"][0]["reason"]
    assert office.dump() == before
    assert_one_sentence(office("member alias M002 国泰", 4), "liaison member alias M001 --remove 国泰")


def test_a_name_with_a_comma_in_it_stays_one(office: Run) -> None:
    office("activity add 感悟思想，建功时代主题联学 --kind 论坛 --on 2023-05-01 --host M001 --code A009")
    spoken = "感悟思想，建功时代"
    home, path = sheet("activity", spoken)
    office([home, "import", path, "--accept-similar"])
    office("workbook export 台账.xlsx --reveal")
    assert office.json("workbook import 台账.xlsx --yes")["changed"] == 0
    assert len(office.json("activity alias A009")["alias"]) == 1
    assert office([home, "import", path]).stderr == ""


# -- a record's own sheet ---------------------------------------------------------------------------------------------


def test_a_learned_name_means_the_activity_of_that_day_alone(office: Run) -> None:
    office("activity alias A2023-001 春谈")
    head = ["活动名称", "活动类别", "开始日期", "主办单位", "地点"]
    path = book(
        "活动.xlsx",
        活动台账=[
            head,
            ["春谈", "论坛", "2023-03-01", "M001", "示例阵地"],
            ["春谈", "论坛", "2023-09-01", "M001", ""],
        ],
    )
    answer = office.json(["activity", "import", path])
    assert (answer["new"], answer["changed"]) == (1, 1)
    titles = [(one["title"], one["venue"]) for one in office.json("activity list")]
    assert titles == [("春季座谈会", "示例阵地"), ("春谈", None)]


def test_typed_a_record_may_bear_a_name_that_it_had_or_was_called(office: Run) -> None:
    office("member alias M001 国泰")
    office("member rename M001 国泰")
    assert office.json("member show M001")["name"] == "国泰"
    office("member rename M001 国泰产业投资有限公司")
    unit = office.json("member show M001")
    assert (unit["name"], unit["former"]) == ("国泰产业投资有限公司", ["国泰"])
