"""How the money commands answer: an apportioning, and a fund's statement."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import MEMBERS, Column, Record
from liaison.dates import Day
from liaison.figures.money.fund_lists import DEALINGS, FUNDS
from liaison.figures.summary.texts import memorandum
from liaison.formats import screen, text
from liaison.kinds import Ref
from liaison.nouns.money.fund import OF_PAID, PAID
from liaison.quantities import Money, Number, Whole

_money = Money(positive=False)
_BY_UNIT = DEALINGS[1:]
ENTRIES = (
    Column("entry", "流水号"),
    Column("day", "日期", Day()),
    Column("kind", "类型"),
    Column("unit", "单位", Ref("member")),
    Column("amount", "金额", _money),
    Column("category", "科目"),
    Column("voucher", "凭证号"),
    Column("payee", "对方", listed=False, reader=MEMBERS),
    Column("note", "摘要", listed=False, reader=MEMBERS),
    Column("balance", "结余", _money),
)
_STATEMENT = (
    Column("code", "编号"),
    Column("name", "专项"),
    Column("budget", "预算", _money),
    *FUNDS[2:6],
    Column("spent", "支出", _money),
    Column("refunded", "退款", _money),
    Column("balance", "结余", _money),
    Column("arrears", "欠缴", _money),
    Column("overpaid", "多缴", _money),
)


def arrears_shown(
    columns: tuple[Column, ...], records: list[Record], *, one_fund: bool
) -> tuple[Column, ...]:
    """The columns of a list of arrears as people see them: without the fund where it is told already, and with what went into
    what was paid that was no money."""
    shown: list[Column] = []
    for one in columns:
        if one.key == "fund" and one_fund:
            continue
        shown.append(one)
        if one.key == PAID.key:
            shown += [part for part in OF_PAID if any(record[part.key] for record in records)]
    return tuple(shown)


def with_signs(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of entries as people read them: what goes out, is waived or reversed with a minus."""
    return tuple(Column("signed", one.label, _money) if one.key == "amount" else one for one in columns)


@dataclass
class Apportioned:
    """Each unit's share of a total; ``state`` says, in words, what has become of them."""

    fund: Record
    round: str
    total: int
    shares: list[Record]
    weighed: bool
    state: str

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

    def to_json(self) -> Any:
        """``{fund, round, total, shares}``."""
        rows = [text.to_json(self.columns, row) for row in self.shares]
        return {
            "fund": self.fund["name"],
            "fund_code": self.fund["code"],
            "round": self.round,
            "total": _money.plain(self.total),
            "shares": rows,
        }

    def to_screen(self) -> None:
        """The shares as a table."""
        total = f"{_money.show(self.total)} 元，{len(self.shares)} 家"
        title = f"{self.fund['name']} {self.round}：{total}（{self.state}）"
        screen.table(self.columns, self.shares, title=title)

    def to_csv(self, out: Any) -> None:
        """The shares."""
        text.write_csv(self.columns, self.shares, out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The shares, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        with workbook(path, title=self.stem) as book:
            page = Page(book, "分摊表", self.stem, [signature, memorandum(self.fund["custodian"])])
            page.table(self.columns, self.shares)
            page.finish()


@dataclass
class Statement:
    """What a fund's ledger comes to in a ``period`` (empty: all of it), by unit and entry by entry.

    ``columns`` are those of the entries; ``narrowed`` says which of them are listed, where these are not all, and
    ``of_units`` of which units; the totals are those of the whole fund.
    """

    total: Record
    units: list[Record]
    entries: list[Record]
    period: str
    columns: tuple[Column, ...]
    narrowed: str = ""
    of_units: str = ""

    @property
    def stem(self) -> str:
        """The file's name; it holds the year where there is one."""
        period, part = (f"-{self.period}" if self.period else ""), ("-部分" if self.narrowed else "")
        return f"{self.total['name']}{period}-收支表{part}"

    def to_json(self) -> Any:
        """The totals, the units and the entries."""
        return text.to_json(_STATEMENT, self.total) | {
            "custodian": self.total["custodian"],
            "units": [text.to_json(_BY_UNIT, row) for row in self.units],
            "entries": [text.to_json(self.columns, row) for row in self.entries],
        }

    def to_screen(self) -> None:
        """Totals, units, entries."""
        sys.stdout.write(self._memorandum + "\n")
        screen.record(_STATEMENT, self.total)
        screen.table(_BY_UNIT, self.units, title="单位往来", under=self.of_units)
        nothing = f"逐笔明细没有符合的（{self.narrowed}）。" if self.narrowed else ""
        columns = with_signs(self.columns)
        screen.table(columns, self.entries, title="逐笔明细", under=self.narrowed, nothing=nothing)

    @property
    def _memorandum(self) -> str:
        return memorandum(self.total["custodian"])

    def to_csv(self, out: Any) -> None:
        """The entries."""
        text.write_csv(self.columns, self.entries, out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """Three sheets, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        parts = (
            ("收支", "", _STATEMENT, [self.total]),
            ("单位往来", self.of_units, _BY_UNIT, self.units),
            ("逐笔明细", self.narrowed, with_signs(self.columns), self.entries),
        )
        with workbook(path, title=self.stem) as book:
            for name, narrowed, columns, records in parts:
                page = Page(book, name, f"{self.stem}：{name}", [signature, narrowed, self._memorandum])
                page.table(columns, records)
                page.finish()
