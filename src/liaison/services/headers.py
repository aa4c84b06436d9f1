"""Which noun a sheet holds, and which of its columns is which, wherever on the sheet the table stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from liaison.columns import Column, Noun, RawTable, text_of
from liaison.errors import BadFile
from liaison.rules.names import match_key

_SEARCHED_ROWS = 30
_TOTAL = re.compile(r"(本[页月季年期])?([合小总累共]\s*计)([（(].*[）)])?[：:]?")
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_SIGNED = re.compile(
    r"(填报|填表|制表|审核|复核|经办|负责人|单位负责人|联系人|日期|注|备注|说明|填写说明)[^：:]{0,8}[：:]|注[0-9一二三]"
)


@dataclass(frozen=True)
class Placed:
    """A table whose header has been recognised: where each column stands, where the data begin, which rows are no data."""

    noun: Noun
    table: RawTable
    columns: dict[int, Column]
    begin: int
    unknown: tuple[str, ...]
    passed_over: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Header:
    """A candidate for the header: for each position, what its label may be read as; the place of the first row of data."""

    labels: list[tuple[str, ...]]
    begin: int


def _headers(rows: Sequence[Sequence[object]]) -> list[_Header]:
    """Every row of the top as a header, and every pair of rows as one of two lines."""
    found = []
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        single = [_readings(cell) if isinstance(cell, str) else () for cell in row]
        if not any(single):
            continue
        found.append(_Header(single, number + 1))
        if number + 1 < len(rows):
            found.append(_Header(_two_lines(row, rows[number + 1]), number + 2))
    return found


def _two_lines(upper: Sequence[object], lower: Sequence[object]) -> list[tuple[str, ...]]:
    """The labels of a header of two lines: both together, the lower, the upper; a merged upper cell spans the blanks."""
    labels: list[tuple[str, ...]] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else None
        bottom = lower[place] if place < len(lower) else None
        if isinstance(top, str):
            above = top
        elif not isinstance(bottom, str):
            above = ""
        below = bottom if isinstance(bottom, str) else ""
        own = top if isinstance(top, str) else ""
        labels.append(
            tuple(dict.fromkeys(key for text in (above + below, below, own) for key in _readings(text)))
        )
    return labels


def _readings(text: str) -> tuple[str, ...]:
    """What a label may be read as: whole, and without what stands in brackets (单位名称（全称）, 预算（元）)."""
    return tuple(dict.fromkeys(filter(None, map(match_key, (text, _BRACKETS.sub("", text))))))


def _match(noun: Noun, labels: list[tuple[str, ...]]) -> dict[int, Column]:
    """The column at each position: exact labels first, then synonyms in their order; each column once."""
    placed: dict[int, Column] = {}
    taken: set[str] = set()
    names = {
        column.key: [match_key(name) for name in (column.label, *column.synonyms)] for column in noun.sheet
    }
    for rank in range(max(map(len, names.values()))):
        for column in noun.sheet:
            if column.key in taken or rank >= len(names[column.key]):
                continue
            wanted = names[column.key][rank]
            position = next(
                (i for i, label in enumerate(labels) if i not in placed and wanted in label), None
            )
            if position is not None:
                placed[position] = column
                taken.add(column.key)
    return placed


def _missing(noun: Noun, placed: dict[int, Column], given: Collection[str]) -> list[str]:
    there = {column.key for column in placed.values()} | set(given)
    return [column.label for column in noun.sheet if column.required and column.key not in there]


def place(table: RawTable, nouns: tuple[Noun, ...], given: Collection[str] = ()) -> Placed | str:
    """Recognise a table as one of the nouns, by the header that fits best; else say what is missing.

    ``given`` are the keys of columns the command line has told already.
    """
    best: tuple[int, bool, int, int] = (0, False, 0, 0)
    found: tuple[Noun, dict[int, Column], _Header] | None = None
    for header in _headers(table.rows):
        for rank, noun in enumerate(nouns):
            placed = _match(noun, header.labels)
            score = (len(placed), not _missing(noun, placed, given), -rank, -header.begin)
            if score > best:
                best, found = score, (noun, placed, header)
    if found is None:
        wanted = "、".join(column.label + "★" * column.required for column in nouns[0].sheet)
        return f"没有找到表头，应有：{wanted}"
    noun, placed, header = found
    if missing := _missing(noun, placed, given):
        return f"缺少必填的列：{'、'.join(missing)}（按“{noun.label}”的表头来看）"
    unknown = [
        text_of(table.rows[header.begin - 1][place] if place < len(table.rows[header.begin - 1]) else "")
        for place, labels in enumerate(header.labels)
        if place not in placed and labels
    ]
    return Placed(
        noun,
        table,
        placed,
        header.begin,
        tuple(filter(None, unknown)),
        _passed_over(table, header, placed),
    )


def _passed_over(table: RawTable, header: _Header, placed: dict[int, Column]) -> dict[int, str]:
    """The rows below the header that are no data, by the sheet's number: repeated headers, totals, signature lines."""
    found: dict[int, str] = {}
    for number, row in enumerate(table.rows[header.begin :], start=table.first + header.begin):
        first = next((cell for cell in row if cell is not None and cell != ""), None)
        if not isinstance(first, str):
            continue
        if _TOTAL.fullmatch(first.strip()):
            found[number] = "合计行"
        elif (
            _SIGNED.match(first.strip())
            and sum(cell not in (None, "") for cell in row) <= len(placed) // 2 + 1
        ):
            found[number] = "表尾的说明或签字行"
        elif _repeats(row, header, placed):
            found[number] = "重复的表头"
    return found


def _repeats(row: Sequence[object], header: _Header, placed: dict[int, Column]) -> bool:
    same = 0
    for place in placed:
        cell = row[place] if place < len(row) else None
        same += isinstance(cell, str) and match_key(cell) in header.labels[place]
    return same >= max(2, len(placed) // 2 + 1)


def place_all(
    tables: list[RawTable], nouns: tuple[Noun, ...], given: Collection[str] = ()
) -> tuple[list[Placed], list[str]]:
    """Recognise every table of a file; what is not read is skipped and said. Raises ``BadFile`` if none fits."""
    placed: list[Placed] = []
    skipped: list[tuple[str, str]] = []
    for table in tables:
        result = place(table, nouns, given)
        if isinstance(result, str):
            skipped.append((table.name, result))
        else:
            placed.append(result)
    if not placed:
        name, reason = skipped[0]
        where = f"工作表“{name}”" if len(tables) > 1 else "这张表"
        raise BadFile(f"{where}{reason}，", "可用 form 命令取一张空表对照。")
    order = {noun.name: rank for rank, noun in enumerate(nouns)}
    placed.sort(key=lambda one: order[one.noun.name])
    said = [f"工作表“{name}”没有导入：{reason}。" for name, reason in skipped]
    for one in placed:
        if extra := [label for label in one.unknown if match_key(label) != "序号"]:
            said.append(f"工作表“{one.table.name}”有不认识的列，没有导入：{'、'.join(extra)}。")
        for reason in dict.fromkeys(one.passed_over.values()):
            lines = [str(line) for line, why in one.passed_over.items() if why == reason]
            listed = "、".join(lines[:8]) + ("等" if len(lines) > 8 else "")
            said.append(f"工作表“{one.table.name}”第 {listed} 行是{reason}，没有导入。")
    return placed, said
