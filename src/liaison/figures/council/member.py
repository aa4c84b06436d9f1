"""Membership: its figures, and the members at the end of a period."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import Refused
from liaison.figures.check import Check, Problem, problem
from liaison.figures.figure import Figure, month
from liaison.figures.section import Rows, Section, Sentence
from liaison.figures.summary.measuring import Summary
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Whole
from liaison.queries.council.member import in_spell, is_member, members
from liaison.queries.owned import own
from liaison.queries.records import stream
from liaison.rules.council.uscc import check as check_uscc
from liaison.rules.periods import Period
from liaison.rules.spans import clashing
from liaison.store.database import Database

_COLUMNS = (
    Column("code", "编号"),
    Column("unit", "单位名称"),
    Column("category", "类别"),
    Column("joined", "加入日期", Day()),
    Column("left", "退出日期", Day()),
)
_SPELLS = (
    'SELECT u.code AS code, u.name AS unit, u.category AS category, s.joined AS joined, s.left_on AS "left" '
    "FROM spell AS s JOIN unit AS u ON u.id = s.unit_id WHERE "
)
_WHOLE = Whole()


_SPLIT = (("unit", "unit"), ("kind", "category"))


def _figure(
    key: str,
    label: str,
    definition: str,
    condition: str,
    *,
    adds: bool = False,
    came: str = "",
    said: tuple[str, ...] = (),
) -> Figure:
    """A count of spells; ``came`` is the day by which it goes by month too."""
    return Figure(
        key,
        label,
        "家",
        _WHOLE,
        definition,
        _SPELLS + condition,
        "count(*)",
        _COLUMNS,
        adds,
        "code, joined",
        split=(*_SPLIT, ("month", month(came))) if came else _SPLIT,
        said=said,
    )


def _registered(column: str, key: str, label: str, what: str) -> Figure:
    return Figure(
        key,
        label,
        "人",
        _WHOLE,
        f"期末在册成员单位登记的{what}之和，没有登记的不计；按现在登记的数，不是当时的数。",
        f"SELECT u.code AS code, u.name AS unit, u.category AS category, u.{column} AS people FROM unit AS u WHERE u.{column} IS NOT NULL "
        f"AND {is_member('u', ':to', ':to')}",
        "CAST(sum(people) AS BIGINT)",
        (*_COLUMNS[:2], Column("people", "人数", _WHOLE, adds=True)),
        order="code",
        split=_SPLIT,
    )


FIGURES = (
    _figure(
        "members_start",
        "期初成员单位",
        "期初前一日在册的成员单位数；在册指当日处于加入日期与退出日期之间，两端都算。",
        in_spell(":before", ":before"),
    ),
    _figure(
        "members_joined",
        "新加入单位",
        "加入日期在本期内的单位次数；退出后重新加入的再计一次，所以是家次。",
        "s.joined >= :from AND s.joined <= :to",
        adds=True,
        came="joined",
        said=("新加入成员单位#", "#成员单位新加入", "，新加入#"),
    ),
    _figure(
        "members_left",
        "退出单位",
        "最后一个成员日在期初前一日至期末前一日之间的单位次数；最后一日正是期初前一日的计在本期，期末当日退出的当日仍是成员，"
        "计入下一期，"
        "因此 期初＋加入－退出＝期末。",
        "s.left_on >= :before AND s.left_on <= :eve",
        adds=True,
        came='"left"',
        said=("，退出#",),
    ),
    _figure(
        "members_end",
        "期末成员单位",
        "期末当日在册的成员单位数，两端都算。",
        in_spell(":to", ":to"),
        said=("成员单位#", "#成员单位", "成员单位总数#"),
    ),
    _registered("party_members", "members_party", "成员单位党员", "党员人数"),
    _registered("headcount", "members_headcount", "成员单位职工", "职工人数"),
)


def _by(column: str, label: str) -> Section:
    """How many members of each sort there are on the last day, and their people as they are registered now."""

    def ask(database: Database, period: Period) -> list[Record]:
        return database.records(
            f"SELECT u.{column}, count(*) AS units, CAST(sum(u.party_members) AS BIGINT) AS party, "
            "CAST(sum(u.headcount) AS BIGINT) AS headcount FROM unit AS u "
            f"WHERE u.{column} IS NOT NULL AND {is_member('u', ':to', ':to')} GROUP BY u.{column} ORDER BY 2 DESC, 1",
            to=period.end.isoformat(),
        )

    key = f"members_by_{column}"
    columns = (
        Column(column, label),
        Column("units", "单位数", _WHOLE, adds=True),
        Column("party", "党员", _WHOLE, adds=True),
        Column("headcount", "职工", _WHOLE, adds=True),
    )
    heading = f"按{label}（人数按现在登记的数）"
    return Section(key, columns, ask, path=key, sheet="成员构成", heading=heading, if_any=True)


def _members(database: Database, period: Period) -> list[Record]:
    """The members on the last day, in protocol order."""
    return members(database, period.end.isoformat())


_SHOWN = (
    "code",
    "name",
    "category",
    "party_org",
    "secretary",
    "party_members",
    "headcount",
    "area",
    "joined",
    "contact",
)
SECTIONS = (
    Section(
        "members",
        MEMBER.pick(*_SHOWN),
        _members,
        path="members",
        json_columns=MEMBER.columns,
        sheet="成员单位",
    ),
    _by("category", "类别"),
    _by("area", "片区"),
)


def _change(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    return {
        "members_change": _since(summary.value("members_start"), summary.value("members_end")),
        "joined": _times(summary, "members_joined"),
        "left": _times(summary, "members_left"),
    }


def _since(start: int | None, end: int | None) -> str | None:
    """What became of the members in the period; unknown where the one or the other is."""
    if start is None or end is None:
        return None
    word = "增加" if end > start else "减少"
    return f"{word}{abs(end - start)}家" if end != start else "没有增减"


def _times(summary: Summary, key: str) -> str | None:
    """How many came or went: in units, and in turns too where some did so more than once."""
    traced = summary.trace(key)
    known, rows = traced.known, traced.rows
    units = len({row["code"] for row in rows})
    if known.value is None or not rows or units == known.value:
        return None if known.value is None else f"{known.value:,}家"
    return f"{known.value:,}家次（{units:,}家）"


SENTENCES = (Sentence("members", _change),)


def _credit_codes(database: Database) -> Iterator[Problem]:
    for unit in stream(database, MEMBER, "t.uscc IS NOT NULL"):
        try:
            check_uscc(unit["uscc"])
        except Refused as error:
            yield problem(MEMBER, unit, error.sentence.rstrip("，"))


def _spells(database: Database) -> Iterator[Problem]:
    for unit in stream(database, MEMBER, own(MEMBER)):
        if found := clashing((span["joined"], span["left"]) for span in unit["spells"]):
            yield problem(MEMBER, unit, f"{found[0][0]} 和 {found[1][0]} 起的两段成员期重叠")


CHECKS = (
    Check("credit_codes", "统一社会信用代码校验码正确", _credit_codes),
    Check("spells", "成员期不重叠", _spells),
)
