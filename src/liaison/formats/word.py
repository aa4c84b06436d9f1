"""Word files: templates filled in, and nothing else of them run.

A template speaks of fields by name: ``{{ 地点 }}``, ``{%p for 项 in 议程 %}`` (a paragraph for each), ``{%tr for … %}`` (a row of a
table). A field that is not given is an error, never a blank; a value is text, whatever it holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from liaison.cells import shown
from liaison.errors import BadFile
from liaison.formats.sandbox import sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from jinja2.sandbox import SandboxedEnvironment

SUFFIX = ".docx"
_LARGEST = 50 * 2**20
"""Bytes of a Word file, unpacked, at most: a paper is far below."""
_HINT = "请换一份 Word 文档（.docx）。"


def check(path: Path) -> None:
    """See that a file is a Word document that can be read. Raises ``BadFile``."""
    if not path.is_file():
        raise BadFile(f"没有找到文件“{shown(str(path))}”，", "请核对文件名和所在的文件夹。")
    name = shown(path.name)
    with path.open("rb") as file:
        begun = file.read(8)
    if begun == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadFile(f"“{name}”是旧格式（.doc）或加了密码，", "请在 Word 里去掉密码、另存为 .docx 再用。")
    try:
        with ZipFile(path) as pack:
            names = set(pack.namelist())
            size = sum(one.file_size for one in pack.infolist())
            whole = size > _LARGEST or pack.testzip() is None
    except (BadZipFile, OSError, EOFError, zlib.error, RuntimeError):
        # Of a part that is locked, or packed as no program does any more, zipfile says RuntimeError.
        whole = False
    if not whole:
        raise BadFile(f"“{name}”不是 Word 文档，或已经损坏，", _HINT)
    if "word/document.xml" not in names:
        raise BadFile(f"“{name}”不是 Word 文档，", _HINT)
    if any(one.endswith("vbaProject.bin") for one in names):
        raise BadFile(f"“{name}”带有宏，", "请另存为不带宏的 .docx 再用。")
    if size > _LARGEST:
        raise BadFile(f"“{name}”展开后有 {size // 2**20} MB，太大，", _HINT)


def fields_of(template: Path) -> set[str]:
    """The fields that a template asks for. Raises ``BadFile``."""
    with _opened(template) as (paper, environment):
        found: set[str] = paper.get_undeclared_template_variables(environment)
        return found


def render(
    template: Path,
    fields: Mapping[str, Any],
    out: Path,
    finish: Callable[[Document], None] = lambda _paper: None,
) -> None:
    """Fill a template in and write it; ``finish`` does what is left to do with the paper. Raises ``BadFile``."""
    with _filled(template, fields) as paper:
        finish(paper)
        paper.save(str(out))


def as_text(template: Path, fields: Mapping[str, Any]) -> str:
    """What a template says when it is filled in, line by line; the cells of a table's row stand behind each other."""
    from docx.table import Table

    with _filled(template, fields) as paper:
        return "\n".join(
            "\n".join("\t".join(cell.text for cell in row.cells) for row in one.rows)
            if isinstance(one, Table)
            else one.text
            for one in paper.iter_inner_content()
        )


@contextmanager
def _filled(template: Path, fields: Mapping[str, Any]) -> Iterator[Document]:
    if lacking := fields_of(template) - fields.keys():
        told = "、".join(sorted(lacking))
        raise BadFile(
            f"模板“{shown(template.name)}”里的“{told}”没有内容可填，", f"能填的有：{'、'.join(fields)}。"
        )
    with _opened(template) as (paper, environment):
        paper.render(dict(fields), environment)
        yield paper.docx


@contextmanager
def _opened(template: Path) -> Iterator[tuple[Any, SandboxedEnvironment]]:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    check(template)
    name = shown(template.name)
    with sandbox(name, "请用 liaison paper check 核对模板。") as environment:
        try:
            yield DocxTemplate(template), environment
        except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError):
            raise BadFile(f"模板“{name}”读不出来，", _HINT) from None
