"""A copy of the clerk's own file in which every refused cell is coloured, commented and listed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from liaison.cells import Lost, text_of
from liaison.columns import Block, Mark, RawTable, Record
from liaison.errors import BadFile
from liaison.formats import files, paper
from liaison.formats.correcting.losses import losses
from liaison.formats.correcting.problem_list import HEADINGS, LIST, Fault, add_list, clean, put
from liaison.formats.correcting.seal import is_untouched, saved
from liaison.formats.part_names import tidied
from liaison.formats.widths import widest

_SUFFIX = "-待更正"
_EARLIER = re.compile(rf"{_SUFFIX}(\(\d+\))?$")
RED = "FFFFC7CE"
_COMMENT, _THEIRS = "不能导入：", "\n\n原有批注：\n"
"""How a comment of ours begins, and what stands before the clerk's own comment on the same cell."""
_MOST = 10_000
"""Cells that are marked, and problems that are listed: more than anyone corrects by hand, and fewer than Excel's links."""


@dataclass(frozen=True)
class Copy:
    """What has become of the copy: where it is and what it lacks, or why there is none."""

    path: Path | None = None
    lost: tuple[str, ...] = ()
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


def mark(path: Path, tables: list[RawTable], problems: list[Record], marks: list[Mark]) -> Copy:
    """Write the copy beside ``path``; ``problems`` say column, value and reason of what stands at each of ``marks``.

    The clerk's own workbook is kept as it is; of any other file the copy has the same cells. Never raises.
    """
    faults = [
        Fault(one, problem["column"], problem["value"], *_split(problem["reason"]))
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
        return Copy(
            trouble=files.unwritable(path.with_stem(path.stem + _SUFFIX), error).sentence.rstrip("，")
        )
    except BadFile as error:
        return Copy(trouble=error.sentence.rstrip("，"))
    except Exception:
        # Whatever ails the copy, the clerk must have the answer of the import.
        return Copy(trouble="这个文件里的内容写不进 Excel 表格")
    return Copy(target, lost, left_out=max(len(problems) - _MOST, 0))


def _split(reason: str) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    reason = reason.rstrip("。")
    wrong, comma, advice = reason.rpartition("，请")
    return (f"{wrong}。", f"请{advice}。") if comma else (f"{reason}。", "请核对后改正。")


def _free(path: Path, suffix: str) -> Path:
    """The copy's name: of a file that is not there, or that is a copy of ours in which nobody has worked."""
    stem = _EARLIER.sub("", path.stem) + _SUFFIX
    for number in count(1):
        target = path.with_name(f"{stem}({number}){suffix}" if number > 1 else stem + suffix)
        if not target.exists() or (is_untouched(target) and not target.samefile(path)):
            return target
    raise AssertionError


def _made(path: Path, tables: list[RawTable], faults: list[Fault]) -> tuple[bytes, str, tuple[str, ...]]:
    """The copy's content, its suffix, and what of the clerk's file it lacks."""
    original = path.read_bytes()
    try:
        original = tidied(original)
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            own = "xl/workbook.xml" in archive.namelist()
            macros = "xl/vbaProject.bin" in archive.namelist()
            lost = losses(archive) if own else ()
    except (zipfile.BadZipFile, KeyError, NotImplementedError):
        own, macros, lost = False, False, ()
    if own:
        try:
            suffix = ".xlsm" if macros else ".xlsx"
            book = _opened(original, macros)
            names = {table.name: table.name for table in tables if table.name in book.sheetnames}
            return _marked(book, names, tables, faults), suffix, lost
        except OSError:
            raise
        except Exception:
            # The library that reads takes more than the one that edits: then the cells must do.
            lost = ("原来的格式和公式",)
    book = _same_cells(tables)
    names = {table.name: title for table, title in zip(tables, book.sheetnames, strict=True)}
    return _marked(book, names, tables, faults), ".xlsx", lost


def _opened(original: bytes, macros: bool) -> Any:
    """The clerk's own workbook, rid of what an earlier copy of ours had in it."""
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    book: Any = load_workbook(io.BytesIO(original), keep_vba=macros, rich_text=True)
    book.template = False
    for sheet in book.worksheets:
        if sheet.title.startswith(LIST) and tuple(str(cell.value) for cell in sheet[1]) == HEADINGS:
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
            else:
                cell.comment.width, cell.comment.height = _room(text)
    return book


def _same_cells(tables: list[RawTable]) -> Any:
    """A new workbook with the cells of the tables where they stood; texts are kept from becoming anything else.

    What is merged or hidden stays so: the blanks under a merged cell would empty what is stored. A formula without a value becomes an error.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book: Any = Workbook()
    font = Font(name=paper.BODY, size=11)
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(paper.sheet_name(table.name, book.sheetnames))
        wide: dict[int, int] = {}
        for number, row in enumerate(table.rows, table.first):
            for place, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                cell = sheet.cell(number, place)
                cell.font = font
                if isinstance(value, str):
                    put(cell, "#N/A" if isinstance(value, Lost) and value.startswith("=") else value)
                    cell.number_format = "@"
                else:
                    cell.value = value
                wide[place] = max(wide.get(place, 0), widest(text_of(value)))
        for block in table.merged:
            _merge(sheet, block)
        for number in table.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for place, width in wide.items():
            column = sheet.column_dimensions[get_column_letter(place)]
            column.width, column.hidden = paper.column_widths([width])[0], place - 1 in table.hidden_columns
    return book


def _merge(sheet: Any, block: Block) -> None:
    """Merge an area, unless a cell that would be covered has a value of its own."""
    rows = sheet.iter_rows(block.top, block.bottom, block.left + 1, block.right + 1)
    _first, *covered = (cell for row in rows for cell in row)
    if all(cell.value is None for cell in covered):
        sheet.merge_cells(None, block.top, block.left + 1, block.bottom, block.right + 1)


def _marked(book: Any, names: dict[str, str], tables: list[RawTable], faults: list[Fault]) -> bytes:
    """The workbook with the faults coloured, commented and listed, as a file; ``names`` tell each table's sheet."""
    from openpyxl.styles import PatternFill

    rank = {table.name: number for number, table in enumerate(tables)}
    faults = sorted(faults, key=lambda one: (rank[one.mark.sheet], one.mark.row, one.mark.column or 0))
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
    add_list(book, zip(faults, cells, strict=True))
    return saved(book, {names[one.name]: one for one in tables if one.name in names})


def _cell(book: Any, names: dict[str, str], place: Mark) -> Any:
    """The cell of a mark: the first of a merged block; the row's first with a value if the column is not on the sheet."""
    if place.sheet not in names:
        return None
    from openpyxl.cell.cell import MergedCell

    sheet = book[names[place.sheet]]
    column = 1 if place.column is None else place.column + 1
    if place.column is None:
        filled = (cell.column for cell in sheet[place.row] if cell.value is not None)
        column = next(filled, 1)
    cell = sheet.cell(place.row, column)
    if isinstance(cell, MergedCell):
        block = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        cell = sheet.cell(block.min_row, block.min_col)
    return cell


def _comment(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    width, height = _room(text)
    cell.comment = Comment(clean(text), "liaison", width=width, height=height)


def _room(text: str) -> tuple[int, int]:
    """Width and height of the box that a comment needs; the library keeps none of those it read."""
    return 280, 24 + 20 * paper.lines_of(text, 40)
