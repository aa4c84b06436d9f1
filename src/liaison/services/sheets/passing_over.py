"""The rows below a header that are no data: totals, signature lines, headers again, examples nobody has filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from liaison.cells import shown, text_of
from liaison.columns import Column
from liaison.errors import BadFile
from liaison.kinds import Misread
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import Header, all_in_brackets, bare, is_blank, readings
from liaison.services.sheets.marks import example_mark, is_example
from liaison.tables import RawTable

_TOTAL = re.compile(r"(本[页月季年期])?([合小总累共]\s*计)([（(].*[）)])?[：:]?")
_GROUP_TOTAL = re.compile(r".{1,12}?[合小总累共]\s*计([（(].*[）)])?[：:]?")
"""一季度小计, 银行类合计: a total where only numbers stand beside it."""
_SIGNED = re.compile(
    r"(填报|填表|制表|审核|复核|经办|签字|签名|盖章|负责人|单位负责人|分管领导|联系人|联系电话|日期|注|备注|说明|填写说明"
    r"|数据来源|资料来源|来源|统计口径|统计时间|报送)[^：:]{0,8}[：:]|注[0-9一二三]"
)
_SECTION = re.compile(
    r"(第?[一二三四五六七八九十]+(、|[.．]|部分|类)|[(（][一二三四五六七八九十]+[)）])\s*\S"
)
_SEALED = re.compile(r".{0,20}(公\s*章|盖\s*章|签\s*章|印\s*章)\s*[)）]?\s*[：:]?|[\s_]*年[\s_]*月[\s_]*日")
"""A place for a seal, and one for the day, with nothing beside: 党委（总支）公章, 　年　月　日."""
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}\s*年\s*[0-9一二三四五六七八九十]{1,2}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日"
)
_STARRED = re.compile(r"[※＊*▲]\s*[^\s：:]")

EXAMPLE, SECTION, FOOT = "示例行", "小标题", "表尾的说明或签字行"


def passed_over(
    table: RawTable, header: Header, placed: dict[int, Column], mark: int | None = None
) -> dict[int, str]:
    """The rows below the header that are no data, by the sheet's number: repeated headers, headings of sections, totals,
    signatures, notes, examples. Raises ``BadFile`` where a second header has its columns in another order."""
    found: dict[int, str] = {}
    judge = _Judge(table, header, placed)
    some = next(iter(placed))
    data: set[object] = set()  # first cells that have been looked at: where one begins a row, the row is data
    for number, row in enumerate(table.rows[header.begin :], start=table.first + header.begin):
        if mark is not None and len(row) > mark and is_example(row[mark]) and _is_unfilled(row, placed, mark):
            found[number] = EXAMPLE
            continue
        if len(row) > some and row[0] in data and not is_blank(row[some]):
            continue
        if row and (len(row) <= some or is_blank(row[some])) and _says_nothing(row, placed):
            found[number] = "" if all(map(is_blank, row)) else "没有填写内容的行"
        first = next((cell for cell in row if not is_blank(cell)), None)
        if not isinstance(first, str):
            continue
        if reason := judge.reason(number, row, first.strip(), after_foot=found.get(number - 1) == FOOT):
            found[number] = reason
        elif number not in found and first not in judge.labels and not _SIGNED.match(first.strip()):
            data.add(first)
    return found


def is_total(text: str) -> bool:
    """Whether a text only says that its row adds up others: 合计, 本月合计, 累计."""
    return _TOTAL.fullmatch(text) is not None


class _Judge:
    """Tells of rows that begin with a text why they are no data."""

    def __init__(self, table: RawTable, header: Header, placed: dict[int, Column]) -> None:
        self.table, self.header, self.placed = table, header, placed
        self.above = [row for row in table.rows[: header.begin] if row]
        self.labels = {cell for row in table.rows[: header.begin] for cell in row if isinstance(cell, str)}
        self.names = {name for label in header.labels for name in label}
        self.needed = [place for place, column in placed.items() if column.required]

    def reason(self, number: int, row: Sequence[object], first: str, *, after_foot: bool) -> str:
        """Why a row is no data; nothing where it is. But for a bare 合计, one whose required cells are all filled is data,
        whatever its words."""
        placed = self.placed
        if row in self.above:
            return "重复的表头"
        if match_key(bare(first)) in self.names and self._repeats(row):
            self._refuse_other_order(number, row)
            return "重复的表头"
        if _TOTAL.fullmatch(first):
            return "合计行"
        if len(self.needed) > 1 and self._is_filled(row):
            return ""
        if _GROUP_TOTAL.fullmatch(first) and self._only_counts(row):
            return "合计行"
        if is_note(row) or (after_foot and _DATE.fullmatch(_alone(row))):
            return FOOT
        if _SIGNED.match(first) and sum(cell not in (None, "") for cell in row) <= len(placed) // 2 + 1:
            return FOOT
        if len(placed) > 1 and is_section(row):
            return SECTION
        if number == self.table.first + self.header.begin and all_in_brackets(row):
            return "表头的第二行"
        return ""

    def _repeats(self, row: Sequence[object]) -> bool:
        """Whether most of the labels stand in a row once more, wherever."""
        same = sum(isinstance(cell, str) and match_key(bare(cell)) in self.names for cell in row)
        return same >= max(2, len(self.placed) // 2 + 1)

    def _is_filled(self, row: Sequence[object]) -> bool:
        return all(place < len(row) and not is_blank(row[place]) for place in self.needed)

    def _only_counts(self, row: Sequence[object]) -> bool:
        """Whether a row has nothing beside its first cell but numbers."""
        cells = [cell for cell in row if not is_blank(cell)]
        return not any(isinstance(cell, str) and not text_of(cell).isdigit() for cell in cells[1:])

    def _refuse_other_order(self, number: int, row: Sequence[object]) -> None:
        """A header in between must name each column that is read as the first header does."""
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            keys = readings(cell)
            here = place in self.placed and set(keys) & set(self.header.labels[place])
            other = next((p for p in self.placed if set(keys) & set(self.header.labels[p])), None)
            if not here and (other is not None or place in self.placed) and keys:
                raise BadFile(
                    f"工作表“{self.table.name}”第 {number} 行又是一个表头，“{shown(cell)}”的位置和前一个表头不同，",
                    "请把两张表分到两个工作表里，或把列的次序改成一样。",
                )


def is_section(row: Sequence[object]) -> bool:
    """Whether a row is a heading over the rows below it: 一、论坛类, and nothing beside."""
    alone = _alone(row)
    return bool(alone and _SECTION.match(alone))


def is_note(row: Sequence[object]) -> bool:
    """Whether a row is a note of one cell: ※含线上, 数据来源：各单位, a place for the seal."""
    alone = _alone(row)
    return bool(alone and (_SIGNED.match(alone) or _STARRED.match(alone) or _SEALED.fullmatch(alone)))


def _alone(row: Sequence[object]) -> str:
    """The one text of a row that has no other cell."""
    filled = islice(
        (cell for cell in row if not is_blank(cell)), 2
    )  # most rows have more, and are put aside at once
    alone, other = next(filled, None), next(filled, None)
    return alone.strip() if other is None and isinstance(alone, str) else ""


def _says_nothing(row: Sequence[object], placed: dict[int, Column]) -> bool:
    """Whether a row has nothing in a column that is read: at most what was drawn down ahead, a serial number, or 0."""
    return all(is_blank(row[place]) or _is_zero(row[place]) for place in placed if place < len(row))


def _is_zero(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == 0


def _is_unfilled(row: Sequence[object], placed: dict[int, Column], mark: int) -> bool:
    """Whether an example row is still as it was written; once somebody types into it, it is data."""
    try:
        values = {
            column.key: column.kind.parse(row[place] if place < len(row) else None)
            for place, column in placed.items()
        }
    except Misread:
        return False
    return example_mark(values) == row[mark]
