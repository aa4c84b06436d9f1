"""What a sheet hides from the eye: what is hidden counts as data, merged cells for each of their rows, days as a whole; all is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison.cells import SWALLOWED, text_of
from liaison.dates import Day
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.passing_over import SECTION
from liaison.services.sheets.twins import listed
from liaison.tables import Block

if TYPE_CHECKING:
    from liaison.services.sheets.headers import Placed


def count_unseen(placed: list[Placed]) -> tuple[list[Placed], list[str]]:
    """The tables with merged cells filled in, and what the clerk must be told of merged and of hidden cells."""
    counted, said = [], []
    for one in placed:
        if one.table.merged:
            one, sentences = _unmerged(one)
            said += sentences
        said += _hidden(one)
        counted.append(one)
    return counted, said


def _hidden(one: Placed) -> list[str]:
    table, said = one.table, []
    if table.hidden:
        said.append(f"工作表“{table.name}”是隐藏的，照样导入。")
    lines = [line for line in sorted(table.hidden_rows) if _is_data(one, line)]
    if lines:
        said.append(f"工作表“{table.name}”第 {listed(lines)} 行是隐藏或被筛选掉的，照样导入。")
    labels = [one.columns[place].label for place in sorted(table.hidden_columns) if place in one.columns]
    if labels:
        said.append(f"工作表“{table.name}”的“{'”、“'.join(labels)}”列是隐藏的，照样导入。")
    for place, column in one.columns.items():
        is_last = isinstance(column.kind, Day) and column.kind.month == "last"  # then a month is its last day
        shown = table.partly - (table.months if is_last else frozenset())
        partly = sorted(line for line, at in shown if at == place)
        if isinstance(column.kind, Day) and (lines := [line for line in partly if _is_data(one, line)]):
            said.append(
                f"工作表“{table.name}”第 {listed(lines)} 行的“{column.label}”没有把年月日都显示出来，"
                f"按单元格里存的日子（如 {text_of(_cell(table.rows[lines[0] - table.first], place))}）导入，请核对。"
            )
    return said


def _unmerged(one: Placed) -> tuple[Placed, list[str]]:
    """The table as if each merged cell had been filled in for each of its rows; the cells it took in from its right are lost,
    be they part of another merged cell, too, as no spreadsheet would write it."""
    table = one.table
    rows, passed_over = list(table.rows), dict(one.passed_over)
    alike: dict[int, set[int]] = {}
    for block in table.merged:
        value = _cell(table.rows[block.top - table.first], block.left)
        if block.top < table.first + one.begin or is_blank(value):
            continue
        lines = [line for line in range(block.top, block.bottom + 1) if _is_data(one, line)]
        places = [place for place in one.columns if block.left <= place <= block.right]
        if reason := _reason(one, block, places):
            passed_over |= dict.fromkeys(lines, reason)
            continue
        if block.top in passed_over:
            continue
        for line in lines:
            row = rows[line - table.first]
            given = {
                place: value if place == block.left else SWALLOWED
                for place in places
                if is_blank(_cell(table.rows[line - table.first], place))
                and _cell(row, place) is not SWALLOWED
            }
            if given:
                rows[line - table.first] = _with(row, given)
            if block.left in given:
                alike.setdefault(block.left, set()).update((block.top, line))
    said = [
        f"工作表“{table.name}”第 {listed(lines)} 行的“{one.columns[place].label}”是合并的单元格，按同一内容导入。"
        for place, lines in sorted((place, sorted(lines)) for place, lines in alike.items())
    ]
    return replace(one, table=replace(table, rows=rows), passed_over=passed_over), said


def _reason(one: Placed, block: Block, places: list[int]) -> str:
    """Why the rows of a merged area are no data, if they are none: their label says so, or the area is all there is."""
    row = one.table.rows[block.top - one.table.first]
    first = next(place for place, cell in enumerate(row) if not is_blank(cell))
    if block.top in one.passed_over:
        # A total or a signature in two lines; but the first line of a record may have nothing in a column that is read.
        says = any(not is_blank(_cell(row, place)) for place in one.columns)
        return one.passed_over[block.top] if first == block.left and says else ""
    alone = (
        len(places) == len(one.columns) > 1 and sum(not is_blank(_cell(row, place)) for place in places) <= 1
    )
    return SECTION if alone else ""


def _is_data(one: Placed, line: int) -> bool:
    """Whether a row, by the sheet's number, is read."""
    row = line - one.table.first
    return row >= one.begin and bool(one.table.rows[row]) and line not in one.passed_over


def _cell(row: list[object], place: int) -> object:
    return row[place] if place < len(row) else None


def _with(row: list[object], given: dict[int, object]) -> list[object]:
    """A row with other cells at some places."""
    changed = row + [None] * (max(given) + 1 - len(row))
    for place, cell in given.items():
        changed[place] = cell
    return changed
