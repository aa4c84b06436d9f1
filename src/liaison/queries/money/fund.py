"""Funds: what their ledgers come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from liaison.columns import Column, Noun, Record
from liaison.kinds import Ref
from liaison.nouns.council.member import MEMBER
from liaison.nouns.money.fund import BALANCE, DEALT, FUND, OWED, PAID
from liaison.quantities import Money, Whole
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.unit_file import Part
from liaison.rules.money.ledger import CARRIED_OVER, DUES, EFFECTS, MEASURES, arrears, overpaid, owed_since
from liaison.store.database import Database


def _signed(measure: str) -> str:
    """The SQL expression for what an entry ``e`` (reversing ``o``, if it does) adds to a measure."""
    cases = " ".join(
        f"WHEN '{kind}' THEN {'-' if signs[measure] < 0 else ''}e.amount"
        for kind, signs in EFFECTS.items()
        if measure in signs
    )
    return f"CASE COALESCE(o.kind, e.kind) {cases} ELSE 0 END * CASE WHEN o.id IS NULL THEN 1 ELSE -1 END AS {measure}"


LEDGER = (
    "SELECT e.id, e.fund_id, e.unit_id, e.day, e.number, e.kind, e.amount, COALESCE(e.category, o.category) AS category, "
    "e.voucher, e.payee, e.note, COALESCE(o.kind, e.kind) AS base_kind, o.number AS reversed, o.day AS reversed_day, "
    + ", ".join(map(_signed, MEASURES))
    + " FROM entry AS e LEFT JOIN entry AS o ON o.id = e.reverses_id"
)
"""Every ledger entry with what it adds to each measure."""

_SUMS = ", ".join(f"CAST(COALESCE(sum(l.{measure}), 0) AS BIGINT) AS {measure}" for measure in MEASURES)

BY_UNIT = f"""
    SELECT l.fund_id, l.unit_id, {_SUMS}
    FROM ({LEDGER}) AS l
    WHERE l.day <= :to AND l.unit_id IS NOT NULL
    GROUP BY l.fund_id, l.unit_id"""
"""What each unit and fund have come to by the end of a day: the ground of arrears."""


STANDING_DUE = (
    f"e.kind IN ({quoted(DUES)}) AND e.day <= :to "
    "AND NOT EXISTS (SELECT 1 FROM entry AS r WHERE r.reverses_id = e.id AND r.day <= :to)"
)
"""The condition that entry ``e`` is what a unit was to pay by the end of a day, and was not reversed by then."""


def owing(sums: str) -> str:
    """The SQL of what is still to be paid, less than nothing where too much was; ``sums`` is the form of a measure's sum.

    What was given back counts as far as it was received here: a unit owes again what it had paid, not what came from elsewhere.
    """
    due, received, in_kind, refunded = (
        sums.format(key) for key in ("due", "received", "in_kind", "refunded")
    )
    return f"{due} - {received} - {in_kind} + CASE WHEN {refunded} > {received} THEN {received} ELSE {refunded} END"


def standing(database: Database, fund: int) -> dict[str, int]:
    """The balance effect of each day of a fund's ledger, in 分."""
    rows = database.tuples(
        f"SELECT l.day, CAST(sum(l.balance) AS BIGINT) FROM ({LEDGER}) AS l WHERE l.fund_id = :fund GROUP BY l.day",
        fund=fund,
    )
    return dict(rows)


def totals(database: Database, start: str, end: str, fund: int | None = None) -> list[Record]:
    """Each fund's measures within the period, with balance and arrears at its end; in the order of codes."""
    which = "" if fund is None else f"AND f.id = {fund:d}"
    flows = ", ".join(
        f"CAST(COALESCE(sum(CASE WHEN l.day >= :start THEN l.{m} ELSE 0 END), 0) AS BIGINT) AS {m}"
        for m in MEASURES[:-1]
    )
    # What is carried over from the year before stands at the beginning, on whatever day it was booked.
    opening = f"CASE WHEN l.day < :start OR l.base_kind = '{CARRIED_OVER}' THEN l.balance ELSE 0 END"
    rows = database.records(
        f"SELECT f.id, f.code, f.name, f.budget, CAST(COALESCE(sum({opening}), 0) AS BIGINT) AS opening, {flows}, "
        "CAST(COALESCE(sum(l.balance), 0) AS BIGINT) AS balance "
        f"FROM fund AS f LEFT JOIN ({LEDGER}) AS l ON l.fund_id = f.id AND l.day <= :to "
        "WHERE (f.opened <= :to OR EXISTS (SELECT 1 FROM entry AS x WHERE x.fund_id = f.id AND x.day <= :to)) "
        f"{which} GROUP BY f.id, f.code, f.name, f.budget ORDER BY f.code",
        start=start,
        to=end,
    )
    owed: dict[int, dict[str, int]] = {}
    for line in database.records(BY_UNIT, to=end):
        there = owed.setdefault(line["fund_id"], {"arrears": 0, "overpaid": 0})
        there["arrears"] += arrears(line)
        there["overpaid"] += overpaid(line)
    for row in rows:
        row |= owed.get(row["id"], {"arrears": 0, "overpaid": 0})
    return rows


def nothing(fund: Record) -> Record:
    """The totals of a fund that had not been opened by the end of a period."""
    return {key: fund[key] for key in ("id", "code", "name", "budget")} | dict.fromkeys(
        ("opening", *MEASURES, "arrears", "overpaid"), 0
    )


def units(
    database: Database, start: str, end: str, fund: int | None = None, unit: int | None = None
) -> list[Record]:
    """Each unit's dealings with each fund: measures within the period, arrears at its end."""
    which = "" if fund is None else f"AND l.fund_id = {fund:d}"
    which += "" if unit is None else f" AND l.unit_id = {unit:d}"
    flows = ", ".join(
        f"CAST(sum(CASE WHEN l.day >= :start THEN l.{m} ELSE 0 END) AS BIGINT) AS {m}" for m in MEASURES[:-1]
    )
    standing = ", ".join(f"CAST(sum(l.{m}) AS BIGINT) AS all_{m}" for m in MEASURES[:-1])
    rows = database.records(
        f"SELECT l.fund_id, f.code AS fund_code, f.name AS fund, u.id AS unit_id, u.code AS unit_code, u.name AS unit, "
        f"u.short AS unit_short, {flows}, {standing} "
        f"FROM ({LEDGER}) AS l JOIN unit AS u ON u.id = l.unit_id JOIN fund AS f ON f.id = l.fund_id "
        f"WHERE l.day <= :to {which} GROUP BY l.fund_id, f.code, f.name, u.id, u.code, u.name, u.short, u.rank "
        "ORDER BY f.code, u.rank IS NULL, u.rank, u.code",
        start=start,
        to=end,
    )
    for row in rows:
        whole = {measure: row.pop(f"all_{measure}") for measure in MEASURES[:-1]}
        row |= {"arrears": arrears(whole), "overpaid": overpaid(whole)}
    return rows


ARREARS = Noun(
    name="arrears",
    label="催缴名单",
    table="",
    identity=(("fund", "unit"),),
    order="fund.code, unit.rank IS NULL, unit.rank, unit.code",
    columns=(
        Column("fund", "专项", Ref("fund")),
        Column("unit", "单位", Ref("member")),
        *(replace(one, via="unit") for one in MEMBER.pick("contact", "phone")),
        DEALT[0],
        PAID,
        *OWED,
        Column("days", "欠缴天数", Whole()),
    ),
)
"""Whom to ask for how much: a list that is worked out, of no table."""


def unsettled(database: Database, day: str, fund: int | None = None) -> list[Record]:
    """The units that by the end of a day owe a fund something, or have paid it too much: what they were to pay (``due``) and
    what counts as paid (``received``: in money or in kind, less what was given back), so that the one less the other is
    ``arrears``, or less than nothing ``overpaid``; of that ``in_kind`` and ``refunded``; and how many ``days`` the oldest due has
    not been wholly paid."""
    rows = [row for row in units(database, "1900-01-01", day, fund) if row["arrears"] or row["overpaid"]]
    dues: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for owner, unit, booked_on, amount in database.tuples(
        f"SELECT e.fund_id, e.unit_id, e.day, e.amount FROM entry AS e WHERE {STANDING_DUE} ORDER BY e.day, e.id",
        to=day,
    ):
        dues[owner, unit].append((booked_on, amount))
    for row in rows:
        row["received"] = row["due"] - row["arrears"] + row["overpaid"]
        since = owed_since(dues[row["fund_id"], row["unit_id"]], row["arrears"]) if row["arrears"] else None
        row["days"] = (date.fromisoformat(day) - date.fromisoformat(since)).days if since else None
    return rows


def of_units(database: Database, fund: int) -> dict[int, Record]:
    """What each unit has come to with a fund, by all that is booked: the sums of the measures by the unit's key."""
    rows = database.records(
        f"SELECT * FROM ({BY_UNIT}) AS b WHERE b.fund_id = :fund", fund=fund, to="9999-12-31"
    )
    return {row["unit_id"]: row for row in rows}


def funds(database: Database) -> dict[int, Record]:
    """Every fund by key: ``{id, code, name, opened, closed}``."""
    rows = database.records("SELECT id, code, name, opened, closed FROM fund ORDER BY code")
    return {row["id"]: row for row in rows}


def _in_arrears(database: Database, _today: str, until: str) -> Iterator[Record]:
    """The funds that units still owe something by a day, since the oldest due that is not wholly paid."""
    show = Money().show
    owing = [row for row in unsettled(database, until) if row["arrears"]]
    for (fund, code, name), rows in groupby(
        owing, key=lambda row: (row["fund_id"], row["fund_code"], row["fund"])
    ):
        debtors = list(rows)
        longest = max(row["days"] for row in debtors)
        yield {
            "what": f"“{name}”有 {len(debtors)} 家欠缴，共 {show(sum(row['arrears'] for row in debtors))} 元",
            "of": fund,
            "code": code,
            "day": (date.fromisoformat(until) - timedelta(days=longest)).isoformat(),
            "command": f"liaison fund arrears {code}",
        }


DUE = (Due("arrears", "欠缴", _in_arrears),)


def _of_unit(database: Database, unit: int, day: str) -> list[Record]:
    return units(database, "1900-01-01", day, unit=unit)


def _open(database: Database, day: str) -> list[Record]:
    """The funds that are open on a day, or closed with something left, each with what it has and is owed."""
    known = {row["id"]: row for row in records(database, FUND)}
    rows = [known[row["id"]] | row for row in totals(database, "1900-01-01", day)]
    left = ("balance", "arrears", "overpaid")
    return [
        row for row in rows if not (row["closed"] and row["closed"] <= day) or any(row[key] for key in left)
    ]


HANDOVER = (
    Open(
        "funds",
        "专项资金",
        (*FUND.pick("code", "name", "custodian"), BALANCE, *OWED),
        _open,
        money=True,
    ),
)


UNIT_FILE = (
    Part("funds", "专项资金往来", (Column("fund", "专项", Ref("fund")), *DEALT, *OWED), _of_unit, money=True),
)


FILED = (Sort("fund", "专项资金", FUND, by="custodian"),)
