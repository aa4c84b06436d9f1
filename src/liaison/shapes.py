"""Shapes that sheets of a noun come in: what stands there in place of some of its columns, and how that is headed.

What is said here is which columns there are and what they make up; how cells are read is said in ``services/sheets/shapes``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from liaison.columns import Column
from liaison.kinds import Flag
from liaison.quantities import Money


class Shape:
    """One shape; ``makes`` are the keys of the columns that it fills, ``parts`` the columns that a sheet has in their place."""

    @property
    def makes(self) -> tuple[str, ...]:
        """The keys of the columns that its parts fill, the one that it is about first."""
        return ()

    @property
    def parts(self) -> tuple[Column, ...]:
        """What a sheet has instead of them."""
        return ()

    def fits(self, there: Collection[str]) -> bool:
        """Whether the parts that a sheet has, by their keys, are enough."""
        return False


@dataclass(frozen=True, eq=False, repr=False)
class Sided(Shape):
    """A ledger with a column for what came in and one for what went out, or with one of amounts below and above zero.

    ``came`` and ``went`` are the kinds that such entries are of, ``opening`` that of what the year before has left; ``ins``
    and ``outs`` are all kinds that add to the balance or take from it. ``day`` is that of an entry, ``account`` what may have a
    balance of its own.
    """

    kind: str
    amount: str
    came: str
    went: str
    opening: str
    ins: tuple[str, ...]
    outs: tuple[str, ...]
    day: str
    account: str

    @property
    def makes(self) -> tuple[str, ...]:
        """Amount and kind."""
        return (self.amount, self.kind)

    @cached_property
    def parts(self) -> tuple[Column, ...]:
        """The two sides, by either names, and what is left after each entry."""
        return (
            _side(
                "income",
                "收入",
                "收入金额 收方 收方金额 收款 收款金额 收到金额 进账 存入 存入金额 转入 转入金额 收",
            ),
            _side(
                "outgo",
                "支出",
                "支出金额 付方 付方金额 付款 付款金额 支付金额 出账 支取 取出 转出 转出金额 支 付",
            ),
            _side("debit", "借方", "借 借方金额 借方发生额 借方发生 借方额"),
            _side("credit", "贷方", "贷 贷方金额 贷方发生额 贷方发生 贷方额"),
            _side("balance", "余额", "结余 结存 账户余额 当前余额 结余金额 结存金额 余额数"),
        )

    def fits(self, there: Collection[str]) -> bool:
        """One side is enough where its name tells which; of 借方 and 贷方 both are needed."""
        return bool({"income", "outgo"} & set(there)) or {"debit", "credit"} <= set(there)


def _side(key: str, label: str, synonyms: str) -> Column:
    return Column(key, label, Money(), synonyms=tuple(synonyms.split()))


@dataclass(frozen=True, eq=False, repr=False)
class Crossed(Shape):
    """Records of two references set out crosswise: one down the side, the other along the top, a mark where they meet.

    ``counts`` is the column that a number in a cell fills; a mark alone leaves it unknown.
    """

    one: str
    other: str
    counts: str


@dataclass(frozen=True, eq=False, repr=False)
class Stacked(Shape):
    """One record in several rows below each other, its name merged over them: what the rows have of their own is joined."""

    joined: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Shared(Shape):
    """Several records in a cell that takes one: the first is it, the others go where there is room for several."""

    first: str
    others: str


@dataclass(frozen=True, eq=False, repr=False)
class SignedIn(Shape):
    """A row for each person instead of a number of them: ``counts`` is how many there are for each record of ``by``, whose last is
    whom they are from, ``party`` how many of them are party members, where the sheet tells it."""

    by: tuple[str, ...]
    counts: str
    party: str

    @property
    def makes(self) -> tuple[str, ...]:
        """The numbers."""
        return (self.counts, self.party)

    @cached_property
    def parts(self) -> tuple[Column, ...]:
        """Who signed, and whether that is a party member."""
        names = "参加人 参加人员 参会人 参会人员 与会人员 到会人员 出席人员 人员 人员姓名 参加人姓名 签到人 签到人姓名 签到姓名 签名"
        party = "是否党员 政治面貌 是否中共党员 中共党员 党员（是/否）"
        return (
            Column(f"{self.counts}.name", "姓名", synonyms=tuple(names.split())),
            Column(f"{self.counts}.party", "党员", Flag(), synonyms=tuple(party.split())),
        )

    def fits(self, there: Collection[str]) -> bool:
        """Names are enough."""
        return self.parts[0].key in there


@dataclass(frozen=True, eq=False, repr=False)
class Measured(Shape):
    """A column of values that is headed by what was measured: the name of the record that ``by`` refers to, where that is told of
    the whole sheet. A row with nothing there, or one of the words ``none``, says that nothing was measured, unless it says so
    in another of the columns ``besides``."""

    value: str
    by: str
    none: tuple[str, ...]
    besides: tuple[str, ...] = ()
