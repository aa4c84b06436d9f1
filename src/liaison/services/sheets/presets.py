"""Columns that a sheet lacks, told once for all its rows: ``--set 类别=企业``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from liaison.columns import Noun
from liaison.errors import Unreadable
from liaison.kinds import Misread, masked
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.headings import called, meant_by


@dataclass(frozen=True, eq=False)
class Preset:
    """What stands in a column that a sheet lacks: the column's label, its text, and its key in each noun that has it.

    ``instead`` holds the key of the column that it is in a sheet which lacks that one.
    """

    label: str
    text: str
    keys: Mapping[str, str]
    instead: Mapping[str, str]

    def key_in(self, noun: Noun, lacking: Collection[str]) -> str:
        """The key of the column that it fills in a sheet of a noun that lacks some; empty where it fills none."""
        told = (self.instead.get(noun.name, ""), self.keys.get(noun.name, ""))
        return next((key for key in told if key in lacking), "")


def read_presets(pairs: Iterable[str], nouns: Sequence[Noun]) -> tuple[Preset, ...]:
    """What ``--set`` tells, ``列=值``; each value must be one that the column can hold. Raises ``Unreadable``."""
    found = []
    for pair in pairs:
        label, equals, text = (part.strip() for part in pair.replace("＝", "=", 1).partition("="))
        if not (label and equals and text):
            raise Unreadable(f"--set 的“{pair}”看不懂，", '请写成 --set "列名=值"。')
        columns = {noun.name: column for noun in nouns if (column := called(noun, label))}
        if not columns:
            listed = "、".join(dict.fromkeys(column.label for noun in nouns for column in noun.sheet))
            raise Unreadable(f"没有叫“{label}”的列，", f"可选：{listed}。")
        try:
            for column in columns.values():
                column.kind.parse(text)
        except Misread as error:
            raise Unreadable(f"--set 的“{label}”：{error}。") from None
        keys = {name: column.key for name, column in columns.items()}
        instead = {name: column.instead_of for name, column in columns.items() if column.instead_of}
        found.append(Preset(label, text, keys, instead))
    return tuple(found)


def with_presets(placed: Sequence[Placed], presets: Sequence[Preset]) -> list[Placed]:
    """The tables with what was told in columns of its own, behind those they have.

    Raises ``Unreadable`` for what is told of a column that no table lacks.
    """
    unused = list(presets)
    found = []
    for one in placed:
        lacking = _lacking(one)
        keys = {preset: key for preset in presets if (key := preset.key_in(one.noun, lacking))}
        unused = [preset for preset in unused if preset not in keys]
        found.append(_widened(one, {key: preset.text for preset, key in keys.items()}) if keys else one)
    if unused:
        label, text = unused[0].label, unused[0].text
        raise Unreadable(
            f"表里已有“{label}”这一列，", f"--set {label}={masked(text)} 只用于表里没有的列，请去掉。"
        )
    return found


def _lacking(one: Placed) -> set[str]:
    """The keys of columns that a table lacks, be they parts of its shape."""
    columns = (*one.noun.sheet, *(part for shape in one.shapes for part in shape.parts))
    return {column.key for column in columns} - {column.key for column in one.columns.values()}


def _widened(placed: Placed, told: Mapping[str, str]) -> Placed:
    table = placed.table
    width = max(map(len, table.rows), default=0)
    rows = list(table.rows)
    for place, row in enumerate(rows[placed.begin :], placed.begin):
        if table.first + place not in placed.passed_over and not all(map(is_blank, row)):
            rows[place] = [*row, *[None] * (width - len(row)), *told.values()]
    columns = {
        width + place: column for place, key in enumerate(told) if (column := meant_by(placed.noun, key))
    }
    return replace(
        placed,
        table=replace(table, rows=rows),
        columns=placed.columns | columns,
        preset=frozenset(column.slot for column in columns.values()),
    )
