"""A ledger with a side for what came in and one for what went out, or with signs: read into kind and amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liaison.cells import Lost, Unclear, shown, text_of, tight
from liaison.quantities import Money
from liaison.services.sheets.shapes.asking import Undecided
from liaison.services.sheets.shapes.balance import Entry, Followed, checked, incoming, oldest_first
from liaison.services.sheets.shapes.ledger_lines import LAST_YEAR, Line, Lines
from liaison.services.sheets.shapes.recognising import signed
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.twins import listed
from liaison.shapes import Sided

_money = Money(positive=False)


def sided(table: Reshaping, shape: Sided) -> None:
    """Read each row's side as its kind; a balance that does not follow is refused."""
    _Ledger(table, shape).read()


class _Ledger:
    """One table on its way."""

    def __init__(self, table: Reshaping, shape: Sided) -> None:
        self.table, self.shape = table, shape
        self.has_kinds = shape.kind in table.places
        self.came, self.went = self._sides()
        self.by_balance = not self.has_kinds and (self.came, self.went) == ("debit", "credit")
        self.lines = Lines(table, self.came, self.went)
        self.carried: list[int] = []

    def _sides(self) -> tuple[str, str]:
        """The keys of what came in and what went out; by its signs one column may be both.

        Of 借方 and 贷方, one that has been explained tells of the other, too.
        """
        there = self.table.places
        free = [key for key in ("debit", "credit") if key in there]
        came, went = (key if key in there else "" for key in ("income", "outgo"))
        if came or went:
            other = next(iter(free), "")
            return came or other, went or other
        return ("debit", "credit") if len(free) == 2 else (self.shape.amount, self.shape.amount)

    def read(self) -> None:
        """Read all rows."""
        lines = self.lines.read()
        days = [self.lines.day(one, self.shape.day) for one in lines]
        entries = oldest_first([self._entry(one) for one in lines], days)
        if self.by_balance:
            followed, turned = self._decided(entries)
            if turned:
                self.came, self.went = self.went, self.came
                lines = [replace(one, came=one.went, went=one.came) for one in lines]
        else:
            followed = checked(entries)
        for one in lines:
            self._write(one, followed.wrong.get(one.line))
        self._say()

    def _decided(self, entries: Sequence[Entry]) -> tuple[Followed, bool]:
        """How the entries follow the balance, and whether 贷方 is what came in. Raises ``Undecided`` where it does not tell."""
        sign, plus, minus = incoming(entries)
        if sign:
            return (plus, False) if sign > 0 else (minus, True)
        labels = self.table.label("debit"), self.table.label("credit")
        why = "余额有的行和借方对得上，有的行和贷方对得上" if plus.right else "没有余额可以对照"
        raise Undecided(self.table.table.name, labels, ("收入", "支出"), why)

    def _entry(self, one: Line) -> Entry:
        """What a row does to the balance, unknown where its kind does not tell."""
        shape, account = self.shape, text_of(self.table.cell(one.row, self.shape.account))
        came, went = one.came or 0, one.went or 0
        begins, change = bool(one.begins), came - went
        if self.has_kinds:
            kind = self._kind(one)
            begins, change = kind == shape.opening, came + went if kind in shape.ins else -(came + went)
            if kind not in (*shape.ins, *shape.outs):
                return Entry(one.line, None, one.balance, account)
        if begins:
            start = came if one.balance is None else one.balance
            return Entry(one.line, start, start, account, begins=True)
        return Entry(one.line, None if one.unread else change, one.balance, account)

    def _kind(self, one: Line) -> str:
        return tight(text_of(self.table.cell(one.row, self.shape.kind)))

    def _write(self, one: Line, wanted: int | None) -> None:
        """Put the row's kind and amount, or why it has none."""
        table, shape = self.table, self.shape
        if one.begins and not self.has_kinds and one.went is None:
            if not LAST_YEAR.fullmatch(one.begins):
                table.pass_over(one.line)
                self.carried.append(one.line)
                return
            key, kind = "balance" if one.came is None else self.came, shape.opening
        else:
            key = one.unread or (self.went if one.came is None and one.went is not None else self.came)
            kind = shape.came if key == self.came and one.went is None else shape.went
        place = table.places.get(key, table.places.get(self.went))
        cell: object = table.cell(one.row, key)
        if why := self._objection(one, kind):
            cell = Unclear(why)
        elif one.is_blurred:
            place = table.places["balance"]
            cell = Unclear(
                f"余额“{shown(table.cell(one.row, 'balance'))}”看不出是多少，请填准确的数字，或空着"
            )
        elif wanted is not None and one.balance is not None:
            written, right = _shown(one.balance), _shown(wanted)
            cell = Unclear(f"余额是 {written}，按上一笔的余额算应为 {right}，请核对收支和余额")
            place = table.places["balance"]
        elif key == shape.amount:
            cell = cell if isinstance(cell, Lost) else signed(cell)[1]
        elif one.unread:
            cell = cell if isinstance(cell, Lost) else f"{text_of(cell)}{self.lines.worth(key)}"
        else:
            value = {self.came: one.came, self.went: one.went}.get(key, one.balance)
            cell = _money.plain(value) if value is not None and value > 0 else cell
        if not self.has_kinds:
            table.put(one.line, shape.kind, kind, place)
        table.put(one.line, shape.amount, cell, place)

    def _objection(self, one: Line, kind: str) -> str:
        """Why a row's sides cannot be read."""
        came, went = self.table.label(self.came), self.table.label(self.went)
        if one.unread:
            return ""
        if one.came is not None and one.went is not None:
            return f"“{came}”和“{went}”都填了，请分成两行"
        if one.begins and one.went is not None and not self.has_kinds:
            return f"“{one.begins}”的金额填在“{went}”一列，请核对"
        if one.came is None and one.went is None and kind != self.shape.opening:
            labels = "、".join(f"“{label}”" for label in dict.fromkeys((came, went)) if label)
            return f"{labels}没有填或是零，看不出是收是支，请填写"
        told = self._kind(one) if self.has_kinds else ""
        named = self.came == "income" or self.went == "outgo"
        if named and (
            (told in self.shape.outs and one.went is None) or (told in self.shape.ins and one.came is None)
        ):
            return f"类型是“{told}”，金额却填在“{came if one.went is None else went}”一列，请核对"
        return ""

    def _say(self) -> None:
        table, shape = self.table, self.shape
        name, came, went = table.table.name, table.label(self.came), table.label(self.went)
        kinds = [f"“{came}”作“{shape.came}”"] * bool(came) + [f"“{went}”作“{shape.went}”"] * bool(went)
        if self.came == self.went:
            kinds = [f"“{came}”的正数作“{shape.came}”、负数作“{shape.went}”"]
        if not self.has_kinds:
            how = "看余额的增减，把" if self.by_balance else "把"
            table.said.append(
                f"工作表“{name}”{how}{'、'.join(kinds)}导入；是别的类型的，请另加“类型”一列写明。"
            )
        if "balance" in table.places:
            table.said.append(f"工作表“{name}”的“{table.label('balance')}”只用来核对，没有导入。")
        if self.lines.sums:
            table.said.append(f"工作表“{name}”第 {listed(self.lines.sums)} 行是合计或过页的行，没有导入。")
        if self.carried:
            table.said.append(
                f"工作表“{name}”第 {listed(self.carried)} 行是以前的余额，只用来核对，没有导入；"
                f"是上年结转的，请改写成“{shape.opening}”。"
            )


def _shown(amount: int) -> str:
    return f"-{_money.show(-amount)}" if amount < 0 else str(_money.show(amount))
