"""The entries of a fund's ledger, one by one."""

from __future__ import annotations

from collections import defaultdict

from liaison.columns import Record
from liaison.queries.money.fund import LEDGER, STANDING_DUE
from liaison.store.database import Database


def entries(database: Database, fund: int, start: str, end: str) -> list[Record]:
    """A fund's entries within the period in the order of days, money in before money out, with the running balance."""
    balance = database.value(
        f"SELECT CAST(COALESCE(sum(l.balance), 0) AS BIGINT) FROM ({LEDGER}) AS l WHERE l.fund_id = :fund AND l.day < :start",
        fund=fund,
        start=start,
    )
    rows = database.records(
        f"SELECT l.*, u.name AS unit, u.code AS unit_code, u.short AS unit_short FROM ({LEDGER}) AS l "
        "LEFT JOIN unit AS u ON u.id = l.unit_id "
        "WHERE l.fund_id = :fund AND l.day >= :start AND l.day <= :to ORDER BY l.day, l.balance < 0, l.id",
        fund=fund,
        start=start,
        to=end,
    )
    for row in rows:
        moved = row["balance"] or row["due"] or row["in_kind"]
        row["signed"] = -row["amount"] if moved < 0 else row["amount"]
        balance += row["balance"]
        row["balance"] = balance
        row["entry"] = row["number"]
    return rows


def signed(database: Database, fund: int) -> dict[int, int]:
    """What each entry of a fund moves, by its key: less than nothing where it goes out, is waived or reversed."""
    return {row["id"]: row["signed"] for row in entries(database, fund, "", "9999-12-31")}


def booked(database: Database, fund: int) -> list[Record]:
    """A fund's entries as they are stored, in the order of their booking."""
    return database.records("SELECT * FROM entry WHERE fund_id = :fund ORDER BY id", fund=fund)


def numbers(database: Database, fund: int) -> set[str]:
    """The serial numbers of a fund's ledger."""
    return {
        number for (number,) in database.tuples("SELECT number FROM entry WHERE fund_id = :fund", fund=fund)
    }


def last_day(database: Database, fund: int) -> str | None:
    """The day of a fund's latest entry."""
    found: str | None = database.value("SELECT max(day) FROM entry WHERE fund_id = :fund", fund=fund)
    return found


def dues_apportioned(database: Database, fund: int) -> list[Record]:
    """The dues that an apportioning has booked, each with the day on which it was reversed, if it was (``reversed_on``)."""
    return database.records(
        "SELECT e.*, r.day AS reversed_on FROM entry AS e LEFT JOIN entry AS r ON r.reverses_id = e.id "
        "WHERE e.fund_id = :fund AND e.kind = '应缴' AND e.round IS NOT NULL ORDER BY e.id",
        fund=fund,
    )


def open_dues(database: Database, fund: int, day: str) -> dict[int, list[Record]]:
    """What each unit was to pay a fund by the end of a day and was not reversed by then, due by due: ``{day, kind, amount, round,
    note}`` by the unit's key."""
    found: dict[int, list[Record]] = defaultdict(list)
    for row in database.records(
        "SELECT e.unit_id, e.day, e.kind, e.amount, e.round, e.note FROM entry AS e "
        f"WHERE e.fund_id = :fund AND {STANDING_DUE} ORDER BY e.day, e.id",
        fund=fund,
        to=day,
    ):
        found[row["unit_id"]].append(row)
    return found
