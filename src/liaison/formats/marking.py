"""A copy of the clerk's own file in which every refused cell is coloured, commented and listed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from liaison.columns import Mark, RawTable, Record
from liaison.errors import BadFile
from liaison.formats import files, paper
from liaison.formats.losses import losses
from liaison.formats.seal import is_untouched, saved
from liaison.formats.widths import widest

LIST = "问题清单"
HEADINGS = ("表", "行", "列", "值", "原因", "怎么改")
_WIDTHS = (16, 8, 16, 24, 48, 48)
_SUFFIX = "-待更正"
_EARLIER = re.compile(rf"{_SUFFIX}(\(\d+\))?$")
RED = "FFFFC7CE"
_COMMENT, _THEIRS = "不能导入：", "\n\n原有批注：\n"
"""How a comment of ours begins, and what stands before the clerk's own comment on the same cell."""
_MOST = 10_000
"""Cells that are marked, and problems that are listed: more than anyone corrects by hand, and fewer than Excel's links."""
_NO_ADVICE = "请核对后改正。"


@dataclass(frozen=True)
class Copy:
    """What has become of the copy: where it is and what it lacks, or why there is none."""

    path: Path | None = None
    lost: Sequence[str] = ()
    trouble: str = ""
    left_out: int = 0

    @property
    def said(self) -> str:
        """What to do next, as the end of a sentence."""
        if self.path is None:
            return f"请改好后再导入（{self.trouble}，所以没有标出错处的副本）"
        notes = [f"副本保不住{'、'.join(self.lost)}，原文件里还有"] if self.lost else []
        if self.left_out:
            notes.append(f"只标出前 {_MOST} 处，还有 {self.left_out} 处")
        return f"错处已标在“{self.path}”里，请在其中改好后再导入" + (
            f"（{'；'.join(notes)}）" if notes else ""
        )


@dataclass(frozen=True)
class _Fault:
    """One refused cell: where it stands, and what is wrong with it."""

    mark: Mark
    column: str
    value: str
    reason: str
    advice: str


def is_list(table: RawTable) -> bool:
    """Whether a table is the list of problems in such a copy: nothing to import."""
    return table.name.startswith(LIST) and tuple(table.rows[0]) == HEADINGS


def mark(path: Path, tables: list[RawTable], problems: list[Record], marks: list[Mark]) -> Copy:
    """Write the copy beside ``path``; ``problems`` say column, value and reason of what stands at each of ``marks``.

    The clerk's own workbook is kept as it is; of any other file the copy has the same cells. Never raises.
    """
    faults = [
        _Fault(one, problem["column"], problem["value"], *_split(problem["reason"]))
        for one, problem in zip(marks[:_MOST], problems, strict=False)
    ]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data, suffix, lost = _made(path, tables, faults)
        target = _free(path, suffix)
        with files.replacing(target) as draft:
            draft.write_bytes(data)
    except OSError as error:
        return Copy(trouble=files.unwritable(path, error).sentence.rstrip("，"))
    except BadFile as error:
        return Copy(trouble=error.sentence.rstrip("，"))
    return Copy(target, lost, left_out=max(len(problems) - _MOST, 0))


def _split(reason: str) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    wrong, comma, advice = reason.rpartition("，请")
    return (
        (wrong + "。", "请" + advice.rstrip("。") + "。")
        if comma
        else (reason.rstrip("。") + "。", _NO_ADVICE)
    )


def _free(path: Path, suffix: str) -> Path:
    """The copy's name: of a file that is not there, or that is a copy of ours in which nobody has worked."""
    stem = _EARLIER.sub("", path.stem) + _SUFFIX
    for number in count(1):
        target = path.with_name(f"{stem}({number}){suffix}" if number > 1 else stem + suffix)
        if not target.exists() or (is_untouched(target) and not target.samefile(path)):
            return target
    raise AssertionError


def _made(path: Path, tables: list[RawTable], faults: list[_Fault]) -> tuple[bytes, str, Sequence[str]]:
    """The copy's content, its suffix, and what of the clerk's file it lacks."""
    original = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            own = "xl/workbook.xml" in archive.namelist()
            macros = "xl/vbaProject.bin" in archive.namelist()
            lost = losses(archive) if own else []
    except (zipfile.BadZipFile, KeyError, NotImplementedError):
        own, macros, lost = False, False, []
    if own:
        try:
            suffix = ".xlsm" if macros else ".xlsx"
            return _marked(_opened(original, macros), tables, faults), suffix, lost
        except OSError:
            raise
        except Exception:
            # The library that reads takes more than the one that edits: then the cells must do.
            lost = ["原来的格式和公式"]
    return _marked(_same_cells(tables), tables, faults), ".xlsx", lost


def _opened(original: bytes, macros: bool) -> Any:
    """The clerk's own workbook, rid of what an earlier copy of ours had in it."""
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    book = load_workbook(io.BytesIO(original), keep_vba=macros, rich_text=True)
    book.template = False
    for sheet in book.worksheets:
        heads = next(sheet.iter_rows(max_row=1, max_col=len(HEADINGS), values_only=True), ())
        if sheet.title.startswith(LIST) and tuple(map(str, heads)) == HEADINGS:
            book.remove(sheet)
            continue
        for cell in [one for one in sheet._cells.values() if one.comment]:
            text = cell.comment.text
            if text.startswith(_COMMENT):
                text = text.partition(_THEIRS)[2]
                cell.comment = None
                if cell.fill.fgColor.rgb == RED:
                    cell.fill = PatternFill()
            if text:
                _comment(cell, text)
    return book


def _same_cells(tables: list[RawTable]) -> Any:
    """A new workbook with the cells of the tables where they stood; texts are kept from becoming anything else."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(paper.sheet_name(table.name, book.sheetnames))
        sheet.sheet_format.baseColWidth = 10
        wide: dict[int, int] = {}
        for number, row in enumerate(table.rows, table.first):
            for place, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                cell = sheet.cell(number, place)
                cell.font = Font(name=paper.BODY, size=11)
                if isinstance(value, str):
                    _text(cell, value)
                    cell.number_format = "@"
                else:
                    cell.value = int(value) if isinstance(value, float) and value.is_integer() else value
                wide[place] = max(wide.get(place, 0), widest(str(cell.value)))
        for place, width in wide.items():
            sheet.column_dimensions[get_column_letter(place)].width = paper.column_widths([width])[0]
    return book


def _marked(book: Any, tables: list[RawTable], faults: list[_Fault]) -> bytes:
    """The workbook with the faults coloured, commented and listed, as a file."""
    from openpyxl.styles import PatternFill

    # A new workbook may have had to change a table's name; then its sheets are the tables, in their order.
    known = set(book.sheetnames)
    names = {one.name: one.name for one in tables if one.name in known} or {
        one.name: sheet.title for one, sheet in zip(tables, book.worksheets, strict=False)
    }
    rank = {name: number for number, name in enumerate(names)}
    faults = sorted(faults, key=lambda one: (rank.get(one.mark.sheet, 0), one.mark.row, one.mark.column or 0))
    cells = [_cell(book, names, one.mark) for one in faults]
    wrong: dict[int, list[str]] = {}
    for cell, fault in zip(cells, faults, strict=True):
        if cell is not None:
            wrong.setdefault(id(cell), []).append(f"{fault.column}：{fault.reason}{fault.advice}")
    for cell in cells:
        if cell is not None and (said := wrong.pop(id(cell), None)):
            theirs = _THEIRS + cell.comment.text if cell.comment else ""
            cell.fill = PatternFill("solid", fgColor=RED)
            _comment(cell, _COMMENT + "\n".join(said) + theirs)
    _list(book, zip(faults, cells, strict=True))
    return saved(book, {names[one.name]: one for one in tables if one.name in names})


def _cell(book: Any, names: dict[str, str], place: Mark) -> Any:
    """The cell of a mark: the first of a merged block; the row's first with a value if the column is not on the sheet."""
    if place.sheet not in names:
        return None
    sheet = book[names[place.sheet]]
    column = 1 if place.column is None else place.column + 1
    if place.column is None:
        filled = (cell.column for cell in sheet[place.row] if cell.value is not None)
        column = next(filled, 1)
    cell = sheet.cell(place.row, column)
    if type(cell).__name__ == "MergedCell":
        block = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        cell = sheet.cell(block.min_row, block.min_col)
    return cell


def _comment(cell: Any, text: str) -> None:
    """A comment in a box of the size that its text needs."""
    from openpyxl.comments import Comment

    cell.comment = Comment(_clean(text), "liaison", width=280, height=24 + 20 * paper.lines_of(text, 40))


def _list(book: Any, listed: Iterator[tuple[_Fault, Any]]) -> None:
    """The sheet that lists the faults, each with links to its cell; it is what opens first."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(paper.sheet_name(LIST, book.sheetnames))
    head, body = Font(name=paper.HEADING, bold=True), Font(name=paper.BODY)
    link, wrapped = (
        Font(name=paper.BODY, color="FF0563C1", underline="single"),
        Alignment(wrap_text=True, vertical="top"),
    )
    for place, (label, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, place, label)
        cell.font, cell.fill = head, PatternFill("solid", fgColor="FFDDE7F3")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (fault, target) in enumerate(listed, 2):
        advice = fault.advice
        if target is not None and target.parent.row_dimensions[target.row].hidden:
            advice += "这一行现在隐藏着，请先取消隐藏或筛选。"
        values = (fault.mark.sheet, fault.mark.row, fault.column, fault.value, fault.reason, advice)
        for place, value in enumerate(values, 1):
            cell = sheet.cell(row, place)
            cell.font, cell.alignment = body, wrapped
            if isinstance(value, int):
                cell.value = value
            else:
                _text(cell, value)
            if target is not None and place in (2, 3):
                name = target.parent.title.replace("'", "''")
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{target.coordinate}")
                cell.font = link
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = "1:1"
    for one in book.worksheets:  # two selected sheets would be edited together
        one.sheet_view.tabSelected = one is sheet
    book.active = book.index(sheet)


def _text(cell: Any, text: str) -> None:
    """Put a text into a cell where it stays text, whatever it begins with."""
    cell.value = _clean(text)
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith("=")


def _clean(text: str) -> str:
    """The text without what a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return clean if len(clean) <= 32_000 else clean[:32_000] + "…"
