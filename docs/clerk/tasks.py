"""What the clerk of ``tasks.md`` does in Excel: the sheets of a year that others have made, and the corrections."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from .sheets import fill_sheet, put, row_of, save_book

_UNITS = """
示例江湾城市更新集团有限公司|示例城更集团|国有企业|党委|168|920|2019.1.10|示例甲|13800000001
示例青松银行股份有限公司江湾支行|示例青松银行|银行|党总支|46|210|2019.1.10|示例乙|13800000002
示例白鹭证券有限公司|示例白鹭证券|证券机构|党委|120|560|2019年1月10日|示例丙|13800000003
示例金桂保险有限公司|示例金桂保险|保险机构|党总支|58|300|2019/1/10|示例丁|13800000004
示例江湾街道党工委|示例江湾街道|街道党组织|党工委|88|130|2019-01-10|示例戊|13800000005
示例银杏律师事务所|示例银杏律所|两新组织|党支部|22|85|2019-06-01|示例己|13800000006
示例远帆科技有限公司|示例远帆科技|两新组织|党支部|31|240|2019年6月1日|示例庚|13800000007
示例晨光书店有限公司|示例晨光书店|两新组织|党支部|9|36|2019.9.1|示例辛|13800000008
示例江湾中学|示例江湾中学|事业单位|党总支|64|150|2019.9.1|示例壬|13800000009
示例江湾社区卫生服务中心|示例社区医院|事业单位|党支部|37|140|2019-09-01|示例癸|13800000010
示例海鸥物流有限公司|示例海鸥物流|两新组织|党支部|18|320|2020.5.1|示例子|13800000011
示例青禾设计有限公司|示例青禾设计|两新组织|党支部|12|60|2020.5.1|示例丑|13800000012
示例望潮酒店有限公司|示例望潮酒店|两新组织|党支部|15|180|2020-05-01|示例寅|13800000013
示例江湾消防救援站|示例消防站|机关单位|党支部|20|38|2020/9/1|示例卯|13800000014
示例公交江湾车队|示例公交车队|国有企业|党支部|27|190|2020/9/1|示例辰|13800000015
示例江湾文化馆|示例文化馆|事业单位|党支部|14|42|2021.3.1|示例巳|13800000016
示例云帆会计师事务所|示例云帆会计|两新组织|党支部|16|75|2021.3.1|示例午|13800000017
示例春泥花店有限公司|示例春泥花店|两新组织|党支部|5|18|2021-03-01|示例未|13800000018
示例梧桐养老院|示例梧桐养老院|社会组织|党支部|11|66|2021-09-01|示例申|13800000019
示例江湾志愿者协会|示例志愿者协会|社会组织|党支部|19|24|2021-09-01|示例酉|13800000020
示例星河影城有限公司|示例星河影城|两新组织|党支部|7|52|2022.3.1|示例戌|13800000021
示例拾光食品有限公司|示例拾光食品|两新组织|党支部|8|95|2022.3.1|示例亥|13800000022
示例江湾供电服务站|示例供电站|国有企业|党支部|23|48|2022-09-01|示例辰巳|13800000023
"""
_ROSTER = [
    "序号",
    "单位全称",
    "简称",
    "单位类别",
    "党组织形式",
    "党员人数",
    "职工人数",
    "加入日期",
    "联络员",
    "联系电话",
]


def roster_arrives(folder: Path) -> None:
    """The roster of twenty-three units as the office had it: a title, days in every manner, a total, two mistakes."""
    units: list[list[object]] = [
        [number, *(int(cell) if cell.isdecimal() and len(cell) < 5 else cell for cell in line.split("|"))]
        for number, line in enumerate(_UNITS.split(), 1)
    ]
    units[2][_ROSTER.index("党员人数")] = "约120"
    units[13][_ROSTER.index("加入日期")] = "2020.9.31"
    rows = [_ROSTER, *units, ["合计", *[None] * 4, 838, 3979]]

    def fill(sheet: Any) -> None:
        fill_sheet(
            sheet,
            "示例江湾区域化党建联席会议成员单位名册",
            rows,
            widths=[6, 32, 18, 12, 10, 10, 10, 16, 10, 16],
            notes="填报单位：示例秘书处　　　填报日期：2024年1月5日",
            foot="填表人：　　　　　　　审核：",
        )

    save_book(folder / "名册.xlsx", ("Sheet1", fill))


def roster_corrected(folder: Path) -> None:
    """The two red cells put right in the copy."""
    path = folder / "名册-待更正.xlsx"
    book: Any = load_workbook(path)
    sheet = book["Sheet1"]
    put(sheet, row_of(sheet, "示例白鹭证券有限公司"), header=3, 党员人数=120)
    put(sheet, row_of(sheet, "示例江湾消防救援站"), header=3, 加入日期="2020.9.1")
    book.save(path)


def short_names_arrive(folder: Path) -> None:
    """A sheet of another office, with the units as people call them."""
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位", "参加人数"],
        ["示例岁末送温暖", "志愿服务", "2023-12-08", "志愿者协会", 45],
        ["示例年终消防课", "安全宣传", "2023-12-20", "消防站", 70],
    ]
    save_book(
        folder / "街道报来的活动.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "2023年12月活动", rows, widths=[22, 14, 14, 20, 12])),
    )


def riders_arrive(folder: Path) -> None:
    """The driver's sheet: riders of each day of March and April, with the days on which no bus ran."""
    first = date(2024, 3, 1)
    days = [first + timedelta(days) for days in range(61)]
    rows: list[list[object]] = [
        ["日期", "乘坐人次"],
        *([day, 300 + day.day * 3 if day.weekday() < 5 else "停运"] for day in days),
    ]
    save_book(
        folder / "每日乘坐.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "示例便民巴士乘坐登记表", rows, widths=[14, 12])),
    )


def last_years_activities_arrive(folder: Path) -> None:
    """The list of the activities of the year before."""
    rows: list[list[object]] = [
        ["活动名称", "活动类别", "开始日期", "主办单位", "参加人数"],
        ["示例新春慰问", "志愿服务", "2023-01-12", "示例江湾街道", 24],
        ["示例学雷锋集市", "志愿服务", "2023-03-05", "示例志愿者协会", 60],
        ["示例读书会第一期", "理论学习", "2023-04-21", "示例晨光书店", 30],
        ["示例消防演练", "安全宣传", "2023-06-16", "示例消防站", 85],
        ["示例邻里健步走", "文体活动", "2023-10-14", "示例文化馆", 120],
    ]
    save_book(
        folder / "去年活动.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "2023年活动登记表", rows, widths=[22, 14, 14, 20, 12])),
    )


def attendance_arrives(folder: Path) -> None:
    """Who came to the fair, a row for each unit."""
    rows: list[list[object]] = [
        ["单位", "人数", "其中党员"],
        ["示例江湾街道", 12, 9],
        ["示例白鹭证券", 8, 6],
        ["示例社区医院", 6, 3],
        ["示例供电站", 4, 4],
    ]
    save_book(
        folder / "参加情况.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "参加情况表", rows, widths=[20, 10, 10])),
    )


def signatures_arrive(folder: Path) -> None:
    """Who signed in at the meeting, a row for each person."""
    rows: list[list[object]] = [
        ["序号", "姓名", "单位", "党员"],
        [1, "示例一", "示例青禾设计", "是"],
        [2, "示例二", "示例青禾设计", "否"],
        [3, "示例三", "示例银杏律所", "是"],
        [4, "示例四", "示例云帆会计", "是"],
        [5, "示例五", "示例云帆会计", None],
    ]
    save_book(
        folder / "签到表.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "示例五四座谈会签到表", rows, widths=[6, 12, 20, 8])),
    )


def units_answer(folder: Path) -> None:
    """Two units send back what was asked, each with what it has held."""
    back, sent = folder / "收回的表", folder / "2024年度活动"
    back.mkdir()
    for code, unit, held in (
        ("M008", "示例晨光书店", ("示例读书会第二期", "理论学习", "2024-09-20", 42)),
        ("M016", "示例文化馆", ("示例中秋音乐会", "文体活动", "2024-09-15", 160)),
    ):
        book: Any = load_workbook(sent / f"{code} {unit}.xlsx")
        sheet = book.worksheets[0]
        put(
            sheet,
            sheet.max_row + 1,
            **dict(zip(("活动名称", "活动类别", "开始日期", "参加人数"), held, strict=True)),
        )
        book.save(back / f"{unit}已填.xlsx")


def published_arrive(folder: Path) -> None:
    """The figures of three years, as they were published then."""
    rows: list[list[object]] = [
        ["年度", "指标", "数值"],
        [2020, "期末成员单位", 15],
        [2021, "期末成员单位", 20],
        [2022, "期末成员单位", 23],
        [2020, "举办活动", 3],
        [2021, "举办活动", 4],
        [2022, "举办活动", 6],
    ]
    save_book(
        folder / "往年公布数.xlsx",
        ("Sheet1", lambda sheet: fill_sheet(sheet, "历年公布数", rows, widths=[8, 18, 10])),
    )


def leader_edits(folder: Path) -> None:
    """The summary comes back from the leader, with a number that nobody has on record."""
    paper = Document(str(folder / "年度总结.docx"))
    for paragraph in paper.paragraphs:
        if "举办各类活动4场" in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace("举办各类活动4场", "举办各类活动5场")
            for run in paragraph.runs[1:]:
                run.text = ""
    paper.save(str(folder / "年度总结.docx"))


def camera_is_emptied(folder: Path) -> None:
    """Two photos of the market, as a camera calls them."""
    for number in (1, 2):
        (folder / f"集市{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes([number]) * 1000)


def form_arrives(folder: Path) -> None:
    """A form has come from above: figures under two years, in 万元, and one that nobody keeps."""
    book = Workbook()
    sheet = book.active
    sheet.title = "统计表"
    sheet["A1"] = "2024年度区域化党建工作统计表"
    sheet.merge_cells("A1:D1")
    sheet["A2"] = "单位：万元"
    for column, head in zip("ABCD", ("指标", "2024年", "上年", "备注"), strict=True):
        sheet[f"{column}3"] = head
    for row, label in enumerate(("成员单位数（家）", "举办活动场次", "到账资金", "党建声量"), 4):
        sheet[f"A{row}"] = label
        for column in "BCD":
            sheet[f"{column}{row}"].border = Border(*(Side(style="thin"),) * 4)
    book.save(folder / "统计表.xlsx")


def list_comes_back_in_gbk(folder: Path) -> None:
    """The list, saved by an old program in the encoding of old programs."""
    text = (folder / "名单.csv").read_text(encoding="utf-8-sig")
    (folder / "名单-GBK.csv").write_text(text, encoding="gbk")


def stick_is_put_in(folder: Path) -> None:
    """A stick, as a folder."""
    (folder / "U盘").mkdir()


def stick_goes_to_the_new_machine(folder: Path) -> None:
    """The newest copy on the stick, under a short name."""
    newest = max((folder / "U盘").rglob("*.bak"), key=lambda path: path.stat().st_mtime)
    shutil.copy(newest, folder / "拷来的备份.bak")
    shutil.copytree(folder / "U盘" / "附件", folder / "附件")


HANDS: dict[str, Callable[[Path], None]] = {
    hand.__name__: hand
    for hand in (
        roster_arrives,
        roster_corrected,
        short_names_arrive,
        riders_arrive,
        attendance_arrives,
        signatures_arrive,
        last_years_activities_arrive,
        leader_edits,
        camera_is_emptied,
        form_arrives,
        list_comes_back_in_gbk,
        units_answer,
        published_arrive,
        stick_is_put_in,
        stick_goes_to_the_new_machine,
    )
}
"""What the clerk does in Excel, by the name that the page has in a comment."""
