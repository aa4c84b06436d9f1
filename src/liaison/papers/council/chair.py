"""The papers of the chair: in which order it turns, and what one hands over to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.summary.texts import in_words
from liaison.papers.paper import Draft, Paper, heading, rows_of
from liaison.queries.council.chair import terms_of_area
from liaison.queries.handover import parts
from liaison.rules.periods import Period

if TYPE_CHECKING:
    from liaison.store.database import Database


def _called(term: Record) -> str:
    """第4任, or 代理 of one that has no number."""
    return f"第{term['ordinal']}任" if term["ordinal"] else "代理"


def _rota(database: Database, period: Period, today: str) -> Draft:
    first, last = period.start.isoformat(), period.end.isoformat()
    held = [
        one
        for one in terms_of_area(database, None)
        if one["start"] <= last and (one["last_day"] or last) >= first
    ]
    if not held:
        raise Refused(f"{period.label}没有排定轮值主席，", "请先用 liaison chair plan … --save 排定。")
    draft = Draft(f"{period.label}轮值计划表", heading(database, today), to="各成员单位")
    draft.fields |= {
        "标题": draft.title,
        "轮值": [
            {
                "任次": _called(one),
                "单位": one["unit"],
                "起": one["start"],
                "止": one["last_day"] or draft.known(f"{_called(one)}的结束日期", None),
            }
            for one in held
        ],
    }
    return draft


def _handover(database: Database, term: Record, today: str) -> Draft:
    held = terms_of_area(database, term["area"])
    place = next(number for number, one in enumerate(held) if one["id"] == term["id"])
    after = held[place + 1] if place + 1 < len(held) else None
    name = f"{term['area'] or ''}{_called(term)}"
    draft = Draft(f"{name}轮值主席工作交接单", heading(database, today))
    if term["start"] > today:
        raise Refused(f"{name} {term['start']} 才开始，", "还没有什么可以交接。")
    day = min(today, term["last_day"] or today)
    tables = [(part.title, part.columns, part.ask(database, day)) for part in parts()]
    draft.fields |= {
        "标题": draft.title,
        "移交单位": term["unit"],
        "接收单位": after["unit"] if after else draft.known("接收单位", None),
        "交接日": in_words(day),
        "事项": rows_of(tables),
    }
    return draft


PAPERS = (
    Paper(
        "rota",
        "轮值计划表",
        "年度",
        "",
        "打印一份轮值计划表：这一年各任的单位和起止日期",
        "2023",
        _rota,
        ("标题", "轮值"),
    ),
    Paper(
        "transfer",
        "轮值交接单",
        "任次|日期|单位",
        "chair",
        "写一份轮值交接单：到任期最后一天（没有到就是今天）还没有了结的事项，留出签章的地方",
        "4",
        _handover,
        ("标题", "移交单位", "接收单位", "交接日", "事项"),
    ),
)
