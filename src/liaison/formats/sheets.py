"""Reading sheets: any workbook, CSV or TSV, told by its content; what comes out is raw cells, numbered as the sheet does."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from liaison.errors import BadFile
from liaison.formats import apart, json_rows, separated
from liaison.formats.correcting import from_text
from liaison.formats.correcting.problem_list import answers_in, is_list
from liaison.formats.guide import is_guide
from liaison.formats.part_names import folded, tidied
from liaison.formats.unseen import NOTHING, Unfit, Unknown, Unseen
from liaison.formats.unseen.ods import of_ods
from liaison.formats.unseen.xls import of_xls
from liaison.formats.unseen.xlsb import of_xlsb
from liaison.formats.unseen.xlsx import of_xlsx
from liaison.tables import Block, RawTable

LARGEST, LARGEST_TEXT = 1 << 30, 200 << 20
"""Bytes a workbook may have, packed or unpacked, and a text file."""
SMALL, DENSEST = 100 * 2**20, 400
"""A sheet unpacks to at most so many times its size (rows that repeat: about 100 times), small ones aside; a bomb to 1,000."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILEPASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an .xls that has a password: a workbook's first record, and the one that holds the key."""
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"}


def read(path: Path) -> list[RawTable]:
    """The tables of a file: every sheet that has a cell, or the one table of a text file.

    A cell is a text, a number, a truth value, a day, a moment (or a time of day, a span), ``None``, or ``Lost``: an error
    such as #N/A, or a formula that was never worked out. A file of which nobody can say beforehand how much memory it takes
    is read by a process of its own. Raises ``BadFile``.
    """
    try:
        return read_here(path, careful=True)
    except Unknown:
        with apart.Reader() as reader:
            return reader.read(path)


def read_here(path: Path, *, careful: bool = False) -> list[RawTable]:
    """The tables of a file, read by this process. Raises ``BadFile``; ``Unknown``, if ``careful``, for what is better read apart."""
    data = content(path)
    try:
        if data.startswith(_ZIP):
            tables = _workbook(path, _checked_zip(path, data), careful=careful)
        elif data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data or _FILEPASS.search(data):
                raise _locked(path)
            tables = _workbook(path, data, careful=careful)
        else:
            if len(data) > LARGEST_TEXT:
                raise BadFile(f"“{path.name}”超过 {LARGEST_TEXT >> 20} MB，", "请拆成几个文件分别导入。")
            if json_rows.is_json(path, data):
                tables = json_rows.tables(path, data)
            else:
                tables = separated.tables(path, data, strict=path.suffix.lower() in _WORKBOOKS)
    except Unfit as error:
        raise BadFile(f"“{path.name}”{error.why}，", error.then) from error
    if not tables:
        raise BadFile(f"“{path.name}”里没有任何内容，", "请核对是不是选错了文件。")
    return tables


def content(path: Path) -> bytes:
    """The file's content, if it is one that can be read and is of a size to read."""
    try:
        if path.is_dir():
            raise BadFile(f"“{path}”是文件夹，", "请写出其中表格文件的名字。")
        if not path.exists():
            raise BadFile(f"没有找到文件“{path}”，", "请核对文件名和所在文件夹。")
        if not path.is_file():
            raise BadFile(f"“{path}”不是文件，", "请写一个表格文件的名字。")
        if path.stat().st_size > LARGEST:
            raise BadFile(f"“{path.name}”超过 {LARGEST >> 20} MB，", "请拆成几个文件分别导入。")
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"不能读取“{path}”：没有权限，或文件正被其他程序占用，",
            "请关闭占用它的程序，或把文件复制出来再试。",
        ) from error
    if not data:
        raise BadFile(f"“{path.name}”是空文件，", "请重新保存或重新下载后再试。")
    return data


def _locked(path: Path) -> BadFile:
    return BadFile(f"“{path.name}”设有打开密码，", "请在 Excel 或 WPS 中取消密码、另存后再试。")


def _damaged(path: Path) -> BadFile:
    return BadFile(
        f"“{path.name}”已损坏或不完整，打不开，", "请重新下载，或在 Excel、WPS 中打开后另存为 .xlsx 再试。"
    )


def _checked_zip(path: Path, data: bytes) -> bytes:
    """A workbook that may be unpacked, its parts under their names; refused is what is cut off, locked, no workbook, or would
    fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > LARGEST or size > SMALL + len(data) * DENSEST:
                raise BadFile(
                    f"“{path.name}”解压后有 {size >> 20} MB，不像是表格，不予打开，",
                    "请拆成几个文件，或核对文件来源。",
                )
            names = {folded(member.filename) for member in members}
            if len(names) < len(members):  # and nobody can say which of the two is meant
                raise _damaged(path)
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise BadFile(
                    f"“{path.name}”不是 Excel、WPS 表格，", "请在 Excel 或 WPS 中另存为 .xlsx 后再试。"
                )
            if any(member.flag_bits & 1 for member in members) or _encrypted(archive):
                raise _locked(path)
        return tidied(data)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise _damaged(path) from error


def _encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument sheet asks for a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _workbook(path: Path, data: bytes, *, careful: bool) -> list[RawTable]:
    """Every sheet of a workbook that has a cell, but for our own: the hidden, which begin with "_", and the list of problems."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        is_old = data.startswith(_OLE)
        if careful and is_old:
            raise Unknown
        data, in_order = of_xls(data) if is_old else (data, [])
        unseen, told_of_all = ({}, False) if is_old else _by_name(data, careful=careful)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [sheet.name for sheet in book.sheets_metadata]
            if is_old:
                unseen = dict(zip(names, in_order, strict=True))
            elif careful and told_of_all and not unseen.keys() >= set(names):
                raise Unknown
            tables = [
                replace(
                    _table(sheet.name, book.get_sheet_by_name(sheet.name), unseen.get(sheet.name, NOTHING)),
                    hidden=sheet.visible != SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and not (sheet.name.startswith("_") and sheet.visible != SheetVisibleEnum.Visible)
            ]
            if from_text.SHEET in names:
                kept = book.get_sheet_by_name(from_text.SHEET).to_python()
                tables = [from_text.recalled(table, kept) for table in tables]
    except PasswordError as error:
        raise _locked(path) from error
    except (
        CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # A panic of the library is no Exception to Python, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error
    tables = [table for table in tables if table.rows]
    answers = answers_in(tables)
    data_there = (table for table in tables if not is_list(table) and not is_guide(table))
    return [replace(table, answers=answers) if answers else table for table in data_there]


def _by_name(data: bytes, *, careful: bool) -> tuple[dict[str, Unseen], bool]:
    """What the sheets of a zipped workbook hold besides the cells that the library gives; whether it must tell of every sheet."""
    if (found := of_ods(data)) is not None:
        return found, False
    if (found := of_xlsb(data, careful=careful)) is not None:
        return found, False
    return of_xlsx(data, careful=careful), True


def _table(name: str, sheet: Any, unseen: Unseen) -> RawTable:
    """A sheet's cells from its first row with a value; columns stay where they are, blank tails are cut.

    A cell that lost its value counts where its row has another: formulas are often filled in far down, ahead of the data.
    """
    top, left = sheet.start or (0, 0)
    before: list[object] = [None] * left
    rows: list[list[object]] = []
    for cells in islice(sheet.iter_rows(), top, None):
        if "" in cells:
            cells = [None if cell == "" else cell for cell in cells]
            while cells and cells[-1] is None:
                cells.pop()
        rows.append(before + cells if left and cells else cells)
    for (number, column), cell in unseen.lost.items():
        if 0 <= number - top - 1 < len(rows) and (row := rows[number - top - 1]):
            row.extend([None] * (column + 1 - len(row)))
            row[column] = cell
    for (number, column), text in unseen.shown.items():
        row = rows[number - top - 1] if 0 <= number - top - 1 < len(rows) else []
        if column < len(row) and type(row[column]) in (float, int, str):
            row[column] = text
    while rows and not rows[-1]:
        rows.pop()
    numbers = range(top + 1, top + 1 + len(rows))
    merged = [Block(a + 1, b + 1, c, d) for (a, c), (b, d) in sheet.merged_cell_ranges or ()] + unseen.merged
    width = max(map(len, rows), default=0) if merged or unseen.columns else 0
    return RawTable(
        name,
        rows,
        top + 1,
        frozenset(unseen.rows.intersection(numbers)),
        frozenset(unseen.columns.intersection(range(width))),
        tuple(_within(merged, numbers, width)),
        unseen.from_1904,
        frozenset(unseen.partly),
        frozenset(unseen.months),
    )


def _within(merged: list[Block], numbers: range, width: int) -> Iterator[Block]:
    """The merged areas as far as there are rows and columns."""
    for one in merged:
        if one.bottom >= numbers.stop or one.right >= width:
            one = replace(one, bottom=min(one.bottom, numbers.stop - 1), right=min(one.right, width - 1))
        if one.top in numbers and one.left <= one.right and (one.bottom > one.top or one.right > one.left):
            yield one
