"""The reports' workbooks: every figure of the JSON stands in them, whatever the council is like."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.commands import Run
from tests.papers.written import IF_ANY, SHEETS, Written


def number(value: Any) -> Any:
    """A value of the JSON as a workbook has it."""
    return "—" if value is None else float(value)


def same(cell: Any, value: Any) -> bool:
    """Whether a cell holds a value of the JSON; nothing may be an empty cell."""
    if value is None or value == "":
        return cell in ("", "—")
    if isinstance(value, str) and not re.fullmatch(r"-?\d+\.\d\d", value):
        return str(cell) == value
    return Decimal(str(cell)).quantize(Decimal("0.0001")) == Decimal(str(value)).quantize(Decimal("0.0001"))


# -- figures ----------------------------------------------------------------------------------------------------------


def test_sheets_in_their_order(year: Written) -> None:
    assert list(year.cells) == SHEETS
    assert year.book.active.title == "封面"


@pytest.mark.parametrize("which", ["year", "earlier"])
def test_every_figure_stands_beside_the_one_before(which: str, request: pytest.FixtureRequest) -> None:
    book: Written = request.getfixturevalue(which)
    rows = book.under("年度概览", "指标", "本期", "上年", "增减", "增幅", "单位", "累计")
    told = [figure for figure in book.json["figures"] if figure["label"] in rows]
    assert list(rows) == [figure["label"] for figure in told]
    for figure in book.json["figures"]:
        if figure not in told:  # nothing in any year
            assert figure["label"].startswith(IF_ANY)
            assert {number(one["value"]) for one in figure["years"]} <= {0.0, "—"}
            continue
        row, value, previous = rows[figure["label"]], number(figure["value"]), number(figure["previous"])
        assert (row["本期"], row["上年"], row["单位"]) == (value, previous, figure["unit"])
        assert row["累计"] == number(figure["since_founding"])
        if "—" in (value, previous):
            assert (row["增减"], row["增幅"]) == ("—", "—")
            continue
        points = 100 if figure["unit"] == "比例" else 1
        assert row["增减"] == pytest.approx((value - previous) * points)
        if previous < value / 20 or previous <= 0 or points == 100:
            assert row["增幅"] == "—"
        else:
            assert row["增幅"] == pytest.approx((value - previous) / previous)


def test_five_years_side_by_side(year: Written) -> None:
    rows = year.under("年度概览", "指标", "2019年", "2023年")
    for figure in year.json["figures"]:
        if figure["label"] in rows:
            shown = [rows[figure["label"]][f"{one['year']}年"] for one in figure["years"]]
            assert shown == [number(one["value"]) for one in figure["years"]]
    hidden = {figure["label"] for figure in year.json["figures"]} - set(rows)
    assert all(label.startswith(IF_ANY) for label in hidden)


def test_what_was_only_published_is_marked(earlier: Written) -> None:
    sheet = earlier.book["年度概览"]
    marked = {row[0].value for row in sheet.iter_rows() if row[2].number_format.endswith('"*"')}
    assert marked == {f["label"] for f in earlier.json["figures"] if f["previous_source"]}
    assert "期末成员单位" in marked
    assert "带“*”" in earlier.texts("年度概览")


def test_the_sentences_are_numbered(year: Written) -> None:
    rows = year.under("文字要点", "序号", "内容")
    assert [row["内容"] for row in rows.values()] == year.json["notes"]
    assert list(rows) == [str(n) for n in range(1, len(year.json["notes"]) + 1)]


def test_definitions_and_how_to_follow_a_figure(year: Written) -> None:
    rows = year.under("口径说明", "指标", "口径")
    assert {key: row["口径"] for key, row in rows.items()} == {
        f["label"]: f["definition"] for f in year.json["figures"]
    }
    assert "liaison report year 2023 --trace" in year.texts("口径说明")


LISTS = {
    "轮值主席": (("任次", "主题"), ("chairs",), "ordinal", {"主题": "theme", "轮值主席单位": "unit"}),
    "共建项目": (
        ("编号", "本期到账"),
        ("projects",),
        "code",
        {
            "项目名称": "name",
            "阶段": "stage",
            "牵头单位": "lead",
            "本期到账": "received",
            "期末结余": "balance",
        },
    ),
    "经费收支": (
        ("编号", "专项", "到账"),
        ("funds",),
        "code",
        {
            "专项": "name",
            "应缴": "due",
            "到账": "received",
            "实物": "in_kind",
            "支出": "spent",
            "退款": "refunded",
            "期末结余": "balance",
            "期末欠缴": "arrears",
        },
    ),
    "活动统计/月": (
        ("月份",),
        ("activities", "by_month"),
        "month",
        {"场次": "activities", "参加人次": "people", "志愿时长": "hours"},
    ),
    "活动统计/类": (
        ("活动类别", "场次"),
        ("activities", "by_kind"),
        "kind",
        {"场次": "activities", "其中党员": "party", "服务人次": "service_turns"},
    ),
    "活动统计/单位": (
        ("单位", "主办场次"),
        ("activities", "by_unit"),
        "unit",
        {"主办场次": "hosted", "参加场次": "attended", "参加人次": "people"},
    ),
}


@pytest.mark.parametrize("which", LISTS)
def test_lists_hold_what_the_json_says(year: Written, which: str) -> None:
    labels, path, key, columns = LISTS[which]
    records = year.json
    for part in path:
        records = records[part]
    rows = year.under(which.split("/")[0], *labels)
    assert len(rows) == len(records)
    for record, (name, row) in zip(records, rows.items(), strict=True):
        assert same(name.removesuffix(".0"), record[key])
        for label, column in columns.items():
            assert same(row[label], record[column]), (name, label)


def test_each_indicator_has_its_sheet(year: Written) -> None:
    seen = 0
    for project in year.json["projects"]:
        for indicator in project["indicators"]:
            sheet = f"指标-{indicator['name']}"
            whole = next(iter(year.under(sheet, "最高日", "应达标").values()))
            labels = {
                "合计": "sum",
                "平均": "mean",
                "读数": "days",
                "最高": "max",
                "目标": "target",
                "达标": "met",
            }
            for label, key in labels.items():
                assert same(whole[label], indicator[key]), (sheet, label)
            assert str(whole["最高日"])[:10] == indicator["max_on"]
            months = year.under(sheet, "月份")
            assert list(months) == [month["month"] for month in indicator["months"]]
            for month in indicator["months"]:
                row = months[month["month"]]
                value = row["合计"] if "合计" in row else row["本月值"]
                assert same(value, month["sum"] if "合计" in row else month["total"])
                assert same(row["读数"], month["days"])
            seen += 1
    assert seen == 5


def test_members_and_activities_are_all_there(year: Written) -> None:
    members = year.under("成员单位", "编号", "单位名称")
    assert [row["单位名称"] for row in members.values()] == [one["name"] for one in year.json["members"]]
    held = next(f["value"] for f in year.json["figures"] if f["key"] == "activities_held")
    turns = next(f["value"] for f in year.json["figures"] if f["key"] == "activity_people_turns")
    activities = year.under("活动台账", "编号", "活动名称")
    assert len(activities) == held
    assert sum(float(row["人数"] or 0) for row in activities.values()) == turns


def test_no_formula_lacks_its_value(year: Written, projects: Written) -> None:
    for book in (year, projects):
        values = openpyxl.load_workbook(book.path, data_only=True)
        formulas = 0
        for sheet in book.book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        formulas += 1
                        assert values[sheet.title][cell.coordinate].value is not None, cell.coordinate
        assert formulas


# -- projects ---------------------------------------------------------------------------------------------------------


def test_a_sheet_for_each_project(projects: Written) -> None:
    assert projects.book.sheetnames[:2] == ["封面", "概览"]
    for sheet, project in zip(projects.book.sheetnames[2:], projects.json, strict=True):
        assert sheet.startswith(project["code"])
        text = projects.texts(sheet)
        for stage in project["stages"]:
            assert stage["stage"] in text
        stages = projects.under(sheet, "阶段", "历时（天）")
        assert [str(row["日期"])[:10] for row in stages.values()] == [one["day"] for one in project["stages"]]
        gave = [one for one in project["funding"] if float(one["received"])]
        if gave:
            funding = projects.under(sheet, "单位", "应缴", "到账")
            assert {one["unit"]: float(one["received"]) for one in gave}.items() <= {
                unit: row["到账"] for unit, row in funding.items()
            }.items()
        for indicator in project["indicators"]:
            assert indicator["name"] in text


# -- whatever is in it ------------------------------------------------------------------------------------------------


def test_a_council_of_which_nothing_is_known(council: Run, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    council(f"report year 2023 -o {path}")
    council(f"project report -o {tmp_path / '项目.xlsx'}")
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("成员单位").to_python()
    assert "没有记录" in cells[-1]


def test_names_that_excel_does_not_take(example: Run, tmp_path: Path) -> None:
    hostile = "=cmd|'/c calc'!A1"
    for project in ("直通车", "文化长廊"):
        example(["project", "indicator", project, "在[线]/人:数*?", "--unit", hostile])
    example(["project", "edit", "食堂", "--name", hostile])
    for line in ("report year 2023", "project report --year 2023"):
        path = tmp_path / "名称.xlsx"
        example(f"{line} -o {path} --force")
        for sheet in openpyxl.load_workbook(path):
            assert not re.search(r"[\[\]:*?/\\]", sheet.title)
            for row in sheet.iter_rows():
                assert not any(cell.data_type == "f" and "cmd" in str(cell.value) for cell in row)


def test_a_house_may_word_it_otherwise(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summary.toml").write_text(
        '[cover]\ntitle = "{short}{period}总结（内部）"\n[signature]\nline = "单位：{secretariat} 经办：李某"\n'
        '[files]\nsummary = "{short}{period}"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("LIAISON_TEMPLATES", str(tmp_path))
    from liaison.figures.summary import texts

    texts.texts.cache_clear()
    try:
        example("report year 2023 --xlsx")
    finally:
        texts.texts.cache_clear()
    found = CalamineWorkbook.from_path("金融外滩2023年度.xlsx")
    cover = str(found.get_sheet_by_name("封面").to_python())
    assert "金融外滩2023年度总结（内部）" in cover
    assert "经办：李某" in str(found.get_sheet_by_name("单位往来").to_python())
