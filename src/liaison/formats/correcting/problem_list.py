"""The sheet 问题清单: every refused cell with its reason, what to do, and a link to it; below, what was answered already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from liaison.cells import text_of
from liaison.formats import paper
from liaison.tables import Mark, RawTable, Told

if TYPE_CHECKING:
    from liaison.formats.correcting.package import Package, Sheet
    from liaison.formats.correcting.styles import Styles

LIST = "问题清单"
HEADINGS = ("表", "行", "列", "值", "原因", "怎么改")
_WIDTHS = (16, 8, 16, 24, 48, 48)
_SORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ANSWERED, _THEN = "已答：就是 ", "导入这份副本时不再问；答错了的，请删去这一行。"
_HIDDEN = "这一格现在隐藏着，请先取消隐藏或筛选。"
_SELECTED = re.compile(rb"""\stabSelected\s*=\s*["'](?:1|true)["']""")
_BEFORE_NAMES = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences"),
)
"""What comes before the names in a workbook: Excel takes nothing out of its order."""


@dataclass(frozen=True)
class Fault:
    """One refused cell: where it stands, and what is wrong with it."""

    mark: Mark
    column: str
    value: str
    reason: str
    advice: str


@dataclass(frozen=True)
class Target:
    """The cell that a fault is marked at, and whether one sees it."""

    sheet: str
    cell: str
    is_hidden: bool


def is_list(table: RawTable) -> bool:
    """Whether a table is the list of problems in such a copy: nothing to import."""
    return table.name.startswith(LIST) and tuple(table.rows[0]) == HEADINGS


def answers_in(tables: Iterable[RawTable]) -> tuple[Told, ...]:
    """What such lists tell that a person has answered."""
    rows = [[text_of(cell) for cell in row] for table in tables if is_list(table) for row in table.rows[1:]]
    return tuple(
        Told(row[2], row[3], row[4].removeprefix(_ANSWERED))
        for row in rows
        if len(row) > 4 and row[4].startswith(_ANSWERED)
    )


def add_list(
    package: Package,
    styles: Styles,
    listed: Iterable[tuple[Fault, Target]],
    earlier: Sheet | None,
    answers: Iterable[Told] = (),
) -> None:
    """The sheet that lists the faults, each with links to its cell, and what was answered already; it is what opens first, in the
    place of an earlier one."""
    from liaison.formats.correcting.package import BOOK
    from liaison.formats.correcting.splicing import Part

    data = "".join(_sheet(package.main, styles, listed, answers)).encode()
    book = Part(package[BOOK])
    sheets = next(one for one in book.root.children if one.name == "sheets")
    if earlier:
        place, name = earlier.place, earlier.name
        package[earlier.part] = data
        package.forget_relations(earlier.part)
        book.tag(sheets.children[place], state=None)
    else:
        place, name = len(sheets.children), paper.sheet_name(LIST, [one.name for one in package.sheets])
        part = package.add("xl/worksheets/sheet{}.xml", data, _SORT)
        number = 1 + max(int(one.attributes["sheetId"]) for one in sheets.children)
        told = f'xmlns:r="{package.relations}" r:id="{package.relate(BOOK, "worksheet", part)}"'
        book.append(sheets, f'<sheet name={quoteattr(name)} sheetId="{number}" {told}/>')
        defined = (
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">\'{name}\'!$1:$1</definedName>'
        )
        if names := book.root.child("definedNames"):
            book.append(names, defined)
        else:
            book.put(book.behind(_BEFORE_NAMES), f"<definedNames>{defined}</definedNames>")
    if view := book.root.child("bookViews", "workbookView"):
        book.tag(view, activeTab=place)
    else:
        book.put(sheets.start, f'<bookViews><workbookView activeTab="{place}"/></bookViews>')
    for one in package.sheets:  # two selected sheets would be edited together
        head, cells, rest = package[one.part].partition(b"sheetData")
        if (not earlier or one.part != earlier.part) and _SELECTED.search(head):
            package[one.part] = _SELECTED.sub(b"", head) + cells + rest
    package[BOOK] = book.done()


def _rows(
    listed: Iterable[tuple[Fault, Target]], answers: Iterable[Told]
) -> Iterator[tuple[tuple[str, ...], Target | None]]:
    """The texts of each row, with the cell that it tells of."""
    for fault, target in listed:
        advice = fault.advice + (_HIDDEN if target.is_hidden else "")
        row = str(fault.mark.row)
        yield (fault.mark.sheet, row, fault.column, fault.value, fault.reason, advice), target
    for one in answers:
        yield ("", "", one.label, one.text, f"{_ANSWERED}{one.title}", _THEN), None


def _sheet(
    namespace: str, styles: Styles, listed: Iterable[tuple[Fault, Target]], answers: Iterable[Told]
) -> Iterator[str]:
    from liaison.formats.correcting.splicing import text_element

    top = '<alignment vertical="top" wrapText="1"/>'
    head = styles.style(styles.font(paper.HEADING, "<b/>"), styles.fill("FFDDE7F3"))
    body, link = styles.font(paper.BODY), styles.font(paper.BODY, '<u/><color rgb="FF0563C1"/>')
    # What begins with = would become a formula as soon as someone edits it.
    looks = {
        (font, quoted): styles.style(font, 0, ' quotePrefix="1"' * quoted, top)
        for font in (body, link)
        for quoted in (False, True)
    }
    yield f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    yield '<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    for place, width in enumerate(_WIDTHS, 1):
        yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
    yield '</cols><sheetData><row r="1">'
    for letter, label in zip("ABCDEF", HEADINGS, strict=True):
        yield f'<c r="{letter}1" s="{head}" t="inlineStr"><is>{text_element("t", label)}</is></c>'
    yield "</row>"
    links = []
    for row, (texts, target) in enumerate(_rows(listed, answers), 2):
        lines = max(paper.lines_of(text, width - 1) for text, width in zip(texts, _WIDTHS, strict=True))
        yield f'<row r="{row}" ht="{paper.LINE * min(lines, 20)}" customHeight="1">'
        for letter, text in zip("ABCDEF", texts, strict=True):
            look = looks[link if target and letter in "BC" else body, text.startswith("=")]
            begin = f'<c r="{letter}{row}" s="{look}"'
            if letter == "B" and text:
                yield f"{begin}><v>{text}</v></c>"
            else:
                yield (
                    f'{begin} t="inlineStr"><is>{text_element("t", text)}</is></c>' if text else f"{begin}/>"
                )
        yield "</row>"
        if target is None:
            continue
        where = quoteattr("'" + target.sheet.replace("'", "''") + f"'!{target.cell}")
        links += [f'<hyperlink ref="{letter}{row}" location={where}/>' for letter in "BC"]
    yield f"</sheetData><hyperlinks>{''.join(links)}</hyperlinks>"
    yield '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
