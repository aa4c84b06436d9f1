"""Which noun a sheet holds, and which of its columns is which, wherever on the sheet the table stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from liaison.columns import Column, Noun, RawTable
from liaison.errors import BadFile
from liaison.kinds import text_of
from liaison.rules.names import match_key
from liaison.services.unseen import count_unseen

_SEARCHED_ROWS = 30
_TOTAL = re.compile(r"(本[页月季年期])?([合小总累共]\s*计)([（(].*[）)])?[：:]?")
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
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
    """A candidate for the header: for each position its label, and what that may be read as; where the data begin.

    A header of two lines keeps them both: what the upper line says alone, and the lower as it stands.
    """

    texts: list[str]
    labels: list[tuple[str, ...]]
    begin: int
    upper: list[tuple[str, ...]] = field(default_factory=list)
    lower: Sequence[object] = ()

    def swallows_data(self, noun: Noun) -> bool:
        """Whether the lower line is a row of data: it fills most columns that the upper line names alone."""
        named = _match(noun, self.upper)
        filled = sum(not _blank(cell) for place, cell in enumerate(self.lower) if place in named)
        return filled * 2 > len(named)


def _headers(rows: Sequence[Sequence[object]]) -> list[_Header]:
    """Every row of the top as a header, and every pair of rows as one of two lines."""
    found = []
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        single = [_readings(cell) if isinstance(cell, str) else () for cell in row]
        if not any(single):
            continue
        found.append(_Header([cell if isinstance(cell, str) else "" for cell in row], single, number + 1))
        if number + 1 < len(rows):
            lower = rows[number + 1]
            found.append(_Header(*_two_lines(row, lower), number + 2, single, lower))
    return found


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _two_lines(upper: Sequence[object], lower: Sequence[object]) -> tuple[list[str], list[tuple[str, ...]]]:
    """The labels of a header of two lines: both together, the lower, the upper; a merged upper cell spans the blanks."""
    texts: list[str] = []
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
        texts.append(below or own)
        labels.append(
            tuple(dict.fromkeys(key for text in (above + below, below, own) for key in _readings(text)))
        )
    return texts, labels


def _readings(text: str) -> tuple[str, ...]:
    """What a label may be read as: whole, and without what stands in brackets (单位名称（全称）, 预算（元）)."""
    return tuple(dict.fromkeys(filter(None, map(match_key, (text, _bare(text))))))


def _bare(text: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


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
    best: tuple[int, bool, int, bool, int] = (0, True, 0, True, 0)
    found: tuple[Noun, dict[int, Column], _Header] | None = None
    for header in _headers(table.rows):
        for rank, noun in enumerate(nouns):
            placed = _match(noun, header.labels)
            complete = not _missing(noun, placed, given)
            score = (len(placed), complete, -rank, not header.lower, -header.begin)
            if score > best and not header.swallows_data(noun):
                best, found = score, (noun, placed, header)
    if found is None:
        wanted = "、".join(column.label + "★" * column.required for column in nouns[0].sheet)
        return f"没有找到表头，应有：{wanted}"
    noun, placed, header = found
    if missing := _missing(noun, placed, given):
        return f"缺少必填的列：{'、'.join(missing)}（按“{noun.label}”的表头来看）"
    unknown = [
        text_of(text)
        for place, (text, labels) in enumerate(zip(header.texts, header.labels, strict=True))
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
    above = [row for row in table.rows[: header.begin] if row]
    some = next(iter(placed))
    labels = {cell for row in table.rows[: header.begin] for cell in row if isinstance(cell, str)}
    data: set[object] = set()  # first cells that have been looked at: where one begins a row, the row is data
    for number, row in enumerate(table.rows[header.begin :], start=table.first + header.begin):
        if len(row) > some and row[0] in data and not _blank(row[some]):
            continue
        if row and (len(row) <= some or _blank(row[some])) and _says_nothing(row, placed):
            found[number] = "" if all(map(_blank, row)) else "没有填写内容的行"
        first = next((cell for cell in row if not _blank(cell)), None)
        if not isinstance(first, str):
            continue
        if _TOTAL.fullmatch(first.strip()):
            found[number] = "合计行"
        elif (
            _SIGNED.match(first.strip())
            and sum(cell not in (None, "") for cell in row) <= len(placed) // 2 + 1
        ):
            found[number] = "表尾的说明或签字行"
        elif _repeats(row, header, placed) or row in above:
            found[number] = "重复的表头"
        elif number == table.first + header.begin and _all_in_brackets(row):
            found[number] = "表头的第二行"
        elif first not in labels and number not in found and not _SIGNED.match(first.strip()):
            data.add(first)
    return found


def _says_nothing(row: Sequence[object], placed: dict[int, Column]) -> bool:
    """Whether a row has nothing in a column that is read: at most a serial number that was typed ahead."""
    return all(_blank(row[place]) for place in placed if place < len(row))


def _all_in_brackets(row: Sequence[object]) -> bool:
    """Whether each cell of a row only adds to the label above it: （人）, （万元）."""
    return all(_blank(cell) or (isinstance(cell, str) and _bare(cell).strip() == "") for cell in row)


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
    placed, unseen = count_unseen(placed)
    said = [f"工作表“{name}”没有导入：{reason}。" for name, reason in skipped]
    for one in placed:
        if extra := [label for label in one.unknown if match_key(label) != "序号"]:
            said.append(f"工作表“{one.table.name}”有不认识的列，没有导入：{'、'.join(extra)}。")
        for reason in filter(None, dict.fromkeys(one.passed_over.values())):
            lines = [str(line) for line, why in one.passed_over.items() if why == reason]
            listed = "、".join(lines[:8]) + ("等" if len(lines) > 8 else "")
            said.append(f"工作表“{one.table.name}”第 {listed} 行是{reason}，没有导入。")
    return placed, said + unseen
