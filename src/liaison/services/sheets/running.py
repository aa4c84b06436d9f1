"""A column headed 编号 that only counts the rows is 序号, and names nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liaison.cells import text_of
from liaison.services.sheets.headers import Placed
from liaison.services.writing.work import Work


def running_numbers(work: Work, placed: list[Placed]) -> tuple[list[Placed], list[str]]:
    """The tables without codes that are mere running numbers, and what is to be said of them.

    Numbers may go on from one sheet to the next. Numbers that are codes here, of rows called as they are here, stay codes.
    """
    found, said = [], []
    last: dict[str, int] = {}
    for one in placed:
        if one.bare_code is not None and one.edition is None:
            numbers = _numbers(one, one.bare_code)
            if _counts(numbers, last.get(one.noun.name, 0)) and not _are_codes(work, one, one.bare_code):
                last[one.noun.name] = numbers[-1]
                columns = {place: c for place, c in one.columns.items() if place != one.bare_code}
                said.append(f"工作表“{one.table.name}”的“编号”从 1 数起，是序号，没有作编号。")
                one = replace(one, columns=columns)
        found.append(one)
    return found, said


def _numbers(one: Placed, place: int) -> list[int]:
    """The cells of a column as numbers, blanks left out; none if one of them is anything else."""
    numbers: list[int] = []
    for line, row in enumerate(one.table.rows[one.begin :], one.table.first + one.begin):
        if line in one.passed_over or not (text := text_of(row[place]) if place < len(row) else ""):
            continue
        if not (text.isascii() and text.isdigit()) or (text.startswith("0") and text != "0"):
            return []
        numbers.append(int(text))
    return numbers


def _counts(numbers: Sequence[int], last: int) -> bool:
    """Whether they count 1, 2, 3…, on from the sheet before or, below a heading between, from 1 again."""
    before = last if numbers and numbers[0] == last + 1 else 0
    for number in numbers:
        if number not in (before + 1, 1):
            return False
        before = number
    return bool(numbers)


def _are_codes(work: Work, one: Placed, place: int) -> bool:
    """Whether most of the numbers are codes of the very records that their rows name."""
    named = next((at for at, column in one.columns.items() if column.key == one.noun.named), None)
    if named is None:
        return False
    holders, fitting, count = work.index(one.noun.name).holders, 0, 0
    for line, row in enumerate(one.table.rows[one.begin :], one.table.first + one.begin):
        if line not in one.passed_over and place < len(row) and (code := text_of(row[place])):
            count += 1
            name = text_of(row[named]) if named < len(row) else ""
            fitting += bool(name and holders(code) & holders(name))
    return fitting * 2 > count
