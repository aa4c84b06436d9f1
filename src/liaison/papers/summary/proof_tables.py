"""The tables of a paper held against the records: a row that bears a figure's name under columns that say of which time."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from liaison.figures.summary.measuring import figures
from liaison.figures.summary.sayings import in_units
from liaison.papers.summary.verdicts import Disagreement
from liaison.quantities import Ratio
from liaison.rules import periods
from liaison.rules.summary import wording
from liaison.rules.summary.amounts import AMOUNT, Amount
from liaison.rules.summary.amounts import read as amount_of

if TYPE_CHECKING:
    from liaison.figures.summary.known import Measured
    from liaison.formats.passages import Passage, Table
    from liaison.papers.summary.proofreading import Proofreader
    from liaison.rules.periods import Period

_NOW = {"本期", "本年", "今年", "本年度", "完成数", "数值", "实际完成", "完成情况"}
_BEFORE = {"上期", "上年", "去年", "上年同期", "上年度"}
_MORE, _GROWTH, _SINCE = {"增减", "比上年增减"}, {"增幅", "同比", "增长率", "同比增长"}, {"累计"}
_YEAR = re.compile(r"([0-9]{4})年(?:度)?")
_IN = re.compile(r"（(?:单位：)?(.{1,3})）$")
_FINEST = Decimal("0.000001")
"""Digits that a workbook keeps of a share beyond these are none that anybody wrote."""


def read(reader: Proofreader, table: Table) -> None:
    """Read the numbers of a table whose rows are figures."""
    labels = {one.label: one.key for one in figures().values()}
    columns: dict[int, str] = {}
    for row in table:
        texts = [wording.tidy(cell.text) for cell in row]
        if found := _columns(texts):
            columns = found
            continue
        key = next((labels[label] for text in texts[:2] if (label := _IN.sub("", text)) in labels), None)
        if key is None or not columns:
            continue
        for place, what in columns.items():
            if place < len(row) and texts[place]:
                _cell(reader, row[place], key, what, _factor(texts))


def _columns(texts: list[str]) -> dict[int, str]:
    """What stands in which column, if this is the row that says so."""
    if not any(text in ("指标", "项目", "名称", "内容") for text in texts):
        return {}
    kinds = {"now": _NOW, "before": _BEFORE, "more": _MORE, "growth": _GROWTH, "since": _SINCE}
    found = {}
    for place, text in enumerate(texts):
        if year := _YEAR.fullmatch(text):
            found[place] = year[1]
        elif kind := next((kind for kind, words in kinds.items() if text in words), ""):
            found[place] = kind
    return found


def _factor(texts: list[str]) -> int:
    """By how much the numbers of a row are to be multiplied: 万元 beside them, or in its heading."""
    return 10_000 if any(text == "万元" or text.endswith("（万元）") for text in texts) else 1


def _cell(reader: Proofreader, cell: Passage, key: str, what: str, factor: int) -> None:
    figure = figures()[key]
    text = wording.tidy(cell.text)
    match = AMOUNT.fullmatch(text.lstrip("+-").rstrip("*△"))
    if not match:
        return
    amount = amount_of(match)
    if factor > 1:
        amount = Amount(amount.text, amount.number * factor, amount.step * factor, factor, amount.unit)
    measured = reader.values.measured(key, reader.period)
    if measured is None:
        return
    value = _value(reader, measured, what)
    is_share = isinstance(figure.kind, Ratio) or what == "growth"
    if value is None or is_share != (amount.unit == "%" or (what == "growth" and amount.unit == "倍")):
        return
    if isinstance(figure.kind, Ratio) and what == "more":
        return  # told in points, in a form of its own
    if amount.unit == "倍":
        value /= 100
    said = -amount.number if text.startswith("-") else amount.number
    step = max(amount.step, _FINEST)
    same = abs(said - value) <= step / 2
    shown = f"{value:,.2f}".rstrip("0").rstrip(".") + ("%" if amount.unit == "%" else "")
    reader.verdicts.judge(same, Disagreement(cell.place, cell.text, cell.text, shown, figure.label, key))


def _value(reader: Proofreader, measured: Measured, what: str) -> Decimal | None:
    """What stands in a column of a figure's row, as it is counted."""
    kind = measured.figure.kind
    if what.isdigit():
        return reader.values.value(measured.figure.key, _year(reader, int(what)))
    if what == "growth":
        growth = measured.growth
        return Decimal(growth.difference * 100) / growth.base if growth else None
    found = {
        "now": measured.value,
        "before": measured.previous,
        "more": measured.difference,
        "since": measured.total.value,
    }[what]
    return None if found is None else in_units(kind, found)


def _year(reader: Proofreader, number: int) -> Period:
    return reader.period if number == reader.period.whole_year else periods.year(number)
