"""Builds the hostile sheets: ``python -m tests.sheets.make FOLDER``. What must come of each is in expected.py.

Each function below builds one file; its name in the decorator is the file's. The sheets that LibreOffice must save
(.xls, .ods and an .et of either sort) are copies of ours, made once and kept in build/sheets.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill

Rows = Sequence[Sequence[Any]]
SOFFICE = shutil.which("soffice")
KEPT = Path(__file__).resolve().parents[2] / "build" / "sheets"
BUILDERS: dict[str, Callable[[Path], None]] = {}

HEAD = ["单位名称", "类别", "加入日期", "党员人数", "联系电话", "备注"]
A = ["甲单位", "企业", "2020-01-01", 12, "13800138001", "无"]
B = ["乙单位", "学校", "2020-02-01", 8, "13800138002", None]

CONVERTED = (
    "title-and-notes", "two-line-header", "blank-rows-and-columns", "repeated-header", "totals", "signature-lines",
    "hidden-rows-and-columns", "several-sheets", "dates", "counts", "money", "phones", "several-units-in-a-cell",
    "data-like-a-header", "serials-typed-ahead", "names-legal-form", "everything", "everything-refused",
    "merged-category", "merged-over-values", "merged-across", "merged-headings", "errors-worked-out",
)  # fmt: skip


def trap(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register the builder of a file."""

    def register(build: Callable[[Path], None]) -> Callable[[Path], None]:
        assert name not in BUILDERS, name
        BUILDERS[name] = build
        return build

    return register


def save(path: Path, sheets: dict[str, Rows], edit: Callable[[Any], None] | None = None) -> None:
    """A workbook of those rows; ``edit`` has its last word on it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, place).value = value
    if edit:
        edit(book)
    book.save(path)


def sheet(name: str, rows: Rows, edit: Callable[[Any], None] | None = None) -> None:
    """Register a workbook of one sheet; ``edit`` is given that sheet."""
    trap(name)(lambda path: save(path, {"表": rows}, (lambda book: edit(book["表"])) if edit else None))


def text(name: str, content: str, encoding: str = "utf-8") -> None:
    """Register a text file."""
    trap(name)(lambda path: path.write_bytes(content.encode(encoding)) and None)


def merged(*ranges: str) -> Callable[[Any], None]:
    """An edit that merges cells."""

    def edit(one: Any) -> None:
        for cells in ranges:
            one.merge_cells(cells)

    return edit


# -- where the table stands -------------------------------------------------------------------------------------------

sheet(
    "title-and-notes.xlsx",
    [["示例联席会议成员单位名册"], ["填报日期：2023年12月1日", None, None, "单位：家、人"], [], HEAD, A, B],
    merged("A1:F1", "A2:C2", "D2:F2"),
)
sheet(
    "two-line-header.xlsx",
    [
        ["成员单位名册"],
        ["单位名称", "类别", "加入", None, "党员人数", "联络员", None],
        [None, None, "日期", "届次", "（人）", "姓名", "手机"],
        ["甲单位", "企业", "2020-01-01", "一", 12, "王一", "13800138001"],
        ["乙单位", "学校", "2020-02-01", "二", 8, "李二", "13800138002"],
    ],
    merged("A1:G1", "A2:A3", "B2:B3", "C2:D2", "F2:G2"),
)
_GAP = [None, None]
sheet(
    "blank-rows-and-columns.xlsx",
    [
        [], [], [],
        [*_GAP, "单位名称", None, "类别", "加入日期", None, None, "党员人数"],
        [],
        [*_GAP, "甲单位", None, "企业", "2020-01-01", None, None, 12],
        [],
        [],
        [*_GAP, "乙单位", "  ", "学校", "2020-02-01", None, None, 8],
    ],
)  # fmt: skip
sheet("repeated-header.xlsx", [["名册"], HEAD, A, ["名册"], HEAD, B, [], HEAD])
sheet("totals.xlsx", [
    HEAD, A, ["小 计", None, None, 12], B, ["小计：", None, None, 8], [None, "本页合计", None, 20],
    ["合计", None, None, 20], ["总  计", "2家", None, 20], ["合计（2家）", None, None, 20], ["累计", None, None, 20],
])  # fmt: skip
sheet("signature-lines.xlsx", [
    HEAD, A, B, [],
    ["填表人：王一", None, "审核人：李二"],
    ["单位负责人（签字）：", None, None, None, "日期：2023年12月1日"],
    ["注：1.党员人数以年底为准。"],
    ["填写说明：空白表示没有。"],
])  # fmt: skip


def _hide(one: Any) -> None:
    one.row_dimensions[3].hidden = True
    one.column_dimensions["D"].hidden = True


sheet("hidden-rows-and-columns.xlsx", [HEAD, A, B], _hide)


@trap("filtered-rows.xlsx")
def _filtered(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    one = book.add_worksheet("名册")
    for number, row in enumerate([HEAD, A, B]):
        one.write_row(number, 0, row)
    one.autofilter(0, 0, 2, 5)
    one.filter_column(1, "x == 企业")
    one.set_row(2, None, None, {"hidden": True})
    book.close()


sheet(
    "merged-category.xlsx",
    [
        ["示例联席会议成员单位名册"], ["类别", "单位名称", "加入日期", "片区", "党员人数"],
        ["企业", "甲单位", "2020-01-01", "北区", 1], [None, "乙单位", "2020-02-01", None, 2], [None, "丙单位", "2020-03-01", None, 3],
        [None, "小计", None, None, 6], ["学校", "丁单位", "2020-04-01", "南区", 4], [None, "戊单位", "2020-05-01", None, None],
        [None, "己单位", "2020-06-01", None, None], ["合计", None, None, None, 10], [None, None, None, None, "（人）"],
    ],
    merged("A1:E1", "A3:A6", "D3:D5", "A7:A9", "D7:D8", "A10:D11", "E8:E9"),
)  # fmt: skip
sheet(
    "merged-over-values.xlsx",
    [
        ["编号", "单位名称", "类别", "加入日期", "片区", "联络员"],
        ["M001", "滨江示例银行股份有限公司", "银行", "2018-06-01", "东区", "王一"],
        ["M002", "示例证券有限责任公司(上海)", "证券", "2018-06-01", None, "王一"],
        ["M003", "示例基金管理有限公司", "基金", "2019-01-15", None, None],
    ],
    merged("E2:E4", "F3:F4"),
)
sheet(
    "merged-across.xlsx",
    [[*HEAD, "特长"], A, [*B[:3], "暂缺", None, None], ["丙单位", "企业", "2020-01-01", 3, "13800138003", "书法", None]],
    merged("D3:F3", "F4:G4"),
)  # fmt: skip
sheet(
    "merged-headings.xlsx",
    [
        HEAD, ["一、企业（1家）"], A, ["二、学校（1家）"], B,
        ["合计", None, None, 20], [None, None, None, "（人）"], ["备注：", "党员人数以年底为准"], [None, "加入日期以文件为准"],
    ],
    merged("A2:F2", "A4:F4", "A6:C7", "A8:A9", "B8:F8", "B9:F9"),
)  # fmt: skip


@trap("several-sheets.xlsx")
def _several(path: Path) -> None:
    save(
        path,
        {"说明": [["本表请于周五前报送秘书处"], ["联系人：王一"]], "名册": [HEAD, A, B], "Sheet3": []},
    )


@trap("members-and-spells.xlsx")
def _both(path: Path) -> None:
    spells = [["单位", "加入日期", "退出日期"], ["甲单位", "2019-01-01", "2019-12-31"]]
    save(path, {"历次加入": spells, "名册": [HEAD, A, B]})


sheet(
    "stray-format.xlsx",
    [HEAD, A, B],
    lambda one: setattr(one["XFD1048576"], "fill", PatternFill("solid", "FFFF00")),
)
sheet("stray-value.xlsx", [HEAD, A, B], lambda one: one.__setitem__("XFD1048576", "x"))
sheet("low-table.xlsx", [["说明第一行"], *[[f"第 {n} 条要求"] for n in range(24)], HEAD, A, B])
sheet(
    "note-like-a-header.xlsx", [["请填写单位名称、类别"], ["单位名称", "填营业执照上的全称"], [], HEAD, A, B]
)
sheet("label-units-below.xlsx", [HEAD[:5], [None, None, "（年月日）", "(人)"], A[:5], B[:5]])
sheet(
    "data-like-a-header.xlsx",
    [["单位名称", "类别", "加入日期", "政治面貌"], [*A[:3], "党员"], [*B[:3], "群众"]],
)
sheet("serials-typed-ahead.xlsx", [
    ["序号", *HEAD], [1, *A], [2, *B], [3], [4, None, "  "], [None, " ", "　"], [5],
])  # fmt: skip
sheet("header-only.xlsx", [["名册"], HEAD])
sheet("no-header.xlsx", [A, B])
sheet("required-column-missing.xlsx", [["单位名称", "加入日期", "联系电话"], ["甲单位", "2020-01-01", "1"]])

# -- headers ----------------------------------------------------------------------------------------------------------

sheet("synonyms.xlsx", [
    ["序号", "单位全称", "单位性质", "入会时间", "职工数", "党员数", "手机", "信用代码", "单位简称"],
    [1, "甲单位", "企业", "2020-01-01", 100, 12, "13800138001", "91310000000000000U", "甲"],
])  # fmt: skip
sheet("header-marks.xlsx", [
    ["单位名称（全称）", "＊ 类 别", "加入\n日期★", "党员人数（人）", "联系 电话：", "【备注】备注"],
    A,
])  # fmt: skip
sheet("full-width-header.xlsx", [["　单位名称　", "类别\u00a0", "加入日期［必填］", "党员人数(人)"], A[:4]])
sheet("unknown-columns.xlsx", [[*HEAD, "特长", "传真"], [*A, "书法", "021-1"]])
sheet("other-order.xlsx", [["备注", "联系电话", "加入日期", "序号", "类别", "单位名称"],
                           ["无", "13800138001", "2020-01-01", 7, "企业", "甲单位"]])  # fmt: skip
sheet("label-twice.xlsx", [["单位名称", "类别", "加入日期", "备注", "备注"], [*A[:3], "前", "后"]])
sheet("label-and-synonym.xlsx", [["单位", "单位名称", "类别", "加入日期"], ["家", *A[:3]]])

# -- values -----------------------------------------------------------------------------------------------------------

_MONEY = ["1,200.50", "1200.5元", "￥1,200", "¥ 1200", "2万", "2000万元", "1.2亿", "１，２００．５０", 1200.5, "人民币1200元整", " 1 200 ", 0.1]  # fmt: skip
sheet(
    "money.xlsx",
    [
        ["项目名称", "牵头单位", "预算（元）"],
        *([f"项目{n}", "滨江银行", value] for n, value in enumerate(_MONEY, 1)),
    ],
)
_NO_MONEY = ["约2000", "2000余元", "2000左右", "2000-3000", "12%", "1,20", "1.005", "-5", "两千元", "2000万人", "1.2.3", "$1200"]  # fmt: skip
sheet(
    "money-refused.xlsx",
    [
        ["项目名称", "牵头单位", "预算"],
        *([f"项目{n}", "滨江银行", value] for n, value in enumerate(_NO_MONEY, 1)),
    ],
)
_COUNTS = [23, 23.0, "23家", "1,200人", "３０", "2万", " 7 ", "1.5万", 0, "23名"]
sheet(
    "counts.xlsx",
    [HEAD[:4], *([f"单位{n}", "企业", "2020-01-01", value] for n, value in enumerate(_COUNTS, 1))],
)
_NO_COUNTS = ["约2000", "12.5", "50%", 0.5, "-3", "3至5", "若干", "2000+", "1,2345", True, "＞20", "二十"]
sheet(
    "counts-refused.xlsx",
    [HEAD[:4], *([f"单位{n}", "企业", "2020-01-01", value] for n, value in enumerate(_NO_COUNTS, 1))],
)
DAYS = [
    "2023.5.1", "2023-5-1", "2023/05/01", "2023年5月1日", "20230501", 45047, "45047", date(2023, 5, 1),
    datetime(2023, 5, 1, 9, 30), "２０２３．５．１", "2023年05月01日（星期一）", "2023-05-01 00:00:00", 20230501, "2023年5月1号", " 2023 年 5 月 1 日 ",
]  # fmt: skip
sheet("dates.xlsx", [HEAD[:3], *([f"单位{n}", "企业", value] for n, value in enumerate(DAYS, 1))])
NO_DAYS = [
    "2023年13月", 2023.1, "2023.00", "5月1日", "2023-13-01", "2023-02-30", "去年", "3/4/2023", "230501", 1, "2023-5.1",
    "1899-12-31", "2023年", 2023, "2023-05-01至2023-06-01", "约2023-05-01", 0.5,
]  # fmt: skip
sheet(
    "dates-refused.xlsx",
    [HEAD[:3], *([f"单位{n}", "企业", value] for n, value in enumerate(NO_DAYS, 1))],
)
MONTHS = ["2023年5月", "2023.05", "2023-05", "2023.5", 2023.5, "二〇二三年五月", " 2023 年 5 月份 "]
sheet("months.xlsx", [HEAD[:3], *([f"单位{n}", "企业", value] for n, value in enumerate(MONTHS, 1))])
_PHONES = [13800138000.0, 13800138000, "13800138000", "13800138000.0", "021-63210000转8", "1380013 8000"]
sheet(
    "phones.xlsx",
    [
        ["单位名称", "类别", "加入日期", "手机"],
        *([f"单位{n}", "企业", "2020-01-01", value] for n, value in enumerate(_PHONES, 1)),
    ],
)
text("phone-destroyed.csv", "单位名称,类别,加入日期,手机\n甲单位,企业,2020-01-01,1.38001E+10\n")
text(
    "errors.csv",
    "单位名称,类别,加入日期,党员人数,地址\n甲单位,企业,2020-01-01,#N/A,\n#REF!,企业,2020-01-01,1,\n丙单位,企业,#VALUE!,1,\n丁单位,企业,2020-01-01,1,#N/A\n",
)
sheet("flags.xlsx", [
    ["轮值主席单位", "开始日期", "结束日期", "代理"],
    *(["滨江银行", f"2020-{n:02d}-01", f"2020-{n:02d}-28", flag]
      for n, flag in enumerate(["是", "否", "√", "×", "有", "无", True, False, "Y", None], 1)),
])  # fmt: skip
sheet("flags-refused.xlsx", [["轮值主席单位", "开始日期", "代理"], ["滨江银行", "2020-01-01", "也许"]])
sheet("several-units-in-a-cell.xlsx", [
    ["活动名称", "活动类别", "开始日期", "主办单位", "参加单位"],
    *([f"活动{n}", "学习", "2023-04-01", "滨江银行", units] for n, units in enumerate(
        ["滨江银行、示例证券、示例基金", "滨江银行，示例证券，示例基金", "滨江银行；示例证券;示例基金", "滨江银行\n示例证券\r\n示例基金",
         "滨江银行,示例证券,示例基金", "滨江银行、 示例证券，；示例基金、", "滨江银行、M002、示例基金管理有限公司", "滨江银行、滨江银行、示例证券、示例基金"], 1)),
])  # fmt: skip
sheet("money-in-ten-thousands.xlsx", [
    ["项目名称", "牵头单位", "预算（万元）"],
    ["项目1", "滨江银行", 12], ["项目2", "滨江银行", "12.5"], ["项目3", "滨江银行", "1,200"], ["项目4", "滨江银行", "3000元"], ["项目5", "滨江银行", None],
])  # fmt: skip
sheet("money-in-ten-thousands-below.xlsx", [
    ["项目名称", "牵头单位", "预算"], [None, None, "（万元）"], ["项目1", "滨江银行", 12],
])  # fmt: skip
sheet("money-in-ten-thousands-above.xlsx", [
    ["共建项目一览表"], [None, None, "单位：万元"], ["项目名称", "牵头单位", "预算"], ["项目1", "滨江银行", 12],
])  # fmt: skip
sheet("ten-thousands-of-a-neighbour.xlsx", [
    ["活动名称", "活动类别", "时间", None, "主办单位", "经费", "参加人数"],
    [None, None, "开始日期", "结束日期", None, "预算（万元）", None],
    ["活动1", "学习", "2023-04-01", "2023-04-02", "滨江银行", 3, 25],
])  # fmt: skip
sheet("units-parted-by-strokes.xlsx", [
    ["活动名称", "活动类别", "开始日期", "主办单位", "参加单位"],
    ["活动1", "学习", "2023-04-01", "滨江银行", "滨江银行/示例证券／M003"],
])  # fmt: skip
sheet("several-units-refused.xlsx", [
    ["活动名称", "活动类别", "开始日期", "主办单位", "参加单位"],
    ["活动1", "学习", "2023-04-01", "滨江银行", "滨江银行、没有这家"],
])  # fmt: skip
sheet("long-numbers.xlsx", [
    ["单位名称", "类别", "加入日期", "统一社会信用代码", "备注"],
    ["甲单位", "企业", "2020-01-01", 913100001322062891, None],
    ["乙单位", "企业", "2020-01-01", "9.13101E+17", None],
    ["丙单位", "企业", "2020-01-01", None, 6222021001112223334],
    ["丁单位", "企业", "2020-01-01", None, "6.22202E+18"],
    ["戊单位", "企业", "2020-01-01", None, 123456789012345],
])  # fmt: skip


@trap("control-characters.xlsx")
def _control(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    one = book.add_worksheet("表")
    for number, row in enumerate([HEAD, [*A[:5], "铃\x07声"], B]):
        one.write_row(number, 0, row)
    book.close()


def _not_worked_out(one: Any) -> None:
    one["F2"].data_type = "e"
    one["D4"].data_type = "e"


sheet("errors.xlsx", [
    [*HEAD, "曾用名"], [*A[:5], "#N/A"], [*B[:3], "=D2+1"], ["丙单位", "企业", "2020-01-01", "#DIV/0!"],
    ["丁单位", "企业", "2020-01-01", None, None, None, "=B2"], [None, None, None, "=D2+D3"],
], _not_worked_out)  # fmt: skip
sheet("errors-over-values.xlsx", [
    ["编号", "单位名称", "类别", "加入日期", "党员人数", "备注"], ["M001", "滨江示例银行股份有限公司", "银行", "2018-06-01", "#REF!", "=A1"],
], lambda one: setattr(one["E2"], "data_type", "e"))  # fmt: skip


@trap("errors-worked-out.xlsx")
def _worked_out(path: Path) -> None:
    """Errors as they are in a workbook that was saved by Excel: formulas with the error for their value."""
    book = xlsxwriter.Workbook(str(path))
    one = book.add_worksheet("表")
    one.write_row(0, 0, ["编号", *HEAD])
    for number, row in enumerate(
        (["M001", "滨江示例银行股份有限公司", "银行", "2018-06-01"], ["M100", *A]), 1
    ):
        one.write_row(number, 0, row)
    one.write_formula("E2", "=NA()", None, "#N/A")
    one.write_formula("G2", "=1/0", None, "#DIV/0!")
    one.write_formula("G3", '=VALUE("x")', None, "#VALUE!")
    one.write_formula("E3", "=10+2", None, 12)
    book.close()


@trap("formulas-filled-down.xlsx")
def _filled_down(path: Path) -> None:
    """A formula that was filled down is said once, and no program has worked it out."""
    save(path, {"表": [HEAD, [*A[:3], 7], [*B[:3], 7], ["丙单位", "企业", "2020-01-01", 7]]})
    formulas = (
        b'<f t="shared" ref="D2:D4" si="0">1+1</f><v>2</v>',
        b'<f t="shared" si="0"/>',
        b'<f t="shared" si="0"/><v/>',
    )
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                assert data.count(b"<v>7</v>") == 3
                for formula in formulas:
                    data = data.replace(b"<v>7</v>", formula, 1)
            target.writestr(member.filename, data)


sheet(
    "formulas-stay-text.xlsx",
    [HEAD, [*A[:5], "=1+1"], [*B[:5], "+86"]],
    lambda one: setattr(one["F2"], "data_type", "s"),
)
sheet(
    "formula-like-a-text.xlsx",
    [HEAD, [*A[:5], "=1+1"], [*B[:5], "=1+1"]],
    lambda one: setattr(one["F2"], "data_type", "s"),
)
text(
    "guarded.csv",
    "单位名称,类别,加入日期,备注\n甲单位,企业,2020-01-01,'=1+1\n乙单位,企业,2020-01-01,'58同城\n",
)

# -- names of units ---------------------------------------------------------------------------------------------------

_ATTEND = ["活动", "单位", "人数"]
sheet("names-known.xlsx", [
    _ATTEND, ["示例讲座", "滨江示例银行股份有限公司", 1], ["A2023-001", "示例证券", 2], ["a2023-001", "基金老名字", 3], ["示例讲座", "m004", 4],
])  # fmt: skip
sheet("names-legal-form.xlsx", [
    _ATTEND, ["示例讲座", "滨江示例银行", 1], ["示例讲座", "示例证券(上海)有限公司党委", 2], ["示例讲座", "示例基金管理有限公司党支部", 3],
])  # fmt: skip
sheet("names-ambiguous.xlsx", [_ATTEND, ["示例讲座", "外滩示例保险", 1], ["示例讲座", "滨江银行", 2]])
sheet(
    "names-similar.xlsx", [_ATTEND, ["示例讲座", "滨江示范银行股份有限公司", 1], ["示例讲座", "完全不同", 2]]
)
sheet("names-part.xlsx", [_ATTEND, ["示例讲座", "滨江", 1]])
sheet("member-similar.xlsx", [HEAD, ["示例证券股份有限公司", *A[1:]]])
sheet("code-before-name.xlsx", [
    ["编号", "单位名称", "类别", "加入日期"],
    ["Ｍ００２", "示例证券集团", "证券", "2018-06-01"],
])  # fmt: skip
sheet("credit-code-before-name.xlsx", [
    ["单位名称", "类别", "加入日期", "信用代码"],
    ["滨江新银行", "银行", "2018-06-01", "91310000MA1FL00157"],
])  # fmt: skip
sheet("reference-by-credit-code.xlsx", [_ATTEND, ["示例讲座", "91310000MA1FL00157", 1]])

# -- rows against rows ------------------------------------------------------------------------------------------------

sheet("same-row-twice.xlsx", [HEAD, A, B, A])
sheet("rows-contradict.xlsx", [HEAD, A, B, ["甲 单位", "学校", "2021-01-01", 99, None, None]])
sheet("contradicts-a-bad-row.xlsx", [HEAD, A, B, ["甲单位", "学校", "2021-02-30", 99, None, None]])
sheet("one-unit-in-two-ways.xlsx", [
    ["编号", *HEAD[:4]], ["M001", "滨江示例银行股份有限公司", "银行", "2018-06-01", 1], [None, "滨江示例银行股份有限公司", "银行", "2018-06-01", 2],
])  # fmt: skip
sheet("one-name-in-two-ways.xlsx", [
    ["编号", *HEAD[:4]], ["M001", "新名称", "银行", "2018-06-01", 1], [None, "新 名称", "银行", "2018-06-01", 2],
])  # fmt: skip
sheet("renamed-and-called-by-its-old-name.xlsx", [
    ["编号", *HEAD[:4]], ["M001", "新名称", "银行", "2018-06-01", 1], [None, "滨江示例银行股份有限公司", "银行", "2018-06-01", 2],
])  # fmt: skip
sheet("short-name-twice.xlsx", [
    ["单位名称", "简称", "类别", "加入日期"], ["甲单位", "同", *A[1:3]], ["乙单位", "同", *B[1:3]], ["同", None, *B[1:3]],
])  # fmt: skip
sheet("credit-code-twice.xlsx", [
    ["编号", "单位名称", "类别", "加入日期", "信用代码"], ["M100", *A[:3], "91310000000000000U"], [None, *B[:3], "91310000000000000u"],
])  # fmt: skip
sheet("credit-code-added.xlsx", [
    ["单位名称", "类别", "加入日期", "信用代码"], ["示例基金管理有限公司", "基金", "2019-01-15", "91310000000000000U"],
])  # fmt: skip
sheet("code-twice.xlsx", [["编号", *HEAD], ["M100", *A], ["M100", *B]])
sheet("name-of-another-unit.xlsx", [["编号", *HEAD], ["M900", "示例证券有限责任公司（上海）", *A[1:]]])
sheet(
    "short-name-of-another-unit.xlsx",
    [["单位名称", "简称", "类别", "加入日期"], ["甲单位", "示例证券", "企业", "2020-01-01"]],
)
sheet("attendance-twice.xlsx", [_ATTEND, ["示例讲座", "滨江银行", 5], ["A2023-001", "M001", 6]])
sheet("reading-twice.xlsx", [
    ["项目", "指标", "日期", "数值"], ["示例直通车", "乘坐人次", "2023-01-01", 100], ["示例直通车", "乘坐人次", "2023.1.1", 200],
    ["示例直通车", "乘坐人次", "2023-01-02", 100],
])  # fmt: skip
sheet("equal-ledger-rows.xlsx", [
    ["专项", "日期", "类型", "单位", "金额"], ["示例专项", "2023-02-01", "到账", "滨江银行", 100], ["示例专项", "2023-02-01", "到账", "滨江银行", 100],
])  # fmt: skip
sheet("good-and-bad.xlsx", [HEAD, A, [None, "企业", "2020-01-01"], ["丙单位", None, "2020-01-01"], B])

# -- other nouns ------------------------------------------------------------------------------------------------------

sheet("readings.xlsx", [
    ["示例直通车客流日报"], ["制表日期：2023年2月1日"], ["项目", "指标", "日期", "读数（人次）"],
    ["示例直通车", "乘坐人次", date(2023, 1, 1), "2,013人次"], ["示例直通车", "乘坐人次", "2023.1.2", "０"], [None, None, "小计", 2013],
    ["项目", "指标", "日期", "读数（人次）"], ["示例直通车", "乘坐人次", 44929, 1998.5], ["合计", None, None, 4011.5], ["制表人：王一"],
])  # fmt: skip


def _per_cents(*cells: str) -> Callable[[Any], None]:
    def edit(one: Any) -> None:
        for cell in cells:
            one[cell].number_format = "0.0%"

    return edit


sheet("readings-in-per-cent.xlsx", [
    ["项目", "指标", "日期", "数值"], ["示例直通车", "满意率", "2023-01-01", "95%"], ["示例直通车", "满意率", "2023-01-02", "９８．５％"],
    ["示例直通车", "满意率", "2023-01-03", 0.957], ["示例直通车", "满意率", "2023-01-04", 96], ["示例直通车", "满意率", "2023-01-05", "97.5"],
], _per_cents("D4"))  # fmt: skip
sheet("readings-in-per-cent-refused.xlsx", [
    ["项目", "指标", "日期", "数值"], ["示例直通车", "乘坐人次", "2023-01-01", "95%"], ["示例直通车", "乘坐人次", "2023-01-02", 2],
    ["示例直通车", "乘坐人次", "2023-01-03", 0.95],
], _per_cents("D3"))  # fmt: skip
sheet("per-cents-refused.xlsx", [
    ["项目名称", "牵头单位", "预算"], ["项目1", "滨江银行", 0.5], ["项目2", "滨江银行", "20%"],
], _per_cents("C2"))  # fmt: skip
sheet("counts-in-per-cent-refused.xlsx", [HEAD[:4], [*A[:3], 2], [*B[:3], "100%"]], _per_cents("D2"))
sheet("ledger.xlsx", [
    ["示例专项收支流水"], [],
    ["专项名称", "记账日期", "收支类型", "缴款单位", "金额（元）", "支出科目", "凭证编号", "收款人", "备注"],
    ["示例专项", "2023年2月1日", "到账", "示例证券", "1.2万元", None, "记-001", None, "首笔"],
    ["示例专项", "2023.2.3", "支出", None, "￥1,200.50", "场地", 20230203, "某场馆", None],
    ["合计", None, None, None, 13200.5],
    ["经办人：王一", None, "复核：李二"],
])  # fmt: skip
sheet("ledger-overdrawn.xlsx", [
    ["专项", "日期", "类型", "单位", "金额", "对方"], ["示例专项", "2023-02-01", "到账", "示例证券", 100, None], ["示例专项", "2023-02-02", "支出", None, "100.01", "某"],
])  # fmt: skip
sheet("chairs.xlsx", [
    ["轮值安排"], ["任次", "轮值单位", "任期", None, "主题"], [None, None, "开始日期", "结束日期", None],
    [1, "滨江银行", "2020.1.1", "2020.12.31", "学习"], [2, "示例证券", "2021年1月1日", "2021年12月31日", None],
], merged("A2:A3", "B2:B3", "C2:D2", "E2:E3"))  # fmt: skip
sheet("chairs-overlap.xlsx", [
    ["轮值单位", "开始日期", "结束日期"], ["滨江银行", "2020-01-01", "2020-12-31"], ["示例证券", "2020-12-31", "2021-12-31"],
])  # fmt: skip

# -- files ------------------------------------------------------------------------------------------------------------

_CSV = "单位名称,类别,加入日期,党员人数,联系电话,备注\r\n甲单位,企业,2020-01-01,12,13800138001,无\r\n乙单位,学校,2020-02-01,8,13800138002,\r\n"
text("utf-8.csv", _CSV)
text("bom.csv", _CSV, "utf-8-sig")
text("gbk.csv", _CSV, "gbk")
text("utf-16.csv", _CSV, "utf-16")
text("utf-16-be.csv", "\ufeff" + _CSV, "utf-16-be")
text("tabs.tsv", _CSV.replace(",", "\t"))
text("tabs-utf-16.txt", _CSV.replace(",", "\t"), "utf-16")
text("semicolons.csv", _CSV.replace(",", ";"))
text("sep-line.csv", "sep=;\r\n" + _CSV.replace(",", ";"), "utf-8-sig")
text("text-named.xlsx", _CSV, "gbk")
text("old-macintosh.csv", _CSV.replace("\r\n", "\r"))
text(
    "line-breaks-in-cells.csv",
    '单位名称,类别,加入日期,备注\n甲单位,企业,2020-01-01,"第一行\r\n第二行"\n乙单位,学校,2020-02-01,"说""好"""\n',
)
text(
    "titled.csv",
    "示例名册,,,,,\n填报日期：2023年12月1日,,,,,\n,,,,,\n" + _CSV + "合计,,,20,,\n制表人：王一,,,,,\n",
    "gbk",
)
text("open-quote.csv", '单位名称,类别,加入日期\n甲单位,"企业,2020-01-01\n乙单位,学校,2020-02-01\n')
text("web-page.xls", "<html><body><table><tr><td>单位名称</td></tr></table></body></html>")
text("prose.txt", "关于报送名册的通知。" * 40)
text("nothing.csv", "")
text("blanks.csv", ",,,\n\n,,\n")


@trap("workbook-named.csv")
def _renamed(path: Path) -> None:
    save(path, {"名册": [HEAD, A, B]})


@trap("zip.et")
def _et(path: Path) -> None:
    save(path, {"名册": [HEAD, A, B]})


@trap("cut-off.xlsx")
def _cut(path: Path) -> None:
    save(path, {"名册": [HEAD, A, B]})
    path.write_bytes(path.read_bytes()[:-300])


@trap("one-byte-wrong.xlsx")
def _one_byte(path: Path) -> None:
    """The digit of a count altered inside the stored sheet: only the checksum tells."""
    save(path, {"名册": [HEAD, A, B]})
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for member in source.infolist():
            target.writestr(member.filename, source.read(member))
    data = path.read_bytes()
    assert data.count(b"<v>12</v>") == 1
    path.write_bytes(data.replace(b"<v>12</v>", b"<v>72</v>"))


@trap("photographs.zip.xlsx")
def _photographs(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.jpg", b"\xff\xd8\xff")


@trap("locked.xlsx")
def _locked(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )


@trap("bomb.xlsx")
def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(50 << 20))


# -- all at once ------------------------------------------------------------------------------------------------------

_TOP: Rows = [
    ["示例联席会议成员单位名册（2023年）"],
    ["填报单位：秘书处", None, None, None, None, "填报日期：2023年12月1日"],
    [],
    [None, "序号", "单位全称", None, "单位性质", "加入", None, "人数", None, "联络员", None, "特长"],
    [None, None, None, None, None, "时间", "退会日期", "职工数", "党员数", "姓名", "手机", None],
]


def _everything(one: Any) -> None:
    merged("A1:L1", "A2:E2", "F4:G4", "H4:I4", "J4:K4", "B4:B5", "C4:D4", "E4:E5", "L4:L5")(one)
    one.row_dimensions[8].hidden = True
    one.column_dimensions["I"].hidden = True
    one["L1048576"].fill = PatternFill("solid", "FFFF00")


_GOOD: Rows = [
    [None, 1, "甲单位", None, "企业", "2020.1.1", None, "１，２００人", 12, "王一", 13800138001, "书法"],
    [],
    [None, 2, "乙单位", None, "学校", 43862, "2022年12月31日", "1.2万", "8名", "李二", "13800138002.0", None],
    [None, None, "小  计", None, None, None, None, 13200, 20],
    *_TOP[3:5],
    [None, 3, "丙单位", None, "企业", date(2021, 3, 1), None, "", 0, None, None, None],
    [None, "合计", None, None, "3家", None, None, 13200, 20],
    [None, "填表人：王一", None, None, None, "审核人：李二"],
]
_BAD: Rows = [
    [None, 1, "甲单位", None, "企业", "2020年13月", None, "约1200", 12, "王一", 13800138001, "书法"],
    [],
    [None, 2, "乙单位", None, None, 43862, "2022年12月31日", "12%", "8.5", "李二", "13800138002", None],
    [None, None, "小  计", None, None, None, None, 13200, 20],
    *_TOP[3:5],
    [None, 3, "丙单位", None, "企业", date(2021, 3, 1), "2020-01-01", None, 0, None, None, None],
    [None, 4, "丁单位", None, "企业", "2021-03-01", None, None, 0, None, None, None],
    [None, 5, "丁 单位", None, "学校", "2021-03-01", None, None, 0, None, None, None],
    [None, "合计", None, None, "3家", None, None, 13200, 20],
    [None, "填表人：王一", None, None, None, "审核人：李二"],
]


@trap("everything.xlsx")
def _all_good(path: Path) -> None:
    save(path, {"封面": [["名册"]], "名册": [*_TOP, *_GOOD]}, lambda book: _everything(book["名册"]))


@trap("everything-refused.xlsx")
def _all_bad(path: Path) -> None:
    save(path, {"封面": [["名册"]], "名册": [*_TOP, *_BAD]}, lambda book: _everything(book["名册"]))


# -- building ---------------------------------------------------------------------------------------------------------


def names() -> list[str]:
    """Every file this script builds where LibreOffice is there."""
    office = [f"{stem}.{suffix}" for suffix in ("xls", "ods") for stem in CONVERTED]
    return [*BUILDERS, *office, "binary.et"]


def build(folder: Path) -> None:
    """Build every file that needs no LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in BUILDERS.items():
        write(folder / name)


def build_with_office(folder: Path) -> None:
    """Add the copies that LibreOffice saves; they are made once for each state of this script."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    kept = KEPT / mark
    if not kept.is_dir():
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
            _convert(Path(scratch))
            shutil.copytree(scratch, kept, ignore=shutil.ignore_patterns("*.xlsx", "home"))
    shutil.copytree(kept, folder, dirs_exist_ok=True)


def _convert(folder: Path) -> None:
    for stem in CONVERTED:
        BUILDERS[f"{stem}.xlsx"](folder / f"{stem}.xlsx")
    books = sorted(str(path) for path in folder.glob("*.xlsx"))
    for suffix in ("xls", "ods"):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder), *books],
            check=True,
            capture_output=True,
            timeout=180,
            env=os.environ | {"HOME": str(folder / "home")},
        )
    shutil.copy(folder / "title-and-notes.xls", folder / "binary.et")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m tests.sheets.make FOLDER")
    build(Path(sys.argv[1]))
    if SOFFICE:
        build_with_office(Path(sys.argv[1]))
    else:
        print(
            "LibreOffice (soffice) is not installed: the .xls, .ods and .et copies are left out",
            file=sys.stderr,
        )
    print(f"{len(list(Path(sys.argv[1]).iterdir()))} files in {sys.argv[1]}")
