"""Writes the templates of official papers (``*.docx``) by the numbers of ``liaison.rules.layout``: run it after a change.

    python templates/papers/make.py

A house that wants another layout copies a template into its own folder and edits it in Word or WPS: what is filled in stands in
braces.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from liaison.rules import layout

HERE = Path(__file__).parent
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
RED = RGBColor(0xFF, 0, 0)
NUMBER = "文号"
INDENT = 2


def face(run: Run, name: str, size: float = layout.TEXT, *, colour: RGBColor | None = None) -> Run:
    """Set a run in a typeface: Chinese marks in it too, digits as is usual."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for key, font in (("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman"), ("w:eastAsia", name)):
        fonts.set(qn(key), font)
    fonts.set(qn("w:hint"), "eastAsia")
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round(layout.CLOSER * 20)))
    run._r.get_or_add_rPr().append(spacing)
    return run


def paper() -> Paper:
    """A blank A4 page of the standard's layout, with page numbers: odd ones on the right, even ones on the left."""
    made = Document()
    made.core_properties.author, made.core_properties.comments = "", ""
    for paragraph in list(made.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    defaults = made.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(key), layout.FANGSONG)
    normal = made.styles["Normal"]
    normal.font.size = Pt(layout.TEXT)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), layout.FANGSONG)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(layout.WIDTH), Mm(layout.HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    # The number's line ends so far above the paper's edge that its rule is 7 mm below the type area.
    section.footer_distance = Mm(layout.BOTTOM - layout.NUMBER_BELOW - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(layout.LINE * 20)))
    made.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = side
        room = Pt(layout.NUMBER)
        if side is RIGHT:
            line.paragraph_format.right_indent = room
        else:
            line.paragraph_format.left_indent = room
        face(line.add_run("— "), layout.HALF, layout.NUMBER)
        field(line)
        face(line.add_run(" —"), layout.HALF, layout.NUMBER)
    return made


def field(line: Paragraph) -> None:
    """The number of the page."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = face(line.add_run(), layout.HALF, layout.NUMBER)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def line(
    made: Paper,
    text: str,
    name: str = layout.FANGSONG,
    *,
    size: float = layout.TEXT,
    pitch: float = layout.LINE,
    side: WD_ALIGN_PARAGRAPH | None = None,
    indent: int = INDENT,
    right: int = 0,
    keep: bool = False,
    colour: RGBColor | None = None,
) -> Paragraph:
    """A paragraph; ``indent`` characters at its beginning, ``right`` before the margin."""
    found = made.add_paragraph()
    form = found.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    form.keep_with_next = keep
    if pitch != layout.LINE:
        off_grid(found)
    if side is not None:
        form.alignment = side
    if indent and side is None:
        form.first_line_indent = Pt((size + layout.CLOSER) * indent)
    if right:
        form.right_indent = Pt((size + layout.CLOSER) * right)
    face(found.add_run(text), name, size, colour=colour)
    return found


def off_grid(paragraph: Paragraph) -> None:
    """Lines of another pitch than the page's: on its grid LibreOffice would give each of them two."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")


def heading(made: Paper, text: str) -> Paragraph:
    """A line in the type of titles, kept with what follows."""
    return line(made, text, layout.SONG, size=layout.TITLE, pitch=layout.TITLE_LINE, side=CENTRE, keep=True)


def mark(made: Paper, text: str) -> None:
    """The office's mark in red, its upper edge 35 mm below that of the type area."""
    found = line(made, text, layout.SONG, size=layout.MARK, pitch=layout.MARK_LINE, side=CENTRE, colour=RED)
    # Its line, as high as the pitch has it, begins 2.5 mm above the letters.
    found.paragraph_format.space_before = Mm(layout.MARK_BELOW - 2.5)


def red_head(made: Paper) -> None:
    """The office's mark, the number and the red rule, of a paper that has been given a number."""
    control(made, f"{{%p if {NUMBER} %}}")
    mark(made, "{{ 简称 }}文件")
    blank(made, 2)
    rule(line(made, f"{{{{ {NUMBER} }}}}", side=CENTRE))
    control(made, "{%p endif %}")


def imprint(made: Paper) -> None:
    """Who prints it and when, between two rules at the foot of the page, of a paper that has been given a number (版记)."""
    control(made, f"{{%p if {NUMBER} %}}")
    found = line(made, "{{ 秘书处 }}\t{{ 成文日期 }}印发", size=layout.NUMBER, indent=0)
    whole = layout.WIDTH - layout.LEFT - layout.RIGHT
    form = found.paragraph_format
    form.left_indent = form.right_indent = Pt(layout.NUMBER)
    form.tab_stops.add_tab_stop(Mm(whole) - Pt(layout.NUMBER), WD_TAB_ALIGNMENT.RIGHT)
    edged(found, "000000", layout.IMPRINT_RULE, "top", "bottom")
    place = OxmlElement("w:framePr")
    above = layout.HEIGHT - layout.BOTTOM - layout.IMPRINT
    for key, value in (
        ("w", str(round(Mm(whole).pt * 20))),
        ("wrap", "notBeside"),
        ("vAnchor", "page"),
        ("hAnchor", "margin"),
        ("x", "1"),
        ("y", str(round(Mm(above).pt * 20))),
    ):
        place.set(qn(f"w:{key}"), value)
    found._p.get_or_add_pPr().insert_element_before(
        place, "w:widowControl", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    line(made, "", size=1, pitch=1, indent=0)  # what stands freely hangs on a paragraph behind it
    control(made, "{%p endif %}")


def title(made: Paper, text: str, *, headed: bool = False) -> None:
    """The title, in the middle, with two blank lines above it as under a red rule; ``headed`` is a paper that may have one."""
    if headed:
        red_head(made)
    blank(made, 2)
    heading(made, text)
    blank(made)


def blank(made: Paper, count: int = 1, *, keep: bool = False) -> None:
    """Blank lines."""
    for _ in range(count):
        line(made, "", indent=0, keep=keep)


def control(made: Paper, text: str) -> None:
    """A line of the template that is none of the paper."""
    line(made, text, indent=0)


def signed(made: Paper) -> None:
    """Who writes and when, without a seal: the name two characters from the right, the date two further to the right of its first.
    They stand on no page by themselves where the line before is to be kept with what follows."""
    blank(made, keep=True)
    line(made, "{{ 秘书处 }}", side=RIGHT, right=2, keep=True)
    line(made, "{{ 成文日期 }}", side=RIGHT, right=2)


def table(
    made: Paper,
    labels: list[str],
    widths: list[float],
    rows: list[list[str]],
    *,
    height: float = 0,
    numbers: tuple[str, ...] = (),
) -> Table:
    """A ruled table: labels that are repeated on every page, then rows; ``widths`` in millimetres, ``numbers`` the labels of
    columns that stand on the right."""
    found = made.add_table(rows=0, cols=len(labels))
    found.style = made.styles["Table Grid"]
    found.alignment = WD_TABLE_ALIGNMENT.CENTER
    found.autofit = False
    for column, width in zip(found.columns, widths, strict=True):
        column.width = Mm(width)
    for number, texts in enumerate([labels, *rows]):
        row = found.add_row()
        if height and number:
            row.height = Mm(height)
        mark = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(mark)
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text, width, label in zip(row.cells, texts, widths, labels, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            inside = cell.paragraphs[0]
            inside.alignment = CENTRE if not number else RIGHT if label in numbers else LEFT
            form = inside.paragraph_format
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(20)
            form.space_before = form.space_after = Pt(0)
            off_grid(inside)
            face(inside.add_run(text), layout.HEI if not number else layout.FANGSONG, 12)
    return found


def of_row(keys: list[str]) -> list[str]:
    """Cells that show these of a row."""
    return [f"{{{{ 行.{key} }}}}" for key in keys]


def each(
    made: Paper,
    rows: str,
    labels: list[str],
    widths: list[float],
    cells: list[str],
    *,
    height: float = 0,
    numbers: tuple[str, ...] = (),
) -> None:
    """A table with a row for each 行 of ``rows``; ``cells`` are those of the row that are filled in, from the first on."""
    blanks = [""] * (len(labels) - 1)
    texts = [
        [f"{{%tr for 行 in {rows} %}}", *blanks],
        [*cells, *[""] * (len(labels) - len(cells))],
        ["{%tr endfor %}", *blanks],
    ]
    table(made, labels, widths, texts, height=height, numbers=numbers)


def names_attached(made: Paper, text: str) -> None:
    """附件：and what it is, a line below the text."""
    blank(made, keep=True)
    line(made, f"附件：{text}", keep=True)


def attached(made: Paper, text: str) -> None:
    """What is attached, on a page of its own: 附件 in the first line on the left, its title in the middle of the third."""
    head = line(made, "附件", layout.HEI, indent=0, keep=True)
    head.paragraph_format.page_break_before = True
    blank(made, keep=True)
    heading(made, text)
    blank(made, keep=True)


def slip(made: Paper, text: str, labels: list[str], widths: list[float], rows: str) -> None:
    """What is torn off and comes back."""
    attached(made, text)
    each(made, rows, labels, widths, ["{{ 行 }}"], height=10)


def notice() -> Paper:
    """会议通知"""
    made = paper()
    title(made, "{{ 标题 }}", headed=True)
    line(made, "{{ 主送 }}：", indent=0)
    line(made, "经研究，定于{{ 时间 }}召开{{ 会议 }}。现将有关事项通知如下：")
    line(made, "一、时间", layout.HEI, keep=True)
    line(made, "{{ 时间 }}。")
    line(made, "二、地点", layout.HEI, keep=True)
    line(made, "{{ 地点 }}。")
    line(made, "三、参加人员", layout.HEI, keep=True)
    line(made, "{{ 参加人员 }}。")
    line(made, "四、议程", layout.HEI, keep=True)
    control(made, "{%p for 项 in 议程 %}")
    line(made, "{{ 项 }}")
    control(made, "{%p endfor %}")
    line(made, "五、有关要求", layout.HEI, keep=True)
    line(made, "请参加人员提前15分钟到会签到。{{ 请假 }}。请将回执报送{{ 秘书处 }}。", keep=True)
    names_attached(made, "回执")
    signed(made)
    labels = ["单位", "姓名", "职务", "手机", "是否参会", "备注"]
    slip(made, "{{ 会议 }}回执", labels, [42, 24, 28, 28, 16, 18], "回执行")
    imprint(made)
    return made


def call() -> Paper:
    """议题征集通知"""
    made = paper()
    title(made, "{{ 标题 }}", headed=True)
    line(made, "{{ 主送 }}：", indent=0)
    line(made, "{{ 会议 }}定于{{ 时间 }}召开。现向各单位征集议题，有关事项通知如下：")
    line(made, "一、报送内容", layout.HEI, keep=True)
    line(
        made,
        "需要联席会议协商解决的共建事项、本单位的需求和可以提供的资源。每项议题写明背景、建议方案和预期效果。",
    )
    line(made, "二、报送时间", layout.HEI, keep=True)
    line(made, "请于{{ 截止 }}前报送{{ 秘书处 }}；没有议题的也请说明。", keep=True)
    names_attached(made, "议题表")
    signed(made)
    slip(made, "{{ 会议 }}议题表", ["议题", "背景", "建议方案", "预期效果"], [36, 40, 40, 40], "回执行")
    imprint(made)
    return made


def sign_in() -> Paper:
    """会议签到表"""
    made = paper()
    heading(made, "{{ 标题 }}")
    line(made, "时间：{{ 时间 }}　　地点：{{ 地点 }}", indent=0)
    labels = ["序号", "单位", "姓名", "职务", "签到"]
    each(made, "单位", labels, [14, 66, 24, 28, 24], ["{{ 行.序号 }}", "{{ 行.名称 }}"], height=11)
    return made


def minutes() -> Paper:
    """会议纪要: its mark in red, 35 mm below the upper edge of the type area."""
    made = paper()
    mark(made, "{{ 简称 }}{{ '' if 简称.endswith('会议') else '会议' }}纪要")
    blank(made)
    control(made, f"{{%p if {NUMBER} %}}")
    line(made, f"{{{{ {NUMBER} }}}}", side=CENTRE)
    control(made, "{%p endif %}")
    head = line(made, "{{ 秘书处 }}\t{{ 成文日期 }}", indent=0)
    head.paragraph_format.tab_stops.add_tab_stop(
        Mm(layout.WIDTH - layout.LEFT - layout.RIGHT), WD_TAB_ALIGNMENT.RIGHT
    )
    rule(head)
    title(made, "{{ 标题 }}")
    line(made, "{{ 时间 }}，{{ 会议 }}在{{ 地点 }}召开，由{{ 主办单位 }}主办。现将议定事项纪要如下：")
    control(made, "{%p for 项 in 议定事项 %}")
    line(made, "{{ 项 }}")
    control(made, "{%p endfor %}")
    blank(made)
    for label in ("出席", "委托", "请假", "缺席", "列席"):
        control(made, f"{{%p if {label} %}}")
        named(made, label)
        control(made, "{%p endif %}")
    imprint(made)
    return made


def named(made: Paper, label: str) -> None:
    """出席：and who did, lines after the first below the first name."""
    found = line(made, f"{label}：", layout.HEI)
    face(found.add_run(f"{{{{ {label} }}}}"), layout.FANGSONG)
    step = layout.TEXT + layout.CLOSER
    found.paragraph_format.left_indent = Pt(step * (INDENT + 3))
    found.paragraph_format.first_line_indent = Pt(-step * 3)


def rule(paragraph: Paragraph) -> None:
    """A red rule under a line."""
    edged(paragraph, "FF0000", layout.RED_RULE, "bottom")


def edged(paragraph: Paragraph, colour: str, width: float, *sides: str) -> None:
    """Rules above or below a paragraph, so many millimetres wide."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        eighths = str(round(Mm(width).pt * 8))
        for key, value in (("val", "single"), ("sz", eighths), ("space", "4"), ("color", colour)):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def summary() -> Paper:
    """年度工作总结"""
    made = paper()
    title(made, "{{ 标题 }}", headed=True)
    control(made, "{%p for 章 in 章节 %}")
    line(made, "{{ 章.标题 }}", layout.HEI, keep=True)
    control(made, "{%p for 段 in 章.段落 %}")
    line(made, "{{ 段 }}")
    control(made, "{%p endfor %}")
    control(made, "{%p for 节 in 章.小节 %}")
    line(made, "{{ 节.标题 }}", layout.KAI, keep=True)
    control(made, "{%p for 段 in 节.段落 %}")
    line(made, "{{ 段 }}")
    control(made, "{%p endfor %}")
    control(made, "{%p endfor %}")
    control(made, "{%p endfor %}")
    names_attached(made, "主要数据")
    signed(made)
    attached(made, "主要数据")
    labels = ["指标", "本期", "单位", "上期"]
    each(made, "数据", labels, [60, 36, 24, 36], of_row(labels), numbers=("本期", "上期"))
    imprint(made)
    return made


def letters(made: Paper, *, body: Callable[[], None]) -> None:
    """A letter to each unit, on a page of its own: ``家`` is the unit's."""
    control(made, "{%p for 家 in 函 %}")
    red_head(made)
    blank(made, 2)
    heading(made, "{{ 标题 }}")
    blank(made)
    line(made, "{{ 家.单位 }}：", indent=0)
    body()
    signed(made)
    control(made, "{%p if not loop.last %}")
    ends_section(made)
    control(made, "{%p endif %}")
    control(made, "{%p endfor %}")


def ends_section(made: Paper) -> None:
    """The end of a letter: the next begins on a sheet of its own, with page 1."""
    section = made.sections[0]._sectPr
    first = OxmlElement("w:pgNumType")
    first.set(qn("w:start"), "1")
    section.insert_element_before(first, "w:cols", "w:docGrid")
    kind = OxmlElement("w:type")
    kind.set(qn("w:val"), "oddPage")
    section.insert_element_before(kind, "w:pgSz")
    turned = line(made, "", size=1, pitch=1, indent=0)
    turned._p.get_or_add_pPr().append(deepcopy(section))


def account(made: Paper) -> None:
    """Where to pay to."""
    for label in ("收款户名", "账号", "开户行"):
        line(made, f"{label}：{{{{ {label} }}}}")


def dunning() -> Paper:
    """催缴函: a letter to each unit, on a page of its own."""
    made = paper()

    def body() -> None:
        line(
            made,
            "按照{{ 专项 }}的分摊办法，贵单位应缴{{ 家.应缴 }}元，截至{{ 截至 }}已缴{{ 家.已缴 }}元，尚欠{{ 家.欠缴 }}元"
            "（大写：人民币{{ 家.大写 }}），最早的一笔已过{{ 家.天数 }}天。",
        )
        line(
            made,
            "请在收到本函后尽快缴至下列账户（由{{ 托管单位 }}保管）。已经缴纳的，请把凭证告知秘书处，以便核对。",
        )
        account(made)

    letters(made, body=body)
    return made


def payment() -> Paper:
    """缴款通知: a notice to each unit, on a page of its own."""
    made = paper()

    def body() -> None:
        line(made, "根据联席会议议定的{{ 专项 }}筹集办法，现将贵单位缴款事项通知如下：")
        line(made, "一、金额", layout.HEI, keep=True)
        line(made, "本次应缴¥{{ 家.欠缴 }}元（大写：人民币{{ 家.大写 }}）。")
        line(made, "二、计算说明", layout.HEI, keep=True)
        control(made, "{%p for 项 in 家.算法 %}")
        line(made, "{{ 项 }}")
        control(made, "{%p endfor %}")
        line(made, "三、缴款方式", layout.HEI, keep=True)
        line(
            made,
            "请于{{ 截止日 }}前缴至下列账户（由{{ 托管单位 }}保管），汇款附言写明“{{ 家.附言 }}”和单位名称：",
        )
        account(made)
        line(made, "缴款后请把凭证报送{{ 秘书处 }}；对金额有疑问的，请先核对再缴。", keep=True)

    letters(made, body=body)
    return made


def disclosure() -> Paper:
    """收支公示"""
    made = paper()
    title(made, "{{ 标题 }}", headed=True)
    line(made, "现将{{ 专项 }}{{ 起止 }}的收支情况公示如下。")
    line(
        made,
        "期初结余{{ 期初结余 }}元，到账{{ 到账 }}元，支出{{ 支出 }}元，退款{{ 退款 }}元，期末结余{{ 结余 }}元。"
        "{{ '各单位到账、实物折价见下表。' if 各家 else '这一期间没有单位缴款。' }}{{ 说明 }}",
    )
    control(made, "{%p if 各家 %}")
    labels = ["单位", "到账（元）", "实物折价（元）"]
    cells = of_row(["单位", "到账", "实物"])
    each(made, "各家", labels, [84, 36, 36], cells, numbers=tuple(labels[1:]))
    control(made, "{%p endif %}")
    line(made, "对以上收支有疑问的，请向{{ 秘书处 }}反映。", keep=True)
    signed(made)
    imprint(made)
    return made


def agreement() -> Paper:
    """共建协议"""
    made = paper()
    title(made, "{{ 标题 }}")
    control(made, "{%p for 方 in 各方 %}")
    line(made, "{{ 方.称 }}：{{ 方.单位 }}")
    control(made, "{%p endfor %}")
    line(made, "为发挥各方优势，深化区域化党建共建，经平等协商，订立本协议。")
    line(made, "一、共建内容", layout.HEI, keep=True)
    line(made, "{{ 内容 }}")
    control(made, "{%p if 目标 %}")
    line(made, "二、共建目标", layout.HEI, keep=True)
    control(made, "{%p for 项 in 目标 %}")
    line(made, "{{ 项 }}")
    control(made, "{%p endfor %}")
    control(made, "{%p endif %}")
    line(made, "{{ '三' if 目标 else '二' }}、工作机制", layout.HEI, keep=True)
    line(made, "各方各确定一名联络员，日常联络、交流情况；重要事项由各方负责人协商议定。")
    line(made, "{{ '四' if 目标 else '三' }}、期限和续签", layout.HEI, keep=True)
    line(made, "本协议自{{ 生效日 }}起生效，至{{ 到期日 }}止。{{ 续签 }}。变更或提前终止的，由各方书面商定。")
    line(made, "{{ '五' if 目标 else '四' }}、其他", layout.HEI, keep=True)
    line(made, "本协议一式{{ 份数 }}份，各方各执一份，签字盖章后有效。未尽事宜由各方另行商定。")
    blank(made)
    line(made, "签订日期：{{ 签订日期 }}　　地点：{{ 地点 }}")
    blank(made)
    labels = ["单位", "代表签字", "盖章"]
    each(made, "各方", labels, [76, 40, 40], ["{{ 行.称 }}：{{ 行.单位 }}"], height=20)
    return made


def award(made: Paper, words: str) -> None:
    """What is handed over as a sheet of its own: large letters in the middle of a page, the number above, the giver below."""
    blank(made, 4)
    line(
        made,
        "{{ 标题 }}",
        layout.SONG,
        size=layout.AWARD,
        pitch=layout.AWARD_LINE,
        side=CENTRE,
        colour=RED,
    )
    line(made, "编号：{{ 证书编号 }}", side=CENTRE)
    blank(made, 2)
    line(
        made,
        "{{ 获得者 }}{% if 具体对象 %}　{{ 具体对象 }}{% endif %}：",
        layout.KAI,
        size=layout.TITLE,
        pitch=layout.TITLE_LINE,
        indent=0,
    )
    line(made, words, layout.KAI, size=layout.TITLE, pitch=layout.TITLE_LINE)
    blank(made, 3)
    line(made, "{{ 授予单位 }}", side=RIGHT, right=2, keep=True)
    line(made, "{{ 日期 }}", side=RIGHT, right=2)


def appointment() -> Paper:
    """聘书"""
    made = paper()
    award(made, "兹聘请您担任{{ 名称 }}{% if 有效期至 %}，聘期自{{ 日期 }}至{{ 有效期至 }}{% endif %}。")
    return made


def certificate() -> Paper:
    """荣誉证书"""
    made = paper()
    award(
        made,
        "被授予“{{ 名称 }}”称号{% if 有效期至 %}，有效期至{{ 有效期至 }}{% endif %}。特发此证，以资鼓励。",
    )
    return made


def listing(
    labels: list[str], widths: list[float], rows: str, keys: list[str], *, before: tuple[str, ...] = ()
) -> Paper:
    """A paper that is a table under a title."""
    made = paper()
    title(made, "{{ 标题 }}")
    for text in before:
        line(made, text, indent=0)
    each(made, rows, labels, widths, of_row(keys))
    return made


def plaques() -> Paper:
    """授牌清单"""
    labels = ["序号", "名称", "单位", "证书编号", "日期", "有效期至"]
    return listing(labels, [14, 32, 28, 32, 25, 25], "授牌", labels)


def rota() -> Paper:
    """轮值计划表"""
    made = listing(["任次", "轮值单位", "起", "止"], [26, 70, 30, 30], "轮值", ["任次", "单位", "起", "止"])
    signed(made)
    return made


def handover() -> Paper:
    """轮值交接单"""
    made = listing(
        ["类别", "序号", "内容"],
        [30, 14, 112],
        "事项",
        ["类别", "序号", "内容"],
        before=("移交单位：{{ 移交单位 }}", "接收单位：{{ 接收单位 }}", "交接日期：{{ 交接日 }}"),
    )
    blank(made)
    table(
        made,
        ["移交单位（签章）", "接收单位（签章）", "秘书处监交（签字）"],
        [52, 52, 52],
        [["", "", ""]],
        height=24,
    )
    return made


def unit_file() -> Paper:
    """一家一档"""
    made = paper()
    title(made, "{{ 标题 }}")
    line(made, "一、基本情况", layout.HEI, keep=True)
    line(made, "编号 {{ 编号 }}；单位名称 {{ 单位 }}；{{ 基本情况 }}。")
    control(made, "{%p if 曾用名 %}")
    line(made, "曾用名：{{ 曾用名 }}。")
    control(made, "{%p endif %}")
    line(made, "二、有关记录", layout.HEI, keep=True)
    labels = ["类别", "序号", "内容"]
    each(made, "记录", labels, [30, 14, 112], of_row(labels))
    signed(made)
    return made


def posting() -> Paper:
    """公示"""
    made = paper()
    title(made, "{{ 标题 }}", headed=True)
    line(
        made,
        "经推荐、审核，拟由{{ 授予单位 }}授予下列对象“{{ 名称 }}”（{{ 类别 }}），现予公示：",
    )
    line(made, "{{ 对象 }}")
    line(
        made,
        "公示期{{ 天数 }}个工作日，自本公示发布次日起算。公示期间对公示对象有异议的，请向{{ 秘书处 }}实名反映，"
        "联系方式：{{ 联系 }}。",
    )
    signed(made)
    imprint(made)
    return made


TEMPLATES = {
    "缴款通知": payment,
    "催缴函": dunning,
    "收支公示": disclosure,
    "会议通知": notice,
    "议题征集通知": call,
    "会议签到表": sign_in,
    "会议纪要": minutes,
    "年度工作总结": summary,
    "共建协议": agreement,
    "聘书": appointment,
    "荣誉证书": certificate,
    "授牌清单": plaques,
    "公示": posting,
    "轮值计划表": rota,
    "轮值交接单": handover,
    "一家一档": unit_file,
}


def main(place: Path) -> None:
    """Write every template into a folder."""
    for name, make in TEMPLATES.items():
        make().save(place / f"{name}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
