"""What the balance that runs along a ledger tells: whether each entry follows from the one before, and which side comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A row of a ledger: by how much it changes the balance (unknown where it cannot be read), what is left, whose it is.

    What ``begins`` only tells what there was before.
    """

    line: int
    change: int | None
    balance: int | None
    account: str = ""
    begins: bool = False


@dataclass(frozen=True)
class Followed:
    """Which rows are not what follows from the one before, each with the balance that would be; how many follow indeed."""

    wrong: dict[int, int]
    right: int


def follow(entries: Sequence[Entry], sign: int = 1, *, apart: bool = False) -> Followed:
    """Go along the entries, oldest first; ``sign`` -1 turns the sides round, ``apart`` takes each account by itself."""
    wrong, right = {}, 0
    left: dict[str, tuple[int | None, bool]] = {}
    for entry in entries:
        account = entry.account if apart else ""
        before, moved = left.get(account, (None, False))
        now = None if before is None or entry.change is None else before + sign * entry.change
        moved = moved or bool(entry.change)
        if entry.begins:
            now, moved = None, False
        if entry.balance is None:
            left[account] = (now if not entry.begins else entry.change, moved)
            continue
        if now is not None and now != entry.balance:
            wrong[entry.line] = now
        right += now == entry.balance and moved
        left[account] = (entry.balance, False)
    return Followed(wrong, right)


def oldest_first(entries: Sequence[Entry], days: Iterable[str]) -> Sequence[Entry]:
    """The entries in the order of time, where their days show that they stand the latest first."""
    known = [day for day in days if day]
    return entries[::-1] if known and known[0] > known[-1] else entries


def checked(entries: Sequence[Entry], sign: int = 1) -> Followed:
    """How the entries follow, with one balance for all of them or one for each account: whichever fits better."""
    together = follow(entries, sign)
    if not together.wrong or len({entry.account for entry in entries}) < 2:
        return together
    apart = follow(entries, sign, apart=True)
    return apart if len(apart.wrong) < len(together.wrong) else together


def incoming(entries: Sequence[Entry]) -> tuple[int, Followed, Followed]:
    """Which sign the balance gives to the entries, 0 where it does not tell; and how they follow with either."""
    plus, minus = checked(entries, 1), checked(entries, -1)
    sign = 0
    if bool(plus.right) != bool(minus.right):
        sign = 1 if plus.right else -1
    return sign, plus, minus
