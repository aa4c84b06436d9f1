"""What of a workbook openpyxl cannot keep when it opens and saves it, told by the parts inside."""

from __future__ import annotations

import importlib.util
import re
import zipfile

_PARTS = (
    (r"xl/slicers/|xl/timelines/", "切片器"),
    (r"xl/charts/chartEx", "新式图表"),
    (r"xl/diagrams/", "SmartArt 图形"),
    (r"xl/threadedComments/", "批注的回复"),
    (r"xl/(cellimages\.xml|richData/)", "单元格里的图片"),
    (r"xl/(connections\.xml|queryTables/)", "外部数据连接"),
    (r"xl/metadata\.xml", "动态数组公式"),
    (r"_xmlsignatures/", "数字签名"),
)
"""Whole parts that are dropped, and what people call them."""
_CONTROL = re.compile(rb'ObjectType="(?!Note")')
_SHAPE, _PICTURE = re.compile(rb"<(xdr:)?(sp|cxnSp)[ >]"), re.compile(rb"<(xdr:)?pic[ >]")
_ON_SHEETS = (
    (rb"sparklineGroup[ s>]", "迷你图"),
    (rb"<x14:dataValidation[ >]", "引用其他表的下拉列表"),
    (rb"<x14:cfRule[ >]|<x14:conditionalFormatting[ >]", "部分条件格式"),
    (rb"<legacyDrawingHF[ >]", "页眉页脚里的图片"),
    (rb"<picture[ >]", "背景图片"),
)
_TAIL = 512
"""Bytes seen twice between two pieces, for a tag may be cut by their border."""


def losses(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """What the clerk would miss in a copy, in words; empty for nearly every workbook."""
    found: dict[str, None] = {}
    for name in archive.namelist():
        for pattern, word in _PARTS:
            if re.match(pattern, name):
                found[word] = None
        if re.match(r"xl/drawings/[^/]*\.xml$", name):
            data = archive.read(name)
            if _SHAPE.search(data):
                found["文本框和图形"] = None
            if _PICTURE.search(data) and _pictures_are_lost(archive):
                found["图片"] = None
        elif name.endswith(".vml") and "xl/vbaProject.bin" not in archive.namelist():
            if _CONTROL.search(archive.read(name)):
                found["控件"] = None
        elif re.match(r"xl/worksheets/[^/]*\.xml$", name):
            found |= dict.fromkeys(_on_sheet(archive, name))
    return tuple(found)


def _pictures_are_lost(archive: zipfile.ZipFile) -> bool:
    """Whether a picture falls away: all without Pillow, drawings of Windows even with it."""
    names = archive.namelist()
    return importlib.util.find_spec("PIL") is None or any(
        re.match(r"xl/media/.*\.(wmf|emf|svg)$", name, re.IGNORECASE) for name in names
    )


def _on_sheet(archive: zipfile.ZipFile, name: str) -> list[str]:
    """What a sheet's own part holds that is dropped; read piece by piece, for sheets are large."""
    found = []
    with archive.open(name) as stream:
        rest = b""
        while piece := stream.read(1 << 20):
            rest += piece
            found += [word for pattern, word in _ON_SHEETS if re.search(pattern, rest)]
            rest = rest[-_TAIL:]
    return found
