"""Forms of other offices: what is known is put in as counted by hand, the rest is told, and nothing else of the file is touched."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from openpyxl.styles import Border, Side

from liaison.figures.summary.measuring import figures
from liaison.rules.summary import form_words
from liaison.rules.summary.form_names import NAMES
from tests.commands import Run, assert_one_sentence

SOFFICE = shutil.which("soffice")
BOXED = Border(*(Side(style="thin"),) * 4)
HELD = "SELECT count(*) FROM activity WHERE start LIKE '{}%'"
MEMBERS = "SELECT count(DISTINCT unit_id) FROM spell WHERE joined <= '{0}-12-31' AND (left_on IS NULL OR left_on >= '{0}-12-31')"
RECEIVED = (
    "SELECT sum(CASE WHEN e.kind IN ('到账', '直付') THEN e.amount WHEN r.kind IN ('到账', '直付') THEN -e.amount ELSE 0 END) "
    "FROM entry AS e LEFT JOIN entry AS r ON r.id = e.reverses_id WHERE e.day LIKE '{}%'"
)
PUBLISHED = "SELECT value / 10000 FROM published WHERE figure = '举办活动' AND year = {}"
SERVED = "SELECT sum(turns) FROM activity WHERE start LIKE '{}%'"


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "桌面").mkdir()
    monkeypatch.chdir(tmp_path / "桌面")


def count(run: Run, sql: str, *told: object) -> int:
    """What SQLite counts, of a year or of what else is told."""
    with sqlite3.connect(run.place) as database:
        found: int = database.execute(sql.format(*told)).fetchone()[0]
    return found


def sheet(name: str, cells: Mapping[str, Any], *, merged: tuple[str, ...] = (), boxed: str = "") -> Path:
    """A form of one sheet."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    for block in merged:
        book.active.merge_cells(block)
    for row in book.active[boxed] if boxed else ():
        for cell in row:
            cell.border = BOXED
    book.save(name)
    return Path(name)


def fill(run: Run, form: Path | str, *more: str, code: int = 0) -> Any:
    return run(["fill", str(form), *more, "--json"], code).json


def put(found: Any) -> dict[str, Any]:
    """What was put into which cell."""
    return {one["cell"]: one["value"] for one in found["filled"]}


def keys(found: Any) -> dict[str, str]:
    return {one["cell"]: one["key"] for one in found["filled"]}


def unknown(found: Any) -> dict[str, list[str]]:
    return {one["label"]: one["candidates"] for one in found["unknown"]}


# ---------------------------------------------------------------- values
def test_rows_of_figures_under_years(example: Run) -> None:
    """A usual table: numbered rows, units in labels, a unit for all amounts, a column for each year, one for what has become of it."""
    form = sheet(
        "统计表.xlsx",
        {
            "A1": "2023年度区域化党建工作统计表",
            "A2": "填报单位：示例　　　单位：万元",
            **dict(
                zip(
                    ("A3", "B3", "C3", "D3", "E3", "F3", "G3"),
                    ["序号", "指标", "2023年", "2022年", "同比", "比上年增减", "备注"],
                    strict=True,
                )
            ),
            **{f"A{row}": row - 3 for row in range(4, 8)},
            "B4": "1、举办 活动 场次：",
            "B5": "成员单位数（家）",
            "B6": "到账资金",
            "B7": "服务人次（万人次）",
        },
        merged=("A1:G1", "A2:G2"),
        boxed="A3:G7",
    )
    held, members = [[count(example, sql, year) for year in (2023, 2022)] for sql in (HELD, MEMBERS)]
    received = [count(example, RECEIVED, year) / 1_000_000 for year in (2023, 2022)]
    found = fill(example, form)
    values = put(found)
    assert [values["C4"], values["D4"], values["F4"]] == [*held, held[0] - held[1]]
    assert values["E4"] == f"{(held[0] - held[1]) * 100 / held[1]:.1f}%"
    assert [values["C5"], values["D5"]] == members
    assert [values["C6"], values["D6"]] == received
    assert values["F6"] == pytest.approx(received[0] - received[1])
    assert values["C7"] == count(example, SERVED, 2023) / 10_000
    assert not any(cell.startswith("G") for cell in values)
    assert found["unknown"] == []
    written = openpyxl.load_workbook("统计表-已填.xlsx").active
    assert (written["C4"].value, written["C6"].value) == (held[0], received[0])
    assert written["C4"].border.left.style == "thin"


def test_each_filled_cell_says_what_it_is(example: Run) -> None:
    fill(example, sheet("表.xlsx", {"A1": "举办活动", "A2": "成员参与率"}), "--year", "2022")
    cells = openpyxl.load_workbook("表-已填.xlsx").active
    said = cells["B1"].comment.text
    figure = figures()["activities_held"]
    assert all(
        part in said for part in (figure.label, "2022年度", figure.definition, f"{cells['B1'].value}场")
    )
    assert cells["B2"].value.endswith("%")


def test_heads_over_columns(example: Run) -> None:
    """Two lines of heads with merged cells, and one row beneath: the label is what both say together."""
    form = sheet(
        "横表.xlsx",
        {"A1": "活动情况", "C1": "资金情况（亿元）", "A2": "场次", "B2": "人次", "C2": "到 账", "D2": "结余"},
        merged=("A1:B1", "C1:D1"),
        boxed="A1:D3",
    )
    found = fill(example, form)
    assert keys(found) == {
        "A3": "activities_held",
        "B3": "activity_people_turns",
        "C3": "funds_received",
        "D3": "funds_balance",
    }
    assert put(found)["A3"] == count(example, HELD, 2023)
    assert put(found)["C3"] == pytest.approx(count(example, RECEIVED, 2023) / 10**10)


def test_merged_labels_beside_rows(example: Run) -> None:
    form = sheet(
        "竖表.xlsx",
        {"A1": "活动", "B1": "场次", "A3": "成员单位", "B2": "参加人次", "B3": "年末数", "B4": "新加入单位"},
        merged=("A1:A2", "A3:A4"),
        boxed="A1:C4",
    )
    found = keys(fill(example, form))
    assert found["C2"] == "activity_people_turns"
    assert found["C4"] == "members_joined"


def test_years_in_rows(example: Run) -> None:
    form = sheet("年表.xlsx", {"A1": "年度", "B1": "举办活动", "A2": "2022年", "A3": "2023年"}, boxed="A1:B3")
    assert put(fill(example, form)) == {
        "B2": count(example, HELD, 2022),
        "B3": count(example, HELD, 2023),
    }


def test_years_that_are_numbers(example: Run) -> None:
    form = sheet("数表.xlsx", {"A1": "指标", "B1": 2022, "C1": 2023, "A2": "活动场次"}, boxed="A1:C2")
    assert put(fill(example, form)) == {"B2": count(example, HELD, 2022), "C2": count(example, HELD, 2023)}


def test_the_year_is_that_of_the_title_or_the_one_that_is_asked_for(example: Run) -> None:
    form = sheet(
        "表.xlsx", {"A1": "2022年度统计表", "A2": "举办活动", "A3": "上年举办活动"}, merged=("A1:B1",)
    )
    assert put(fill(example, form)) == {
        "B2": count(example, HELD, 2022),
        "B3": count(example, PUBLISHED, 2021),
    }
    asked = put(fill(example, form, "--year", "2023", "--force"))
    assert asked == {"B2": count(example, HELD, 2023), "B3": count(example, HELD, 2022)}


def test_per_cents(example: Run) -> None:
    """A cell that shows per cent gets the share, one under % the number, any other the text."""
    form = sheet("率.xlsx", {"A1": "成员参与率", "A2": "成员参与率（%）", "A3": "成员参与率"}, boxed="A1:B3")
    book = openpyxl.load_workbook(form)
    book.active["B1"].number_format = "0.0%"
    book.save(form)
    values = put(fill(example, form))
    share = float(values["B3"].rstrip("%"))
    assert values == {"B1": round(share / 100, 3), "B2": share, "B3": f"{share}%"}
    units = "SELECT count(DISTINCT unit_id) FROM spell WHERE joined <= '{0}-12-31' AND (left_on IS NULL OR left_on >= '{0}-01-01')"
    assert share * count(example, units, 2023) / 100 == pytest.approx(
        round(share * count(example, units, 2023) / 100), abs=0.02
    )


def test_more_or_a_rate_as_the_unit_beside_it_tells(example: Run) -> None:
    heads = {"A1": "指标", "B1": "同比增减（%）", "C1": "同比增减（场）", "D1": "同比增减", "A2": "举办活动"}
    found = fill(example, sheet("增.xlsx", heads, boxed="A1:D2"))
    held = [count(example, HELD, year) for year in (2023, 2022)]
    assert put(found) == {"B2": round((held[0] - held[1]) * 100 / held[1], 1), "C2": held[0] - held[1]}
    assert [one["cell"] for one in found["left"]] == ["D2"]


# ---------------------------------------------------------------- labels
def test_every_figure_is_known_by_its_own_name(example: Run) -> None:
    """And its value is that of the summary."""
    known = list(figures().values())
    form = sheet(
        "全.xlsx",
        {f"A{row}": f"{one.label}（{one.unit}）" for row, one in enumerate(known, 1) if one.unit != "比例"},
    )
    found = fill(example, form)
    told = {one["cell"]: one["key"] for one in (*found["filled"], *found["left"])}
    assert told == {f"B{row}": one.key for row, one in enumerate(known, 1) if one.unit != "比例"}
    summary = {one["key"]: one["value"] for one in example.json("report year 2023")["figures"]}
    for one in found["filled"]:
        assert float(summary[one["key"]]) == one["value"], one


def test_other_names_are_of_figures_that_there_are() -> None:
    assert set(NAMES) <= set(figures())
    for names in NAMES.values():
        for name in names.split():
            assert form_words.read(name).sort == form_words.WORD, name


def test_what_may_be_several_is_asked_and_never_guessed(example: Run) -> None:
    form = sheet(
        "问.xlsx",
        {"A1": "共建项目", "A2": "青年人才引进数", "A3": "举办活动（人次）", "A4": "举办活动"},
        boxed="A1:B4",
    )
    found = fill(example, form)
    assert keys(found) == {"B4": "activities_held"}
    told = unknown(found)
    assert len(told["共建项目"]) > 1
    assert told["青年人才引进数"] == []
    assert "举办活动（人次）" in told


def test_a_part_of_a_figure_is_not_the_whole(example: Run) -> None:
    """What stands under another heading, or in a column that asks for something else, is left alone."""
    form = sheet(
        "分.xlsx",
        {
            "A1": "青年志愿者",
            "B1": "参加人次",
            "A3": "指标",
            "B3": "责任部门",
            "C3": "完成情况",
            "A4": "举办活动",
        },
        boxed="A1:C4",
    )
    found = fill(example, form)
    assert keys(found) == {"C4": "activities_held"}
    assert unknown(found)["青年志愿者 参加人次"] == ["参加人次"]


def test_rows_of_others_are_left_alone(example: Run) -> None:
    """The streets' own numbers, and what they add up to, are nothing that the council's figures tell."""
    cells = {"A1": "街道", "B1": "举办活动", "A2": "示例甲街道", "A3": "示例乙街道", "A4": "合计"}
    found = fill(example, sheet("街道.xlsx", cells, boxed="A1:B4"), code=5)
    assert set(unknown(found)) == {"示例甲街道", "示例乙街道", "合计 举办活动"}


def test_a_total_of_years_is_no_years(example: Run) -> None:
    """Years stand as numbers down the side; below them what they add up to."""
    cells = {"A1": "年份", "B1": "举办活动", "A2": 2022, "A3": 2023, "A4": "合计"}
    found = fill(example, sheet("年.xlsx", cells, boxed="A1:B4"))
    assert put(found) == {"B2": count(example, HELD, 2022), "B3": count(example, HELD, 2023)}
    heads = {"A1": "指标", "B1": "2022年", "C1": "2023年", "D1": "合计", "A2": "举办活动"}
    found = fill(example, sheet("头.xlsx", heads, boxed="A1:D2"))
    assert set(put(found)) == {"B2", "C2"}


def test_heads_hold_as_far_as_their_table(example: Run) -> None:
    """Below a blank row another part of the form begins, with which the years above have nothing to do."""
    cells = {"A1": "指标", "B1": "2022年", "A2": "参加人次", "A4": "举办活动"}
    found = fill(example, sheet("两段.xlsx", cells), "--year", "2023")
    assert put(found)["B4"] == count(example, HELD, 2023)


def test_what_is_there_stays_and_is_said(example: Run) -> None:
    form = sheet("旧.xlsx", {"A1": "举办活动", "B1": 7, "A2": "参加人次", "B2": "=B1*10", "A3": "成员单位"})
    found = fill(example, form)
    assert put(found) == {"B3": count(example, MEMBERS, 2023)}
    assert {one["cell"] for one in found["left"]} == {"B1", "B2"}
    kept = openpyxl.load_workbook("旧-已填.xlsx").active
    assert (kept["B1"].value, kept["B2"].value) == (7, "=B1*10")
    assert "已有内容" in example(f"fill {form} --force").stdout


@pytest.mark.parametrize(
    "label",
    [
        "=cmd|' /C calc'!A0",
        "<b>&amp;\"'</b>",
        "举办活动\x07",
        "\u202e举办活动",
        "（）",
        "：：",
        "——",
        "活" * 5000,
        "🙂",
    ],
)
def test_hostile_labels(example: Run, label: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "举办活动"
    book.active["A2"].data_type = "s"
    try:
        book.active["A2"].value = label
    except openpyxl.utils.exceptions.IllegalCharacterError:
        book.active["A2"].value = "举办活动_x0007_"
    book.active["A2"].data_type = "s"
    book.save("恶.xlsx")
    found = fill(example, "恶.xlsx")
    assert put(found)["B1"] == count(example, HELD, 2023)
    assert openpyxl.load_workbook("恶-已填.xlsx").active["A1"].value == "举办活动"
    assert "\x1b" not in example("fill 恶.xlsx --force").stdout


# ---------------------------------------------------------------- told and remembered
def test_what_a_label_means_is_told_once(example: Run) -> None:
    """And holds for next year's form, whose years are others; undone, it is forgotten."""
    form = sheet("一.xlsx", {"A1": "2022年统计表", "A2": "党建声量", "A3": "举办活动"}, merged=("A1:B1",))
    assert unknown(fill(example, form, "--year", "2023")) == {"党建声量": []}
    told = fill(example, form, "--map", "党建 声量：=服务人次", "--force", "--year", "2023")
    assert put(told)["B2"] == count(example, SERVED, 2023)
    later = sheet("二.xlsx", {"A1": "2023年统计表", "A2": "党建声量", "A3": "举办活动"}, merged=("A1:B1",))
    assert put(fill(example, later))["B2"] == count(example, SERVED, 2023)
    other = sheet("三.xlsx", {"A1": "党建声量", "A2": "参加人次"})
    assert "党建声量" in unknown(fill(example, other))
    example("undo --yes")
    assert "党建声量" in unknown(fill(example, later, "--force"))


def test_without_map_nothing_is_written_into_the_database(example: Run) -> None:
    before = example.dump()
    fill(example, sheet("表.xlsx", {"A1": "举办活动"}))
    assert example.dump() == before


# ---------------------------------------------------------------- nothing else is touched
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CT = "application/vnd.openxmlformats-officedocument"
RAW = {
    "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CT}.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CT}.spreadsheetml.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_CT}.spreadsheetml.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_CT}.spreadsheetml.styles+xml"/>'
    f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{_CT}.drawing+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_NS}><sheets><sheet name="上报" sheetId="1" r:id="rId1"/><sheet name="另页" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {_NS}><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f'<worksheet {_NS}><dimension ref="A1:C4"/><cols><col min="1" max="1" width="24" customWidth="1"/></cols><sheetData>'
    '<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><r><t>举办</t></r><r><t>活动</t></r><rPh sb="0" eb="1"><t>ju</t></rPh></is></c><c r="B1" s="1"/></row>'
    '<row r="2" ht="30" customHeight="1"><c r="A2" t="inlineStr"><is><t>到账资金（万元）</t></is></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>两项之和</t></is></c><c r="B4" s="1"><f>SUM(B1:B2)</f><v>0</v></c></row></sheetData>'
    '<conditionalFormatting sqref="B1:B4"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>10</formula></cfRule></conditionalFormatting>'
    '<dataValidations count="1"><dataValidation type="decimal" operator="greaterThanOrEqual" allowBlank="1" sqref="B1:B2"><formula1>0</formula1></dataValidation></dataValidations>'
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><drawing r:id="rId1"/></worksheet>',
    "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_REL}/drawing" Target="../drawings/drawing1.xml"/></Relationships>',
    "xl/worksheets/sheet2.xml": f'<worksheet {_NS}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="章"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
}
SHEET = "xl/worksheets/sheet1.xml"


def raw(name: str = "上级.xlsx", **instead: str) -> Path:
    """A workbook written part by part."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in RAW.items():
            archive.writestr(part, instead.get(part, xml))
    return Path(name)


def parts(path: Path | str) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_without_comments_only_the_sheet_that_is_filled_is_another(example: Run) -> None:
    form = raw()
    before = parts(form)
    fill(example, form, "--no-comments")
    after = parts("上级-已填.xlsx")
    assert parts(form) == before
    assert list(after) == list(before)
    assert {name for name in before if after[name] != before[name]} == {SHEET}


def test_what_stands_around_the_cells_stays_to_the_byte(example: Run) -> None:
    """With comments there are new parts for these, and the lists that name them; nothing else."""
    form = raw()
    before = parts(form)
    fill(example, form)
    after = parts("上级-已填.xlsx")
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {SHEET, "xl/worksheets/_rels/sheet1.xml.rels", "[Content_Types].xml"}
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    old, new = (one[SHEET].decode() for one in (before, after))
    end = new.index("</sheetData>")
    assert (
        new[end:].replace(re.search(r"<legacyDrawing[^>]*/>", new)[0], "") == old[old.index("</sheetData>") :]
    )  # type: ignore[index]
    assert new[: new.index("<sheetData>")] == old[: old.index("<sheetData>")]
    assert f'<c r="B1" s="1"><v>{count(example, HELD, 2023)}</v></c>' in new
    assert '<row r="2" ht="30" customHeight="1">' in new
    assert "<f>SUM(B1:B2)</f></c>" in new, "what a formula came to is worked out anew"
    read = openpyxl.load_workbook("上级-已填.xlsx")["上报"]
    assert read.conditional_formatting
    assert read.data_validations.dataValidation[0].sqref.ranges
    assert "到账资金" in read["B2"].comment.text


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice (soffice) is not installed")
def test_another_program_reads_it(example: Run, tmp_path: Path) -> None:
    fill(example, raw())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/lo",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
            "上级-已填.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    rows = list(csv.reader(Path("上级-已填.csv").read_text(encoding="utf-8").splitlines()))
    held, received = count(example, HELD, 2023), count(example, RECEIVED, 2023) / 1_000_000
    assert float(rows[0][1]) == held
    assert float(rows[1][1]) == pytest.approx(received)
    assert float(rows[3][1]) == pytest.approx(held + received, abs=0.01)


def test_formulas_of_other_sheets_are_worked_out_anew(example: Run) -> None:
    other = RAW["xl/worksheets/sheet2.xml"].replace("<v>1</v>", "<f>上报!B1</f><v>0</v>")
    form = raw("引用.xlsx", **{"xl/worksheets/sheet2.xml": other})
    fill(example, form, "--no-comments")
    before, after = parts(form), parts("引用-已填.xlsx")
    assert {name for name in before if after[name] != before[name]} == {SHEET, "xl/workbook.xml"}
    assert openpyxl.load_workbook("引用-已填.xlsx").calculation.fullCalcOnLoad


def test_a_comment_of_theirs_stays_below_ours(example: Run) -> None:
    form = sheet("注.xlsx", {"A1": "举办活动"}, boxed="A1:B1")
    book = openpyxl.load_workbook(form)
    book.active["B1"].comment = openpyxl.comments.Comment("按场填", "上级")
    book.save(form)
    fill(example, form)
    said = openpyxl.load_workbook("注-已填.xlsx").active["B1"].comment.text
    assert said.startswith("已填：举办活动")
    assert said.endswith("按场填")


# ---------------------------------------------------------------- Word
def test_a_form_in_word(example: Run) -> None:
    document = Document()
    document.add_paragraph("2023年度统计表")
    table = document.add_table(rows=4, cols=4)
    for row, texts in enumerate(
        (
            ("指标", "计量单位", "2023年", "上年"),
            ("举办活动", "场", "", ""),
            ("到账资金", "万元", "", "9"),
            ("品牌数", "个", "", ""),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    second = document.add_table(rows=2, cols=3)
    second.cell(0, 0).text = "成员单位数（家）："
    second.cell(0, 1).merge(second.cell(0, 2))
    second.cell(1, 0).merge(second.cell(1, 2)).text = "注：以上由秘书处填写"
    document.save("上报.docx")
    found = fill(example, "上报.docx")
    assert found["file"] == "上报-已填.docx"
    assert {(one["sheet"], one["cell"]): one["value"] for one in found["filled"]} == {
        ("表1", "R2C3"): count(example, HELD, 2023),
        ("表1", "R2C4"): count(example, HELD, 2022),
        ("表1", "R3C3"): count(example, RECEIVED, 2023) / 1_000_000,
        ("表2", "R1C2"): count(example, MEMBERS, 2023),
    }
    assert unknown(found) == {"品牌数 个": []}
    done = Document("上报-已填.docx")
    assert done.tables[0].cell(1, 2).text == str(count(example, HELD, 2023))
    assert done.tables[0].cell(2, 3).text == "9"
    said = [one.text for one in done.comments]
    assert len(said) == 4
    assert figures()["activities_held"].definition in said[0]
    fill(example, "上报.docx", "--no-comments", "-o", "无.docx")
    assert list(Document("无.docx").comments) == []


# ---------------------------------------------------------------- one unit
UNIT = {
    "A1": "单位名称：",
    "C1": "统一社会信用代码",
    "A2": "党员数（人）",
    "C2": "联系人",
    "A3": "联系电话",
    "C3": "举办活动（场）",
    "A4": "到账资金",
    "C4": "成员参与率",
}


def test_a_units_own_form(example: Run) -> None:
    form = sheet("登记.xlsx", UNIT, boxed="A1:D4")
    found = fill(example, form, "--unit", "汇添富", "--year", "2023")
    with sqlite3.connect(example.place) as database:
        name, members, contact, phone, key = database.execute(
            "SELECT name, party_members, contact, phone, id FROM unit WHERE code = 'M002'"
        ).fetchone()
        hosted = database.execute(f"{HELD.format(2023)} AND host_id = {key}").fetchone()[0]
        received = database.execute(f"{RECEIVED.format(2023)} AND e.unit_id = {key}").fetchone()[0]
    assert put(found) == {
        "B1": name,
        "B2": members,
        "D2": contact,
        "D3": hosted,
        "B4": pytest.approx(received / 100),
    }
    assert {one["cell"] for one in found["left"]} == {"D1", "B3", "D4"}
    shown = put(fill(example, form, "--unit", "汇添富", "--reveal", "--force"))
    assert shown["B3"] == phone
    whole = example(f"fill {form} --force --json")
    assert "--unit" in whole.stderr
    assert "B2" not in put(whole.json), "the Party members of all units are not those of one"


def test_lists_of_a_units_file(example: Run) -> None:
    """What stands below heads of honours and projects is the unit's own, as long as there is room."""
    form = sheet(
        "情况.xlsx",
        {
            "A1": "2023年度成员单位情况表",
            "A2": "单位名称",
            "A3": "参与共建项目",
            **dict(zip(("A4", "B4", "C4"), ("序号", "项目名称", "启动时间"), strict=True)),
            "A8": "荣誉情况",
            "A9": "荣誉名称",
            "B9": "级别",
            "C9": "成效",
        },
        merged=("A1:C1", "B2:C2", "A3:C3", "A8:C8"),
        boxed="A2:C10",
    )
    found = fill(example, form, "--unit", "M001")
    with sqlite3.connect(example.place) as database:
        projects = database.execute(
            "SELECT DISTINCT p.name, p.start FROM project AS p LEFT JOIN project_unit AS w ON w.project_id = p.id "
            "JOIN unit AS u ON u.id IN (p.lead_id, w.unit_id) WHERE u.code = 'M001' AND p.start <= '2023-12-31' "
            "AND COALESCE(p.finished, '9999') >= '2023-01-01'"
        ).fetchall()
    done = openpyxl.load_workbook("情况-已填.xlsx").active
    rows = [(done[f"B{row}"].value, done[f"C{row}"].value) for row in (5, 6, 7)]
    assert set(rows) <= set(projects)
    assert [done[f"A{row}"].value for row in (5, 6, 7)] == [1, 2, 3]
    assert [one["why"] for one in found["left"] if one["label"] == "共建项目"] == [
        f"还有 {len(projects) - 3} 行没有地方填"
    ]
    assert done["A10"].value
    assert unknown(found) == {"成效": []}
    assert fill(example, form, "--force", code=5)["filled"] == [], "without a unit there are no such lists"


# ---------------------------------------------------------------- refused
def test_what_is_no_form_is_refused_in_one_sentence(example: Run) -> None:
    sheet("无.xlsx", {"A1": "各单位：请于月底前报送。"})
    sheet("表.xlsx", {"A1": "举办活动"})
    Path("断.xlsx").write_bytes(Path("表.xlsx").read_bytes()[:900])
    Path("文字.docx").write_text("不是", encoding="utf-8")
    Path("字.csv").write_text("举办活动,\n", encoding="utf-8")
    with zipfile.ZipFile("宏.xlsm", "w") as archive:
        for name, data in parts("表.xlsx").items():
            archive.writestr(name, data)
        archive.writestr("xl/vbaProject.bin", b"macro")
    shutil.copy("表.xlsx", "模板.xltx")
    Path("锁.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    before = set(Path().iterdir())
    for name, part in (
        ("无.xlsx", "没有要填的空格"),
        ("断.xlsx", "损坏"),
        ("文字.docx", "不是 Word"),
        ("字.csv", "另存为 .xlsx"),
        ("宏.xlsm", "宏"),
        ("模板.xltx", "另存为 .xlsx"),
        ("锁.xlsx", "密码"),
        ("没有.xlsx", "没有找到"),
        ("没有.docx", "没有找到"),
    ):
        assert_one_sentence(example(["fill", name], 5), part)
    assert set(Path().iterdir()) == before


def test_what_is_told_wrongly_is_refused_and_changes_nothing(example: Run) -> None:
    sheet("表.xlsx", {"A1": "举办活动", "A2": "品牌数"})
    before = example.dump()
    for more, code in (
        ("--map 品牌数", 2),
        ("--map 品牌数=无此指标", 3),
        ("--map 无此标签=举办活动", 2),
        ("--year 一九", 2),
        ("--unit 无此单位", 3),
        ("-o 表.xlsx --force", 2),
        ("-o 出.docx", 2),
    ):
        assert_one_sentence(example(f"fill 表.xlsx {more}", code))
    assert example.dump() == before
    assert {one.name for one in Path().iterdir()} == {"表.xlsx"}
    fill(example, "表.xlsx")
    assert_one_sentence(example("fill 表.xlsx", 4), "已经存在")


def test_a_form_of_which_nothing_is_known_is_told_and_not_written(example: Run) -> None:
    found = fill(example, sheet("外.xlsx", {"A1": "降水量", "A2": "气温"}), code=5)
    assert (found["file"], found["filled"]) == (None, [])
    assert set(unknown(found)) == {"降水量", "气温"}
    assert {one.name for one in Path().iterdir()} == {"外.xlsx"}


def test_its_lists_go_to_a_sheet_and_to_csv(example: Run) -> None:
    form = sheet("表.xlsx", {"A1": "举办活动", "A2": "品牌数"})
    rows = list(csv.reader(example(f"fill {form} --csv").stdout.lstrip("\ufeff").splitlines()))
    assert [row[3] for row in rows[1:]] == ["已填", "没认出"]
    example(f"fill {form} --xlsx -o 甲.xlsx --force")
    assert Path("甲.xlsx").exists()
    assert Path("表-填表.xlsx").exists()
