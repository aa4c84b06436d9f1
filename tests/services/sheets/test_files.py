"""What programs make of what was typed: hidden sheets, rows that shifted, days that are none, pictures; taken and said, or refused."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.commands import Run

HEAD = ["单位名称", "类别", "加入日期", "地址", "联络员", "联系电话", "备注"]


def workbook(path: Path, *rows: list[Any], head: list[str] = HEAD, **formats: str) -> Path:
    """A workbook with these rows below a header; cells named by their place have a number format of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    for row in (head, *rows):
        sheet.append(row)
    for place, code in formats.items():
        sheet[place].number_format = code
    book.save(path)
    return path


def refused(result: Any) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["reason"]) for one in result.json["problems"]]


def test_hidden_sheets_are_named(run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名册.xlsx", ["甲单位", "企业", "2023-05-01"])
    book = openpyxl.load_workbook(path)
    for name, state in (("旧名册", "hidden"), ("更旧", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        sheet.append([f"{name}单位", "企业", "2023-05-01"])
        sheet.sheet_state = state
    book.save(path)
    result = run(["member", "import", str(path), "--yes", "--json"])
    assert result.json["new"] == 3
    assert [line for line in result.stderr.splitlines() if "隐藏" in line] == [
        "注意：工作表“旧名册”是隐藏的，照样导入。",
        "注意：工作表“更旧”是隐藏的，照样导入。",
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_of_a_text_file_with_more_cells_than_its_header(
    run: Run, tmp_path: Path, separator: str
) -> None:
    rows = [
        HEAD[:6],
        ["甲单位", "企业", "2023-05-01", "示例路1号", "张一", "021-1", "", "  "],
        ["乙单位", "企业", "2023-05-01", "示例路2号", "3楼", "李二", "021-2"],
        ["丙单位", "企业", "2023-05-01"],
    ]
    path = tmp_path / "名册.csv"
    path.write_text("".join(separator.join(row) + "\n" for row in rows), encoding="utf-8")
    result = run(["member", "import", str(path), "--yes", "--json"], 5)
    assert [(row, reason[:11]) for row, _, reason in refused(result)] == [(3, "这一行比表头多 1 格")]
    copy = tmp_path / "名册-待更正.xlsx"
    result = run(["member", "import", str(copy), "--yes", "--json"], 5)  # as it came, nothing mended
    assert [(row, reason[:11]) for row, _, reason in refused(result)] == [(3, "这一行比表头多 1 格")]
    book = openpyxl.load_workbook(copy)
    for place, value in enumerate(["示例路2号，3楼", "李二", "021-2", None], 4):
        book["名册"].cell(3, place).value = value
    book.save(copy)
    assert run(["member", "import", str(copy), "--dry-run", "--json"]).json["new"] == 3
    # A heading may be blank; what stands below it has not shifted.
    path.write_text("单位名称,类别,加入日期,\n甲单位,企业,2023-05-01,好\n", encoding="utf-8")
    assert run(["member", "import", str(path), "--yes", "--json"]).json["new"] == 1


@pytest.mark.parametrize(
    "code", ['yyyy"年"m"月"', "mmm-yy", "yyyy-mm", 'm"月"d"日"', "[$-804]yyyy\\年m\\月;@", "yyyy"]
)
def test_a_day_that_is_not_shown_whole_is_said_once(run: Run, tmp_path: Path, code: str) -> None:
    rows = [[f"{name}单位", "企业", date(2023, 5, 1)] for name in "甲乙丙"]
    path = workbook(tmp_path / "名册.xlsx", *rows, C2=code, C3=code)
    result = run(["member", "import", str(path), "--yes", "--json"])
    assert [line for line in result.stderr.splitlines() if "显示" in line] == [
        "注意：工作表“名册”第 2、3 行的“加入日期”没有把年月日都显示出来，"
        "按单元格里存的日子（如 2023-05-01）导入，请核对。"
    ]
    assert {one["joined"] for one in run.json("member list")} == {"2023-05-01"}


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", "m/d/yyyy", 'yyyy"年"m"月"d"日"', "yyyy/m/d h:mm", "[$-F800]dddd, mmmm dd, yyyy"]
)
def test_a_day_that_is_shown_whole(run: Run, tmp_path: Path, code: str) -> None:
    path = workbook(tmp_path / "名册.xlsx", ["甲单位", "企业", date(2023, 5, 1)], C2=code)
    assert "显示" not in run(["member", "import", str(path), "--yes"]).stderr


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("地址", date(2024, 1, 12), "Excel 把这一格当成了日期 2024-01-12，"),
        ("联系电话", date(2024, 1, 12), "Excel 把这一格当成了日期 2024-01-12，"),
        ("单位名称", date(2024, 1, 12), "Excel 把这一格当成了日期 2024-01-12，"),
        ("地址", time(1, 12), "Excel 把这一格当成了时间 01:12:00，"),
    ],
)
def test_a_text_that_excel_took_for_a_day(
    run: Run, tmp_path: Path, column: str, value: object, said: str
) -> None:
    row: list[Any] = ["甲单位", "企业", "2023-05-01", None, None, None, None]
    row[HEAD.index(column)] = value
    result = run(["member", "import", str(workbook(tmp_path / "名册.xlsx", row)), "--yes", "--json"], 5)
    assert [(row, label, reason[: len(said)]) for row, label, reason in refused(result)] == [
        (2, column, said)
    ]


def test_a_day_in_a_note_is_kept_and_said(run: Run, tmp_path: Path) -> None:
    row = ["甲单位", "企业", "2023-05-01", None, None, None, date(2024, 1, 12)]
    result = run(["member", "import", str(workbook(tmp_path / "名册.xlsx", row)), "--yes", "--json"])
    assert "第 2 行的“备注”被 Excel 当成了日期或时间" in result.stderr
    assert run.json("member list")[0]["note"] == "2024-01-12"


@pytest.mark.parametrize(
    "cell", ['=DISPIMG("ID_0A",1)', '=_xlfn.DISPIMG("ID_0A",1)', '=_xlfn.IMAGE("https://example.org/a.png")']
)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_picture_is_no_text(run: Run, tmp_path: Path, cell: str, suffix: str) -> None:
    path = tmp_path / f"名册.{suffix}"
    if suffix == "csv":
        quoted = cell.replace('"', '""')
        path.write_text(f'单位名称,类别,加入日期,备注\n甲单位,企业,2023-05-01,"{quoted}"\n', encoding="utf-8")
    else:  # as openpyxl writes a formula: without a value
        workbook(path, ["甲单位", "企业", "2023-05-01", cell], head=[*HEAD[:3], "备注"])
    result = run(["member", "import", str(path), "--yes", "--json"])
    assert "第 2 行的“备注”是图片，图片不是文字，按空白导入。" in result.stderr
    assert run.json("member list")[0]["note"] is None
