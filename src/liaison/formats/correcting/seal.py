"""The last touch to a workbook that openpyxl saved: formulas carry their values, and a seal tells later who wrote it.

The seal is a document property that holds a digest of everything else in the file. It breaks as soon as anyone saves the
file again, so that a file with a whole seal is one of ours in which nobody has worked, and may be replaced.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from liaison.cells import Lost
from liaison.columns import RawTable

PROPERTY = "liaison-待更正"
_PART = "docProps/custom.xml"
_BLANK = "0" * 64
_SEALED = re.compile(rf'name="{PROPERTY}"[^>]*>\s*<[^>]*>([0-9a-f]{{64}})<'.encode())
_EMPTY_FORMULA = re.compile(
    rb'(<c r="([A-Z]{1,3})(\d{1,7})"[^>]*?)(>\s*<f\b(?:(?!<v).)*?)<v\s*(?:/>|></v>)', re.DOTALL
)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿\ud800-\udfff]")


def saved(book: Any, tables: Mapping[str, RawTable]) -> bytes:
    """A workbook of openpyxl as a sealed file, its formulas with the values that ``tables`` hold by the sheet's name."""
    from openpyxl.packaging.custom import StringProperty

    if PROPERTY in book.custom_doc_props.names:
        del book.custom_doc_props[PROPERTY]
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=_BLANK))
    book.calculation.fullCalcOnLoad = True
    raw = io.BytesIO()
    book.save(raw)
    sheets = {
        sheet.path.lstrip("/"): tables[sheet.title] for sheet in book.worksheets if sheet.title in tables
    }
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename == _PART:
                continue
            data = old.read(member)
            if member.filename in sheets and b"<f" in data:
                data = _with_values(data, sheets[member.filename], book.epoch)
            new.writestr(member.filename, data)
        new.writestr(_PART, old.read(_PART).replace(_BLANK.encode(), _digest(new).encode()))
    return out.getvalue()


def is_untouched(path: Path) -> bool:
    """Whether a file was written by ``saved`` and by nobody since."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _SEALED.search(archive.read(_PART))
            return found is not None and found[1].decode() == _digest(archive)
    except (OSError, KeyError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return False


def _digest(archive: zipfile.ZipFile) -> str:
    parts = sorted((one.filename, one.CRC) for one in archive.infolist() if one.filename != _PART)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _with_values(data: bytes, table: RawTable, epoch: Any) -> bytes:
    """A sheet's XML in which each formula has the value that was read; one that nobody has worked out stays without.

    ``None`` at a formula is an empty text: its other blanks are ``Lost``.
    """
    from openpyxl.utils import column_index_from_string
    from openpyxl.utils.datetime import to_excel

    serial: Callable[[Any, Any], float] = to_excel

    def fill(match: re.Match[bytes]) -> bytes:
        row = int(match[3]) - table.first
        cells = table.rows[row] if 0 <= row < len(table.rows) else []
        place = column_index_from_string(match[2].decode()) - 1
        value = cells[place] if place < len(cells) else None
        match value:
            case Lost() if not value.startswith("#"):
                return match[0]
            case Lost():
                sort, text = b' t="e"', escape(value)
            case None:
                sort, text = b' t="str"', ""
            case bool():
                sort, text = b' t="b"', str(int(value))
            case str():
                sort, text = b' t="str"', escape(_FORBIDDEN.sub("", value))
            case int() | float():
                sort, text = b"", repr(value)
            case _:
                sort, text = b"", repr(serial(value, epoch))
        return match[1] + sort + match[4] + b"<v>" + text.encode() + b"</v>"

    return _EMPTY_FORMULA.sub(fill, data)
