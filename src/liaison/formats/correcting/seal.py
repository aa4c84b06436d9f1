"""The last touch to a copy: a seal that tells later who wrote it.

The seal is a document property that holds a digest of everything else in the file. It breaks as soon as anyone saves the
file again, so that a file with a whole seal is one of ours in which nobody has worked, and may be replaced.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

from liaison.formats.correcting.package import Package
from liaison.formats.correcting.splicing import Part

PROPERTY = "liaison-待更正"
_PART = "docProps/custom.xml"
_LONGEST = 1 << 20
"""Bytes of it that are looked through."""
_SORT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NONE = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set that all properties of people's own belong to."""
_BLANK = "0" * 64
_SEALED = re.compile(
    rb'name="%s"[^>]*>\s*<[^>]*>([0-9a-f]{64})<' % PROPERTY.encode("ascii", "xmlcharrefreplace")
)


def sealed(package: Package) -> bytes:
    """The workbook as a file with a seal."""
    if _PART not in package:
        package[_PART] = _NONE
        package.declare(_PART, _SORT)
        package.relate("", "custom-properties", _PART)
    part = Part(package[_PART])
    number = 1
    for one in part.root.children:
        if one.attributes.get("name") == PROPERTY:
            part.replace(one)
        number = max(number, int(one.attributes.get("pid", 1)))
    value = f'<vt:lpwstr xmlns:vt="{_VALUES}">{_BLANK}</vt:lpwstr>'
    part.append(
        part.root, f'<property fmtid="{_OWN}" pid="{number + 1}" name="{PROPERTY}">{value}</property>'
    )
    blank = part.done()
    package.remove(_PART)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        package.pack(archive)
        archive.writestr(_PART, blank.replace(_BLANK.encode(), _digest(archive).encode()))
    return out.getvalue()


def is_untouched(path: Path) -> bool:
    """Whether a file was written by ``sealed`` and by nobody since."""
    try:
        with zipfile.ZipFile(path) as archive:
            with archive.open(_PART) as stream:
                found = _SEALED.search(stream.read(_LONGEST))
            return found is not None and found[1].decode() == _digest(archive)
    except (OSError, KeyError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return False


def _digest(archive: zipfile.ZipFile) -> str:
    parts = sorted((one.filename, one.CRC) for one in archive.infolist() if one.filename != _PART)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
