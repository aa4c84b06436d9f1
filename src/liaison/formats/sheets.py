"""Reading sheets: any workbook, CSV or TSV, told by its content; what comes out is raw cells, numbered as the sheet does."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from liaison.columns import RawTable
from liaison.errors import BadFile
from liaison.formats import json_rows, separated
from liaison.formats.problem_list import is_list
from liaison.kinds import Lost

LARGEST = 1 << 30
"""Bytes a file may have, packed or unpacked."""
SMALL, DENSEST = 100 * 2**20, 400
"""A sheet unpacks to at most so many times its size (rows that repeat: about 100 times), small ones aside; a bomb to 1,000."""

_MOST_CELLS = 20_000_000
"""Cells between a sheet's first and last value, about a gigabyte in the reading library."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILEPASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an .xls that has a password: a workbook's first record, and the one that holds the key."""
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"}
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/])?>')


def read(path: Path) -> list[RawTable]:
    """The tables of a file: every sheet that has a cell, or the one table of a text file.

    A cell is a text, a number, a truth value, a day, a moment (or a time of day, a span), ``None``, or ``Lost``: an error
    such as #N/A, or a formula that was never worked out. Raises ``BadFile``.
    """
    data = _bytes(path)
    if data.startswith(_ZIP):
        _check_zip(path, data)
        tables = _workbook(path, data)
    elif data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data or _FILEPASS.search(data):
            raise _locked(path)
        tables = _workbook(path, data)
    elif json_rows.is_json(path, data):
        tables = json_rows.tables(path, data)
    else:
        tables = separated.tables(path, data, strict=path.suffix.lower() in _WORKBOOKS)
    if not tables:
        raise BadFile(f"“{path.name}”里没有任何内容，", "请核对是不是选错了文件。")
    return tables


def _bytes(path: Path) -> bytes:
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


def _check_zip(path: Path, data: bytes) -> None:
    """Refuse before anything is unpacked: what is cut off, locked, no workbook, or would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > LARGEST or size > SMALL + len(data) * DENSEST:
                raise BadFile(
                    f"“{path.name}”解压后有 {size >> 20} MB，不像是表格，不予打开，",
                    "请拆成几个文件，或核对文件来源。",
                )
            names = {member.filename for member in members}
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise BadFile(
                    f"“{path.name}”不是 Excel、WPS 表格，", "请在 Excel 或 WPS 中另存为 .xlsx 后再试。"
                )
            if any(member.flag_bits & 1 for member in members) or _encrypted(archive, names):
                raise _locked(path)
            for member in members:
                if member.filename.startswith("xl/worksheets/") and _sprawls(archive, member):
                    raise BadFile(
                        f"“{path.name}”里有一格填到了极远的行和列，无法处理，",
                        "请在 Excel 中按 Ctrl+End 找到那一格，删去多余的行和列后再试。",
                    )
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


def _encrypted(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether an OpenDocument sheet asks for a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def _sprawls(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether values lie so far apart that a full grid between them would not fit the memory.

    A far corner is nearly always a stray format, so the cells are searched only where the sheet declares one.
    """
    with archive.open(member) as stream:
        head = stream.read(4096)
        declared = _DIMENSION.search(head)
        if not declared or _column(declared[1]) * int(declared[2]) <= _MOST_CELLS:
            return False
        row = column = 0
        rest = head
        while chunk := stream.read(1 << 20):
            rest += chunk
            for match in _FILLED.finditer(rest):
                row, column = max(row, int(match[2])), max(column, _column(match[1]))
            # A cell's tag may be cut by the end of the chunk; seen twice does no harm.
            rest = rest[-512:]
        for match in _FILLED.finditer(rest):
            row, column = max(row, int(match[2])), max(column, _column(match[1]))
        return row * column > _MOST_CELLS


def _column(letters: bytes) -> int:
    """XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _workbook(path: Path, data: bytes) -> list[RawTable]:
    """Every sheet of a workbook that has a cell, but for our own: the hidden, which begin with "_", and the list of problems."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        lost = _lost(data) if data.startswith(_ZIP) else {}
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            tables = [
                _table(sheet.name, book.get_sheet_by_name(sheet.name), lost.get(sheet.name, {}))
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and not (sheet.name.startswith("_") and sheet.visible != SheetVisibleEnum.Visible)
            ]
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
    return [table for table in tables if table.rows and not is_list(table)]


_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<")
_UNWORKED = re.compile(rb"f>(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def _lost(data: bytes) -> dict[str, dict[tuple[int, int], Lost]]:
    """The cells of an .xlsx that have no value, by sheet and place: errors, and formulas nobody has worked out.

    The reading library gives both as blanks, and a blank cell would empty what is stored.
    """
    found: dict[str, dict[tuple[int, int], Lost]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        there = set(archive.namelist())
        parts: dict[str, str] = {}
        for member in sorted(there):
            if member.startswith("xl/worksheets/") and member.endswith(".xml") and _loses(archive, member):
                parts = parts or _sheet_names(archive, there)
                found[parts.get(member, "")] = dict(_lost_cells(archive.read(member)))
    return found


def _loses(archive: zipfile.ZipFile, member: str) -> bool:
    """Whether a sheet has such a cell at all; most have none, and are never held in memory whole."""
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            rest += chunk
            if b't="e"' in rest or (b"f>" in rest and _UNWORKED.search(rest)):
                return True
            rest = rest[-64:]
    return False


def _sheet_names(archive: zipfile.ZipFile, there: set[str]) -> dict[str, str]:
    """The name of each sheet by its part of the archive."""
    rels = "xl/_rels/workbook.xml.rels"
    if not {"xl/workbook.xml", rels} <= there:
        return {}
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target").removeprefix("/xl/").removeprefix("./")
        for tag in _RELATION.findall(archive.read(rels).decode("utf-8", "replace"))
    }
    return {
        f"xl/{targets.get(_attribute(tag, 'r:id'), '')}": html.unescape(_attribute(tag, "name"))
        for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    }


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return match[1] if match else ""


def _lost_cells(content: bytes) -> Iterator[tuple[tuple[int, int], Lost]]:
    for attributes, inside in _CELL.findall(content):
        place = _PLACE.search(attributes)
        if not place:
            continue
        value, formula = _VALUE.search(inside), _FORMULA.search(inside)
        where = (int(place[2]) - 1, _column(place[1]) - 1)
        if b't="e"' in attributes and value:
            yield where, Lost(value[1].decode("utf-8", "replace"))
        elif formula and not value and not re.search(rb'\bt="(?!n")', attributes):
            yield where, Lost("=" + html.unescape(formula[1].decode("utf-8", "replace")))


def _table(name: str, sheet: Any, lost: dict[tuple[int, int], Lost]) -> RawTable:
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
    for (line, column), cell in lost.items():
        if 0 <= line - top < len(rows) and (row := rows[line - top]):
            row.extend([None] * (column + 1 - len(row)))
            row[column] = cell if row[column] is None else row[column]
    while rows and not rows[-1]:
        rows.pop()
    return RawTable(name, rows, top + 1)
