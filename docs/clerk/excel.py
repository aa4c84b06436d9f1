"""What the clerk of ``excel.md`` does in Excel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font

from .sheets import fill_sheet, put, row_of, save_book

# -- sheets that others have made -------------------------------------------------------------------------------------


def plan_arrives(folder: Path) -> None:
    """A plan of projects with everything that real sheets have: two header lines, merged cells, 万元, a total, a line to sign."""

    def fill(sheet: Any) -> None:
        rows: list[list[object]] = [
            ["序号", "项目名称", "责任单位", "参与单位", "起止时间", None, "经费预算"],
            [None, None, None, None, "启动日期", "完成日期", None],
            [1, "示例金融夜校", "示例海棠证券", "示例百合财险、示例红枫基金", "2024.3.1", None, "12万元"],
            [
                2,
                "示例白领食堂",
                "示例丹桂证券股份公司",
                "示例梅花街道党工委",
                "2024年5月8日",
                None,
                "8.5万元",
            ],
            [
                3,
                "示例楼宇图书角",
                "示例白榆基金",
                "示例兰花街道\n示例竹叶街道",
                "20240601",
                "2024/11/30",
                "￥6,000",
            ],
            ["合计", None, None, None, None, None, "21.1万元"],
        ]
        fill_sheet(
            sheet,
            "2024年共建项目计划表",
            rows,
            widths=[6, 20, 24, 28, 15, 13, 12],
            notes="填报单位：示例秘书处　　　填报日期：2023年12月20日",
            foot="填表人：　　　　　　　审核：",
        )
        for place in (1, 2, 3, 4, 7):
            sheet.merge_cells(start_row=3, start_column=place, end_row=4, end_column=place)
        sheet.merge_cells("E3:F3")
        for cell in sheet[4]:
            cell.font, cell.alignment = Font(name="宋体", size=11, bold=True), Alignment(horizontal="center")

    save_book(folder / "项目计划.xlsx", ("Sheet1", fill))


def _street_sheet(path: Path, *projects: list[object]) -> None:
    rows: list[list[object]] = [["惠民事项", "牵头单位", "启动日期", "预算"], *projects]
    save_book(path, ("Sheet1", lambda sheet: fill_sheet(sheet, "惠民事项表", rows, widths=[22, 22, 14, 14])))


def street_sheets_arrive(folder: Path) -> None:
    """Two sheets of one form with a label that nobody knows."""
    _street_sheet(folder / "街道1月.xlsx", ["示例便民维修日", "示例梅花街道", "2024-01-15", 3000])
    _street_sheet(folder / "街道2月.xlsx", ["示例爱心暑托班", "示例兰花街道", "2024-07-01", 20000])


def two_years_arrive(folder: Path) -> None:
    """One workbook with a sheet for each year, and a cover."""

    def year(name: str, day: str) -> Callable[[Any], None]:
        rows: list[list[object]] = [["项目名称", "牵头单位", "启动日期"], [name, "示例木棉人寿", day]]
        return lambda sheet: fill_sheet(sheet, "项目表", rows, widths=[22, 22, 14])

    save_book(
        folder / "两年项目.xlsx",
        ("2023年", year("示例健康讲座", "2023-09-01")),
        ("2024年", year("示例健康步道", "2024-04-01")),
    )


def activities_arrive(folder: Path) -> None:
    """A list of activities with one of each usual mistake."""
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位", "参加人数"],
        ["示例读书沙龙", "理论学习", "2022年1月", "示例海棠证券", 30],
        ["示例消防演练", "志愿服务", "2022.1.12", "街道党工委", "约50"],
        ["示例迎新联欢", None, "2022-1-19", "示例白榆基金", 80],
        ["示例健步走", "文体活动", "2022/1/26", "示例红枫基金", "65人"],
    ]
    save_book(
        folder / "活动登记.xlsx",
        (
            "1月活动",
            lambda sheet: fill_sheet(sheet, "2022年1月活动登记表", rows, widths=[20, 14, 14, 20, 12]),
        ),
    )


def clubs_arrive(folder: Path) -> None:
    """Three activities, one without a day."""
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位"],
        ["示例读书会第一期", "理论学习", "2024-03-08", "示例云杉学院"],
        ["示例读书会第二期", "理论学习", "2024-04-12", "示例云杉学院"],
        ["示例读书会第三期", "理论学习", "2024年5月", "示例云杉学院"],
    ]
    save_book(
        folder / "读书会.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "读书会", rows, widths=[20, 14, 14, 20])),
    )


def roster_arrives(folder: Path) -> None:
    """A roster with a unit twice and a number that Excel has destroyed, an activity of nobody, a file that is no sheet."""
    roster: list[list[object]] = [
        ["单位名称", "类别", "加入日期", "统一社会信用代码"],
        ["示例丁香银行", "证券机构", "2023-10-01", 9.13101e17],
        ["示例石竹银行", "证券机构", "2023-10-01", None],
        ["示例石竹银行", "证券机构", "2023-10-08", None],
    ]
    save_book(
        folder / "名册草稿.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "名册", roster, widths=[20, 14, 14, 24])),
    )
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位"],
        ["示例茶会", "文体活动", "2024-02-01", "示例月季银行"],
    ]
    save_book(
        folder / "活动草稿.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "活动", rows, widths=[20, 14, 14, 20])),
    )
    (folder / "表格.pdf").write_bytes(b"%PDF-1.7\n")


# -- the clerk at work in sheets of the program -----------------------------------------------------------------------


def fills_in_the_form(folder: Path) -> None:
    """Two new units below the grey examples."""
    book: Any = load_workbook(folder / "名册.xlsx")
    sheet = book["成员单位"]
    put(
        sheet,
        5,
        单位名称="示例桂花银行股份有限公司",
        简称="示例桂花银行",
        类别="金融基础设施",
        党组织形式="党委",
        党员人数=64,
        加入日期="2023.12.1",
        联络员="示例丁",
    )
    put(
        sheet,
        6,
        单位名称="示例茶花信托有限公司",
        简称="示例茶花信托",
        类别="信托机构",
        加入日期="2023年12月8日",
    )
    book.save(folder / "名册.xlsx")


def corrects_the_copy(folder: Path) -> None:
    """Each red cell put right in the copy."""
    path = folder / "活动登记-待更正.xlsx"
    book: Any = load_workbook(path)
    sheet = book["1月活动"]
    put(sheet, row_of(sheet, "示例读书沙龙"), header=2, 开始日期="2022-01-05")
    put(sheet, row_of(sheet, "示例消防演练"), header=2, 主办单位="示例梅花街道", 参加人数=52)
    put(sheet, row_of(sheet, "示例迎新联欢"), header=2, 活动类别="文体活动")
    book.save(path)


def works_in_the_workbook(folder: Path) -> None:
    """One figure changed, one activity added, one row deleted."""
    path = folder / "台账.xlsx"
    book: Any = load_workbook(path)
    members, activities = book["成员单位"], book["活动台账"]
    put(members, row_of(members, "示例海棠证券有限公司"), 党员人数=490)
    members.delete_rows(row_of(members, "示例雪松证券有限公司"))
    put(
        activities,
        activities.max_row + 1,
        活动名称="示例岁末联学",
        活动类别="理论学习",
        开始日期="2022-12-20",
        主办单位="示例海棠证券有限公司",
        参加人数=30,
    )
    book.save(path)


def works_on_in_the_workbook(folder: Path) -> None:
    """Another figure changed, which a colleague has changed too."""
    path = folder / "台账2.xlsx"
    book: Any = load_workbook(path)
    members = book["成员单位"]
    put(members, row_of(members, "示例百合财产保险有限公司"), 党员人数=280)
    book.save(path)


def units_answer(folder: Path) -> None:
    """Three units send their sheets back, under names of their own: one with changes, one with a mistake, one untouched."""
    back, sent = folder / "收回的表", folder / "2023年度活动"
    back.mkdir()
    book: Any = load_workbook(sent / "M004 示例海棠证券.xlsx")
    sheet = book.worksheets[0]
    put(sheet, row_of(sheet, "青年读书会（示例）"), 参加人数=50)
    put(
        sheet,
        sheet.max_row + 1,
        活动名称="示例反诈宣传",
        活动类别="志愿服务",
        开始日期="2023-12-15",
        服务人次=200,
    )
    book.save(back / "海棠证券已填.xlsx")
    book = load_workbook(sent / "M008 示例白榆基金.xlsx")
    sheet = book.worksheets[0]
    put(
        sheet,
        sheet.max_row + 1,
        活动名称="示例年终座谈",
        活动类别="议事协商",
        开始日期="2023年12月",
        参加人数=20,
    )
    book.save(back / "白榆基金(1).xlsx")
    shutil.copy(folder / "活动登记.xlsx", back / "兰花街道.xlsx")


def late_unit_corrects(folder: Path) -> None:
    """What was refused comes corrected; what was no sheet of the round is taken away."""
    back = folder / "收回的表"
    path = back / "白榆基金(1).xlsx"
    book: Any = load_workbook(path)
    sheet = book.worksheets[0]
    put(sheet, row_of(sheet, "示例年终座谈"), 开始日期="2022-12-20")
    book.save(path)
    (back / "兰花街道.xlsx").unlink()


HANDS: dict[str, Callable[[Path], None]] = {
    hand.__name__: hand
    for hand in (
        plan_arrives,
        street_sheets_arrive,
        two_years_arrive,
        activities_arrive,
        clubs_arrive,
        roster_arrives,
        fills_in_the_form,
        corrects_the_copy,
        works_in_the_workbook,
        works_on_in_the_workbook,
        units_answer,
        late_unit_corrects,
    )
}
"""What the clerk does in Excel, by the name that the page has in a comment."""
