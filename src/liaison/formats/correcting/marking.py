"""A copy of the clerk's own file in which every refused cell is coloured, commented and listed."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from liaison.errors import BadFile
from liaison.formats import files
from liaison.formats.correcting.problem_list import HEADINGS, LIST, Fault, Target, add_list
from liaison.formats.correcting.seal import is_untouched, sealed
from liaison.formats.part_names import tidied
from liaison.tables import Block, Mark, Note, RawTable, Told

if TYPE_CHECKING:
    from liaison.formats.correcting.package import Package, Sheet

_SUFFIX = "-待更正"
_EARLIER = re.compile(rf"{_SUFFIX}(\(\d+\))?$")
_MOST = 10_000
"""Cells that are marked, and problems that are listed: more than anyone corrects by hand, and fewer than Excel's links."""


@dataclass(frozen=True)
class Copy:
    """What has become of the copy: where it is and what it lacks, or why there is none.

    ``names`` are those of its sheets by the names of the tables, where the copy is a new workbook.
    """

    path: Path | None = None
    is_bare: bool = False
    trouble: str = ""
    left_out: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What to do next, as the end of a sentence."""
        if self.path is None:
            return f"请改好后再导入（{self.trouble}，所以没有标出错处的副本）"
        notes = ["副本保不住原来的格式和公式，原文件里还有"] if self.is_bare else []
        if self.left_out:
            notes.append(f"只标出前 {_MOST} 处，还有 {self.left_out} 处")
        return f"错处已标在“{self.path}”里，请在其中改好后再导入" + (
            f"（{'；'.join(notes)}）" if notes else ""
        )


def mark(path: Path, tables: list[RawTable], notes: list[Note], answers: Sequence[Told] = ()) -> Copy:
    """Write the copy beside ``path``; ``notes`` say what is wrong, ``answers`` what a person has said and need not say again.

    The clerk's own workbook is kept as it is; of any other file the copy has the same cells. Never raises.
    """
    faults = [Fault(one.mark, one.column, one.value, *_split(one.reason)) for one in notes[:_MOST]]
    try:
        data, suffix, is_bare, names = _made(path, tables, faults, answers)
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
    return Copy(target, is_bare, left_out=max(len(notes) - _MOST, 0), names=names)


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


def _made(
    path: Path, tables: list[RawTable], faults: list[Fault], answers: Sequence[Told]
) -> tuple[bytes, str, bool, dict[str, str]]:
    """The copy's content, its suffix, whether it has the cells alone of a workbook that had more, and the new names of its sheets."""
    from liaison.formats.correcting.anew import same_cells

    original = path.read_bytes()
    try:
        original = tidied(original)
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, KeyError, NotImplementedError):
        parts = []
    is_own = "xl/workbook.xml" in parts
    if is_own:
        macros = "xl/vbaProject.bin" in parts
        try:
            names = {table.name: table.name for table in tables}
            marked = _marked(original, names, tables, faults, answers, macros)
            return marked, ".xlsm" if macros else ".xlsx", False, {}
        except OSError:
            raise
        except Exception:
            # Programs write what no other would: then the cells must do.
            pass
    data, names = same_cells(tables)
    return _marked(data, names, tables, faults, answers), ".xlsx", is_own, names


def _marked(
    original: bytes,
    names: dict[str, str],
    tables: list[RawTable],
    faults: list[Fault],
    answers: Sequence[Told],
    macros: bool = False,
) -> bytes:
    """The workbook with the faults coloured, commented and listed, rid of what an earlier copy of ours had in it; ``names``
    tell each table's sheet."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    from liaison.formats.correcting.cells import Cells, Edit, Place
    from liaison.formats.correcting.notes import Notes
    from liaison.formats.correcting.package import Package
    from liaison.formats.correcting.styles import Styles

    package = Package(original, macros=macros)
    styles = Styles(package)
    earlier = _earlier_list(original, package)
    sheets = {sheet.name: sheet for sheet in package.sheets}
    listed: list[tuple[Fault, Target]] = []
    said: dict[str, dict[Place, str]] = {}
    for table in tables:
        here = sorted(
            (one for one in faults if one.mark.sheet == table.name),
            key=lambda one: (one.mark.row, one.mark.column or 0),
        )
        sheet = sheets[names[table.name]]
        texts = said.setdefault(sheet.name, {})
        for fault, (row, column) in zip(here, _places(table, [one.mark for one in here]), strict=True):
            text = f"{fault.column}：{fault.reason}{fault.advice}"
            texts[row, column] = f"{texts[row, column]}\n{text}" if (row, column) in texts else text
            hidden = sheet.is_hidden or row in table.hidden_rows or column in table.hidden_columns
            listed.append((fault, Target(sheet.name, xl_rowcol_to_cell(row - 1, column), hidden)))
    for sheet in package.sheets:
        notes, texts = Notes(package, sheet.part), said.get(sheet.name, {})
        if sheet != earlier and (notes.ours or texts):
            cells = Cells(package[sheet.part])
            cells.edit(dict.fromkeys(notes.ours, Edit(styles.plain)) | dict.fromkeys(texts, Edit(styles.red)))
            notes.renew(texts, cells)
            package[sheet.part] = cells.done()
    add_list(package, styles, listed, earlier, answers)
    styles.done()
    return sealed(package)


def _places(table: RawTable, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """The cell of each mark: the first of a merged block; the row's first with a value if the column is not on the sheet."""
    rows = sorted({one.row for one in marks})
    blocks: dict[int, list[Block]] = {}
    for block in table.merged:
        for row in rows[bisect_left(rows, block.top) : bisect_right(rows, block.bottom)]:
            blocks.setdefault(row, []).append(block)
    for one in marks:
        column = one.column
        if column is None:
            cells = table.rows[one.row - table.first] if one.row >= table.first else []
            column = next((place for place, cell in enumerate(cells) if cell not in (None, "")), 0)
        over = (block for block in blocks.get(one.row, ()) if block.left <= column <= block.right)
        block = next(over, Block(one.row, one.row, column, column))
        yield block.top, block.left


def _earlier_list(original: bytes, package: Package) -> Sheet | None:
    """The list of problems that an earlier copy of ours had."""
    from python_calamine import CalamineWorkbook

    for sheet in package.sheets:
        if sheet.name.startswith(LIST):
            book = CalamineWorkbook.from_filelike(io.BytesIO(original))
            rows = book.get_sheet_by_name(sheet.name).to_python(nrows=1)
            if rows and tuple(rows[0]) == HEADINGS:
                return sheet
    return None
