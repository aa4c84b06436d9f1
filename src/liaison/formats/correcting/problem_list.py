"""The sheet 问题清单: every refused cell with its reason, what to do, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from liaison.columns import Mark, RawTable
from liaison.formats import paper

LIST = "问题清单"
HEADINGS = ("表", "行", "列", "值", "原因", "怎么改")
_WIDTHS = (16, 8, 16, 24, 48, 48)


@dataclass(frozen=True)
class Fault:
    """One refused cell: where it stands, and what is wrong with it."""

    mark: Mark
    column: str
    value: str
    reason: str
    advice: str


def is_list(table: RawTable) -> bool:
    """Whether a table is the list of problems in such a copy: nothing to import."""
    return table.name.startswith(LIST) and tuple(table.rows[0]) == HEADINGS


def add_list(book: Any, listed: Iterable[tuple[Fault, Any]]) -> None:
    """The sheet that lists the faults, each with links to its cell; it is what opens first."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(paper.sheet_name(LIST, book.sheetnames))
    head, body = Font(name=paper.HEADING, bold=True), Font(name=paper.BODY)
    link = Font(name=paper.BODY, color="FF0563C1", underline="single")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for place, (label, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, place, label)
        cell.font, cell.fill = head, PatternFill("solid", fgColor="FFDDE7F3")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (fault, target) in enumerate(listed, 2):
        advice = fault.advice + ("这一格现在隐藏着，请先取消隐藏或筛选。" if _hidden(target) else "")
        texts = (fault.mark.sheet, "", fault.column, fault.value, fault.reason, advice)
        for place, text in enumerate(texts, 1):
            cell = sheet.cell(row, place)
            cell.font, cell.alignment = body, wrapped
            if place == 2:
                cell.value = fault.mark.row
            else:
                put(cell, text)
            sheet.row_dimensions[row].height = max(
                sheet.row_dimensions[row].height or 0,
                paper.LINE * min(paper.lines_of(text, _WIDTHS[place - 1] - 1), 20),
            )
            if target is not None and place in (2, 3):
                name = target.parent.title.replace("'", "''")
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{target.coordinate}")
                cell.font = link
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = "1:1"
    for one in (*book.worksheets, *book.chartsheets):  # two selected sheets would be edited together
        for view in (one.views if one in book.worksheets else one.sheetViews).sheetView:
            view.tabSelected = one is sheet
    book.active = book.index(sheet)


def _hidden(cell: Any) -> bool:
    """Whether a link to the cell would show nothing."""
    if cell is None:
        return False
    sheet = cell.parent
    return sheet.sheet_state != "visible" or bool(sheet.row_dimensions[cell.row].hidden)


def put(cell: Any, text: str) -> None:
    """Put a text into a cell where it stays text, whatever it begins with."""
    cell.value = clean(text)
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith("=")


def clean(text: str) -> str:
    """The text without what a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return clean if len(clean) <= 32_000 else clean[:32_000] + "…"
