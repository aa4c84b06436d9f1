"""The list of what is filed of a year (归档文件目录), and of the papers that are missing: on screen, as JSON, as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.formats import screen
from liaison.formats.excel import workbook
from liaison.formats.page import Page
from liaison.formats.text import to_json
from liaison.quantities import Whole

CATALOGUE = (
    Column("place", "序号", Whole()),
    Column("number", "档号"),
    Column("symbol", "文号"),
    Column("made_by", "责任者"),
    Column("title", "题名"),
    Column("day", "日期"),
    Column("secrecy", "密级"),
    Column("pages", "页数", Whole()),
    Column("note", "备注"),
)
"""The columns that DA/T 22-2015 wants, in its order; a day is written in eight digits there."""
_PLACED = (Column("code", "附件"), Column("path", "文件"))
MISSING = (
    Column("kind", "类别"),
    Column("code", "编号"),
    Column("title", "名称"),
    Column("day", "日期"),
    Column("wants", "缺少"),
    Column("command", "接着输入"),
)
_MOST = 20
"""Missing papers that the screen lists."""


@dataclass
class Filed:
    """A year that was filed: the folder, the lines of its list, and what is missing."""

    year: int
    folder: Path
    papers: Sequence[Record]
    missing: Sequence[Record]

    @property
    def stem(self) -> str:
        """The name of its list."""
        return f"归档-{self.year}"

    def to_json(self) -> Any:
        """``{folder, papers, missing}``."""
        return {
            "folder": str(self.folder),
            "papers": [to_json((*CATALOGUE, *_PLACED), one) for one in self.papers],
            "missing": [to_json(MISSING, one) for one in self.missing],
        }

    def to_screen(self) -> None:
        """What was done, and what is missing."""
        sys.stdout.write(f"{self.year}年归档 {len(self.papers)} 件，目录和文件在 {self.folder}。\n")
        if not self.missing:
            sys.stdout.write("没有发现缺少的材料。\n")
            return
        title = f"缺少的材料（{len(self.missing)}）"
        screen.table(MISSING[:-1], self.missing[:_MOST], title=title)
        rest = len(self.missing) - _MOST
        more = f"另有 {rest} 项，全部在 {CATALOGUE_FILE} 的“缺少的材料”里。\n" if rest > 0 else ""
        sys.stdout.write(f"{more}补上一项：{self.missing[0]['command']}\n")

    def to_csv(self, out: Any) -> None:
        """The list is a workbook, in the folder."""
        raise Unreadable("归档目录已经是一个工作簿，没有表格可以写成 CSV，", "请改用 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """The list is a workbook, in the folder."""
        raise Unreadable("归档目录已经是一个工作簿，没有表格可以另写成 Excel，", "请改用 --json。")


CATALOGUE_FILE = "归档目录.xlsx"
"""What the list is called in the folder."""


def write(path: Path, year: int, papers: Sequence[Record], missing: Sequence[Record], signature: str) -> None:
    """Write the list, with the missing papers on a sheet of their own."""
    lines = [one | {"day": one["day"].replace("-", "")} for one in papers]
    with workbook(path, title=f"归档文件目录（{year}年）") as book:
        page = Page(book, "归档文件目录", f"归档文件目录（{year}年）", [signature])
        page.table(CATALOGUE, lines)
        page.finish()
        if missing:
            page = Page(book, "缺少的材料", f"缺少的材料（{year}年）", [signature])
            page.table(MISSING, missing)
            page.finish()
