"""What a paper says, piece by piece, each with its place: the paragraphs and tables of a Word file, of a text, of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.cells import shown
from liaison.errors import BadFile
from liaison.formats import separated, sheets, word

_HINT = "请核对是不是选错了文件。"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Passage:
    """A paragraph, a line or a cell."""

    place: str
    text: str


Table = list[list[Passage]]
"""The rows of a table."""


def passages(path: Path) -> list[Passage | Table]:
    """What a file says, in its order. Raises ``BadFile`` for what is no paper or says nothing."""
    match path.suffix.lower():
        case word.SUFFIX | ".docm" | ".doc":
            found = _of_word(path)
        case ".txt":
            found = _of_text(path)
        case ".xlsx" | ".xlsm" | ".xls" | ".et" | ".ods":
            found = _of_workbook(path)
        case _:
            raise BadFile(f"“{shown(path.name)}”不是能校对的文件，", "请换一份 .docx、.txt 或 .xlsx 文件。")
    if not found:
        raise BadFile(f"“{shown(path.name)}”里没有文字，", _HINT)
    return found


def _of_text(path: Path) -> list[Passage | Table]:
    data = sheets.content(path)
    text = separated.decoded(data) if len(data) <= sheets.LARGEST_TEXT else None
    if text is None:
        raise BadFile(f"“{shown(path.name)}”不是文字文件，", _HINT)
    found: list[Passage | Table] = []
    table: Table = []
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line.strip():
            if not table:
                found.append(table)
            table.append([Passage(f"第{number}行", cell) for cell in line.split("\t")])
            continue
        table = []
        if line.strip():
            found.append(Passage(f"第{number}行", line))
    return found


def _of_workbook(path: Path) -> list[Passage | Table]:
    found: list[Passage | Table] = []
    for table in sheets.read(path):
        rows = [
            [
                Passage(f"{table.name}!{_letters(column)}{number}", _cell(value))
                for column, value in enumerate(row)
            ]
            for number, row in enumerate(table.rows, table.first)
        ]
        found.append(rows)
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _letters(column: int) -> str:
    """The name of a column: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _of_word(path: Path) -> list[Passage | Table]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    word.check(path)
    try:
        body = Document(str(path)).element.body
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError):
        raise BadFile(f"“{shown(path.name)}”读不出来，", "请换一份 Word 文档（.docx）。") from None
    found: list[Passage | Table] = []
    paragraph = table = 0
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        if any(one.tag in (_FALLBACK, f"{_W}tc") for one in element.iterancestors()):
            continue  # what is said a second time for old programs; what its table says
        if element.tag == f"{_W}tbl":
            table += 1
            found.append(list(_rows(element, table)))
            continue
        text = _said(element)
        if text.strip():
            paragraph += 1
            found.append(Passage(f"第{paragraph}段", text))
    return found


def _rows(table: Any, number: int) -> Iterator[list[Passage]]:
    own = (one for one in table.iter(f"{_W}tr") if next(one.iterancestors(f"{_W}tbl")) is table)
    for row, line in enumerate(own, 1):
        yield [
            Passage(f"表{number}第{row}行第{column}列", "".join(map(_said, cell.iter(f"{_W}p"))))
            for column, cell in enumerate(line.iterchildren(f"{_W}tc"), 1)
        ]


def _said(paragraph: Any) -> str:
    """The text of a paragraph as it stands when the changes that are tracked in it are taken."""
    parts = []
    for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        around = list(one.iterancestors())
        inner = next(each for each in around if each.tag == f"{_W}p")
        gone = any(each.tag in (f"{_W}moveFrom", f"{_W}del", _FALLBACK) for each in around)
        if inner is paragraph and not gone:
            parts.append(one.text or "" if one.tag == f"{_W}t" else "\n" if one.tag == f"{_W}br" else "\t")
    return "".join(parts)
