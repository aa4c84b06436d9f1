"""Days that do not stand each in a cell of its own: one in three columns, or two in one cell."""

from __future__ import annotations

import re
from datetime import date

from liaison.cells import Lost, Unclear, narrow, shown, text_of
from liaison.dates import Day
from liaison.errors import BadFile
from liaison.kinds import Misread
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.shapes.known import Parted, Spanned
from liaison.services.sheets.shapes.reshaping import Reshaping

_day = Day()
_NUMERAL = re.compile(r"[0-9〇○零一二三四五六七八九十廿卅元正]{1,4}")
_YEAR_ABOVE = re.compile(r"([0-9]{4})年?度?")
_TO = re.compile(r"\s*(?:至|到|[-~—–―－～]{1,2})\s*")
_OPEN = re.compile(r"(?P<first>.+?)\s*(?:(?:至|到|[-~—–―－～]{1,2})\s*(?:今|现在|目前)|起至今|以来|起)")
_FROM, _END = re.compile(r"^[自从由]\s*"), re.compile(r"\s*(?:止|为止)$")
_LATER = (
    re.compile(r"(?P<m>[0-9]{1,2})\s?(?P<sep>[./月])\s?(?P<d>[0-9]{1,2})(?P<end>[日号])?"),
    re.compile(r"(?P<d>[0-9]{1,2})(?P<end>[日号])"),
)
_WRITTEN = re.compile(r"(?P<y>[0-9]{4})\s?(?P<sep>[-./年])\s?(?P<m>[0-9]{1,2})")


def part_days(table: Reshaping, shape: Parted) -> None:
    """Read 年, 月 and 日 of three columns as one day."""
    keys = [part.key for part in shape.parts]
    labels = [table.label(key) for key in keys]
    above = ""
    if keys[0] not in table.places:
        above = _year_above(table, table.places[keys[1]])
        if not above:
            raise BadFile(
                f"工作表“{table.table.name}”只有月、日，没有写是哪一年，",
                f"请加 --set {shape.parts[0].label}=2023 这样写明。",
            )
    for line, row in table.rows():
        cells = [above or table.cell(row, keys[0]), *(table.cell(row, key) for key in keys[1:])]
        cell, part = _one_day(cells)
        table.put(line, shape.day.key, cell, table.places.get(keys[part], table.places[keys[1]]))
    said = "、".join(f"“{label}”" for label in (labels if not above else labels[1:]))
    table.said.append(
        f"工作表“{table.table.name}”的{said}合起来作{shape.day.label}"
        + (f"，年份按表头的 {above} 年。" if above else "。")
    )


def _year_above(table: Reshaping, place: int) -> str:
    """The year that a heading of two lines has above the months."""
    texts = table.header.cells[place] if table.header else ()
    return next((match[1] for text in texts if (match := _YEAR_ABOVE.fullmatch(narrow(text)))), "")


def _one_day(cells: list[object]) -> tuple[object, int]:
    """The day of year, month and day as they are written, or why they are none; and which of them to look at.

    A whole day may stand in the first cell, where it is alone or merged over the others.
    """
    texts = [narrow(text_of(cell)) for cell in cells]
    if not any(texts[1:]):
        if isinstance(cells[0], date) or _read(texts[0]):
            return cells[0], 0
        if not texts[0] or not any(isinstance(cell, Lost) for cell in cells):
            return None, 2
    for place, cell in enumerate(cells):
        if isinstance(cell, Lost):
            return cell, place
    bare = [text.removesuffix(unit).strip() for text, unit in zip(texts, "年月日", strict=True)]
    bare[2] = bare[2].removesuffix("号")
    for place, unit in enumerate("年月日"):
        if not bare[place]:
            return Unclear(f"没有写{unit}，不按别的行推断，请填写"), place
        if not _NUMERAL.fullmatch(bare[place]):
            one = "一年" if unit == "年" else f"一{unit}"
            return Unclear(f"“{shown(texts[place])}”看不出是哪{one}，请改写成数字"), place
    try:
        return _day.read(f"{bare[0]}年{bare[1]}月{bare[2]}日"), 2
    except Misread as error:
        return Unclear(str(error)), 2


def part_spans(table: Reshaping, shape: Spanned) -> None:
    """Read two days of one cell: of a column that holds both, as 起止时间."""
    place = table.places[shape.parts[0].key]
    known: dict[object, tuple[object, object]] = {}
    for line, row in table.rows():
        cell = table.cell(row, shape.parts[0].key)
        if cell not in known:
            known[cell] = _span(cell, alone=shape.alone)
        first, last = known[cell]
        table.put(line, shape.first.key, first, place)
        table.put(line, shape.last.key, last, place)
    label = table.label(shape.parts[0].key)
    table.said.append(f"工作表“{table.table.name}”的“{label}”分作{shape.first.label}和{shape.last.label}。")


def spans_among(table: Reshaping, shape: Spanned) -> None:
    """Read two days that stand in cells of the first day's column, of what mostly has one day only: 活动时间 is both."""
    key = shape.first.key
    if not shape.alone or key not in table.places or shape.last.key in table.places:
        return
    place, lines = table.places[key], []
    cells = {row[place] for row in table.table.rows[table.placed.begin :] if place < len(row)}
    found: dict[object, tuple[str, str | None]] = {
        cell: days for cell in cells if isinstance(cell, str) and (days := _two_days(cell))
    }
    if not found:
        return
    for line, row in table.rows():
        if days := found.get(table.cell(row, key)):
            table.put(line, key, days[0], place)
            table.put(line, shape.last.key, days[1], place)
            lines.append(line)
    table.said.append(
        f"工作表“{table.table.name}”的{shape.first.label}里写了起止两天的，分作{shape.first.label}和{shape.last.label}。"
    )


def _span(cell: object, *, alone: bool) -> tuple[object, object]:
    if is_blank(cell) and not isinstance(cell, Lost):
        return None, None
    if isinstance(cell, str) and (days := _two_days(cell)):
        return days
    if isinstance(cell, Lost):
        return cell, None
    try:
        day = _day.parse(cell)
    except Misread as error:
        text = shown(cell)
        why = str(error) if isinstance(cell, date) or "只到月份" in str(error) else ""
        return Unclear(why or f"“{text}”看不出起止两天，请写成 2023-05-01至2024-04-30 这样"), None
    if alone:
        return day, None
    return Unclear(f"“{shown(cell)}”只有一天，请写明起止两天；还没有到期的写成 {day}至今"), None


def _two_days(text: str) -> tuple[str, str | None] | None:
    """The two days of a text, the last unknown where it is open; nothing where it does not tell just two."""
    bare = _FROM.sub("", narrow(text))
    if _read(bare):
        return None
    if (match := _OPEN.fullmatch(bare)) and (day := _read(match["first"])):
        return day, None
    bare = _END.sub("", bare)
    found = set()
    for match in _TO.finditer(bare):
        first, last = bare[: match.start()].removesuffix("起"), bare[match.end() :]
        if (begin := _read(first)) and (end := _read(last) or _read(_completed(first, last))):
            found.add((begin, end))
    return found.pop() if len(found) == 1 else None


def _read(text: str) -> str | None:
    """The day of a text that is written out; a bare number is none here, for it may be an hour or a count."""
    if not text or (text.isdigit() and len(text) != 8):
        return None
    try:
        return _day.read(text)
    except Misread:
        return None


def _completed(first: str, last: str) -> str:
    """The last day with the year and month of the first, where only these are left out: 2023年5月1日至3日, 2023.5.1-5.3."""
    written = _WRITTEN.match(first)
    if not written:
        return ""
    for form in _LATER:
        if match := form.fullmatch(last):
            parts = match.groupdict()
            word = written["sep"] == "年"
            if word != bool(parts["end"]) or ("m" in parts and word != (parts["sep"] == "月")):
                return ""
            if not word and parts["sep"] != written["sep"]:
                return ""
            return f"{written['y']}-{parts.get('m') or written['m']}-{parts['d']}"
    return ""
