"""Tables in text files: CSV, TSV and their kin, in whatever encoding and with whatever separator people use."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from liaison.cells import visible
from liaison.errors import BadFile
from liaison.formats.text import unguarded
from liaison.formats.unseen import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, Long, Vast, Wide
from liaison.tables import RawTable

_SEPARATORS = (",", "\t", ";", "，", "|", "；", "^", "~")
_UNSURE = "，；|^~"
"""Separators that stand in prose, too: of those one row is not enough."""
_SAMPLE = 200
"""Rows from which the separator is told."""
_SAMPLE_LENGTH = 1 << 20
"""Characters that are enough for them."""
_LONGEST_LINE = 200
"""Characters of a line that can still be the cell of a one-column table; prose is longer."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_END = "\x00"
_ESCAPED = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
_UNESCAPED = re.compile(r'(?<!\\)(?:\\\\)+"')
"""A backslash that belongs to the quotation mark behind it, and those that belong to one another."""

Rows = tuple[list[list[object]], list[int]]


def tables(path: Path, data: bytes, *, strict: bool) -> list[RawTable]:
    """The one table of a text file, or none if it holds only blanks; ``strict`` for a file that claims to be a workbook.

    Raises ``BadFile`` for what is no table.
    """
    text = _decoded(path, data)
    _check_markup(path, text)
    if not text.strip():
        return []
    told = _SEP_LINE.match(text)
    separator = told[1] if told else _separator(text[:_SAMPLE_LENGTH])
    if not told and not _plausible(text[:_SAMPLE_LENGTH], separator, strict=strict):
        raise _no_table(path)
    rows, widths = _rows(path, text, separator)
    # Excel's own line "sep=;" is a row of the file, though nothing of the table.
    first = 1 if told else 0
    while first < len(rows) and not rows[first]:
        first += 1
    while rows and not rows[-1]:
        rows.pop()
    written = tuple(widths[first : len(rows)])
    return [RawTable(visible(path.stem), rows[first:], first + 1, written=written)] if rows[first:] else []


def _no_table(path: Path) -> BadFile:
    return BadFile(
        f"“{path.name}”里不是表格，", "请在 Excel 或 WPS 中打开核对，另存为 .xlsx 或 .csv 后再试。"
    )


def _decoded(path: Path, data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise _no_table(path)
    return text


def decoded(data: bytes) -> str | None:
    """The text that a file holds: by its mark, else UTF-8, else GBK; UTF-16 also where nothing but its blank bytes tells. Nothing
    where it holds something else."""
    try:
        wide = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _unmarked(data)
        text = data.decode(wide) if wide else _guessed(data)
    except UnicodeDecodeError:
        return None
    if "\x00" in text or len(_UNPRINTABLE.findall(text, 0, 1 << 16)) * 100 > min(len(text), 1 << 16):
        return None
    return text


def _unmarked(data: bytes) -> str:
    """Which UTF-16 a file without a mark is: every line break and figure has a zero byte, always on the same side."""
    head = data[: _SAMPLE_LENGTH & ~1]
    if len(data) % 2 or b"\x00" not in head:
        return ""
    high, low = head[0::2].count(0), head[1::2].count(0)
    if not min(high, low):
        return "utf-16-le" if low else "utf-16-be"
    return ""


def _guessed(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
    # Two-byte GBK characters can happen to be UTF-8; Chinese in UTF-8 takes three bytes, so two only mean GBK.
    if text.isascii() or max(text) >= "\u0800":
        return text
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return text


def _check_markup(path: Path, text: str) -> None:
    """Refuse a web page or XML that bears a workbook's name, as many systems export them."""
    head = text[:2000].lstrip().lower()
    if head.startswith("mime-version:") or (
        head.startswith("<") and re.match(r"<(\?xml|!doctype|html|table|meta|head|!--)", head)
    ):
        raise BadFile(
            f"“{path.name}”其实是网页，不是真正的表格文件，", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
        )


def _separator(text: str) -> str:
    """The separator by which most rows fit their header."""
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows fit the first one that has several cells, and how many cells that has."""
    widths = [len(row) for row in islice(_records(text, separator), _SAMPLE)]
    header = next((width for width in widths if width > 1), 1)
    return (sum(1 < width <= header for width in widths), header) if header > 1 else (0, 1)


def _plausible(text: str, separator: str, *, strict: bool) -> bool:
    """Whether it is a table: several cells in a row, or a column of short lines; for a so-called workbook, in good order."""
    fitting, width = _agreement(text, separator)
    filled = sum(map(bool, islice(_records(text, separator), _SAMPLE)))
    if width > 1 and not strict and separator not in _UNSURE:
        return True
    if width > 1:
        return fitting > 1 and fitting * 2 >= filled
    lines = [line for line in text.splitlines() if line.strip()]
    return not strict and len(lines) > 1 and max(map(len, lines)) <= _LONGEST_LINE


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The rows as the csv module finds them, up to where it cannot."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        return


def _rows(path: Path, text: str, separator: str) -> tuple[list[list[object]], list[int]]:
    """All rows, blank cells ``None``, blank tails cut, the formula guard undone; and how many cells each has as it is written.

    A quotation mark within a cell is written twice. Some programs put a backslash before it instead, which is believed where
    the file makes no sense otherwise, and refused where it does.
    """
    try:
        as_written: Rows | _Broken = _parsed(text, separator)
    except _Broken as error:
        as_written = error
    if '\\"' in text:
        try:
            other = _parsed(_ESCAPED.sub(r'\1""', text), separator)
        except _Broken:
            pass
        else:
            if isinstance(as_written, _Broken):
                if not _UNESCAPED.search(text):
                    return other
            elif as_written != other:
                pairs = enumerate(zip(as_written[0], other[0], strict=False))
                row = next((at for at, (one, two) in pairs if one != two), 0)
                raise BadFile(
                    f'“{path.name}”第 {row + 1} 行的引号前面有反斜杠（\\"），看不出引号是不是内容，',
                    "请去掉反斜杠，或在 Excel、WPS 中另存为 .xlsx 后再试。",
                )
    if isinstance(as_written, _Broken):
        try:
            return _parsed(re.sub(rf'"[ \u3000]+(?=[{re.escape(separator)}\r\n])', '"', text), separator)
        except _Broken:
            if '"' not in text:  # which can only be too long
                raise Long from None
            raise BadFile(
                f'“{path.name}”第 {as_written.row} 行的英文引号（"）没有成对，或后面还有字，读不下去，',
                "请补上或删去引号后再试。",
            ) from None
    return as_written


def _parsed(text: str, separator: str) -> Rows:
    """The rows by the strict grammar: behind a closing quotation mark the cell ends. Raises ``_Broken``."""
    rows: list[list[object]] = []
    widths: list[int] = []
    room = MOST_CELLS
    # A row of our own at the end comes out as one cell, unless a quotation mark before it was never closed.
    lines = chain(io.StringIO(text if text.endswith(("\n", "\r")) else text + "\n", newline=""), (_END,))
    limit, reader = csv.field_size_limit(LONGEST_CELL), csv.reader(lines, delimiter=separator, strict=True)
    try:
        for cells in reader:
            row: list[object] = [
                (unguarded(cell) if cell[0] == "'" else cell) if cell else None for cell in cells
            ]
            widths.append(len(row))
            while row and row[-1] is None:
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise Wide
            if (room := room - len(row)) < 0:
                raise Vast
            rows.append(row)
    except csv.Error as error:
        raise _Broken(len(rows) + 1) from error
    finally:
        csv.field_size_limit(limit)
    if rows.pop() != [_END]:
        raise _Broken(len(rows) + 1)
    return rows, widths[:-1]


class _Broken(Exception):  # noqa: N818 - the row where the grammar does not hold, never leaves this file
    def __init__(self, row: int) -> None:
        self.row = row
