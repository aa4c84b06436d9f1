"""Values headed by what was measured, and rows that say that nothing was."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.cells import Lost, shown, tight
from liaison.columns import Noun, Record
from liaison.kinds import Ref
from liaison.nouns.registry import NOUNS
from liaison.queries.records import by_id
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.twins import listed
from liaison.services.writing.work import Work
from liaison.shapes import Measured


def headed(work: Work, nouns: Iterable[Noun], given: Record) -> dict[tuple[str, str], str]:
    """By noun and label, the column that a sheet heads by the name of a record which was told for the whole sheet."""
    found = {}
    for noun in nouns:
        for shape in noun.shapes:
            if isinstance(shape, Measured) and (key := given.get(noun[shape.by].slot)):
                kind = noun[shape.by].kind
                assert isinstance(kind, Ref)
                other = NOUNS[kind.noun]
                name = by_id(work.database, other, key)[other.called]
                found[noun.name, match_key(name)] = shape.value
    return found


def pass_over_none(table: Reshaping, shape: Measured) -> None:
    """Pass over the rows in which nothing was measured, and say so."""
    if shape.value not in table.places:
        return
    place, lines, words = table.places[shape.value], [], []
    for line, row in table.rows():
        cell = row[place] if place < len(row) else None
        if not (cell is None or isinstance(cell, str)) or isinstance(cell, Lost):
            continue
        if not all(is_blank(table.cell(row, key)) for key in shape.besides):
            continue
        text = tight(cell or "")
        if not text or text in shape.none:
            lines.append(line)
            words.append(f"“{shown(text)}”" if text else "空白")
    for line in lines:
        table.pass_over(line)
    if lines:
        said = "、".join(dict.fromkeys(words))
        label = table.noun[shape.value].label
        table.said.append(f"工作表“{table.table.name}”第 {listed(lines)} 行没有{label}（{said}），没有登记。")
