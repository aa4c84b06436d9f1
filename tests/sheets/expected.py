"""What must come of each hostile sheet in the council of conftest.py; ``python -m tests.sheets.expected`` prints the table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tests.sheets.make import CONVERTED, DAYS, MONTHS, NO_DAYS


@dataclass(frozen=True)
class Expected:
    """The outcome of one import.

    ``problems`` are all refused cells: row, column, a part of the reason. ``stored`` maps a question (a command, or SQL) to
    its answer: all of a list of rows, or what a record must hold. ``said`` are parts of stderr, ``refusal`` parts of the one sentence
    that refuses the whole file; ``options`` are given to the command.
    """

    about: str
    noun: str = "member"
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    problems: tuple[tuple[int, str, str], ...] = ()
    stored: dict[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code."""
        return 5 if self.refused or self.refusal else 0


E = Expected

FIRST = {
    "category": "企业",
    "joined": "2020-01-01",
    "party_members": 12,
    "phone": "13800138001",
    "note": "无",
}
SECOND = {
    "category": "学校",
    "joined": "2020-02-01",
    "party_members": 8,
    "phone": "13800138002",
    "note": None,
}
PLAIN = {
    "member show 甲单位 --reveal": FIRST | {"code": "M006"},
    "member show 乙单位 --reveal": SECOND | {"code": "M007"},
}
NO_PHONES = {
    "member show 甲单位": {"joined": "2020-01-01", "party_members": 12},
    "member show 乙单位": {"joined": "2020-02-01", "party_members": 8},
}
BUDGETS = "SELECT budget FROM project WHERE name LIKE '项目%' ORDER BY id"
ATTENDED = "SELECT unit.code, people FROM attendance JOIN unit ON unit.id = unit_id ORDER BY people"


def two(about: str, **more: Any) -> Expected:
    """The two plain units, both new."""
    return E(about, new=2, stored=more.pop("stored", PLAIN), **more)


def bad(column: str, reasons: str) -> tuple[tuple[int, str, str], ...]:
    """A problem in each row from the second on."""
    return tuple((row, column, part) for row, part in enumerate(reasons.split(), start=2))


EXPECTED: dict[str, Expected] = {
    # where the table stands
    "title-and-notes.xlsx": two("title and notes above, merged"),
    "two-line-header.xlsx": E(
        "a header of two lines, merged (加入/日期)", new=2, said=("不认识的列，没有导入：届次",),
        stored={
            "member show 甲单位 --reveal": {"joined": "2020-01-01", "party_members": 12, "contact": "王一", "phone": "13800138001"},
            "member show 乙单位 --reveal": {"joined": "2020-02-01", "contact": "李二"},
        },
    ),
    "label-units-below.xlsx": two("units of measure in brackets below the labels", said=("第 2 行是表头的第二行",),
        stored={name: {k: v for k, v in fields.items() if k != "note"} for name, fields in PLAIN.items()}),
    "data-like-a-header.xlsx": two("a first row with a word that is a label elsewhere (政治面貌: 党员) stays data",
        stored={"member show 甲单位": {"party_members": None}, "member show 乙单位": {"joined": "2020-02-01"}},
        said=("没有导入：政治面貌",)),
    "serials-typed-ahead.xlsx": two("serial numbers and blanks typed below the data", said=("第 4、5、7 行是没有填写内容的行",)),
    "blank-rows-and-columns.xlsx": two("blank rows and columns around and within", stored=NO_PHONES),
    "repeated-header.xlsx": two("title and header again on each printed page", said=("第 4、5、8 行是重复的表头",)),
    "totals.xlsx": two("小计, 小计：, 本页合计, 合计, 总计, 合计（2家）, 累计", said=("第 3、5、6、7、8、9、10 行是合计行",)),
    "signature-lines.xlsx": two("lines to sign, notes below", said=("第 5、6、7、8 行是表尾的说明或签字行",)),
    "hidden-rows-and-columns.xlsx": two("a hidden row and a hidden column are data, and that is said",
        said=("工作表“表”第 3 行是隐藏或被筛选掉的，照样导入。", "工作表“表”的“党员人数”列是隐藏的，照样导入。")),
    "filtered-rows.xlsx": two("a row that a filter hides is data, and that is said", said=("工作表“名册”第 3 行是隐藏或被筛选掉的，照样导入。",)),
    "merged-category.xlsx": E("a cell merged over several rows counts for each; subtotals between, a total of two lines", new=6, stored={
        "SELECT name, category, area, party_members FROM unit WHERE id > 5 ORDER BY id": [
            ("甲单位", "企业", "北区", 1), ("乙单位", "企业", "北区", 2), ("丙单位", "企业", "北区", 3),
            ("丁单位", "学校", "南区", 4), ("戊单位", "学校", "南区", None), ("己单位", "学校", None, None)]},
        said=("第 3、4、5、7、8、9 行的“类别”是合并的单元格，按同一内容导入。", "第 3、4、5、7、8 行的“片区”是合并的单元格，按同一内容导入。",
              "第 6、10、11 行是合计行"), silent=("党员人数",)),
    "merged-over-values.xlsx": E("a merged cell empties nothing that is stored", changed=3, stored={
        "SELECT code, area, contact FROM unit WHERE id < 4 ORDER BY id": [("M001", "东区", "王一"), ("M002", "东区", "王一"), ("M003", "东区", "王一")]},
        said=("第 2、3、4 行的“片区”是合并的", "第 3、4 行的“联络员”是合并的")),
    "merged-across.xlsx": E("cells merged across columns: only the first says something", new=2, refused=1, problems=(
        (3, "党员人数", "不是数字"), (3, "联系电话", "和左边的单元格合并了"), (3, "备注", "和左边的单元格合并了"))),
    "merged-headings.xlsx": two("headings merged over the whole table, a total and a note of two lines, all merged", said=(
        "第 2、4 行是小标题", "第 6、7 行是合计行", "第 8、9 行是表尾"), silent=("按同一内容",)),
    "several-sheets.xlsx": two("several sheets, one fits", said=("工作表“说明”没有导入",)),
    "members-and-spells.xlsx": E("two sheets that both fit, in the wrong order", new=3, stored={
        "SELECT joined, left_on FROM spell WHERE unit_id = 6 ORDER BY joined": [("2019-01-01", "2019-12-31"), ("2020-01-01", None)],
        "member show 甲单位": {"joined": "2020-01-01", "left": None},
    }),
    "stray-format.xlsx": two("a colour at XFD1048576"),
    "stray-value.xlsx": E("a value at XFD1048576", refusal=("极远的行和列", "Ctrl+End")),
    "low-table.xlsx": two("25 lines of text above the header"),
    "note-like-a-header.xlsx": two("a note above that holds a label"),
    "header-only.xlsx": E("a header and no rows", refusal=("只有表头", "没有数据行")),
    "no-header.xlsx": E("rows and no header", refusal=("没有找到表头", "单位名称★", "form")),
    "required-column-missing.xlsx": E("no column 类别", refusal=("缺少必填的列：类别",)),
    # headers
    "synonyms.xlsx": E("the words of real sheets; 序号 is no code", new=1, stored={"member show 甲单位 --reveal": {
        "code": "M006", "short": "甲", "category": "企业", "joined": "2020-01-01", "headcount": 100, "party_members": 12,
        "phone": "13800138001", "uscc": "91310000000000000U"}}, silent=("不认识",)),
    "header-marks.xlsx": E("（全称）, ＊, ★, blanks, line breaks, 【】, a colon", new=1, stored={"member show 甲单位 --reveal": FIRST}),
    "full-width-header.xlsx": E("full-width blanks and brackets, a hard blank", new=1,
        stored={"member show 甲单位": {"joined": "2020-01-01", "party_members": 12}}),
    "unknown-columns.xlsx": E("columns nobody knows are said", new=1, said=("没有导入：特长、传真",), stored={"member show 甲单位 --reveal": FIRST}),
    "other-order.xlsx": E("columns in another order", new=1, stored={"member show 甲单位 --reveal": {**FIRST, "party_members": None, "code": "M006"}}),
    "label-twice.xlsx": E("a label twice: the first counts, the other is said", new=1, said=("没有导入：备注",), stored={"member show 甲单位": {"note": "前"}}),
    "label-and-synonym.xlsx": E("the label goes before its synonym", new=1, said=("没有导入：单位（已有“单位名称”）。",), stored={"member show 甲单位": {"category": "企业"}}),
    # values
    "money.xlsx": E("1,200.50 1200.5元 ￥1,200 2万 2000万元 1.2亿 full width, a number", "project", new=12, stored={
        BUDGETS: [(v,) for v in (120050, 120050, 120000, 120000, 2000000, 2000000000, 12000000000, 120050, 120050, 120000, 120000, 10)]}),
    "money-in-ten-thousands.xlsx": E("万元 in the label counts for bare numbers; what has its own unit stands", "project", new=5, stored={
        "SELECT budget FROM project WHERE name LIKE '项目_' ORDER BY id": [
            (12_000_000,), (12_500_000,), (1_200_000_000,), (300_000,), (None,)]}, said=("预算按“万”计",)),
    "money-in-ten-thousands-below.xlsx": E("万元 below the label", "project", new=1, stored={
        "SELECT budget FROM project WHERE name = '项目1'": [(12_000_000,)]}, said=("预算按“万”计",)),
    "money-in-ten-thousands-above.xlsx": E("单位：万元 above the table", "project", new=1, stored={
        "SELECT budget FROM project WHERE name = '项目1'": [(12_000_000,)]}, said=("预算按“万”计",)),
    "money-refused.xlsx": E("约2000, 2000余, a range, per cent, 1,20, 1.005, -5, words", "project", refused=12, problems=bad(
        "预算", "不是确切的数 不是确切的数 不是确切的数 不是确切的数 是百分数 不是数字 超过两位小数 不是正数 不是数字 不是数字 不是数字 不是数字")),
    "counts.xlsx": E("23家, 1,200人, full width, 2万, a float that is whole", new=10, stored={
        "SELECT party_members FROM unit WHERE name LIKE '单位%' ORDER BY id": [(v,) for v in (23, 23, 23, 1200, 30, 20000, 7, 15000, 0, 23)]}),
    "counts-refused.xlsx": E("约2000, 12.5, 50%, 0.5, -3, 3至5, 若干, 2000+, 1,2345, a truth value, ＞20, 二十", refused=12, problems=bad(
        "党员人数", "不是确切的数 不是整数 是百分数 不是整数 小于 不是确切的数 不是数字 不是确切的数 不是数字 不是数字 不是数字 不是数字")),
    "dates.xlsx": E("fifteen ways to write 1 May 2023", new=len(DAYS), stored={
        "SELECT joined FROM spell WHERE unit_id > 5": [("2023-05-01",)] * len(DAYS)}),
    "dates-refused.xlsx": E("months and days that never were or may be two, years, ranges, other orders", refused=len(NO_DAYS), problems=bad(
        "加入日期", "不是日历上有的月份 可能是 不是日历上有的月份 不是能认出的日期 不是日历上有的日子 不是日历上有的日子 不是能认出的日期 不是能认出的日期 不是能认出的日期 "
        "不是能认出的日期 不是能认出的日期 1900—9999 不是能认出的日期 不是能认出的日期 不是能认出的日期 不是能认出的日期 不是能认出的日期")),
    "months.xlsx": E("seven ways to write May 2023: its first day, said once", new=len(MONTHS), said=("加入日期只写到月份的，按当月第一天登记",), stored={
        "SELECT joined FROM spell WHERE unit_id > 5": [("2023-05-01",)] * len(MONTHS)}),
    "phones.xlsx": E("phones that became numbers, 13800138000.0 as text", new=6, stored={
        "SELECT phone FROM unit WHERE name LIKE '单位%' ORDER BY id": [*[("13800138000",)] * 4, ("021-63210000转8",), ("13800138000",)]}),
    "phone-destroyed.csv": E("1.38001E+10", refused=1, problems=((2, "联系电话", "原来的数字已丢失"),)),
    "errors.csv": E("#N/A and the like as text", refused=4, problems=(
        (2, "党员人数", "不是数字"), (3, "单位名称", "公式出错"), (4, "加入日期", "不是能认出的日期"), (5, "地址", "公式出错"))),
    "errors.xlsx": E("#N/A, #DIV/0!, formulas nobody has worked out; a row of formulas only is none", refused=4, problems=(
        (2, "备注", "公式出错"), (3, "党员人数", "还没有算出结果"), (4, "党员人数", "公式出错"), (5, "曾用名", "还没有算出结果"))),
    "errors-over-values.xlsx": E("an error never empties what is stored", refused=1, problems=(
        (2, "党员人数", "公式出错"), (2, "备注", "还没有算出结果"))),
    "errors-worked-out.xlsx": E("errors that Excel saved as what a formula comes to", new=0, refused=2, problems=(
        (2, "党员人数", "公式出错"), (2, "备注", "公式出错"), (3, "备注", "公式出错"))),
    "formulas-filled-down.xlsx": E("a formula filled down that nobody has worked out", new=1, refused=2, problems=(
        (3, "党员人数", "还没有算出结果"), (4, "党员人数", "还没有算出结果"))),
    "flags.xlsx": E("是 否 √ × 有 无, truth values, Y, blank", "chair", new=10, stored={
        "SELECT acting FROM term ORDER BY start": [(1,), (0,), (1,), (0,), (1,), (0,), (1,), (0,), (1,), (None,)]}),
    "flags-refused.xlsx": E("也许", "chair", refused=1, problems=((2, "代理", "不是“是”或“否”"),)),
    "several-units-in-a-cell.xlsx": E("units parted by 、 ， ； ; , line breaks; codes and names mixed; one twice", "activity", new=8, stored={
        "SELECT activity_id, group_concat(unit_id) FROM (SELECT * FROM attendance ORDER BY activity_id, position) GROUP BY 1": [
            (n, "1,2,3") for n in range(2, 10)]}),
    "ten-thousands-of-a-neighbour.xlsx": E("万元 below one label says nothing of the next column", "activity", new=1, stored={
        "SELECT people FROM activity WHERE title = '活动1'": [(25,)]}),
    "units-parted-by-strokes.xlsx": E("units parted by / and ／", "activity", new=1, stored={
        "SELECT unit_id FROM attendance ORDER BY position": [(1,), (2,), (3,)]}),
    "several-units-refused.xlsx": E("one of several units is unknown", "activity", refused=1, problems=((2, "参加单位", "没有找到成员单位“没有这家”"),)),
    "long-numbers.xlsx": E("long numbers that Excel has destroyed, in any column; 15 digits are whole", new=1, refused=4, problems=(
        (2, "统一社会信用代码", "原来的数字已丢失"), (3, "统一社会信用代码", "原来的数字已丢失"), (4, "备注", "原来的数字已丢失"), (5, "备注", "原来的数字已丢失"))),
    "control-characters.xlsx": E("a bell in a cell", new=1, refused=1, problems=((2, "备注", "控制字符"),)),
    "formulas-stay-text.xlsx": two("=1+1 and +86 as text stay text", stored={
        "member show 甲单位": {"note": "=1+1"}, "member show 乙单位": {"note": "+86"}}),
    "formula-like-a-text.xlsx": E("=1+1 as text, then as a formula nobody has worked out: the one is never taken for the other", new=1, refused=1,
        problems=((3, "备注", "还没有算出结果"),)),
    "guarded.csv": two("a guard is taken off, be it ours or a spreadsheet's", stored={
        "member show 甲单位": {"note": "=1+1"}, "member show 乙单位": {"note": "58同城"}}),
    # names of units
    "names-known.xlsx": E("full, short and former names, a code in small letters", "activity", new=4, stored={
        ATTENDED: [("M001", 1), ("M002", 2), ("M003", 3), ("M004", 4)]}, silent=("认定",)),
    "names-legal-form.xlsx": E("有限公司, 股份, (上海), 党委, 党支部 aside: one fits, taken and said", "activity", new=3, stored={
        ATTENDED: [("M001", 1), ("M002", 2), ("M003", 3)]},
        said=("“滨江示例银行”按“M001 滨江示例银行股份有限公司”认定", "按“M002", "按“M003")),
    "names-ambiguous.xlsx": E("two units fit: both are named", "activity", new=1, refused=1, problems=(
        (2, "单位", "M004 外滩示例保险有限公司、M005 外滩示例保险集团股份有限公司"),)),
    "names-similar.xlsx": E("only similar: refused with what it may be", "activity", refused=2, problems=(
        (2, "单位", "相近的有：M001 滨江示例银行股份有限公司"), (3, "单位", "请先登记"))),
    "names-part.xlsx": E("a part of a name names nobody in a sheet", "activity", refused=1, problems=((2, "单位", "没有找到成员单位“滨江”"),)),
    "member-similar.xlsx": E("a similar name in the member sheet is a new unit, with a remark", new=1,
        said=("与“M002 示例证券有限责任公司(上海)”名称相近，已按新单位登记",), stored={"member show 示例证券股份有限公司": {"code": "M006"}}),
    "code-before-name.xlsx": E("the code decides before the name", changed=1, options=("--accept-renames",), stored={
        "member show M002": {"name": "示例证券集团", "uscc": "91310000MA1FL00157"}}),
    "credit-code-before-name.xlsx": E("the credit code decides before the name", changed=1, stored={"member show M002": {"name": "滨江新银行", "category": "银行"}}),
    "reference-by-credit-code.xlsx": E("a unit named by its credit code", "activity", new=1, stored={ATTENDED: [("M002", 1)]}),
    # rows against rows
    "same-row-twice.xlsx": E("a row twice", new=2, said=("第 4 行与第 2 行相同，只算一次",)),
    "rows-contradict.xlsx": E("two rows for one unit that contradict each other", new=1, refused=2, problems=(
        (2, "单位名称", "与第 4 行重复"), (4, "单位名称", "与第 2 行重复"))),
    "contradicts-a-bad-row.xlsx": E("a row for the unit of another that cannot be read", new=1, refused=2, problems=(
        (4, "加入日期", "不是日历上有的日子"), (2, "单位名称", "与第 4 行重复"), (4, "单位名称", "与第 2 行重复"))),
    "one-unit-in-two-ways.xlsx": E("one unit by its code and by its name", refused=2, problems=((2, "单位名称", "与第 3 行重复"), (3, "单位名称", "与第 2 行重复"))),
    "one-name-in-two-ways.xlsx": E("a unit renamed to what another row calls a new one", refused=2, problems=(
        (2, "单位名称", "与第 3 行重复"), (3, "单位名称", "与第 2 行重复"))),
    "renamed-and-called-by-its-old-name.xlsx": E("a unit renamed in one row and called by its old name in the next", refused=2, problems=(
        (2, "单位名称", "与第 3 行重复"), (3, "单位名称", "与第 2 行重复"))),
    "short-name-twice.xlsx": E("a short name twice, and as another unit's name", refused=3, problems=(
        (2, "简称", "与第 3 行重复"), (2, "单位名称", "与第 4 行重复"), (3, "简称", "与第 2 行重复"), (4, "单位名称", "与第 2 行重复"))),
    "credit-code-twice.xlsx": E("a credit code twice, the units otherwise apart", refused=2, problems=(
        (2, "统一社会信用代码", "与第 3 行重复"), (3, "统一社会信用代码", "与第 2 行重复"))),
    "credit-code-added.xlsx": E("a credit code new to a unit known by its name", changed=1, stored={
        "member show M003": {"uscc": "91310000000000000U", "contact": "张三"}}),
    "code-twice.xlsx": E("a code twice", refused=2, problems=((2, "编号", "与第 3 行重复"), (3, "编号", "与第 2 行重复"))),
    "name-of-another-unit.xlsx": E("a new code for a name that is taken", refused=1, problems=((2, "单位名称", "已由“M002"),)),
    "short-name-of-another-unit.xlsx": E("a short name that is taken", refused=1, problems=((2, "简称", "已由“M002"),)),
    "attendance-twice.xlsx": E("one unit at one activity twice, by name and by code", "activity", refused=2, problems=(
        (2, "活动", "与第 3 行重复"), (3, "活动", "与第 2 行重复"))),
    "reading-twice.xlsx": E("two readings of one day", "project", new=1, refused=2, problems=((2, "指标", "与第 3 行重复"), (3, "指标", "与第 2 行重复"))),
    "equal-ledger-rows.xlsx": E("equal ledger rows without a number are two entries", "fund", new=2, stored={
        "SELECT number, amount FROM entry ORDER BY id": [("1", 10000), ("2", 10000)]}),
    "good-and-bad.xlsx": E("good rows among bad: nothing is written", new=2, refused=2, problems=((3, "单位名称", "缺少单位名称"), (4, "类别", "缺少类别"))),
    # other nouns
    "readings.xlsx": E("daily readings with title, 小计, the header again", "project", new=3, stored={
        "SELECT day, value FROM reading ORDER BY day": [("2023-01-01", 20130000), ("2023-01-02", 0), ("2023-01-03", 19985000)]},
        said=("第 6、9 行是合计行", "第 7 行是重复的表头", "第 10 行是表尾")),
    "readings-in-per-cent.xlsx": E("of an indicator in %, 95% is 95, however the cell has it", "project", new=5, stored={
        "SELECT value FROM reading ORDER BY day": [(950000,), (985000,), (957000,), (960000,), (975000,)]}),
    "readings-in-per-cent-refused.xlsx": E("of any other, a percentage is no reading", "project", new=1, refused=2, problems=(
        (2, "数值", "“95%”是百分数，这个指标的单位不是 %"), (3, "数值", "“200%”是百分数"))),
    "per-cents-refused.xlsx": E("an amount written or shown as a percentage", "project", refused=2, problems=(
        (2, "预算", "“50%”是百分数"), (3, "预算", "“20%”是百分数"))),
    "counts-in-per-cent-refused.xlsx": E("a count written or shown as a percentage", refused=2, problems=(
        (2, "党员人数", "“200%”是百分数"), (3, "党员人数", "“100%”是百分数"))),
    "ledger.xlsx": E("a ledger with 万元, ￥, a total", "fund", new=2, stored={
        "SELECT number, day, kind, unit_id, amount, category, voucher, payee, note FROM entry ORDER BY id": [
            ("1", "2023-02-01", "到账", 2, 1200000, None, "记-001", None, "首笔"),
            ("2", "2023-02-03", "支出", None, 120050, "场地", "20230203", "某场馆", None)]}, said=("第 6 行是合计行", "第 7 行是表尾")),
    "ledger-overdrawn.xlsx": E("spent one fen more than there is", "fund", new=1, refused=1, problems=((3, "金额", "-0.01 元"),)),
    "chairs.xlsx": E("任期 over 开始日期 and 结束日期", "chair", new=2, stored={
        "SELECT ordinal, unit_id, start, last_day, theme FROM term ORDER BY start": [
            (1, 1, "2020-01-01", "2020-12-31", "学习"), (2, 2, "2021-01-01", "2021-12-31", None)]}),
    "chairs-overlap.xlsx": E("terms that share a day", "chair", new=1, refused=1, problems=((3, "开始日期", "重叠"),)),
    # files
    "utf-8.csv": two("UTF-8"),
    "bom.csv": two("UTF-8 with its mark"),
    "gbk.csv": two("GBK"),
    "utf-16.csv": two("UTF-16"),
    "utf-16-be.csv": two("UTF-16, the other way round"),
    "tabs.tsv": two("tabs"),
    "tabs-utf-16.txt": two("what Excel calls Unicode text"),
    "semicolons.csv": two("semicolons"),
    "sep-line.csv": two("Excel's own line sep=;"),
    "text-named.xlsx": two("CSV in GBK that bears a workbook's name"),
    "old-macintosh.csv": two("lines that end in CR alone"),
    "line-breaks-in-cells.csv": two("line breaks and quotation marks within cells", stored={
        "member show 甲单位": {"note": "第一行\n第二行"}, "member show 乙单位": {"note": '说"好"'}}),
    "titled.csv": two("CSV of a printed sheet: title, total, signature", said=("第 7 行是合计行", "第 8 行是表尾")),
    "open-quote.csv": E("a quotation mark nobody closed", refusal=("第 2 行", "没有成对")),
    "web-page.xls": E("a web page named .xls", refusal=("其实是网页",)),
    "prose.txt": E("a letter", refusal=("不是表格",)),
    "nothing.csv": E("no byte", refusal=("空文件",)),
    "blanks.csv": E("separators only", refusal=("没有任何内容",)),
    "workbook-named.csv": two("a workbook named .csv"),
    "zip.et": two("a WPS sheet of the new sort"),
    "cut-off.xlsx": E("a download that broke off", refusal=("已损坏或不完整",)),
    "one-byte-wrong.xlsx": E("one digit altered on the disk: only the checksum tells", refusal=("已损坏或不完整",)),
    "photographs.zip.xlsx": E("a zip of photographs", refusal=("不是 Excel、WPS 表格",)),
    "locked.xlsx": E("a password", refusal=("打开密码",)),
    "bomb.xlsx": E("250 MB in a few kilobytes", refusal=("解压后有 250 MB",)),
    # all at once
    "everything.xlsx": E(
        "title, notes, two merged lines, gaps, hidden row and column, stray colour, repeated header, totals, every sort of value",
        new=3,
        said=("工作表“名册”第 8 行是隐藏或被筛选掉的", "“党员人数”列是隐藏的", "工作表“封面”没有导入", "没有导入：特长", "第 9、13 行是合计行", "第 10、11 行是重复的表头", "第 14 行是表尾"),
        stored={
            "member show 甲单位 --reveal": {"joined": "2020-01-01", "headcount": 1200, "party_members": 12, "contact": "王一", "phone": "13800138001"},
            "member show 乙单位 --reveal": {"category": "学校", "joined": "2020-02-01", "left": "2022-12-31", "headcount": 12000,
                "party_members": 8, "phone": "13800138002"},
            "member show 丙单位": {"joined": "2021-03-01", "left": None, "headcount": None, "party_members": 0},
        },
    ),
    "everything-refused.xlsx": E("the same with something wrong in each row", refused=5, problems=(
        (6, "加入日期", "不是日历上有的月份"), (6, "职工人数", "不是确切的数"),
        (8, "类别", "缺少类别"), (8, "党员人数", "不是整数"), (8, "职工人数", "是百分数"),
        (12, "退出日期", "早于加入日期"), (13, "单位名称", "与第 14 行重复"), (14, "单位名称", "与第 13 行重复"))),
}  # fmt: skip

OFFICE: dict[str, Expected] = {
    f"{stem}.{suffix}": replace(EXPECTED[f"{stem}.xlsx"], about=f"{stem}.xlsx, saved by LibreOffice")
    for suffix in ("xls", "ods")
    for stem in CONVERTED
} | {"binary.et": two("a WPS sheet of the old sort (title-and-notes.xls)")}
"""The copies that LibreOffice saves; what must come of them is what must come of the .xlsx."""


def table() -> str:
    """All of it for README.md, between the marks."""
    lines = [
        "| sheet | trap | noun | new | changed | refused | refused cells, or the sentence |",
        "|---|---|---|--:|--:|--:|---|",
    ]
    for name, one in (EXPECTED | OFFICE).items():
        cells = "; ".join(f"{row} {column}: {part}" for row, column, part in one.problems) or " … ".join(
            one.refusal
        )
        about = one.about.replace("|", "\\|")
        lines.append(
            f"| {name} | {about} | {one.noun} | {one.new} | {one.changed} | {one.refused} | {cells} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")
