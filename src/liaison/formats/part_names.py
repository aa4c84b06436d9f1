"""The parts of a workbook under the names that its own lists give them: some programs write others, and Excel does not mind."""

from __future__ import annotations

import io
import re
import zipfile

_KNOWN = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TARGET = re.compile(rb'\sTarget="/?(?:xl/)?([^":]+)"')


def folded(name: str) -> str:
    """A part's name in the form in which two spellings of it are the same: strokes of either sort, either case."""
    return name.replace("\\", "/").lower()


def tidied(data: bytes) -> bytes:
    """The workbook with each part under the name by which the others know it; as it is, where that is so already."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        there = {folded(member.filename): member for member in members}
        wanted = {name.lower(): name for name in _KNOWN}
        if relations := there.get(_RELATIONS):
            targets = _TARGET.findall(archive.read(relations))
            names = (f"xl/{target.decode('utf-8', 'replace')}".replace("\\", "/") for target in targets)
            wanted |= {name.lower(): name for name in names}
        renamed = {
            member.filename: wanted.get(folded(member.filename), member.filename.replace("\\", "/"))
            for member in members
        }
        if all(old == new for old, new in renamed.items()):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as tidy:
            for member in members:
                tidy.writestr(renamed[member.filename], archive.read(member))
        return out.getvalue()
