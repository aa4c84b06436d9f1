"""How the money commands answer: an apportioning, and a fund's statement."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column, Record
from liaison.figures.summary.notes import fill, texts
from liaison.formats import screen, text
from liaison.kinds import Ref
from liaison.quantities import Money, Number, Whole

_money = Money(positive=False)


def memorandum(custodian: str | None) -> str:
    """What every money sheet says: the ledger is a memorandum, and who keeps the money."""
    return fill(texts()["money"]["memorandum"], {"custodian": custodian or "托管单位"}) or ""


@dataclass
class Apportioned:
    """Each unit's share of a total."""

    fund: Record
    round: str
    total: int
    shares: list[Record]
    weighed: bool
    kept: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        """Unit, what it is measured by, and its share."""
        base = Number() if self.weighed else Whole()
        return (
            Column("unit", "单位", Ref("member")),
            Column("base", "分摊基数", base, adds=not self.weighed),
            Column("share", "应缴（元）", _money, adds=True),
        )

    @property
    def stem(self) -> str:
        """The file's name."""
        return f"{self.fund['name']}-{self.round}-分摊表"

    def to_json(self, *, reveal: bool) -> Any:
        """``{fund, round, total, shares}``."""
        rows = [text.to_json(self.columns, row) for row in self.shares]
        return {
            "fund": self.fund["name"],
            "fund_code": self.fund["code"],
            "round": self.round,
            "total": _money.plain(self.total),
            "shares": rows,
        }

    def to_screen(self, *, reveal: bool) -> None:
        """The shares as a table."""
        state = "已记为应缴" if self.kept else "试算，没有写入"
        title = f"{self.fund['name']} {self.round}：{_money.show(self.total)} 元，{len(self.shares)} 家（{state}）"
        screen.table(self.columns, self.shares, title=title)

    def to_csv(self, out: Any, *, reveal: bool) -> None:
        """The shares."""
        text.write_csv(self.columns, self.shares, out)

    def to_book(self, path: Path, *, signature: str, reveal: bool) -> None:
        """The shares, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        with workbook(path, title=self.stem) as book:
            page = Page(book, "分摊表", self.stem, [signature, memorandum(self.fund["custodian"])])
            page.table(self.columns, self.shares)
            page.finish()


@dataclass
class Statement:
    """What a fund's ledger comes to, by unit and entry by entry."""

    total: Record
    units: list[Record]
    entries: list[Record]
    year: int | None

    @property
    def stem(self) -> str:
        """The file's name; it holds the year where there is one."""
        return f"{self.total['name']}{f'-{self.year}年' if self.year else ''}-收支表"

    def to_json(self, *, reveal: bool) -> Any:
        """The totals, the units and the entries."""
        from liaison.figures.summary.tables import DEALINGS, ENTRIES, STATEMENT

        return text.to_json(STATEMENT, self.total) | {
            "custodian": self.total["custodian"],
            "units": [text.to_json(DEALINGS[1:], row) for row in self.units],
            "entries": [text.to_json(ENTRIES, row) for row in self.entries],
        }

    def to_screen(self, *, reveal: bool) -> None:
        """Totals, units, entries."""
        from liaison.figures.summary.tables import DEALINGS, ENTRIES, STATEMENT

        sys.stdout.write(self._memorandum + "\n")
        screen.record(STATEMENT, self.total)
        screen.table(DEALINGS[1:], self.units, title="单位往来")
        screen.table(ENTRIES, self.entries, title="逐笔明细")

    @property
    def _memorandum(self) -> str:
        return memorandum(self.total["custodian"])

    def to_csv(self, out: Any, *, reveal: bool) -> None:
        """The entries."""
        from liaison.figures.summary.tables import ENTRIES

        text.write_csv(ENTRIES, self.entries, out)

    def to_book(self, path: Path, *, signature: str, reveal: bool) -> None:
        """Three sheets, ready to print."""
        from liaison.figures.summary.tables import DEALINGS, ENTRIES, STATEMENT
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        parts = (("收支", STATEMENT, [self.total]), ("单位往来", DEALINGS[1:], self.units))
        with workbook(path, title=self.stem) as book:
            for name, columns, records in (*parts, ("逐笔明细", ENTRIES, self.entries)):
                page = Page(book, name, f"{self.stem}：{name}", [signature, self._memorandum])
                page.table(columns, records)
                page.finish()
