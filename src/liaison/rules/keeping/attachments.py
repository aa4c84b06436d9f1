"""Files that belong to records: of which kind one is, and how large it may be."""

from __future__ import annotations

PHOTO, SCAN, MINUTES, OTHER = "照片", "扫描件", "纪要", "其他"
KINDS = (PHOTO, SCAN, MINUTES, OTHER)
"""The kinds of files."""
MOST = 200 * 2**20
"""Bytes of the largest file that is taken in: a photo has ten million, a scanned agreement fifty."""

_PHOTOS = frozenset({"jpg", "jpeg", "jpe", "png", "heic", "heif", "gif", "bmp", "webp", "raw", "dng"})
_SCANS = frozenset({"pdf", "ofd", "tif", "tiff", "djvu"})


def kind_of(name: str) -> str:
    """The kind of a file by its name: what it says of itself goes before what its suffix means."""
    stem, _, suffix = name.rpartition(".")
    if MINUTES in (stem or name):
        return MINUTES
    suffix = suffix.casefold()
    return PHOTO if suffix in _PHOTOS else SCAN if suffix in _SCANS else OTHER
