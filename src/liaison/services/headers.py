"""Which noun a sheet holds, and which of its columns is which: headers matched by label and synonym."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from liaison.columns import Column, Noun, RawTable, text_of
from liaison.errors import BadFile
from liaison.rules.names import match_key

_SEARCHED_ROWS = 30


@dataclass(frozen=True)
class Placed:
    """A table whose header has been recognised: where each column stands, and where the data begin."""

    noun: Noun
    table: RawTable
    columns: dict[int, Column]
    begin: int
    unknown: tuple[str, ...]


def _match(noun: Noun, labels: list[str]) -> dict[int, Column]:
    """The column at each position: exact labels first, then synonyms in their order; each column once."""
    placed: dict[int, Column] = {}
    taken: set[str] = set()
    names = {
        column.key: [match_key(name) for name in (column.label, *column.synonyms)] for column in noun.sheet
    }
    longest = max(map(len, names.values()))
    for rank in range(longest):
        for column in noun.sheet:
            if column.key in taken or rank >= len(names[column.key]):
                continue
            wanted = names[column.key][rank]
            position = next(
                (i for i, label in enumerate(labels) if i not in placed and label == wanted), None
            )
            if position is not None:
                placed[position] = column
                taken.add(column.key)
    return placed


def _missing(noun: Noun, placed: dict[int, Column], given: Collection[str]) -> list[str]:
    there = {column.key for column in placed.values()}
    return [column.label for column in noun.sheet if column.required and column.key not in there | set(given)]


def place(table: RawTable, nouns: tuple[Noun, ...], given: Collection[str] = ()) -> Placed | str:
    """Recognise a table as one of the nouns, by the header row that fits best; else say what is missing.

    ``given`` are the keys of columns the command line has told already.
    """
    best: tuple[int, bool, int] = (0, False, 0)
    found: tuple[Noun, dict[int, Column], int] | None = None
    for number, row in enumerate(table.rows[:_SEARCHED_ROWS]):
        labels = [match_key(text_of(cell)) if isinstance(cell, str) else "" for cell in row]
        for rank, noun in enumerate(nouns):
            placed = _match(noun, labels)
            score = (len(placed), not _missing(noun, placed, given), -rank)
            if score > best:
                best, found = score, (noun, placed, number)
    if found is None:
        return f"没有找到表头，应有：{'、'.join(c.label + '★' * c.required for c in nouns[0].sheet)}"
    noun, placed, number = found
    if missing := _missing(noun, placed, given):
        return f"缺少必填的列：{'、'.join(missing)}（按“{noun.label}”的表头来看）"
    header = table.rows[number]
    unknown = tuple(text_of(cell) for i, cell in enumerate(header) if i not in placed and text_of(cell))
    return Placed(noun, table, placed, number + 1, unknown)


def place_all(
    tables: list[RawTable], nouns: tuple[Noun, ...], given: Collection[str] = ()
) -> tuple[list[Placed], list[str]]:
    """Recognise every table of a file; sheets that do not fit are skipped and said. Raises ``BadFile`` if none fits."""
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
    said += [
        f"工作表“{one.table.name}”有不认识的列，没有导入：{'、'.join(one.unknown)}。"
        for one in placed
        if one.unknown and set(one.unknown) != {"序号"}
    ]
    return placed, said
