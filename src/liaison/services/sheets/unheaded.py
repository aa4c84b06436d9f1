"""Columns that hold values and have no heading of their own."""

from __future__ import annotations

from collections.abc import Collection

from liaison.cells import shown
from liaison.columns import Column
from liaison.errors import BadFile
from liaison.services.sheets.header_lines import Header, is_blank
from liaison.tables import RawTable


def unheaded(
    table: RawTable, header: Header, placed: dict[int, Column], passed: Collection[int]
) -> tuple[str, ...]:
    """The letters of columns in which values stand below no heading. Raises ``BadFile`` where one heading that is read
    stands over several columns with values: nobody can tell which of them it means."""
    width = max(map(len, table.rows[header.begin :]), default=0)
    bare = {place for place in range(width) if place >= len(header.texts) or not header.texts[place].strip()}
    if not bare:
        return ()
    lines = enumerate(table.rows[header.begin :], table.first + header.begin)
    rows = [row for line, row in lines if line not in passed]
    filled = {place for place in bare if any(place < len(row) and not is_blank(row[place]) for row in rows)}
    if not filled:
        return ()
    from xlsxwriter.utility import xl_col_to_name

    for block in table.merged:
        covered = range(block.left, block.right + 1)
        if block.bottom == table.first + header.begin - 1 and filled.intersection(covered):
            heads = next((place for place in covered if place in placed), None)
            if heads is not None:
                letters = "、".join(map(xl_col_to_name, covered))
                raise BadFile(
                    f"工作表“{table.name}”的表头“{shown(header.texts[heads])}”合并了 {letters} 几列，这几列都有内容，分不清哪一列是它，",
                    "请取消合并，给每一列写上表头后再导入。",
                )
    return tuple(map(xl_col_to_name, sorted(filled)))
