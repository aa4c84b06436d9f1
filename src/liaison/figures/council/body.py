"""Who belongs to alliances or is looked after by others, and which units from outside took part."""

from __future__ import annotations

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.figure import Figure
from liaison.figures.section import Section
from liaison.figures.work.activity_lists import PARTS
from liaison.kinds import Ref
from liaison.nouns.council.body import BELONGING, BODY
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Whole
from liaison.queries.council.body import on_day
from liaison.queries.owned import own
from liaison.rules.council.bodies import CARED_FOR, JOINED
from liaison.rules.periods import Period
from liaison.store.database import Database

_UNIT = (Column("code", "编号"), Column("unit", "单位名称"), Column("category", "类别"))
_AT_THE_END = on_day("b.start", "b.end_on", ":to")


def _belonging(key: str, label: str, definition: str, roles: tuple[str, ...]) -> Figure:
    """How many different units belong to another on the last day in one of some ways."""
    told = ", ".join(f"'{role}'" for role in roles)
    return Figure(
        key,
        label,
        "家",
        Whole(),
        definition,
        "SELECT u.code AS code, u.name AS unit, u.category AS category, p.name AS parent, b.role AS role, b.start AS start "
        f"FROM {BELONGING.table} AS b JOIN {BODY.table} AS u ON u.id = b.unit_id JOIN {BODY.table} AS p ON p.id = b.parent_id "
        f"WHERE b.role IN ({told}) AND {_AT_THE_END}",
        "count(DISTINCT code)",
        (*_UNIT, Column("parent", "所属"), Column("role", "关系"), Column("start", "起", Day())),
        order="parent, code, role, start",
        split=(("unit", "unit"), ("kind", "category")),
        silent=True,
        if_any=True,
    )


FIGURES = (
    _belonging(
        "alliance_members",
        "联盟成员单位",
        f"期末当日以{'或'.join(f'“{role}”' for role in JOINED)}隶属于联盟等单位的，一家只计一次；起止两端都算。",
        JOINED,
    ),
    _belonging(
        "bodies_under_care",
        "代管单位",
        f"期末当日由别的单位“{CARED_FOR}”的，一家只计一次；起止两端都算。",
        (CARED_FOR,),
    ),
    Figure(
        "partners",
        "参与的合作单位",
        "家",
        Whole(),
        "本期主办、联合主办、承办、协办或参加过活动，而从来不是成员单位的，一家只计一次。",
        f"SELECT DISTINCT t.code AS code, t.name AS unit, t.category AS category FROM ({PARTS}) AS r "
        f"JOIN {BODY.table} AS t ON t.id = r.unit_id WHERE {own(BODY)}",
        "count(*)",
        _UNIT,
        order="code",
        split=(("unit", "unit"), ("kind", "category")),
        silent=True,
        if_any=True,
    ),
)


def _belongings(database: Database, period: Period) -> list[Record]:
    """Who belongs where on the last day."""
    return database.records(
        "SELECT p.name AS parent, p.code AS parent_code, p.short AS parent_short, b.role AS role, "
        "u.name AS unit, u.code AS unit_code, u.short AS unit_short, b.start AS start "
        f"FROM {BELONGING.table} AS b JOIN {BODY.table} AS u ON u.id = b.unit_id JOIN {BODY.table} AS p ON p.id = b.parent_id "
        f"WHERE {_AT_THE_END} ORDER BY p.code, b.role, u.code",
        to=period.end.isoformat(),
    )


SECTIONS = (
    Section(
        "belongings",
        (
            Column("parent", "所属", Ref(MEMBER.name)),
            Column("role", "关系"),
            Column("unit", "单位", Ref(MEMBER.name)),
            Column("start", "起", Day()),
        ),
        _belongings,
        path="belongings",
        sheet="隶属关系",
        if_any=True,
        noun=BODY,
    ),
)
