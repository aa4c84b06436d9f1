"""A month in the place of a day: the first day of joining, the last of leaving, and it is said once."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import Run


def bring(run: Run, path: Path, *rows: list[Any], code: int = 0, **formats: str) -> Any:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["单位名称", "类别", "加入日期", "退出日期"], *rows):
        page.append(row)
    for place, form in formats.items():
        page[place].number_format = form
    book.save(path)
    return run(["member", "import", str(path), "--yes", "--json"], code)


def days(run: Run) -> dict[str, tuple[str, str | None]]:
    return {one["name"]: (one["joined"], one["left"]) for one in run.json("member list --all")}


def test_a_month_is_its_first_day_or_its_last(council: Run, tmp_path: Path) -> None:
    result = bring(
        council,
        tmp_path / "名册.xlsx",
        ["甲", "企业", "2018.6", "2020年2月"],
        ["乙", "企业", 2018.6, None],
        ["丙", "企业", "2018.10", "2019-11"],
        ["丁", "企业", "2018年6月1日", "2019.11.30"],
    )
    assert days(council) == {
        "甲": ("2018-06-01", "2020-02-29"),
        "乙": ("2018-06-01", None),
        "丙": ("2018-10-01", "2019-11-30"),
        "丁": ("2018-06-01", "2019-11-30"),
    }
    assert result.stderr.count("加入日期只写到月份的，按当月第一天登记（例如“2018.6”作 2018-06-01）") == 1
    assert result.stderr.count("退出日期只写到月份的，按当月最后一天登记") == 1
    again = bring(council, tmp_path / "名册.xlsx", ["甲", "企业", "2018.6", "2020年2月"])
    assert (again.json["same"], again.json["changed"]) == (1, 0)
    assert "只写到月份" not in again.stderr


def test_a_day_that_is_shown_as_a_month_is_that_month(council: Run, tmp_path: Path) -> None:
    row = [date(2018, 6, 1), date(2020, 2, 1)]
    bring(council, tmp_path / "表.xlsx", ["甲", "企业", *row], ["乙", "企业", *row], D2='yyyy"年"m"月"')
    assert days(council) == {"甲": ("2018-06-01", "2020-02-29"), "乙": ("2018-06-01", "2020-02-01")}


@pytest.mark.parametrize("joined", [2018.1, "2018.13", "2018年0月"])
def test_what_is_no_month_for_sure_is_refused(council: Run, tmp_path: Path, joined: object) -> None:
    result = bring(council, tmp_path / "表.xlsx", ["甲", "企业", joined], code=5)
    assert result.json["problems"][0]["column"] == "加入日期"
    assert days(council) == {}


def test_the_0_of_october_counts_where_it_is_shown(council: Run, tmp_path: Path) -> None:
    bring(
        council, tmp_path / "表.xlsx", ["甲", "企业", 2018.1], ["乙", "企业", 2018.01], C2="0.00", C3="0.00"
    )
    assert days(council) == {"甲": ("2018-10-01", None), "乙": ("2018-01-01", None)}


def test_a_text_file_may_have_lost_that_0(council: Run, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("单位名称,类别,加入日期\n甲,企业,2018.1\n", encoding="utf-8")
    assert "可能是 1 月" in council(["member", "import", path, "--json"], 5).json["problems"][0]["reason"]
    path.write_text("单位名称,类别,加入日期\n甲,企业,2018.10\n乙,企业,2018.6\n", encoding="utf-8")
    council(["member", "import", path])
    assert days(council) == {"甲": ("2018-10-01", None), "乙": ("2018-06-01", None)}


def test_months_are_typed_as_well(council: Run) -> None:
    said = council("member add 甲 --category 企业 --joined 2018.6").stderr
    assert "加入日期只写到月份的，按当月第一天登记" in said
    council("member add 乙 --category 企业 --joined 2018.1")
    council("member leave 甲 --on 2020.2")
    council("member rejoin 甲 --on 2021年3月")
    council("member edit 甲 --left 2022-02")
    assert days(council) == {"甲": ("2021-03-01", "2022-02-28"), "乙": ("2018-01-01", None)}
    assert [one["left"] for one in council.json("member show 甲")["spells"]] == ["2020-02-29", "2022-02-28"]
    council("council edit --founded 2018年6月")
    assert council.json("council show")["founded"] == "2018-06-01"
    assert "只到月份" in council("activity add 会 --kind 会议 --on 2018.6 --host 甲", 2).stderr


def test_phones_are_read_as_phones_and_what_is_none_is_told(council: Run) -> None:
    added = council("member add 甲 --category 企业 --joined 2018-06-01 --phone '+86 138-0000-0001'")
    assert "不像电话号码" not in added.stderr
    said = council("member add 乙 --category 企业 --joined 2018-06-01 --phone 1380000000").stderr
    assert "“乙”的联系电话不像电话号码，照原样登记了" in said
    phones = {one["name"]: one["phone"] for one in council.json("member list --reveal")}
    assert phones == {"甲": "13800000001", "乙": "1380000000"}
    assert "不像" not in council("member edit 乙 --short 乙乙").stderr
