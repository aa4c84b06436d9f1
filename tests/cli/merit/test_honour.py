"""honour: one ledger of honours, plaques, letters of appointment and certificates, from applied for to taken down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

SHEET = (
    "名称,类别,级别,授予单位,获得者,证书编号,日期,有效期至,状态\n"
    "示例站一,授牌,本会,示例联席会议,甲银行,〔2021〕DJ-001,2021-03-01,2024-02-29,在用\n"
    "示例站二,授牌,本会,示例联席会议,乙证券,〔2021〕DJ-002,2021-03-01,,续期\n"
    "示例奖,荣誉,区级,示例区级机关,乙证券,,2021-06-01,,获得\n"
    "示例落选,荣誉,市级,示例市级机关,乙证券,,,,未获\n"
)


@pytest.fixture
def honours(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲银行 --category 银行 --joined 2018-06-01")
    council("member add 乙证券 --category 证券 --joined 2018-06-01")
    return council


def values(run: Run, period: str) -> dict[str, int]:
    return {one["key"]: one["value"] for one in run.json(f"report {period}")["figures"]}


def steps(run: Run, name: str) -> list[tuple[str, str]]:
    run("honour export 荣誉.xlsx --force")
    import openpyxl

    sheet = openpyxl.load_workbook("荣誉.xlsx")["荣誉进展"]
    return [(str(row[1]), str(row[2])[:10]) for row in sheet.values if row[0] and name in str(row[0])]


def test_an_honour_is_printed_whole(honours: Run) -> None:
    honours("project add 示例班车 --lead 甲银行 --start 2023-01-01")
    honours(
        "honour add 示例基地 --kind 授牌 --level 区级 --by 示例区委 --holder 甲银行 --recipient 示例先锋队 --project 示例班车 "
        "--number 示例〔2023〕1号 --certificate 〔2023〕DJ-001 --on 2023-03-01 --until 2026-02-28 --review 2024-03-01"
    )
    assert honours.json("honour show 示例基地") == {
        "code": "J2023-001",
        "name": "示例基地",
        "kind": "授牌",
        "level": "区级",
        "by": "示例区委",
        "holder": "甲银行",
        "holder_code": "M001",
        "recipient": "示例先锋队",
        "project": "示例班车",
        "project_code": "P2023-01",
        "number": "示例〔2023〕1号",
        "certificate": "〔2023〕DJ-001",
        "day": "2023-03-01",
        "until": "2026-02-28",
        "review": "2024-03-01",
        "status": "在用",
        "closed": None,
        "alias": [],
        "attachments": [],
    }


def test_from_applied_for_to_won(honours: Run) -> None:
    assert honours.json("honour add 示例奖 --kind 荣誉 --holder 甲银行")["status"] == "拟报"
    for state, day in (("已报", "2022-11-01"), ("公示", "2022-12-20"), ("获得", "2023-01-10")):
        honours(f"honour step 示例奖 {state} --on {day}")
    found = honours.json("honour show 示例奖")
    assert (found["status"], found["day"], found["closed"]) == ("获得", "2023-01-10", None)
    assert values(honours, "year 2022")["honours_won"] == 0
    assert values(honours, "year 2023")["honours_won"] == 1
    honours("honour remove 示例奖 --step --yes")
    assert honours.json("honour show 示例奖")["status"] == "公示"
    honours("honour step 示例奖 获得 --on 2023-02-10")
    assert honours.json("honour show 示例奖")["day"] == "2023-02-10"


def test_what_was_not_won_is_over(honours: Run) -> None:
    honours("honour add 示例奖 --kind 荣誉 --holder 甲银行")
    honours("honour step 示例奖 已报 --on 2023-03-01")
    honours("honour step 示例奖 未获 --on 2023-05-01")
    assert honours.json("honour show 示例奖")["closed"] == "2023-05-01"
    assert "已经未获" in honours("honour step 示例奖 获得 --on 2023-06-01", 4).stderr
    assert values(honours, "year 2023")["honours_won"] == 0


def test_figures_by_level_and_day(honours: Run) -> None:
    Path("荣誉.csv").write_text(SHEET, encoding="utf-8")
    assert honours.json("honour import 荣誉.csv --yes")["new"] == 4
    honours("honour add 示例奖二 --kind 荣誉 --level 市级 --holder 甲银行 --on 2023-01-01")
    honours("honour add 示例奖三 --kind 荣誉 --level 市级 --holder 乙证券 --on 2023-12-31")
    honours("honour add 示例奖四 --kind 荣誉 --level 区级 --holder 乙证券 --on 2023-07-01")
    honours("honour add 示例聘书 --kind 聘书 --holder 乙证券 --on 2023-07-01")
    honours("honour step 示例站一 摘牌 --on 2023-06-30")
    report = honours.json("report year 2023")
    assert values(honours, "year 2023")["honours_won"] == 3
    assert values(honours, "year 2021")["honours_won"] == 1
    assert {one["level"]: one["count"] for one in report["honour_levels"]} == {"市级": 2, "区级": 1}
    assert [one["name"] for one in report["honours"]] == [
        "示例站二",
        "示例奖二",
        "示例奖四",
        "示例聘书",
        "示例奖三",
    ]
    # The day on which it comes down is the first on which it hangs no more.
    assert values(honours, "period --from 2023-01-01 --to 2023-06-29")["plaques_in_use"] == 2
    assert values(honours, "period --from 2023-01-01 --to 2023-06-30")["plaques_in_use"] == 1
    assert values(honours, "year 2020")["plaques_in_use"] == 0
    assert "获得荣誉3项。" in honours("report year 2023").stdout


def test_a_plaque_comes_down_once(honours: Run) -> None:
    Path("荣誉.csv").write_text(SHEET, encoding="utf-8")
    honours("honour import 荣誉.csv --yes")
    assert "早于" in honours("honour step 示例站一 摘牌 --on 2021-02-28", 4).stderr
    honours("honour step 示例站一 摘牌 --on 2023-06-30")
    # What its row said was its first step; the steps are whole then.
    assert steps(honours, "J2021-001") == [("在用", "2021-03-01"), ("摘牌", "2023-06-30")]
    before = honours.dump()
    result = honours("honour step 示例站一 摘牌 --on 2023-07-30", 4)
    assert_one_sentence(result)
    assert "荣誉已经摘牌" in result.stderr
    assert honours.dump() == before
    honours("undo --yes")
    assert honours.json("honour show 示例站一")["status"] == "在用"
    assert steps(honours, "J2021-001") == []


def test_a_sheet_that_says_it_came_down_is_believed_once(honours: Run) -> None:
    Path("荣誉.csv").write_text(
        "名称,类别,获得者,日期,状态\n示例站,授牌,甲银行,2021-03-01,摘牌\n", encoding="utf-8"
    )
    honours("honour import 荣誉.csv --yes")
    assert "荣誉已经摘牌" in honours("honour step 示例站 摘牌 --on 2023-07-30", 4).stderr


def test_a_sheet_may_tell_what_led_there(honours: Run) -> None:
    honours("honour add 示例站 --kind 授牌 --holder 甲银行 --on 2021-03-01")
    told = [("获得", "2021-03-01"), ("在用", "2021-04-01"), ("复核", "2022-04-01"), ("续期", "2022-05-01")]
    rows = "".join(f"示例站,{state},{day}\n" for state, day in told)
    Path("进展.csv").write_text("荣誉,状态,日期\n" + rows, encoding="utf-8")
    assert honours.json("honour import 进展.csv --yes")["new"] == 4
    assert honours.json("honour show 示例站")["status"] == "续期"
    assert steps(honours, "J2021-001") == told


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("示例 --kind 锦旗 --holder 甲银行", 2, "可选：荣誉、授牌、聘书、证书"),
        ("示例 --kind 荣誉 --holder 没有这家", 3, "没有这家"),
        ("示例 --kind 荣誉 --holder 甲银行 --on 2024-01-01", 4, "还没有到"),
        ("示例 --kind 授牌 --holder 甲银行 --on 2023-03-01 --until 2023-02-28", 4, "早于日期"),
        ("示例 --kind 授牌 --holder 甲银行 --on 2023-03-01 --review 2023-02-28", 4, "早于日期"),
    ],
)
def test_what_cannot_be_is_refused(honours: Run, line: str, code: int, said: str) -> None:
    before = honours.dump()
    result = honours(f"honour add {line}", code)
    assert_one_sentence(result)
    assert said in result.stderr
    assert honours.dump() == before


def test_what_was_given_has_a_day(honours: Run) -> None:
    Path("荣誉.csv").write_text("名称,类别,获得者,状态\n示例站,授牌,甲银行,在用\n", encoding="utf-8")
    assert "状态是“在用”的要填日期" in honours("honour import 荣誉.csv --yes", 5).stdout
    assert honours.json("honour list") == []
    honours("honour add 示例奖 --kind 荣誉 --holder 甲银行 --on 2023-03-01")
    assert "状态是“获得”的要填日期" in honours(["honour", "edit", "示例奖", "--on", ""], 4).stderr
    assert honours.json("honour show 示例奖")["day"] == "2023-03-01"


def test_numbers_run_within_their_series(honours: Run) -> None:
    add = "--kind 证书 --holder 甲银行 --on 2023-03-01 --by 示例联席会议 --certificate"
    assert honours.json(f"honour add 甲 {add} 〔2023〕DJ-")["certificate"] == "〔2023〕DJ-001"
    assert honours.json(f"honour add 乙 {add} [2023]dj-")["certificate"] == "〔2023〕DJ-002"
    assert honours.json(f"honour add 丙 {add} 〔2022〕DJ-")["certificate"] == "〔2022〕DJ-001"
    result = honours(f"honour add 丁 {add} 〔2023〕DJ-005")
    assert "证书编号缺号：〔2023〕DJ-003 至 〔2023〕DJ-004，" in result.stderr
    assert honours.json(f"honour add 戊 {add} 〔2023〕DJ-")["certificate"] == "〔2023〕DJ-006"
    assert (
        honours.json("honour edit 戊 --certificate 〔2023〕DJ- --level 本会")["certificate"]
        == "〔2023〕DJ-006"
    )
    assert "缺号" in honours(f"honour add 己 {add} 〔2023〕DJ-004").stderr
    assert "缺号" not in honours(f"honour add 庚 {add} 〔2023〕DJ-003").stderr
    # A gap is told, and keeps nobody from taking a number back.
    honours("honour remove 乙 --yes")
    assert [one["problem"] for one in honours.json("check") if one["rule"] == "certificates_missing"] == [
        "缺 〔2023〕DJ-002"
    ]


def test_a_number_is_given_once(honours: Run) -> None:
    add = "--kind 证书 --holder 甲银行 --on 2023-03-01 --certificate"
    honours(f"honour add 甲 {add} 〔2023〕DJ-001 --by 示例联席会议")
    before = honours.dump()
    for other in ("〔2023〕DJ-001", "[2023]dj-001号", "〔2023〕DJ-001 --by 示例联席会议"):
        result = honours(f"honour add 乙 {add} {other}", 4)
        assert_one_sentence(result)
        assert "已经用过" in result.stderr
    Path("表.csv").write_text(
        "名称,类别,获得者,日期,证书编号\n丙,证书,甲银行,2023-01-01,〔2023〕DJ-007\n丁,证书,甲银行,2023-01-01,〔2023〕DJ-007\n",
        encoding="utf-8",
    )
    assert "已经用过" in honours("honour import 表.csv --yes", 5).stdout
    assert honours.dump() == before
    # Two offices may both begin with 001.
    honours(f"honour add 乙 {add} 〔2023〕DJ-001 --by 示例区委")


def test_a_sheet_takes_the_next_numbers(honours: Run) -> None:
    rows = "".join(f"示例证书{name},证书,甲银行,2023-01-01,〔2023〕DJ-\n" for name in "甲乙丙")
    Path("表.csv").write_text("名称,类别,获得者,日期,证书编号\n" + rows, encoding="utf-8")
    honours("honour import 表.csv --yes")
    numbers = [one["certificate"] for one in honours.json("honour list")]
    assert numbers == ["〔2023〕DJ-001", "〔2023〕DJ-002", "〔2023〕DJ-003"]
    honours("honour import 表.csv --yes")
    assert [one["certificate"] for one in honours.json("honour list")] == numbers


def test_the_file_of_a_unit_holds_its_honours(honours: Run) -> None:
    honours("honour add 甲 --kind 荣誉 --holder 甲银行 --on 2023-03-01")
    honours("honour add 乙 --kind 荣誉 --holder 乙证券 --on 2023-03-01")
    assert [one["name"] for one in honours.json("member file 甲银行")["honours"]] == ["甲"]
    assert "荣誉授牌（1）" in honours("member file 甲银行").stdout


def test_a_unit_with_honours_stays(honours: Run) -> None:
    honours("body add 示例村 --kind 村社区")
    honours("honour add 甲 --kind 荣誉 --holder 示例村 --on 2023-03-01")
    assert "荣誉授牌 1 条" in honours("body remove 示例村 --yes", 4).stderr


def test_everything_travels_in_the_workbook(honours: Run, tmp_path: Path) -> None:
    Path("荣誉.csv").write_text(SHEET, encoding="utf-8")
    honours("honour import 荣誉.csv --yes")
    honours("honour step 示例站一 复核 --on 2023-06-30")
    honours("honour step 示例站二 复核 --on 2023-06-30")
    honours("honour step 示例站二 续期 --on 2023-07-01")
    honours("workbook export 台账.xlsx --reveal")
    other = str(tmp_path / "别处.db")
    honours(["workbook", "import", "台账.xlsx", "--db", other, "--yes"])
    assert honours.json("honour list") == honours.json(["honour", "list", "--db", other])
    assert steps(honours, "J2021") == [
        ("在用", "2021-03-01"),
        ("复核", "2023-06-30"),
        ("续期", "2021-03-01"),
        ("复核", "2023-06-30"),
        ("续期", "2023-07-01"),
    ]
    assert honours.json("workbook import 台账.xlsx")["changed"] == 0
