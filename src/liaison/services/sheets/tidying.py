"""What cells of a sheet mean where that is not what stands in them: dirt is taken off, 同上 is the value above, / and 无 are blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from operator import itemgetter
from typing import Any

from liaison.cells import NOTHING_ABOVE, PICTURE, clean, text_of
from liaison.columns import Column, Noun
from liaison.dates import MAYBE_OCTOBER, Day
from liaison.kinds import Choice, Fixed, Flag, Phone
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.marks import Marks
from liaison.services.sheets.twins import listed
from liaison.services.writing.work import Work

_DITTO = {"同上", "〃", "″", "”", '"'}
_STROKES = {"/", "-", "—", "——", "--", "／", "－", "–", "―"}
_NOTHING = _STROKES | {"无", "暂无", "null", "NULL"}
_PROSE = {"note", "content", "outcome", "coverage", "reason"}
"""Where people write sentences, 无 may be all that there is to say, and is kept."""
_OPEN = _NOTHING | {"至今"}
"""Of a last day also what says that there is none yet."""
_EPOCH_1904 = date(1904, 1, 1)
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_BREAK = re.compile(r"\s*[\n\t\r\v\f]\s*")
_WHOLE_PHONE = 7

_PICTURE = re.compile(r"=\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
"""How WPS and Excel write a picture that lies in a cell, for programs that have none."""

_DIRT, _ABOVE, _BLANK, _SEEN, _DATED = "dirt", "above", "blank", "seen", "dated"
_SAID = {
    _DIRT: "带有看不见的字符、换行、外加的引号或防公式的写法，已去掉",
    _ABOVE: "写的是“同上”，按上一行的内容导入",
    _BLANK: "只写“/”“无”之类，按空白导入",
    _SEEN: "是图片，图片不是文字，按空白导入",
    _DATED: "被 Excel 当成了日期或时间，按年月日或时刻的文字导入，请核对",
}
_Meaning = tuple[str, object]


def tidy_all(work: Work, placed: Iterable[Placed]) -> tuple[list[Placed], list[str]]:
    """The tables with cells that hold what they mean, and what the clerk must be told of it."""
    tidied, said = [], []
    for one in placed:
        found, sentences = _Tidying(one, _as_written(work, one)).result()
        tidied.append(found)
        said += sentences
    return tidied, said


class _Tidying:
    """One table; each different cell of a column is looked at once, and most columns only as one text."""

    def __init__(self, placed: Placed, as_written: Callable[[list[object], int], bool]) -> None:
        self.placed, self.as_written = placed, as_written
        self.rows = list(placed.table.rows)
        self.found: dict[str, dict[int, list[int]]] = {why: {} for why in _SAID}

    def result(self) -> tuple[Placed, list[str]]:
        changed = False
        for place, column in self.placed.columns.items():
            if isinstance(column.kind, Day) and column.kind.month == "last":
                changed |= self._as_months(place)
            if meanings := self._meanings(place, column):
                changed = True
                self._apply(place, meanings)
        table = self.placed.table
        return (
            replace(self.placed, table=replace(table, rows=self.rows)) if changed else self.placed
        ), self._said()

    def _as_months(self, place: int) -> bool:
        """Let the first of a month that is shown as that month be the month alone; whether there was any."""
        table, found = self.placed.table, False
        for line, at in table.months:
            row = self.rows[line - table.first]
            if at == place < len(row) and isinstance(day := row[place], date) and day.day == 1:
                self.rows[line - table.first] = [*row[:place], f"{day:%Y-%m}", *row[place + 1 :]]
                found = True
        return found

    def _meanings(self, place: int, column: Column) -> dict[object, _Meaning]:
        """The different cells of a column that mean something else, each with why, and what it means."""
        rows = self.rows[self.placed.begin :]
        try:
            cells: set[object] = set(map(itemgetter(place), rows))
        except IndexError:  # rows that end before this column
            cells = {row[place] for row in rows if len(row) > place}
        texts = [cell for cell in cells if isinstance(cell, str)]
        found: dict[object, _Meaning] = {}
        if self.placed.table.from_1904 and isinstance(column.kind, Day):
            found = {cell: ("", day) for cell in cells if (day := _day_of_1904(cell))}
        if self.placed.table.written and isinstance(column.kind, Day) and column.kind.month:
            # A text file may have been a workbook in which 2018.10 was a number.
            found |= {text: ("", float(text)) for text in texts if MAYBE_OCTOBER.fullmatch(text)}
        if column.key in _PROSE:
            found |= {
                cell: (_DATED, text_of(cell)) for cell in cells if isinstance(cell, date | time | timedelta)
            }
        bare = {text.strip() for text in texts}
        all_of_them = "|" + "|".join(bare)
        if (
            all_of_them.isprintable()
            and '"' not in all_of_them
            and "|'" not in all_of_them
            and not _OPEN & bare
            and not _DITTO & bare
            and PICTURE not in all_of_them
            and "|=" not in all_of_them
        ):
            return found
        one_line = _is_on_one_line(self.placed.noun, column)
        for text in texts:
            if meaning := _meaning(text, column, one_line=one_line):
                found[text] = meaning
        return found

    def _apply(self, place: int, meanings: dict[object, _Meaning]) -> None:
        table, above = self.placed.table, None
        for at in range(self.placed.begin, len(self.rows)):
            row, line = self.rows[at], table.first + at
            cell = row[place] if place < len(row) else None
            if line in self.placed.passed_over or not row:
                continue
            if (
                (meaning := meanings.get(cell))
                and not isinstance(cell, bool)
                and not self.as_written(row, place)
            ):
                why, cell = meaning
                if why == _ABOVE:
                    cell = NOTHING_ABOVE if is_blank(above) else above
                if why:
                    self.found[why].setdefault(place, []).append(line)
                self.rows[at] = [*row[:place], cell, *row[place + 1 :]]
            above = cell

    def _said(self) -> list[str]:
        name, said = self.placed.table.name, []
        for why, sentence in _SAID.items():
            if found := self.found[why]:
                said.append(f"工作表“{name}”{self._where(found)}{sentence}。")
        return said

    def _where(self, found: dict[int, list[int]]) -> str:
        """第 2、3 行的“联系电话”、“备注”"""
        lines = sorted({line for some in found.values() for line in some})
        labels = "”、“".join(self.placed.columns[place].label for place in sorted(found))
        return f"第 {listed(lines)} 行的“{labels}”"


def _meaning(text: str, column: Column, *, one_line: bool) -> _Meaning | None:
    if text == PICTURE or _PICTURE.match(text.strip()):
        return _SEEN, None
    bare = text.strip()
    if bare in _DITTO:
        return _ABOVE, None
    meant = clean(bare)
    if _is_nothing(meant, column):
        return _BLANK, None
    if one_line and _BREAK.search(meant):
        meant = _on_one_line(meant, column)
    return (_DIRT, meant or None) if meant != bare else None


def _is_nothing(text: str, column: Column) -> bool:
    """Whether a text stands for nothing: 无 is an answer where yes or no is asked, and where it is a word to choose."""
    if text in _STROKES:
        return True
    if (
        column.key in _PROSE
        or isinstance(column.kind, Flag)
        or (isinstance(column.kind, Fixed) and text in column.kind.words)
    ):
        return False
    return text in (_OPEN if isinstance(column.kind, Day) and not column.required else _NOTHING)


def _is_on_one_line(noun: Noun, column: Column) -> bool:
    """Whether a line break in the column's cells only came of their width: in names, phones and words to choose."""
    return isinstance(column.kind, Phone | Choice) or column.key in noun.bynames


def _on_one_line(text: str, column: Column) -> str:
    parts = [part for part in _BREAK.split(text) if part]
    if isinstance(column.kind, Phone):
        whole = all(sum(map(str.isdigit, part)) >= _WHOLE_PHONE for part in parts)
        return ("、" if whole else "").join(parts)
    joined = parts[0]
    for part in parts[1:]:
        words = (joined[-1] + part[0]).isascii() and (joined[-1] + part[0]).isalnum()
        joined += f" {part}" if words else part
    return joined


def _day_of_1904(cell: object) -> date | None:
    """The day of a plain number in a workbook that counts from 1904."""
    if isinstance(cell, bool) or not _SERIAL.fullmatch(text := text_of(cell)):
        return None
    return _EPOCH_1904 + timedelta(days=int(float(text)))


def _as_written(work: Work, placed: Placed) -> Callable[[list[object], int], bool]:
    """How to tell of a cell whether it still shows what is stored: such a value is kept, whatever it looks like."""
    mark, edition, noun = placed.mark, placed.edition, placed.noun
    marks = Marks.of(work.database, edition) if edition and edition.entry and mark is not None else None
    if marks is None or mark is None:
        return lambda _row, _place: False
    order = {column.key: rank for rank, column in enumerate(noun.sheet)}

    def unchanged(row: list[object], place: int) -> bool:
        seal: Any = row[mark] if mark < len(row) else None
        value = row[place]
        rank = order[placed.columns[place].key]
        return isinstance(seal, str) and marks.shows(noun, seal, rank, value)

    return unchanged
