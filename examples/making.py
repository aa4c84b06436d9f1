"""What the scripts that make the example councils have in common: days, dice, units, ledgers, and sheets as CSV.

Each council lies in a folder of its own beside this file, with its ``make.py``. A script throws dice of one fixed seed, so
running it again writes the same bytes on any Python.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")

# What the plain week does not tell: the public holidays and the weekends worked (the State Council's calendar).
HOLIDAYS = {
    f"{year}-{month}-{d}"
    for year, month, days in (
        (2022, 1, [1, 2, 3, 31]),
        (2022, 2, range(1, 7)),
        (2022, 4, [3, 4, 5, 30]),
        (2022, 5, range(1, 5)),
        (2022, 6, [3, 4, 5]),
        (2022, 9, [10, 11, 12]),
        (2022, 10, range(1, 8)),
        (2022, 12, [31]),
        (2023, 1, [1, 2, *range(21, 28)]),
        (2023, 4, [5, 29, 30]),
        (2023, 5, [1, 2, 3]),
        (2023, 6, [22, 23, 24]),
        (2023, 9, [29, 30]),
        (2023, 10, range(1, 7)),
    )
    for d in days
}
WORKED_WEEKENDS = {
    *("2022-1-29", "2022-1-30", "2022-4-2", "2022-4-24", "2022-5-7", "2022-10-8", "2022-10-9"),
    *("2023-1-28", "2023-1-29", "2023-4-23", "2023-5-6", "2023-6-25", "2023-10-7", "2023-10-8"),
}


def table(text: str, cells: int) -> list[list[str]]:
    """Read a block of lines whose cells are parted by | into rows of exactly so many cells."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    for row in rows:
        if len(row) != cells:
            raise ValueError(f"{len(row)} cells, not {cells}: {row}")
    return rows


def day(text: str) -> date:
    """2023-05-01 → a date."""
    return date.fromisoformat(text)


def is_workday(d: date) -> bool:
    """Whether offices are open on that day."""
    key = f"{d.year}-{d.month}-{d.day}"
    return key in WORKED_WEEKENDS or (d.weekday() < 5 and key not in HOLIDAYS)


def workday_from(d: date) -> date:
    """The first working day on or after d."""
    while not is_workday(d):
        d += timedelta(days=1)
    return d


class Dice(random.Random):
    """Dice of one fixed seed; only ``random()`` is thrown, which no version of Python throws differently."""

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def drawn(self, pool: Sequence[Thing], count: int) -> list[Thing]:
        """So many of the pool, each once, in the order in which they were drawn."""
        return sorted(pool, key=lambda _: self.random())[:count]


def yuan(cents: int) -> str:
    """120050 → 1200.50."""
    return f"{cents // 100}.{cents % 100:02d}"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def moves_told(told: str) -> list[tuple[str, str]]:
    """提议 2022-01-12 共商 2022-06-10 → each state with its day; a state without a day tells no move."""
    words = told.split()
    return list(zip(words[::2], words[1::2], strict=True)) if len(words) > 1 else []


def write(folder: Path, name: str, header: str, rows: list[list[object]]) -> None:
    """Write one sheet into a folder, the way Excel saves CSV UTF-8: with a BOM, lines ending in CRLF."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    labels = header.split()
    sheet.writerow(labels)
    for row in rows:
        if len(row) != len(labels):
            raise ValueError(f"{name}: {len(row)} cells under {len(labels)} headers: {row}")
        sheet.writerow(["" if cell is None else str(cell) for cell in row])
    (folder / name).write_bytes(out.getvalue().encode("utf-8-sig"))


@dataclass
class Unit:
    """One unit of the roster."""

    code: str
    nick: str
    name: str
    short: str
    category: str
    rank: int
    party: int
    staff: int
    spells: list[tuple[date, date | None]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What the other sheets call it: its short name, else its name."""
        return self.short or self.name

    def member_on(self, d: date) -> bool:
        """Whether a spell covers the day, both ends included."""
        return any(first <= d and (last is None or d <= last) for first, last in self.spells)


@dataclass(eq=False)
class Entry:
    """One ledger row; money in 分."""

    on: date
    kind: str
    cents: int
    unit: str = ""
    subject: str = ""
    payee: str = ""
    note: str = ""
    reverses: Entry | None = None
    slip: str = ""  # entries of one day that share a slip share a voucher
    serial: int = 0
    voucher: str = ""


@dataclass
class Fund:
    """One fund with its ledger; ``units`` are the units by the name that the script has for them."""

    code: str
    name: str
    project: str
    custodian: str
    budget: str
    opened: str
    units: Mapping[str, Unit]
    dice: Dice
    entries: list[Entry] = field(default_factory=list)

    def book(
        self,
        on: str | date,
        kind: str,
        cents: int,
        nick: str = "",
        *,
        subject: str = "",
        payee: str = "",
        note: str = "",
        slip: str = "",
    ) -> Entry:
        """Add an entry; the order of days and the numbers come at the end."""
        on = day(on) if isinstance(on, str) else on
        unit = self.units[nick].label if nick else ""
        entry = Entry(on, kind, cents, unit, subject, payee, note, slip=slip)
        self.entries.append(entry)
        return entry

    def receive(self, on: str | date, cents: int, nick: str, note: str, slip: str = "") -> Entry:
        """Money of a unit arrives."""
        return self.book(on, "到账", cents, nick, note=note, slip=slip)

    def spend(self, on: str | date, cents: int, subject: str, payee: str, note: str, slip: str = "") -> Entry:
        """Pay a supplier."""
        return self.book(on, "支出", cents, subject=subject, payee=payee, note=note, slip=slip)

    def direct(self, on: str, cents: int, nick: str, subject: str, payee: str, note: str) -> None:
        """A unit pays the supplier itself."""
        self.book(on, "直付", cents, nick, subject=subject, payee=payee, note=note)

    def reverse(self, wrong: Entry, on: str, note: str) -> None:
        """Undo a wrong entry on its own day."""
        self.entries.append(
            Entry(day(on), "冲正", wrong.cents, wrong.unit, wrong.subject, wrong.payee, note, reverses=wrong)
        )

    def apportion(self, on: str, cents: int, bases: dict[str, int], batch: str, how: str) -> dict[str, int]:
        """Dues that sum to the total exactly: largest remainder, ties to the lower code."""
        whole = sum(bases.values())
        shares = {nick: cents * base // whole for nick, base in bases.items()}
        left = cents - sum(shares.values())
        order = sorted(bases, key=lambda n: (-(cents * bases[n] % whole), self.units[n].code))
        for nick in order[:left]:
            shares[nick] += 1
        for nick in sorted(shares, key=lambda n: self.units[n].code):
            self.book(on, "应缴", shares[nick], nick, note=f"{batch}，{how}（示例）")
        return shares

    def collect(self, shares: dict[str, int], first: str, days: int, batch: str) -> None:
        """Receipts of the whole share, each on a working day within so many days of the first."""
        for nick, cents in shares.items():
            on = workday_from(day(first) + timedelta(days=self.dice.between(0, days)))
            self.receive(on, cents, nick, f"{batch}到账（示例）")

    def number(self) -> None:
        """Put the entries in order of days and give them their serial and voucher numbers."""
        self.entries.sort(key=lambda e: (e.on, e.kind == "支出"))
        vouchers: dict[int, int] = {}
        slips: dict[str, str] = {}
        for serial, e in enumerate(self.entries, start=1):
            e.serial = serial
            if e.kind in ("上年结转", "应缴", "认缴", "减免"):
                continue
            if e.slip and e.slip in slips:
                e.voucher = slips[e.slip]
                continue
            vouchers[e.on.year] = vouchers.get(e.on.year, 0) + 1
            e.voucher = f"示例{e.on.year}-{self.code}-{vouchers[e.on.year]:03d}"
            if e.slip:
                slips[e.slip] = e.voucher


def write_funds(folder: Path, funds: list[Fund]) -> None:
    """The funds, and their ledgers put in order and numbered."""
    write(
        folder,
        "fund.csv",
        "编号 专项名称 项目 托管单位 收款户名 账号 开户行 预算 设立日期",
        [
            [
                f.code,
                f.name,
                f.project,
                f.units[f.custodian].label,
                "示例共建专户",
                f"示例账号{f.code}",
                "示例银行示例支行",
                f.budget,
                f.opened,
            ]
            for f in funds
        ],
    )
    rows: list[list[object]] = []
    for f in funds:
        f.number()
        rows += [
            [f.name, e.serial, e.on, e.kind, e.unit, yuan(e.cents), e.subject, e.voucher, e.payee,
             e.reverses.serial if e.reverses else "", e.note]
            for e in f.entries
        ]  # fmt: skip
    write(folder, "entry.csv", "专项 流水号 日期 类型 单位 金额 科目 凭证号 对方 冲正流水号 摘要", rows)
