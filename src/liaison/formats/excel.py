"""New workbooks: their styles, and sheets that are filled in and brought back; ``page`` has those to print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from liaison import drafts
from liaison.columns import Column, Record
from liaison.formats.files import replacing, unwritable
from liaison.formats.grid import MARK, UNSEEN, Field, fill, sized
from liaison.formats.paper import (
    BODY,
    STYLES,
    advice,
    head_height,
    is_wide,
    page_setup,
    pages_across,
    sheet_name,
    style_of,
)
from liaison.formats.seen import cover, kept, profile
from liaison.kinds import Choice, Fixed, Flag, Kind, Ref
from liaison.several import Refs

OPTIONS = "_选项"
"""The hidden sheet that holds what drop-downs offer; reading passes over it."""

_SPARE = 1_000
"""Empty rows below the data that have drop-downs too."""

_BY_HAND = 20
"""Rows that an empty form has on paper."""

_LONGEST_LIST = 255
"""Characters that the words of a drop-down may have where they are not kept on the hidden sheet."""

GREY = "#808080"
_ALLOWED = dict.fromkeys(
    (
        *("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "insert_columns"),
        *("sort", "autofilter"),
    ),
    True,
)
"""What a protected sheet lets people do; there is no password, for nothing is secret."""


@contextmanager
def workbook(path: Path, *, title: str, author: str = "", large: bool = False) -> Iterator[Book]:
    """A new workbook that appears at ``path`` when all went well. Raises ``BadFile`` if it cannot be written.

    ``large`` keeps the memory flat whatever the number of rows; cells must then be written row by row in each sheet.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with replacing(path) as draft, drafts.scratch() as scratch:
        raw = Workbook(
            str(draft),
            {
                "constant_memory": large,
                "tmpdir": str(scratch),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "default_format_properties": {"font_name": BODY, "font_size": 11},
                # The pixels of a column in that font, whose digits are wider than those of Calibri.
                "default_column_width": 72,
            },
        )
        raw.set_properties({"title": title, "author": author})
        book = Book(raw)
        try:
            yield book
            book.finish()
            raw.close()
            cover(draft)
        except FileCreateError as error:
            cause = error.args[0]
            raise (unwritable(path, cause) if isinstance(cause, OSError) else error) from error
        finally:
            for sheet in raw.worksheets() if large else ():
                sheet._opt_close()


class Book:
    """A workbook being written; ``raw`` is XlsxWriter's own, for charts."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._styles: dict[tuple[str, tuple[tuple[str, object], ...]], Any] = {}
        self._offers: dict[tuple[str, ...], str] = {}
        self.pages: dict[str, int] = {}
        """How many pages each sheet takes, by its name, as far as it is known."""

    def style(self, name: str, **more: object) -> Any:
        """The named style of ``paper.STYLES``, with properties of XlsxWriter added; the same one each time."""
        key = name, tuple(sorted(more.items()))
        if key not in self._styles:
            self._styles[key] = self.raw.add_format({**STYLES[name], **more})
        return self._styles[key]

    def sheet(self, name: str) -> Any:
        """A new sheet of that name, changed where Excel would not take it or another sheet has it."""
        from liaison.formats.quick import QuickSheet

        taken = [one.name for one in self.raw.worksheets()]
        return self.raw.add_worksheet(sheet_name(profile().words(name), taken), worksheet_class=QuickSheet)

    def data_sheet(
        self,
        name: str,
        columns: Sequence[Column],
        records: Iterable[Record] = (),
        *,
        mark: str,
        examples: Sequence[Record] = (),
        options: Mapping[str, Sequence[str]] | None = None,
        remark: str = "",
        above: str = "",
        fixed: Collection[str] | None = (),
    ) -> Any:
        """A sheet to fill in and bring back: labels in row 1 with ★ where required, notes, drop-downs; a form if empty.

        ``mark`` is the heading of a hidden last column, which holds what each record has under ``MARK``. ``examples`` are
        shown in grey. ``options`` holds, by key, the words that choices and references offer; others may be typed all the
        same. The labels are protected, and in the rows of records the columns ``fixed`` (``None``: all).

        ``above``, the sheet's name and ``remark`` are printed above each page; where the columns want several pages side
        by side, those up to the first required one are printed on each.
        """
        sheet, columns = self.sheet(name), kept(columns)
        marked = (*columns, Column(MARK, mark, Kind()))
        sheet.unique = len(columns)
        locked = [fixed is None or column.key in fixed for column in marked]
        fields = [
            Field(self, column, framed=False, locked=lock)
            for column, lock in zip(marked, locked, strict=True)
        ]
        grey = [
            Field(
                self, replace(column, private=False), framed=False, locked=False, font_color=GREY, italic=True
            )
            for column in marked
        ]
        rows, widths = sized(fields, chain(examples, records) if examples else records)
        labels = [field.column.label + "★" * field.column.required for field in fields]
        self.header(sheet, 0, list(zip(fields, labels, strict=True)))
        sheet.write_string(0, len(columns), mark, self.style("header", num_format=UNSEEN))
        for index, column in enumerate(marked):
            if column.key != MARK:
                note = {"x_scale": 1.6, "font_name": BODY, "font_size": 9}
                sheet.write_comment(0, index, advice(column), note)
        begin = fill(sheet, grey, islice(rows, len(examples)), 1)
        end = fill(sheet, fields, rows, begin)
        for index, column in enumerate(marked):
            self._offer(sheet, index, column, end + _SPARE, (options or {}).get(column.key, ()))
        sheet.autofilter(0, 0, max(end - 1, 1), len(marked) - 1)
        for index, (field, width) in enumerate(zip(fields, widths, strict=True)):
            free = Field(self, field.column, framed=False, locked=False).style
            sheet.set_column(
                index, index, max(width, field.least), free, {"hidden": field.column.key == MARK}
            )
        sheet.freeze_panes(1, 0)
        sheet.protect("", _ALLOWED)
        named = 1 + next((index for index, column in enumerate(columns) if column.required), 0)
        across = pages_across(
            [max(width, field.least) for field, width in zip(fields[:-1], widths[:-1], strict=True)], named
        )
        heading = f"{above}\n{remark}".strip("\n"), name
        page_setup(sheet, landscape=is_wide(widths[:-1]), header=(0, 0), above=heading, across=across)
        # On paper it is filled in by hand: lines between the cells, and some rows of them.
        sheet.hide_gridlines(0)
        sheet.print_area(0, 0, max(end - 1, _BY_HAND), len(columns) - 1)
        if across > 1:
            sheet.repeat_columns(0, named - 1)
        return sheet

    def finish(self) -> None:
        """Write the hidden sheet with what the drop-downs offer."""
        if not self._offers:
            return
        sheet = self.raw.add_worksheet(OPTIONS)
        for row in range(max(map(len, self._offers))):
            for index, words in enumerate(self._offers):
                if row < len(words):
                    sheet.write_string(row, index, words[row])
        sheet.hide()

    def sums(self, sheet: Any, fields: list[Field], begin: int, row: int) -> None:
        """The last row of a list: 合计, and a formula that carries its value under each column that adds up."""
        from xlsxwriter.utility import xl_range

        for index, field in enumerate(fields):
            style = self.style(style_of(field.kind), bold=True)
            if not index and not field.column.adds:
                sheet.write_string(row, index, "合计", self.style("text", bold=True))
                continue
            if field.column.adds:
                value = field.kind.cell(field.sum)
                if field.whole_style and value == int(value):
                    style = self.style("whole", bold=True)
                sheet.write_formula(
                    row, index, f"=SUM({xl_range(begin, index, row - 1, index)})", style, value
                )
                field.measure(field.kind.show(field.sum))
            else:
                sheet.write_blank(row, index, None, style)

    def header(self, sheet: Any, row: int, labels: list[tuple[Field, str]]) -> None:
        """The row of labels, as high as the longest needs."""
        sheet.set_row(row, head_height((label, field.room) for field, label in labels))
        for index, (_, label) in enumerate(labels):
            sheet.write_string(row, index, label, self.style("header"))

    def _offer(self, sheet: Any, index: int, column: Column, last: int, words: Sequence[str]) -> None:
        """Give a column a drop-down: strict for the program's own words, a suggestion for the council's."""
        if isinstance(column.kind, Flag | Fixed):
            offered = ("是", "否") if isinstance(column.kind, Flag) else tuple(column.kind.words)
            # Excel takes only so long a list in place.
            in_place = len(",".join(offered)) <= _LONGEST_LIST
            source: object = list(offered) if in_place else "=" + self._named(offered)
            rule = {"error_title": "不在可选范围内", "error_message": "请从下拉列表中选择。"}
        elif words and isinstance(column.kind, Choice | Ref) and not isinstance(column.kind, Refs):
            source = "=" + self._named(tuple(words))
            rule = {
                "error_type": "information",
                "error_title": "列表里没有",
                "error_message": "确实是新的，请点“确定”。",
            }
        else:
            return
        sheet.data_validation(1, index, last, index, {"validate": "list", "source": source, **rule})

    def _named(self, words: tuple[str, ...]) -> str:
        """The defined name of a list on the hidden sheet; the same list is kept once."""
        if words not in self._offers:
            from xlsxwriter.utility import xl_col_to_name

            name, letter = f"liaison_{len(self._offers) + 1}", xl_col_to_name(len(self._offers))
            self.raw.define_name(name, f"='{OPTIONS}'!${letter}$1:${letter}${len(words)}")
            self._offers[words] = name
        return self._offers[words]
