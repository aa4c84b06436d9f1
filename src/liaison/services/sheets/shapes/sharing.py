"""Cells that name several records where there is room for one, and rows of one record below each other."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.cells import text_of
from liaison.kinds import Misread
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.shapes.several import PARTING, each
from liaison.services.sheets.twins import listed
from liaison.services.writing.index import Index
from liaison.services.writing.work import Work
from liaison.several import Refs
from liaison.shapes import Shared, Stacked


def share(work: Work, table: Reshaping, shape: Shared) -> None:
    """Let the first of several records stay, and put the others beside those that stand in the column of several."""
    place = table.places.get(shape.first)
    if place is None:
        return
    kind = table.noun[shape.others].kind
    assert isinstance(kind, Refs)
    cells = {row[place] for row in table.table.rows[table.placed.begin :] if place < len(row)}
    texts = [cell for cell in cells if isinstance(cell, str) and PARTING.search(cell)]
    if not texts:
        return
    index = work.index(kind.noun)
    found: dict[object, list[str]] = {text: _names(_parted(kind, text), text, index) for text in texts}
    lines = []
    for line, row in table.rows():
        if len(names := found.get(table.cell(row, shape.first), [])) > 1:
            others = filter(None, (*names[1:], text_of(table.cell(row, shape.others))))
            stood = table.places.get(shape.others, place)
            table.put(line, shape.first, names[0], None)
            table.put(line, shape.others, "、".join(others), stood)
            lines.append(line)
    if lines:
        label, other = table.noun[shape.first].label, table.noun[shape.others].label
        table.said.append(
            f"工作表“{table.table.name}”第 {listed(lines)} 行的“{label}”写了几家，第一家作{label}，其余作{other}。"
        )


def _parted(kind: Refs, text: str) -> tuple[str, ...]:
    """The parts of a text; none of one that cannot be read, as will be said of its cell."""
    try:
        parts: tuple[str, ...] = kind.parse(text)
        return parts
    except Misread:
        return ()


def _names(parts: Iterable[str], text: str, index: Index) -> list[str]:
    """The names that a text is made of; of one that is nearly a record's name itself, only names that are known."""
    names = list(each(parts, index))
    if index.holders(text) or (index.knows(text) and not all(map(index.holders, names))):
        return [text]
    return names


def stack(table: Reshaping, shape: Stacked) -> None:
    """Join the rows over which a name is merged, where they differ in nothing but what may be joined."""
    named = table.places.get(table.noun.named)
    if named is None:
        return
    there = dict(table.rows())
    for block in table.table.merged:
        lines = [line for line in range(block.top, block.bottom + 1) if line in there]
        if len(lines) < 2 or not block.left <= named <= block.right:
            continue
        values = {
            key: list(dict.fromkeys(filter(None, (text_of(table.cell(there[line], key)) for line in lines))))
            for key in table.places
        }
        several = [key for key, texts in values.items() if len(texts) > 1]
        if not several or not set(several) <= set(shape.joined):
            continue  # rows that contradict each other are refused as twins
        for key, texts in values.items():
            if texts and (key in several or not text_of(table.cell(there[lines[0]], key))):
                table.put(lines[0], key, "、".join(texts), None)
        for line in lines[1:]:
            table.pass_over(line)
        labels = "、".join(table.noun[key].label for key in several)
        table.said.append(
            f"工作表“{table.table.name}”第 {listed(lines)} 行是同一个{table.noun.label}，{labels}用“、”连在一起。"
        )
