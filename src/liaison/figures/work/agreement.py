"""Agreements that were signed in a period, hold at its end, or came to their end in it."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.check import Check, Problem, problem
from liaison.figures.figure import Figure, month
from liaison.figures.section import Section, days
from liaison.nouns.work.agreement import AGREEMENT
from liaison.quantities import Whole
from liaison.queries.states import state_on
from liaison.queries.work.agreement import binding, end_on, in_force, with_few_parties
from liaison.rules.periods import Period
from liaison.rules.work.agreements import AGREEMENT_PASSING, FEWEST
from liaison.store.database import Database

_COLUMNS = (
    Column("code", "编号"),
    Column("agreement", "名称"),
    Column("parties", "各方", Whole()),
    Column("signed", "签订日期", Day()),
    Column("until", "到期日", Day()),
    Column("status", "状态"),
)


def _figure(key: str, label: str, definition: str, condition: str, day: str = "") -> Figure:
    relation = (
        "SELECT t.code AS code, t.name AS agreement, (SELECT count(*) FROM agreement_party AS p WHERE p.agreement_id = t.id) "
        f"AS parties, t.signed AS signed, {end_on('t')} AS until, {state_on(AGREEMENT, 't')} AS status "
        f"FROM {AGREEMENT.table} AS t WHERE {condition}"
    )
    return Figure(
        key,
        label,
        "份",
        Whole(),
        definition,
        relation,
        "count(*)",
        _COLUMNS,
        adds=bool(day),
        order="signed, code",
        silent=True,
        if_any=True,
        split=(("month", month(day)),) if day else (("status", "status"),),
    )


FIGURES = (
    _figure(
        "agreements_signed",
        "新签协议",
        "签订日期在本期内的协议数；续签不算新签，草拟和待签的不计。",
        f"t.signed >= :from AND t.signed <= :to AND {state_on(AGREEMENT, 't')} NOT IN ('草拟', '待签')",
        "signed",
    ),
    _figure(
        "agreements_in_force",
        "有效协议",
        "期末当日有效的协议数：已经签订、到了生效日、没有终止，也没有过到期日；到期日当天算有效，自动续签的过了到期日仍算。",
        in_force("t"),
    ),
    _figure(
        "agreements_expired",
        "到期未续协议",
        "到期日在本期内，到期末没有续签也没有终止的协议数；自动续签的不计。",
        f"{binding('t')} AND COALESCE(t.renews, 0) = 0 AND {end_on('t')} >= :from AND {end_on('t')} <= :to",
        "until",
    ),
)


def _agreements(database: Database, period: Period) -> list[Record]:
    """What held or was signed in the period, each as it stood at its end."""
    rows = database.records(
        f"SELECT t.id, t.code, t.name, t.signed, {end_on('t')} AS end_on, t.renews, {state_on(AGREEMENT, 't')} AS status "
        f"FROM {AGREEMENT.table} AS t WHERE t.signed <= :to AND (t.signed >= :from OR {binding('t')} "
        "OR t.terminated >= :from) ORDER BY t.signed, t.code",
        **days(period),
    )
    parties: dict[int, list[str]] = {}
    for owner, name in database.tuples(
        "SELECT p.agreement_id, COALESCE(u.short, u.name) FROM agreement_party AS p JOIN unit AS u ON u.id = p.unit_id "
        "ORDER BY p.agreement_id, p.position"
    ):
        parties.setdefault(owner, []).append(name)
    for row in rows:
        row["parties"] = "、".join(parties.get(row["id"], ()))
        row["end"] = row.pop("end_on")
        row["status"] = AGREEMENT_PASSING.called(
            row["status"], row["end"], row["renews"], period.end.isoformat()
        )
    return rows


SECTIONS = (
    Section(
        "agreements",
        (
            *AGREEMENT.pick("code", "name"),
            Column("parties", "各方"),
            *AGREEMENT.pick("signed", "end", "status"),
        ),
        _agreements,
        path="agreements",
        sheet="共建协议",
        if_any=True,
        noun=AGREEMENT,
    ),
)


def _lonely(database: Database) -> Iterator[Problem]:
    for record in with_few_parties(database, FEWEST):
        yield problem(AGREEMENT, record, "没有两方")


CHECKS = (Check("agreement_parties", "协议都有两方以上", _lonely),)
