"""The paper of a member unit: all that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.nouns.council.member import MEMBER
from liaison.papers.paper import Draft, Paper, heading, in_a_line, rows_of
from liaison.queries.unit_file import parts

if TYPE_CHECKING:
    from liaison.store.database import Database

_TOLD = tuple(
    one for one in MEMBER.columns if one.key not in ("code", "name", "former", "sort_key", "spells")
)


def _file(database: Database, unit: Record, today: str) -> Draft:
    draft = Draft(f"{unit['name']}一家一档", heading(database, today))
    tables = [(part.title, part.columns, part.ask(database, unit["id"], today)) for part in parts()]
    draft.fields |= {
        "标题": draft.title,
        "编号": unit["code"],
        "单位": unit["name"],
        "基本情况": in_a_line(_TOLD, unit),
        "曾用名": "、".join(unit["former"]),
        "记录": rows_of(tables),
    }
    return draft


PAPERS = (
    Paper(
        "file",
        "一家一档",
        "单位",
        "member",
        "写一份一家一档：单位的基本情况，轮值、项目、活动、协议、荣誉、资金往来",
        "汇添富",
        _file,
        ("标题", "编号", "单位", "基本情况", "曾用名", "记录"),
    ),
)
