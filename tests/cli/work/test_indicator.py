"""indicator: of the council, a unit, a project, an agreement, a series; numbers, rates, approximate numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.commands import Run, assert_one_sentence

KEYS = [
    "code",
    "of",
    "of_code",
    "name",
    "unit",
    "period",
    "total",
    "target",
    "source",
    "in_summary",
    "lower_is_better",
]


@pytest.fixture
def held(council: Run, today: Callable[[str], None]) -> Run:
    """A council with one of each that an indicator may belong to."""
    today("2023-12-31")
    council("member add 甲银行 --category 银行 --joined 2018-06-01")
    council("member add 乙证券 --category 证券 --joined 2018-06-01")
    council("project add 班车 --lead 甲银行 --start 2022-01-01")
    council("agreement add 帮扶协议 --party 甲银行 --party 乙证券 --signed 2023-01-01 --end 2024-12-31")
    council("activity add 读书一 --kind 联学 --on 2023-03-01 --host 甲银行 --series 读书会")
    return council


def figures(run: Run, line: str = "report year 2023") -> dict[str, Any]:
    return {one["key"]: one["value"] for one in run.json(line)["figures"]}


def section(run: Run, line: str = "report year 2023") -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in run.json(line)["indicators"]}


@pytest.mark.parametrize(
    ("of", "name", "code"),
    [
        ("本会", "本会", None),
        ("联席会议", "本会", None),
        ("甲银行", "甲银行", "M001"),
        ("M002", "乙证券", "M002"),
        ("班车", "班车", "P2022-01"),
        ("G2023-001", "帮扶协议", "G2023-001"),
        ("读书会", "读书会", None),
        ("系列：读书会", "读书会", None),
        ("项目:班车", "班车", "P2022-01"),
    ],
)
def test_it_may_belong_to_any_of_them(held: Run, of: str, name: str, code: str | None) -> None:
    added = held.json(
        f"indicator add 载体 --of {of} --unit 个 --every year --total last --target 200 --summary 是"
    )
    assert list(added) == KEYS
    assert added == held.json("indicator show I001") == held.json("indicator list")[0]
    assert (added["of"], added["of_code"]) == (name, code)
    assert (added["period"], added["total"], added["target"], added["in_summary"]) == (
        "每年",
        "期末",
        "200",
        True,
    )
    assert held.json(f"indicator list --of {of}") == [added]
    assert_one_sentence(held(f"indicator add 载体 --of {of}", 4), "已有")
    assert added == held.json("indicator list --find 载体")[0]


def test_a_name_that_several_bear_is_refused_until_it_is_told_which(held: Run) -> None:
    held("project add 读书会 --lead 甲银行 --start 2023-01-01")
    before = held.dump()
    refused = held("indicator add 人次 --of 读书会", 3)
    assert_one_sentence(refused, "项目“P2023-01 读书会”", "系列“读书会”", "项目：读书会")
    Path("表.csv").write_text("对象,指标\n读书会,人次\n", encoding="utf-8")
    assert held.json("indicator import 表.csv", 5)["refused"] == 1
    assert held.dump() == before
    held("indicator add 人次 --of 系列：读书会")
    held("indicator add 人次 --of P2023-01")
    assert [one["of_code"] for one in held.json("indicator list")] == [None, "P2023-01"]
    # What goes out is read back as just that.
    held("indicator export 指标.xlsx")
    sheet = load_workbook("指标.xlsx")["指标"]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["系列：读书会", "P2023-01"]
    told = held.json("indicator import 指标.xlsx")
    assert (told["new"], told["changed"], told["same"]) == (0, 0, 2)


def test_series_that_become_one_may_not_have_two_of_a_name(held: Run) -> None:
    held("activity add 读书二 --kind 联学 --on 2023-04-01 --host 甲银行 --series 夜读")
    held("indicator add 人次 --of 读书会")
    held("indicator add 人次 --of 夜读")
    before = held.dump()
    assert_one_sentence(held("choice rename series 夜读 读书会", 4), "同名的指标", "夜读 人次")
    assert held.dump() == before
    held("indicator edit I002 --name 到会人次")
    held("choice rename series 夜读 读书会")
    assert [one["of"] for one in held.json("indicator list")] == ["读书会", "读书会"]
    assert [one["name"] for one in held.json("indicator list --sort -对象,指标")] == ["到会人次", "人次"]


def test_a_name_that_two_have_is_told_by_whose_it_is(held: Run) -> None:
    for of in ("甲银行", "班车"):
        held(f"indicator add 数 --of {of} --every year")
    assert_one_sentence(held("indicator record 数 2023-12-31 5", 3), "对应 2 条指标")
    assert held.json("indicator record 数 2023-12-31 5 --of 班车")["of_code"] == "P2022-01"


def test_project_indicators_are_among_all_of_them(held: Run) -> None:
    held("project indicator 班车 人次 --unit 人次 --every day")
    held("project record 班车 人次 2023-05-08 2135")
    (one,) = held.json("indicator list")
    assert (one["of"], one["name"], one["period"]) == ("班车", "人次", "每日")
    held(f"indicator record {one['code']} 2023-05-09 2200")
    (project,) = held.json("report year 2023")["projects"]
    assert project["indicators"][0]["sum"] == 4335
    held("indicator add 收入 --of 班车 --unit 元")
    assert [one["name"] for one in held.json("project report")[0]["indicators"]] == ["人次", "收入"]


def test_rates_add_up_above_and_below(held: Run) -> None:
    held("indicator add 到岗率 --of 甲银行 --unit % --every month --summary")
    held("indicator record 到岗率 2023-01-31 --numerator 46 --denominator 50")
    held("indicator record 到岗率 2023-02-28 --numerator 1 --denominator 40")
    told = held.json("indicator record 到岗率 2023-03-31 --numerator 9 --denominator 10")
    assert (told["value"], told["numerator"], told["denominator"]) == (90, 9, 10)
    assert section(held)["到岗率"]["total"] == 56  # 56 of 100
    assert section(held, "report period --from 2023-01-01 --to 2023-02-28")["到岗率"]["total"] == 52.2222
    # told once more as a plain number, it is one
    held("indicator record 到岗率 2023-03-31 90%")
    assert section(held)["到岗率"]["total"] == 184.5


@pytest.mark.parametrize(
    ("told", "code", "sentence"),
    [
        ("--numerator 3", 4, "缺少分母"),
        ("--numerator 3 --denominator 0", 4, "分母是 0"),
        ("--approximate 约三", 4, "看不出“约三”是哪个概数"),
        ("--approximate 2000", 4, "看不出“2000”是哪个概数"),
        ("5 --approximate 约5", 4, "既有确切的数，又有概数"),
        ("", 4, "缺少数值"),
        ("5 --numerator 1 --denominator 4", 4, "不一样"),
        ("五", 2, "不是数字"),
        ("1.23456", 2, "超过四位小数"),
        ("999999999999", 2, "太大"),
        ("9999999亿", 4, "太大"),
        ("95%", 4, "是百分数"),
    ],
)
def test_what_is_no_reading_is_refused(held: Run, told: str, code: int, sentence: str) -> None:
    held("indicator add 金额 --of 本会 --unit 元 --every month")
    before = held.dump()
    assert_one_sentence(held(f"indicator record 金额 2023-05-08 {told}", code), sentence)
    assert held.dump() == before


@pytest.mark.parametrize(
    ("unit", "told", "value"),
    [
        ("亿元", "803亿", 803),
        ("亿元", "803亿元", 803),
        ("亿元", "803", 803),
        ("万元", "1.2亿", 12_000),
        ("元", "1.2万", 12_000),
        ("亿元", "500万", 0.05),
    ],
)
def test_money_is_counted_in_the_unit_of_its_indicator(held: Run, unit: str, told: str, value: float) -> None:
    held(f"indicator add 总投资 --of 本会 --unit {unit} --every quarter")
    assert held.json(f"indicator record 总投资 2023-03-31 {told}")["value"] == value
    Path("读数.csv").write_text(f"对象,指标,日期,数值\n本会,总投资,2023-03-31,{told}\n", encoding="utf-8")
    assert held.json("indicator import 读数.csv")["same"] == 1


def test_approximate_numbers_stand_beside_what_is_added_up(held: Run) -> None:
    held("indicator add 帮扶 --of 本会 --unit 万元 --every quarter --summary")
    held("indicator record 帮扶 2023-03-31 30")
    held("indicator record 帮扶 2023-06-30 40")
    about = held.json("indicator record 帮扶 2023-09-30 --approximate 约10亿 --source 示例报道")
    assert (about["value"], about["approximate"], about["source"]) == (None, "约10亿", "示例报道")
    assert (about["lower"], about["upper"]) == (100_000, 100_000)
    one = section(held)["帮扶"]
    assert (one["total"], one["days"], one["approximate"]) == (70, 2, "约10亿")
    held("report year 2023 --xlsx")
    (book,) = Path().glob("*总结.xlsx")
    cells = [cell for row in load_workbook(book)["指标"].iter_rows(values_only=True) for cell in row]
    assert "约10亿" in cells
    assert "概数（未计入）" in cells
    # of a project it is said where the sum is
    held("indicator add 受益 --of 班车 --unit 人 --every month")
    held("indicator record 受益 2023-03-31 --approximate 近500人")
    held("indicator record 受益 2023-04-30 20")
    assert "另有概数未计入：近500人" in "".join(held("project report").stdout.split())
    # the exact number takes its place
    exact = held.json("indicator record 帮扶 2023-09-30 99")
    assert (exact["value"], exact["approximate"], exact["lower"]) == (99, None, None)


@pytest.mark.parametrize(
    ("every", "days", "readings"),
    [
        ("每季", ("2023-01-05", "2023-03-31", "2023-04-01"), 2),
        ("half", ("2023-01-05", "2023-06-30", "2023-07"), 2),
        ("每年", ("2022-12-31", "2023-01", "2023-12-01"), 2),
        ("once", ("2021-05-01", "2023-01-05", "2023-12-01"), 1),
    ],
)
def test_a_stretch_has_one_reading(held: Run, every: str, days: tuple[str, ...], readings: int) -> None:
    held(f"indicator add 数 --of 本会 --every {every}")
    for number, day in enumerate(days, start=1):
        held(f"indicator record 数 {day} {number}")
    assert len(held.dump()["reading"]) == readings
    # of long stretches the day of the last word counts
    assert max(str(row[2]) for row in held.dump()["reading"]) == f"{days[-1]}-01"[:10]
    assert_one_sentence(held("indicator record 数 2024-06-01 9", 4), "还没有到")


def test_only_what_is_marked_goes_into_the_summary(held: Run) -> None:
    silent = held.json("report year 2023")
    assert silent["indicators"] == []
    assert "indicators_told" not in {one["key"] for one in silent["figures"] if one["value"]}
    assert "有读数的指标" not in held("report year 2023").stdout
    held("indicator add 甲数 --of 甲银行 --every year")
    held("indicator record 甲数 2023-12-31 5")
    held("indicator add 乙数 --of 系列：读书会 --every year --summary")
    assert section(held) == {}  # it has no reading
    held("indicator record 乙数 2022-12-31 6")
    held("indicator record 乙数 2023-12-31 7")
    one = section(held)["乙数"]
    assert (one["of"], one["total"], one["before"]) == ("读书会", 7, 6)
    assert figures(held)["indicators_told"] == 1
    assert [row["code"] for row in held.json("report year 2023 --trace indicators_told")["rows"]] == ["I002"]
    held("indicator edit 甲数 --summary 是")
    assert sorted(section(held)) == ["乙数", "甲数"]


def test_an_agreement_shows_how_much_was_reached(held: Run) -> None:
    held("indicator add 采购 --of 帮扶协议 --unit 万元 --every quarter --target 200")
    held("indicator add 走访 --of 帮扶协议 --unit 次 --every month --target 2/月")
    for day, value in (("2022-12-31", 500), ("2023-03-31", 30.5), ("2023-06-30", 40)):
        held(f"indicator record 采购 {day} {value}")  # what was before the agreement is none of it
    for month, value in (("2023-01", 2), ("2023-02", 1), ("2023-03", 3)):
        held(f"indicator record 走访 {month} {value}")
    bought, visits = held.json("agreement show 帮扶协议")["targets"]
    assert (bought["target"], bought["reached"], bought["share"]) == (200, 70.5, 0.3525)
    assert (visits["target"], visits["met"], visits["periods"], visits["share"]) == ("2/月", 2, 3, 0.6667)
    assert "采购（万元）目标 200，已达 70.5，完成 35.2%" in held("agreement show 帮扶协议").stdout


def test_it_is_edited_removed_and_taken_back(held: Run) -> None:
    held("indicator add 数 --of 甲银行 --every year")
    held("indicator record 数 2022-05-01 1")
    held("indicator record 数 2023-05-01 2")
    before = held.dump()
    held("indicator edit 数 --of 本会 --name 新名")
    (one,) = held.json("indicator list")
    assert (one["of"], one["name"]) == ("本会", "新名")
    log = held("log --limit 1").stdout
    assert "对象 甲银行 → 本会" in log
    held("undo --yes")
    assert {key: rows for key, rows in held.dump().items() if not key.startswith(("journal", "counter"))} == {
        key: rows for key, rows in before.items() if not key.startswith(("journal", "counter"))
    }
    assert_one_sentence(held("indicator edit 数 --every month", 4), "不能再改周期")
    assert_one_sentence(held("member remove 甲银行 --yes", 4))
    held("indicator remove 数 --reading 2022-06-30 --yes")
    assert [row[2] for row in held.dump()["reading"]] == ["2023-05-01"]
    assert_one_sentence(held("indicator remove 数 --yes", 4))
    held("indicator remove 数 --reading 2023-01-01 --yes")
    held("indicator remove 数 --yes")
    assert held.json("indicator list") == []


def test_a_year_alone_tells_of_what_is_read_once_a_year(held: Run) -> None:
    held("indicator add 年数 --of 本会 --every year")
    held("indicator record 年数 2021 5")
    held("indicator record 年数 ２０２２年度 6")
    held("indicator record 年数 2022-08-01 7")  # once more, for the same year: told of that day now
    book = Workbook()
    book.active.append(["年份", "年数"])
    book.active.append([2020, 4])
    book.save("读数.xlsx")
    held("indicator record 年数 --file 读数.xlsx --map 年份=日期 --yes")
    assert sorted(row[2] for row in held.dump()["reading"]) == ["2020-01-01", "2021-01-01", "2022-08-01"]
    held("indicator add 月数 --of 本会 --every month")
    held("indicator add 日数 --of 本会 --every day")
    for name, wanted in (("月数", "每月一个读数，请写到月"), ("日数", "每日一个读数，请写到日")):
        refused = held(f"indicator record {name} 2023 1", 4)
        assert_one_sentence(refused)
        assert f"“2023”只到年份，这个指标{wanted}" in refused.stderr
    assert_one_sentence(held("indicator record 年数 23 1", 2))
    assert len(held.dump()["reading"]) == 3


def test_what_was_not_read_is_due(held: Run) -> None:
    def due() -> list[str]:
        found = [one for one in held.json("today") if one["kind"] == "reading_late"]
        return [one["what"] for one in found]

    held("indicator add 季数 --of 甲银行 --every quarter")
    held("indicator add 一次数 --of 本会 --every once")
    held("indicator record 一次数 2020-01-01 1")
    held("indicator add 月数 --of 帮扶协议 --every month")
    assert due() == ["“帮扶协议”的月数（每月）还没有读数"]
    held("indicator record 月数 2023-11 4")
    held("indicator record 季数 2023-06-30 4")
    assert due() == ["“甲银行”的季数（每季）只记到 2023-06-30"]


def test_a_new_council_from_the_workbook_has_the_same(held: Run, tmp_path: Path) -> None:
    held("project indicator 班车 人次 --unit 人次")
    held("project record 班车 人次 2023-05-08 2135")
    for of in ("本会", "甲银行", "班车", "帮扶协议", "读书会"):
        held(f"indicator add 率 --of {of} --unit % --every month --source 示例 --summary")
    for number in range(2, 7):
        held(f"indicator record I00{number} 2023-05 --numerator {number} --denominator 7")
        held(f"indicator record I00{number} 2023-06 --approximate 约{number}")
    held("workbook export 全部.xlsx --reveal")
    told = held.json("workbook import 全部.xlsx")
    assert (told["new"], told["changed"]) == (0, 0)
    other = Run(str(tmp_path / "另一个.db"))
    other("workbook import 全部.xlsx --yes")
    assert other.json("indicator list") == held.json("indicator list")
    assert other.json("report year 2023")["indicators"] == held.json("report year 2023")["indicators"]
    assert other.json("project report") == held.json("project report")


def test_a_sheet_tells_rates_and_approximate_numbers_without_a_number(held: Run) -> None:
    held("indicator add 率 --of 班车 --unit % --every month")
    rows = "班车,率,2023-01-31,,3,4,\n班车,率,2023-02-28,,,,约70\n班车,率,2023-03-31,停运,,,\n班车,率,2023-04-30,,,,\n"
    Path("读数.csv").write_text(f"对象,指标,日期,数值,分子,分母,概数\n{rows}", encoding="utf-8")
    told = held.json("indicator import 读数.csv")
    assert (told["new"], told["refused"]) == (2, 0)
    (one,) = held.json("project report")[0]["indicators"]
    assert (one["total"], one["days"]) == (75, 1)


def test_the_file_of_a_unit_has_its_own(held: Run) -> None:
    held("indicator add 数 --of 甲银行 --unit 个")
    held("indicator add 数 --of 班车 --unit 个")
    (one,) = held.json("member file 甲银行")["indicators"]
    assert (one["code"], one["name"]) == ("I001", "数")


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("indicator add 数 --of 没有的", 3, "没有找到“没有的”"),
        ("indicator add 数", 2, "--of"),
        ("indicator add 数 --of 本会 --every 每旬", 2, "不在可选范围内"),
        ("indicator add 数 --of 本会 --every quarter --target 5/月", 4, "比读数的周期（每季）还短"),
        ("indicator add 数 --of 本会 --target 很多", 2, "不是"),
        ("indicator show I009", 3, "没有找到指标“I009”"),
        ("indicator record I009 2023-01-01 5", 3, "没有找到指标“I009”"),
    ],
)
def test_a_wrong_line_changes_nothing(held: Run, line: str, code: int, sentence: str) -> None:
    before = held.dump()
    assert_one_sentence(held(line, code), sentence)
    assert held.dump() == before
