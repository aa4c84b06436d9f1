"""Word files as forms: their tables, each a grid; what is filled in looks as the cell's own text would."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.cells import shown
from liaison.errors import BadFile
from liaison.formats import word
from liaison.formats.correcting.splicing import clean
from liaison.formats.filling.grid import Cells, Entry, Grid, Place
from liaison.tables import Block

if TYPE_CHECKING:
    from docx.table import Table, _Cell

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 20_000
"""Cells of a table of a form, at most."""
_AUTHOR = "口径"


class Paper:
    """A .docx that is a form. Raises ``BadFile`` for what cannot be read."""

    def __init__(self, path: Path) -> None:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from docx.table import Table
        from lxml.etree import XMLSyntaxError

        word.check(path)
        try:
            self._document = Document(str(path))
            tables = [
                Table(one, self._document)
                for one in self._document.element.body.iter(f"{_W}tbl")
                if not any(up.tag == f"{_W}tc" for up in one.iterancestors())
            ]
            read = [_read(table, number) for number, table in enumerate(tables, 1)]
        except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, IndexError, AttributeError):
            raise BadFile(f"“{shown(path.name)}”读不出来，", "请换一份 Word 文档（.docx）。") from None
        self.grids = [grid for grid, _cells in read]
        self._cells = [cells for _grid, cells in read]

    def filled(self, entries: Iterable[Mapping[Place, Entry]]) -> bytes:
        """The paper with entries put in."""
        for cells, here in zip(self._cells, entries, strict=True):
            for place, entry in here.items():
                run = _written(
                    cells[place], entry.value if isinstance(entry.value, str) else f"{entry.value:f}"
                )
                if entry.comment:
                    self._document.add_comment(run, entry.comment, author=_AUTHOR, initials="")
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()


def _read(table: Table, number: int) -> tuple[Grid, dict[Place, _Cell]]:
    """A table with its cells, each of those that are merged under its first place."""
    cells = Cells()
    found: dict[Any, _Cell] = {}
    blocks: dict[Any, list[Place]] = {}
    height = width = 0
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line.cells, line.grid_cols_before):
            blocks.setdefault(cell._tc, []).append((row, column))
            found.setdefault(cell._tc, cell)
            height, width = max(height, row + 1), max(width, column + 1)
        if sum(map(len, blocks.values())) > _MOST:
            raise BadFile(f"第 {number} 张表超过 {_MOST:,} 格，不像是要填的表，", "请核对是不是选错了文件。")
    kept: dict[Place, _Cell] = {}
    for tc, places in blocks.items():
        (top, left), (bottom, right) = places[0], places[-1]
        kept[top, left] = found[tc]
        cells.put((top, left), "\n".join(one.text for one in found[tc].paragraphs))
        if len(places) > 1:
            cells.merge(Block(top, bottom, left, right))
    grid = Grid(
        f"表{number}",
        cells.texts,
        cells.taken,
        cells.merged,
        height,
        width,
        lambda place: f"R{place[0] + 1}C{place[1] + 1}",
    )
    return grid, kept


def _written(cell: _Cell, text: str) -> Any:
    """Put a text into a cell, in the letters that its paragraph is to have; the run that holds it."""
    paragraph = cell.paragraphs[0] if cell.paragraphs else cell.add_paragraph()
    run = paragraph.add_run(clean(text))
    own = paragraph._p.pPr
    look = own.find(f"{_W}rPr") if own is not None else None
    if look is not None:
        properties = run._r.get_or_add_rPr()
        for one in look:
            if one.tag not in (f"{_W}ins", f"{_W}del", f"{_W}rPrChange"):
                properties.append(deepcopy(one))
    return run
