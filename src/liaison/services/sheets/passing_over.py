"""The rows below a header that are no data: totals, signature lines, headers again, examples nobody has filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liaison.columns import Column, RawTable
from liaison.kinds import Misread
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import Header, all_in_brackets, is_blank
from liaison.services.sheets.marks import example_mark, is_example

_TOTAL = re.compile(r"(本[页月季年期])?([合小总累共]\s*计)([（(].*[）)])?[：:]?")
_SIGNED = re.compile(
    r"(填报|填表|制表|审核|复核|经办|签字|签名|盖章|负责人|单位负责人|分管领导|联系人|联系电话|日期|注|备注|说明|填写说明"
    r"|数据来源|资料来源|来源|统计口径|统计时间|报送)[^：:]{0,8}[：:]|注[0-9一二三]"
)
_SECTION = re.compile(
    r"(第?[一二三四五六七八九十]+(、|[.．]|部分|类)|[(（][一二三四五六七八九十]+[)）])\s*\S"
)
_STARRED = re.compile(r"[※＊*▲]\s*[^\s：:]")

EXAMPLE, SECTION, FOOT = "示例行", "小标题", "表尾的说明或签字行"


def passed_over(
    table: RawTable, header: Header, placed: dict[int, Column], mark: int | None = None
) -> dict[int, str]:
    """The rows below the header that are no data, by the sheet's number: repeated headers, headings of sections, totals,
    signatures, notes, examples."""
    found: dict[int, str] = {}
    above = [row for row in table.rows[: header.begin] if row]
    some = next(iter(placed))
    labels = {cell for row in table.rows[: header.begin] for cell in row if isinstance(cell, str)}
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
        if _TOTAL.fullmatch(first.strip()):
            found[number] = "合计行"
        elif is_note(row) or (
            _SIGNED.match(first.strip())
            and sum(cell not in (None, "") for cell in row) <= len(placed) // 2 + 1
        ):
            found[number] = FOOT
        elif len(placed) > 1 and is_section(row):
            found[number] = SECTION
        elif _repeats(row, header, placed) or row in above:
            found[number] = "重复的表头"
        elif number == table.first + header.begin and all_in_brackets(row):
            found[number] = "表头的第二行"
        elif first not in labels and number not in found and not _SIGNED.match(first.strip()):
            data.add(first)
    return found


def is_total(text: str) -> bool:
    """Whether a text only says that its row adds up others: 合计, 本月合计, 累计."""
    return _TOTAL.fullmatch(text) is not None


def is_section(row: Sequence[object]) -> bool:
    """Whether a row is a heading over the rows below it: 一、论坛类, and nothing beside."""
    alone = _alone(row)
    return bool(alone and _SECTION.match(alone))


def is_note(row: Sequence[object]) -> bool:
    """Whether a row is a note of one cell: ※含线上, 数据来源：各单位."""
    alone = _alone(row)
    return bool(alone and (_SIGNED.match(alone) or _STARRED.match(alone)))


def _alone(row: Sequence[object]) -> str:
    """The one text of a row that has no other cell."""
    filled = [cell for cell in row if not is_blank(cell)]
    return filled[0].strip() if len(filled) == 1 and isinstance(filled[0], str) else ""


def _says_nothing(row: Sequence[object], placed: dict[int, Column]) -> bool:
    """Whether a row has nothing in a column that is read: at most a serial number that was typed ahead."""
    return all(is_blank(row[place]) for place in placed if place < len(row))


def _repeats(row: Sequence[object], header: Header, placed: dict[int, Column]) -> bool:
    same = 0
    for place in placed:
        cell = row[place] if place < len(row) else None
        same += isinstance(cell, str) and match_key(cell) in header.labels[place]
    return same >= max(2, len(placed) // 2 + 1)


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
